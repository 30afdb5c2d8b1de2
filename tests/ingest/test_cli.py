"""The command, from outside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def ingest(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ingest", *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_report_and_failures(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text("Jumelages\n\nLa ville est jumelée avec Altdorf.\n", encoding="utf-8")
    (tmp_path / "pages" / "vide.txt").write_text("", encoding="utf-8")
    done = ingest(str(tmp_path / "pages"), "absent.txt", "--index", str(tmp_path / "index"), "--json")
    assert done.returncode == 1, done.stderr
    report = json.loads(done.stdout)
    assert (report["added"], report["documents"], len(report["failed"])) == (1, 1, 2)
    assert set(report) >= {"updated", "unchanged", "removed", "passages", "facts", "seconds", "snapshot"}
    assert done.stderr.count("vide.txt") == 1 and "introuvable" in done.stderr
    again = ingest(str(tmp_path / "pages" / "a.txt"), "--index", str(tmp_path / "index"), PASSERELLE_LANGUAGE="en")
    assert again.returncode == 0, again.stderr
    assert "1 unchanged" in again.stdout


def test_wrong_usage() -> None:
    assert ingest("--nothing").returncode == 2
    assert ingest(PASSERELLE_LANGUAGE="de").returncode == 2

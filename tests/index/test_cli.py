"""`python -m index` and what `python -m ingest` makes of bad input, each as its own process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from index.snapshot import VECTORS, Snapshot
from ingest.settings import PREFIX
from tests.index.pages import DAKAR, LYON

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: object, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)} | settings
    command = [sys.executable, "-m", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_facts_are_lines_of_json_whose_quote_is_in_the_text(seeds_index: Path) -> None:
    done = run("index", "facts", "--index", seeds_index, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    facts = [json.loads(line) for line in done.stdout.splitlines()]
    snapshot = Snapshot.open(seeds_index)
    assert len(facts) == snapshot.manifest.counts["facts"]
    for fact in facts:
        assert {"subject", "relation", "object", "qualifiers", "extractor"} < fact.keys()
        assert snapshot.document(fact["document"]).text[fact["start"] : fact["end"]] == fact["quote"]


def test_info_names_the_model_in_both_languages(seeds_index: Path) -> None:
    french = run("index", "info", PASSERELLE_INDEX=str(seeds_index))
    english = run("index", "info", PASSERELLE_INDEX=str(seeds_index), PASSERELLE_LANGUAGE="en")
    manifest = Snapshot.open(seeds_index).manifest
    assert french.returncode == english.returncode == 0
    assert "Modèle" in french.stdout
    assert "Model:" in english.stdout
    assert manifest.model in french.stdout
    record = json.loads(run("index", "info", "--index", seeds_index, "--json").stdout)
    assert record["snapshot"] == manifest.snapshot


def test_verify_passes_and_then_names_the_damaged_file(seeds_index: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(seeds_index, tmp_path / "copy")
    assert run("index", "verify", "--index", copy).returncode == 0
    path = Snapshot.open(copy).directory / VECTORS
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    done = run("index", "verify", "--index", copy)
    assert (done.returncode, done.stdout) == (1, "")
    assert str(path) in done.stderr


def test_search_shows_passages_with_their_scores(seeds_index: Path) -> None:
    done = run("index", "search", "Qui préside l'AIMF ?", "--index", seeds_index, "-k", 3, "--json")
    assert done.returncode == 0, done.stderr
    hits = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(hits) == 3
    assert "A.I.M.F" in hits[0]["text"]
    assert hits[0]["score"] >= hits[1]["score"] >= hits[2]["score"]


def test_without_an_index_it_fails_with_one_clear_line(tmp_path: Path) -> None:
    for command in (["facts"], ["info"], ["verify"], ["search", "Lyon ?"]):
        done = run("index", *command, "--index", tmp_path / "none")
        assert (done.returncode, done.stdout) == (1, "")
        assert len(done.stderr.splitlines()) == 1
        assert "python -m ingest" in done.stderr


@pytest.mark.parametrize("arguments", [[], ["fact"], ["search"], ["info", "--what"]])
def test_wrong_usage(arguments: list[str]) -> None:
    assert run("index", *arguments).returncode == 2


def test_an_unknown_setting_is_wrong_usage() -> None:
    done = run("index", "info", PASSERELLE_INDX="x")
    assert done.returncode == 2
    assert "PASSERELLE_INDX" in done.stderr


def test_bad_input_is_listed_and_the_rest_is_indexed(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "lyon.md").write_text(LYON, encoding="utf-8")
    (folder / "dakar.txt").write_text(DAKAR, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 64)
    (folder / "broken.csv").write_text('ville,réseau\n"Lyon,Eurocités\nTurin,"AIMF",x,y\n', encoding="utf-8")
    (folder / "unknown.xyz").write_text("Une page.", encoding="utf-8")
    (folder / "long.txt").write_bytes(b"mot " * (50 * 2**20 // 4))
    index = tmp_path / "index"
    done = run("ingest", folder, tmp_path / "absent", "--index", index, "--json")
    assert done.returncode == 1
    report = json.loads(done.stdout)
    failed = {Path(failure["source"]).name for failure in report["failed"]}
    assert failed == {"empty.txt", "binary.txt", "broken.csv", "unknown.xyz", "long.txt", "absent"}
    for failure in report["failed"]:
        lines = [line for line in done.stderr.splitlines() if failure["source"] in line and failure["error"] in line]
        assert len(lines) == 1, (failure, done.stderr[-3000:])
    assert (report["added"], report["documents"]) == (2, 2)
    assert Snapshot.open(index).id == report["snapshot"]

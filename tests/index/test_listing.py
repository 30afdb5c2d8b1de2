"""`python -m index facts` and `trace`: which facts and documents somebody means, and how they are shown."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from index.__main__ import main
from index.build import build
from index.snapshot import Snapshot
from tests.index.hash_encoder import HashEncoder
from tests.index.pages import write

TWINS = """Ville;Ville partenaire;Nature du lien;Statut;Depuis;Source;Date de la source
Lyon;Erevan;jumelage;en vigueur;1992;Page de Lyon;2025-04-14
Lyon;Turin;partenariat;prévue;;Page de Lyon;
Dakar;Marseille;jumelage;suspendue;1968;Page de Dakar;2012
"""
PRICES = """Poire;Prix
conférence;12
williams;8
"""
MEMBERS = """Ville;Réseau;Statut
Turin;Eurocities;membre
Lyon;Eurocities;membre
une autre;;
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    write(folder / "a", {"jumelages.csv": TWINS})
    write(folder / "b", {"membres.csv": MEMBERS, "prix.csv": PRICES})
    report = build([str(folder)], folder / "index", HashEncoder())
    assert not report.failed
    return folder / "index"


def records(index: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    assert main([*arguments, "--index", str(index), "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def pairs(found: list[dict[str, Any]]) -> set[tuple[str, str]]:
    return {(one["subject"], one["object"]) for one in found}


def test_every_fact_says_whom_it_is_about_and_quotes_the_text(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = records(index, capsys, "facts")
    snapshot = Snapshot.open(index)
    assert len(found) == snapshot.manifest.counts["facts"]
    for one in found:
        assert snapshot.document(one["document"]).text[one["start"] : one["end"]] == one["quote"]
    (first,) = [one for one in found if one["object"] == "Erevan"]
    assert first["subject_id"].startswith("city:")
    assert first["origin"]["title"] == "Page de Lyon"
    assert first["qualifiers"]["since"] == "1992"
    assert "Erevan" in first["quote"]


def test_facts_are_chosen_by_any_name_of_their_ends(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lyon = records(index, capsys, "facts", "--subject", "LYON", "--relation", "partner_of")
    assert pairs(lyon) == {("Lyon", "Erevan"), ("Lyon", "Turin")}
    assert pairs(records(index, capsys, "facts", "--object", "EREVAN")) == {("Lyon", "Erevan")}
    assert {one["subject"] for one in records(index, capsys, "facts", "--document", "membres")} == {"Lyon", "Turin"}
    assert records(index, capsys, "facts", "--subject", "Nulle-Part") == []


def test_facts_can_be_read_in_both_languages(
    index: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["facts", "--subject", "Dakar", "--index", str(index)]) == 0
    french = capsys.readouterr().out
    monkeypatch.setenv("PASSERELLE_LANGUAGE", "en")
    assert main(["facts", "--subject", "Dakar", "--index", str(index)]) == 0
    english = capsys.readouterr().out
    assert "Dakar — partner_of → Marseille · jumelage · suspended · depuis 1968 · dit le 2012" in french
    assert "since 1968" in english
    assert "tables" in french


def test_a_document_is_found_by_part_of_its_path(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for asked in ("b/membres.csv", "MEMBRES", "membres"):
        assert main(["trace", asked, "--index", str(index)]) == 0
    assert main(["trace", ".csv", "--index", str(index)]) == 1
    assert "3 documents" in capsys.readouterr().err
    assert main(["trace", "rien", "--index", str(index)]) == 1
    assert "rien" in capsys.readouterr().err


def test_the_trace_shows_every_line_once_and_what_gave_nothing(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = records(index, capsys, "trace", "membres")
    assert [(len(line["facts"]), line["gap"]) for line in lines if line["unit"] == "row"] == [
        (1, None),
        (1, None),
        (0, "line"),
    ]
    (gap,) = records(index, capsys, "trace", "membres", "--gaps")
    assert "une autre" in gap["text"]
    assert main(["trace", "membres", "--index", str(index)]) == 0
    shown = capsys.readouterr().out
    assert shown.index("Turin") < shown.index("→ Turin — member_of →") < shown.index("! rien")
    assert "2 faits lus de 3 lignes" in shown


def test_a_table_that_is_not_read_says_why(index: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    first, second = records(index, capsys, "trace", "prix")
    assert (first["gap"], second["gap"]) == ("columns", None)
    copy = shutil.copytree(index.parent, tmp_path / "pages")
    assert build([str(copy / "b")], copy / "other", HashEncoder()).documents == 2
    (copy / "b" / "prix.csv").unlink()
    assert main(["trace", "prix", "--index", str(copy / "other")]) == 0
    shown = capsys.readouterr()
    assert "prix.csv" in shown.err
    assert "0 faits lus de 2 lignes" in shown.out

"""The tables of names that staff edit."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import NamesError
from ingest.names import names_version, read_names
from ingest.pipeline import discover, reader
from ingest.settings import DEFAULT_NAMES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus" / "noms"
    folder.mkdir(parents=True)
    for file in DEFAULT_NAMES.glob("*.csv"):
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


def add(folder: Path, file: str, row: str) -> None:
    with (folder / file).open("a", encoding="utf-8") as stream:
        stream.write(row + "\n")


def test_a_row_wins_over_the_gazetteer(folder: Path) -> None:
    add(folder, "villes.csv", "Trucbourg;Truckburg;Leipzig;Allemagne;")
    add(folder, "reseaux.csv", "Réseau des Trucs;Things Network;RDT;Trucs unis;réseau;")
    known = read_names(folder)
    city = known.place("Leipzig", "DE")
    assert (city.name_fr, city.name_en) == ("Trucbourg", "Truckburg")
    assert known.network("R.D.T.").name_fr == "Réseau des Trucs"


def test_without_tables_there_are_still_cities(tmp_path: Path) -> None:
    assert read_names(tmp_path).place("Grenoble", "FR").id == "city:3014728"


@pytest.mark.parametrize(
    ("file", "row", "code"),
    [
        ("villes.csv", "Trucbourg;;;Nulle part;", "names.country"),
        ("villes.csv", ";;;France;", "names.no_name"),
        ("villes.csv", "Trucbourg;France", "names.cells"),
        ("reseaux.csv", '"Réseau;;;;;', "names.quote"),
        ("regions.csv", "Trucs;;;Nulle part;", "names.country"),
        ("pays.csv", "XYZ;Trucs;;;;", "names.country"),
    ],
)
def test_a_malformed_row_is_named(folder: Path, file: str, row: str, code: str) -> None:
    lines = len((folder / file).read_text(encoding="utf-8").splitlines())
    add(folder, file, row)
    with pytest.raises(NamesError) as failure:
        read_names(folder)
    assert failure.value.code == code
    assert file in failure.value.text("fr")
    assert str(lines + 1) in failure.value.text("en")


def test_the_columns_are_named(folder: Path) -> None:
    (folder / "villes.csv").write_text("Ville,Pays\nLyon,France\n", encoding="utf-8")
    with pytest.raises(NamesError, match="Nom;Nom anglais") as failure:
        read_names(folder)
    assert failure.value.code == "names.columns"


def test_an_edited_table_makes_another_reader(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSERELLE_NAMES", str(folder))
    before, read_by = names_version(), reader()
    assert names_version() == before
    add(folder, "villes.csv", "Trucbourg;;;France;")
    assert names_version() != before
    assert reader() != read_by


def test_a_folder_that_does_not_exist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSERELLE_NAMES", str(tmp_path / "nowhere"))
    with pytest.raises(NamesError, match="PASSERELLE_NAMES"):
        names_version()


def test_the_tables_of_names_are_no_documents(folder: Path) -> None:
    (folder.parent / "page.md").write_text("# Page\n\nLyon est jumelée avec Leipzig.\n", encoding="utf-8")
    assert [source.id for source in discover([str(folder.parent)]).sources] == ["page.md"]

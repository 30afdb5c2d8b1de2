"""What cannot be read: one clear line each, and the rest goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import IngestError
from ingest.pipeline import discover, ingest_source

GOOD = "Jumelages\n\nLa ville est jumelée avec Altdorf depuis 1988.\n"


def failure(folder: Path, name: str, content: bytes) -> IngestError:
    """The error of one bad file beside a good one, which must still be read."""
    (folder / "bon.txt").write_text(GOOD, encoding="utf-8")
    (folder / name).write_bytes(content)
    found = discover([str(folder)])
    errors = list(found.failed)
    read = []
    for source in found.sources:
        try:
            read.append(ingest_source(source))
        except IngestError as error:
            errors.append(error)
    assert [one.document.id for one in read if one.document.id == "bon.txt"] == ["bon.txt"]
    assert len(errors) == 1
    for language in ("fr", "en"):
        text = errors[0].text(language)
        assert name in text and "\n" not in text
    return errors[0]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("vide.txt", b"", "load.empty"),
        ("blanc.txt", b" \n\t\n", "load.empty"),
        ("image.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "load.binary"),
        ("octets.txt", bytes(range(256)) * 10, "load.binary"),
        ("feuille.docx", b"PK\x03\x04", "load.docx"),
        ("feuille.xls", b"\xd0\xcf\x11\xe0", "load.unknown_type"),
        ("sans_extension", b"texte", "load.unknown_type"),
        ("ligne.txt", b"a" * 1_000_001, "load.long_line"),
        ("enorme.txt", b"mot mot\n" * 2_600_000, "load.too_large"),
        ("utf16.txt", b"\xff\xfea\x00b", "load.encoding"),
        ("inegal.csv", b"Ville;Pays\nLyon;France\nTurin\n", "load.csv_cells"),
        ("guillemet.csv", b'Ville,Pays\nLyon,"France\nTurin,Italie\n', "load.csv_quote"),
        ("entete.csv", b"Ville,Pays\n", "load.csv_empty"),
        ("fiche.md", b"---\ntitle: [a\n---\ntexte\n", "load.front_matter"),
        ("menu.html", b"<html><nav>Accueil</nav><p>Imprimer</p></html>", "load.no_text"),
        ("MANIFEST.csv", b"nom;titre\nbon.txt;Bon\n", "load.manifest"),
        ("MANIFEST.csv", b"file;title;date\nbon.txt;Bon\n", "load.manifest"),
    ],
)
def test_one_clear_line(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    assert failure(tmp_path, name, content).code == code


def test_broken_rows_are_named_by_line(tmp_path: Path) -> None:
    error = failure(tmp_path, "inegal.csv", b'Ville;Note\nLyon;"deux\nlignes"\nTurin;a;b\n')
    assert "4" in error.text("fr").removeprefix(error.source)


def test_missing_paths_and_addresses(tmp_path: Path) -> None:
    found = discover([str(tmp_path / "absent"), "https://exemple.fr/page"])
    assert [error.code for error in found.failed] == ["load.missing", "load.url"]
    assert not found.sources


def test_folders_are_read_once_in_a_fixed_order(tmp_path: Path) -> None:
    for name in ("b/Réseau Été.txt", "a/un.txt", "README.md", "a/.cache.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(GOOD, encoding="utf-8")
    found = discover([str(tmp_path), str(tmp_path / "a" / "un.txt")])
    assert [source.id for source in found.sources] == ["a/un.txt", "b/reseau-ete.txt"]
    twice = discover([str(tmp_path / "a"), str(tmp_path / "b")])
    assert len({source.id for source in twice.sources}) == 2

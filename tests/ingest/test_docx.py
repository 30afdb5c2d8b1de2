"""Word documents: what a reader sees, as headings, items and rows."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement

from ingest.errors import IngestError
from ingest.load import BINARY_LOADERS
from ingest.pipeline import discover, ingest_source
from tests.ingest.reading import check, read, units

LOAD = BINARY_LOADERS[".docx"][1]


def saved(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def archive(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, text in parts.items():
            target.writestr(name, text)
    return stream.getvalue()


def minutes() -> docx.document.Document:
    document = docx.Document()
    document.add_heading("Conseil municipal de Belleville", 1)
    document.add_paragraph("Séance du 4 mars 2024, salle du conseil, en présence de tous les élus de la commune.")
    document.add_paragraph().add_run("Point 3 : nos jumelages").bold = True
    document.add_paragraph("Le maire remercie les comités pour leur travail de l'année et donne lecture de la liste.")
    document.add_paragraph("Porto-Vieux (Portugal)", style="List Bullet")
    document.add_paragraph("Neustadt (Allemagne)", style="List Bullet")
    table = document.add_table(rows=0, cols=3)
    for cells in (("Ville", "Pays", "Signature"), ("Porto-Vieux", "Portugal", "1998"), ("Neustadt", "Allemagne", "")):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    document.add_paragraph("La séance est levée à vingt-deux heures par le maire, qui remercie chacun.")
    return document


def test_headings_lists_and_tables_keep_their_structure(tmp_path: Path) -> None:
    read_in = read(tmp_path, "proces-verbal.docx", saved(minutes()))
    check(read_in)
    assert read_in.document.title == "Conseil municipal de Belleville"
    assert read_in.document.media_type.endswith("wordprocessingml.document")
    assert "Point 3 : nos jumelages" in units(read_in, "heading")
    assert units(read_in, "item") == ["Porto-Vieux (Portugal)", "Neustadt (Allemagne)"]
    assert units(read_in, "row") == [
        "Ville : Porto-Vieux ; Pays : Portugal ; Signature : 1998",
        "Ville : Neustadt ; Pays : Allemagne",
    ]


def test_a_list_level_and_its_order_among_blocks() -> None:
    kinds = [block.kind for block in LOAD(saved(minutes()), "pv.docx").blocks]
    assert kinds == ["heading", "paragraph", "heading", "paragraph", "item", "item", "row", "row", "paragraph"]


def test_merged_cells_are_repeated() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    for row, texts in zip(
        table.rows, (("Ville", "Pays", "Année"), ("A", "Italie", "1990"), ("B", "", "1991")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 1).merge(table.cell(2, 1))
    blocks = LOAD(saved(document), "villes.docx").blocks
    assert [dict(block.cells)["Pays"] for block in blocks] == ["Italie", "Italie"]


def test_hidden_and_deleted_text_is_left_out() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("La ville est jumelée avec Neustadt")
    hidden = paragraph.add_run(" et avec Atlantis")
    hidden.font.hidden = True
    removed = OxmlElement("w:del")
    removed.append(paragraph.add_run(" et avec Eldorado")._r)
    paragraph._p.append(removed)
    assert [block.text for block in LOAD(saved(document), "page.docx").blocks] == ["La ville est jumelée avec Neustadt"]


BAD = {
    "text": b"ceci n'est pas un document",
    "empty archive": archive({}),
    "another format": archive({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"}),
    "cut XML": archive({"[Content_Types].xml": "<Types"}),
    "cut archive": saved(docx.Document())[:2000],
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_word_document_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "acte.docx"
    path.write_bytes(BAD[name])
    with pytest.raises(IngestError) as caught:
        ingest_source(discover([str(path)]).sources[0])
    assert caught.value.code == "load.docx"
    assert "acte.docx" in caught.value.text("fr")


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.load.docx.UNPACKED_LIMIT", 1_000_000)
    with pytest.raises(IngestError, match="once unpacked"):
        LOAD(archive({"word/document.xml": "0" * 2_000_000}), "bombe.docx")


def test_entities_are_not_expanded() -> None:
    data = io.BytesIO()
    bomb = '<!DOCTYPE d [<!ENTITY a "Atlantis "><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    with zipfile.ZipFile(io.BytesIO(saved(minutes()))) as source, zipfile.ZipFile(data, "w") as target:
        for part in source.infolist():
            text = source.read(part)
            if part.filename == "word/document.xml":
                text = text.replace(b"?>", b"?>" + bomb.encode(), 1).replace(b"Porto-Vieux", b"&b;")
            target.writestr(part, text)
    try:
        loaded = LOAD(data.getvalue(), "piege.docx")
    except IngestError as refused:
        assert refused.code == "load.docx"
    else:
        assert not any("Atlantis" in block.text for block in loaded.blocks)

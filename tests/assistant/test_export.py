"""Answers as files: every row with its sources, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.export import COLUMNS, export, exportable, filename, rows, safe
from ingest.records import Answer, Entity, Origin
from tests.assistant.shelf import BREST, HAMBURG, LIGHTS, LYON, Shelf, member, of, twins

DAY = date(2026, 1, 31)


def table(answer: Answer) -> list[list[str]]:
    text = export(answer, "csv", DAY).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";" if answer.language == "fr" else ","))


def cells(answer: Answer) -> str:
    """All the XML of the workbook that holds words."""
    with zipfile.ZipFile(io.BytesIO(export(answer, "xlsx", DAY))) as book:
        names = [name for name in book.namelist() if name.endswith(".xml")]
        return "\n".join(book.read(name).decode() for name in names)


@pytest.fixture
def listed(tmp_path: Path) -> Answer:
    origin = Origin("Journal de Brest", "https://a.example/1", "2020-05-04")
    told = (member(LYON, LIGHTS, since="1999"), member(BREST, LIGHTS, as_of=None, origin=origin, status="founding"))
    return Shelf(tmp_path, told).asked(of("members", LIGHTS), text="Quelles villes sont membres de Lumina ?")


def test_csv_is_what_a_french_spreadsheet_opens(listed: Answer) -> None:
    raw = export(listed, "csv", DAY)
    assert raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\r\n") == 3
    head, brest, lyon = table(listed)
    assert head[:6] == ["Nom", "Pays", "Nature du lien", "État", "Depuis", "Selon une source du"]
    assert len(head) == len(COLUMNS) == len(brest)
    assert brest[0] == "Brest" and brest[3] == "membre fondateur"
    assert brest[6:] == [
        "Journal de Brest",
        "",
        "https://a.example/1",
        "2020-05-04",
        "Brest est membre du réseau Lumina",
    ]
    assert lyon[:6] == ["Lyon", "France", "", "en vigueur", "1999", "2024-05"]


def test_csv_in_english_has_commas(tmp_path: Path) -> None:
    answer = Shelf(tmp_path, (twins(LYON, HAMBURG),)).asked(of("partners", LYON), "en")
    assert export(answer, "csv", DAY).decode("utf-8-sig").startswith("Name,Country,Kind of link,Status,Since,")
    assert table(answer)[1][:4] == ["Hamburg", "Germany", "twinning", "in force"]


def test_xlsx_has_the_rows_and_says_what_they_answer(listed: Answer) -> None:
    xml = cells(listed)
    for words in ("Journal de Brest", "À propos", "Quelles villes sont membres de Lumina ?", "2026-01-31", "2 villes"):
        assert words in xml
    assert len(re.findall(r"<row ", xml)) > 3


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r", " =", "\n@"])
def test_nothing_begins_like_a_formula(tmp_path: Path, start: str) -> None:
    name = f"{start}HYPERLINK(1)"
    assert safe(name).startswith("'")
    evil = Entity("city:9", "city", name, name)
    told = (twins(LYON, evil, quote=f"{start}1+1", origin=Origin(f"{start}titre", f"{start}url", None)),)
    answer = Shelf(tmp_path, told).asked(of("partners", LYON))
    assert all(not cell or cell[0] not in "=+-@\t\r\n" for row in rows(answer) for cell in row)
    assert "<f>" not in cells(answer)


def test_ordinary_words_are_left_alone() -> None:
    assert safe("Saint-Étienne") == "Saint-Étienne"
    assert safe(None) == safe("") == ""
    assert safe("a\x00b\x1fc") == "abc"


def test_a_cell_is_never_longer_than_a_spreadsheet_takes(listed: Answer) -> None:
    long = replace(listed, citations=tuple(replace(one, quote="é" * 40_000) for one in listed.citations))
    assert all(len(cell) <= 32_767 for row in rows(long) for cell in row)
    assert export(long, "xlsx", DAY)


def test_an_answer_without_rows_cannot_be_exported(listed: Answer) -> None:
    bare = replace(listed, items=())
    assert not exportable(bare) and not exportable(replace(listed, abstained=True))
    with pytest.raises(ValueError, match="rows"):
        export(bare, "csv", DAY)


def test_the_file_is_named_after_the_question(listed: Answer) -> None:
    assert filename(listed, "csv") == "quelles-villes-sont-membres-de-lumina.csv"
    assert filename(replace(listed, question="../../😀"), "xlsx") == "passerelle.xlsx"

"""Each fiche declares what it is, and each of its sections says where its facts come from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .material import CORPUS, EDITORIAL, FICHES, read, sections, table

REQUIRED = {"title", "publisher", "language", "about", "licence"}
ISO_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
LONGEST_BORROWING = 11
"""Words in a row that a fiche may share with a captured page: names of organisations are that long."""

each_fiche = pytest.mark.parametrize("path", FICHES, ids=lambda path: str(path.relative_to(CORPUS)))


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower().replace("’", "'"))


@each_fiche
def test_front_matter_is_complete(path: Path) -> None:
    head, body = read(path)
    assert set(head) >= REQUIRED and set(head) <= REQUIRED | {"url", "date"}
    assert all(isinstance(value, str) and value for value in head.values())
    assert f"# {head['title']}\n" in body
    assert "date" not in head or ISO_DATE.fullmatch(head["date"])


@each_fiche
def test_every_section_names_its_source(path: Path) -> None:
    for section in sections(read(path)[1]):
        assert section.sources, f"{section.heading}: no source line, or more than one"


@each_fiche
def test_the_date_is_that_of_the_newest_source(path: Path) -> None:
    head, body = read(path)
    dates = [source.date for section in sections(body) for source in section.sources if source.date]
    assert head.get("date") == (max(dates) if dates else None)


@each_fiche
def test_sentences_are_whole_and_said_once(path: Path) -> None:
    said: set[str] = set()
    for section in sections(read(path)[1]):
        assert section.text.endswith(".") and "'" not in section.text and '"' not in section.text
        for sentence in re.split(r"(?<=[.!?]) (?=[A-ZÀÉÎ«])", section.text):
            assert sentence not in said and len(sentence.split()) >= 4
            said.add(sentence)


@each_fiche
def test_sources_are_known(path: Path, shared_dir: Path) -> None:
    known = {
        (row[title].replace("'", "’"), row[url])
        for name in sorted((shared_dir / "facts").glob("*.csv"))
        for row in table(name, ",")
        for title, url in (("source_title", "source_url"), ("source_a", "url_a"), ("source_b", "url_b"))
        if title in row
    }
    for section in sections(read(path)[1]):
        for source in section.sources:
            assert source.title == EDITORIAL or (source.title, source.url) in known, source


@each_fiche
def test_nothing_is_copied_from_the_captured_pages(path: Path, shared_dir: Path) -> None:
    size = LONGEST_BORROWING + 1
    pages = [words(page.read_text(encoding="utf-8")) for page in sorted((shared_dir / "seeds").iterdir())]
    captured = {tuple(page[at : at + size]) for page in pages for at in range(len(page) - size + 1)}
    mine = words(" . ".join(section.text for section in sections(read(path)[1])))
    assert not [run for at in range(len(mine) - size + 1) if (run := tuple(mine[at : at + size])) in captured]

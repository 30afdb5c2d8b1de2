"""Rows that tell rather than list: « 1990 | Ten cities found the network in Lyon » is prose with a date beside it.

Such rows are read again as sentences. Only small tables are: a long remark beside many columns qualifies its row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from ingest.dates import as_iso
from ingest.facts.networks.founding import foundations
from ingest.facts.networks.seats import seats
from ingest.facts.pages.page import Cell, Draft, Line, Page
from ingest.facts.sentences.enumerations import enumerations
from ingest.facts.sentences.links import sentence_links
from ingest.facts.sentences.news import news
from ingest.facts.tables.table import tables_of
from ingest.records import Unit

COLUMNS: Final = 3
WORDS: Final = 5
"""Of a cell that tells something."""
SHARE: Final = 0.5
"""Of a table's rows, those with such a cell."""
READERS: Final[tuple[Callable[[Page], Iterator[Draft]], ...]] = (
    sentence_links, enumerations, news, foundations, seats,
)  # fmt: skip


def told_rows(page: Page) -> Iterator[Draft]:
    """What the prose of small tables states."""
    told: dict[int, Line] = {}
    for table in tables_of(page):
        if len(table.columns) > COLUMNS:
            continue
        rows = [line for line in table.lines if _longest(line)]
        if len(rows) >= SHARE * len(table.lines):
            told |= {line.index: _as_sentence(line) for line in rows}
    if not told:
        return
    # The same page with these rows as sentences; nothing remembered of the first reading may be used.
    again = replace(page, lines=tuple(told.get(line.index, line) for line in page.lines), memo={}, _mentions={})
    for reader in READERS:
        for draft in reader(again):
            if draft.line.index in told:
                yield replace(draft, as_of=draft.as_of or page.as_of(page.lines[draft.line.index]))


def _longest(line: Line) -> Cell | None:
    cell = max(line.cells, key=lambda one: len(one.value.split()), default=None)
    return cell if cell and len(cell.value.split()) >= WORDS else None


def _as_sentence(line: Line) -> Line:
    """The row's long cell as a dated line."""
    cell = _longest(line)
    assert cell is not None
    date = next((iso for one in line.cells if one is not cell and (iso := as_iso(one.value))), None)
    unit = Unit(cell.span, "sentence", date=date, origin=line.unit.origin)
    return replace(line, unit=unit, text=cell.value, cells=(), list=None, listing=date is not None, date=date)

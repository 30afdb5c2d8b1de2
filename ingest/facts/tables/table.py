"""The tables of a page: rows that stand together, as records of what each column holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from ingest.facts.pages.page import Cell, Line, Page
from ingest.facts.tables.columns import (
    Key,
    is_count,
    is_country,
    is_network,
    is_place,
    role_of_header,
    roles_of,
    sort_of_value,
)
from ingest.facts.tables.values import is_blank, opens_with, status_of
from ingest.facts.wording.kinds import kinds_in

OWNERS: Final = {"network": is_network, "city": is_place}
"""What the columns of a table that was turned may be, by role."""
TURNED: Final = (
    "founded", "seat", "count", "members", "acronym", "expansion", "since", "until", "status", "country", "kind",
)  # fmt: skip
"""The roles that labels of its rows may have."""

MERGED: Final = ("city", "network", "country")
"""The roles of a first column whose cells stand for several rows."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell says, the header above it, and the line that proves it."""

    text: str
    line: Line
    header: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """The values of a row by role, blank ones left out."""

    values: Mapping[str, Sequence[Value]]

    def get(self, role: str) -> Value | None:
        """The first value of that role."""
        found = self.values.get(role)
        return found[0] if found else None

    def text(self, role: str) -> str:
        """The first value of that role, empty where there is none."""
        found = self.get(role)
        return found.text if found else ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that share their columns."""

    lines: tuple[Line, ...]
    columns: tuple[str, ...]
    """Headers, in order, as they are written."""
    unknown: tuple[str, ...]
    """Those whose role is not known."""
    roles: frozenset[str]
    guessed: frozenset[str]
    """Roles that values alone tell, under headers that no list knows."""
    records: tuple[Record, ...]


def tables_of(page: Page) -> Iterator[Table]:
    """The tables of a page, in order. A heading inside a table begins another one."""
    rows = (line for line in page.lines if line.cells)
    for _, lines in groupby(rows, key=lambda line: line.list):
        yield _table(page, tuple(lines))


def _table(page: Page, lines: tuple[Line, ...]) -> Table:
    columns = tuple(dict.fromkeys(cell.column for line in lines for cell in line.cells))
    if len(columns) > 1 and len(columns) == len(lines) and all(len(line.cells) == 1 for line in lines):
        records = _upright(page, lines)
    elif not any(columns) and _is_header(lines[0]) and len(lines) > 1:
        columns = tuple(cell.value for cell in lines[0].cells)
        lines = tuple(replace(line, cells=_named(columns, line)) for line in lines[1:])
        records = _level(page, lines)
    elif not any(columns) and (sideways := _sideways(lines)):
        records = sideways
    elif not any(columns) and len({len(line.cells) for line in lines}) > 1:
        # Blank cells are left out of a row, so that without headers its places tell nothing.
        records = [_record((_sort(page, cell.value), Value(cell.value, line)) for cell in line.cells) for line in lines]
    elif turned := _turned(page, columns, lines):
        records = turned
    else:
        records = _level(page, lines)
    roles = frozenset(role for record in records for role in record.values)
    understood = {value.header for record in records for values in record.values.values() for value in values}
    unknown = tuple(header for header in columns if header not in understood and role_of_header(header) is None)
    named = {role for record in records for role, values in record.values.items() if any(map(_is_named, values))}
    return Table(lines, columns, unknown, roles, roles - named, tuple(records))


def _is_named(value: Value) -> bool:
    return not value.header or role_of_header(value.header) is not None


def _turned(page: Page, columns: Sequence[str], lines: Sequence[Line]) -> list[Record]:
    """A table whose rows are labels and whose columns are networks, or places: « | C40 | ICLEI », « Siège | Londres |
    Bonn ». One record a column; empty where the table is no such one."""
    if len(columns) < 2 or len(lines) < 2 or any(len(line.cells) < 2 for line in lines):
        return []
    label, *named = columns
    owner = next((role for role, test in OWNERS.items() if all(test(one, page.names) for one in named)), None)
    roles = [role_of_header(line.cells[0].value) for line in lines]
    told = sum(role in TURNED for role in roles)
    about = role_of_header(label)
    if owner is None or (about in OWNERS and about != owner) or told < 2 or told * 2 < len(lines):
        return []
    owner = "partner" if about == "partner" and owner == "city" else owner
    records = []
    for name in named:
        pairs: list[tuple[str | None, Value]] = [(owner, Value(name, lines[0]))]
        for line, role in zip(lines, roles, strict=True):
            head, *cells = line.cells
            value = next((cell.value for cell in cells if cell.column == name), None)
            if value is not None and head.column == label:
                as_count = role in ("members", "city", "count") and is_count(value)
                pairs.append(
                    ("count" if as_count else role if role in TURNED else None, Value(value, line, head.value))
                )
        records.append(_record(pairs))
    return records


def _sideways(lines: Sequence[Line]) -> list[Record]:
    """The same without any header: each row begins with what it holds. Empty where the table is no such one."""
    roles = [role_of_header(line.cells[0].value) for line in lines]
    width = len(lines[0].cells)
    if len(lines) < 2 or width < 3 or any(len(line.cells) != width for line in lines):
        return []
    if None in roles or roles[0] not in ("city", "partner", "network"):
        return []
    columns = zip(*(line.cells[1:] for line in lines), strict=True)
    heads = [line.cells[0].value for line in lines]
    return [
        _record(
            (role, Value(cell.value, line, head))
            for role, line, head, cell in zip(roles, lines, heads, column, strict=True)
        )
        for column in columns
    ]


def _is_header(line: Line) -> bool:
    """Whether a first row that the page does not mark as header names columns all the same."""
    named = [role_of_header(cell.value) for cell in line.cells]
    return len(named) > 1 and all(named) and not any(re.search(r"\d", cell.value) for cell in line.cells)


def _named(columns: Sequence[str], line: Line) -> tuple[Cell, ...]:
    """The cells under the headers of the first row, nameless where a blank cell makes their places unsure."""
    if len(line.cells) != len(columns):
        return line.cells
    return tuple(replace(cell, column=column) for column, cell in zip(columns, line.cells, strict=True))


def _record(pairs: Iterable[tuple[str | None, Value]]) -> Record:
    values: dict[str, list[Value]] = {}
    for role, value in pairs:
        # « Inconnu » tells nothing of a date, but it is what the source says of a status.
        if role is not None and (not is_blank(value.text) or _tells(role, value.text)):
            values.setdefault(role, []).append(value)
    return Record(values)


def _sort(page: Page, value: str) -> str | None:
    return sort_of_value(value, page.names)


def _keyed(line: Line) -> Iterator[tuple[Key, Cell]]:
    seen: dict[str, int] = {}
    for cell in line.cells:
        place = seen.get(cell.column, 0)
        seen[cell.column] = place + 1
        yield (cell.column, place), cell


def _level(page: Page, lines: Sequence[Line]) -> list[Record]:
    """One record a row."""
    columns: dict[Key, list[str]] = {}
    for line in lines:
        for key, cell in _keyed(line):
            columns.setdefault(key, []).append(cell.value)
    roles = roles_of(columns, page.names)
    whole = all(not key[0] for key in columns) or all(key[0] for key in columns)
    records: list[Record] = []
    section: dict[str, Value] = {}
    above: dict[str, Value] = {}
    opening = roles.get(next(iter(columns), ("", 0)))
    for line in lines:
        # A long table may say its header again.
        if all(cell.value == cell.column for cell in line.cells):
            continue
        if len(columns) > 2 and len(line.cells) == 1 and (named := _section(page, line, line.cells[0])):
            section, above = named, {}
            continue
        record = _record(
            (roles.get(key) if whole or key[0] else _sort(page, cell.value), Value(cell.value, line, cell.column))
            for key, cell in _keyed(line)
        )
        if opening in MERGED and whole and record.values:
            if first := record.get(opening):
                above = {opening: first}
            elif not any(cell.column == next(iter(columns))[0] for cell in line.cells):
                record = _completed(record, above, line)
        records.append(_completed(record, section, line))
    return records


def _section(page: Page, line: Line, cell: Cell) -> dict[str, Value]:
    """What a cell alone in its row says of the rows under it: « Jumelages », « Anciens partenaires », « Allemagne »."""
    value = Value(cell.value, line)
    if is_country(cell.value, page.names):
        return {"country": value}
    if is_place(cell.value, page.names) or is_network(cell.value, page.names) or not kinds_in(cell.value):
        return {}
    return {"kind": value} | ({"status": value} if status_of(cell.value) else {})


def _completed(record: Record, more: Mapping[str, Value], line: Line) -> Record:
    """The record with what stands above it, where it says nothing of the sort itself."""
    added = {role: [replace(value, line=line)] for role, value in more.items() if role not in record.values}
    return Record({**record.values, **added}) if added and record.values else record


def _upright(page: Page, lines: Sequence[Line]) -> list[Record]:
    """« Label | value » rows: one record where the labels are headers, else one a row, whose label is a value."""
    cells = [(line, line.cells[0]) for line in lines]
    named = [role_of_header(cell.column) for _, cell in cells]
    if sum(role is not None for role in named) * 2 >= len(named):
        pairs = zip(named, cells, strict=True)
        return [_record((role, Value(cell.value, line, cell.column)) for role, (line, cell) in pairs)]
    return [_labelled(page, line, cell) for line, cell in cells]


def _labelled(page: Page, line: Line, cell: Cell) -> Record:
    """A row whose label is a value: « Leipzig | 1981 », « Allemagne | Leipzig, Francfort »."""
    label, value = _sort(page, cell.column), _sort(page, cell.value)
    if label == "country" and value is None:
        value = "city"
    return _record((role, Value(text, line)) for role, text in ((label, cell.column), (value, cell.value)))


def _tells(role: str, value: str) -> bool:
    """Whether a cell that would be blank elsewhere says something in its column: a status, or that the kind is none."""
    return (role == "status" and status_of(value) is not None) or (role == "kind" and opens_with(value, "none"))

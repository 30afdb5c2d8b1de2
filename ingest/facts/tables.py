"""Facts from tables: what the columns hold, in whatever order, tells what a table states; each row proves its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from ingest.facts import rows, statements
from ingest.facts.context import Around
from ingest.facts.orders import is_order
from ingest.facts.page import Draft, Line, Page
from ingest.facts.table import Record, Table, tables_of

Reason = Literal["columns", "subject", "claims"]
Reader = Callable[[Page, Around, Record], Iterator[Draft]]


@dataclass(frozen=True, slots=True)
class Unread:
    """A table of which nothing was read.

    `columns`: they make no statement that is known; `subject`: whose list it is, nothing around it tells;
    `claims`: it opposes what sources say, which their own rows state already.
    """

    title: str
    columns: tuple[str, ...]
    reason: Reason
    line: Line
    """Its first row."""


SELF: Final = ("founded", "seat", "count")
TELLING: Final = ("country", "since", "kind", "status", "date", "partner_country")
MEANING: Final = ("expansion", "definition", "english")


def from_tables(page: Page) -> Iterator[Draft]:
    """The facts of the page's tables, row by row."""
    for table in tables_of(page):
        around = Around(page, table)
        reader = _reader(table, around)
        if callable(reader):
            for record in table.records:
                yield from (draft for draft in reader(page, around, record) if not is_order(draft.line.text))


def unread_tables(page: Page) -> tuple[Unread, ...]:
    """The tables of the page that no reader understands."""
    found: list[Unread] = []
    for table in tables_of(page):
        around = Around(page, table)
        reader = _reader(table, around)
        if not callable(reader):
            title = next((text for text in around.texts if text), page.document.title)
            found.append(Unread(title, table.columns, reader, table.lines[0]))
    return tuple(found)


def _reader(table: Table, around: Around) -> Reader | Reason:
    """Which statement the columns make, the most telling first."""
    has = table.roles
    if "claim" in has:
        return "claims"
    if {"network", "extent"} <= has:
        return statements.extents
    if {"city", "partner"} <= has:
        return rows.partnerships
    if {"city", "in_network"} <= has or {"network", "of_city"} <= has:
        return rows.crossed
    if {"city", "action"} <= has:
        return statements.actions
    if {"city", "network"} <= has:
        return rows.memberships
    if "partner" in has:
        return rows.partners if around.city() else "subject"
    if has & {"network", "acronym", "expansion"} and has.intersection(SELF) and "definition" not in has:
        return statements.network
    if "acronym" in has and has.intersection(MEANING):
        return statements.glossary
    if has & {"event", "title"} and "date" in has:
        return statements.events
    if "city" in has:
        return _of_cities(table, around)
    if "network" in has:
        return rows.networks_of if around.city() else "subject"
    if "action" in has and has & {"status", "date"}:
        return statements.actions if around.city() or around.network() else "subject"
    if "count" in has and has & {"as_of", "date", "since"}:
        return statements.counts if around.network() else "subject"
    if has.intersection(SELF):
        return statements.network if around.network() else "subject"
    return "columns"


def _of_cities(table: Table, around: Around) -> Reader | Reason:
    """Cities alone: the members of a network or the partners of a city, as the words around say.

    Words further up bind a table less: beside columns that nobody knows, one must be there that such lists have.
    """
    if not around.near and table.unknown and not table.roles.intersection(TELLING):
        return "subject"
    if around.lists == "members" or (around.lists in (None, "networks") and around.network()):
        return rows.members if around.network() else "subject"
    if around.lists == "partners":
        return rows.partners if around.city() else "subject"
    return "subject"

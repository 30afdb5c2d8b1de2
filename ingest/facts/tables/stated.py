"""Facts from tables: what the columns hold, in whatever order, tells what a table states; each row proves its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from ingest.facts.pages.page import Draft, Line, Page
from ingest.facts.tables import member_rows, rows, statements
from ingest.facts.tables.columns import role_of_header
from ingest.facts.tables.context import Around
from ingest.facts.tables.table import Record, Table, tables_of
from ingest.facts.tables.values import says, status_of
from ingest.facts.wording.orders import is_order
from ingest.records import Entity

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
        return both if _tells_members(table, around) else rows.partnerships
    if {"city", "in_network"} <= has or {"network", "of_city"} <= has:
        return member_rows.crossed
    if {"city", "action"} <= has:
        return statements.actions
    if _tells_own(table, around):
        return member_rows.described
    if {"city", "network"} <= has and "city" in table.guessed and not _opens(table, "city"):
        return "columns"
    if {"city", "network"} <= has:
        return member_rows.memberships
    if "partner" in has and role_of_header(table.columns[0]) == "action":
        # The partners of a project are its own.
        return statements.actions if around.city() and has & {"status", "date"} else "columns"
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
        return member_rows.networks_of if around.city() else "subject"
    if "action" in has and has & {"status", "date"}:
        return statements.actions if around.city() or around.network() else "subject"
    if "count" in has and has & {"as_of", "date", "since"}:
        return statements.counts if around.network() else "subject"
    if has.intersection(SELF):
        return statements.network if around.network() else "subject"
    return "columns"


def both(page: Page, around: Around, record: Record) -> Iterator[Draft]:
    """« Town | Member since | Twinned with » on a network's page: a membership and partnerships in one row."""
    yield from member_rows.members(page, around, record, "members")
    yield from rows.partnerships(page, around, record, "partners")


def _tells_members(table: Table, around: Around) -> bool:
    """Whether a table of towns and their partners tells of the towns that they belong to the page's network."""
    if around.network() is None:
        return False
    headed = any(
        says(value.header, "members")
        for record in table.records
        for role in ("since", "status", "city")
        for value in record.values.get(role, ())
    )
    return headed or (around.lists == "members" and around.kind is None)


def _tells_own(table: Table, around: Around) -> bool:
    """Whether a table of networks tells since when, as what or how the page's own city belongs to them.

    A column of towns under a header that nobody knows (« Where to write ») holds no members there.
    """
    if "network" not in table.roles or "definition" in table.roles or around.city() is None:
        return False
    if "city" in table.roles and ("city" not in table.guessed or _names(table, around.city())):
        return False
    return bool(table.roles & {"since", "capacity"}) or any(
        status_of(record.text("status")) for record in table.records
    )


def _opens(table: Table, role: str) -> bool:
    """Whether the first column has that role."""
    return any(value.header == table.columns[0] for one in table.records for value in one.values.get(role, ()))


def _names(table: Table, city: Entity | None) -> bool:
    """Whether a cell of the towns is the page's own city."""
    known = {name.casefold() for name in (city.name_fr, city.name_en, *city.aliases)} if city else set()
    return any(record.text("city").casefold() in known for record in table.records)


def _of_cities(table: Table, around: Around) -> Reader | Reason:
    """Cities alone: the members of a network or the partners of a city, as the words around say.

    Words further up bind a table less: beside columns that nobody knows, one must be there that such lists have.
    """
    if not around.near and table.unknown and not table.roles.intersection(TELLING):
        return "subject"
    if around.lists == "members" or (around.lists in (None, "networks") and around.network()):
        return member_rows.members if around.network() else "subject"
    if around.lists == "partners":
        return rows.partners if around.city() else "subject"
    return "subject"

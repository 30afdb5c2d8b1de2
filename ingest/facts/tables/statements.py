"""What a row states of one thing: a network, a term, an event, an action."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ingest.facts.pages.page import Draft, Page
from ingest.facts.tables import cells
from ingest.facts.tables.context import Around
from ingest.facts.tables.row_says import stated_at
from ingest.facts.tables.table import Record
from ingest.facts.tables.values import dates_of, extent_of, number_of, one_of, status_of
from ingest.normalise import fold
from ingest.records import Entity

EXTRACTOR: Final = "tables"
LIST: Final = "liste"


def network(page: Page, around: Around, record: Record) -> Iterator[Draft]:
    """What a network is: founded, seat, number of members, what its acronym stands for."""
    named = record.get("network") or record.get("expansion") or record.get("acronym") or record.get("title")
    owner = next(cells.networks(page, named.text), None) if named else around.network()
    if owner is None:
        return
    if (founded := record.get("founded")) and (day := dates_of(founded.text)[0]):
        yield Draft(owner, "founded", day, founded.line, f"{EXTRACTOR}.networks", kind=_nature(record))
    if seat := record.get("seat"):
        for city in cells.places(page, seat.text, None):
            yield Draft(owner, "seat", city, seat.line, f"{EXTRACTOR}.networks", kind="siège")
    yield from _count(record, owner)
    if named:
        yield from _meanings(record, owner)


def extents(page: Page, around: Around, record: Record) -> Iterator[Draft]:
    """Whether the list of a network's members is complete, and at which date."""
    value, said = record.get("network"), record.get("extent")
    extent = extent_of(said.text) if said else None
    if value and extent:
        for network in cells.networks(page, value.text):
            yield Draft(
                *(network, "status", extent, value.line, f"{EXTRACTOR}.extents"), kind=LIST, as_of=stated_at(record)
            )


def counts(page: Page, around: Around, record: Record) -> Iterator[Draft]:
    """How many members the page's, or the section's, network had at each date."""
    if owner := around.network():
        yield from _count(record, owner)


def _count(record: Record, owner: Entity) -> Iterator[Draft]:
    value = record.get("count")
    if value and (number := number_of(value.text)):
        as_of = stated_at(record) or dates_of(record.text("date") or record.text("since"))[0]
        unit = record.text("unit") or ("villes" if one_of("values", "towns").search(fold(value.header)) else "membres")
        yield Draft(owner, "member_count", number, value.line, f"{EXTRACTOR}.counts", kind=unit, as_of=as_of)


def _nature(record: Record) -> str | None:
    return record.text("kind").lower() or None


def glossary(page: Page, around: Around, record: Record) -> Iterator[Draft]:
    """What a term stands for, what it is called in English, what it means."""
    if value := record.get("acronym"):
        yield from _meanings(record, cells.term(page, value.text))


def _meanings(record: Record, owner: Entity) -> Iterator[Draft]:
    """Its full name, its English name and its definition, but for what only repeats the name that the row gives it."""
    named = record.get("acronym") or record.get("network") or record.get("expansion")
    known = {fold(named.text)} if named else set()
    full = "sigle" if record.get("acronym") else "nom"
    for role, kind in (("expansion", full), ("english", "nom anglais"), ("definition", "définition")):
        value = record.get(role)
        if value and fold(value.text) not in known:
            yield Draft(owner, "defined_as", value.text, value.line, f"{EXTRACTOR}.glossary", kind=kind)
            known.add(fold(value.text))


def events(page: Page, around: Around, record: Record) -> Iterator[Draft]:
    """What happened when: a fact for each city or network that took part."""
    value = record.get("event") or record.get("title")
    if value is None:
        return
    detail = record.text("remark")
    since, until = dates_of(record.text("date"))
    for actor in _actors(page, around, record, f"{value.text} {detail}"):
        yield Draft(
            *(actor, "event", f"{value.text} ({detail})" if detail else value.text, value.line),
            *(f"{EXTRACTOR}.events",), kind=record.text("theme") or None, since=since, until=until,
        )  # fmt: skip


def _actors(page: Page, around: Around, record: Record, text: str) -> list[Entity]:
    """Those of the actors' column that are known, else those that the text names, else the page's or the place."""
    listed = [actor for actor in re.split(r"\s*[|;]\s*|\s*,\s+", record.text("actors")) if actor]
    found = [known[0] for actor in listed if (known := page.names.known(actor))]
    if not found:
        named = (one.entity for one in page.names.mentions(text))
        found = list({one.id: one for one in named if one.kind != "country"}.values())
    if not found and listed:
        found = [cells.holder(page, listed[0])]
    own = around.city() or around.network()
    return found or ([own] if own else [_matter(page)])


def actions(page: Page, around: Around, record: Record) -> Iterator[Draft]:
    """What a city or an organisation did, does or plans."""
    value, who = record.get("action"), record.text("city")
    owner = cells.holder(page, who) if who else around.city() or around.network()
    if value and owner:
        since, until = dates_of(record.text("date") or record.text("since"))
        yield Draft(
            *(owner, "did", value.text, value.line, f"{EXTRACTOR}.actions"), kind=record.text("theme") or None,
            since=since, until=until, status=status_of(record.text("status"), action=True),
        )  # fmt: skip


def _matter(page: Page) -> Entity:
    """What a page without an owner is about: a notion of the field, else what its title says."""
    about = page.document.about
    return cells.term(page, about) if about else cells.holder(page, page.document.title)

"""What a row states of links: between cities, and of cities with networks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ingest.dates import find_dates
from ingest.facts import cells
from ingest.facts.context import Around
from ingest.facts.headings import NETWORK_KINDS
from ingest.facts.kinds import family_of, kinds_in, one_kind
from ingest.facts.page import Draft, Line, Page
from ingest.facts.table import Record, Value
from ingest.facts.values import dates_of, kind_of, membership_kind, one_of, status_of
from ingest.normalise import fold
from ingest.records import Entity

EXTRACTOR: Final = "tables"
MEMBER: Final = "membre"
UNSAID: Final = "partenariat"
INTENTION: Final = "intention"
STOPPED: Final = ("suspended", "dormant", "reactivating", "unknown")


def partnerships(page: Page, around: Around, record: Record) -> Iterator[Draft]:
    """City and partner."""
    for owner in _places(page, around, record, record.get("city"), "country"):
        yield from _links(page, around, record, owner, "partner", "partner_country")


def partners(page: Page, around: Around, record: Record) -> Iterator[Draft]:
    """Partners of the page's, or the section's, city."""
    role = "partner" if record.get("partner") else "city"
    country = "partner_country" if record.get("partner_country") else "country"
    if owner := around.city():
        yield from _links(page, around, record, owner, role, country)


def _links(page: Page, around: Around, record: Record, owner: Entity, role: str, country: str) -> Iterator[Draft]:
    for value in record.values.get(role, ()):
        yield from _link(page, around, record, owner, value, country)


def _link(page: Page, around: Around, record: Record, owner: Entity, value: Value, country: str) -> Iterator[Draft]:
    said = record.get("kind")
    kind = (kind_of(said.text) if said else None) or one_kind(kinds_in(value.header)) or around.kind or UNSAID
    since, until = _period(record)
    status = _status(record) or around.status or ("planned" if family_of(kind) == INTENTION else "active")
    since = since or dates_of(" ".join([*cells.BRACKETS.findall(value.text), record.text("kind")]))[0]
    for partner in _places(page, around, record, value, country):
        if partner.kind in NETWORK_KINDS:
            # « Type : réseau ; partenaire : Eurocities » in a register of links of every sort.
            yield _membership(around, record, owner, partner, value.line)
        elif partner.id != owner.id:
            yield Draft(
                *(owner, "partner_of", partner, value.line, f"{EXTRACTOR}.partnerships"),
                kind=kind, since=since, until=until, status=status, as_of=stated_at(record),
            )  # fmt: skip


def memberships(page: Page, around: Around, record: Record) -> Iterator[Draft]:
    """City and network."""
    if value := record.get("network"):
        yield from _members(page, around, record, cells.networks(page, value.text))


def members(page: Page, around: Around, record: Record) -> Iterator[Draft]:
    """Members of the page's, or the section's, network."""
    if network := around.network():
        yield from _members(page, around, record, [network])


def _members(page: Page, around: Around, record: Record, networks: Iterable[Entity]) -> Iterator[Draft]:
    values = record.values.get("city", ())
    cities = [city for value in values for city in _places(page, around, record, value, "country")]
    for network in networks:
        for city in cities:
            yield _membership(around, record, city, network, values[0].line)
        yield from _remarks(record, cities, network)


def crossed(page: Page, around: Around, record: Record) -> Iterator[Draft]:
    """Cities down and networks across, or the other way round, with a mark, a year or a status where they meet."""
    for role, across in (("city", "in_network"), ("network", "of_city")):
        for value in record.values.get(across, ()):
            since, status = dates_of(value.text)[0], status_of(value.text)
            if not (since or status or one_of("values", "yes", True).match(value.text.casefold())):
                continue
            own = record.get(role) if role == "city" else Value(value.header, value.line)
            named = value.header if role == "city" else record.text(role)
            for network in cells.networks(page, named):
                for city in _places(page, around, record, own, "country"):
                    said = Record({"since": [value], "status": [value]} if status else {"since": [value]})
                    yield _membership(around, said, city, network, value.line)


def networks_of(page: Page, around: Around, record: Record) -> Iterator[Draft]:
    """Networks of the page's, or the section's, city."""
    city, value = around.city(), record.get("network")
    if city and value:
        for network in cells.networks(page, value.text):
            yield _membership(around, record, city, network, value.line)


def _membership(around: Around, record: Record, city: Entity, network: Entity, line: Line) -> Draft:
    since, until = _period(record)
    said = record.text("status")
    status = _status(record) or status_of(record.text("kind")) or around.status or "active"
    if status == "candidate":
        return Draft(
            *(city, "status", f"candidature {network.name_fr}", line, f"{EXTRACTOR}.memberships"),
            kind=network.name_fr, since=since, status=status, as_of=stated_at(record),
        )  # fmt: skip
    return Draft(
        *(city, "member_of", network, line, f"{EXTRACTOR}.memberships"),
        kind=membership_kind(said) or (None if said else around.membership) or MEMBER,
        since=since, until=until, status=status, as_of=stated_at(record),
    )  # fmt: skip


def _remarks(record: Record, cities: list[Entity], network: Entity) -> Iterator[Draft]:
    """What a remark says of the network itself: that the city hosts it, when it was created."""
    remark = record.get("remark")
    if remark is None:
        return
    folded = fold(remark.text)
    if len(cities) == 1 and one_of("values", "hosts").search(folded):
        yield Draft(network, "seat", cities[0], remark.line, f"{EXTRACTOR}.remarks", kind="secrétariat")
    created = one_of("values", "created").search(folded)
    if created and (year := re.match(r" ?(\d{4})\b", folded[created.end() :])):
        yield Draft(network, "founded", year[1], remark.line, f"{EXTRACTOR}.remarks", kind="réseau")


def _places(page: Page, around: Around, record: Record, value: Value | None, country: str) -> Iterator[Entity]:
    """The cities of a cell, in the country that the row or the heading above names."""
    told = record.text(country)
    code = cells.country_of(page, told) or around.country
    return cells.places(page, value.text if value else "", code, told=bool(told or code))


def _status(record: Record) -> str | None:
    """What its status says, else a remark that the link has stopped or is not sure."""
    if said := record.text("status"):
        return status_of(said)
    found = status_of(" ".join([record.text("remark"), *cells.BRACKETS.findall(record.text("partner"))]))
    return found if found in STOPPED else None


def stated_at(record: Record) -> str | None:
    """The date of a row by its own column."""
    return dates_of(record.text("as_of"))[0]


def _period(record: Record) -> tuple[str | None, str | None]:
    """Since and until, made more exact by a remark that dates the signature in the same year."""
    said = record.text("since") or record.text("founded") or record.text("date")
    since, until = dates_of(said)
    remark = record.text("remark")
    if since and len(since) == 4 and (day := next(find_dates(remark), None)) and day.iso.startswith(since):
        before = fold(remark[: day.start])
        if one_of("values", "signed").search(before) and not one_of("values", "inexact").search(before):
            since = day.iso
    return since, dates_of(record.text("until"))[0] or until

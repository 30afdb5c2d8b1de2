"""What a row states of memberships in networks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ingest.facts.pages.page import Draft, Line, Page
from ingest.facts.tables import cells, statements
from ingest.facts.tables.context import Around
from ingest.facts.tables.row_says import Side, is_no_link, is_outsider, is_over, period, stated_at, status
from ingest.facts.tables.table import Record, Value
from ingest.facts.tables.values import dates_of, membership_kind, one_of, opens_with, status_of
from ingest.normalise import fold
from ingest.records import Entity

EXTRACTOR: Final = "tables"
MEMBER: Final = "membre"


def memberships(page: Page, around: Around, record: Record) -> Iterator[Draft]:
    """City and network."""
    if value := record.get("network"):
        yield from _members(page, around, record, cells.networks(page, value.text))


def members(page: Page, around: Around, record: Record, side: Side | None = None) -> Iterator[Draft]:
    """Members of the page's, or the section's, network. `side`: where the row states a partnership too."""
    if network := around.network():
        yield from _members(page, around, record, [network], side)


def _members(
    page: Page, around: Around, record: Record, networks: Iterable[Entity], side: Side | None = None
) -> Iterator[Draft]:
    values = record.values.get("city", ())
    towns = [city for value in values for city in cells.row_places(page, around, record, value, "country")]
    for network in networks:
        for city in towns:
            yield from membership(page, around, record, city, network, values[0].line, values, side)
        yield from remarks(page, record, towns, network)


def crossed(page: Page, around: Around, record: Record) -> Iterator[Draft]:
    """Cities down and networks across, or the other way round, with a mark, a year or a status where they meet."""
    for role, across in (("city", "in_network"), ("network", "of_city")):
        for value in record.values.get(across, ()):
            since, stands = dates_of(value.text)[0], status_of(value.text)
            if not (since or stands or one_of("values", "yes", True).match(value.text.casefold())):
                continue
            own = record.get(role) if role == "city" else Value(value.header, value.line)
            named = value.header if role == "city" else record.text(role)
            for network in cells.networks(page, named):
                for city in cells.row_places(page, around, record, own, "country"):
                    said = Record({"since": [value], "status": [value]} if stands else {"since": [value]})
                    yield from membership(page, around, said, city, network, value.line)


def networks_of(page: Page, around: Around, record: Record) -> Iterator[Draft]:
    """Networks of the page's, or the section's, city, or of a body that the row names in its stead."""
    city, value = around.city(), record.get("network")
    if city and (said := record.text("capacity")):
        city = cells.bearer(page, said, city)
    if city and value:
        for network in cells.networks(page, value.text):
            yield from membership(page, around, record, city, network, value.line)
            yield from remarks(page, record, [city], network)


def described(page: Page, around: Around, record: Record) -> Iterator[Draft]:
    """Networks of the page's city, with what their rows say of the networks themselves: seat, size, foundation."""
    yield from networks_of(page, around, record)
    own = Record({role: values for role, values in record.values.items() if role not in ("since", "kind")})
    yield from statements.network(page, around, own)


def membership(
    page: Page,
    around: Around,
    record: Record,
    member: Entity,
    network: Entity,
    line: Line,
    values: Iterable[Value] = (),
    side: Side | None = None,
) -> Iterator[Draft]:
    """The membership that a row states, unless it says that there is none.

    :param values: the cells that name the member, whose brackets and marks speak of it.
    """
    if is_no_link(record) or is_outsider(record):
        return
    since, until = period(record, side)
    said = record.text("status")
    nature = status_of(record.text("kind"))
    stands = status(around, record, tuple(values), side)
    if nature == "candidate" and stands not in ("rejected", "former"):
        stands = nature
    stands = stands or nature or around.status or "active"
    if stands == "active" and is_over(page, around, record, line, until):
        stands = "former"
    if stands == "candidate":
        yield Draft(
            *(member, "status", f"candidature {network.name_fr}", line, f"{EXTRACTOR}.memberships"),
            kind=network.name_fr, since=since, status=stands, as_of=stated_at(record),
        )  # fmt: skip
        return
    yield Draft(
        *(member, "member_of", network, line, f"{EXTRACTOR}.memberships"),
        kind=membership_kind(said) or _own_kind(record) or (None if said else around.membership) or MEMBER,
        since=since, until=until, status=stands, as_of=stated_at(record),
    )  # fmt: skip


def _own_kind(record: Record) -> str | None:
    return "label" if opens_with(record.text("kind"), "label") else None


def remarks(page: Page, record: Record, towns: list[Entity], network: Entity) -> Iterator[Draft]:
    """What a remark says of the network itself: where it sits, that the city hosts it, when it was created."""
    remark = record.get("remark")
    if remark is None:
        return
    folded = fold(remark.text)
    if len(towns) == 1 and one_of("values", "hosts").search(folded):
        yield Draft(network, "seat", towns[0], remark.line, f"{EXTRACTOR}.remarks", kind="secrétariat")
    elif seat := cells.seat_in(page, remark.text):
        yield Draft(network, "seat", seat, remark.line, f"{EXTRACTOR}.remarks", kind="siège")
    created = one_of("values", "created").search(folded)
    if created and (year := re.match(r" ?(\d{4})\b", folded[created.end() :])):
        yield Draft(network, "founded", year[1], remark.line, f"{EXTRACTOR}.remarks", kind="réseau")

"""What a row states of links between cities."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ingest.facts.pages.headings import NETWORK_KINDS
from ingest.facts.pages.page import Draft, Page
from ingest.facts.tables import cells
from ingest.facts.tables.context import Around
from ingest.facts.tables.member_rows import membership, remarks
from ingest.facts.tables.row_says import Side, is_no_link, is_over, period, stated_at, status
from ingest.facts.tables.table import Record, Value
from ingest.facts.tables.values import dates_of, is_own, kind_of, opens_with, status_of
from ingest.facts.wording.kinds import family_of, kinds_in, one_kind
from ingest.records import Entity

EXTRACTOR: Final = "tables"
UNSAID: Final = "partenariat"
INTENTION: Final = "intention"


def partnerships(page: Page, around: Around, record: Record, side: Side | None = None) -> Iterator[Draft]:
    """City and partner. `side`: where the row states a membership too."""
    for owner in cells.row_places(page, around, record, record.get("city"), "country"):
        yield from _links(page, around, record, owner, "partner", "partner_country", side)


def partners(page: Page, around: Around, record: Record) -> Iterator[Draft]:
    """Partners of the page's, or the section's, city."""
    role = "partner" if record.get("partner") else "city"
    country = "partner_country" if record.get("partner_country") else "country"
    owner = around.city()
    if owner and (said := record.text("capacity")) and not is_own(said):
        owner = cells.bearer(page, said, owner)
    if owner:
        yield from _links(page, around, record, owner, role, country)


def _links(
    page: Page, around: Around, record: Record, owner: Entity, role: str, country: str, side: Side | None = None
) -> Iterator[Draft]:
    if is_no_link(record):
        return
    values = record.values.get(role, ())
    if len({value.header for value in values}) > 1 and side is None:
        # « Twinned with | Friends with | Since »: of which of them the date is, nothing tells.
        side = "partners"
    for value in values:
        if opens_with(value.text, "civil") and not cells.is_of_network(page, record, value):
            continue
        if opens_with(record.text(country), "network") or cells.is_of_network(page, record, value):
            # « OVPM | réseau | membre » in a register of links of every sort.
            for network in cells.networks(page, value.text):
                yield from membership(page, around, record, owner, network, value.line)
                yield from remarks(page, record, [owner], network)
            continue
        for piece in cells.pieces(page, value):
            yield from _link(page, around, record, owner, piece, country, side)


def _link(
    page: Page, around: Around, record: Record, owner: Entity, value: Value, country: str, side: Side | None
) -> Iterator[Draft]:
    purpose = record.get("purpose")
    said = record.get("kind") or (purpose if purpose and kinds_in(purpose.text) else None) if side is None else None
    kind = (kind_of(said.text) if said else None) or one_kind(kinds_in(value.header)) or around.kind or UNSAID
    since, until = period(record, side)
    stands = status(around, record, [value], side) or around.status
    if not since:
        begun, ended = dates_of(" ".join(cells.BRACKETS.findall(value.text)))
        over = stands == "former" and ended is None and status_of(value.text) == "former"
        since, until = (None, until or begun) if over else (begun, until or ended)
        since = since or (dates_of(said.text)[0] if said else None)
    if said and opens_with(said.text, "intended") and stands in (None, "active", "in-progress"):
        stands = "planned"
    stands = stands or ("planned" if family_of(kind) == INTENTION else "active")
    if stands == "active" and is_over(page, around, record, value.line, until):
        stands = "former"
    for partner in cells.row_places(page, around, record, value, country):
        if partner.kind in NETWORK_KINDS:
            # « Type : réseau ; partenaire : Eurocities » in a register of links of every sort.
            yield from membership(page, around, record, owner, partner, value.line)
        elif partner.id != owner.id:
            yield Draft(
                *(owner, "partner_of", partner, value.line, f"{EXTRACTOR}.partnerships"),
                kind=kind, since=since, until=until, status=stands, as_of=stated_at(record),
            )  # fmt: skip

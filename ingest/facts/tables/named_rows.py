"""Rows of a budget or a work plan that name a link of the page's town: « Coopération avec Podor | 45 000 »,
« Cotisation AFCCRE | 3 900 »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal

from ingest.facts.pages.bylines import of_byline
from ingest.facts.pages.entries import read_entry
from ingest.facts.pages.headings import same_place
from ingest.facts.pages.network_names import is_network_name
from ingest.facts.pages.page import Draft, Line, Page
from ingest.facts.tables import cells
from ingest.facts.tables.columns import is_network
from ingest.facts.tables.context import Around
from ingest.facts.tables.member_rows import MEMBER
from ingest.facts.tables.row_says import ENDED, STOPPED
from ingest.facts.tables.rows import UNSAID
from ingest.facts.tables.table import tables_of
from ingest.facts.tables.values import says, status_of
from ingest.facts.wording.kinds import kinds_in, one_kind
from ingest.facts.wording.plain import plain
from ingest.facts.wording.qualifiers import read_qualifiers
from ingest.facts.wording.words import pattern
from ingest.records import Entity

EXTRACTOR: Final = "tables.named"
FILE: Final = "columns"
ARTICLE: Final = re.compile(r"(?i)^(?:(?:la|les?|the)\s+|l['’])")
SAID: Final = ("planned", *ENDED, *STOPPED)
"""What the rest of a row may say of the link that it names."""
NO_FACT: Final = ("rejected", "candidate", "unknown")


def named_links(page: Page) -> Iterator[Draft]:
    """The links and memberships that cells name in full, in tables whose columns are about something else."""
    for table in tables_of(page):
        owner = None if table.roles & {"partner", "network", "city"} else of_byline(page) or Around(page, table).city()
        for line in table.lines if owner else ():
            yield from _row(page, line, owner) if owner else ()


def _row(page: Page, line: Line, owner: Entity) -> Iterator[Draft]:
    for at, cell in enumerate(line.cells):
        flat = plain(cell.value)
        with_at = pattern(r"<named.partner>\s+", FILE).match(flat)
        fee = None if with_at else pattern(r"<named.membership>\s+", FILE).match(flat)
        opened = with_at or fee
        behind = None if opened else pattern(r"(?P<name>\S.{1,60}?)\s+<named.fee>\W*$", FILE).match(flat)
        if opened is None and behind is None:
            continue
        rest = " ; ".join(one.value for one in line.cells[at + 1 :] if re.search(r"[^\W\d_]{3}", one.value))
        written = cell.value[opened.end() :] if opened else cell.value[: behind.end("name")] if behind else ""
        name = ARTICLE.sub("", written)
        stands = next((one for part in (cell.value, rest) if (one := status_of(part)) in SAID), "active")
        if stands in NO_FACT or says(rest, "others"):
            return
        if not with_at and pattern(r"(?<!\w)<named.ends>(?!\w)", FILE).search(plain(rest)):
            stands = "former"
        said = read_qualifiers(rest)
        since = said.since if kinds_in(rest) and stands != "planned" else None
        kind = (one_kind(kinds_in(with_at[0])) or UNSAID) if with_at else MEMBER
        relation: Literal["partner_of", "member_of"] = "partner_of" if with_at else "member_of"
        for thing in _partners(page, name) if with_at else _networks(page, name):
            if not same_place(thing, owner):
                yield Draft(
                    owner, relation, thing, line, EXTRACTOR, kind=kind, since=since, until=said.until, status=stands
                )
        return


def _partners(page: Page, name: str) -> Iterator[Entity]:
    entry = read_entry(name, page.names)
    if entry and entry.sure:
        yield from (place.entity for place in entry.places)
    elif (inner := cells.BRACKETS.search(name)) and (code := cells.country_of(page, inner[1])):
        yield from cells.places(page, cells.BRACKETS.sub("", name), code, told=True)


def _networks(page: Page, name: str) -> Iterator[Entity]:
    bare = cells.BRACKETS.sub("", name).strip(" .")
    if is_network(bare, page.names) or is_network_name(bare):
        yield from cells.networks(page, bare)

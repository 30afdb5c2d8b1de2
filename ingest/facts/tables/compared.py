"""Tables that set two or more towns side by side: « | Vannes | Lorient », « Jumelages | Mons, 1952 | Vigo, 1996 ».

Each column is a town, each row tells what its cells hold: twinnings, the partners in a country, networks or labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ingest.facts.pages.entries import PLACES, read_entry
from ingest.facts.pages.headings import same_place
from ingest.facts.pages.page import Draft, Line, Page
from ingest.facts.pages.remarks import remarks
from ingest.facts.tables import cells
from ingest.facts.tables.columns import is_place, role_of_header
from ingest.facts.tables.context import Around
from ingest.facts.tables.member_rows import MEMBER
from ingest.facts.tables.rows import UNSAID
from ingest.facts.tables.table import Table, tables_of
from ingest.facts.tables.values import STRONG, is_blank, one_of, opens_with, status_of
from ingest.facts.wording.kinds import KindWord, kinds_in, one_kind
from ingest.facts.wording.no_link import is_no_link
from ingest.facts.wording.plain import plain
from ingest.facts.wording.qualifiers import cue, read_qualifiers
from ingest.normalise import fold
from ingest.records import Entity

EXTRACTOR: Final = "tables.compared"
FEWEST: Final = 2
"""Towns that are set side by side, and rows that tell of links."""
IN: Final = re.compile(r"(?i)^(?:en|au|aux|à|in|the|with|avec)\s+(?:the\s+|l['’]|la\s+|le\s+)?")
ASIDE: Final = re.compile(r"\s*[,(:]|\s[–—-]\s")
NAME_WORDS: Final = 7
ORDINALS: Final = ("first", "second")


@dataclass(frozen=True, slots=True)
class _Row:
    line: Line
    lists: str
    """`partners` or `networks`."""
    kind: str | None = None
    country: str | None = None


def compared_towns(page: Page) -> Iterator[Draft]:
    """The links and memberships of towns that a table compares, each town's own."""
    for table in tables_of(page):
        if (towns := _towns(page, table)) and len(rows := _rows(page, table)) >= FEWEST:
            for row in rows:
                for cell in row.line.cells[1:]:
                    if (town := towns.get(cell.column)) and not is_blank(cell.value) and not is_no_link(cell.value):
                        read = _partners if row.lists == "partners" else _networks
                        yield from read(page, row, town, cell.value)


def set_side_by_side(page: Page) -> tuple[Entity, ...]:
    """The towns that the page's tables compare, in order; nothing where two tables compare others."""
    known = page.memo.get("compared")
    if known is None:
        found = {tuple(towns.values()) for table in tables_of(page) if (towns := _towns(page, table))}
        known = page.memo["compared"] = next(iter(found)) if len(found) == 1 else ()
    assert isinstance(known, tuple)
    return known


def opposed(page: Page, draft: Draft) -> bool:
    """Whether a draft ties two towns that the page only compares."""
    ids = {one.id for one in set_side_by_side(page)}
    thing = draft.object
    return draft.relation == "partner_of" and isinstance(thing, Entity) and {draft.subject.id, thing.id} <= ids


def by_place(page: Page, text: str) -> Entity | bool:
    """Which of two towns « la première », « la seconde », "the latter" at the beginning of `text` means; True where
    nothing tells, False where the text begins otherwise."""
    flat = plain(text)
    number = next((at for at, name in enumerate(ORDINALS) if cue("ordinal", name).match(flat)), None)
    if number is None:
        return False
    towns = set_side_by_side(page)
    return towns[number] if len(towns) == len(ORDINALS) else True


def _towns(page: Page, table: Table) -> dict[str, Entity]:
    """The town of each column; empty where the columns are no towns."""
    first, *others = table.columns
    if len(others) < FEWEST or role_of_header(first) or is_place(first, page.names):
        return {}
    towns = {one: page.names.known(one)[0] for one in others if is_place(one, page.names)}
    places = {key: town for key, town in towns.items() if town.kind in PLACES}
    whole = all(line.cells[0].column == first for line in table.lines)
    return places if whole and len(places) == len(others) == len({one.id for one in places.values()}) else {}


def _rows(page: Page, table: Table) -> list[_Row]:
    """The rows that tell of links. A row for a country does in a table that speaks of links elsewhere."""
    around = Around(page, table)
    spoken: list[KindWord] = []
    rows = []
    for line in table.lines:
        label = line.cells[0].value
        named = kinds_in(label)
        spoken += named
        bare = IN.sub("", label)
        if opens_with(label, "intended") or status_of(label) in ("former", "candidate", "rejected"):
            continue
        if named:
            rows.append(_Row(line, "partners", one_kind(named) or UNSAID))
        elif role_of_header(label) == "network" or any(
            one_of("tables", sort).search(fold(label)) for sort in ("members", "networks")
        ):
            rows.append(_Row(line, "networks"))
        elif (code := page.names.country(bare)) or one_of("tables", "lands", True).match(fold(bare)):
            rows.append(_Row(line, "partners", None, code))
    kind = one_kind(spoken[:1]) or around.kind
    if kind is None:
        return [row for row in rows if row.lists == "networks" or row.kind]
    return [
        row if row.lists == "networks" or row.kind else _Row(row.line, row.lists, kind, row.country) for row in rows
    ]


def _partners(page: Page, row: _Row, town: Entity, value: str) -> Iterator[Draft]:
    for piece in STRONG.split(value):
        entry = read_entry(piece, page.names, row.country)
        # « Wirral, 1989 » in the row of a country: no list knows the name, and it can be nothing else.
        if entry is None or not (entry.sure or (row.country and entry.dated and len(entry.places) == 1)):
            continue
        for place, said in remarks(piece, entry, row.kind):
            if not same_place(place, town):
                yield Draft(
                    town, "partner_of", place, row.line, EXTRACTOR,
                    kind=said.kind or row.kind, since=said.since, until=said.until, status=said.status or "active",
                )  # fmt: skip


def _networks(page: Page, row: _Row, town: Entity, value: str) -> Iterator[Draft]:
    for piece in STRONG.split(value):
        name = ASIDE.split(piece)[0].strip(" .")
        rest = piece[len(name) :]
        if not name[:1].isupper() or len(name.split()) > NAME_WORDS or status_of(name) or is_place(name, page.names):
            continue
        stands = status_of(rest)
        if stands in ("candidate", "rejected", "unknown") or is_no_link(rest):
            continue
        said = read_qualifiers(rest)
        for network in cells.networks(page, piece if not ASIDE.search(piece) else name):
            yield Draft(
                town, "member_of", network, row.line, EXTRACTOR,
                kind=MEMBER, since=said.since, until=said.until, status=said.status or stands or "active",
            )  # fmt: skip

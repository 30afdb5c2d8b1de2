"""A page as the extractors read it: its units in order, each with what stands above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from ingest.assemble import Placed
from ingest.facts.pages.sections_of import precise
from ingest.names import Mention, Names
from ingest.records import Document, Entity, Relation, Span, Unit

SUBJECT_MATTER: Final = re.compile(
    r"(?<![\w’'-])(?!(?:an|am|auf|bei|da|del?|della|den|der|des|di|die|do|dos|du|et|im|in|la|las|le|les|lez|lès|of|on"
    r"|près|sous|sur|the|und|upon|van|von|zu)\b)[a-zà-ÿ]{2,}"
)
"""A word in small letters that is no part of a name."""
ACRONYM: Final = re.compile(r"[A-Z]{2,8}")
LINKS: Final = ("partner_of", "member_of")
"""Relations that tie two places, or a place and a network."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A title above a line. `level` counts from 1, the outermost."""

    text: str
    level: int
    line: int
    """Index in `Page.lines` of the heading's own line."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of a table's row; `column` is empty where the table names none."""

    column: str
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Line:
    """One unit of the page."""

    index: int
    unit: Unit
    text: str
    block: int
    """Lines of one paragraph or one long item share it."""
    headings: tuple[Heading, ...]
    """Outermost first, the document's title excluded; a heading's own line has those above it."""
    lead: str | None
    """The line, ending with a colon, that introduces the list which the line is part of."""
    list: int | None
    """Items that stand together share it; None for what is in no list."""
    prefix: str = ""
    """The bullet, number or date that stands before an item."""
    listing: bool = False
    """Whether it belongs to a list of news or events."""
    date: str | None = None
    """ISO 8601, its own or that of the dated entry it stands under; None where only the page is dated."""
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Page:
    """A document with its lines. Everything an extractor may look at."""

    document: Document
    lines: tuple[Line, ...]
    names: Names
    _mentions: dict[int, tuple[Mention, ...]] = field(default_factory=dict, repr=False)
    memo: dict[str, object] = field(default_factory=dict, repr=False, compare=False)
    """What an extractor worked out once for the whole page."""

    @cached_property
    def about(self) -> Entity | None:
        """The city, region or network that the page is about."""
        return subject_of(self.document.about, self.names) if self.document.about else None

    def mentions(self, line: Line) -> tuple[Mention, ...]:
        """What the line names, positions within `line.text`."""
        if line.index not in self._mentions:
            country = self.about.country if self.about else None
            found = self.names.mentions(line.text, country, self._near(line))
            self._mentions[line.index] = tuple(found if line.cells else precise(line.text, found, self.names))
        return self._mentions[line.index]

    def _near(self, line: Line) -> frozenset[str]:
        """The countries that the nearest headings and the lead speak of, which decide between namesakes."""
        above = (*(one.text for one in line.headings[-2:]), line.lead or "")
        known = self.memo.get("near", {})
        assert isinstance(known, dict)
        self.memo["near"] = known
        if above not in known:
            known[above] = frozenset(code for text in above for code in self.names.countries(text))
        return frozenset(known[above])

    def as_of(self, line: Line) -> str | None:
        """The date at which the line says what it says."""
        origin = line.unit.origin
        return line.date or (origin.date if origin else self.document.date)


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement found on a page, before the drafts of a page are settled among themselves."""

    subject: Entity
    relation: Relation
    object: Entity | str
    line: Line
    """The line that proves it."""
    extractor: str
    kind: str | None = None
    """Of the link (« jumelage », « accord de coopération »), of the membership, or of what is counted, in French."""
    since: str | None = None
    until: str | None = None
    status: str | None = None
    """A `FactStatus`."""
    as_of: str | None = None
    span: Span | None = None
    """Within the document, where less than the whole line proves it."""

    @property
    def thing(self) -> str:
        """The object as it is compared: the id of an entity, or the words."""
        return self.object.id if isinstance(self.object, Entity) else self.object


def subject_of(about: str, names: Names) -> Entity | None:
    """The entity called `about`: what it is known as, a city where nothing is known; None for a subject matter.

    « Villeneuve-la-Garenne » is a name, « Coopération décentralisée » is what a page may be about and no one's name.
    """
    known = names.known(about)
    if known:
        return known[0]
    if SUBJECT_MATTER.search(about):
        return None
    return names.network(about) if ACRONYM.fullmatch(about) else names.place(about)


def read_page(document: Document, placed: Sequence[Placed], names: Names) -> Page:
    """The lines of `document`, notes left out."""
    return Page(document, tuple(_lines(document, placed)), names.of_page(document.text))


def _lines(document: Document, placed: Sequence[Placed]) -> Iterator[Line]:
    stack: list[Heading] = []
    dates: dict[int, str | None] = {}
    index = 0
    lead: str | None = None
    run = 0
    before: str | None = None
    table = 0
    for number, place in enumerate(placed):
        block = place.block
        if not place.units:
            # A note (a date, a legend) between two items does not end their list.
            continue
        if block.kind == "heading":
            stack = [one for one in stack if one.level < block.level]
            dates = {level: date for level, date in dates.items() if level < block.level}
        in_list = block.kind in ("item", "row", "event")
        if in_list and (before not in ("item", "row", "event") or block.table != table):
            run += 1
        table = block.table
        if not in_list:
            lead = None
        date = block.date or next((dates[level] for level in sorted(dates, reverse=True) if dates[level]), None)
        for unit in place.units:
            yield Line(
                index=index,
                unit=unit,
                text=unit.span.of(document.text),
                block=number,
                headings=tuple(stack),
                lead=lead,
                list=run if in_list else None,
                prefix=block.prefix,
                listing=block.listing,
                date=unit.date or date,
                cells=tuple(Cell(*cell) for cell in place.cells),
            )
            index += 1
        if block.kind == "heading":
            stack.append(Heading(block.text, block.level, index - 1))
            dates[block.level] = block.date
        if block.kind in ("heading", "paragraph"):
            last = place.units[-1].span.of(document.text)
            lead = last if last.endswith(":") else None
        before = block.kind

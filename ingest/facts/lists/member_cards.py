"""Members of a network whose names are headings, each above a line of its own: « Segonzac », « Charente – membre depuis
2010 »."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from ingest.facts.pages.entries import PLACES, Entry, read_entry
from ingest.facts.pages.headings import same_place
from ingest.facts.pages.page import Draft, Line, Page
from ingest.facts.pages.scope import Topic, scope_under
from ingest.facts.wording.no_link import is_no_link
from ingest.facts.wording.orders import is_order
from ingest.facts.wording.plain import plain
from ingest.facts.wording.qualifiers import read_qualifiers
from ingest.facts.wording.words import pattern
from ingest.records import Entity

EXTRACTOR: Final = "cards.members"
FEWEST: Final = 2
ENOUGH: Final = 0.5
"""Share of the headings that must be known places, and of the lines that must speak of a membership."""


@dataclass(frozen=True, slots=True)
class Card:
    """A heading that is a town, and the line under it, which says how it belongs to the network."""

    town: Entity
    line: Line
    topic: Topic


def member_cards(page: Page) -> Iterator[Draft]:
    """The memberships that the cards of a network's page tell, each of the town in its heading."""
    for card in _cards(page):
        said = read_qualifiers(card.line.text)
        network = card.topic.network
        if network is None or same_place(card.town, network) or is_no_link(card.line.text):
            continue
        status = said.status or card.topic.status
        if status == "candidate":
            yield Draft(card.town, "status", network, card.line, EXTRACTOR, kind="candidature", status=status)
            # Of what the heading alone seems to say: it is no member yet.
            yield Draft(card.town, "member_of", network, card.line, EXTRACTOR, status="rejected")
            continue
        kind = "membre fondateur" if status == "founding" else card.topic.kind or "membre"
        yield Draft(
            card.town, "member_of", network, card.line, EXTRACTOR,
            kind=kind, since=said.since, until=said.until, status="active" if status in (None, "done") else status,
        )  # fmt: skip


def is_card(page: Page, line: Line) -> bool:
    """Whether the line speaks of the town that its heading is: places that it names are no members."""
    return line.index in {card.line.index for card in _cards(page)}


def _cards(page: Page) -> tuple[Card, ...]:
    known = page.memo.get("member cards")
    if known is None:
        known = page.memo["member cards"] = tuple(_read(page))
    assert isinstance(known, tuple)
    return known


def _read(page: Page) -> Iterator[Card]:
    lone = [(heading, line) for heading in page.lines if (line := _under(page, heading))]
    for path, group in groupby(lone, key=lambda pair: pair[0].headings):
        pairs = list(group)
        scope = scope_under(page, path)
        topic = scope.topic
        if len(pairs) < FEWEST or topic is None or topic.lists != "members" or topic.network is None:
            continue
        entries = [_town(page, heading) for heading, _ in pairs]
        sure = sum(entry is not None and entry.sure for entry in entries)
        telling = sum(_tells(line) for _, line in pairs)
        if scope.denied or scope.aside or topic.loose or min(sure, telling) < ENOUGH * len(pairs):
            continue
        for (_, line), entry in zip(pairs, entries, strict=True):
            # A line that names towns under a heading that is perhaps none tells of those.
            other = entry and not entry.sure and any(one.entity.kind == "city" for one in page.mentions(line))
            if entry and not other and not is_order(line.text):
                yield Card(entry.places[0].entity, line, topic)


def _under(page: Page, heading: Line) -> Line | None:
    """The only line under a heading."""
    if heading.unit.kind != "heading" or heading.index + 1 >= len(page.lines):
        return None
    first, *more = page.lines[heading.index + 1 : heading.index + 3]
    own = [one for one in (first, *more) if one.headings and one.headings[-1].line == heading.index]
    # Behind the last card of a list, a note may follow.
    alone = own == [first] or (first in own and first.list is not None and own[1].list != first.list)
    return first if alone and first.unit.kind in ("item", "sentence") and not first.cells else None


def _town(page: Page, heading: Line) -> Entry | None:
    entry = read_entry(heading.text, page.names)
    alone = entry is not None and len(entry.places) == 1 and not entry.rest and not entry.dated
    return entry if entry and alone and entry.places[0].entity.kind in PLACES else None


def _tells(line: Line) -> bool:
    return bool(pattern(r"(?<![\w-])<card.words>(?!\w)", "headings").search(plain(line.text)))

"""Paragraphs that a network's name opens: « Eurocities. Membre depuis 1991. », "Energy Cities, ICLEI. Joined 2011 and
2016 respectively.", in a section that says that they tell of the town's own networks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from ingest.dates import YEAR
from ingest.facts.pages.entries import PLACES
from ingest.facts.pages.headings import NETWORK_KINDS
from ingest.facts.pages.page import Draft, Line, Page
from ingest.facts.pages.scope import scope_of
from ingest.facts.wording.dating import find_whens
from ingest.facts.wording.plain import plain
from ingest.facts.wording.stance import stance_of
from ingest.facts.wording.words import pattern
from ingest.records import Entity

EXTRACTOR: Final = "items.run_in"
FILE: Final = "items"
YEARS: Final = re.compile(rf"(?<!\d){YEAR}(?!\d)")
RESPECTIVE: Final = re.compile(r"(?i)\brespecti(?:vely|vement)\b")
HELD: Final = (None, "renewed")


def run_in_networks(page: Page) -> Iterator[Draft]:
    """The memberships that the sentence right behind such a name dates."""
    for _, group in groupby(page.lines, key=lambda line: line.block):
        lines = list(group)
        if len(lines) < 2 or any(line.unit.kind != "sentence" or line.cells for line in lines[:2]):
            continue
        scope = scope_of(page, lines[0])
        owner, topic = scope.subject, scope.topic
        if owner is None or owner.kind not in PLACES or topic is None or topic.lists != "networks" or scope.denied:
            continue
        named = _named(page, lines[0])
        dates = _joined(page, lines[1], owner)
        if (
            not named
            or not dates
            or stance_of(plain(lines[1].text), 0) not in HELD
            or len(dates) not in (1, len(named))
        ):
            continue
        since = dates if len(dates) == len(named) else dates * len(named)
        for network, when in zip(named, since, strict=True):
            yield Draft(owner, "member_of", network, lines[1], EXTRACTOR, kind="membre", since=when, status="active")


def _named(page: Page, line: Line) -> list[Entity]:
    """The networks of which a line is but a list."""
    found = [one for one in page.mentions(line) if one.entity.kind in NETWORK_KINDS]
    rest = list(line.text)
    for one in found:
        rest[one.start : one.end] = " " * (one.end - one.start)
    return [one.entity for one in found] if re.fullmatch(r"(?:\W|et|and)*", "".join(rest)) else []


def _joined(page: Page, line: Line, owner: Entity) -> list[str]:
    """The dates of the first clause, where it says that the town joined then."""
    text = re.split(r"[;.:](?:\s|$)", line.text)[0]
    if not pattern(r"^\W*<run_in.joined>(?!\w)", FILE).match(_bare(page, line, owner)):
        return []
    dates, years = [when.iso for when in find_whens(text) if when.mode != "until"], YEARS.findall(text)
    # « 2010 and 2014 respectively »; of several dates without that word, none is sure.
    return dates if len(dates) == len(years) else years if RESPECTIVE.search(text) else []


def _bare(page: Page, line: Line, owner: Entity) -> str:
    """The line in plain text without the town's own name at its head."""
    first = next((one for one in page.mentions(line) if one.start <= len("the city of ")), None)
    return plain(line.text[first.end :] if first and first.entity.id == owner.id else line.text).strip()

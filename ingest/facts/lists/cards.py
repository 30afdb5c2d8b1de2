"""Members told beside their names: « Romania ~ Member of N since 2016 » under a town, « A, B… ont rejoint N »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ingest.dates import YEAR
from ingest.facts.pages.headings import same_place
from ingest.facts.pages.holder import networks
from ingest.facts.pages.page import Draft, Line, Page
from ingest.facts.sentences.coordination import read_list
from ingest.facts.sentences.sketch import DATE, NETWORK, PLACE, sketch
from ingest.facts.wording.orders import is_order
from ingest.records import Entity

EXTRACTOR: Final = "cards"
PLACES: Final = ("city", "region")
BEHIND: Final = re.compile(
    r"(?i)^[^.;:!?]{0,60}?(?:^|[~|•·–—,-]\s*)(?:(?:ville|cité|city)\s+)?(?:member|membre|adhérente?|signatory|signataire)"
    r"\s+(?:of|de|du|des|d['’])\s?(?:(?:the|la|le|l['’])\s?)?"
)
SINCE: Final = re.compile(rf"(?i)^\W*(?:since|depuis|from|in|en)\s+({YEAR})\W*$")
LEADING: Final = 20
"""Characters before a name that still opens its line."""
JOINED: Final = re.compile(
    rf"\s*(?:…|\.\.\.|:|–|—|,)\s*(?:ces\s+|these\s+|soit\s+)?(?:[\w'-]+\s+){{0,3}}(?:villes|communes|collectivites|cites|"
    rf"municipalites|cities|towns|municipalities)\b[^.;:!?]{{0,60}}?\b(?:ont\s+(?:\w+\s+)?(?:rejoint|integre|"
    rf"adhere)|rejoignent|integrent|adherent|viennent\s+de\s+rejoindre|(?:have\s+|has\s+)?joined|(?:have\s+)?signed\s+up)"
    rf"\s+(?:(?:en|in)\s+(?:{DATE}|\w+)\s+)?(?:a\s+|au\s+|to\s+|aux\s+)?(?:le\s+|la\s+|l'|les\s+|the\s+)?(?:reseau\s+)?({NETWORK})"
)


def cards(page: Page) -> Iterator[Draft]:
    """The members that cards tell, and those that open the sentence which says that they joined."""
    for line in page.lines:
        if line.cells or line.unit.kind == "row" or not networks(page, line) or is_order(line.text):
            continue
        if found := _card(page, line):
            yield found
        else:
            yield from _opening(page, line)


def _card(page: Page, line: Line) -> Draft | None:
    """A line that says only of what, and since when, the town named above or right below is a member."""
    named = networks(page, line)[0]
    behind = BEHIND.match(line.text[: named.start])
    since = SINCE.match(line.text[named.end :])
    if not behind or behind.end() != named.start or not since:
        return None
    if any(one.entity.kind in PLACES and one.start < named.start for one in page.mentions(line)):
        return None
    town = _alone(page, line.index - 1) or _opens(page, line.index + 1)
    if town is None:
        return None
    return Draft(town, "member_of", named.entity, line, EXTRACTOR, "membre", since[1], None, "active")


def _alone(page: Page, at: int) -> Entity | None:
    """The place that the line at `at` is."""
    if at < 0:
        return None
    line = page.lines[at]
    for one in page.mentions(line):
        if one.entity.kind in PLACES and line.text[one.start : one.end].strip() == line.text.strip():
            return one.entity
    return None


def _opens(page: Page, at: int) -> Entity | None:
    """The first place of the line at `at`, if it opens it."""
    if at >= len(page.lines) or page.lines[at].unit.kind != "sentence":
        return None
    towns = [one for one in page.mentions(page.lines[at]) if one.entity.kind in PLACES]
    return towns[0].entity if towns and towns[0].start <= LEADING else None


def _opening(page: Page, line: Line) -> Iterator[Draft]:
    """« Caudry (Nord), Yébleron (Seine-Maritime)… une quinzaine de communes ont rejoint N en 2019 »."""
    read = sketch(page, line, [])
    items = read_list(read, len(read.signs) - len(read.signs.lstrip(' «"')), PLACE)
    joined = JOINED.match(read.signs, items[-1].stop) if len(items) > 1 else None
    if not joined:
        return
    network = read.mention(joined.start(1)).entity
    dates = [when.iso for _, when in read.whens(joined.start(), len(read.signs)) if when.mode != "until"]
    for item in items:
        if not same_place(item.entity, network):
            since = item.since or (dates[0] if dates else None)
            yield Draft(item.entity, "member_of", network, line, EXTRACTOR, "membre", since, None, "joined")

"""Dated events: agenda entries, dated news, chronologies, and sentences that say what happened when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ingest.dates import YEAR, find_dates
from ingest.facts.orders import is_order
from ingest.facts.page import Draft, Line, Page
from ingest.facts.words import pattern
from ingest.records import Entity

FILE: Final = "events"
ACTORS: Final = 4
"""Entities of one event that get a fact of their own: more are a list, not actors."""
OPENING: Final = re.compile(
    r"(?i)^\W*(?:(?:en|in|le|on|dès|depuis|vers|fin|début|à partir de|dans les années|au printemps"
    r"|à l['’](?:automne|été))\s+)?"
    rf"(?P<year>{YEAR})(?:\s*[-–à]\s*(?:{YEAR}))?(?P<rest>[^:–—\n]{{0,40}}?)\**\s*(?P<sign>[:–—,-])\s+"
)
IN_YEAR: Final = re.compile(rf"(?i)\b(?:en|in|depuis|since|dès|fin|début)\s+(?P<year>{YEAR})\b(?!\s*,?\s*\d)")
HAPPENING: Final = r"(?<!\w)<events.verbs>(?!\w)"
LONGEST: Final = 60
"""Words of a sentence that tells an event."""


def events(page: Page) -> Iterator[Draft]:
    """One fact for each city or network that the event names, else one for the page's."""
    for line in page.lines:
        if line.unit.kind == "row" or is_order(line.text):
            continue
        date = _date(line)
        if date is None:
            continue
        for actor in _actors(page, line):
            yield Draft(actor, "event", _title(line.text), line, "events.dated", since=date)


def _date(line: Line) -> str | None:
    """The date of what the line tells; None where it tells no event."""
    text = line.text
    dated = next((found.iso for found in find_dates(text)), None)
    if line.listing and line.unit.kind in ("heading", "item"):
        return line.unit.date or dated or line.date
    if line.unit.kind == "heading":
        return None
    if (opening := OPENING.match(text)) and (line.unit.kind == "item" or opening["sign"] in ":–—"):
        return _opening_date(text, opening) or dated or opening["year"]
    if len(text.split()) > LONGEST or not pattern(HAPPENING, FILE).search(text):
        return None
    year = IN_YEAR.search(text)
    return dated or (year["year"] if year else None)


def _opening_date(text: str, opening: re.Match[str]) -> str | None:
    """« 1983, 26 mai – … » puts the day after the year."""
    turned = re.match(r"\W*(\d{1,2}(?:er)?\s+)?([^\W\d_]+)", opening["rest"])
    if turned:
        return next((found.iso for found in find_dates(f"{turned[0].strip(' ,')} {opening['year']}")), None)
    return None


def _title(text: str) -> str:
    return " ".join(text.split()).strip(" *")


def _actors(page: Page, line: Line) -> list[Entity]:
    kinds = ("city", "region", "network", "organisation", "programme")
    named = {one.entity.id: one.entity for one in page.mentions(line) if one.entity.kind in kinds}
    own = page.about
    if not 0 < len(named) <= ACTORS:
        return [own] if own else []
    if own is None or own.id in named or line.listing:
        return [*named.values()]
    # « La proclamation du jumelage avec Dortmund … » on the page of Amiens is Amiens's too; « X est né à Y » is not.
    linked = len(named) == 1 and next(iter(named.values())).kind in ("city", "region")
    return [own, *named.values()] if linked else [*named.values()]

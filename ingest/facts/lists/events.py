"""Dated events: agenda entries, dated news, chronologies, and sentences that say what happened when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ingest.dates import YEAR, Found, find_dates
from ingest.facts.pages.page import Draft, Line, Page
from ingest.facts.tables.cells import term
from ingest.facts.wording.orders import is_order
from ingest.facts.wording.words import pattern
from ingest.names import Names
from ingest.normalise import fold
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
TITLE_DATE: Final = re.compile(rf"(?i),\s+(?:le|les|du|on)\s[^,]{{5,30}}{YEAR}\W*$")
AGENDA: Final = r"^(?:\W*(?:\d{1,2}|\?)\s+[\w.]{3,10}\s+[–—-]\s+)?(?:<events.calls>\s*[!:–—-]*\s*)?"
SOURCES: Final = r"(?<!\w)<events.sources>\s+(?:le\s+|the\s+)?$"
CLAUSE: Final = re.compile(r"[;,:]\s+|\s(?:puis|then)\s+")
YEAR_ONLY: Final = 4
HAPPENING: Final = r"(?<!\w)<events.verbs>(?!\w)"
LONGEST: Final = 60
"""Words of a sentence that tells an event."""


def events(page: Page) -> Iterator[Draft]:
    """One fact for each city or network that the event names, else one for the page's."""
    for line in page.lines:
        # What has no date of its own and no digit tells no date.
        if line.unit.kind == "row" or not (line.listing or re.search(r"\d", line.text)):
            continue
        date = _date(line)
        if date is None or is_order(line.text):
            continue
        for actor in _actors(page, line):
            yield Draft(actor, "event", _title(line), line, "events.dated", since=_own_date(page, line, actor, date))


def _date(line: Line) -> str | None:
    """The date of what the line tells; None where it tells no event."""
    text = line.text
    if line.listing and line.unit.kind in ("heading", "item"):
        return line.unit.date or next((found.iso for found in find_dates(text)), None) or line.date
    if line.unit.kind == "heading":
        # « …, le 12 juin 2020 »: the title of a page that tells one event.
        closing = TITLE_DATE.search(text) if line.index == 0 else None
        return next((found.iso for found in find_dates(closing[0])), None) if closing else None
    if not re.search(YEAR, text):
        return None
    dated = next((found.iso for found in find_dates(text)), None)
    if (opening := OPENING.match(text)) and (line.unit.kind == "item" or opening["sign"] in ":–—"):
        return _opening_date(text, opening) or dated or opening["year"]
    if len(text.split()) > LONGEST or not pattern(HAPPENING, FILE).search(text):
        return None
    told = _told_dates(text)
    return next((one.iso for one in told if len(one.iso) > YEAR_ONLY), told[0].iso if told else None)


def _told_dates(text: str) -> list[Found]:
    """When the things that a sentence tells took place, in order: not the dates of its sources."""
    full = list(find_dates(text))
    years = [
        Found(one.start("year"), one.end("year"), one["year"])
        for one in IN_YEAR.finditer(text)
        if not any(date.start <= one.start("year") < date.end for date in full)
    ]
    undated = pattern(SOURCES, FILE)
    return sorted((one for one in (*full, *years) if not undated.search(text[: one.start])), key=lambda one: one.start)


def _own_date(page: Page, line: Line, actor: Entity, date: str) -> str:
    """Of a sentence with a date for each (« Caen en 2017, Metz en 2018 »), that of `actor`; else `date`."""
    text = line.text
    told = [] if line.listing or line.unit.kind != "sentence" else _told_dates(text)
    place = next((one for one in page.mentions(line) if one.entity.id == actor.id), None)
    if len({one.iso for one in told}) < 2 or place is None or not re.search(r"\w", text[: place.start]):
        return date
    cuts = [cut.end() for cut in CLAUSE.finditer(text)]
    start = max((cut for cut in cuts if cut <= place.start), default=0)
    end = min((cut for cut in cuts if cut > place.start), default=len(text))
    inside = [one for one in told if start <= one.start < end]
    after = [one for one in inside if one.start >= place.end]
    return after[0].iso if after else inside[-1].iso if inside else date


def _opening_date(text: str, opening: re.Match[str]) -> str | None:
    """« 1983, 26 mai – … » puts the day after the year."""
    turned = re.match(r"\W*(\d{1,2}(?:er)?\s+)?([^\W\d_]+)", opening["rest"])
    if turned:
        return next((found.iso for found in find_dates(f"{turned[0].strip(' ,')} {opening['year']}")), None)
    return None


def _title(line: Line) -> str:
    """What happens, without the day that an agenda puts before it and its « Save the date ! »."""
    text = " ".join(line.text.split())
    if line.listing:
        text = pattern(AGENDA, FILE).sub("", text) or text
    if line.unit.mark:
        text = text.replace(line.unit.mark, "", 1)
    return text.strip(" *")


def _actors(page: Page, line: Line) -> list[Entity]:
    named = _named(page, line, ("city", "region", "network", "organisation", "programme"))
    own = page.about or (_site(page) if line.listing else None)
    if not 0 < len(named) <= ACTORS:
        # « Réunion du groupe-pays Arménie » is the country's and that of the site which announces it.
        countries = _named(page, line, ("country",)) if line.listing and not named else []
        own = own or _matter(page)
        return [*([own] if own else []), *(countries if len(countries) <= ACTORS else [])]
    if own is None or own.id in {one.id for one in named} or line.listing:
        return named
    # « La proclamation du jumelage avec Dortmund … » on the page of Amiens is Amiens's too; « X est né à Y » is not.
    linked = len(named) == 1 and named[0].kind in ("city", "region")
    told_of = line.unit.status is not None or pattern(r"(?<!\w)<events.own>(?!\w)", FILE).search(line.text)
    of_networks = own.kind in ("city", "region") and all(one.kind not in ("city", "region") for one in named)
    return [own, *named] if linked or (told_of and of_networks) else named


def _matter(page: Page) -> Entity | None:
    """What a page about no one declares that it is about (« Coopération décentralisée »)."""
    return term(page, page.document.about) if page.document.about else None


def _named(page: Page, line: Line, kinds: tuple[str, ...]) -> list[Entity]:
    return [*{one.entity.id: one.entity for one in page.mentions(line) if one.entity.kind in kinds}.values()]


def _site(page: Page) -> Entity | None:
    """Who publishes the page: the network that its publisher is known to be, else the publisher under its own name."""
    if not page.document.publisher:
        return None
    parts = [part.strip() for part in re.split(r"\s+[-–—|:]\s+", page.document.publisher) if part.strip()]
    return next((known for part in parts if (known := _body(page.names, part))), None) or _new(parts[0])


def _body(names: Names, name: str) -> Entity | None:
    return next((one for one in names.known(name) if one.kind in ("network", "organisation", "programme")), None)


def _new(name: str) -> Entity:
    return Entity(f"organisation:{fold(name).replace(' ', '-')}", "organisation", name, name)

"""When networks were founded and where they sit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ingest.dates import YEAR, find_dates
from ingest.facts.holder import ACRONYM, GENERIC, holder, networks
from ingest.facts.orders import is_order
from ingest.facts.page import Draft, Line, Page
from ingest.facts.words import pattern
from ingest.names import Mention
from ingest.records import Entity

FILE: Final = "figures"
FOUNDED: Final = r"(?<!\w)<founding.verbs>(?!\w)"
ASIDE: Final = re.compile(
    r"(?i)^\s*(?:\([^()]*\)\s*)?(?:,[^,;:.]{3,50},|,)?\s*"
    r"(?:(?:qui|which|that|itself|lui-même|elle-même|officiellement|formally|officially)\s*)*$"
)
FOUNDERS: Final = (
    r"(?<!\w)<founding.active>\s+(?:(?P<generic>(?:le|ce|the|this)\s+(?:réseau|network|organi[sz]ation|association)"
    r"|l['’](?:association|organisation|alliance))|(?:le|la|les|the|l['’])?\s*(?P<named>))"
)
BARE_YEAR: Final = re.compile(rf"(?i)\b(?:en|in|de|of|depuis|since|année|year|\()\s*({YEAR})\b(?![-/]\d)")
REACH: Final = 60
SEATED: Final = (
    r"(?<!\w)(?P<noun><seat.nouns>)(?P<of>[^.;:!?]{0,60}?)\s*(?:<seat.verbs>\s+(?:[\w'’]+\s+){0,4}?)"
    r"(?:à|au|aux|en|dans|in|at)\s+(?:la\s+ville\s+de\s+|the\s+city\s+of\s+)?$"
)
LABELLED: Final = r"^\W*(?P<noun><seat.nouns>)(?:[^:]{0,40})\s*:\s*$"
BASED: Final = r"(?<!\w)<seat.based>\s+(?:actuellement\s+|désormais\s+|now\s+)?(?:à|au|aux|en|in|at)\s+$"
HOSTING: Final = r"^\s+<seat.hosts>\s+(?:le|la|l['’]|son|the|its)\s*(?P<noun><seat.nouns>)"
NEGATED: Final = re.compile(
    r"(?i)\b(?:n['’]|ne|not|pas|plus|jamais|never|could|pourrait|envisag\w+|souhait\w+|candidat\w*)\b"
)


def foundations(page: Page) -> Iterator[Draft]:
    """« Créée en mai 2004 à Paris, X… », « X est né en novembre 1991 », "X was founded on 8 September 1993"."""
    founded, founders = pattern(FOUNDED, FILE), pattern(FOUNDERS, FILE)
    others = pattern(r"\b<founding.others>\b", FILE)
    for line in page.lines:
        if line.unit.kind == "row" or not re.search(YEAR, line.text) or is_order(line.text):
            continue
        for verb in founded.finditer(line.text):
            date = _date_after(line.text, verb.end()) or _date_leading(line.text, verb.start())
            if date is None or NEGATED.search(line.text[max(0, verb.start() - 25) : verb.start()]):
                continue
            owner = _subject(page, line, verb.start(), verb.end())
            if owner and not others.search(line.text[max(0, verb.start() - 30) : verb.start()]):
                yield Draft(owner, "founded", date, line, "founding.founded")
                break
        else:
            yield from _by_founders(page, line, founders)


def _by_founders(page: Page, line: Line, founders: re.Pattern[str]) -> Iterator[Draft]:
    """« En 1990, dix villes fondent le réseau », « l'article 134 crée la X »: what follows the verb was founded."""
    for found in founders.finditer(line.text):
        named = next((one.entity for one in networks(page, line) if one.start == found.end()), None)
        owner = holder(page, line) if found["generic"] else named
        date = _date_leading(line.text, found.start()) or _date_after(line.text, found.end())
        if owner and date:
            yield Draft(owner, "founded", date, line, "founding.founders")
            return


def _date_after(text: str, at: int) -> str | None:
    rest = re.split(r"[;!?]|\.\s", text[at : at + REACH + 30], maxsplit=1)[0]
    full = next((found for found in find_dates(rest) if found.start <= REACH), None)
    if full:
        return full.iso
    year = BARE_YEAR.search(rest)
    return year[1] if year and year.start() <= REACH else None


def _date_leading(text: str, at: int) -> str | None:
    """« Le 8 septembre 1993, l'organisation est créée… »: a date that opens the sentence."""
    head = text[:at]
    if not re.match(r"(?i)\W*(?:le|en|in|on|du|the)\s", head):
        return None
    full = next((found for found in find_dates(head) if found.start <= 8), None)
    year = re.match(rf"(?i)\W*(?:en|in)\s+({YEAR})\b", head)
    return full.iso if full else year[1] if year else None


def _subject(page: Page, line: Line, start: int, end: int) -> Entity | None:
    """What was founded: named right before the verb, or right after the participle that opens the sentence."""
    text = line.text
    named = networks(page, line)
    before = [one for one in named if one.end <= start and ASIDE.match(text[one.end : start])]
    if before:
        return before[-1].entity
    acronym = [found for found in ACRONYM.finditer(text[:start]) if ASIDE.match(text[found.end() : start])]
    if acronym:
        return page.names.network(acronym[-1][0])
    if not re.search(r"\w", text[:start]):
        comma = text.find(",", end)
        after = next((one for one in named if one.start >= end and 0 <= comma < one.start), None)
        return after.entity if after else holder(page, line)
    generic = [found for found in GENERIC.finditer(text[:start]) if ASIDE.match(text[found.end() : start])]
    return holder(page, line) if generic else None


def seats(page: Page) -> Iterator[Draft]:
    """« Basée à Barcelone, X… », « dont le siège est à Bruxelles », « Secrétariat général : Barcelone »."""
    for line in page.lines:
        if line.unit.kind == "row" or is_order(line.text):
            continue
        if moved := _listed_seat(page, line):
            yield moved
            continue
        cities = [one for one in page.mentions(line) if one.entity.kind in ("city", "region")]
        for city in cities:
            found = _seat(page, line, city)
            if found:
                owner, noun = found
                yield Draft(owner, "seat", city.entity, line, "founding.seat", kind=noun)


def _listed_seat(page: Page, line: Line) -> Draft | None:
    """An item that opens with a city under a heading or a lead that asks for the seat (« Où est le siège ? »)."""
    above = line.lead or (line.headings[-1].text if line.headings else "")
    noun = pattern(r"\b<seat.nouns>(?!\w)", FILE).search(above) if line.unit.kind == "item" else None
    city = next((one for one in page.mentions(line) if one.entity.kind == "city"), None)
    owner = holder(page, line) if noun and city and not re.search(r"\w", line.text[: city.start]) else None
    if not noun or not city or not owner or NEGATED.search(line.text):
        return None
    own = pattern(r"\b(?P<noun><seat.nouns>)(?!\w)", FILE).search(line.text)
    since = _date_after(line.text, city.end)
    return Draft(owner, "seat", city.entity, line, "founding.seat", kind=_noun((own or noun)[0]), since=since)


def _seat(page: Page, line: Line, city: Mention) -> tuple[Entity, str] | None:
    text = line.text
    head = text[: city.start]
    if labelled := pattern(LABELLED, FILE).search(head):
        owner = holder(page, line)
        return (owner, _noun(labelled["noun"])) if owner else None
    if seated := pattern(SEATED, FILE).search(head):
        if NEGATED.search(head[seated.start() :]):
            return None
        owner = _owner(page, line, seated.start(), seated.end("of"))
        return (owner, _noun(seated["noun"])) if owner else None
    if based := pattern(BASED, FILE).search(head):
        owner = _subject(page, line, based.start(), city.end)
        return (owner, "siège") if owner else None
    if hosting := pattern(HOSTING, FILE).match(text[city.end :]):
        after = [
            one
            for one in networks(page, line)
            if city.end + hosting.end() <= one.start <= city.end + hosting.end() + 12
        ]
        owner = after[0].entity if after else holder(page, line)
        return (owner, _noun(hosting["noun"])) if owner else None
    return None


def _owner(page: Page, line: Line, start: int, end: int) -> Entity | None:
    """Whose seat: « le siège de X », « X, dont le siège », « son siège » after X; else what the page speaks of."""
    named = networks(page, line)
    inside = [one for one in named if start <= one.start and one.end <= end + 1]
    if inside:
        return inside[0].entity
    before = [one for one in named if one.end <= start]
    return before[-1].entity if before else holder(page, line)


def _noun(words: str) -> str:
    noun = " ".join(words.lower().split())
    return "siège" if noun in ("seat", "headquarters", "head office") else noun.replace("secretariat", "secrétariat")

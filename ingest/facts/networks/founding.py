"""When networks were founded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ingest.dates import YEAR, find_dates
from ingest.facts.pages.holder import ACRONYM, GENERIC, called, generic_noun, holder, networks
from ingest.facts.pages.page import Draft, Line, Page
from ingest.facts.pages.unlisted import is_called_network
from ingest.facts.wording.orders import is_order
from ingest.facts.wording.words import any_of, pattern
from ingest.records import Entity

FILE: Final = "figures"
FOUNDED: Final = r"(?<!\w)<founding.verbs>(?!\w)"
ASIDE: Final = (
    r"^\s*\)?\s*(?:\[\d+\]\s*|<founding.titles>\s+|\([^()]*\)\s*)*"
    r"(?:,?\s*[–—-]\s*[^–—.;]{3,60}?(?:\s?[–—-]|,)\s*"
    r"|,\s*(?:an?|the|une?|le|la|l['’])\s*[^,;:.]{3,60}?,?\s+"
    r"|,[^,;:.]{3,50},\s*"
    r"|,\s*(?:headquartered|based|located|basée?|sise?)\s[^,;:]{3,50},?\s+"
    r"|,\s*)?"
    r"(?:(?:is|est|was|fut)\s+(?:an?|the|une?|le|la|l['’])\s*(?!membre|member|parten|partner)(?:[\w'’-]+,?\s+){1,9}?)?"
    r"(?:(?:qui|which|that|itself|lui-même|elle-même|for\s+example|par\s+exemple),?\s*)*$"
)
OTHERS: Final = (
    r"(?<!\w)<founding.others>(?:\s+[\w'’-]+){0,2}\s+(?:de|du|d['’]|des|of|for)\s*"
    r"(?:(?:la|le|les|l['’]|the)\s*)?(?:réseau\s+|network\s+|association\s+)?$"
)
FOUNDERS: Final = rf"(?<!\w)<founding.active>\s+(?:(?:en|in|dès)\s+(?P<year>{YEAR}),?\s+)?"
NOUN: Final = r"(?<!\w)<founding.nouns>\s*(?:,[^,]{3,25},)?\s*(?:de|du|d['’]|of)\s*(?:(?:la|le|les|l['’]|the)\s*)?"
UNKNOWN: Final = (
    r"(?:%s)(?:\s+(?:de|du|des|d['’]|de\s+la|pour|of|for|the|la|les|et|and|l['’]))?(?:\s?[A-ZÀ-Þ][\w’'-]+)"
    r"(?:\s+(?:(?:de|du|des|of|for|et|and|pour)\s+)?[A-ZÀ-Þ][\w’'-]+){0,4}"
)
ARTICLE: Final = re.compile(r"(?i)(?:le|la|les|the|l['’])\s*")
BARE_YEAR: Final = re.compile(rf"(?i)\b(?:en|in|de|of|depuis|since|année|year|\()\s*({YEAR})\b(?![-/]\d)")
OBJECT: Final = re.compile(
    rf"(?i)\s+(?:in\s+{YEAR}\s+|en\s+{YEAR}\s+)?(?:an?|its|the|several|new|un|une|le|la|les|son|sa|des)\b"
)
OPENING_DATE: Final = re.compile(
    rf"(?i)\W*(?:(?:le|en|in|on|du|the)\s|(?=\W*{YEAR}\W*\s*[:–—,-])|(?=\W*\d{{1,2}}(?:er)?\s))"
)
WHEN: Final = re.compile(
    rf"(?i)\b(?:en|in)\s+({YEAR}),?\s+(?:lorsque|quand|when|où|avec|with|par|by|lors\s+de|marked\s+by)\s"
)
RIGHT_AFTER: Final = re.compile(
    r"(?i)\s*(?:\([^()]*\)\s*)?,?\s*(?:(?:à|au|in|at)\s+[\w-]+\s*,?\s*)?(?:(?:en|in|le|on|du|of)\s|\()"
)
RELATIVE: Final = re.compile(r"(?i),\s*(?:où|where)\s[^,]*$")
SUBJECT: Final = re.compile(r"(?i),?\s+(?:the|our|le|la|les|notre|l['’])\s*[\w’'-]+(?:\s+[\w’'-]+)?\s+")
BEFORE: Final = re.compile(r"(?i)(?<!\w)(?:on|le|en|in)\s+$")
REACH: Final = 60


def foundations(page: Page) -> Iterator[Draft]:
    """« Créée en mai 2004 à Paris, X… », « X est né en novembre 1991 », "X was founded on 8 September 1993"."""
    cue = pattern(r"(?<!\w)(?:<founding.verbs>|<founding.active>|<founding.nouns>)(?!\w)", FILE)
    for line in page.lines:
        if line.unit.kind == "row" or not cue.search(line.text) or is_order(line.text):
            continue
        found = _by_verb(page, line) or _by_founders(page, line) or _by_noun(page, line)
        if found:
            owner, date, how = found
            yield Draft(owner, "founded", date, line, f"founding.{how}")


def _by_verb(page: Page, line: Line) -> tuple[Entity, str, str] | None:
    for verb in pattern(FOUNDED, FILE).finditer(line.text):
        # « Besançon, où X est née, a accueilli … le 8 avril 2025 »: the clause ends at its comma.
        inner = RELATIVE.search(line.text[: verb.start()])
        date = (
            clause_date(_clause(line.text, verb.end()) if inner else line.text, verb.end())
            or _date_leading(line.text, verb.start())
            or _date_before(line.text, verb.start())
            or _date_when(line.text, verb.start())
            or (line.date if line.listing else None)
        )
        owner = founded_thing(page, line, verb.start(), verb.end()) if date else None
        if date and owner:
            return owner, date, "founded"
    return None


def _by_founders(page: Page, line: Line) -> tuple[Entity, str, str] | None:
    """« En 1990, dix villes fondent le réseau », « l'article 134 crée la X »: what follows the verb was founded."""
    for found in pattern(FOUNDERS, FILE).finditer(line.text):
        date = (
            found["year"]
            or _date_leading(line.text, found.start())
            or clause_date(line.text, found.end())
            or _date_above(page, line)
        )
        owner = _object(page, line, found.end()) if date else None
        if date and owner:
            return owner, date, "founders"
    return None


def _object(page: Page, line: Line, at: int) -> Entity | None:
    """What `line.text[at:]` begins with: a network, or « le réseau » that the lines around name."""
    article = ARTICLE.match(line.text, at)
    start = article.end() if article else at
    named = next((one.entity for one in networks(page, line) if one.start in (at, start)), None)
    if named:
        return named
    if acronym := ACRONYM.match(line.text, start):
        return called(page, acronym[0])
    generic = GENERIC.match(line.text, at)
    noun = generic_noun(generic) if generic else None
    return holder(page, line, noun) if noun else None


def _by_noun(page: Page, line: Line) -> tuple[Entity, str, str] | None:
    """« en 1951, avec la création de l'Association X », « la création du réseau X en 1990 »."""
    unknown = re.compile(UNKNOWN % any_of(FILE, "founding", "heads"))
    for found in pattern(NOUN, FILE).finditer(line.text):
        named = next((one for one in networks(page, line) if found.end() <= one.start <= found.end() + 8), None)
        new = None if named else unknown.match(line.text, found.end())
        sigle = None if named or new else ACRONYM.match(line.text, found.end())
        called_so = called(page, sigle[0]) if sigle and is_called_network(page, sigle[0]) else None
        end = named.end if named else new.end() if new else sigle.end() if sigle and called_so else None
        if end is None or pattern(OTHERS, FILE).search(line.text[: found.end()]):
            continue
        date = (
            _date_when(line.text, found.end())
            or _date_leading(line.text, found.start())
            or (clause_date(line.text, end, 25) if RIGHT_AFTER.match(line.text, end) else None)
            or clause_date(line.text[: found.end()], found.start())
            or _date_above(page, line)
        )
        owner = named.entity if named else page.names.network(new[0]) if new else called_so
        if date and owner:
            return owner, date, "creation"
    return None


def clause_date(text: str, at: int, reach: int = REACH) -> str | None:
    """The date that follows character `at` in the same clause, ISO 8601."""
    rest = re.split(r"[;!?]|\.\s", text[at : at + reach + 30], maxsplit=1)[0]
    full = next((found for found in find_dates(rest) if found.start <= reach), None)
    if full:
        return full.iso
    year = BARE_YEAR.search(rest)
    return year[1] if year and year.start() <= reach else None


def _clause(text: str, at: int) -> str:
    """`text` up to the first comma after character `at`."""
    comma = text.find(",", at)
    return text if comma < 0 else text[:comma]


def _date_leading(text: str, at: int) -> str | None:
    """« Le 8 septembre 1993, l'organisation est créée… », « 2009 : … »: a date that opens the sentence."""
    head = text[:at]
    if not OPENING_DATE.match(head):
        return None
    full = next((found for found in find_dates(head) if found.start <= 8), None)
    year = re.match(rf"(?i)\W*(?:en\s+|in\s+)?({YEAR})\b", head)
    return full.iso if full else year[1] if year else None


def _date_before(text: str, at: int) -> str | None:
    """« …, and on 16 May 1998 the network was created »: right before the subject of the verb."""
    dates = [one for one in find_dates(text[:at]) if at - one.end <= REACH]
    if not dates or not SUBJECT.fullmatch(text[dates[-1].end : at]):
        return None
    return dates[-1].iso if BEFORE.search(text[: dates[-1].start]) else None


def _date_when(text: str, at: int) -> str | None:
    """« … en 1999, lorsque le label X fut créé »."""
    found = [one for one in WHEN.finditer(text[:at]) if at - one.end() <= 2 * REACH]
    return found[-1][1] if found else None


def _date_above(page: Page, line: Line) -> str | None:
    """The date that opens the entry of a chronology which the line goes on with, or the year that heads it."""
    if line.headings and (year := re.fullmatch(rf"\W*({YEAR})\W*", line.headings[-1].text)):
        return year[1]
    first = next(one for one in page.lines[max(0, line.index - 8) :] if one.block == line.block)
    return _date_leading(first.text, len(first.text)) if first.unit.kind == "item" else None


def founded_thing(page: Page, line: Line, start: int, end: int) -> Entity | None:
    """What the participle at `start:end` tells of: named right before it, or right after if it opens the sentence."""
    text = line.text
    aside, others = pattern(ASIDE, FILE), pattern(OTHERS, FILE)
    named = networks(page, line)
    if not re.search(r"\w", text[:start]):
        comma = text.find(",", end)
        after = next((one for one in named if one.start >= end and 0 <= comma < one.start), None)
        return after.entity if after else holder(page, line)
    for one in reversed(named):
        between = text[one.end : start]
        if one.end <= start and aside.match(between):
            active = not between.strip() and not pattern(r"^<founding.passive>\s", FILE).match(text[start:end])
            if (active and OBJECT.match(text, end)) or others.search(text[: one.start]):
                return None
            return one.entity
    acronyms = [found for found in ACRONYM.finditer(text[:start]) if aside.match(text[found.end() : start])]
    if acronyms:
        return None if others.search(text[: acronyms[-1].start()]) else called(page, acronyms[-1][0])
    generic = [found for found in GENERIC.finditer(text[:start]) if aside.match(text[found.end() : start])]
    if not generic or others.search(text[: generic[-1].start()]):
        return None
    return holder(page, line, generic_noun(generic[-1]))

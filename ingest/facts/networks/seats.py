"""Where networks sit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ingest.dates import YEAR
from ingest.facts.networks.founding import clause_date, founded_thing
from ingest.facts.pages.holder import GENERIC, generic_noun, holder, networks
from ingest.facts.pages.page import Draft, Line, Page
from ingest.facts.wording.orders import is_order
from ingest.facts.wording.words import pattern
from ingest.names import Mention
from ingest.records import Entity

FILE: Final = "figures"
SEATED: Final = (
    r"(?<!\w)(?P<noun><seat.nouns>)(?P<of>[^.;:!?]{0,60}?)\s*(?:<seat.verbs>\s+(?:[\w'’]+\s+){0,4}?)"
    r"(?:à|au|aux|en|dans|in|at)\s+(?:la\s+ville\s+de\s+|the\s+city\s+of\s+)?$"
)
STREET: Final = re.compile(
    r"(?i)\s*(?:au\s+\d+,?\s*|at\s+\d+,?\s*|on\s+|sur\s+|(?:dans|in)\s+(?=(?:la|le|les|l['’]|the)\s*\w+\s+(?:de|of)\s))"
    r"[^.;:!?,]{2,60},?\s+(?:à|in)\s+$"
)
"""« our office is on the quay, in X », « au 5, rue du Port, à X »."""
LABELLED: Final = r"^\W*(?P<noun><seat.nouns>)(?:[^:]{0,40})\s*:\s*$"
BASED: Final = (
    r"(?<!\w)<seat.based>\s+(?:(?:actuellement|désormais|aujourd['’]hui|now|still|toujours)\s+)?"
    r"(?:(?:à|au|aux|en|in|at|by)\s+)?$"
)
SINCE: Final = re.compile(rf"(?i)\b(?:depuis|since)\s+(?:le\s+|the\s+)?(?:[a-zé]+\s+)?({YEAR})\b")
HOSTING: Final = r"^\s+<seat.hosts>\s+(?:le|la|l['’]|son|the|its)\s*(?P<noun><seat.nouns>)"
IS_SEAT: Final = (
    r"(?<!\w)(?P<noun><seat.nouns>)(?P<of>(?:\s+(?:of|de|du)\s+[^.;:!?,]{0,50}?)?)\s+(?:will\s+be|is|was|sera|est|fut)\s+"
    r"(?:now\s+|d['’]abord\s+|first\s+)?$"
)
"""« Its seat will be X »: no preposition."""
CHOSEN: Final = r"^\s*(?:\([^()]*\)\s*)?<seat.chosen>\s*(?P<noun><seat.nouns>)(?!\w)"
WHERE: Final = (
    r"^\s*(?:\([^()]{2,30}\)\s*)?,?\s+(?:où|where)\s+(?:[\w'’]+\s+){1,4}?<seat.keeps>\s*(?P<noun><seat.nouns>)?(?!\w)"
)
"""« …, autour de X, où elle a son siège », "near X, where it has its office"."""
PARTICIPLE: Final = r"^\W*<founding.verbs>\s[^,;.]{2,40}\s(?:et|and)\s+(?:(?:is|est)\s+)?$"
"""« Fondée en 1991 et établie à X, … »: the participle that follows another one."""
GOING_ON: Final = re.compile(r"(?i)\s*,?\s+(?:which\s|that\s|qui\s)?[^.;:!?,]{3,70}\s(?:and|et)\s+(?:qui\s+|which\s+)?")
COORDINATED: Final = re.compile(r"(?i)^\s*(?:\([^()]{1,30}\)\s*)?(?:,?\s*(?:et|and|&))\s+(?:à\s+|en\s+|in\s+)?$")
NEGATED: Final = re.compile(
    r"(?i)\b(?:n['’]|ne|not|pas|plus|jamais|never|could|pourrait|envisag\w+|souhait\w+|candidat\w*)\b"
)


def seats(page: Page) -> Iterator[Draft]:
    """« Basée à Barcelone, X… », « dont le siège est à Bruxelles », « Secrétariat général : Barcelone »."""
    cue = pattern(r"(?<!\w)(?:<seat.nouns>|<seat.based>)(?!\w)", FILE)
    for line in page.lines:
        if line.unit.kind == "row":
            continue
        above = line.lead or (line.headings[-1].text if line.headings else "")
        if not cue.search(line.text) and not (line.unit.kind == "item" and cue.search(above)):
            continue
        if is_order(line.text):
            continue
        if moved := _listed_seat(page, line, above):
            yield moved
            continue
        last: tuple[Mention, tuple[Entity, str]] | None = None
        for city in (one for one in page.mentions(line) if one.entity.kind in ("city", "region")):
            joined = last is not None and COORDINATED.match(line.text[last[0].end : city.start])
            found = last[1] if last and joined else _seat(page, line, city)
            if found:
                last = city, found
                since, former = _time(line.text, city)
                status = "former" if former else None
                yield Draft(
                    found[0], "seat", city.entity, line, "founding.seat", kind=found[1], since=since, status=status
                )


def _time(text: str, city: Mention) -> tuple[str | None, bool]:
    """Since when the seat is there, and whether it no longer is: « jusqu'en 2005, le siège était à X »."""
    clause = re.split(r"[;:.!?]\s", text[: city.start])[-1]
    rest = re.split(r"[;:.!?](?:\s|$)", text[city.end :], maxsplit=1)[0]
    noun = list(pattern(r"(?<!\w)(?:<seat.nouns>|<seat.based>)(?!\w)", FILE).finditer(clause))
    said = clause[noun[0].start() :] if noun else clause
    ended = re.search(r"(?i)\b(?:until|till|jusqu['’](?:en|à|au))\s", clause + " " + rest[:40])
    past = pattern(r"(?<!\w)<seat.past>(?!\w)", FILE).search(said)
    moved = pattern(r"(?<!\w)<seat.moved>(?!\w)", FILE).search(said)
    former = bool(ended) or bool(past and not moved)
    since = SINCE.search(clause) or SINCE.match(rest.lstrip(" ,"))
    return (since[1] if since and not former else None), former


def _listed_seat(page: Page, line: Line, above: str) -> Draft | None:
    """An item that opens with a city under a heading or a lead that asks for the seat (« Où est le siège ? »)."""
    noun = pattern(r"\b<seat.nouns>(?!\w)", FILE).search(above) if line.unit.kind == "item" else None
    city = next((one for one in page.mentions(line) if one.entity.kind == "city"), None)
    owner = holder(page, line) if noun and city and not re.search(r"\w", line.text[: city.start]) else None
    if not noun or not city or not owner or NEGATED.search(line.text):
        return None
    own = pattern(r"\b(?P<noun><seat.nouns>)(?!\w)", FILE).search(line.text)
    since = clause_date(line.text, city.end)
    return Draft(owner, "seat", city.entity, line, "founding.seat", kind=_noun((own or noun)[0]), since=since)


def _seat(page: Page, line: Line, city: Mention) -> tuple[Entity, str] | None:
    text = line.text
    head = text[: city.start]
    if labelled := pattern(LABELLED, FILE).search(head):
        owner = holder(page, line)
        return (owner, _noun(labelled["noun"])) if owner else None
    seated = pattern(SEATED, FILE).search(head) or pattern(SEATED, FILE).search(STREET.sub(" in ", head))
    if seated and not any(one.start < seated.end("noun") <= one.end for one in networks(page, line)):
        # « Locaux » is no office in the name of Cités et Gouvernements Locaux Unis.
        if NEGATED.search(head[seated.start() :]):
            return None
        owner = _owner(page, line, seated.start(), seated.end("of"))
        return (owner, _noun(seated["noun"])) if owner else None
    if based := pattern(BASED, FILE).search(head):
        opened = pattern(PARTICIPLE, FILE).match(head[: based.start()])
        begin = 0 if opened else based.start()
        owner = founded_thing(page, line, begin, city.end) or _going_on(page, line, based.start())
        return (owner, "siège") if owner else None
    if (where := pattern(WHERE, FILE).match(text[city.end :])) and not NEGATED.search(where[0]):
        before = [one for one in networks(page, line) if one.end <= city.start]
        owner = before[-1].entity if before else holder(page, line)
        return (owner, _noun(where["noun"] or "siège")) if owner else None
    if (named := pattern(IS_SEAT, FILE).search(head)) and not NEGATED.search(head):
        owner = _owner(page, line, named.start(), named.end("of"))
        return (owner, _noun(named["noun"])) if owner else None
    if (chosen := pattern(CHOSEN, FILE).match(text[city.end :])) and not NEGATED.search(head):
        after = [
            one for one in networks(page, line) if one.start <= city.end + chosen.end() + 20 and one.start >= city.end
        ]
        owner = after[0].entity if after else holder(page, line)
        return (owner, _noun(chosen["noun"])) if owner else None
    if hosting := pattern(HOSTING, FILE).match(text[city.end :]):
        after = [
            one
            for one in networks(page, line)
            if city.end + hosting.end() <= one.start <= city.end + hosting.end() + 12
        ]
        owner = after[0].entity if after else holder(page, line)
        return (owner, _noun(hosting["noun"])) if owner else None
    return None


def _going_on(page: Page, line: Line, at: int) -> Entity | None:
    """« X, which has eleven members and is run from Y »: the subject of the verbs before."""
    before = [one for one in networks(page, line) if one.end <= at]
    return before[-1].entity if before and GOING_ON.fullmatch(line.text[before[-1].end : at]) else None


def _owner(page: Page, line: Line, start: int, end: int) -> Entity | None:
    """Whose seat: « le siège de X », « X, dont le siège », « son siège » after X; else what the page speaks of."""
    named = networks(page, line)
    inside = [one for one in named if start <= one.start and one.end <= end + 1]
    if inside:
        return inside[0].entity
    before = [one for one in named if one.end <= start]
    said = GENERIC.search(line.text, start, end)
    return before[-1].entity if before else holder(page, line, generic_noun(said) if said else None)


def _noun(words: str) -> str:
    noun = " ".join(words.lower().split())
    english = ("seat", "headquarters", "premises", "locaux")
    named = noun in english or noun.endswith(("office", "offices", "premises", "bureaux"))
    return "siège" if named else noun.replace("secretariat", "secrétariat")

"""Partners told one after the other, without a word of the link itself, once it was said that partners are spoken of.

"How many twin towns do you have? — Kiel came first, in 1947. Then Caen. Parkes signed in 1956, Volgograd in 1962",
« Pise nous a rejoints en 1982, et Oslo en 1991 ».
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ingest.facts.pages.headings import NETWORK_KINDS, same_place
from ingest.facts.pages.page import Draft, Line, Page
from ingest.facts.pages.scope import scope_of
from ingest.facts.pages.subject import subject_of_page
from ingest.facts.sentences.coordination import Item, read_list
from ingest.facts.sentences.sketch import CITY, DATE, NETWORK, PLACE, Sketch, sketch
from ingest.facts.wording.kinds import VAGUE, family_of
from ingest.facts.wording.orders import is_order
from ingest.facts.wording.phrases import Phrase, find_phrases
from ingest.facts.wording.stance import VOID, stance_of
from ingest.facts.wording.words import any_of
from ingest.records import Entity

EXTRACTOR: Final = "narrated"
FILE: Final = "narrated"
PLACES: Final = ("city", "region")
BACK: Final = 10
FORTH: Final = 3
"""Lines of the section before, and after, among which one says what is spoken of."""
WAVE: Final = re.compile(rf"(?:\s*\([^()]*\))?\s*,?\s*(?:(?:qui|who|which)\s+)?{any_of(FILE, 'wave', 'words')}(?!\w)")
MARKS: Final = r"[\s\"'«»“”(\[*–—-]*"
OPENED: Final = re.compile(rf"{MARKS}(?:[aqr]\s?[.:–-]\s*)?{MARKS}")
ADDRESS: Final = re.compile(rf"[^{CITY}{NETWORK}.;:!?,]{{1,60}},\s*(?={PLACE})")
"""« Chers amis, … », "In 1964, …"."""
TURN: Final = re.compile(rf"{any_of(FILE, 'turn', 'words')}(?!\w)\s*")
NEXT: Final = re.compile(r"\s*[,;]?\s*(?:(?:et|and|puis|then|enfin|finally|but|mais)\s+)?")
DATED: Final = rf"(?:\s*,?\s*(?:(?:des|en|in|le|on|depuis|since|as early as|d[eè]s|de|from)\s+)*{DATE})"
AFTER: Final = re.compile(DATED)
CLOSED: Final = re.compile(rf"(?:{DATED}|\s*,?\s*{any_of(FILE, 'after', 'words')}(?!\w))*[\s\"'»”)]*(?=[.!;]|$)")
NEW: Final = re.compile(r"[,;]\s*(?:et|and|puis|then|enfin)\s+")
ENDED: Final = re.compile(r"\s*(?:[.;!,]|$)")
REST: Final = re.compile(rf"[^,;.!?:{CITY}{NETWORK}]*")
"""What follows the verb in its own clause."""


def narrated(page: Page) -> Iterator[Draft]:
    """The partners that sentences tell by turns only."""
    owner = subject_of_page(page)
    for line in page.lines:
        if line.unit.kind not in ("sentence", "heading") or line.cells or line.listing or is_order(line.text):
            continue
        scope = scope_of(page, line)
        subject = scope.subject if scope.subject and scope.subject.kind in PLACES else owner
        if subject is None or subject.kind not in PLACES or scope.denied or line.text.rstrip(' "»”').endswith("?"):
            continue
        if not any(one.entity.kind == "city" for one in page.mentions(line)) or _names_owner(page, line, subject):
            continue
        read = sketch(page, line, [])
        told = [] if NETWORK in read.signs else list(_waves(read))
        kind = _spoken_of(page, line) if told else None
        if kind is None or stance_of(read.signs, told[0][0].start) == VOID:
            continue
        for item, since in told:
            if item.entity.kind in PLACES and not same_place(item.entity, subject):
                yield Draft(subject, "partner_of", item.entity, line, EXTRACTOR, kind, since, None, "active")


def _names_owner(page: Page, line: Line, owner: Entity) -> bool:
    """A sentence that names the page's own town says by itself how it stands to the others."""
    return any(same_place(one.entity, owner) for one in page.mentions(line))


def _waves(read: Sketch) -> Iterator[tuple[Item, str | None]]:
    """The places of the sentence that become partners, each with its date."""
    opened = OPENED.match(read.signs)
    at = opened.end() if opened else 0
    if turn := TURN.match(read.signs, at):
        items = read_list(read, turn.end(), PLACE)
        if items and CLOSED.match(read.signs, items[-1].stop):
            yield from _dated(read, items, items[-1].stop)
            return
    led = None
    if address := ADDRESS.match(read.signs, at):
        dates = [when.iso for _, when in read.whens(at, address.end())]
        led = dates[0] if len(dates) == 1 else None
        at = address.end()
    begun = False
    while items := read_list(read, at, PLACE):
        stop = items[-1].stop
        if wave := WAVE.match(read.signs, stop):
            rest = REST.match(read.signs, wave.end())
            end = rest.end() if rest else wave.end()
            end = dated.end() if (dated := AFTER.match(read.signs, end)) else end
            yield from ((item, since or led) for item, since in _dated(read, items, end))
            yield from _left_out(read, end)
            begun = True
        elif begun and any(item.since for item in items):
            # « …, Volgograd in 1962 »: the verb is left out.
            yield from ((item, item.since) for item in items if item.since)
            end = stop
        else:
            return
        following = NEXT.match(read.signs, end)
        at = following.end() if following else end


def _left_out(read: Sketch, at: int) -> Iterator[tuple[Item, str | None]]:
    """« …, quand personne n'y croyait, et Oslo en 1998 »: the verb is left out, the date is not."""
    for comma in NEW.finditer(read.signs, at):
        items = read_list(read, comma.end(), PLACE)
        if items and all(item.since for item in items) and ENDED.match(read.signs, items[-1].stop):
            yield from ((item, item.since) for item in items)
            return


def _dated(read: Sketch, items: Sequence[Item], end: int) -> Iterator[tuple[Item, str | None]]:
    """The items with their own date, or that of their clause, which is all of theirs."""
    dates = [when.iso for _, when in read.whens(items[-1].end, end) if when.mode != "until"]
    own = [item.since for item in items]
    shared = dates[0] if len(dates) == 1 and not any(own) else None
    for item in items:
        yield item, item.since or shared


def _spoken_of(page: Page, line: Line) -> str | None:
    """The kind of link that the text is speaking of around `line`; None where it speaks of something else."""
    section = [one for one in page.lines if one.headings == line.headings]
    before = [one for one in section if line.index - BACK <= one.index < line.index]
    after = [one for one in section if line.index <= one.index <= line.index + FORTH]
    headings = [page.lines[one.line] for one in reversed(line.headings)]
    near = [said for one in (*reversed(before), *headings, *after) if (said := _says(page, one)) is not None]
    if not near:
        return _of_page(page)
    # « nos villes partenaires … nos jumelles »: the precise word says what the others mean.
    precise = [said for said in near if said and said not in VAGUE]
    return (precise[0] if precise and near[0] in VAGUE else near[0]) or None


def _says(page: Page, line: Line) -> str | None:
    """The kind of link that a line speaks of, "" where it speaks of networks, None where of neither."""
    phrases = find_phrases(line.text)
    precise = [one for one in phrases if _is_precise(one)]
    if precise:
        return precise[-1].sense.kind
    if any(one.entity.kind in NETWORK_KINDS for one in page.mentions(line)) or scope_networks(page, line):
        return ""
    return None


def scope_networks(page: Page, line: Line) -> bool:
    """Whether `line` is a heading over networks."""
    reading = re.search(r"\b(?:r[ée]seaux?|networks?)\b", line.text, re.IGNORECASE)
    return line.unit.kind == "heading" and reading is not None


def _is_precise(phrase: Phrase) -> bool:
    sense = phrase.sense
    return sense.relation == "partner_of" and sense.role != "none" and not sense.weak and not sense.fallback


def _of_page(page: Page) -> str | None:
    """The one kind of link that the whole page speaks of."""
    if "narrated" not in page.memo:
        texts = (page.document.title, *(line.text for line in page.lines))
        senses = [one.sense for text in texts for one in find_phrases(text) if _is_precise(one)]
        kinds = [one.kind for one in senses if one.kind and one.kind not in VAGUE]
        one_family = len({family_of(kind) for kind in kinds}) == 1
        page.memo["narrated"] = kinds[0] if one_family and len(kinds) > 1 else ""
    found = page.memo["narrated"]
    return str(found) or None

"""Links that the strict grammar of sentences missed because a word stood in its way.

« La ville de Poligny, en tant que commune, est jumelée avec Schopfheim », "councillors in Stortford voted to end the
twinning with Friedberg". Only words of a link that told nothing are read here, and only with sure signs: the partners
follow « avec » or "with", and the clause names one other town, in another country, or none at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ingest.facts.sentences.actors import BRACKETS, PLACES, Reader, clause_end, clause_start, is_preposed
from ingest.facts.sentences.answering import PAIR, answers
from ingest.facts.sentences.coordination import NAME, ORGANISATION, Item, read_list
from ingest.facts.sentences.grammar import ADVERB, COPULA, MEANWHILE, WHENS
from ingest.facts.sentences.sketch import CITY, DATE, PLACE, Sketch
from ingest.facts.sentences.tie import Tie, maker, pairs, shared_date, town_maker
from ingest.facts.sentences.ties import own_items
from ingest.facts.wording.phrases import Sense, find_phrases
from ingest.records import Entity

ROOM: Final = 110
"""Characters between the words of a link and its partners."""
FOLK: Final = (
    r"(?P<folk>(?:les|des|the)\s+(?:citoyens|habitants|citizens|people|inhabitants|residents)\s+"
    r"(?:de\s+la\s+|de\s+|d'|of\s+))?"
)
"""« avec les citoyens de … »: whatever is called so is a town."""
WITH: Final = re.compile(rf"[^{CITY};:!?«»]{{0,{ROOM}}}?\b(?:avec|with)\s+{FOLK}")
TIED_TO: Final = re.compile(rf"(?:\s*(?:{ADVERB}|{WHENS}|,)\s*)*\s*(?:avec|with|a|au|aux|to)\s+{FOLK}")
PARTY: Final = re.compile(
    r"\b(?:avec|with|et|and|or|ou|que|than|chez)\s+(?:(?:la|les?|the|sa|ses)\s+)?(?:\w+\s+)?(?:d'|de |of )?$"
)
"""A place after one of these is no subject of the clause."""
PLACED: Final = re.compile(r"(?:^|[,(]\s*|\b\w+\s+)(?:a|in|at|de|d'|of)\s*$")
NUMBERS: Final = {
    "deux": 2, "2": 2, "two": 2, "both": 2, "trois": 3, "3": 3, "three": 3, "quatre": 4, "4": 4, "four": 4,
}  # fmt: skip
THE_TOWNS: Final = re.compile(
    r"[^;:!?]{0,40}?\b(?:entre|between|liant|liaient|lient|unissant|unissaient|unissent|reliant|linking|joining|of|unit|unissent|lie|lient|unites?|links?)\s+"
    rf"(?:(?:les|nos|ces|leurs|their|the|our|these|those)\s+)?(?P<number>{'|'.join(NUMBERS)})\s+(?:[a-z]+\s+)?"
    r"(?:villes?|communes?|cites?|municipalites?|collectivites?|metropoles?|villages?|towns?|cities|municipalities)\b"
)
"""« le jumelage entre les deux villes », « le serment liant les trois communes »."""
THERE: Final = re.compile(rf"\s*(?:a|in)\s+({PLACE})(?:\s*\([^()]*\))?,")
"""« À Pons, pas de jumelage : seulement … »."""
SOME_TOWN: Final = re.compile(
    r"\b(?:une?|d'autres|autre|another|an?|plusieurs|several|many|some|des)\s+(?:[a-z]+\s+){0,2}(?:villes?|communes?|cites?|cit(?:y|ies)|towns?|pays)\b"
)
"""« une ville allemande, elle aussi jumelée avec … »: somebody else."""
BOTH: Final = re.compile(rf"\W*(?:{DATE}|\d{{4}})?\W*({PLACE})\s+(?:et|and)\s+({PLACE})[^{CITY}.;,]{{1,45}}")
BRACKET: Final = re.compile(r"\s*\(\s*")
STOP: Final = re.compile(r"[.!?]\s+")
BOTH_IN: Final = re.compile(rf"({PLACE})\s+(?:et|and)\s+({PLACE})\s+(?:en|in)\s+({DATE})")
"""« Orléans et Dundee en 1946, Montbéliard et Ludwigsburg en 1950, furent les premières à signer un serment »."""
LINKING: Final = re.compile(
    rf"[^{CITY};!?]{{0,120}}?\b(?:qui|that|which)\s+(?:lie|unit|relie|lient|unissent|links?|binds?|ties)\s+"
)
WITH_WHICH: Final = re.compile(
    rf"({PLACE})(?:\s*\([^()]*\)|\s*,[^,{CITY}]{{2,40}})?\s*,?\s*(?:avec|with)\s*(?:laquelle|lequel|which|qui)\s+[^{CITY};.]{{0,40}}$"
)
LINKS_US: Final = re.compile(
    rf"[^{CITY};:.!?]{{0,40}}?\b(?:lie|unit|relie|links|ties|binds)\s+(?:[a-z]+\s+)?(?:(?:la|notre|the|our)\s+"
    r"(?:ville|commune|municipalite|cite|city|town|village)|nous|us)\s+(?:a|avec|to|with)\s+"
)
UNKNOWN: Final = re.compile(rf"\s*(?:,\s*)?{MEANWHILE}(?:{COPULA}\s+)?{MEANWHILE}")
AND: Final = re.compile(r"\s+(?:et|and)\s+")


def loosely(reader: Reader, sketch: Sketch, told: Sequence[Tie]) -> Iterator[Tie]:
    """The links of a sentence that `told` leaves out."""
    signs = sketch.signs
    for at, phrase in sketch.phrases():
        sense = phrase.sense
        if sense.role not in ("tied", "bond", "partner"):
            continue
        start, end = clause_start(signs, at), clause_end(signs, at + 1)
        if any(start <= tie.at < end for tie in told):
            continue
        found = (
            list(_related(reader, sketch, at, start, sense))
            or list(_linking(reader, sketch, at, sense))
            or list(_paired(reader, sketch, at, end, sense))
            or list(_towns(reader, sketch, at, sense))
        )
        if not found and sense.role != "partner":
            found = (
                list(_both(reader, sketch, at, sense))
                or list(_with(reader, sketch, at, start, sense))
                or list(_unknown(reader, sketch, at, start, sense))
            )
        if found:
            yield from found
            return
    if not told:
        # The second sentence of an item, which is one line.
        for stop in STOP.finditer(signs):
            before = [one.sense for at, one in sketch.phrases() if at < stop.start() and not one.sense.weak]
            if before and before[-1].relation == "partner_of" and not before[-1].fallback:
                yield from answers(reader, sketch, before[-1].kind, stop.end())


def _paired(reader: Reader, sketch: Sketch, at: int, end: int, sense: Sense) -> Iterator[Tie]:
    for found in PAIR.finditer(sketch.signs, at, end):
        items = read_list(sketch, found.end(), PLACE, *maker(reader, sense))
        yield from pairs([sketch.mention(found.start(1)).entity], items[:1], sense, at)


def _related(reader: Reader, sketch: Sketch, at: int, start: int, sense: Sense) -> Iterator[Tie]:
    """« Treviglio, avec laquelle un pacte a été conclu », « un protocole lie aussi la ville à Kaya »."""
    owner = reader.owner(sketch.line) or reader.now.main
    if owner is None or sense.weak:
        return
    if which := WITH_WHICH.search(sketch.signs, start, at):
        yield from pairs([owner], read_list(sketch, which.start(1), PLACE)[:1], sense, at)
    elif links := LINKS_US.match(sketch.signs, at + 1):
        yield from pairs([owner], own_items(sketch, read_list(sketch, links.end(), PLACE)), sense, at)


def _linking(reader: Reader, sketch: Sketch, at: int, sense: Sense) -> Iterator[Tie]:
    """« les jumelages …, le plus ancien, qui lie Nice et Yalta »."""
    found = LINKING.match(sketch.signs, at + 1)
    items = read_list(sketch, found.end(), PLACE, town_maker(reader)) if found and not sense.weak else []
    if len(items) == 2:
        yield Tie(items[0].entity, items[1].entity, sense, at, closed=True)


def _towns(reader: Reader, sketch: Sketch, at: int, sense: Sense) -> Iterator[Tie]:
    towns = THE_TOWNS.match(sketch.signs, at + 1)
    if not towns or sense.weak:
        return
    number = NUMBERS[towns["number"]]
    here = {one.id: one for one in _cities(sketch, 0, len(sketch.signs))}
    before = {one.id: one for one in reader.now.named} if sense.kind == "jumelage" else {}
    party = next((one for one in (here, before) if len(one) == number), {})
    lands = {one.country for one in party.values()}
    if len(lands) < 2 or None in lands:
        return
    first, *others = party.values()
    owner = reader.owner(sketch.line)
    if owner and owner.id in party:
        first, others = owner, [one for one in party.values() if one.id != owner.id]
    elif number > 2:
        return
    for one in others:
        yield Tie(first, one, sense, at, single=number == 2)


def _with(reader: Reader, sketch: Sketch, at: int, start: int, sense: Sense) -> Iterator[Tie]:
    led = (TIED_TO if sense.role == "tied" else WITH).match(sketch.signs, at + 1)
    items = read_list(sketch, led.end(), PLACE, town_maker(reader), evident=led["folk"] is None) if led else []
    items = own_items(sketch, items)
    if not items and sense.role == "bond" and not sense.weak and (bracket := BRACKET.match(sketch.signs, at + 1)):
        # « two Sister City relationships (Limeira, Brazil and Christchurch) »
        items = read_list(sketch, bracket.end(), PLACE, town_maker(reader))
        items = items if len(items) > 1 else []
    subject = _subject(reader, sketch, at, start, items) if items else None
    if subject is None:
        return
    abroad = all(item.entity.country != subject.country for item in items)
    if abroad or (sense.kind == "jumelage" and not sense.weak):
        yield from pairs([subject], items, sense, at, shared_date(sketch, at, items))


def _subject(reader: Reader, sketch: Sketch, at: int, start: int, items: Sequence[Item]) -> Entity | None:
    """The one town that the clause names before the words, else whom the text is about."""
    own = {item.entity.id for item in items}
    page_owner = reader.owner(sketch.line)
    if page_owner and reader.tells_of_above(sketch.signs[start:at], page_owner):
        return None
    candidates = (reader.owner(sketch.line), reader.page.about, reader.now.main)
    owner = next((one for one in candidates if one and one.kind in PLACES and one.id not in own), None)
    named: dict[str, int] = {}
    for place in sketch.things:
        if start <= place < at and sketch.signs[place] == CITY:
            named.setdefault(sketch.mention(place).entity.id, place)
    inside = [range(*one.span()) for one in BRACKETS.finditer(sketch.signs, start, at)]
    named = {key: place for key, place in named.items() if not any(place in one for one in inside)}
    if not named and (there := THERE.match(sketch.signs)) and there.start(1) < start:
        return sketch.mention(there.start(1)).entity
    if not named and (town := _there(reader, sketch, start)):
        return town
    if not named and SOME_TOWN.search(sketch.signs, start, at):
        return None
    if not named:
        return owner
    if len(named) > 1:
        return None
    place = next(iter(named.values()))
    entity = sketch.mention(place).entity
    before = sketch.signs[start:place]
    if entity.id in own or PARTY.search(before):
        return None
    if (
        owner
        and owner.id != entity.id
        and is_preposed(sketch.signs, start, place)
        and before.strip() not in ("a", "in")
    ):
        return None
    return entity


def _there(reader: Reader, sketch: Sketch, start: int) -> Entity | None:
    """« À Pons, … » where the name has everyday uses and so was not taken for a town's."""
    said = re.match(r"\W*(?:À|A|In|At)\s+", sketch.line.text)
    name = NAME.match(sketch.line.text, said.end()) if said else None
    if not name or not sketch.line.text.startswith(",", name.end()):
        return None
    town = reader.page.names.place(name[0])
    return town if town.country else None


def _both(reader: Reader, sketch: Sketch, at: int, sense: Sense) -> Iterator[Tie]:
    """« Le Mans et Paderborn citent un lien de 836 », « Orléans et Dundee : premières relations »."""
    if not sense.weak and (dated := list(BOTH_IN.finditer(sketch.signs, 0, at))):
        for found in dated:
            first, second = (sketch.mention(found.start(group)).entity for group in (1, 2))
            if first.country != second.country:
                yield Tie(first, second, sense, at, sketch.whens(found.start(3), found.end(3))[0][1].iso, closed=True)
        return
    two = BOTH.fullmatch(sketch.signs, 0, at)
    if not two:
        return
    first, second = (sketch.mention(two.start(group)).entity for group in (1, 2))
    above = (reader.page.document.title, *(heading.text for heading in sketch.line.headings))
    spoken = any(
        one.sense.relation == "partner_of" and not one.sense.weak for text in above for one in find_phrases(text)
    )
    if spoken and None not in (first.country, second.country) and first.country != second.country:
        dates = [when.iso for place, when in sketch.whens(0, len(sketch.signs))]
        yield Tie(first, second, sense, at, dates[0] if len(dates) == 1 else None)


def _unknown(reader: Reader, sketch: Sketch, at: int, start: int, sense: Sense) -> Iterator[Tie]:
    """« Issy et Hounslow sont jumelées »: a name that no gazetteer holds and that the page uses as a place."""
    if sense.role != "tied" or sense.kind != "jumelage" or sense.weak:
        return
    begin = start + len(sketch.signs[start:at]) - len(sketch.signs[start:at].lstrip())
    name = NAME.match(sketch.line.text, sketch.offsets[begin])
    if not name or ORGANISATION.match(name[0]):
        return
    end = sketch.place(name.end())
    if any(begin <= place < end for place in sketch.things):
        return
    first = reader.page.names.place(name[0])
    link = AND.match(sketch.signs, end)
    second = read_list(sketch, link.end(), PLACE)[:1] if link else []
    if second and UNKNOWN.fullmatch(sketch.signs, second[0].stop, at):
        yield Tie(first, second[0].entity, sense, at)
    elif (
        UNKNOWN.fullmatch(sketch.signs, end, at)
        and _is_town(reader, name[0])
        and (led := TIED_TO.match(sketch.signs, at + 1))
    ):
        yield from pairs([first], read_list(sketch, led.end(), PLACE), sense, at)


def _is_town(reader: Reader, name: str) -> bool:
    used = rf"(?:\bà|\b[Mm]aire de|\b[Vv]ille de|\b[Cc]ommune de|\b(?:town|city|[Mm]ayor) of|\bin) {re.escape(name)}\b"
    return " et " not in name and re.search(used, reader.page.document.text) is not None


def _cities(sketch: Sketch, start: int, end: int) -> list[Entity]:
    return [
        sketch.mention(place).entity for place in sketch.things if start <= place < end and sketch.signs[place] == CITY
    ]

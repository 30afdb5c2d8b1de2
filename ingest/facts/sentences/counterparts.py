"""Places told by what they are to another: « Y, ville jumelle de X », « ses villes jumelles sont … », "X's twin"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ingest.facts.sentences.actors import Reader, clause_start, is_preposed
from ingest.facts.sentences.coordination import NAME, ORGANISATION, TAIL, read_list
from ingest.facts.sentences.grammar import ADVERB, COPULA, WHENS
from ingest.facts.sentences.sketch import CITY, DATE, PLACE, Sketch
from ingest.facts.sentences.tie import Tie, maker, pairs, sole_actor
from ingest.facts.wording.phrases import Sense
from ingest.records import Entity

IS: Final = re.compile(
    rf"\s*,?\s*(?:(?:{ADVERB}|{WHENS}|,)\s*)*(?:{COPULA}\s+|,\s*|\(\s*|devenue?\s+|"
    rf"qui\s+est\s+)(?:(?:{ADVERB})\s+)*(?:l'autre\s+)?(?:(?:la|une|l'une des|notre|sa|its|a|the|"
    rf"one of the|our|premiere|\w+e|new|oldest|first|second|another)\s+){{0,4}}"
)
LISTED: Final = re.compile(
    rf"(?:\s+(?:de|d'|of)\s*(?:la ville de |l'|the )?(?P<of>{PLACE}))?(?:\s+(?!sont|are|et\b|"
    rf"and\b)[a-z-]+){{0,3}}\s*(?:\([^()]*\)\s*)?(?P<colon>:|"
    rf",\s*(?:parmi lesquel(?:le)?s|among (?:which|them)|dont|including|notamment)\b|"
    rf"\b(?:sont|are|include|comprennent|comprend|was|were|"
    rf"a savoir|namely|comme|telles? que|such as|dont)\b)\s*(?::\s*)?"
)
NAMED: Final = re.compile(
    r"(?:\s+(?:allemande|italienne|anglaise|britannique|espagnole|polonaise|russe|japonaise|chinoise|americaine|"
    r"hongroise|roumaine|portugaise|grecque|suisse|belge|canadienne|[a-z]{3,12}aise|[a-z]{3,12}enne|"
    r"[a-z]{3,12}oise))?\s*(?:,\s*|:\s*|-\s*|\()?"
)
HAS: Final = re.compile(
    rf"(?:[^{CITY};:.!?]{{0,12}})?\s*(?:a|compte|possede|has|have|had|dispose de|entretient|with|"
    rf"ont)\b[^{CITY};:.!?]{{0,40}}"
)
AMONG: Final = re.compile(rf"[^;:.!?{CITY}]{{0,50}}\b(?:entre|between)\s+")
POSSESSOR: Final = re.compile(rf"({PLACE})(?:'s|')\s+(?:[a-z]+\s+){{0,3}}\Z")
BEFORE: Final = re.compile(rf"({PLACE}){TAIL.pattern},\s*(?:our|notre)\s+(?:[a-z]+\s+)?$")
THEIRS: Final = re.compile(rf"({PLACE}){TAIL.pattern},\s*(?:sa|son|its|leur|their)\s+(?:[a-z]+\s+)?$")
"""« Lorient s'appuie sur Wirral, sa jumelle »"""
THEIR_OWN: Final = re.compile(r"\s*,\s*(?:sa|its)\s+$")
WAS_OURS: Final = re.compile(
    rf"\s*(?:\([^()]*\)\s*)?(?:,\s*)?(?:(?:which|who|that|qui)\s+)?(?:(?:{ADVERB}|{WHENS}|,)\s*)*{COPULA}\s+(?:(?:{ADVERB}|la|le)\s+)*"
    r"(?:sa|ses|notre|nos|its|our|leur|leurs|their)\s+(?:[a-z]+\s+){0,2}"
)
"""« X et Y sont ses jumelles de toujours », "X, which has been our twin since 1955"."""
OWNED: Final = re.compile(r"(?:^|[\s'(])(?:sa|ses|notre|nos|its|our|son|leur|leurs|their|'s|s')\s+(?:[a-z]+\s+){0,3}$")


def counterparts(reader: Reader, sketch: Sketch, at: int, sense: Sense) -> Iterator[Tie]:
    signs = sketch.signs
    of = re.compile(
        rf"\s*(?:,\s*)?(?:(?:allemande|etrangere|officielle|europeenne|historique)s?\s+)?(?:de|d'|of|avec|with|a|"
        rf"for|depuis {DATE} (?:de|avec))\s*(?:la ville de |l'|the city of |the town of )?({PLACE})"
    ).match(signs, at + 1)
    ends = sketch.mention(of.start(1)).entity if of else None
    start = clause_start(signs, at)
    if possessor := POSSESSOR.search(signs, start, at):
        # « Kaliningrad became Norfolk's fifth sister city »
        mine = reader.before(sketch, possessor.start(1), IS)
        if mine:
            yield from _of(sketch.mention(possessor.start(1)).entity, mine.entities, sense, at)
            return
    if among := AMONG.match(signs, at + 1):
        # « The first sister cities were established between Keighley and Poix »
        items = read_list(sketch, among.end(), PLACE)
        if len(items) == 2:
            since = next((one.since for one in items if one.since), None)
            yield Tie(items[0].entity, items[1].entity, sense, at, since)
        return
    listed = LISTED.match(signs, at + 1)
    if listed and (items := read_list(sketch, listed.end(), PLACE, *maker(reader, sense))):
        owner = sketch.mention(listed.start("of")).entity if listed["of"] else _holder(reader, sketch, at)
        if owner:
            yield from pairs([owner], items, sense, at)
        return
    ours = reader.before(sketch, at, WAS_OURS) if OWNED.search(signs[:at]) else None
    whose = reader.owner(sketch.line)
    if ours and whose and ends is None and whose.id not in {one.id for one in ours.entities}:
        yield from _of(whose, ours.entities, sense, at)
        return
    actors = reader.before(sketch, at, IS)
    if actors and ends is None and not OWNED.search(signs[:at]):
        owner = reader.owner(sketch.line)
        after = read_list(sketch, NAMED.match(signs, at + 1).end(), PLACE, None) if NAMED.match(signs, at + 1) else []  # type: ignore[union-attr]
        ids = {one.id for one in actors.entities}
        if len(ids) == 2 and (owner is None or owner.id in ids) and not after:
            # « X et Y sont villes jumelles »
            yield Tie(actors.entities[0], actors.entities[-1], sense, at)
            return
        if owner and not after:
            for one in actors.entities:
                if one.id != owner.id:
                    yield Tie(owner, one, sense, at, single=len(actors.entities) == 1)
            return
    if actors and ends and of and not OWNED.search(signs[:at]):
        # « X, jumelle de A et de B »: of each of them.
        for end in [item.entity for item in read_list(sketch, of.start(1), PLACE)] or [ends]:
            for one in actors.entities:
                if one.id != end.id:
                    yield Tie(end, one, sense, at, single=len(actors.entities) == 1)
        return
    if (apposed := BEFORE.search(signs, 0, at)) and (owner := reader.owner(sketch.line)):
        # « They travelled to Bry-sur-Marne, our French twin town »
        one = sketch.mention(apposed.start(1)).entity
        if one.id != owner.id:
            yield Tie(owner, one, sense, at)
        return
    if (apposed := THEIRS.search(signs, start, at)) and (whose := _relies(reader, sketch, start, apposed.start(1))):
        yield from _of(whose, [sketch.mention(apposed.start(1)).entity], sense, at)
        return
    if (led := THEIR_OWN.search(signs, start, at)) and (town := called(reader, sketch, led.start())):
        whose = sole_actor(sketch, start, led.start())
        if whose:
            yield from _of(whose, [town], sense, at)
            return
    if OWNED.search(signs[:at]) or re.search(r"parmi (?:ses|leurs|nos|les) $|among its $", signs[:at] + " "):
        owner = _holder(reader, sketch, at)
        named = NAMED.match(signs, at + 1)
        begin = of.start(1) if of and OWNED.search(signs[:at]) else named.end() if named else at + 1
        items = read_list(sketch, begin, PLACE, None)
        if owner and items:
            yield from pairs([owner], items, sense, at)
        return
    if ends and of:
        # « la ville jumelle de Lyon, Francfort »
        apposed = re.compile(r"\s*[,(:]\s*").match(signs, of.end())
        items = read_list(sketch, apposed.end(), PLACE, None) if apposed else []
        if len(items) == 1 and not is_preposed(signs, 0, items[0].start):
            yield from pairs([ends], items, sense, at)


def _of(owner: Entity, partners: Sequence[Entity], sense: Sense, at: int) -> Iterator[Tie]:
    for one in partners:
        if one.id != owner.id:
            yield Tie(owner, one, sense, at, single=len(partners) == 1)


def _relies(reader: Reader, sketch: Sketch, start: int, partner: int) -> Entity | None:
    """Whose partner the name at place `partner` is: the one town that acts before it, else « la Ville », « nous »."""
    if any(start <= place < partner and re.match(PLACE, sketch.signs[place]) for place in sketch.things):
        whose = sole_actor(sketch, start, partner)
    else:
        actors = reader.before(sketch, partner, re.compile(rf"[^{CITY};:.!?]{{0,70}}"))
        whose = actors.entities[0] if actors and len(actors.entities) == 1 else None
    return whose if whose and whose.id != sketch.mention(partner).entity.id else None


def called(reader: Reader, sketch: Sketch, end: int) -> Entity | None:
    """The town that no gazetteer holds and whose name ends at place `end`."""
    text = sketch.line.text[: sketch.offsets[end]]
    name = next((one for one in NAME.finditer(text) if one.end() == len(text)), None)
    return None if name is None or ORGANISATION.match(name[0]) else reader.page.names.place(name[0])


def _holder(reader: Reader, sketch: Sketch, at: int) -> Entity | None:
    """Whose partners are meant: the clause's subject, else the section's place."""
    start = clause_start(sketch.signs, at)
    who = reader.before(sketch, at, re.compile(rf"[^{CITY};:.!?]{{0,70}}"))
    if who and len(who.entities) == 1:
        return who.entities[0]
    if possessor := POSSESSOR.search(sketch.signs, start, at):
        return sketch.mention(possessor.start(1)).entity
    named = [place for place in sketch.things if start <= place < at and re.match(PLACE, sketch.signs[place])]
    if named or (owner := reader.owner(sketch.line)):
        return None if named else owner
    # « Tulsa's partnership … ; its newest sister city is … »
    first = next((place for place in sketch.things if place < start and re.match(PLACE, sketch.signs[place])), None)
    return None if first is None or is_preposed(sketch.signs, 0, first) else sketch.mention(first).entity

"""Links between places in a sentence: « X est jumelée avec Y », « le jumelage avec Y », « sa ville jumelle Y »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ingest.facts.sentences.actors import PLACES, Actors, Reader, clause_start
from ingest.facts.sentences.coordination import TAIL, Item, read_list, read_pairs
from ingest.facts.sentences.counterparts import called, counterparts
from ingest.facts.sentences.grammar import ADVERB, ALONG, COPULA, JOINS, MEANWHILE, SIGNS, WHENS, words
from ingest.facts.sentences.sketch import CITY, DATE, PLACE, ROLES, Sketch
from ingest.facts.sentences.tie import Tie, maker, mutual, pairs, shared_date, sole_actor, town_maker
from ingest.facts.wording.phrases import Sense
from ingest.records import Entity

T, B, R = ROLES["tied"], ROLES["bond"], ROLES["partner"]
BRACKETED: Final = re.compile(rf"({PLACE})\s*\((?:[^()]{{0,40}},\s*)?(?:elle-meme |aussi |egalement |itself |also )?$")
"""What a bracket that holds the words of a link stands behind."""
ITSELF: Final = re.compile(
    rf"({PLACE}){TAIL.pattern}\s*,\s*(?:elle-meme|elle aussi|lui-meme|itself|herself)\s+(?:{ADVERB}\s+)*$"
)
"""« une journée à Lorient, elle-même jumelée avec … »: the name that the words stand behind."""
WHOSE: Final = re.compile(
    rf"(?P<name>{PLACE})?(?P<tail>{TAIL.pattern})\s*,?\s*(?:dont\s+(?:la |le |les |l')|whose\s+)(?:[a-z]+\s+)?$"
)
"""« Vannes, dont le jumelage … », "Alton, whose friendship agreement …"."""
WE_AND: Final = re.compile(
    r"(?:^|[\s,(])(?:la|notre|the|our)\s+(?:ville|commune|municipalite|cite|city|town)\s+(?:et|and)\s+$"
)
"""« la Ville et Ouidah signeront … »"""
EACH_OTHER: Final = re.compile(
    r"\s+(?:(?:with|to)\s+(?:each other|one another)|(?:l'une|l'un)\s+(?:avec|a)\s*(?:l'autre)|entre (?:elles|eux))"
)
DATED: Final = re.compile(
    rf"\s+(?:(?:{ADVERB}|qui)\s+)*(?:remonte|date|a ete|avait ete|fut|est|signe|conclu|scelle|goes back|dates|was|has|"
    rf"had|is|began|signed)[^,;:.!?{CITY}]{{0,60}}{DATE}"
)
"""« dont le jumelage remonte à 1992 »"""
AS_ARE: Final = re.compile(rf"\s*,?\s*(?:as are|comme le sont|comme)\s+({PLACE})\s+(?:and|et)\s+({PLACE})(?!\w)")
"""« … are twinned with each other, as are Schiedam and Udine »"""
TIED_GAP: Final = re.compile(
    rf"{ALONG}\s*(?:,\s*)?(?:(?:qui|elle|who|which|that)\s+)?{MEANWHILE}(?:{COPULA}\s+|{words('wishes')})?{MEANWHILE}"
    r"(?:(?:(?:une|la|l'une des|un|a|the|one of the|an)\s+(?:[a-z'-]+\s+){0,4})?(?:ville|commune|cite|village|city|"
    r"town|municipality|localite)"
    rf"(?:\s+[a-z-]+){{0,3}}?\s+)?(?:{ADVERB}\s+)*"
)
BOND_GAP: Final = re.compile(
    rf"(?:\s*,[^,{CITY}]{{2,80}},)?\s*(?:,\s*)?(?:(?:qui|who|which|that)\s+)?(?:(?:{ADVERB}|{WHENS}|,|y|en|se|s')\s*)*"
    rf"(?:{words('makes')}|{SIGNS}|{JOINS})(?:[a-z']*)(?:(?!\s(?:que|dont|si|ou)\s)[^{CITY}]){{0,90}}?"
)
COUNTED: Final = (
    r"(?:(?:\w+\s+){1,3}(?:villes?|communes?|cities|towns|collectivites|municipalites|cites)(?:\s+(?:[a-z-]+|"
    r"\d+)){0,4}?\s*"
    r"(?:,\s*(?:dont|a savoir|notamment|including|parmi lesquelles|namely)|dont|including|suivantes\s*:|:|,|"
    r"\()\s*(?:avec\s+)?)?"
)
"""« avec treize villes, dont … »"""
WITH: Final = re.compile(
    rf"(?:(?!\b(?:que|dont|pour|grace|afin|comme|lors|avec|with|entre|"
    rf"between)\b)[^;:.!?{CITY}{T}{B}{R}]){{0,70}}?(?:,\s*)?\b(?:(?:qu'|pas )?(?:avec|with)|est celui (?:de|d'|"
    rf"avec)|was (?:that )?with)\s*(?<=[ ']){COUNTED}|\s*:\s*(?={PLACE})"
)
TIED_WITH: Final = re.compile(
    rf"(?:\s*(?:,\s*)?(?:{ADVERB}|{WHENS}|,|par [a-z' ]{{3,40}})\s*)*\s*(?:qu')?(?:avec|a|au|aux|with|to|et|"
    rf"and)\s+{COUNTED}"
)
BETWEEN: Final = re.compile(
    rf"[^;:.!?{CITY}{T}{B}{R}]{{0,60}}?\b(?:entre|between|liant|unissant|reliant|linking|(?:qui )?(?:lie|unit|"
    rf"relie|lient|unissent|relient|va unir|links?|unites?)(?: (?:depuis|since) {DATE})?)\s+"
)
AGAIN: Final = re.compile(r"\s*(?:\([^()]*\)\s*)?,?\s*(?:et |and |or |ou |puis |then )?(?:entre|between)\s+")
INCLUDE: Final = re.compile(rf"[^.;:{CITY}]{{0,60}}?(?:\b(?:include|comprennent|sont|are)\b|:)\s*")
OF_PLACE: Final = re.compile(r"\s+(?:officiel\s+)?(?:de|d'|of|du|entre|between)\s*")
HYPHEN: Final = re.compile(rf"\s*(?:franco-[a-z]+\s+)?({PLACE})\s?[-/]\s?({PLACE})")
THEN: Final = re.compile(
    rf"(?:\s*[,;]\s*(?:(?:et|and)\s+)?|\s+et\s+|\s+and\s+)(?:la |le |les |l'|the )?({PLACE})\s+(?:l'est\s+)?"
    rf"(?:a|avec|with|to)\s+(?=[^.;]{{0,30}}{PLACE})"
)
# After the last name of a list, what goes on with the same clause; any other word makes that name the next subject.
THERE: Final = re.compile(rf"\s*(?:a|in)\s+({PLACE})(?:\s*\([^()]*\))?,")
"""« À Pons, … »: whom the sentence is about."""
NEXT_TIED: Final = re.compile(rf"(?:/\w+)?\s*,\s*{T}")
"""« … et aussi de Francfort, jumelée avec … »: that town is the next subject."""
POSSESSIVE: Final = re.compile(r"^\s*(?:son|sa|ses|leurs?|its|their)\s+(?:[a-z]+\s+)?$")
LABELLED: Final = re.compile(rf"({PLACE})(?:\s*\([^()]*\))?\s*:\s*$")
FRONTED: Final = re.compile(r"\s*(?:(?:mais|et|but|and)\s+)?(?:avec|with|quant a|as for|as regards)\s+")
TOWNS: Final = re.compile(CITY)
OR_ELSE: Final = re.compile(r"\s*,\s*(?:ou|or)\s+")
WITH_WHICH: Final = re.compile(
    rf"({PLACE}){TAIL.pattern}\s*,?\s*(?:avec|a|with|to)\s*(?:laquelle|lequel|lesquelles|lesquels|which|qui|whom)\s+"
    rf"(?:(?P<who>{PLACE})|(?P<it>(?:elle|il|it)(?=\s))|(?:la|le|notre|our|the|l')?\s*[a-z]+)\s+(?:{COPULA}\s+)?(?:{ADVERB}\s+)*$"
)
"""« Waldkirch, avec laquelle nous sommes jumelés »."""
GOES_ON: Final = re.compile(rf"\s+(?:{words('onward')}|:)(?:\W|$)")
WORD_AFTER: Final = re.compile(r"\s+[a-z]")
ELLIPTIC: Final = re.compile(
    rf"\s+(?:(?:avec|with)\s+(?!(?:la|le|les)?quel|qui\b|which|whom)|(?:a|to)\s+(?:[a-z]+\s+){{0,3}}(?:d')?{PLACE})"
)


def ties(reader: Reader, sketch: Sketch) -> Iterator[Tie]:
    """The links of a sentence."""
    for at, phrase in sketch.phrases():
        role = phrase.sense.role
        if role == "tied":
            yield from _tied(reader, sketch, at, phrase.sense)
        elif role == "bond":
            yield from _bond(reader, sketch, at, phrase.sense)
        elif role == "partner":
            yield from counterparts(reader, sketch, at, phrase.sense)


def _objects(reader: Reader, sketch: Sketch, at: int, sense: Sense) -> list[Item]:
    return own_items(sketch, read_list(sketch, at, PLACE, *maker(reader, sense)))


def own_items(sketch: Sketch, items: list[Item]) -> list[Item]:
    """`items` without what begins the next clause."""
    # « … avec Turin et Milan a rejoint … », « Belfort à Leonberg, Vesoul à Gerlingen »: that is the next subject.
    for number, item in enumerate(items[1:], 1):
        if ELLIPTIC.match(sketch.signs, item.stop):
            return items[:number]
    for number, item in enumerate(items[1:], 1):
        if OR_ELSE.fullmatch(sketch.signs, items[number - 1].stop, item.start):
            # « … jumelée à Lille depuis 1978, ou Thiès, que … »: another subject.
            return items[:number]
    if len(items) > 1 and NEXT_TIED.match(sketch.signs, items[-1].stop):
        items.pop()
    if (
        len(items) > 1
        and WORD_AFTER.match(sketch.signs, items[-1].stop)
        and not GOES_ON.match(sketch.signs, items[-1].stop)
    ):
        items.pop()
    return items


def _listed(reader: Reader, sketch: Sketch, at: int, sense: Sense) -> list[Item]:
    """The places listed from `at` on, whatever goes on after them (« le jumelage avec A et B a vingt ans »)."""
    return read_list(sketch, at, PLACE, *maker(reader, sense))


def _tied(reader: Reader, sketch: Sketch, at: int, sense: Sense) -> Iterator[Tie]:
    signs = sketch.signs
    if which := WITH_WHICH.search(signs, 0, at):
        place = sketch.mention(which.start(1)).entity
        whose = sketch.mention(which.start("who")).entity if which["who"] else reader.owner(sketch.line)
        if which["it"] and (actor := sole_actor(sketch, clause_start(sketch.signs, which.start(1)), which.start(1))):
            whose = actor
        if whose:
            yield from _own_pair(whose, place, sense, at)
        return
    actors = _outside(sketch, at) or reader.before(sketch, at, TIED_GAP)
    each_other = EACH_OTHER.match(signs, at + 1)
    prep = None if each_other else TIED_WITH.match(signs, at + 1)
    items = _objects(reader, sketch, prep.end(), sense) if prep else []
    if each_other:
        if actors is None or len(actors.entities) != 2:
            return
        yield from mutual(reader, actors.entities, sense, at)
        if others := AS_ARE.match(signs, each_other.end()):
            first, second = (sketch.mention(others.start(group)).entity for group in (1, 2))
            yield Tie(first, second, sense, at, closed=True)
        return
    if items and actors is None:
        actors = _inherited(reader, sketch, at) or _following(sketch, at, items)
    if items and actors:
        # « X et Y sont jumelées avec Z » ties both to Z.
        yield from pairs(actors.entities, items, sense, at, shared_date(sketch, at, items))
        yield from _continued(reader, sketch, items[-1], sense)
    elif actors and not prep and len(actors.entities) > 1:
        yield from mutual(reader, actors.entities, sense, at)
    elif actors and not prep and sense.kind == "jumelage" and (owner := _far_from(reader, sketch, actors.entities[0])):
        # « Lübeck (Allemagne), jumelée depuis 1988, … », on the page of another town: twinned with it.
        yield from pairs([owner], [Item(actors.entities[0], actors.start, actors.end, actors.end)], sense, at)


def _own_pair(whose: Entity, other: Entity, sense: Sense, at: int) -> Iterator[Tie]:
    if whose.id != other.id:
        yield Tie(whose, other, sense, at)


def _far_from(reader: Reader, sketch: Sketch, town: Entity) -> Entity | None:
    """The page's own town, where `town` lies in another country."""
    owner = reader.owner(sketch.line)
    if owner is None or owner.kind != "city" or None in (owner.country, town.country):
        return None
    return owner if owner.country != town.country else None


def _outside(sketch: Sketch, at: int) -> Actors | None:
    """« Sceaux (jumelée avec … »: the name that the brackets are about."""
    found = BRACKETED.search(sketch.signs, 0, at) or ITSELF.search(sketch.signs, 0, at)
    if not found:
        return None
    return Actors((sketch.mention(found.start(1)).entity,), found.start(1), found.end(1))


def _inherited(reader: Reader, sketch: Sketch, at: int) -> Actors | None:
    """« Toulouse a conclu …, et est jumelée avec … »: the subject of the verb before, or the sentence's own."""
    start = clause_start(sketch.signs, at)
    before = sketch.signs[start:at]
    if not re.search(rf"(?:\bet|,|\band|\bpuis)\s+(?:{ADVERB}\s+)*(?:{COPULA}\s+)(?:{ADVERB}\s+)*$", before):
        return None
    first = re.match(
        rf"\s*(?:(?:{ADVERB}|{WHENS}),?\s*)*(?:la ville d[e']\s*|ville d[e']\s*|the city of )?({PLACE})", before
    )
    if first:
        place = start + first.start(1)
        return Actors((sketch.mention(place).entity,), place, place + 1)
    owner = reader.owner(sketch.line)
    return (
        Actors((owner,), start, start)
        if owner and re.match(r"\s*(?:la ville|elle|nous|la commune|the city)\b", before)
        else None
    )


def _following(sketch: Sketch, at: int, items: Sequence[Item]) -> Actors | None:
    """« Jumelée avec Moscou depuis trente ans, Valenciennes … »."""
    if sketch.signs[:at].strip(' «"(-'):
        return None
    after = re.compile(rf"[^,.;:]{{0,60}},\s*(?:la ville de |la commune de |the (?:city|town) of |l')?({PLACE})").match(
        sketch.signs, items[-1].stop
    )
    if not after:
        return None
    place = after.start(1)
    return Actors((sketch.mention(place).entity,), place, place + 1)


def _continued(reader: Reader, sketch: Sketch, last: Item, sense: Sense) -> Iterator[Tie]:
    """« … Vesoul à Gerlingen depuis 1974 et Dole à Lahr »: the verb is left out."""
    stop = last.stop
    while then := THEN.match(sketch.signs, stop):
        items = _objects(reader, sketch, then.end(), sense)
        if not items:
            return
        for tie in pairs([sketch.mention(then.start(1)).entity], items, sense, then.start(1)):
            yield replace(tie, closed=True)
        stop = items[-1].stop


def _bond(reader: Reader, sketch: Sketch, at: int, sense: Sense) -> Iterator[Tie]:
    signs = sketch.signs
    if pair := HYPHEN.match(signs, at + 1):
        yield Tie(sketch.mention(pair.start(1)).entity, sketch.mention(pair.start(2)).entity, sense, at)
        return
    between = BETWEEN.match(signs, at + 1) or OF_PLACE.match(signs, at + 1)
    told = between or INCLUDE.match(signs, at + 1)
    if told and (two_by_two := read_pairs(sketch, told.end(), town_maker(reader))):
        for first, second in two_by_two:
            yield Tie(first.entity, second.entity, sense, at, second.since, closed=True)
        return
    if between:
        items = read_list(sketch, between.end(), PLACE, *maker(reader, sense))
        if len(items) >= 2:
            since = next((one.since for one in items if one.since), None) or shared_date(sketch, at, items)
            yield from mutual(reader, [one.entity for one in items], sense, at, since)
            yield from _again(sketch, items[-1].stop, sense, at)
            return
        if len(items) == 1 and (
            link := re.compile(r"\s+(?:avec|with|et|and|a)\s+").match(signs, items[0].stop)
            or WITH.match(signs, items[0].stop)
        ):
            yield from pairs([items[0].entity], _objects(reader, sketch, link.end(), sense), sense, at)
            return
    prep = WITH.match(signs, at + 1)
    if whose := WHOSE.search(signs, 0, at):
        yield from _whose(reader, sketch, whose, at, sense)
        return
    actors = reader.before(sketch, at, BOND_GAP)
    read = _objects if actors else _listed
    items = read(reader, sketch, prep.end(), sense) if prep else []
    if items:
        if actors is None:
            actors = _owning(reader, sketch, at, items)
        if actors and len(actors.entities) == len(items) > 1:
            # « Zurich et Bâle ont des jumelages avec San Francisco et Shanghai »: one each.
            for one, item in zip(actors.entities, items, strict=True):
                yield from pairs([one], [item], sense, at)
        elif actors:
            yield from pairs(actors.entities, items, sense, at, shared_date(sketch, at, items))
    elif actors and not sense.weak and not prep and WE_AND.search(signs, 0, actors.start):
        owner = reader.owner(sketch.line)
        yield from _own_pairs(owner, actors.entities, sense, at)
    elif actors and len(actors.entities) > 1 and not sense.weak and not prep:
        yield from mutual(reader, actors.entities, sense, at)
    elif not prep and not sense.weak:
        yield from _ahead(reader, sketch, at, sense)


def _whose(reader: Reader, sketch: Sketch, whose: re.Match[str], at: int, sense: Sense) -> Iterator[Tie]:
    """« Vannes, dont le jumelage avec Mons … » ties the two; « Mons, dont le jumelage remonte à 1952 » is a partner."""
    prep = WITH.match(sketch.signs, at + 1)
    town = sketch.mention(whose.start("name")).entity if whose["name"] else called(reader, sketch, whose.start("tail"))
    if town is None:
        return
    if prep:
        yield from pairs([town], _objects(reader, sketch, prep.end(), sense), sense, at)
    elif not sense.weak and not sense.fallback and DATED.match(sketch.signs, at + 1):
        yield from _own_pairs(reader.owner(sketch.line), [town], sense, at)


def _own_pairs(owner: Entity | None, others: Sequence[Entity], sense: Sense, at: int) -> Iterator[Tie]:
    if owner is not None:
        yield from (Tie(owner, one, sense, at, single=len(others) == 1) for one in others if one.id != owner.id)


def _again(sketch: Sketch, stop: int, sense: Sense, at: int) -> Iterator[Tie]:
    """« … entre Thiès et Caen dès 1957, entre Dakar et Marseille en 1968 »."""
    while again := AGAIN.match(sketch.signs, stop):
        items = read_list(sketch, again.end(), PLACE)
        if len(items) != 2:
            return
        since = next((one.since for one in items if one.since), None)
        yield Tie(items[0].entity, items[1].entity, sense, at, since, closed=True)
        stop = items[-1].stop


def _owning(reader: Reader, sketch: Sketch, at: int, items: Sequence[Item]) -> Actors | None:
    """« Le jumelage avec Norwich »: the section's place, unless the clause names another place before."""
    if there := THERE.match(sketch.signs):
        return Actors((sketch.mention(there.start(1)).entity,), there.start(1), there.end(1))
    start = clause_start(sketch.signs, at)
    if POSSESSIVE.search(sketch.signs[start:at]) and (labelled := LABELLED.search(sketch.signs, 0, start)):
        # « Pareil pour Matane : son jumelage avec … »
        return Actors((sketch.mention(labelled.start(1)).entity,), labelled.start(1), labelled.end(1))
    owner = reader.owner(sketch.line)
    own = {item.entity.id for item in items}
    if owner and owner.id in own and reader.page.about and reader.page.about.kind in PLACES:
        # Under « Point 22 – Douroula », the page's own town speaks.
        owner = reader.page.about
    others = [
        sketch.mention(place).entity
        for place in sketch.things
        if start <= place < at and re.match(PLACE, sketch.signs[place])
    ]
    if owner and reader.tells_of_above(sketch.signs[start:at], owner):
        return None
    if owner is None or any(one.id != owner.id and one.id not in own for one in others):
        return None
    return Actors((owner,), at, at)


def _ahead(reader: Reader, sketch: Sketch, at: int, sense: Sense) -> Iterator[Tie]:
    """« Avec Tunis, un accord avait été conclu »."""
    start = clause_start(sketch.signs, at)
    found = FRONTED.match(sketch.signs, start)
    if found is None and start and len(TOWNS.findall(sketch.signs, 0, start)) == 1:
        # « Avec Québec, c'est autre chose : une entente … »
        found = FRONTED.match(sketch.signs)
    owner = reader.owner(sketch.line)
    if found and owner:
        items = read_list(sketch, found.end(), PLACE, None)
        if len(items) > 1 and items[-1].entity.id == owner.id:
            # « Avec Vranje, en Serbie, Angers a signé un accord »
            items = items[:-1]
        if items and re.match(r"\s*,", sketch.signs[items[-1].stop :]):
            yield from pairs([owner], items, sense, at)

"""Memberships in a sentence: « X est membre de N », « N, auquel X a adhéré », « les villes membres sont A, B et C »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ingest.facts.sentences.actors import Reader, clause_start
from ingest.facts.sentences.coordination import ASIDE, Item, read_list
from ingest.facts.sentences.grammar import ADVERB, ALONG, COPULA, WHENS
from ingest.facts.sentences.sketch import CITY, DATE, NETWORK, PLACE, Sketch
from ingest.facts.sentences.tie import Tie, shared_date, town_maker
from ingest.facts.wording.phrases import Sense
from ingest.facts.wording.plain import plain
from ingest.names import Mention
from ingest.records import Entity

GAP: Final = re.compile(
    rf"{ALONG}\s*(?:{ASIDE})?(?:,[^,{CITY}{NETWORK}]{{2,60}},)?\s*(?:,\s*)?(?:(?:qui|elle|who|which|"
    rf"that)\s+)?(?:(?:{ADVERB}|{WHENS}|,|y|en|se|s')\s*)*(?:(?:{COPULA}|vient d[e']|viennent d[e']|a|ont|avait|"
    rf"has|have|had)\s*)?"
    rf"(?:(?:{ADVERB}|{WHENS}|,|y|en)\s*)*(?:(?:une?|la|le|l'un des|l'une des|a|an|one of the|the|ville|city|des|"
    rf"pays|seule|premiere|first|only)\s+(?:[a-z'-]+\s+){{0,3}})?"
)
# From the words to the network: « membre du réseau X », « participe activement aux travaux d'Eurocities ».
TO: Final = re.compile(
    rf"(?:\s*(?:,\s*)?(?:{ADVERB}|{WHENS}|,|en {DATE}|a titre [a-z]+|pour [^,;:.]{{3,40}},|"
    rf",[^,;:.]{{3,60}},)\s*)*\s*(?:(?:de la|de l'|de|du|des|d'|a la|a l'|a|au|aux|dans la|dans le|dans l'|"
    rf"dans les|dans|le|la|les|l'|au sein d[eu]s?|en tant que|to|of|from|in|on|the|par|comme)\s*){{1,3}}"
    r"(?:(?:(?:plusieurs|differents|nombreux|grands|principaux|several|\w+)\s+)?(?:grands\s+)?(?:reseaux|networks|"
    r"associations|organisations)\s*[^:;.\ue003]{0,50}?\s*(?:\(|:|,?\s*(?:comme|dont|tels que|notamment|such as|"
    r"including|parmi lesquels)|,)\s*)?"
)
THE_NETWORK: Final = re.compile(
    r"\s*(?:(?:du|au|de ce|a ce|le|de l'|a l'|ce|of the|the|to the|in the|this|our|notre|dans le|"
    r"dans ce)\s*(?:meme\s+)?)(?:reseau|network|association|alliance|organisation|programme|club|label|"
    r"mouvement)(?![\w-]|\s+(?:de|des|du|d'|of|international|europeen|francais|mondial|national|regional|for|"
    r"\ue003))"
)
RELATIVE: Final = re.compile(
    rf"{NETWORK}(?:\s*\([^()]*\))?\s*,?\s*(?:[^,;:.{NETWORK}]{{0,80}},\s*)?(?:dont|auquel|auxquels|a laquelle|duquel|"
    rf"de laquelle|dans lequel|of which|que|qu'|to which|which|that)\s+"
)
PLACES_ARE: Final = re.compile(
    rf"(?:\s+(?:du|de la|de l'|de|des|d'|of)\s*(?:the\s+)?(?:reseau|network|l'association|association|"
    rf"{NETWORK})(?:\s+{NETWORK})?)?\s*(?:fondateurs?\s*)?(?:\([^()]*\))?\s*(?::|\((?=[^()]*,)|\b(?:sont|are|"
    rf"include|were|etaient|dont|comme|such as|including|comptent|comprennent)\b)\s*:?\s*"
)
FOUNDED: Final = re.compile(
    rf"(?:fonde|cree|lance|initie|founded|created|established|launched)e?s?\s+(?:(?:en|in|le|on)\s+{DATE}\s*,?\s*|"
    rf"a\s+{PLACE}\s+)*(?:par|by)\s+(?:les|the|des)?\s*(?:maires|mayors|villes|cities|municipalites)\s+(?:de|d'|"
    rf"of)?\s*(?:(?:\w+\s+){{1,3}}(?:villes|cities|metropoles)(?:\s+[a-z]+){{0,2}}\s*:?\s*)?"
)
COUNTS: Final = re.compile(
    rf"{NETWORK}(?:\s*\([^()]*\))?\s*,?\s*(?:qui\s+|which\s+)?(?:compte(?:\s+(?:parmi|au nombre de))?|regroupe|"
    rf"rassemble|reunit|federe|brings together|includes|counts|comprend)\s+(?:[^;:.{CITY}]{{0,60}}?(?::|dont|comme|"
    rf"such as|including)\s*)?"
)
OURS: Final = re.compile(
    r"\s+(?:(?:de\s+(?:la|notre|cette)|of\s+(?:the|our))\s+(?:ville|commune|collectivite|municipalite|metropole|town|city|"
    r"council|borough)"
    r"|du\s+(?:departement|conseil|territoire)|de\s+l'(?:agglomeration|intercommunalite))(?![\w-])"
)
"""« l'adhésion de la Ville à … »"""
ASSEMBLY: Final = re.compile(
    r"^\W*(?:(?:unanimously|a l'unanimite|apres en avoir delibere|resolved)\W+)?"
    r"(?:members|councillors|cllrs|it was|(?:les )?elus|(?:les )?conseillers(?: municipaux)?|l'assemblee|"
    r"il (?:est|a ete))\s+(?:\w+ly\s+)?$"
)
"""« Members agreed to join … », « Il est décidé d'adhérer … »: the assembly of the page's own place."""
DROPPED: Final = re.compile(
    r"\b(?:ne\s+(?:pas|plus)\s+(?:reconduire|renouveler|prolonger|poursuivre|maintenir)\s+(?:celle|celui)\s+"
    r"|(?:mettre fin|met fin|renonce\w*)\s+a\s+celle\s+|"
    r"not\s+(?:to\s+)?(?:renew|continue|extend)\s+(?:that|the one)\s+)"
    r"(?:a|au|aux|de|du|d'|of|to|in)\s*(?:la\s+|le\s+|l'|the\s+)?(?:reseau\s+|association\s+)?$"
)
LATER: Final = re.compile(r"\s*(?:\([^()]*\))?\s*,?\s*dont\s")
RESPECTIVE: Final = re.compile(
    rf"[^.;:!?{CITY}{DATE}]{{0,60}}?\b(?:depuis|en|since|in)\s+(?P<dates>{DATE}(?:\s*,\s*{DATE})*\s*,?\s+(?:et|and)\s+"
    rf"(?:(?:en|in|depuis|since)\s+)?{DATE})"
)
THEN: Final = re.compile(rf"\s+(?:\w+\s+)?(?:in|on|en|le|des|since|depuis)\s+(?:\w+\s+)?{DATE}\s*(?:[.,;!)]|$)")
RESTS: Final = re.compile(rf"\s*(?!(?:in|on|en|au|le|l'an|last|this|since|depuis)\b)[a-z{PLACE[1:-1]}]")
"""What is left stands right behind."""
LEADS: Final = ("présidence", "animation", "label")


def memberships(reader: Reader, sketch: Sketch) -> Iterator[Tie]:
    """The memberships of a sentence; `Tie.subject` is the place, `Tie.object` the network."""
    for at, phrase in sketch.phrases():
        role = phrase.sense.role
        if role in ("belongs", "joins", "signs", "leaves"):
            yield from _member(reader, sketch, at, phrase.sense)
        elif role == "membership":
            yield from _noun(reader, sketch, at, phrase.sense)
        elif role == "members":
            yield from _members(reader, sketch, at, phrase.sense)
    yield from _founders(reader, sketch)
    yield from _dropped(reader, sketch)


def _pairs(sketch: Sketch, places: Sequence[Entity], networks: Sequence[Item], sense: Sense, at: int) -> Iterator[Tie]:
    shared = shared_date(sketch, at, networks) if networks else None
    if len(networks) == 1 and (each := _respective(sketch, at, len(places))):
        for place, since in zip(places, each, strict=True):
            yield Tie(place, networks[0].entity, sense, at, since, closed=True)
        return
    for place in places:
        for item in networks:
            told = replace(sense, status="former") if DROPPED.search(sketch.signs, 0, item.start) else sense
            yield Tie(place, item.entity, told, at, item.since or shared, len(networks) == 1)


def _respective(sketch: Sketch, at: int, count: int) -> list[str]:
    """« … membres depuis 2011 et 2019 »: as many dates as there are places, one for each; none otherwise."""
    found = RESPECTIVE.match(sketch.signs, at + 1)
    dates = [when.iso for _, when in sketch.whens(found.start("dates"), found.end())] if found else []
    return dates if count > 1 and len(dates) == count else []


def _member(reader: Reader, sketch: Sketch, at: int, sense: Sense) -> Iterator[Tie]:
    signs = sketch.signs
    networks = _networks(reader, sketch, at, sense)
    start = clause_start(signs, at)
    actors = reader.before(sketch, at, GAP)
    if actors is None and not networks:
        return
    if actors is None and sense.role != "signs":
        actors_after = _listed_after(reader, sketch, at, networks)
        if actors_after:
            yield from _pairs(sketch, actors_after, networks, sense, at)
            return
    if actors is None:
        first = re.compile(rf"\s*(?:(?:{ADVERB}|{WHENS}),?\s*)*(?:la ville d[e']\s*|the city of )?({PLACE})").match(
            signs, start
        )
        coordinated = re.search(r"(?:\bet|,|\band|\bpuis|\bavant de|\bbefore)\s+(?:\w+\s+){0,3}$", signs[start:at])
        if re.search(r"\b(?:mais|but)\s*$", signs[:start]) and not signs[start:at].strip():
            # « La ville ne fait pas partie de X mais adhère à Y »: its subject is that of the clause before.
            coordinated, start = re.search(r"$", signs), clause_start(signs, max(0, start - len(" mais ")))
        if first and coordinated and first.end() < at:
            yield from _pairs(sketch, [sketch.mention(first.start(1)).entity], networks, sense, at)
        elif (owner := reader.owner(sketch.line)) and (
            (
                coordinated
                and re.match(
                    r"\s*(?:elle|la ville|nous|la commune|le conseil|the (?:city|town|council)|it|we)\b", signs[start:]
                )
            )
            or (sense.role == "joins" and ASSEMBLY.search(signs[start:at]))
        ):
            yield from _pairs(sketch, [owner], networks, sense, at)
        elif not signs[:at].strip(" «-(") and (owner := reader.owner(sketch.line)):
            # « Membre d'Eurocities depuis 1991, la Ville … »; « Signataire du Pacte »
            named = re.compile(rf"[^.;:]{{0,80}}?,\s*(?:la ville de |the city of )?({PLACE})").match(signs, at + 1)
            yield from _pairs(sketch, [sketch.mention(named.start(1)).entity if named else owner], networks, sense, at)
        return
    yield from _pairs(sketch, actors.entities, networks, sense, at)


def _networks(reader: Reader, sketch: Sketch, at: int, sense: Sense) -> list[Item]:
    signs = sketch.signs
    to = TO.match(signs, at + 1)
    if to and (items := read_list(sketch, to.end(), NETWORK)):
        return items
    if sense.role in ("joins", "signs", "belongs", "leaves") and (
        items := read_list(sketch, at + 1 + len(signs[at + 1 :]) - len(signs[at + 1 :].lstrip()), NETWORK)
    ):
        return items
    relative = [one for one in RELATIVE.finditer(signs, 0, at) if len(signs[one.end() : at]) <= 60]
    if relative:
        place = relative[-1].start()
        return [Item(sketch.mention(place).entity, place, place + 1, place + 1)]
    if sense.role == "joins" and THEN.match(signs, at + 1) and (network := _told_before(reader, sketch)):
        return [Item(network, at, at + 1, at + 1)]
    generic = THE_NETWORK.match(signs, at + 1)
    pronoun = re.search(r"(?:\ben|\by|n'en|n'y)\s+(?:\w+\s+){0,2}$", signs[clause_start(signs, at) : at])
    if sense.role == "joins" and re.search(r"\b(?:la|le|l')\s*$", signs[:at]):
        # « Grasse et Vichy la rejoignent »
        pronoun = re.search(r"$", signs[:at])
    if sense.role == "leaves" and ("s'en" in plain(sketch.line.text) or not RESTS.match(signs, at + 1)):
        # « … Eurocities ; la Ville s'en est retirée », "joined UK100, then let its membership lapse"
        told = {one.entity.id: one.entity for one in _named(sketch, at)}
        if len(told) == 1:
            return [Item(next(iter(told.values())), at, at + 1, at + 1)]
        pronoun = re.search(r"$", signs[:at]) if "s'en" in plain(sketch.line.text) and not told else pronoun
    if (generic or pronoun or re.search(r"\b(?:auquel|dont|a laquelle)\b[^.;:]{0,60}$", signs[:at])) and (
        network := (_named(sketch, at)[-1].entity if pronoun and _named(sketch, at) else reader.network(sketch.line))
    ):
        return [Item(network, at, at + 1, generic.end() if generic else at + 1)]
    return []


def _named(sketch: Sketch, at: int) -> list[Mention]:
    """The networks of the sentence before place `at`."""
    return [sketch.mention(place) for place in sketch.things if place < at and sketch.signs[place] == NETWORK]


def _told_before(reader: Reader, sketch: Sketch) -> Entity | None:
    """The network of the sentence right before: « … in 1990. Vienna joined in 1991. »"""
    line = sketch.line
    before = reader.page.lines[line.index - 1] if line.index else None
    if before is None or before.block != line.block or NETWORK in sketch.signs:
        return None
    found = {
        one.entity.id: one.entity
        for one in reader.page.mentions(before)
        if one.entity.kind not in ("city", "region", "country")
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _listed_after(reader: Reader, sketch: Sketch, at: int, networks: Sequence[Item]) -> list[Entity]:
    """« Six villes ont rejoint le réseau : Cork, Francfort … »."""
    if not networks:
        return []
    stop = max(item.stop for item in networks)
    colon = re.compile(
        rf"(?:'s?\s)?(?:\s*(?:network|reseau))?(?:\s+(?:en|in)\s+{DATE})?\s*(?::|\(|,\s*(?:a savoir|dont|namely|"
        rf"including))\s*"
    ).match(sketch.signs, stop)
    before = sketch.signs[clause_start(sketch.signs, at) : at]
    if not colon or not re.search(
        r"(?:villes|communes|collectivites|cities|towns|municipalites|cites|metropoles)\b", before
    ):
        return []
    return [item.entity for item in read_list(sketch, colon.end(), PLACE, town_maker(reader))]


def _noun(reader: Reader, sketch: Sketch, at: int, sense: Sense) -> Iterator[Tie]:
    """« l'adhésion de Lyon à Eurocities », « candidature au réseau Délice »."""
    signs = sketch.signs
    of = re.compile(rf"\s+(?:de|d'|of)\s*(?:la ville de |la commune de |the city of )?({PLACE})").match(signs, at + 1)
    ours = OURS.match(signs, at + 1)
    to = TO.match(signs, of.end() if of else ours.end() if ours else at + 1)
    networks = read_list(sketch, to.end(), NETWORK) if to else []
    if not networks:
        return
    if of:
        yield from _pairs(sketch, [sketch.mention(of.start(1)).entity], networks, sense, at)
        return
    named = [
        sketch.mention(place).entity
        for place in sketch.things
        if clause_start(signs, at) <= place < at and re.match(PLACE, signs[place])
    ]
    owner = reader.owner(sketch.line)
    if owner and not any(one.id != owner.id for one in named):
        # « … dont la Ville était membre depuis 1995 » is said of the one that is left.
        apart = any(DROPPED.search(signs, 0, place) for place in sketch.things if signs[place] == NETWORK)
        for tie in _pairs(sketch, [owner], networks, sense, at):
            yield replace(tie, closed=True) if apart else tie


def _members(reader: Reader, sketch: Sketch, at: int, sense: Sense) -> Iterator[Tie]:
    """« les villes membres sont A, B et C », « N compte parmi ses membres A et B »."""
    signs = sketch.signs
    are = PLACES_ARE.match(signs, at + 1)
    among = re.search(r"(?:parmi|among)\s*$", signs[:at])
    places = (
        read_list(
            sketch,
            are.end() if are else at + 1 + len(signs[at + 1 : at + 3]) - len(signs[at + 1 : at + 3].lstrip(" :")),
            PLACE,
        )
        if are or among
        else []
    )
    if not places:
        return
    named = [
        place
        for place in sketch.things
        if clause_start(signs, at) <= place < places[0].start and signs[place] == NETWORK
    ]
    network = sketch.mention(named[-1]).entity if named else reader.network(sketch.line)
    if network:
        for item in places:
            yield Tie(item.entity, network, sense, at, item.since, len(places) == 1)


def _dropped(reader: Reader, sketch: Sketch) -> Iterator[Tie]:
    """« renouveler l'adhésion à N et ne pas reconduire celle à M »: M is left."""
    owner = reader.owner(sketch.line)
    for place in sketch.things if owner else ():
        found = DROPPED.search(sketch.signs, 0, place) if sketch.signs[place] == NETWORK else None
        if found and not LATER.match(sketch.signs, place + 1):
            yield from _pairs(
                sketch,
                [owner] if owner else [],
                [Item(sketch.mention(place).entity, place, place + 1, place + 1)],
                NO_LONGER,
                found.start(),
            )


NO_LONGER: Final = Sense("membership", "adhésion", "former")
FOUNDING: Final = Sense("belongs", "membre fondateur", "founding")


def _founders(reader: Reader, sketch: Sketch) -> Iterator[Tie]:
    """« N, fondé en 1986 par les maires de A, B et C »."""
    for found in FOUNDED.finditer(sketch.signs):
        places = read_list(sketch, found.end(), PLACE)
        named = [place for place in sketch.things if place < found.start() and sketch.signs[place] == NETWORK]
        network = sketch.mention(named[-1]).entity if named else reader.network(sketch.line)
        if network and len(places) >= 2:
            dates = sketch.whens(found.start(), found.end())
            for item in places:
                yield Tie(item.entity, network, FOUNDING, found.start(), dates[0][1].iso if dates else None)

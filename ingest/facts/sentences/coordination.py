"""Lists of names within a sentence: « avec A (Allemagne), B en Italie depuis 1965 et la ville polonaise de C »."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from ingest.facts.sentences.grammar import HEAD, words
from ingest.facts.sentences.sketch import CITY, COUNTRY, DATE, NETWORK, PLACE, REGION, Sketch
from ingest.facts.wording.plain import plain
from ingest.facts.wording.stance import cue
from ingest.records import Entity

DET: Final = (
    r"(?:(?:l'|d')|(?:le|la|les|du|de la|de|des|au|aux|sa|ses|son|leur|leurs|notre|nos|the|its|their|our|of|to|"
    r"cette|celle de|celles de|celui de|une|un|deux|trois|quatre|cinq|six|\d+)\s+)"
)
WORD: Final = (
    r"(?:(?!(?:associations?|comites?|federation|universites?|universit(?:y|ies)|lycees?|ecoles?|schools?|"
    r"colleges?|hopita(?:l|ux)|chambres?|clubs?|entreprises?|festival|orchestre|musees?|syndicat|eleves|etudiants|"
    r"students)\b)(?!et\b|and\b|que\b|qui\b|dont\b|pour\b|par\b|est\b|sont\b|a\b|ont\b|is\b|are\b)[a-z'-]+\s+)"
)
PRE: Final = (
    rf"(?:(?:notamment|surtout|aussi|egalement|enfin|d'abord|entre autres|including|also|first|both|a la fois|"
    rf"respectivement|successivement)\s+)?"
    rf"(?:(?:celui|celle|ceux|celles)\s+(?:qui\s+(?:la\s+|le\s+|les\s+|l'|nous\s+)?[a-z]+\s+)?(?:conclue?s?\s+|signee?s?\s+)?(?:avec|a)\s+)?"
    rf"{DET}{{0,2}}(?:{WORD}{{0,2}}{HEAD}(?:\s+(?!(?:de|d'|of|du|des)\b)[a-z-]+){{0,2}}(?:\s+(?:de\s+la|de|du|des|"
    rf"of(?:\s+the)?)\s+(?:l')?|\s+d'|\s*:?\s+))?(?:l')?"
)
OPENING: Final = re.compile(PRE)
NETWORK_OPENING: Final = re.compile(
    rf"(?:(?:notamment|including|also|both)\s+)?{DET}{{0,2}}(?:{WORD}{{0,2}}{words('networks')}"
    r"\s+(?:[a-z'-]+\s+){0,4}?(?:de\s+la\s+|des?\s+|du\s+|d'|:\s*|«\s*|\"|“|\()?)?(?:l'|«\s*|\"|“)?(?:the\s+)?"
    rf"(?={NETWORK})"
)
ASIDE: Final = r"(?:\s*\([^()]*\))"
WHERE: Final = (
    rf"(?:,?\s+(?:au|aux|en|dans|in|of|a|near|from|pres d[eu]|au (?:nord|sud|coeur|centre|bord)|"
    rf"du)\s+(?:[a-z'-]+\s+){{0,5}}?(?:l'|d')?(?:[a-z-]+\s+){{0,2}}[{COUNTRY}{REGION}]"
    rf"|,\s*(?:[{REGION}]\s*,\s*)?(?:the\s+)?[{COUNTRY}]|,\s*[a-z' -]{{3,45}}(?:[{COUNTRY}][a-z' -]{{0,15}})?(?=,))"
)
DATED: Final = (
    rf"(?:,?\s*(?:(?:signee?s?|conclue?s?|scellee?s?|signed|established|twinned|jumelee?s?|"
    rf"officialisee?)\s+)?(?:depuis(?: le)?|en|le|des|since|in|on|from|a partir de|de)\s+(?:l'annee\s+|"
    rf"the year\s+)?{DATE}|,\s*{DATE})"
)
ELSEWHERE: Final = (
    r"(?:\s+(?:au|aux|en|dans (?:le|la|les)|in|near)\s+[a-z][a-z'-]*(?:\s[a-z'-]+){0,3}"
    rf"(?=\s*(?:[,;]|(?:depuis|since)\s+{DATE})))"
)
"""« au pays de Galles depuis … », "in northern France, …": a land that nothing else names."""
TAIL: Final = re.compile(rf"(?:{ASIDE}|{WHERE}|{DATED}|{ELSEWHERE}|,?\s+d'(?:une|autre) part){{0,4}}")
COMMA: Final = re.compile(
    r"\s*(?:,\s*(?:(?:et|and|or|ou|puis|ainsi que|ainsi qu'|mais aussi|as well as|plus|then|but also|"
    r"en passant par)\s+)?|"
    r";\s*(?:(?:et|and|ainsi que|as well as)\s+)?|/\s*|"
    r"\s(?:et|and|or|ou|puis|ainsi que|ainsi qu'|as well as|&|mais aussi|et aussi|ou encore|"
    r"et encore|then|et enfin|a cote de|a(?=\s+(?:la |le |l')?(?:celle|celui|ville)\b)|jusqu'a|en passant par)\s+)"
    r"(?:(?:enfin|aussi|egalement|also|later|subsequently|more recently|encore|plus recemment|recemment|"
    r"depuis peu)\s+)?(?:(?:avec|with|aux|au|a|to|of|de|d')\s*(?=\W|[a-z]))?"
)
AND: Final = re.compile(r"\s+(?:et|and|&)\s+(?:(?:avec|a|de|d'|with|to)\s*(?=\W|[a-z]))?")
AND_ONLY: Final = re.compile(r"\s+(?:et|and|&)\s")
APART: Final = re.compile(
    r"\s*(?:;|,(?:[^,;.:\ue000]{0,40},)?\s*(?:ou encore|mais aussi|ainsi que|or|as well as|"
    r"tout comme))\s*(?:encore\s+)?"
)
NAME: Final = re.compile(
    r"(?:(?:L[ae]s?|El|Al|San|Santa|St|Ste|Saint|Sainte)[ '’-]|L['’])?[A-ZÀ-ÞŁŚŻĐŠŽČ][\w'’-]+"
    r"(?:(?:[ -](?:de|du|des|la|le|les|sur|sous|en|lès|les|am|an|der|upon|on|nad|do|da|di|del|el|al|"
    r"and)){0,2}[ -][A-ZÀ-ÞŁŚŻĐŠŽČ][\w'’-]+){0,3}"
)
ADJECTIVE: Final = re.compile(r"\b(?:la|une|cette) (?:ville|commune|cite) $")
"""« la ville Russe » is no town called so."""
SEAT: Final = re.compile(
    r"\b(?:(?:cette|une|des|les|plusieurs|autres?)\s+(?:communes?|villes?)|sous-prefecture|chef-lieu|capitale|capital)\s+(?:de\s+(?:la\s+|l')?|du\s+|des\s+|d'|of\s+)$"
)
"""« la capitale de la Toscane » is not Tuscany."""
LAND: Final = re.compile(rf",\s*({REGION})")
APPOSED: Final = re.compile(
    r"\s*,?\s*(?:(?:une?|la|le|a|the|autre|petite|grande)\s+){0,2}(?:arrondissement|quartier|district|ville|commune|village|port|banlieue|city|town|capitale?|suburb)\b"
)
"""« Mechtchanski, arrondissement de Moscou »: whatever is called so is a place."""
# Capitalised words that no town is called by.
ORGANISATION: Final = re.compile(
    r"(?i)(?:(?:nord|sud|est|ouest|midi|north|south|east|west)$|école|lycée|collège|université|association|comité|institut|centre|chambre|fondation|ministère|"
    r"ambassade|union|conseil|club|maison|office|société|groupe|festival|musée|mairie|hôtel|place|rue|parc"
    r"|school|college|university|committee|institute|center|centre|chamber|foundation|ministry|embassy|council|"
    r"company|museum|street|park|europe|afrique|africa|asie|asia|amérique|america|océanie|m|mme|mr|mrs|dr|monsieur|"
    r"madame|le maire|the|les|des|nos|leur|leurs)\b"
)


@dataclass(frozen=True, slots=True)
class Item:
    """A name of a list, between two places of the sketch."""

    entity: Entity
    start: int
    end: int
    """Of the name."""
    stop: int
    """Of what belongs to it: its country, its date."""
    since: str | None = None


PlaceMaker = Callable[[str, str | None], Entity | None]
"""Name and country (ISO 3166) → the town called so, None where no town is."""


def read_list(
    sketch: Sketch, at: int, kind: str = PLACE, unknown: PlaceMaker | None = None, evident: bool = True
) -> list[Item]:
    """The names listed from place `at` on. `kind`: the signs that count; `unknown`: makes towns that no gazetteer
    knows, where such may stand: anywhere, or with `evident` where « la ville de », a country or a date says so."""
    items: list[Item] = []
    joined: list[bool] = []
    maker = unknown
    while item := read_item(sketch, at, kind, maker, evident):
        items.append(item)
        comma = COMMA.match(sketch.signs, item.stop)
        if not comma:
            break
        # « Francfort/Main »: after a slash, only what is known is another town.
        maker = None if comma[0].startswith("/") else unknown
        joined.append(AND_ONLY.match(comma[0]) is not None)
        at = comma.end()
    # « A et B en 1964, puis C en 1982 »: the date of the second is the first's too.
    for place in range(len(items) - 2, -1, -1):
        if joined[place] and items[place].since is None and items[place].stop == items[place].end:
            after = items[place + 1]
            bracketed = sketch.signs[after.end : after.stop].lstrip().startswith("(")
            items[place] = items[place] if bracketed else replace(items[place], since=after.since)
    return items


def read_pairs(sketch: Sketch, at: int, unknown: PlaceMaker | None = None) -> list[tuple[Item, Item]]:
    """« A et B, ou encore C et D; E et F »: the places told two by two, empty where they make one list."""
    found: list[tuple[Item, Item]] = []
    while first := read_item(sketch, at, PLACE, unknown, True):
        link = AND.match(sketch.signs, first.stop)
        second = read_item(sketch, link.end(), PLACE, unknown, True) if link else None
        if second is None:
            break
        found.append((first, second))
        apart = APART.match(sketch.signs, second.stop)
        if not apart:
            break
        at = apart.end()
    return found if len(found) > 1 else []


def read_item(sketch: Sketch, at: int, kind: str, unknown: PlaceMaker | None, evident: bool) -> Item | None:
    """The name at place `at`, with what belongs to it."""
    signs = sketch.signs
    opening = (NETWORK_OPENING if kind == NETWORK else OPENING).match(signs, at)
    start = opening.end() if opening else at
    if unknown and kind != NETWORK and (apposed := _apposed(sketch, at, unknown)):
        return apposed
    if start < len(signs) and re.match(kind, signs[start]):
        if ADJECTIVE.search(signs[at:start]) or (signs[start] == REGION and SEAT.search(signs[at:start])):
            return None
        stop = _tail(signs, start + 1)
        while (land := LAND.match(signs, stop)) and _lies_in(sketch, start, land.start(1)):
            stop = _tail(signs, land.end())
        return Item(sketch.mention(start).entity, start, start + 1, stop, _since(sketch, start, stop))
    if unknown is None:
        return None
    name = NAME.match(sketch.line.text, sketch.offsets[start])
    if not name or ORGANISATION.match(name[0]) or len(name[0]) < 3 or name[0].isupper():
        return None
    end = sketch.place(name.end())
    if any(start <= place < end for place in sketch.things):
        # « Auxerrois and Annecy »: the name that is known is another.
        name = re.compile(r".+?(?= and )").match(name[0])
        end = start + name.end() if name else end
        if not name or any(start <= place < end for place in sketch.things):
            return None
    stop = _tail(signs, end)
    headed = re.search(rf"(?:{HEAD})\b", signs[at:start]) is not None
    if evident and not headed and stop == end:
        return None
    told = [sketch.mention(place).entity for place in sketch.things if end <= place < stop and signs[place] == COUNTRY]
    town = unknown(name[0], told[0].country if told else None)
    return Item(town, start, end, stop, _since(sketch, end, stop)) if town else None


def _lies_in(sketch: Sketch, town: int, region: int) -> bool:
    """« Keighley, England and Poix »: the region is where the town lies, not the next partner."""
    town_is, region_is = sketch.mention(town).entity, sketch.mention(region).entity
    return sketch.signs[town] == CITY and town_is.country is not None and town_is.country == region_is.country


def _apposed(sketch: Sketch, at: int, unknown: PlaceMaker) -> Item | None:
    """A name that no gazetteer holds, called a town right after."""
    name = NAME.match(sketch.line.text, sketch.offsets[at]) if at < len(sketch.signs) else None
    if not name or len(name[0]) < 4 or ORGANISATION.match(name[0]) or re.match(rf"(?:{HEAD}|{DET})\b", plain(name[0])):
        return None
    end = sketch.place(name.end())
    if any(at <= place < end for place in sketch.things) or not APPOSED.match(sketch.signs, end):
        return None
    town = unknown(name[0], None)
    return Item(town, at, end, end) if town else None


def _tail(signs: str, at: int) -> int:
    found = TAIL.match(signs, at)
    return found.end() if found else at


def _since(sketch: Sketch, start: int, stop: int) -> str | None:
    """The first date behind a name that is that of its link: « Eurocities (créé en 1986) » tells of the network."""
    network = sketch.signs[start - 1 : start + 1].count(NETWORK) > 0
    for at, when in sketch.whens(start, stop):
        before = sketch.signs[start:at]
        own = network and any(cue("dates", name).search(before) for name in ("founding", "other"))
        if when.mode != "until" and not own:
            return when.iso
    return None

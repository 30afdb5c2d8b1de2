"""Who acts in a clause: the subject before its verb, by name or by « la Ville », « elle », "we"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ingest.facts.pages.page import Line, Page
from ingest.facts.pages.scope import Scope, scope_of
from ingest.facts.sentences.coordination import ASIDE, COMMA, DET, TAIL, read_list
from ingest.facts.sentences.grammar import AREA, HEAD, words
from ingest.facts.sentences.sketch import CITY, PLACE, REGION, ROLES, Sketch
from ingest.facts.wording.plain import plain
from ingest.names.bodies import bears_name
from ingest.records import Entity

PLACES: Final = ("city", "region")
BRACKETS: Final = re.compile(ASIDE)
OPENED: Final = r"(?:^|[\s('])"
SAID: Final = "".join(ROLES.values())
BOUNDARY: Final = re.compile(
    # A quotation mark bounds a clause, unless it stands around the words of a link: « a "sister city" arrangement ».
    rf"[;:!?]|[«»“”\"](?!\s?[{SAID}])(?<![{SAID}].)(?<![{SAID}]\s.)|…(?!\s(?:une|plusieurs|et|soit|all|and|these)\b)"
    rf"|\.(?=\s|$|\))|,?\s{words('bounds', 'subject')}\s|\s-\s"
)
OF: Final = r"(?:\s+(?:de\s+la|de\s+l'|de|du|des|of(?:\s+the)?|in|d')\s*)"
# A name right after one of these is no subject: « à Lyon », « les habitants de Lyon ».
PREPOSED: Final = re.compile(rf"{OPENED}{words('prepositions')}\s*(?:la |l'|les? |the )?$")
RELATIVE: Final = re.compile(r"(?:\s*\([^()]*\))?\s*,?\s*(?:qui|who|which)\s")
"""« C'est le cas de Pantin, qui … »: it acts, whatever it hangs on."""
ACTING: Final = re.compile(rf"{OPENED}{words('actors')}(?:\s[a-z-]+){{0,2}}{OF}(?:l')?$")
PRONOUN: Final = re.compile(
    rf"(?<![\w'-])(?:(?P<we>{words('we', 'subject')})"
    rf"|(?P<city>{words('place', 'subject')}(?: d[eu] (?:la |l')?{AREA}| (?!et\b|a\b|est\b|ont\b|de\b|d'|s'|n'|"
    rf"ne\b|qui\b)[a-z]{{4,}})?)"
    rf"|(?P<it>{words('it', 'subject')})(?! aussi| meme))(?![\w'-])"
)
CALLED: Final = re.compile(
    r"\W*(?P<name>[A-ZÀ-Þ][\w’'-]+(?:[ -][A-ZÀ-Þ][\w’'-]+){0,3}),"
    r" (?:an?|the|une?|la|le|petite|small)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:city|town|village|municipality|ville|commune|cité)\b(?P<where>[^,;.:!?]{0,70}),\s+"
)
LED: Final = re.compile(rf"(?<!\w){words('actors')}{OF}")
WHO: Final = re.compile(
    rf"{PLACE}(?:{ASIDE})?(?:{COMMA.pattern}{DET}{{0,1}}(?:{HEAD}\s+(?:de\s+|d'|of\s+)?)?{PLACE}(?:{ASIDE})?)*"
)


LEVEL: Final = re.compile(r"(?:la|cette|the|this|le)\s+(region|departement)(?!\w)")
AGGLO: Final = re.compile(r"l'(?:agglo|intercommunalite)")
ABOVE: Final = re.compile(
    r"\W*(?:(?:mais|et|or|but|and)\s+)?((?:la|le|l'|the)\s*(?:region|departement|county|agglo(?:meration)?|"
    r"intercommunalite|communaute\s+(?:de\s+communes|d'agglomeration|urbaine)))(?![\w-])"
)
OF_SOMEWHERE: Final = re.compile(
    r"(?:ville|commune|cite)\s(?!voisine|europeenne|moyenne|ancienne|urbaine)"
    r"\w+(?:aise|oise|ienne|enne|eenne|ine|ane|asque|ote)$"
)
"""« la cité camarguaise »"""
DEPARTMENT: Final = re.compile(r"\b(?:[Ll]e|du|au) Département\b")
GREATER: Final = re.compile(r"\b(?:grand|greater)\s+$")
LONGER: Final = re.compile(rf"[ -]{REGION}")
"""« Quimper Bretagne Occidentale … elle »: the name of another body begins with that of the town."""
AGGLOMERATION: Final = re.compile(r"\s+(?:agglomeration|agglo|communaute)(?![\w-])")
"""« Grand Chambéry », « Laval Agglomération »: the body around a town is not that town."""


AND_BODY: Final = re.compile(
    rf"{OPENED}(?:la\s+(?:ville|commune|municipalite)|the\s+(?:city|town)(?:\s+council)?)\s+(?:et|and|comme|ainsi\s+que)"
    r"\s+(?:la\s+|le\s+|l'|the\s+)?$"
)
BODY_AND: Final = re.compile(rf"{REGION}(?=\s+(?:et|and|comme|ainsi\s+que)\s+$)")


@dataclass
class Discourse:
    """What the sentences before said, within one block."""

    subject: Entity | None = None
    network: Entity | None = None
    main: Entity | None = None
    kind: str | None = None
    spoken: str | None = None
    """The kind of link that the sentence before spoke of, whether or not it told one."""
    named: tuple[Entity, ...] = ()
    """The towns of the last sentence that named any."""
    block: int = -1


@dataclass(frozen=True, slots=True)
class Actors:
    """The subjects of a clause: `signs[start:end]` names them."""

    entities: tuple[Entity, ...]
    start: int
    end: int


class Reader:
    """Resolves subjects on one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.now = Discourse()
        self.year: str | None = None
        """Of the last date told: « cette année-là »."""

    def enter(self, line: Line) -> None:
        """A new block forgets what « elle » was."""
        if line.block != self.now.block:
            self.now = Discourse(block=line.block)

    def scope(self, line: Line) -> Scope:
        return scope_of(self.page, line)

    def owner(self, line: Line) -> Entity | None:
        """Whose links a line states where it does not say: the section's place, else the page's."""
        subject = self.scope(line).subject
        return subject if subject is not None and subject.kind in PLACES else None

    def network(self, line: Line) -> Entity | None:
        """The network that « le réseau » is."""
        scope = self.scope(line)
        if self.now.network:
            return self.now.network
        if scope.topic and scope.topic.network:
            return scope.topic.network
        for one in (*scope.objects, scope.subject):
            if one is not None and one.kind not in ("city", "region", "country"):
                return one
        return None

    def refer(self, found: re.Match[str], line: Line) -> Entity | None:
        """Whom a pronoun or « la Ville » means."""
        owner = self.owner(line)
        if found["we"]:
            return owner
        if found["it"]:
            return self.now.subject or owner
        if owner and self._is_above(found["city"], owner):
            return None
        if owner and OF_SOMEWHERE.search(found["city"]) and any(one.id != owner.id for one in self.now.named):
            # « Verviers est liée à Arles. La cité camarguaise … »: which of the two, only who knows them can tell.
            return None
        return owner or self.now.subject

    def tells_of_above(self, clause: str, owner: Entity) -> bool:
        """Whether a clause begins with the body around `owner`: « La Région est jumelée avec … »."""
        led = ABOVE.match(clause)
        if led is None:
            return False
        return self._is_above(led[1], owner) if LEVEL.match(led[1]) else owner.kind == "city"

    def _is_above(self, called: str, owner: Entity) -> bool:
        """Whether « la Région », « le Département » is another body than the page's own: that around its town, or the
        other of the two where the page calls itself « le Département »."""
        level = LEVEL.match(called)
        if level is None:
            return owner.kind == "city" and AGGLO.match(called) is not None
        if owner.kind == "city":
            return level[1] not in plain(owner.name_fr)
        return level[1] == "region" and DEPARTMENT.search(self.page.document.text) is not None

    def before(self, sketch: Sketch, at: int, gap: re.Pattern[str]) -> Actors | None:
        """The subject of what stands at place `at`: the nearest to its left from which `gap` leads there."""
        start = clause_start(sketch.signs, at)
        if apposed := self._apposed(sketch, start, at, gap):
            return apposed
        found: list[tuple[re.Match[str], bool]] = []
        found += [(one, True) for one in WHO.finditer(sketch.signs, start, at)]
        found += [(one, False) for one in PRONOUN.finditer(sketch.signs, start, at)]
        for match, named in sorted(found, key=lambda one: (-one[0].end(), one[0].start())):
            if _bracketed(sketch.signs, start, match.start(), at):
                continue
            end = _after(sketch.signs, match.end()) if named else match.end()
            if named and (around := self._around(sketch, match, at, gap)):
                return around
            if not (
                gap.fullmatch(sketch.signs, match.end(), at) or (end <= at and gap.fullmatch(sketch.signs, end, at))
            ):
                continue
            if named:
                preposed = is_preposed(sketch.signs, start, match.start())
                if preposed and set(match[0]) <= {REGION}:
                    # « le maire de Gainesville, en Floride, a … »: only where the subject lies.
                    continue
                if preposed and not RELATIVE.match(sketch.signs, match.end()):
                    return None
                inside = [range(*aside.span()) for aside in BRACKETS.finditer(sketch.signs, match.start(), match.end())]
                entities = [
                    sketch.mention(place).entity
                    for place in sketch.things
                    if match.start() <= place < match.end()
                    and re.match(PLACE, sketch.signs[place])
                    and not any(place in aside for aside in inside)
                ]
                entities = [*self._town_beside(sketch, start, match.start(), entities), *entities]
            else:
                if PREPOSED.search(sketch.signs[start : match.start()]):
                    return None
                one = _just_named(sketch, start, match) or self.refer(match, sketch.line)
                entities = [*_bodies_beside(sketch, start, match, one), one] if one else []
            return Actors(tuple(entities), match.start(), match.end()) if entities else None
        return self._unknown(sketch, start, at, gap)

    def _town_beside(self, sketch: Sketch, start: int, at: int, bodies: list[Entity]) -> list[Entity]:
        """« La Ville et la Métropole de Nantes adhèrent … »: the town, where the body bears its name."""
        if len(bodies) != 1 or bodies[0].kind != "region" or not AND_BODY.search(sketch.signs, start, at):
            return []
        body, owner = sketch.mention(at), self.owner(sketch.line)
        towns = [one for one in self.page.names.of_towns().mentions(sketch.line.text) if one.entity.kind == "city"]
        inside = [one.entity for one in towns if body.start <= one.start and one.end <= body.end]
        named = [*inside, *([owner] if owner else [])]
        return [one for one in named if bears_name(bodies[0], one)][:1]

    def _around(self, sketch: Sketch, named: re.Match[str], at: int, gap: re.Pattern[str]) -> Actors | None:
        """The agglomeration whose name holds that of a town."""
        if len(named[0]) != 1 or sketch.signs[named.start()] != CITY:
            return None
        greater = GREATER.search(sketch.signs, 0, named.start())
        behind = AGGLOMERATION.match(sketch.signs, named.end())
        start, end = greater.start() if greater else named.start(), behind.end() if behind else named.end()
        if not (greater or behind) or not gap.fullmatch(sketch.signs, end, at):
            return None
        name = sketch.line.text[sketch.offsets[start] : sketch.offsets[end]].strip()
        town = sketch.mention(named.start()).entity
        known = self.page.names.place(name[:1].upper() + name[1:], town.country, kind="region")
        return Actors((known,), start, end)

    def _unknown(self, sketch: Sketch, start: int, at: int, gap: re.Pattern[str]) -> Actors | None:
        """« La commune de Mijik … », « les villes de Créon et Valmondois … »: towns that no gazetteer knows."""
        for led in LED.finditer(sketch.signs, start, at):
            items = read_list(sketch, led.start(), PLACE, self.page.names.place, evident=False)
            if items and items[-1].stop <= at and gap.fullmatch(sketch.signs, items[-1].stop, at):
                return Actors(tuple(item.entity for item in items), led.start(), items[-1].end)
        return None

    def _apposed(self, sketch: Sketch, start: int, at: int, gap: re.Pattern[str]) -> Actors | None:
        """« Alma, a town in the north of Italy, is … »: a town only because the words right behind the name say so."""
        text = sketch.line.text
        found = CALLED.match(text, sketch.offsets[start]) if start < len(sketch.signs) else None
        if not found or not gap.fullmatch(sketch.signs, sketch.place(found.end()), at):
            return None
        place = self.page.names.place(found["name"], next(iter(self.page.names.countries(found["where"])), None))
        return Actors((place,), start, sketch.place(found.end("name"))) if place.kind in PLACES else None


def _bodies_beside(sketch: Sketch, start: int, pronoun: re.Match[str], town: Entity | None) -> list[Entity]:
    """« Nantes Métropole et la Ville adhèrent … »: the body that bears its name."""
    before = BODY_AND.search(sketch.signs, start, pronoun.start()) if pronoun["city"] else None
    body = sketch.mention(before.start()).entity if before else None
    return [body] if body and town and bears_name(body, town) else []


def _just_named(sketch: Sketch, start: int, pronoun: re.Match[str]) -> Entity | None:
    """« When Nottingham considered a tram, it … »: the one town that acts in the sentence before « it »."""
    if not pronoun["it"]:
        return None
    before = [place for place in sketch.things if place < pronoun.start() and sketch.signs[place] == CITY]
    if len({sketch.mention(place).entity.id for place in before}) != 1 or is_preposed(sketch.signs, 0, before[0]):
        return None
    if LONGER.match(sketch.signs, before[-1] + 1):
        return None
    return sketch.mention(before[0]).entity


def is_preposed(signs: str, start: int, at: int) -> bool:
    """Whether the name at place `at` hangs on a preposition and acts for nobody: « les habitants de Lyon »."""
    before = signs[start:at]
    return bool(PREPOSED.search(before)) and not ACTING.search(before)


def _bracketed(signs: str, start: int, place: int, at: int) -> bool:
    """Whether `place` stands in brackets that close before `at`: « Menton (Alpes-Maritimes) a … »."""
    opened = signs.rfind("(", start, place)
    return opened >= 0 and place < signs.find(")", opened, at)


def _after(signs: str, at: int) -> int:
    found = TAIL.match(signs, at)
    return found.end() if found else at


def clause_start(signs: str, at: int) -> int:
    """Where the clause that holds place `at` begins; brackets around it bound it."""
    ends = [one.end() for one in BOUNDARY.finditer(signs, 0, at)]
    start = ends[-1] if ends else 0
    opened = signs.rfind("(", start, at)
    return opened + 1 if opened >= 0 and ")" not in signs[opened:at] else start


def clause_end(signs: str, at: int) -> int:
    """Where the clause that holds place `at` ends."""
    found = BOUNDARY.search(signs, at)
    end = found.start() if found else len(signs)
    closed = signs.find(")", at, end)
    return closed if closed >= 0 and "(" not in signs[at:closed] else end

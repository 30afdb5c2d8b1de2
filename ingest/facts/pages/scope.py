"""What surrounds a line says of it: whose links it lists, of which kind, in which country, or that there are none."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from ingest.facts.pages.carried import carried
from ingest.facts.pages.entries import PLACES
from ingest.facts.pages.headings import NETWORK_KINDS, Lists, Reading, read_heading, same_place
from ingest.facts.pages.page import Heading, Line, Page
from ingest.facts.pages.pair_headings import is_pair
from ingest.facts.pages.questions import other_place
from ingest.facts.pages.subject import subject_of_page
from ingest.facts.wording.plain import plain
from ingest.facts.wording.words import pattern
from ingest.normalise import fold
from ingest.records import Entity, Relation

SHORT_LEAD: Final = 8
"""Words of a line without colon that may still introduce the list right below it."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a section or a list is a list of."""

    relation: Relation
    lists: Lists
    """`partners` and `networks` of the scope's subject, or `members` of `network`."""
    kind: str | None = None
    status: str | None = None
    network: Entity | None = None
    line: int = -1
    """Index of the line that says so; -1 for the document's title."""
    vague: bool = False
    """Whether the words have other uses too (« Partenaires »)."""
    loose: bool = False
    """Whether a heading that says something else stands between: only what is surely a list still belongs to it."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What the surroundings of a line say of it."""

    subject: Entity | None = None
    """The city, region or network that the section, else the page, is about."""
    topic: Topic | None = None
    country: str | None = None
    """ISO 3166, of a heading that is a country."""
    objects: tuple[Entity, ...] = ()
    """The partners or the network that the heading right above is: « Lübeck (Allemagne) », « C.G.L.U »."""
    named: tuple[Entity, ...] = ()
    """Places that it only names: « Kapan, la dernière venue »."""
    denied: bool = False
    """Under « Not a twin town » and the like: no such link is stated."""
    aside: bool = False
    """Under a section that speaks of something else (« Questions fréquentes », « Lire aussi », a board)."""


def scope_of(page: Page, line: Line) -> Scope:
    """The scope of `line`."""
    return scopes(page)[line.index]


def scopes(page: Page) -> tuple[Scope, ...]:
    """The scope of every line of `page`, worked out once."""
    known = page.memo.get("scopes")
    if known is None:
        reader = page.memo["reader"] = _Reader(page)
        known = page.memo["scopes"] = reader.read()
    assert isinstance(known, tuple)
    return known


def below(page: Page, line: Line, label: str) -> Scope:
    """The scope of what stands after `label` inside `line` (« Jumelages : Coventry, Wuppertal »)."""
    reader = page.memo.get("reader")
    scope = scope_of(page, line)
    assert isinstance(reader, _Reader)
    return reader.apply(replace(scope, objects=()), reader.heading(label, lead=True), line.index)


def scope_under(page: Page, path: tuple[Heading, ...]) -> Scope:
    """The scope of what stands right under the last heading of `path`."""
    scopes(page)
    reader = page.memo["reader"]
    assert isinstance(reader, _Reader)
    return reader.under(path)


class _Reader:
    """Reads the headings of one page in order, each once."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.subject = subject_of_page(page)
        self.country = self.subject.country if self.subject else None
        self.known: dict[tuple[str, bool], Reading] = {}
        self.in_title = {one.entity.id for one in page.names.mentions(page.document.title) if one.entity.kind in PLACES}
        self.readings: dict[int, Reading] = {
            line.index: self.heading(line.text) for line in page.lines if line.unit.kind == "heading"
        }
        self.carried = carried(page, self.readings, lambda text: self.heading(text, lead=True))
        self.paths: dict[tuple[int, ...], Scope] = {}

    def heading(self, text: str, lead: bool = False) -> Reading:
        if (text, lead) not in self.known:
            self.known[text, lead] = read_heading(text, self.page.names, self.country, lead)
        return self.known[text, lead]

    def read(self) -> tuple[Scope, ...]:
        return tuple(self._line(line) for line in self.page.lines)

    def _line(self, line: Line) -> Scope:
        scope = self.under(line.headings)
        lead, at = self._lead(line)
        if lead:
            reading = self.heading(lead, lead=True)
            if reading.sort in ("topic", "denied", "aside", "status"):
                scope = self.apply(replace(scope, objects=()), reading, at)
            elif reading.sort == "country":
                scope = replace(scope, country=reading.country)
        if "?" in line.text or (line.headings and line.headings[-1].text.endswith("?")):
            other = other_place(self.page, line, scope.subject)
            scope = replace(scope, subject=other, topic=None, objects=()) if other else scope
        return scope

    def _lead(self, line: Line) -> tuple[str | None, int]:
        """The line that introduces the list which `line` is part of, and its index."""
        if line.list is None:
            return None, -1
        first = line.index
        lines = self.page.lines
        while first > 0 and lines[first - 1].list == line.list:
            first -= 1
        if line.lead:
            return (None, -1) if lines[first - 1].unit.kind == "heading" else (line.lead, first - 1)
        above = lines[first - 1] if first else None
        short = above and above.unit.kind == "sentence" and len(above.text.split()) <= SHORT_LEAD
        if above and short and not re.search(r"[.!?…]$", above.text):
            return above.text, above.index
        return None, -1

    def under(self, headings: tuple[Heading, ...]) -> Scope:
        """The scope right under the last of `headings`, which stand one below the other."""
        key = tuple(heading.line for heading in headings)
        if key not in self.paths:
            if headings:
                scope = self.under(headings[:-1])
                at = headings[-1].line
                if at in self.carried:
                    lead, index = self.carried[at]
                    scope = self.apply(replace(scope, objects=()), lead, index)
                self.paths[key] = self.apply(self._continued(scope, at), self._status(at), at)
            else:
                title = self.page.document.title
                first = next((line for line in self.page.lines if line.unit.kind == "heading"), None)
                scope = Scope(subject=self.subject)
                if not first or fold(first.text) not in fold(title):
                    scope = self.apply(scope, self.heading(title), -1)
                self.paths[key] = replace(scope, objects=())
        return self.paths[key]

    def _continued(self, scope: Scope, at: int) -> Scope:
        """`scope` with the topic of the section before, where a heading says only a status (« ANCIENS ») or
        a part of the world (« EN AFRIQUE »)."""
        sort = self._status(at).sort
        if scope.topic is not None or sort not in ("status", "area"):
            return scope
        here = self.page.lines[at]
        for line in reversed(self.page.lines[:at]):
            if line.unit.kind == "heading" and line.headings == here.headings:
                below = (one for under in self.page.lines[line.index + 1 :] for one in under.headings)
                own = next((one for one in below if one.line == line.index), None)
                topic = self.under((*line.headings, own)).topic if own else None
                return replace(scope, topic=replace(topic, status=None)) if topic and not topic.loose else scope
        return scope

    def _status(self, at: int) -> Reading:
        """The reading of a heading; « PROJETS » alone may be one of a status."""
        reading = self.readings[at]
        flat = plain(self.page.lines[at].text).strip(" .:")
        if reading.sort == "other" and pattern(r"<projects.words>", "headings").fullmatch(flat):
            before = next((one for one in reversed(self.page.lines[:at]) if one.unit.kind == "heading"), None)
            if before and before.headings == self.page.lines[at].headings and self._lists_links(before.index):
                return Reading("status", status="planned")
        return reading

    def _lists_links(self, at: int) -> bool:
        """Whether a heading opens a list of partners, or goes on with one."""
        reading = self.readings[at]
        return reading.sort == "status" or (
            reading.sort == "topic" and reading.lists == "partners" and not reading.vague
        )

    def apply(self, scope: Scope, reading: Reading, at: int) -> Scope:
        """`scope` below a heading that says `reading`."""
        scope = replace(scope, named=())
        if reading.sort == "topic":
            return self._topic(scope, reading, at)
        if reading.sort == "status" and scope.topic:
            return replace(scope, topic=replace(scope.topic, status=reading.status, line=at), objects=())
        if reading.sort == "place":
            return scope if self._lies_in(scope, reading, at) else self._place(scope, reading, at)
        if reading.sort == "network":
            same = scope.subject and reading.network and scope.subject.id == reading.network.id
            if same or scope.subject is None or reading.network is None:
                return replace(scope, subject=scope.subject or reading.network)
            return replace(scope, objects=(reading.network,))
        if reading.sort == "country":
            return replace(scope, country=reading.country, named=reading.places)
        if reading.sort == "denied":
            return replace(scope, denied=True, objects=())
        if reading.sort == "aside" and self._is_title(at):
            return replace(scope, topic=None, objects=())
        if reading.sort == "aside":
            return replace(scope, aside=True, topic=None, objects=())
        if reading.sort == "other":
            grouping = any(
                line.headings and line.headings[-1].line == at and self.readings[line.index].sort == "country"
                for line in self.page.lines
                if line.index in self.readings
            )
            topic = scope.topic
            if topic and not grouping and not self._is_title(at):
                topic = replace(topic, loose=True)
            named = tuple(one for one in reading.places if not same_place(one, scope.subject))
            return replace(scope, topic=topic, objects=(), named=named)
        return scope

    def _is_title(self, at: int) -> bool:
        return at < 0 or (at == 0 and not self.page.lines[0].headings)

    def _topic(self, scope: Scope, reading: Reading, at: int) -> Scope:
        subject = reading.subject or scope.subject
        network = reading.network
        lists = reading.lists or "partners"
        if lists == "members":
            holder = next((one for one in (*scope.objects, scope.subject) if one and one.kind in NETWORK_KINDS), None)
            network = network or holder
        topic: Topic | None = Topic(
            relation="partner_of" if lists == "partners" else "member_of",
            lists=lists,
            kind=reading.kind,
            status=reading.status,
            network=network,
            line=at,
            vague=reading.vague,
        )
        if lists == "members" and network is None:
            if reading.vague:
                return scope
            topic = None
        if lists == "networks" and subject is not None and subject.kind in NETWORK_KINDS:
            # Of a network's own page, « Adhésions » lists those who join it.
            topic = replace(topic, lists="members", network=subject) if topic and "adh" in _word(self, at) else None
        partners = lists == "partners" and subject is not None and subject.kind in NETWORK_KINDS
        if partners:
            topic = None
        objects = tuple(one for one in reading.places if not same_place(one, subject))
        if network and lists == "networks":
            objects = (network,)
        return replace(scope, subject=subject, topic=topic, objects=objects, denied=False, aside=False)

    def _place(self, scope: Scope, reading: Reading, at: int) -> Scope:
        only = reading.places[0] if len(reading.places) == 1 else None
        if is_pair(reading, scope.subject, self.readings.values()) and not self._tells_of(scope.subject, at):
            return replace(scope, subject=reading.places[0], objects=reading.places[1:])
        if only and (same_place(only, scope.subject) or self._is_subject(scope, only, reading, at)):
            topic = scope.topic if scope.topic and not scope.topic.loose else None
            return replace(scope, subject=only, topic=topic, objects=())
        return replace(scope, objects=reading.places)

    def _lies_in(self, scope: Scope, reading: Reading, at: int) -> bool:
        """Whether a heading is the line of a sheet that says in what the town lies: « DEPARTEMENT ILLE ET VILAINE »."""
        town, only = scope.subject, reading.places[0] if len(reading.places) == 1 else None
        if scope.topic or at < 0 or town is None or only is None or town.kind != "city" or only.kind != "region":
            return False
        field = pattern(r"\W*<label.around>(?:\s*:\s*|\s+)(?!(?:du|des|de|of)\s|d['’])(?=\w)", "subject")
        return only.country == town.country and bool(field.match(plain(self.page.lines[at].text)))

    def _tells_of(self, subject: Entity | None, at: int) -> bool:
        """Whether what stands right under the heading at `at` names `subject`: both places are its partners, then."""
        under = [line for line in self.page.lines if line.headings and line.headings[-1].line == at]
        return subject is not None and any(
            same_place(one.entity, subject) for line in under for one in self.page.mentions(line)
        )

    def _is_subject(self, scope: Scope, place: Entity, reading: Reading, at: int) -> bool:
        """Whether a heading that is a place begins that place's own section rather than tells of a partner."""
        if reading.told and (place.country != self.country if self.country else self._tells_country(at)):
            return False
        if scope.subject is None or place.id in self.in_title:
            return True
        if scope.subject.kind in NETWORK_KINDS:
            return scope.topic is None
        inside = scope.topic is not None and not scope.topic.loose and not self._is_title(scope.topic.line)
        if scope.subject.kind == "region" and place.country == scope.subject.country:
            # « Lyon » on the page of its region.
            return not inside
        if scope.topic is not None and not scope.topic.loose and scope.topic.line >= 0:
            return False
        return any(
            any(heading.line == at for heading in line.headings) and self._opens_list(line) for line in self.page.lines
        )

    def _tells_country(self, at: int) -> bool:
        """Whether a heading says the country of its place, not just where at home it lies: « Massy (Essonne) »."""
        told = re.search(r"[(,]\s*([^(),]+)", self.page.lines[at].text)
        known = self.page.names.known(told[1].strip()) if told else ()
        return not known or known[0].kind == "country"

    def _opens_list(self, line: Line) -> bool:
        if line.unit.kind == "heading":
            return self.readings[line.index].sort == "topic"
        return line.text.endswith(":") and self.heading(line.text, lead=True).sort == "topic"


def _word(reader: _Reader, at: int) -> str:
    return fold(reader.page.lines[at].text if at >= 0 else reader.page.document.title)

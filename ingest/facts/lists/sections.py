"""Sections whose heading is a partner or a network: « Lübeck (Allemagne) », and under it « Jumelage depuis 1988 »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from ingest.facts.lists.topics import is_own_list
from ingest.facts.pages.entries import BODY, PLACES, REGION, is_date, read_entry
from ingest.facts.pages.headings import NETWORK_KINDS, same_place
from ingest.facts.pages.page import Draft, Line, Page
from ingest.facts.pages.scope import Scope, scope_of, scope_under
from ingest.facts.wording.kinds import GENERIC, VAGUE, kinds_in
from ingest.facts.wording.no_link import is_denied, is_no_link, is_unsigned
from ingest.facts.wording.orders import is_order
from ingest.facts.wording.phrases import LINKS, find_phrases
from ingest.facts.wording.plain import plain
from ingest.facts.wording.qualifiers import Qualifiers, read_qualifiers, status_in
from ingest.facts.wording.words import pattern
from ingest.marks import DEFAULT
from ingest.records import Entity

EXTRACTOR: Final = "sections"
LABELLED: Final = re.compile(r"^\W*(?:statut|état|status|situation)\s*:\s*", re.IGNORECASE)
DEEDS: Final = ("accord", "convention", "protocole")
"""What is signed, whatever the link: « Signing the agreement: 1990 » under « Twin towns »."""
COUNTRY: Final = re.compile(
    r"\W*(?:(?:pays|country)\s*:\s*)?(?P<name>[^\W\d][^,;:.()|·•–—\d]*?)\s*(?:[,;:.(|·•]|\s[–—-]\s|$)", re.IGNORECASE
)
TOLD: Final = 3
"""Sentences under a heading among which the one that tells the link stands."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading that is a place or a network, and the lines right under it."""

    heading: Line
    scope: Scope
    """Of the lines under it."""
    lines: tuple[Line, ...]


def object_sections(page: Page) -> Iterator[Draft]:
    """What the headings that are partners or networks, and the first lines under them, state."""
    for section in _sections(page):
        scope = section.scope
        if scope.subject is None or scope.denied or scope.aside or is_order(section.heading.text):
            continue
        if all(one.kind in NETWORK_KINDS for one in scope.objects):
            yield from _memberships(section)
        elif is_own_list(page, scope.subject):
            yield from _links(page, section)


def _sections(page: Page) -> Iterator[Section]:
    for heading in page.lines:
        if heading.unit.kind != "heading":
            continue
        under: list[Line] = []
        for line in page.lines[heading.index + 1 :]:
            if not any(one.line == heading.index for one in line.headings) or (line.unit.kind == "heading" and under):
                break
            if line.unit.kind != "heading":
                under.append(line)
        if under:
            scope = scope_of(page, under[0])
            if under[0].headings[-1].line != heading.index:
                # « Lübeck (Allemagne) », and right under it « À propos de la ville ».
                path = tuple(one for one in under[0].headings if one.line <= heading.index)
                scope = scope_under(page, path)
            if scope.objects:
                yield Section(heading, scope, tuple(under))


def _links(page: Page, section: Section) -> Iterator[Draft]:
    scope, topic = section.scope, section.scope.topic
    if scope.subject is None or scope.subject.kind not in PLACES or (topic and topic.lists != "partners"):
        return
    told = next((line for line in section.lines if _tells(page, line, scope)), None)
    card = section.lines[0] if told is None and topic and _is_card(page, section) else None
    if told is None and (topic is None or topic.vague or topic.loose):
        return
    if any(is_unsigned(one.text) for one in section.lines):
        return
    dates = (one.text for one in section.lines[:TOLD] if one.unit.kind == "item" and is_date(one.text))
    beside = next((read_qualifiers(text).since for text in dates), None)
    statuses = _statuses(section)
    for place in scope.objects:
        if same_place(place, scope.subject) or place.kind not in PLACES:
            continue
        tells = told is not None and _speaks_of(page, told, place, scope)
        if not tells and (topic is None or topic.vague or topic.loose):
            continue
        said = read_qualifiers(told.text) if told and tells else Qualifiers()
        if card and len(scope.objects) == 1:
            said = read_qualifiers(card.text)
            if is_no_link(card.text) or is_denied(said, topic.kind if topic else None):
                continue
            said = replace(said, since=said.since or _same_year(page, section, card))
            opening = COUNTRY.match(card.text)
            code = page.names.country(opening["name"].strip()) if opening else None
            entry = read_entry(section.heading.text, page.names, code)
            place = entry.places[0].entity if entry and len(entry.places) == 1 and entry.places[0].known else place
        kind = said.kind if said.kind and said.kind != said.denied else None
        less = kind in VAGUE or (kind in DEEDS and topic is not None and topic.kind not in GENERIC)
        own = kind if kind and (not less or topic is None or topic.kind is None) else None
        status = next((status for words, status in statuses if _concerns(words, place, scope.objects)), None)
        status = status or said.status or (topic.status if topic else None) or "active"
        yield Draft(
            scope.subject, "partner_of", _body(page, section, place),
            told if told and tells else card if card and card.unit.kind == "sentence" else section.heading,
            f"{EXTRACTOR}.links",
            kind=own or (topic.kind if topic else None) or _said_kind(told if tells else None) or "partenariat",
            since=said.since or beside or read_qualifiers(section.heading.text).since, until=said.until,
            status=status,
        )  # fmt: skip


def _is_card(page: Page, section: Section) -> bool:
    """Whether the first line under a town's heading begins with its country: « Italie – la première, en 1957 »."""
    line = section.lines[0]
    if line.unit.kind not in ("sentence", "item") or line.cells or is_order(line.text):
        return False
    opening = COUNTRY.match(line.text)
    return opening is not None and page.names.country(opening["name"].strip()) is not None


def _same_year(page: Page, section: Section, card: Line) -> str | None:
    """« même année que Spire »: what the card of that town says."""
    same = pattern(r"(?<!\w)<dates.as_that>\s+(?P<name>\w[\w' -]*)", "items").search(plain(card.text))
    other = next((one for one in _sections(page) if same and plain(one.heading.text) == same["name"].strip()), None)
    return read_qualifiers(other.lines[0].text).since if other and other.heading != section.heading else None


def _tells(page: Page, line: Line, scope: Scope) -> bool:
    """Whether a sentence tells the link with the heading's place: it names its kind, and no other place as its end."""
    if line.unit.kind != "sentence" or is_order(line.text) or LABELLED.match(line.text):
        return False
    words = kinds_in(line.text)
    phrases = [one for one in find_phrases(line.text) if one.sense.role in LINKS]
    if not words and not phrases:
        return False
    start = min([word.start for word in words] + [one.start for one in phrases])
    if len(line.text[:start].split()) > 4:
        return False
    others = [
        one.entity
        for one in page.mentions(line)
        if one.entity.kind in PLACES and not any(same_place(one.entity, own) for own in (*scope.objects, scope.subject))
    ]
    joined = re.search(r"\b(?:avec|with)\s", plain(line.text))
    return not (others and joined)


def _said_kind(line: Line | None) -> str | None:
    """The kind that the verb of a sentence says: « X coopère avec Y »."""
    senses = [one.sense for one in find_phrases(line.text)] if line else []
    return next((one.kind for one in senses if one.role in LINKS and one.kind and not one.fallback), None)


def _speaks_of(page: Page, line: Line, place: Entity, scope: Scope) -> bool:
    """Whether what a sentence tells is the link with `place`, of a heading that may name several.

    Each of several has what is said of it alone: « jumelée avec Kobe depuis 1961 » tells nothing of Dakar, and what a
    sentence that names both says of each is read from the sentence itself.
    """
    if len(scope.objects) == 1:
        return True
    named = {one.entity.id for one in page.mentions(line)} & {one.id for one in scope.objects}
    return not named or named == {place.id}


def _statuses(section: Section) -> list[tuple[str, str]]:
    """What lines such as « Statut : suspendue » say, each with its words."""
    found = []
    for line in section.lines:
        label = LABELLED.match(line.text)
        if not label:
            continue
        words = line.text[label.end() :]
        marked: str | None = DEFAULT.get(line.unit.mark or "")
        status = status_in(words) if marked != "in-progress" else marked
        status = status or ("active" if marked == "done" else marked)
        if status:
            found.append((words, status))
    return found


def _concerns(words: str, place: Entity, objects: tuple[Entity, ...]) -> bool:
    """Whether a status holds for `place`: it names it, or none of the heading's places."""
    named = [one for one in objects if re.search(rf"(?<!\w){re.escape(one.name_fr)}(?!\w)", words)]
    return not named or any(same_place(place, one) for one in named)


def _body(page: Page, section: Section, place: Entity) -> Entity:
    """The body that the link is with, where the text names one of that place (« l'association des maires de … »)."""
    name = rf"(?:de\s+|du\s+|d['’]|of\s+)?(?:la\s+|l['’]|the\s+)?{re.escape(place.name_fr)}"
    whole = re.compile(rf"(?i:avec|with)\s+(?:l['’]|(?:le|la|the)\s)?(?P<body>(?:\w+\s+){{1,4}}{name})")
    for line in section.lines[:TOLD]:
        found = whole.search(line.text)
        if found and BODY.match(found["body"]) and not REGION.match(found["body"]):
            return page.names.place(found["body"][:1].upper() + found["body"][1:], place.country, kind="region")
    return place


def _memberships(section: Section) -> Iterator[Draft]:
    """« La capitale participe à quatre réseaux : », each with a section of its own."""
    scope, topic = section.scope, section.scope.topic
    if scope.subject is None or scope.subject.kind not in PLACES:
        return
    if topic is None or topic.lists != "networks" or topic.loose or topic.vague or topic.network is not None:
        return
    for network in scope.objects:
        yield Draft(
            scope.subject, "member_of", network, section.heading, f"{EXTRACTOR}.networks",
            kind=topic.kind or "membre", status=topic.status or "active",
        )  # fmt: skip

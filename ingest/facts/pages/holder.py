"""Which network a line speaks of when it says « le réseau », "it", or nothing at all."""

from __future__ import annotations

import re
from typing import Final

from ingest.facts.pages.page import Line, Page
from ingest.facts.pages.unlisted import HOLDERS, is_private, own_network, unlisted, with_branch
from ingest.names import Mention
from ingest.normalise import fold
from ingest.records import Entity

COVERED: Final = 0.5
"""Share of a heading that the name of a city must fill for the section to be about the city."""
BEFORE: Final = 3
"""Sentences of the paragraph in which the antecedent is looked for."""
GENERIC: Final = re.compile(
    r"(?i)(?<!\w)(?:(?:ce|cet|cette|le|la|du|au|notre|un|the|this|our|its|that)\s+(?:\w+\s+)?"
    r"(?P<noun>réseau|label|pacte|charte|alliance|association|organisation|fédération|coalition|initiative|commission|forum|club|ligue|mouvement|organisme|groupement|structure"
    r"|network|organi[sz]ation|compact|pact|covenant|federation|charter|league|council|movement|group|union|partnership)(?:\s+itself)?"
    r"|l['’](?P<elided>association|organisation|organisme|alliance|initiative|union)|il|elle|elles|ils|celle-ci|celui-ci|ce\s+dernier|cette\s+dernière|it|they|the\s+latter|qui|which)(?!\w)"
)
ACRONYM: Final = re.compile(r"(?<![\w.-])(?=[A-Z0-9.&-]*[A-Z]{2})[A-Z][A-Z0-9&-]{1,9}(?:[ -][A-Z]{2,9}){0,2}(?![\w-])")
APPOSED: Final = re.compile(r"\s*[,(:–—-]+\s*(?:the\s+|an?\s+|le\s+|la\s+|une?\s+|l['’])?")
"""« MedCités – Association de villes … »: the same network."""
OPENED: Final = re.compile(
    r"(?i)\W*(?:established|founded|created|launched|based|born|as|since|after|with|the\s+\w+\s+section|section|branche"
    r"|créée?|fondée?|lancée?|basée?|née?|issue?|depuis|après|avec|en\s+tant\s+que)\b"
    r"[^,(]{0,90}(?:\([^()]*\)[^,(]{0,40})*,\s+(?:the\s+|le\s+|la\s+|l['’])?"
)
"""The opening clause of a sentence, up to the name that acts."""


def networks(page: Page, line: Line) -> list[Mention]:
    """The networks that the line names, those that no table knows included."""
    known = page.memo.setdefault("networks", {})
    assert isinstance(known, dict)
    if line.index not in known:
        listed = [with_branch(page, line, one) for one in page.mentions(line) if one.entity.kind in HOLDERS]
        more: list[Mention] = []
        for one in unlisted(page, line.text):
            apposed = any(APPOSED.fullmatch(line.text[other.end : one.start]) for other in listed)
            if not apposed and not any(other.start < one.end and one.start < other.end for other in (*listed, *more)):
                more.append(one)
        known[line.index] = sorted([*listed, *more], key=lambda one: one.start)
    return list(known[line.index])


def holder(page: Page, line: Line, noun: str | None = None) -> Entity | None:
    """The network that the lines around speak of: the sentences before, the innermost heading, then the page.

    `noun`: the word that stands for it (« le pacte »), which chooses among several.
    """
    earlier = [one for one in page.lines[max(0, line.index - BEFORE) : line.index] if one.block == line.block]
    for before in reversed(earlier):
        if named := networks(page, before):
            return _spoken_of(before.text, named, noun)
    for heading in reversed(line.headings):
        above = page.lines[heading.line]
        entities = list({one.entity.id: one.entity for one in networks(page, above)}.values())
        if len(entities) == 1:
            return entities[0]
        whole = sum(one.end - one.start for one in page.mentions(above) if one.entity.kind in ("city", "region"))
        if entities or whole >= COVERED * len(above.text):
            return None
    return page.about if page.about and page.about.kind in HOLDERS else own_network(page)


def _spoken_of(text: str, named: list[Mention], noun: str | None) -> Entity | None:
    """Of the networks of one sentence: the one that bears the noun, the only one, or the one that opens it."""
    entities = list({one.entity.id: one.entity for one in named}.values())
    bearing = [one for one in entities if noun and fold(noun) in fold(" ".join((one.name_fr, one.name_en))).split()]
    if len(bearing) == 1:
        return bearing[0]
    if len(entities) == 1 or named[0].start <= len("The "):
        return entities[0]
    # « Section africaine de X, Y réunit … »: what comes after the opening clause acts.
    acting = [one for one in named if OPENED.fullmatch(text[: one.start])]
    return acting[0].entity if acting else None


def generic_noun(found: re.Match[str]) -> str | None:
    """The noun of a match of `GENERIC`; None for a pronoun."""
    return found["noun"] or found["elided"]


def called(page: Page, acronym: str) -> Entity | None:
    """The network that the page introduces as « Expansion (SIGLE) », else the one known under that acronym; None for a
    charity or a firm."""
    memo = page.memo.setdefault("acronyms", {})
    assert isinstance(memo, dict)
    if acronym not in memo:
        written = (
            one.entity
            for line in page.lines
            if (at := line.text.find(f"({acronym})")) > 0
            for one in networks(page, line)
            if 0 <= at - one.end <= len(" (")
        )
        known = page.names.known(acronym)
        memo[acronym] = (
            next(written, None)
            or next((one for one in known if one.kind in HOLDERS), None)
            or (None if is_private(page, acronym) else page.names.network(acronym))
        )
    entity: Entity | None = memo[acronym]
    return entity


def introduced_before(page: Page, line: Line, at: int) -> tuple[Entity, int] | None:
    """The last network before `at` whose acronym the page introduces as « Expansion (SIGLE) », and where it ends."""
    found = [one for one in ACRONYM.finditer(line.text[:at]) if f"({one[0]})" in page.document.text]
    network = called(page, found[-1][0]) if found else None
    return (network, found[-1].end()) if network else None


def named_before(page: Page, line: Line, at: int, reach: int = 90) -> Mention | None:
    """The last network named in the same clause before character `at` of the line; the one that opens it is further."""
    found = [one for one in networks(page, line) if one.end <= at]
    if not found or re.search(r"[;.!?]\s", line.text[found[-1].end : at]):
        return None
    last = found[-1]
    return last if at - last.end <= reach or (last.start <= len("Le réseau ") and at - last.end <= 2 * reach) else None

"""Which body of a network a text means: its national section, or the branch that a country behind the name tells.

« Conseil des communes et régions d'Europe (AFCCRE) » is the AFCCRE, « CEMR, German section (RGRE) » the RGRE, and
« Cittaslow Belgique » is not Cittaslow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ingest.facts.wording.words import pattern
from ingest.names import Mention, Names

FILE: Final = "figures"
HOLDERS: Final = ("network", "organisation", "programme")
BRACKETED: Final = r"\s*[,–—-]?\s*\((?:(?:[\w-]+\s+)?<sections.nouns>(?:\s+[\w-]+)?\s*[,:–—-]?\s*)?(?:l['’]|the\s+)?$"
SECTION_OF: Final = r"(?<!\w)<sections.nouns>\s+(?:[\w-]+\s+)?(?:du|de\s+la|de\s+l['’]|des|de|d['’]|of(?:\s+the)?)\s*$"
NEW: Final = (
    r"\s*[,(–—-]\s*(?:(?:[\w-]+\s+)?<sections.nouns>(?:\s+[\w-]+)?)\s*[,(:–—-]\s*"
    r"(?P<name>(?-i:[A-Z]{3,8}))(?P<closed>\)+|(?!\w))"
)
COUNTRY: Final = re.compile(r" (?P<name>[A-ZÀ-Þ][\w’'-]*(?: [A-ZÀ-Þ][\w-]*)?)(?!\w)")
NEAR: Final = 30
"""Characters between the two names of a section."""


def precise(text: str, mentions: Sequence[Mention], names: Names) -> list[Mention]:
    """The mentions of a text, each network that it narrows to a section or a branch replaced by that one."""
    found = list(mentions)
    if not any(one.entity.kind in HOLDERS for one in found):
        return found
    found = list(_without_whole(text, found))
    return [_narrowed(text, one, names) if one.entity.kind in HOLDERS else one for one in found]


def _without_whole(text: str, mentions: list[Mention]) -> Iterator[Mention]:
    """The mentions without the networks beside which the line names the section it means."""
    section = pattern(SECTION_OF, FILE)
    begun: int | None = None
    for number, one in enumerate(mentions):
        after = mentions[number + 1] if number + 1 < len(mentions) else None
        before = mentions[number - 1] if number else None
        if begun is not None:
            one, begun = replace(one, start=begun), None
        if one.entity.kind not in HOLDERS:
            yield one
        elif after and _is_other(one, after) and _brackets(text, one, after):
            begun = one.start
        elif section.search(text[: one.start]) and any(
            other and _is_other(one, other) and max(other.start - one.end, one.start - other.end) <= NEAR
            for other in (before, after)
        ):
            continue
        else:
            yield one


def _is_other(one: Mention, other: Mention) -> bool:
    return other.entity.kind in HOLDERS and other.entity.id != one.entity.id


def _brackets(text: str, one: Mention, after: Mention) -> bool:
    """« Conseil des communes et régions d'Europe (section française, AFCCRE) »: an acronym alone in the bracket."""
    between = pattern(BRACKETED, FILE).fullmatch(text[one.end : after.start])
    return bool(between) and text[after.end :].lstrip().startswith(")") and text[after.start : after.end].isupper()


def _narrowed(text: str, one: Mention, names: Names) -> Mention:
    if new := pattern(NEW, FILE).match(text, one.end):
        return replace(one, end=new.end(), entity=names.network(new["name"]), certain=False)
    behind = COUNTRY.match(text, one.end)
    if not behind:
        return one
    for name in dict.fromkeys((behind["name"], behind["name"].split(" ")[0])):
        if names.country(name) and _is_noun(names, name):
            end = one.end + 1 + len(name)
            return replace(one, end=end, entity=names.network(text[one.start : end]), certain=True)
    return one


def _is_noun(names: Names, name: str) -> bool:
    """Whether it is the country itself, not what belongs to it (« Eurocities Belgian office »)."""
    return any(one.kind == "country" for one in names.known(name))

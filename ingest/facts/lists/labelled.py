"""Lines that open with the town of which they speak: « Quarrata : jumelée avec Orange » on the page of Pistoia."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ingest.facts.pages.entries import PLACES
from ingest.facts.pages.headings import same_place
from ingest.facts.pages.page import LINKS, Draft, Line, Page
from ingest.facts.pages.subject import subject_of_page
from ingest.facts.wording.plain import plain
from ingest.facts.wording.words import pattern
from ingest.records import Entity

OPENING: Final = 3
"""Characters before the name: a bullet, a number."""
NEAR: Final = 12
"""Characters between « jumelée avec » and the name: « la ville de »."""


def of_label(page: Page, draft: Draft) -> Draft:
    """`draft` told of the town before the colon, where a reader took it for one of the page's own town."""
    owner = subject_of_page(page)
    own = owner is not None and draft.subject.id == owner.id and draft.relation in LINKS
    town = _opening(page, draft.line)[0] if own else None
    other = draft.object if isinstance(draft.object, Entity) else None
    if town is None or other is None or same_place(town, owner) or same_place(town, other):
        return draft
    return replace(draft, subject=town)


def ties_others(page: Page, line: Line, owner: Entity) -> bool:
    """Whether an item tells of a link between the town that opens it and another than `owner`."""
    town, end = _opening(page, line)
    first = next((one for one in page.mentions(line) if one.entity.kind in PLACES and one.start >= end), None)
    if town is None or first is None or same_place(town, owner):
        return False
    return first.start - end <= NEAR and not same_place(first.entity, owner)


def _opening(page: Page, line: Line) -> tuple[Entity | None, int]:
    """The town that opens the line, before a colon or « est », and where what is said of it goes on behind « jumelée
    avec »."""
    if line.cells:
        return None, 0
    towns = [one for one in page.mentions(line) if one.entity.kind in PLACES and one.start <= OPENING]
    behind = pattern(r"(?:\s*\([^()]*\))?(?:\s*:\s+|\s+(?=(?:est|is)\s))<label.tied>(?!\w)", "items")
    tied = behind.match(plain(line.text), towns[0].end) if towns else None
    return (towns[0].entity, tied.end()) if tied else (None, 0)

"""What the network takes from what the rules read of a page, and what it adds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ingest.facts.learned.links import is_borne_out, learned_facts, leave_out
from ingest.facts.lists.checklist import EXTRACTOR as ACTION
from ingest.facts.pages.page import LINKS, Draft, Page
from ingest.facts.pages.questions import OVER
from ingest.facts.pages.subject import subject_of_page
from ingest.facts.sentences.links import EXTRACTOR as SENTENCE
from ingest.facts.sentences.recalled import EXTRACTOR as RECALLED
from ingest.facts.tables.compared import opposed
from ingest.records import Entity

What = tuple[str, frozenset[str]]

PEOPLE: Final = re.compile(
    r"(?:\b(?:les|des|aux|ces|nos|jeunes|quelques|nombreux|nombreuses|autres|et|ou|\d+)\s+)"
    r"(?P<name>[A-ZÀ-Þ][\w-]*(?:ois|oises|ais|aises|iens|iennes|éens|éennes|ains|aines|ards|ardes))(?![\w-])"
)
"""« 400 jeunes Sédunoises et Sédunois »."""


def completed(page: Page, told: Sequence[Draft]) -> list[Draft]:
    """The drafts of the rules that the network does not all but exclude, and those that it adds."""
    read = _read(told)
    leave_out(page, read)
    # Of a partner that the sentence before, or the question, named, the network, which reads one sentence, cannot say.
    kept = [draft for draft in told if draft.extractor in (RECALLED, OVER) or is_borne_out(page, draft)]
    return [*kept, *_new(page, kept, read)]


def _new(page: Page, told: Sequence[Draft], read: frozenset[int]) -> Iterator[Draft]:
    """What the rules do not state, in whatever words, where they read nothing else in the item, nor tell it of another
    than the owner of the page."""
    stated = {_what(one) for one in told}
    others = [(one.line.index, *_what(one)) for one in told if one.extractor == SENTENCE]
    owner = subject_of_page(page)
    for draft in learned_facts(page):
        if _what(draft) in stated or draft.line.index in read or opposed(page, draft) or _is_of_section(page, draft):
            continue
        if _are_people(draft):
            continue
        if owner is None or not _is_others(draft, owner, others):
            yield draft


def _is_of_section(page: Page, draft: Draft) -> bool:
    """« CCRE (AFCCRE) », « Cittaslow Belgique »: of the whole network where the line speaks of a section of it."""
    thing = draft.object
    if draft.relation != "member_of" or not isinstance(thing, Entity):
        return False
    raw = {one.entity.id for one in page.names.mentions(draft.line.text)}
    return thing.id in raw and thing.id not in {one.entity.id for one in page.mentions(draft.line)}


def _are_people(draft: Draft) -> bool:
    """Whether one end, which no gazetteer knows, is written as the people of a town are."""
    unknown = {one.name_fr for one in (draft.subject, draft.object) if isinstance(one, Entity) and ":x:" in one.id}
    return any(found["name"] in unknown for found in PEOPLE.finditer(draft.line.text))


def _read(told: Sequence[Draft]) -> frozenset[int]:
    """The items in which a rule reads a link, by the index of their line."""
    return frozenset(
        one.line.index
        for one in told
        if one.relation in (*LINKS, "status") and one.line.unit.kind == "item" and one.extractor != ACTION
    )


def _is_others(draft: Draft, owner: Entity, others: Sequence[tuple[int, str, frozenset[str]]]) -> bool:
    """« Lorient s'appuie sur Wirral, sa jumelle », on the page of Quimper: no link of Quimper."""
    relation, ends = _what(draft)
    return owner.id in ends and any(
        line == draft.line.index and said == relation and owner.id not in pair and bool(pair & ends)
        for line, said, pair in others
    )


def _what(draft: Draft) -> What:
    """What a draft states, whatever its kind and dates."""
    return draft.relation, frozenset((draft.subject.id, draft.thing))

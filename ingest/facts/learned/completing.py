"""What the network takes from what the rules read of a page, and what it adds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.facts.learned.links import is_borne_out, learned_facts, leave_out
from ingest.facts.lists.checklist import EXTRACTOR as ACTION
from ingest.facts.pages.page import LINKS, Draft, Page
from ingest.facts.pages.subject import subject_of_page
from ingest.facts.sentences.links import EXTRACTOR as SENTENCE
from ingest.facts.sentences.recalled import EXTRACTOR as RECALLED
from ingest.facts.tables.compared import opposed
from ingest.records import Entity

What = tuple[str, frozenset[str]]


def completed(page: Page, told: Sequence[Draft]) -> list[Draft]:
    """The drafts of the rules that the network does not all but exclude, and those that it adds."""
    read = _read(told)
    leave_out(page, read)
    # Of a partner that the sentence before named, the network, which reads one sentence, cannot say.
    kept = [draft for draft in told if draft.extractor == RECALLED or is_borne_out(page, draft)]
    return [*kept, *_new(page, kept, read)]


def _new(page: Page, told: Sequence[Draft], read: frozenset[int]) -> Iterator[Draft]:
    """What the rules do not state, in whatever words, where they read nothing else in the item, nor tell it of another
    than the owner of the page."""
    stated = {_what(one) for one in told}
    others = [(one.line.index, *_what(one)) for one in told if one.extractor == SENTENCE]
    owner = subject_of_page(page)
    for draft in learned_facts(page):
        if _what(draft) in stated or draft.line.index in read or opposed(page, draft):
            continue
        if owner is None or not _is_others(draft, owner, others):
            yield draft


def _read(told: Sequence[Draft]) -> frozenset[int]:
    """The items in which a rule reads a link, by the index of their line."""
    return frozenset(
        one.line.index
        for one in told
        if one.relation in LINKS and one.line.unit.kind == "item" and one.extractor != ACTION
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

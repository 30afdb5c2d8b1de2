"""Runs the extractors over a page and settles what they found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.assemble import Placed
from ingest.facts.actions import actions
from ingest.facts.cards import cards
from ingest.facts.checklist import action_items
from ingest.facts.definitions import answered, natures, spelled_out
from ingest.facts.enumerations import enumerations
from ingest.facts.events import events
from ingest.facts.figures import member_counts
from ingest.facts.founding import foundations
from ingest.facts.items import inline_lists, list_items
from ingest.facts.learned.links import is_borne_out, learned_facts
from ingest.facts.learned.owner import owned
from ingest.facts.minutes import minutes
from ingest.facts.narrated import narrated
from ingest.facts.news import news
from ingest.facts.outcomes import decided
from ingest.facts.owned_lists import owned_lists
from ingest.facts.page import Draft, Page, read_page
from ingest.facts.recalled import EXTRACTOR as RECALLED
from ingest.facts.seats import seats
from ingest.facts.sections import object_sections
from ingest.facts.sentences import EXTRACTOR as SENTENCE
from ingest.facts.sentences import sentence_links
from ingest.facts.settle import settle
from ingest.facts.subject import subject_of_page
from ingest.facts.tables import Unread, from_tables, unread_tables
from ingest.facts.told_rows import told_rows
from ingest.names import Names, names
from ingest.records import Document, Entity, Fact

Extractor = Callable[[Page], Iterator[Draft]]
EXTRACTORS: Final[tuple[Extractor, ...]] = (
    from_tables,
    told_rows,
    sentence_links,
    narrated,
    enumerations,
    cards,
    news,
    list_items,
    inline_lists,
    owned_lists,
    action_items,
    object_sections,
    minutes,
    member_counts,
    foundations,
    seats,
    spelled_out,
    natures,
    answered,
    actions,
    events,
)


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a page states, in reading order, and the entities it speaks of."""

    facts: tuple[Fact, ...]
    entities: tuple[Entity, ...]
    unread: tuple[Unread, ...] = ()
    """Tables whose columns make no statement that is known."""
    about: str | None = None
    """`Document.about`, or whom the page turned out to speak for."""


def extract(
    document: Document,
    placed: Sequence[Placed],
    known: Names | None = None,
    *,
    learned: bool = True,
    declared: bool = False,
) -> Extraction:
    """The facts of a page.

    :param learned: whether the trained network reads too, or the rules alone.
    :param declared: whether `Document.about` is what the source says of itself.
    """
    page = read_page(document, placed, known or names())
    if learned:
        page = owned(page, declared)
    told = [draft for extractor in EXTRACTORS for draft in extractor(page)]
    if learned:
        # Of a partner that the sentence before named, the network, which reads one sentence, cannot say.
        told = [draft for draft in told if draft.extractor == RECALLED or is_borne_out(page, draft)]
        told += _new(told, learned_facts(page), subject_of_page(page))
    drafts = settle(page, decided(page, (draft for draft in told if _states(draft))))
    facts = [to_fact(page, draft) for draft in drafts]
    used = {one.id: one for draft in drafts for one in (draft.subject, draft.object) if isinstance(one, Entity)}
    return Extraction(tuple(facts), tuple(used.values()), unread_tables(page), page.document.about)


def _new(told: Sequence[Draft], more: Iterable[Draft], owner: Entity | None) -> list[Draft]:
    """Those of `more` that the rules do not state, in whatever words, nor tell of somebody else than `owner`."""
    stated = {_what(one) for one in told}
    others = {(one.line.index, *_what(one)) for one in told if one.extractor == SENTENCE}

    def is_others(draft: Draft) -> bool:
        """« Lorient s'appuie sur Wirral, sa jumelle », on the page of Quimper: no link of Quimper."""
        relation, ends = _what(draft)
        return any(
            line == draft.line.index and said == relation and owner is not None and owner.id in ends
            and owner.id not in pair and pair & ends
            for line, said, pair in others
        )  # fmt: skip

    return [one for one in more if _what(one) not in stated and not is_others(one)]


def _what(draft: Draft) -> tuple[str, frozenset[str]]:
    """What a draft states, whatever its kind and dates."""
    thing = draft.object.id if isinstance(draft.object, Entity) else draft.object
    return draft.relation, frozenset((draft.subject.id, thing))


def _states(draft: Draft) -> bool:
    """Whether a draft is a statement: no link is what a vote rejected, nor what the page's legend marks as no
    commitment at all (« simple contact »), whatever its words."""
    linked = draft.relation in ("partner_of", "member_of")
    return not linked or (draft.status != "rejected" and draft.line.unit.status != "none")


def to_fact(page: Page, draft: Draft) -> Fact:
    """The fact of a draft; its date is that of its source where the draft has none."""
    thing = draft.object
    qualifiers = {
        "kind": draft.kind,
        "since": draft.since,
        "until": draft.until,
        "status": draft.status,
        "as_of": draft.as_of or page.as_of(draft.line),
    }
    return Fact(
        subject=draft.subject.name_fr,
        relation=draft.relation,
        object=thing.name_fr if isinstance(thing, Entity) else thing,
        qualifiers=qualifiers,
        document=page.document.id,
        span=draft.span or draft.line.unit.span,
        extractor=draft.extractor,
        subject_id=draft.subject.id,
        object_id=thing.id if isinstance(thing, Entity) else None,
        origin=draft.line.unit.origin,
    )

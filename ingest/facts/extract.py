"""Runs the extractors over a page and settles what they found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.assemble import Placed
from ingest.facts.learned.completing import completed
from ingest.facts.learned.owner import owned
from ingest.facts.lists.actions import actions
from ingest.facts.lists.cards import cards
from ingest.facts.lists.checklist import action_items
from ingest.facts.lists.events import events
from ingest.facts.lists.items import inline_lists, list_items
from ingest.facts.lists.labelled import of_label
from ingest.facts.lists.member_cards import member_cards
from ingest.facts.lists.minutes import minutes
from ingest.facts.lists.owned_lists import bracketed_lists, owned_lists
from ingest.facts.lists.run_in import run_in_networks
from ingest.facts.lists.sections import object_sections
from ingest.facts.networks.definitions import answered, natures, spelled_out
from ingest.facts.networks.figures import member_counts
from ingest.facts.networks.founding import foundations
from ingest.facts.networks.seats import seats
from ingest.facts.pages.bylines import naming_site
from ingest.facts.pages.outcomes import decided
from ingest.facts.pages.page import LINKS, Draft, Page, read_page
from ingest.facts.pages.questions import asked_links, asked_partners
from ingest.facts.pages.unlisted import knowing_unlisted, speaking
from ingest.facts.sentences.contrast import is_disowned
from ingest.facts.sentences.enumerations import enumerations
from ingest.facts.sentences.links import sentence_links
from ingest.facts.sentences.narrated import narrated
from ingest.facts.sentences.news import news
from ingest.facts.settle import settle
from ingest.facts.tables.compared import compared_towns
from ingest.facts.tables.named_rows import named_links
from ingest.facts.tables.stated import Unread, from_tables, unread_tables
from ingest.facts.told_rows import told_rows
from ingest.names import Names, names
from ingest.records import Document, Entity, Fact

Extractor = Callable[[Page], Iterator[Draft]]
EXTRACTORS: Final[tuple[Extractor, ...]] = (
    from_tables,
    compared_towns,
    named_links,
    told_rows,
    sentence_links,
    asked_links,
    asked_partners,
    narrated,
    enumerations,
    cards,
    member_cards,
    news,
    list_items,
    inline_lists,
    owned_lists,
    bracketed_lists,
    action_items,
    object_sections,
    run_in_networks,
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


PROJECTED: Final = ("planned", "candidate")
"""Statuses of what was not yet."""


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
    page = naming_site(knowing_unlisted(read_page(document, placed, known or names())))
    if learned:
        page = owned(page, declared)
    page = speaking(page)
    told = [of_label(page, draft) for extractor in EXTRACTORS for draft in extractor(page)]
    if learned:
        told = completed(page, told)
    denied = {_of_line(draft) for draft in told if draft.status == "rejected"}
    given_up = {_of_line(draft)[1:] for draft in told if draft.status == "rejected"}
    told = [draft for draft in told if _states(draft) and _of_line(draft) not in denied]
    # « Un jumelage est en projet avec X » above, « X : abandonné » in the corrections below.
    told = [draft for draft in told if draft.status not in PROJECTED or _of_line(draft)[1:] not in given_up]
    told = [draft for draft in told if not is_disowned(page, draft)]
    drafts = settle(page, decided(page, told))
    facts = [to_fact(page, draft) for draft in drafts]
    used = {one.id: one for draft in drafts for one in (draft.subject, draft.object) if isinstance(one, Entity)}
    return Extraction(tuple(facts), tuple(used.values()), unread_tables(page), page.document.about)


def _states(draft: Draft) -> bool:
    """Whether a draft is a statement: no link is what a vote rejected, nor what the page's legend marks as no
    commitment at all (« simple contact »), whatever its words."""
    linked = draft.relation in LINKS
    return not linked or (draft.status != "rejected" and draft.line.unit.status != "none")


def _of_line(draft: Draft) -> tuple[int, str, str, str]:
    """What a draft says of its line, however: what one reader finds refused there, no other states."""
    return draft.line.index, draft.relation, draft.subject.id, draft.thing


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

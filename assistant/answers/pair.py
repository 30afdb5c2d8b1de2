"""What the sources say of two entities together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assistant.answers.desk import Desk
from assistant.answers.rows import kinds_of
from assistant.answers.words import name_of
from assistant.markdown import plain
from index.facts import newest_first
from index.standing import State, states
from ingest.facts.wording.kinds import family_of
from ingest.names import names as known
from ingest.normalise import fold
from ingest.records import Entity, Fact, Item, Relation

NETWORKS: Final = frozenset({"network", "programme", "organisation"})
DID: Final[tuple[Relation, ...]] = ("did", "event")
STATUS: Final[tuple[Relation, ...]] = ("status",)


@dataclass(frozen=True, slots=True)
class Link:
    """What the sources say of the two ends."""

    one: Entity
    other: Entity
    asked: tuple[Fact, ...]
    """Facts of the kind of link that is asked for; all of them where no kind is."""
    aside: tuple[Fact, ...]
    """Facts of other kinds."""
    done: tuple[Fact, ...]
    """Actions and events of one that name the other, the newest first."""

    @property
    def known(self) -> bool:
        return bool(self.asked or self.aside)


def link_of(desk: Desk) -> Link:
    """The facts between the two ends of the query's pair."""
    assert desk.query.pair is not None
    one, other = desk.query.pair
    # Who applied once and is a member is no candidate any more.
    facts = newest_first(desk.facts.between(one.id, other.id) or _loose(desk, one, other))
    families = desk.query.filters.kinds
    membership = any(fact.relation != "partner_of" for fact in facts)
    asked, aside = facts, facts[:0]
    if families and not membership:
        asked = tuple(fact for fact in facts if family_of(fact.qualifiers.get("kind")) in families)
        aside = tuple(fact for fact in facts if fact not in asked)
    return Link(one, other, asked, aside, actions(desk, one, other))


def _loose(desk: Desk, one: Entity, other: Entity) -> tuple[Fact, ...]:
    """What is said of one end's state towards the other, which it names in words only: « candidature LUCI »."""
    return tuple(
        fact
        for subject, named in ((one, other), (other, one))
        for fact in desk.facts.of(subject.id, STATUS)
        if fact.object_id is None and names(f"{fact.object} {fact.qualifiers.get('kind') or ''}", named)
    )


def actions(desk: Desk, one: Entity, other: Entity) -> tuple[Fact, ...]:
    """What either did, or what happened to it, that names the other or stands on the other's page; newest first."""
    return newest_first(
        fact
        for subject, named in ((one, other), (other, one))
        for fact in desk.facts.of(subject.id, DID)
        if names(fact.object, named) or _is_about(desk.document(fact.document).about, named)
    )


def names(text: str, entity: Entity) -> bool:
    """Whether `text` has one of the entity's names, as whole words that are no part of a network's name."""
    said = f" {fold(text)} "
    if not any(name and f" {fold(name)} " in said for name in (entity.name_fr, entity.name_en)):
        return False
    for one in known().mentions(text):
        if one.entity.kind in NETWORKS and one.entity.id != entity.id:
            said = said.replace(f" {fold(text[one.start : one.end])} ", " ")
    return any(name and f" {fold(name)} " in said for name in (entity.name_fr, entity.name_en))


def _is_about(about: str | None, entity: Entity) -> bool:
    return bool(about) and fold(about or "") in (fold(entity.name_fr), fold(entity.name_en))


def pair_words(desk: Desk, link: Link) -> str:
    """« Lyon – Turin », for markdown."""
    return desk.say("pair", one=desk.name(link.one), other=desk.name(link.other))


def kind_words(desk: Desk, state: State) -> str:
    """« jumelage », « adhésion »."""
    if state.fact.relation != "partner_of":
        return desk.say("link.member")
    return plain(", ".join(kinds_of([state], desk.language)) or desk.say("link.any"))


def states_of(facts: Sequence[Fact]) -> tuple[State, ...]:
    """The state of each family of links; none where there is no fact."""
    return states(facts) if facts else ()


def proving(link: Link, state: State) -> list[Fact]:
    """The fact that decides, the one that dates, and the others of the same family."""
    facts = link.asked + link.aside
    dated = [fact for fact in facts if state.since and fact.qualifiers.get("since") == state.since]
    of_family = [
        fact
        for fact in facts
        if fact.relation == state.fact.relation
        and (fact.relation != "partner_of" or family_of(fact.qualifiers.get("kind")) == state.family)
    ]
    return [state.fact, *[fact for fact in dated if fact in of_family], *of_family]


def dating(link: Link, state: State) -> list[Fact]:
    """As `proving`, those that tell the beginning first: they are what is asked for."""
    return sorted(proving(link, state), key=lambda fact: fact.qualifiers.get("since") != state.since)


def item_of(desk: Desk, link: Link, state: State, numbers: tuple[int, ...]) -> Item:
    """The link as a row, named by the end that the proof names."""
    quotes = fold(desk.citations.quotes(numbers))
    ends = [name_of(end, desk.language) for end in (link.other, link.one)]
    label = next((name for name in ends if fold(name) in quotes), ends[0])
    return Item(
        label=label,
        detail=plain_kind(desk, state),
        status=state.status,
        since=state.since,
        as_of=state.as_of,
        citations=numbers,
        kind=plain_kind(desk, state),
    )


def plain_pair(desk: Desk, link: Link) -> str:
    """The same as plain text."""
    ends = (name_of(end, desk.language) for end in (link.one, link.other))
    return " – ".join(ends)


def plain_kind(desk: Desk, state: State) -> str:
    """The kind of a link, as plain text."""
    if state.fact.relation != "partner_of":
        return desk.say("link.member")
    return ", ".join(kinds_of([state], desk.language)) or desk.say("link.any")

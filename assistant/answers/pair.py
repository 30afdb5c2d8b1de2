"""One link between two entities: since when, in what state, whether there is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assistant.answers.desk import Desk
from assistant.answers.rows import QUIET, conflict_block, differing, kinds_of
from assistant.answers.words import kind_word, name_of, since, status_word, until
from assistant.markdown import marks, plain
from index.facts import newest_first
from index.filters import overlaps
from index.standing import STANDINGS, State, states
from ingest.facts.kinds import family_of
from ingest.normalise import fold
from ingest.records import Answer, Entity, Fact, Item, Relation

DID: Final[tuple[Relation, ...]] = ("did", "event")
DONE: Final = 4
"""Actions and events told beside the state of a link."""
FOUNDED: Final[tuple[Relation, ...]] = ("founded",)


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
    facts = desk.facts.between(one.id, other.id)
    families = desk.query.filters.kinds
    membership = any(fact.relation == "member_of" for fact in facts)
    asked, aside = facts, facts[:0]
    if families and not membership:
        asked = tuple(fact for fact in facts if family_of(fact.qualifiers.get("kind")) in families)
        aside = tuple(fact for fact in facts if fact not in asked)
    return Link(one, other, asked, aside, _actions(desk, one, other))


def _actions(desk: Desk, one: Entity, other: Entity) -> tuple[Fact, ...]:
    found: list[Fact] = []
    for subject, named in ((one, other), (other, one)):
        names = {fold(name) for name in (named.name_fr, named.name_en) if name}
        done = desk.facts.of(subject.id, DID)
        found += [fact for fact in done if any(f" {name} " in f" {fold(fact.object)} " for name in names)]
    return newest_first(found)


def pair_words(desk: Desk, link: Link) -> str:
    return desk.say("pair", one=desk.name(link.one), other=desk.name(link.other))


def kind_words(desk: Desk, state: State) -> str:
    """« jumelage », « adhésion »."""
    if state.fact.relation == "member_of":
        return desk.say("link.member")
    return plain(", ".join(kinds_of([state], desk.language)) or desk.say("link.any"))


# --- since when ------------------------------------------------------------------------------------------------------


def since_answer(desk: Desk) -> Answer | None:
    """Since when; declines where the link is known and its beginning is not. None where no link is known."""
    link = link_of(desk)
    if not link.known:
        return None
    dated = [state for state in _states(link.asked) if state.since and state.standing not in ("pending", "unconfirmed")]
    other_kind = not link.asked
    if other_kind:
        dated = [
            state for state in _states(link.aside) if state.since and state.standing not in ("pending", "unconfirmed")
        ]
    if not dated:
        return _undated(desk, link)
    blocks: list[str] = []
    if other_kind:
        asked = ", ".join(kind_word(kind, desk.language) or kind for kind in sorted(desk.query.filters.kinds))
        blocks.append(desk.say("since.other_kind", asked=asked, one=desk.name(link.one), other=desk.name(link.other)))
    lines, items, conflicts = [], [], []
    for state in dated:
        facts = _proving(link, state)
        numbers = desk.cite(facts)
        lines.append(_since_line(desk, link, state, numbers))
        items.append(item_of(desk, link, state, numbers))
        conflicts += differing(desk, f"{_plain_pair(desk, link)}, {_plain_kind(desk, state)}", state)
    blocks.append(lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines))
    blocks.append(desk.quoted(fact for state in dated for fact in _proving(link, state)[:2]))
    blocks.append(_before_founding(desk, link, dated))
    blocks.append(conflict_block(desk, conflicts))
    return desk.answered(blocks, items)


def _before_founding(desk: Desk, link: Link, dated: Sequence[State]) -> str:
    """Warns of a membership that begins before its network does: one of the two dates must be wrong."""
    network = next(
        (end for end in (link.one, link.other) if end.kind in ("network", "programme", "organisation")), None
    )
    begun = next((state.since for state in dated if state.fact.relation == "member_of"), None)
    if not network or not begun:
        return ""
    founded = desk.facts.of(network.id, FOUNDED)
    later = [fact for fact in founded if begun[:4] < fact.object[:4]]
    if not later or len(later) < len(founded):
        return ""
    when = desk.date(later[0].object)
    return desk.say("since.before_founding", name=desk.name(network), date=when, marks=desk.marks(later))


def _since_line(desk: Desk, link: Link, state: State, numbers: Sequence[int]) -> str:
    words = since(state.since or "", desk.language)
    if state.until:
        words += f", {until(state.until, desk.language)}"
    if state.standing != "live":
        words += f" ({status_word(state.status, desk.language)})"
    return desk.say(
        "since.is", pair=pair_words(desk, link), kind=kind_words(desk, state), since=words, marks=marks(numbers)
    )


def _undated(desk: Desk, link: Link) -> Answer:
    facts = link.asked or link.aside
    said = [desk.say("since.undated", pair=pair_words(desk, link))]
    if all(STANDINGS[fact.qualifiers.get("status")] == "pending" for fact in facts):
        said.append(desk.say("since.pending"))
    else:
        said.append(desk.say("since.undated.near"))
    return desk.declined(said, facts)


# --- in what state, and whether --------------------------------------------------------------------------------------


def status_answer(desk: Desk) -> Answer | None:
    """The state of each link between the two, the leading one first; None where no link is known."""
    link = link_of(desk)
    if not link.known:
        return None
    if desk.query.yes_no:
        return _whether(desk, link)
    blocks, items, conflicts = [], [], []
    for state in (*_states(link.asked), *_states(link.aside)):
        numbers = desk.cite(_proving(link, state))
        blocks.append(_status_line(desk, link, state, numbers))
        items.append(item_of(desk, link, state, numbers))
        conflicts += differing(desk, f"{_plain_pair(desk, link)}, {_plain_kind(desk, state)}", state)
    blocks.append(desk.quoted(fact for state in _states(link.asked) for fact in _proving(link, state)[:2]))
    blocks += _done_lines(desk, link)
    return desk.answered([*blocks, conflict_block(desk, conflicts)], items)


def _status_line(desk: Desk, link: Link, state: State, numbers: Sequence[int]) -> str:
    return desk.say(
        "status.is",
        pair=pair_words(desk, link),
        kind=_dated_kind(desk, state),
        status=_status_words(desk, state),
        marks=marks(numbers),
    )


def _status_words(desk: Desk, state: State) -> str:
    """« suspendu (source : mai 2025) »."""
    word = status_word(state.status, desk.language)
    return desk.say("row.as_of", status=word, date=desk.date(state.as_of)) if state.as_of else word


def _dated_kind(desk: Desk, state: State) -> str:
    """« jumelage depuis 1973 »: the dates belong to the link, not to its status."""
    words = kind_words(desk, state)
    if state.since:
        words += f" {since(state.since, desk.language)}"
    return f"{words}, {until(state.until, desk.language)}" if state.until else words


def _whether(desk: Desk, link: Link) -> Answer:
    """Yes, no, or that the documents do not allow to say; absence is never a no."""
    if not link.asked:
        return _another_kind(desk, link)
    state = _states(link.asked)[0]
    numbers = desk.cite(_proving(link, state))
    key = _verdict(desk, link, state)
    first = desk.say(
        key,
        pair=pair_words(desk, link),
        kind=_dated_kind(desk, state),
        status=_status_words(desk, state),
        marks=marks(numbers),
    )
    conflicts = differing(desk, f"{_plain_pair(desk, link)}, {_plain_kind(desk, state)}", state)
    items = [item_of(desk, link, state, numbers)] if state.standing != "unconfirmed" else []
    quote = desk.quoted(_proving(link, state)[:2])
    return desk.answered([first, quote, *_done_lines(desk, link), conflict_block(desk, conflicts)], items)


def _verdict(desk: Desk, link: Link, state: State) -> str:
    asked = desk.query.filters.statuses
    if state.standing in ("unconfirmed", "disputed"):
        return "answer.unsure"
    if asked:
        # « Est-il suspendu ? » of a link that its newest source gives among those in force: no, according to it.
        wanted = {STANDINGS[status] for status in asked if status in STANDINGS}
        said = state.status in asked or (state.standing in wanted and state.standing != "live")
        if "active" in asked:
            said = state.standing == "live"
        return "answer.yes" if said else "answer.no"
    begun = desk.query.filters.since
    if begun and state.since and not overlaps(state.since, begun):
        return "answer.no"
    return {"pending": "answer.no.pending", "ended": "answer.no.ended", "paused": "answer.yes.paused"}.get(
        state.standing, "answer.yes"
    )


def _another_kind(desk: Desk, link: Link) -> Answer:
    """Another kind of link is the only one that is recorded: that is a no, with what there is."""
    told, items = [], []
    numbers: tuple[int, ...] = ()
    for state in _states(link.aside):
        found = desk.cite(_proving(link, state))
        numbers += tuple(number for number in found if number not in numbers)
        status = "" if state.status in QUIET else f" ({status_word(state.status, desk.language)})"
        told.append(kind_words(desk, state) + status)
        if state.standing != "unconfirmed":
            items.append(item_of(desk, link, state, found))
    first = desk.say(
        "answer.no.other",
        one=desk.name(link.one),
        other=desk.name(link.other),
        kinds=", ".join(told),
        marks=marks(numbers),
    )
    return desk.answered([first, desk.quoted(link.aside[:2])], items)


def _done_lines(desk: Desk, link: Link) -> list[str]:
    """What was done and what happened, told once each."""
    told: dict[str, list[Fact]] = {}
    for fact in link.done:
        told.setdefault(fold(fact.object), []).append(fact)
    lines = []
    for group in list(told.values())[:DONE]:
        fact, said = group[0], group[0].qualifiers
        date = said.get("since") or said.get("as_of") if fact.relation == "event" else None
        status = f" — {status_word(said['status'], desk.language)}" if said.get("status") else ""
        opening = f"**{desk.date(date)}**{desk.say('colon')}" if date else ""
        lines.append(f"- {opening}{plain(fact.object)}{status} {desk.marks(group)}")
    return ["\n".join(lines)] if lines else []


# --- shared ----------------------------------------------------------------------------------------------------------


def _states(facts: Sequence[Fact]) -> tuple[State, ...]:
    return states(facts) if facts else ()


def _proving(link: Link, state: State) -> list[Fact]:
    """The fact that decides, the one that dates, and the others of the same family."""
    facts = link.asked + link.aside
    dating = [fact for fact in facts if state.since and fact.qualifiers.get("since") == state.since]
    of_family = [
        fact
        for fact in facts
        if fact.relation == state.fact.relation
        and (fact.relation != "partner_of" or family_of(fact.qualifiers.get("kind")) == state.family)
    ]
    return [state.fact, *[fact for fact in dating if fact in of_family], *of_family]


def item_of(desk: Desk, link: Link, state: State, numbers: tuple[int, ...]) -> Item:
    """The link as a row, named by the end that the proof names."""
    quotes = fold(desk.citations.quotes(numbers))
    ends = [name_of(end, desk.language) for end in (link.other, link.one)]
    label = next((name for name in ends if fold(name) in quotes), ends[0])
    return Item(
        label=label,
        detail=_plain_kind(desk, state),
        status=state.status,
        since=state.since,
        as_of=state.as_of,
        citations=numbers,
        kind=_plain_kind(desk, state),
    )


def _plain_pair(desk: Desk, link: Link) -> str:
    ends = (name_of(end, desk.language) for end in (link.one, link.other))
    return " – ".join(ends)


def _plain_kind(desk: Desk, state: State) -> str:
    if state.fact.relation == "member_of":
        return desk.say("link.member")
    return ", ".join(kinds_of([state], desk.language)) or desk.say("link.any")

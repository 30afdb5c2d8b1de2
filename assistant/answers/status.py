"""In what state the links between two entities are, and whether there is one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.answers.absent import not_a_member
from assistant.answers.beside import beside_pair, instead_of_pair
from assistant.answers.desk import Desk
from assistant.answers.pair import (
    Link,
    item_of,
    kind_words,
    link_of,
    pair_words,
    plain_kind,
    plain_pair,
    proving,
    states_of,
)
from assistant.answers.rows import QUIET, conflict_block, differing
from assistant.answers.words import kind_word, since, source_of, status_word, until
from assistant.markdown import marks, plain
from index.filters import overlaps
from index.standing import STANDINGS, State
from ingest.facts.wording.kinds import family_of, kinds_in
from ingest.normalise import fold
from ingest.records import Answer, Fact

DONE: Final = 4
"""Actions and events told beside the state of a link."""


def answer(desk: Desk) -> Answer | None:
    """The state of each link between the two, the leading one first; None where no link is known."""
    link = link_of(desk)
    if not link.known:
        known = (_only_happened(desk, link) or not_a_member(desk)) if desk.query.yes_no else None
        return known or instead_of_pair(desk)
    if desk.query.yes_no:
        return _whether(desk, link)
    blocks, items, conflicts = [], [], []
    for state in (*states_of(link.asked), *states_of(link.aside)):
        numbers = desk.cite(proving(link, state))
        blocks.append(_status_line(desk, link, state, numbers))
        items.append(item_of(desk, link, state, numbers))
        conflicts += differing(desk, f"{plain_pair(desk, link)}, {plain_kind(desk, state)}", state)
    blocks.append(desk.quoted(fact for state in states_of(link.asked) for fact in proving(link, state)[:2]))
    blocks += _done_lines(desk, link)
    return desk.answered([*blocks, beside_pair(desk).told, conflict_block(desk, conflicts)], items)


def _status_line(desk: Desk, link: Link, state: State, numbers: Sequence[int]) -> str:
    return desk.say(
        "status.is",
        pair=pair_words(desk, link),
        kind=dated_kind(desk, state),
        status=status_words(desk, state),
        marks=marks(numbers),
    )


def status_words(desk: Desk, state: State) -> str:
    """« suspendu (source : mai 2025) »."""
    word = status_word(state.status, desk.language)
    return desk.say("row.as_of", status=word, source=source_of(state.as_of, desk.language)) if state.as_of else word


def dated_kind(desk: Desk, state: State) -> str:
    """« jumelage depuis 1973 »: the dates belong to the link, not to its status."""
    words = kind_words(desk, state)
    if state.since:
        words += f" {since(state.since, desk.language)}"
    return f"{words}, {until(state.until, desk.language)}" if state.until else words


def _whether(desk: Desk, link: Link) -> Answer:
    """Yes, no, or that the documents do not allow to say; absence is never a no."""
    if not link.asked:
        return _another_kind(desk, link)
    state = states_of(link.asked)[0]
    numbers = desk.cite(proving(link, state))
    key = _verdict(desk, link, state)
    first = desk.say(
        key,
        pair=pair_words(desk, link),
        kind=dated_kind(desk, state),
        status=status_words(desk, state),
        marks=marks(numbers),
    )
    conflicts = differing(desk, f"{plain_pair(desk, link)}, {plain_kind(desk, state)}", state)
    items = [item_of(desk, link, state, numbers)] if state.standing != "unconfirmed" else []
    quote = desk.quoted(proving(link, state)[:2])
    bodies = beside_pair(desk).told
    return desk.answered([first, quote, bodies, *_done_lines(desk, link), conflict_block(desk, conflicts)], items)


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
    for state in states_of(link.aside):
        found = desk.cite(proving(link, state))
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


def _only_happened(desk: Desk, link: Link) -> Answer | None:
    """No, where what happened between the two names links, and none of the kind that is asked for."""
    families = desk.query.filters.kinds
    told = [(fact, kinds_in(fact.object)) for fact in link.done]
    named = {word.kind: fact for fact, words in told for word in words}
    if not families or not named or any(family_of(kind) in families for kind in named):
        return None
    facts = list({(fact.document, fact.span): fact for fact in named.values()}.values())
    kinds = ", ".join(plain(kind_word(kind, desk.language) or kind) for kind in named)
    first = desk.say(
        "answer.no.other", one=desk.name(link.one), other=desk.name(link.other), kinds=kinds, marks=desk.marks(facts)
    )
    return desk.answered([first, desk.quoted(facts)])


def _done_lines(desk: Desk, link: Link) -> list[str]:
    """What was done and what happened, told once each."""
    told: dict[str, list[Fact]] = {}
    proofs = {(fact.document, fact.span) for fact in link.asked + link.aside}
    for fact in link.done:
        if (fact.document, fact.span) in proofs:
            continue
        told.setdefault(fold(fact.object), []).append(fact)
    lines = []
    for group in list(told.values())[:DONE]:
        fact, said = group[0], group[0].qualifiers
        date = said.get("since") or said.get("as_of") if fact.relation == "event" else None
        status = f" — {status_word(said['status'], desk.language)}" if said.get("status") else ""
        opening = f"**{desk.date(date)}**{desk.say('colon')}" if date else ""
        lines.append(f"- {opening}{plain(fact.object)}{status} {desk.marks(group)}")
    return ["\n".join(lines)] if lines else []

"""Several sets together: what is in all of them, in any, or in the first and not in the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answers.desk import Desk
from assistant.answers.extent import declared, partial
from assistant.answers.lists import family, is_network, kind_of, noun_of, rows_of
from assistant.answers.rows import apart, columns, conflict_block, disagreements, shown
from assistant.answers.words import joined, name_of, of, only, say_count, word
from assistant.markdown import plain
from assistant.query import Group
from index.facts import Row
from index.filters import select
from index.sets import difference, intersection, union
from index.standing import sort_out
from ingest.records import Answer, Fact

LONGEST_SIDE = 30
"""Rows of each set that are named when nothing is common to them: the reader can check a short list."""


def answer(desk: Desk) -> Answer | None:
    """The rows of the sets joined. « None » is an answer only where every set is known; None where one is not."""
    groups = desk.query.groups
    sides = [rows_of(desk, group) for group in groups]
    if not all(sides):
        return None
    kept = [_restricted(desk, rows, group) for rows, group in zip(sides, groups, strict=True)]
    rows = sort_out(_joined(desk, kept, sides))
    tell = columns(desk, rows.live)
    lines = [shown(desk, row, tell) for row in rows.live]
    docs = desk.according() if lines else ""
    aside = apart(desk, rows, tell)
    differing = conflict_block(desk, disagreements(desk, rows.live))
    incomplete = _incomplete(desk, groups)
    named = [] if lines else [_side(desk, group, side) for group, side in zip(groups, kept, strict=True)]
    bullets = "\n".join(one.line for one in lines)
    head = _head(desk, rows.live, docs or desk.according())
    return desk.answered([head, bullets, *named, *aside, *incomplete, differing], [one.item for one in lines])


def _restricted(desk: Desk, rows: Sequence[Row], group: Group) -> list[Row]:
    """The rows of one side that are asked for; kinds of links restrict partners only."""
    filters = desk.query.filters
    if group.relation == "member_of":
        filters = replace(filters, kinds=frozenset())
    return list(select(rows, filters).rows)


def _joined(desk: Desk, kept: Sequence[Sequence[Row]], sides: Sequence[Sequence[Row]]) -> list[Row]:
    if desk.query.joined == "minus":
        # Who is in the other set without a doubt is left out; who only may be in it is not in it.
        return difference(kept[0], [sort_out(side).live for side in sides[1:]])
    return union(kept) if desk.query.joined == "or" else intersection(kept)


def _noun(desk: Desk, rows: Sequence[Row]) -> str:
    """What is common: partners, networks, cities."""
    number = "many" if len(rows) > 1 else "one"
    if all(group.relation == "partner_of" for group in desk.query.groups):
        return word(f"partners.{number}", family(desk.query.filters), desk.language)
    if rows:
        return noun_of(rows, desk.language)
    networks = not any(is_network(group) for group in desk.query.groups)
    return word("members.one", "network" if networks else "city", desk.language)


def _said(desk: Desk) -> str:
    """Which sentence tells how the sets are joined: a network is in no city."""
    groups = desk.query.groups
    if desk.query.joined == "minus" and all(group.relation == "partner_of" for group in groups):
        return "partners"
    if desk.query.joined == "minus" and not any(is_network(group) for group in groups):
        return "networks" if all(group.relation == "member_of" for group in groups) else "minus"
    return desk.query.joined


def _only(desk: Desk, rows: Sequence[Row]) -> str:
    if all(group.relation == "partner_of" for group in desk.query.groups):
        return only("partners.one", family(desk.query.filters), desk.language)
    return only("members.one", kind_of(rows), desk.language)


def _head(desk: Desk, rows: Sequence[Row], docs: str) -> str:
    names = [plain(name_of(group.anchor, desk.language)) for group in desk.query.groups]
    return say_count(
        f"shared.{_said(desk)}",
        len(rows),
        desk.language,
        docs=docs,
        noun=_noun(desk, rows),
        names=joined(names, desk.language),
        only=_only(desk, rows),
        of=of(desk.query.groups[0].anchor),
        first=names[0],
        others=joined(names[1:], desk.language),
        restricted=desk.restricted(),
    )


def _side(desk: Desk, group: Group, rows: Sequence[Row]) -> str:
    """What one set holds, so that the reader sees that nothing is common."""
    held = sort_out(rows).live
    names = [f"{desk.name(row.entity)} {desk.marks(row.facts, most=1)}" for row in held[:LONGEST_SIDE]]
    more = [f"… (+ {len(held) - LONGEST_SIDE})"] if len(held) > LONGEST_SIDE else []
    return desk.say("shared.side", name=desk.name(group.anchor), count=len(held), list=", ".join([*names, *more]))


def _incomplete(desk: Desk, groups: Sequence[Group]) -> list[str]:
    """Sets that the documents do not hold whole: absence from them proves nothing."""
    names: list[str] = []
    facts: list[Fact] = []
    for group in groups:
        if not is_network(group):
            continue
        limits = partial(desk, group.anchor)
        claims = declared(desk, group.anchor)
        named = len(sort_out(rows_of(desk, group)).live)
        short = next((one for one in claims if one.value.isdecimal() and int(one.value) > named), None)
        if limits or short:
            names.append(desk.name(group.anchor))
            facts += [limits] if limits else list(short.facts[:1]) if short else []
    if not names:
        return []
    return [desk.say("shared.incomplete", names=joined(names, desk.language), marks=desk.marks(facts))]

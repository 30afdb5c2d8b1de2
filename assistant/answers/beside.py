"""What is told beside the links of a town: those of the bodies that bear its name, which are not the town."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answers.desk import Desk
from assistant.answers.pair import Link, item_of, link_of, proving, states_of
from assistant.answers.rows import Columns, shown
from assistant.answers.words import joined, name_of, of, since, status_word
from assistant.markdown import marks, plain
from assistant.query import Group
from index.facts import Row
from index.filters import select
from index.standing import STANDINGS, sort_out
from ingest.records import Answer, Entity, Item


@dataclass(frozen=True, slots=True)
class Beside:
    """The sentences that tell it, each with its citations, and its rows."""

    sentences: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()

    @property
    def told(self) -> str:
        """All the sentences; empty where there is none."""
        return " ".join(self.sentences)


def beside(desk: Desk, group: Group) -> Beside:
    """The links in force, of the kind that is asked for, of the bodies that bear the name of the group's town."""
    sentences, items = [], []
    for body in desk.facts.bearing_name(group.anchor):
        rows = _rows(desk, group, body)
        if not rows:
            continue
        lines = [shown(desk, row, Columns(kind=False, as_of=False)) for row in rows]
        named = [_named(desk, row.entity, line.item.citations) for row, line in zip(rows, lines, strict=True)]
        key = "beside.partners" if group.relation == "partner_of" else "beside.networks"
        sentences.append(desk.say(key, body=desk.name(body), names=joined(named, desk.language)))
        items += [_of_body(desk, body, line.item) for line in lines]
    return Beside(tuple(sentences), tuple(items))


def instead(desk: Desk, group: Group) -> Answer | None:
    """The answer where the town itself has no such link and a body that bears its name has; None where none has."""
    found = beside(desk, group)
    return _only(desk, group.anchor, found) if found.sentences else None


def beside_pair(desk: Desk) -> Beside:
    """What links a body that bears the town's name to the other end of the pair."""
    assert desk.query.pair is not None
    sentences, items = [], []
    one, other = desk.query.pair
    for town, end in ((one, other), (other, one)):
        for body in desk.facts.bearing_name(town):
            link = link_of(replace_pair(desk, body, end)) if body.id != end.id else None
            if link is not None and link.asked and (told := _of_pair(desk, link, body, end)):
                sentences.append(told[0])
                items += told[1]
    return Beside(tuple(sentences), tuple(items))


def instead_of_pair(desk: Desk) -> Answer | None:
    """The answer where no link of the town's is known, but one of a body that bears its name is; None where none is."""
    found = beside_pair(desk)
    if not found.sentences or desk.query.pair is None:
        return None
    one, other = desk.query.pair
    return _only(desk, one if desk.facts.bearing_name(one) else other, found)


def replace_pair(desk: Desk, one: Entity, other: Entity) -> Desk:
    """The same desk, asked about two others: what it cites is cited here."""
    return replace(desk, query=replace(desk.query, pair=(one, other)))


def _rows(desk: Desk, group: Group, body: Entity) -> Sequence[Row]:
    links = desk.facts.partners if group.relation == "partner_of" else desk.facts.networks_of
    rows = [row for row in links(body.id) if row.entity.id != group.anchor.id]
    return sort_out(select(rows, desk.query.filters).rows).live


def _named(desk: Desk, entity: Entity, numbers: Sequence[int]) -> str:
    name = desk.name(entity)
    if desk.language == "fr" and entity.kind not in ("city", "region"):
        name = plain(of(entity))
    return f"{name} {marks(numbers)}"


def _of_pair(desk: Desk, link: Link, body: Entity, end: Entity) -> tuple[str, list[Item]] | None:
    """The sentence of what links the two, and its rows."""
    told, items = [], []
    member = False
    for state in states_of(link.asked):
        if state.standing == "unconfirmed":
            continue
        member = state.fact.relation != "partner_of"
        numbers = desk.cite(proving(link, state))
        dated = f", {since(state.since, desk.language)}" if state.since else ""
        status = "" if STANDINGS.get(state.status) == "live" else f" ({status_word(state.status, desk.language)})"
        name = plain(of(end)) if member and desk.language == "fr" else desk.name(end)
        told.append(f"{name}{dated}{status} {marks(numbers)}")
        items.append(_of_body(desk, body, item_of(desk, link, state, numbers)))
    if not told:
        return None
    key = "beside.networks" if member else "beside.partners"
    return desk.say(key, body=desk.name(body), names=joined(told, desk.language)), items


def _of_body(desk: Desk, body: Entity, item: Item) -> Item:
    """A row that says whose it is."""
    whose = name_of(body, desk.language)
    return replace(item, detail=" · ".join(part for part in (whose, item.detail) if part and part != item.label))


def _only(desk: Desk, town: Entity, found: Beside) -> Answer:
    return desk.answered([f"{found.told} {desk.say('beside.only', town=desk.name(town))}"], found.items)

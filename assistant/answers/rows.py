"""Rows of a list: an entity, its state, its proofs; and what stands apart because it does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from assistant.answers.desk import Desk
from assistant.answers.words import country, kind_word, name_of, since, source_of, status_word, until
from assistant.markdown import marks, plain
from index.facts import Row
from index.standing import Sorted, State
from ingest.normalise import fold
from ingest.records import Entity, Fact, Item, Language

QUIET: Final = frozenset({None, "listed", "active"})
"""Statuses that say no more than that the row is in the list."""
GENERIC_KINDS: Final = frozenset({"réseau", "membre", "network", "member", "association", "adhésion"})


@dataclass(frozen=True, slots=True)
class Shown:
    """A row as the answer has it."""

    item: Item
    line: str


@dataclass(frozen=True, slots=True)
class Columns:
    """What the lines of a list tell besides names: what all rows share is said once, above."""

    kind: bool
    as_of: bool


def columns(desk: Desk, rows: Sequence[Row]) -> Columns:
    """What differs between the rows."""
    found = [desk.settled(part) for row in rows for part in row.parts]
    kinds = {state.kinds for state in found}
    return Columns(kind=len(kinds) > 1, as_of=len({state.as_of for state in found}) > 1)


def shown(desk: Desk, row: Row, tell: Columns, plainly: bool = False) -> Shown:
    """One row.

    :param plainly: whether the status is told even where it says no more than that the row is there.
    """
    language = desk.language
    parts = [desk.settled(part) for part in row.parts]
    first = parts[0]
    numbers = desk.cite(_proofs(row, parts), most=max(3, len(parts)))
    entity = row.entity
    label = name_of(entity, language)
    place = country(entity.country, language) if entity.kind in ("city", "region") else None
    kinds = kinds_of(parts, language)
    dates = _dates(first, language) if len(parts) == 1 else []
    status = first.status if plainly or first.status not in QUIET else None
    told = [part for part in (_in_source(desk, entity, label, numbers), place) if part]
    words = f"**{plain(label)}**" + (f" ({plain(', '.join(told))})" if told else "")
    if kinds and (tell.kind or plainly):
        words += f", {plain(', '.join(kinds))}"
    words += "".join(f", {date}" for date in dates)
    after = f" — {status_word(status, language)}" if status or plainly else ""
    if tell.as_of and first.as_of:
        after += f" ({source_of(first.as_of, language)})"
    line = f"- {words}{after} {marks(numbers)}"
    item = Item(
        label=label,
        detail=" · ".join([*told, *([", ".join(kinds)] if kinds else [])]) or None,
        status=first.status,
        since=first.since if len(parts) == 1 else None,
        as_of=first.as_of,
        citations=numbers,
        country=place,
        kind=", ".join(kinds) or None,
    )
    return Shown(item, line)


def apart(desk: Desk, rows: Sorted, tell: Columns) -> list[str]:
    """The blocks of what is planned, suspended, over or unconfirmed: told, never counted."""
    blocks = []
    for standing in ("pending", "paused", "ended", "unconfirmed"):
        group: tuple[Row, ...] = getattr(rows, standing)
        if group:
            lines = (shown(desk, row, tell, plainly=True).line for row in group)
            blocks.append(block(desk.say(f"apart.{standing}"), lines))
    return blocks


def block(title: str, lines: Iterable[str]) -> str:
    """A line that introduces a list, and the list."""
    return "\n".join([title, "", *lines])


def disagreements(desk: Desk, rows: Iterable[Row]) -> list[str]:
    """One line for each point on which the sources of a row differ."""
    lines = []
    for row in rows:
        name = name_of(row.entity, desk.language)
        for part in row.parts:
            lines += differing(desk, name, desk.settled(part))
    return lines


def differing(desk: Desk, name: str, state: State) -> list[str]:
    """One line for each point on which the sources of one link differ."""
    return [
        "- "
        + desk.differ(
            desk.say(f"conflict.{one.about}", name=name),
            one.claims,
            (lambda text: status_word(text, desk.language)) if one.about == "status" else desk.date,
        )
        for one in state.disagreements
    ]


def conflict_block(desk: Desk, lines: Sequence[str]) -> str:
    """The block of disagreements; empty where there is none."""
    if not lines:
        return ""
    key = "conflict.one" if len(lines) == 1 else "conflict.many"
    return block(desk.say(key, count=len(lines)), lines)


def _proofs(row: Row, parts: Sequence[State]) -> list[Fact]:
    """Of each side, the fact that decides its status and the one that dates it; then whatever else there is."""
    first = [state.fact for state in parts]
    dated = (fact for state in parts for fact in _dating(row, state))
    return list({(fact.document, fact.span): fact for fact in chain(first, dated, row.facts)}.values())


def _dating(row: Row, state: State) -> list[Fact]:
    if not state.since or state.fact.qualifiers.get("since") == state.since:
        return []
    return [fact for fact in row.facts if fact.qualifiers.get("since") == state.since][:1]


def _in_source(desk: Desk, entity: Entity, label: str, numbers: Sequence[int]) -> str | None:
    """The name under which the quotes have the entity, where that is not the answer's."""
    if entity.kind not in ("city", "region"):
        return None
    quotes = f" {fold(desk.citations.quotes(numbers))} "
    if f" {fold(label)} " in quotes:
        return None
    names = (name for name in (entity.name_fr, entity.name_en, *entity.aliases) if name and f" {fold(name)} " in quotes)
    found = next((name for name in names if fold(name) not in fold(label)), None)
    return desk.say("row.in_source", name=found) if found else None


def kinds_of(states: Sequence[State], language: Language) -> list[str]:
    """The kinds of a link, where they say more than that it is a membership."""
    told = [
        kind
        for state in states
        for kind in state.kinds
        if kind.lower() not in GENERIC_KINDS and not (state.fact.relation == "member_of" and _is_name(kind, state.fact))
    ]
    return [word for kind in dict.fromkeys(told) if (word := kind_word(kind, language))]


def _is_name(kind: str, fact: Fact) -> bool:
    return fold(kind) in (fold(fact.object), fold(fact.subject))


def _dates(state: State, language: Language) -> list[str]:
    found = []
    if state.since:
        found.append(since(state.since, language))
    if state.until:
        found.append(until(state.until, language))
    return found

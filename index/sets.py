"""Rows of several sets as one set; each row keeps its facts in every one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.entities import rank
from index.facts import Row


def intersection(groups: Sequence[Iterable[Row]]) -> list[Row]:
    """The rows that are in every group, in the order of the first; `sides` are the facts in each."""
    first, *others = [_by_id(group) for group in groups]
    return [
        _joined(row, [group[id] for group in others])
        for id, row in first.items()
        if all(id in group for group in others)
    ]


def difference(first: Iterable[Row], others: Sequence[Iterable[Row]]) -> list[Row]:
    """The rows of the first group that no other has, as they are."""
    taken = {id for group in others for id in _by_id(group)}
    return [row for row in first if row.entity.id not in taken]


def union(groups: Sequence[Iterable[Row]]) -> list[Row]:
    """The rows that are in any group, in the order of names; of a row in several, `sides` are its facts in those."""
    found: dict[str, list[Row]] = {}
    for group in groups:
        for row in group:
            found.setdefault(row.entity.id, []).append(row)
    rows = [_joined(first, others) for first, *others in found.values()]
    return sorted(rows, key=lambda row: (rank(row.entity), row.entity.id))


def _by_id(rows: Iterable[Row]) -> dict[str, Row]:
    return {row.entity.id: row for row in rows}


def _joined(first: Row, others: Sequence[Row]) -> Row:
    if not others:
        return first
    sides = tuple(part for row in (first, *others) for part in row.parts)
    return Row(first.entity, tuple(fact for side in sides for fact in side), sides)

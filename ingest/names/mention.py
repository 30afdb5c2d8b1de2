"""Where a text names something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.records import Entity


@dataclass(frozen=True, slots=True)
class Mention:
    """`text[start:end]` names `entity`."""

    start: int
    end: int
    entity: Entity
    certain: bool = True
    """Whether it can hardly be another word or a namesake."""
    hinted: bool = False
    """Whether its country stands beside it."""
    paired: bool = False
    """Whether it is the second of « Lyon-Ouagadougou »."""
    plain: bool = False
    """Whether it is a French town of some size under its own name."""


def merged(mentions: list[Mention], new: Sequence[Mention]) -> list[Mention]:
    """The known mentions with the new ones, each of which takes the place of those that it holds, networks excepted."""
    kept: list[Mention] = []
    for one in new:
        inside = [other for other in mentions if other.start < one.end and one.start < other.end]
        if any(other.entity.kind == "network" and other.entity.id != one.entity.id for other in inside):
            continue
        if any(other.start < one.start or other.end > one.end for other in inside):
            continue
        if one.entity.kind == "city" and any(
            other.hinted or other.entity.kind != "city" or (other.start, other.end) == (one.start, one.end)
            for other in inside
        ):
            continue
        if any(other.start < one.end and one.start < other.end for other in kept):
            continue
        kept.append(one)
        mentions = [other for other in mentions if other not in inside or other.entity.id == one.entity.id]
        if any(other.entity.id == one.entity.id for other in inside):
            kept.pop()
    return sorted([*mentions, *kept], key=lambda one: one.start)

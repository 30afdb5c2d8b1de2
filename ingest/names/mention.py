"""Where a text names something."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.names.bodies import Body
from ingest.records import Entity

LONGEST_ARTICLE: Final = len("le ")


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
    """The known mentions with the new ones, each of which takes the place of those that it holds, networks
    excepted where it is not certain."""
    kept: list[Mention] = []
    for one in new:
        inside = [other for other in mentions if other.start < one.end and one.start < other.end]
        if not one.certain and any(
            other.entity.kind == "network" and other.entity.id != one.entity.id for other in inside
        ):
            continue
        if any((other.start < one.start and not one.certain) or other.end > one.end for other in inside):
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


def with_bodies(mentions: list[Mention], bodies: Iterable[Body]) -> list[Mention]:
    """The mentions with those of bodies, each in the place of the towns and regions that its name holds."""
    for one in bodies:
        inside = [other for other in mentions if other.start < one.end and one.start < other.end]
        # « le Grand Lyon »: Le Grand is a town too.
        whole = all(one.start - LONGEST_ARTICLE <= other.start and other.end <= one.end for other in inside)
        # « Grenoble-Alpes Métropole »: where a table says that it is the town, it is.
        listed = any((other.start, other.end) == (one.start, one.end) for other in inside)
        if whole and not listed and all(other.entity.kind in ("city", "region", "country") for other in inside):
            mentions = [other for other in mentions if other not in inside]
            mentions.append(Mention(one.start, one.end, one.entity, hinted=any(other.hinted for other in inside)))
    return sorted(mentions, key=lambda one: one.start)

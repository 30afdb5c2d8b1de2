"""A question as a query over facts: which sets, joined how, restricted to what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from index.filters import Filters, Period
from ingest.records import Entity

__all__ = ["Filters", "Group", "Joined", "Period", "Query", "QueryKind"]

QueryKind = Literal[
    "members",  # the cities of a network
    "networks_of",  # the networks of a city
    "partners",  # the partners of a city
    "shared",  # several of these sets, joined
    "since",  # when a link began
    "count",  # how many
    "definition",  # what an acronym or a word means
    "status",  # in what state a link is, or whether there is one
    "timeline",  # how a link, a city or a network developed
    "profile",  # a network's own facts: founded, seat, number of members
    "open",  # answered from passages
]
ROWS: Final[frozenset[QueryKind]] = frozenset({"members", "networks_of", "partners", "shared", "count"})
"""Kinds that are answered by a list or by its length."""
Joined = Literal["and", "or", "minus"]


@dataclass(frozen=True, slots=True)
class Group:
    """The entities at the other end of `relation` from `anchor`.

    `member_of`: the members of a network, or the networks of a city; `partner_of`: the partners of a city.
    """

    relation: Literal["member_of", "partner_of"]
    anchor: Entity


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of the facts."""

    kind: QueryKind
    groups: tuple[Group, ...] = ()
    joined: Joined = "and"
    pair: tuple[Entity, Entity] | None = None
    """The two ends of one link, for `since`, `status` and `timeline`."""
    topic: Entity | None = None
    """For `definition`, `profile` and `timeline`."""
    relations: frozenset[str] = frozenset()
    """Of `profile` and `count`: which of `founded`, `seat`, `member_count` is asked."""
    filters: Filters = field(default_factory=Filters)
    sides: tuple[Filters, ...] = ()
    """Without any group: where the two ends of the links lie, as far as it is asked."""
    marked: frozenset[str] = frozenset()
    """Statuses that a second clause asks for: rows that have them are pointed out, the others stay."""
    cityless: bool = False
    """Whether it is about the asker's own city, which it does not name."""
    yes_no: bool = False
    extreme: Literal["first", "last"] | None = None
    """Whether only the row that began first, or last, is asked for."""
    also_since: bool = False
    """Whether the dates of the rows are asked too."""

    @property
    def ids(self) -> frozenset[str]:
        """Of every entity that it names."""
        named = [group.anchor for group in self.groups] + [*(self.pair or ())] + ([self.topic] if self.topic else [])
        return frozenset(entity.id for entity in named)

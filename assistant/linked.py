"""A name that a question uses, and which of its namesakes it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ingest.records import Entity

How = Literal["exact", "part", "typo", "known", "unknown"]
"""By a name of an entity with facts; by a part of it; misspelt; without facts; in no directory at all."""


@dataclass(frozen=True, slots=True)
class Linked:
    """One name of the question."""

    entity: Entity
    typed: str
    """As the question has it."""
    start: int
    """First token."""
    end: int
    """One past its last token."""
    how: How
    confidence: float
    others: tuple[Entity, ...] = ()
    """What else it may name, the likeliest first."""
    is_word: bool = False
    """Whether it is also a word of questions: then it may be what is defined, and nothing else."""

    @property
    def corrected(self) -> bool:
        """Whether the answer should say which name was understood."""
        return self.how in ("typo", "part")


def settle(linked: Sequence[Linked], countries: frozenset[str]) -> tuple[Linked, ...]:
    """Namesakes decided by the countries that the question names: « Tripoli, au Liban »."""
    return tuple(_in_country(one, countries) for one in linked)


def _in_country(one: Linked, countries: frozenset[str]) -> Linked:
    if not countries or one.entity.country in countries:
        return one
    other = next((other for other in one.others if other.country in countries and one.how != "typo"), None)
    if other is None:
        return one
    return replace(one, entity=other, others=(one.entity, *(kept for kept in one.others if kept != other)))

"""Cities that a question names as the capital of a country."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.directory import Directory
from assistant.filters import Region
from assistant.linked import How, Linked
from assistant.tokens import Token
from assistant.vocabulary import vocabulary
from ingest.names import Names

LOCATING: Final = frozenset({"au", "aux", "en", "in", "of", "du", "de", "d", "des", "la", "le", "l", "les", "the"})
"""Words between a town and its country."""
REACH: Final = 3
"""Tokens between « capitale » and the country, at most."""


def capitals(
    tokens: Sequence[Token], placed: Sequence[Region], linked: Sequence[Linked], directory: Directory, names: Names
) -> list[Linked]:
    """« la capitale arménienne », "the capital of Armenia": the city that is meant, where nothing else is linked."""
    taken = {index for one in linked for index in range(one.start, one.end)}
    found = []
    for region in placed:
        around = _around(tokens, region, taken)
        city = names.capital_of(next(iter(region.countries))) if around and len(region.countries) == 1 else None
        if around is None or city is None:
            continue
        start, end = around
        typed = " ".join(token.key for token in tokens[start:end])
        how: How = "exact" if directory.holds(city) else "known"
        found.append(Linked(city, typed, start, end, how, 1.0))
    return found


def _around(tokens: Sequence[Token], region: Region, taken: set[int]) -> tuple[int, int] | None:
    """The tokens of « capitale » and of the country, whichever comes first; None where nobody speaks of a capital."""
    capital = vocabulary().slots["capital"]
    for at in range(region.start - 1, max(-1, region.start - 1 - REACH), -1):
        if at not in taken and tokens[at].key in capital:
            return at, region.end
        if tokens[at].key not in LOCATING:
            break
    follows = region.end < len(tokens) and tokens[region.end].key in capital
    return (region.start, region.end + 1) if follows else None

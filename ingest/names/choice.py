"""Which of several namesakes is meant."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.names.cities import Cities
from ingest.names.countries import Countries

HOME: Final = 25.0
"""How much likelier a city of the page's own country is than one of its size elsewhere."""
HOME_TERRITORY: Final = 8.0
HOME_FROM: Final = 1_000
NEARBY: Final = 30.0
"""The same for a country that is named, or has other cities named, nearby."""
ALTERNATE: Final = 0.02
LISTED: Final = 1.5
PREFERRED: Final = 1_000.0
FLOOR: Final = 300
LISTED_FLOOR: Final = 20_000
"""Inhabitants that count for a city of unknown size, and for one that a table names."""
DECIDED: Final = 3.0
"""How far ahead the likeliest must be of the next one in another country."""


@dataclass(frozen=True, slots=True)
class Hint:
    """The country, and the region where it is told, that stands beside a name."""

    countries: frozenset[str]
    division: str | None = None
    bracketed: bool = False
    separated: bool = True
    """By a bracket, a comma or a cell: it can say nothing else."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A city of the gazetteer. `own`: under its own name; `decided`: no namesake could as well be meant."""

    number: int
    own: bool
    decided: bool


def choose(
    cities: Cities,
    countries: Countries,
    called: Sequence[int],
    home: str | None,
    hint: Hint | None = None,
    near: Collection[str] = (),
) -> Choice | None:
    """The likeliest of `called` (`~number` for an alternate name); None where the hint excludes all of them."""
    if len(called) == 1 and hint is None:
        number = called[0]
        return Choice(number if number >= 0 else ~number, number >= 0, True)
    at_home = countries.family(home or "FR")
    scored: list[tuple[float, int, bool]] = []
    for mark in called:
        number, own = (mark, True) if mark >= 0 else (~mark, False)
        country = cities.countries[number]
        if hint and country not in hint.countries:
            continue
        score = float(max(cities.people[number], LISTED_FLOOR if number in cities.listed else FLOOR))
        if not own:
            score *= ALTERNATE
        if hint and hint.division and cities.regions[number] == hint.division:
            score *= PREFERRED
        if country in near:
            score *= NEARBY
        if number in cities.listed:
            score *= LISTED
        if not hint:
            if number in cities.preferred and home not in (None, "FR"):
                score *= NEARBY
            elif number in cities.preferred:
                score *= PREFERRED
            if cities.people[number] >= HOME_FROM and country in at_home:
                score *= HOME if country == (home or "FR") else HOME_TERRITORY
        scored.append((score, number, own))
    if not scored:
        return None
    scored.sort(reverse=True)
    score, number, own = scored[0]
    rivals = [other for other, rival, _ in scored[1:] if cities.countries[rival] != cities.countries[number]]
    return Choice(number, own, not rivals or score >= DECIDED * rivals[0])

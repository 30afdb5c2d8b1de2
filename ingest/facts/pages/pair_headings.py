"""Headings that name both ends of a link: « Northwich and Carlow », each with its own section."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ingest.facts.pages.headings import Reading, same_place
from ingest.records import Entity

SEVERAL: Final = 2
"""Such headings that make a page one of pairs, whomever its title names."""


def is_pair(reading: Reading, subject: Entity | None, readings: Iterable[Reading]) -> bool:
    """Whether the two places of a heading are linked with each other, rather than both with `subject`."""
    if not _is_abroad(reading) or any(same_place(place, subject) for place in reading.places):
        return False
    if subject is None or subject.kind != "city":
        return True
    others = [one for one in readings if _is_abroad(one)]
    return len(others) >= SEVERAL and not any(same_place(place, subject) for one in others for place in one.places)


def _is_abroad(reading: Reading) -> bool:
    """Whether it is two places of two countries."""
    if reading.sort != "place" or len(reading.places) != 2:
        return False
    first, second = (place.country for place in reading.places)
    return first is not None and second is not None and first != second

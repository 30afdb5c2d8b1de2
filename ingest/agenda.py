"""Agenda boxes: a day, a short month and a title, each on its own line, make one dated event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.blocks import Block
from ingest.dates import YEAR, find_dates, iso, month_number
from ingest.normalise import flat

DAY: Final = re.compile(r"(?:[0-3]?\d|\?+)(?:er|st|nd|rd|th)?")
REACH: Final = 6
"""Lines, empty ones included, among which the day, the month, the year and the title stand."""


def read_agenda(lines: Sequence[str]) -> dict[int, Block]:
    """The events among `lines`, by line number: the event stands at its title's line.

    Line numbers of the day and month are keys too, of blocks without text, which say that the line is used up.
    The year is the title's; where the title has none, that of the nearest event; else the event has no date.
    """
    found: dict[int, tuple[str, int | None, int | None, str | None]] = {}
    used: set[int] = set()
    for at, line in enumerate(lines):
        if at in used or not DAY.fullmatch(line.strip()):
            continue
        rest = [row for row in range(at + 1, min(at + 1 + REACH, len(lines))) if lines[row].strip()]
        if not rest:
            continue
        month = month_number(lines[rest[0]].strip())
        year: str | None = None
        skip = 1 if month else 0
        if len(rest) > skip and re.fullmatch(YEAR, lines[rest[skip]].strip()):
            year = lines[rest[skip]].strip()
            skip += 1
        if not skip or len(rest) <= skip or (month is None and "?" not in line):
            continue
        title = rest[skip]
        if not re.search(r"[^\W\d]{3,}", lines[title]):
            continue
        day = int(re.sub(r"\D", "", line)) if re.search(r"\d", line) else None
        head = " ".join(flat(lines[row]) for row in [at, *rest[:skip]])
        found[title] = (f"{head} – {flat(lines[title])}", month, day, year)
        used.update([at, *rest[:skip], title])
    blocks = dict.fromkeys(used - set(found), Block("furniture", ""))
    years = [year or _year_of(text) for text, _, _, year in found.values()]
    for (row, (text, month, day, year)), own in zip(found.items(), years, strict=True):
        nearest = year or own or next((other for other in years if other), None)
        date = _event_date(text, nearest, month, day)
        blocks[row] = Block("event", text, date=date, listing=True)
    return blocks


def _year_of(text: str) -> str | None:
    return next((found.iso[:4] for found in find_dates(text)), None)


def _event_date(text: str, year: str | None, month: int | None, day: int | None) -> str | None:
    for found in find_dates(text):
        if month is None or found.iso[5:7] == f"{month:02}":
            return found.iso
    if year is None:
        return None
    return iso(year, str(month) if month else None, str(day) if month and day else None)

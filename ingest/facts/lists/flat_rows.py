"""Rows of a table whose columns were lost: « Cuxhaven Allemagne 1973 », « 4 United States Murray City, Utah 1988 »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.facts.pages.entries import PLACES, Entry, Place
from ingest.facts.wording.flags import LONGEST, WORD, country_at
from ingest.names import Names

NUMBER: Final = re.compile(r"^\s*\d{1,3}[.)]?\s+(?=[^\W\d_])")
FEWEST: Final = 3
"""Rows from which a table can be told."""
ENOUGH: Final = 0.5
"""Share of the lines that must be rows."""


def read_rows(texts: Sequence[str], names: Names) -> list[Entry | None] | None:
    """What each line lists, if the lines are rows of one table; None where they are not."""
    rows = [read_row(text, names) for text in texts]
    found = sum(row is not None for row in rows)
    return rows if found >= FEWEST and found >= ENOUGH * len(rows) else None


def read_row(text: str, names: Names) -> Entry | None:
    """A country and then a town of it, or a town and then its country, with nothing between them."""
    number = NUMBER.match(text)
    start = number.end() if number else 0
    words = [(word.start(), word.end()) for word in WORD.finditer(text, start)]
    return _country_first(text, words, names) or _town_first(text, words, names)


def _country_first(text: str, words: Sequence[tuple[int, int]], names: Names) -> Entry | None:
    country = country_at(text, words, names) if words else None
    if country is None:
        return None
    place = _town(text, words[country[0] :], names, country[1])
    return _entry(text, place) if place else None


def _town_first(text: str, words: Sequence[tuple[int, int]], names: Names) -> Entry | None:
    for length in range(min(LONGEST, len(words) - 1), 0, -1):
        country = country_at(text, words[length:], names)
        if country is None or re.search(r"[,;|]", text[words[0][0] : words[length][0]]):
            continue
        place = _town(text, words[:length], names, country[1])
        if place and place.end == words[length - 1][1]:
            rest = text[words[length + country[0] - 1][1] :]
            return Entry((place,), rest, None, bool(re.search(r"\d{4}", rest)))
    return None


def _town(text: str, words: Sequence[tuple[int, int]], names: Names, country: str) -> Place | None:
    """The longest name at the start of `words` that is a place of that country."""
    for length in range(min(LONGEST, len(words)), 0, -1):
        start, end = words[0][0], words[length - 1][1]
        name = text[start:end]
        if not name[0].isupper() or re.search(r"[,;|]", name):
            continue
        known = [one for one in names.known(name) if one.kind in PLACES and one.country == country]
        if known:
            return Place(names.place(name, country), start, end, True, told=True)
    return None


def _entry(text: str, place: Place) -> Entry:
    rest = text[place.end :]
    return Entry((place,), rest, None, bool(re.search(r"\d{4}", rest)))

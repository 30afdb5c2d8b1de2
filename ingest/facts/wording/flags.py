"""Names of countries at the start of an entry: « Drapeau de l'Italie Asti », « Italie Asti », « [Italie] Asti »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.names import Names

FLAG: Final = re.compile(
    r"(?i)^\s*(?:drapeau\s*(?::\s*|de\s+la\s*|de\s+l['’]|du\s*|des\s*|de\s+|d['’]|\s)|flag\s*(?:of\s+(?:the\s+)?|:\s*|\s))"
)
"""The alternative text of a flag's image, left before the name of a town."""
FRAMED: Final = re.compile(r"\s*\[(?P<country>[^\[\]]{2,40})\]\s*(?:[:–—-]\s*)?(?=\w)")
"""« [Mali] Mopti »."""
AGAIN: Final = re.compile(r"(?P<head>[^\W\d][^,;:(|]*?)\s*(?:[,(|]|\s[–—-]\s)\s*(?P<country>[^\W\d][^,;:()|\d–—]*)")
WORD: Final = re.compile(r"[^\s,;|]+")
LONGEST: Final = 6
"""Words of a country's or a town's name."""


def after_flag(text: str, names: Names) -> tuple[int, str] | None:
    """Where the entry begins behind a flag's text, and the flag's country; None where no flag stands there."""
    if (framed := FRAMED.match(text)) and (code := names.country(framed["country"].strip())):
        return framed.end(), code
    flag = FLAG.match(text)
    if not flag:
        return _told_twice(text, names)
    words = [(word.start(), word.end()) for word in WORD.finditer(text, flag.end())]
    country = country_at(text, words, names)
    if country is None or country[0] >= len(words):
        return None
    return words[country[0]][0], country[1]


def _told_twice(text: str, names: Names) -> tuple[int, str] | None:
    """The same of a flag whose text is but the country, told again behind the town: « Italie Asti, Italie »."""
    again = AGAIN.match(text)
    if not again or names.known(again["head"].strip()):
        return None
    words = [(word.start(), word.end()) for word in WORD.finditer(again["head"])]
    country = country_at(text, words, names)
    if country is None or country[0] >= len(words) or names.country(again["country"].strip()) != country[1]:
        return None
    return words[country[0]][0], country[1]


def country_at(text: str, words: Sequence[tuple[int, int]], names: Names) -> tuple[int, str] | None:
    """How many of the first `words` are the name of a country, and its code."""
    for length in range(min(LONGEST, len(words)), 0, -1):
        name = text[words[0][0] : words[length - 1][1]]
        code = names.country(name) if "(" not in name else None
        if code:
            return length, code
    return None

"""Dates within a sentence, bare years included, and whether they say since when, until when or when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from ingest.dates import YEAR, find_dates
from ingest.facts.wording.plain import plain

Mode = Literal["since", "until", "at"]

SINCE: Final = re.compile(
    r"(?:\bdepuis|\bdes|\bsince|\bfrom|\ba partir d[eu']?|remont\w+ (?:a|au)|\bdat\w+ (?:de|du|d'|from|back to))"
    r"(?:\s+(?:le|la|l'annee|the year|the))?\s*$"
)
UNTIL: Final = re.compile(r"(?:\bjusqu'(?:en|au|a)|\buntil|\btill|\bup to|\bfin)(?:\s+(?:le|la|fin))?\s*$")
# A bare year is a year after one of these words, in brackets, or after a comma or a dash; elsewhere it may be a number.
INTRODUCED: Final = re.compile(
    r"(?:\b(?:en|in|de|since|depuis|des|annee|l'an|of|from|to|until|till|fin|debut|by|et|and|a|c'est|year) |\bd'|\(|"
    r"[,:-] )$"
)
EARLY: Final = re.compile(r"\b(?:en|in|de|depuis|l'an|since) $")
"""Before a year of the Middle Ages: « un lien de 836 »."""
BARE: Final = re.compile(
    rf"(?<![\w/.,])(?:(?P<year>{YEAR})|(?P<early>[5-9]\d\d|1[0-4]\d\d))"
    r"(?![\w/]|[.,]\d|\s?-\s?\d|\s(?:habitants?|membres?|villes?|euros?|communes?|members|cities|towns|people|"
    r"inhabitants|km)\b|\s?[€%$£])"
)
DIGIT: Final = re.compile(r"\d")
LOOK: Final = 30
"""Characters before a date that say what it is."""


@dataclass(frozen=True, slots=True)
class When:
    """A date: `text[start:end]` is how it is written, without the word that introduces it."""

    start: int
    end: int
    iso: str
    mode: Mode


def find_whens(text: str) -> Iterator[When]:
    """The dates of `text` in order."""
    if not DIGIT.search(text):
        return
    flat = plain(text)
    found = [(one.start, one.end, one.iso) for one in find_dates(text)]
    taken = [(start, end) for start, end, _ in found]
    for match in BARE.finditer(flat):
        introduced = (INTRODUCED if match["year"] else EARLY).search(flat[max(0, match.start() - LOOK) : match.start()])
        if introduced and not any(start < match.end() and match.start() < end for start, end in taken):
            found.append((match.start(), match.end(), match[0]))
    for start, end, iso in sorted(found):
        before = flat[max(0, start - LOOK) : start]
        mode: Mode = "since" if SINCE.search(before) else "until" if UNTIL.search(before) else "at"
        yield When(start, end, iso, mode)

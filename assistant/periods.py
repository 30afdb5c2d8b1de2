"""The dates that a question names, and whether what is asked lies before, after or within them."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from assistant.tokens import Token
from assistant.vocabulary import Vocabulary
from index.filters import Period

_HEDGES: Final = frozenset(
    {
        "l",
        "la",
        "le",
        "the",
        "of",
        "de",
        "du",
        "d",
        "annee",
        "year",
        "mois",
        "month",
        "debut",
        "fin",
        "early",
        "late",
        "end",
        "mid",
    }
)
When = Literal["before", "after", "later", "during"]
"""« depuis 2015 » counts 2015, « après 2015 » does not."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date or a span of time that the question names, with the preposition before it."""

    start: int
    end: int
    when: When
    period: Period


def dates(tokens: Sequence[Token], vocabulary: Vocabulary) -> list[Dated]:
    """The years, months, days and named moments of a question, each with what stands before it."""
    keys = [token.key for token in tokens]
    found: list[Dated] = []
    at = 0
    while at < len(keys):
        dated = _moment(keys, at, vocabulary) or _between(keys, at, vocabulary) or _date(keys, at, vocabulary)
        if dated:
            found.append(dated)
            at = dated.end
        else:
            at += 1
    return found


def _moment(keys: list[str], at: int, vocabulary: Vocabulary) -> Dated | None:
    for name, day in vocabulary.data["moments"].items():
        words = name.split()
        if keys[at : at + len(words)] == words:
            start, when = _preposition(keys, at, vocabulary)
            if when == "during":
                return None
            period = Period(None, day) if when == "before" else Period(day, None)
            return Dated(start, at + len(words), when, period)
    return None


def _between(keys: list[str], at: int, vocabulary: Vocabulary) -> Dated | None:
    if keys[at] not in vocabulary.data["when"]["between"] or at + 3 >= len(keys):
        return None
    one, link, other = keys[at + 1 : at + 4]
    if is_year(one) and is_year(other) and link in ("et", "and", "a", "to"):
        return Dated(at, at + 4, "during", Period(f"{one}-01-01", f"{other}-12-31"))
    return None


def _date(keys: list[str], at: int, vocabulary: Vocabulary) -> Dated | None:
    if not is_year(keys[at]):
        return None
    months = vocabulary.data["months"]
    start, year = at, int(keys[at])
    first, last = f"{year}-01-01", f"{year}-12-31"
    if start and (month := months.get(keys[start - 1])):
        start -= 1
        first = f"{year}-{month:02}-01"
        last = f"{year}-{month:02}-{calendar.monthrange(year, month)[1]:02}"
        if start and keys[start - 1].isdigit() and 1 <= int(keys[start - 1]) <= 31:
            start -= 1
            first = last = f"{year}-{month:02}-{int(keys[start]):02}"
    start, when = _preposition(keys, start, vocabulary)
    if when == "before":
        return Dated(start, at + 1, when, Period(None, _day_before(first)))
    if when == "later":
        return Dated(start, at + 1, "after", Period(_day_after(last), None))
    return Dated(start, at + 1, when, Period(first, None if when == "after" else last))


def _preposition(keys: list[str], start: int, vocabulary: Vocabulary) -> tuple[int, When]:
    begins = start
    while begins and keys[begins - 1] in _HEDGES:
        begins -= 1
    sides: tuple[When, ...] = ("before", "after", "later", "during")
    for length in (3, 2, 1):
        before = " ".join(keys[max(0, begins - length) : begins])
        for side in sides:
            if before in vocabulary.data["when"][side]:
                return begins - length, side
    return start, "during"


def is_year(word: str) -> bool:
    """Whether a word is a year of our time: no other number of four digits is asked about."""
    return len(word) == 4 and word.isdigit() and 1800 <= int(word) <= 2100


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()

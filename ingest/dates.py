"""Dates written in French or English, as ISO 8601 with the precision they have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

MONTHS: Final = (
    r"janv(?:ier|\.)?|jan(?:uary|\.)?",
    r"f[ée]v(?:rier|r?\.?)?|feb(?:ruary|\.)?",
    r"mars|mar(?:ch|\.)?",
    r"avr(?:il|\.)?|apr(?:il|\.)?",
    r"mai|may",
    r"juin|june?|jun\.?",
    r"juil(?:let|\.)?|july?|jul\.?",
    r"ao[ûu]t|aug(?:ust|\.)?",
    r"sept(?:embre|ember|\.)?|sep\.?",
    r"oct(?:obre|ober|\.)?",
    r"nov(?:embre|ember|\.)?",
    r"d[ée]c(?:embre|ember|\.)?",
)
MONTH: Final = "(?:" + "|".join(MONTHS) + ")"
SEASON: Final = r"(?:printemps|été|automne|hiver|spring|summer|autumn|winter)"
DAY: Final = r"(?:3[01]|[12]\d|0?[1-9])(?:er|st|nd|rd|th)?"
YEAR: Final = r"(?:1[5-9]|20)\d{2}"
AND: Final = r"\s*(?:au|et|to|and|à|&|-|–)\s*"

# Longest forms first: the first that matches at a place wins. A range counts as its first day.
FORMS: Final = re.compile(
    rf"""(?ix)(?<![\w/.,-])(?:
      (?P<y1>{YEAR})-(?P<m1>\d\d)(?:-(?P<d1>\d\d))?(?![\w-])
    | (?P<d2>\d{{1,2}})[/.](?P<m2>\d{{1,2}})[/.](?P<y2>{YEAR})(?!\d)
    | (?P<d3>{DAY})(?:\s+(?P<m3>{MONTH}))?{AND}{DAY}\s+(?P<m3b>{MONTH})\s+(?P<y3>{YEAR})(?!\d)
    | (?P<d4>{DAY})\s+(?:of\s+)?(?P<m4>{MONTH}),?\s+(?P<y4>{YEAR})(?!\d)
    | (?P<m5>{MONTH})\s+(?P<d5>{DAY}),?\s+(?P<y5>{YEAR})(?!\d)
    | (?P<m6>{MONTH})(?:\s*[-–/]\s*|\s+(?:et|à|and|to)\s+){MONTH}\s+(?P<y6>{YEAR})(?!\d)
    | (?P<m7>{MONTH}),?\s+(?P<y7>{YEAR})(?!\d)
    )"""
)
WEEKDAY: Final = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
HOUR: Final = r"(?:\s*(?:à|at|,|-)?\s*\d{1,2}\s?[h:]\s?\d{0,2})?"
# A label and its date are close, and at most a few words follow: a sentence that says « publié le » is no label.
PUBLISHED: Final = re.compile(r"(?i)\b(?:publié|mis en ligne|posté|parue?|date de publication|published|posted)\w*\b")
UPDATED: Final = re.compile(
    r"(?i)\b(?:mise?s? à jour|actualisée?|modifiée?|revue?|relue?|version(?: de travail)?|à jour|point d.étape"
    r"|last|edited|updated|modified|reviewed|revised|briefing|as of)\b"
)
LABEL_REACH: Final = 30
LABELLED_WORDS: Final = 20
LABEL_TAIL: Final = 60


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: `text[start:end]` is how it is written."""

    start: int
    end: int
    iso: str


def month_number(word: str) -> int | None:
    """1 to 12 for a month's name or short name in French or English."""
    for number, pattern in enumerate(MONTHS, 1):
        if re.fullmatch(pattern, word.strip(), re.IGNORECASE):
            return number
    return None


def iso(year: str, month: str | None = None, day: str | None = None) -> str | None:
    """The ISO form, or nothing where the calendar has no such day. `month` may be a name."""
    if month is None:
        return year
    number = int(month) if month.isdigit() else month_number(month)
    if number is None or not 1 <= number <= 12:
        return None
    if day is None:
        return f"{year}-{number:02}"
    try:
        return date(int(year), number, int(re.sub(r"\D", "", day))).isoformat()
    except ValueError:
        return None


def find_dates(text: str) -> Iterator[Found]:
    """The dates of `text` in order, of month precision or better."""
    for match in FORMS.finditer(text):
        groups = match.groupdict()
        form = next(name[1] for name, value in groups.items() if value and name[0] == "y")
        month = groups[f"m{form}"] or groups.get(f"m{form}b")
        found = iso(groups[f"y{form}"], month, groups.get(f"d{form}"))
        if found:
            yield Found(match.start(), match.end(), found)


def as_iso(value: str) -> str | None:
    """A date cell as ISO 8601: a full date, a month or a bare year; nothing for anything else."""
    value = value.strip()
    if len(value) == 4 and value.isdigit():
        return value
    return next((found.iso for found in find_dates(value)), None)


def only_date(line: str) -> str | None:
    """The date, when the line holds nothing else (brackets, a weekday and an hour do not count)."""
    bare = re.sub(rf"(?i)^\W*(?:le\s+)?(?:{WEEKDAY},?\s+)?", "", line.strip())
    found = next(find_dates(bare), None)
    if found and found.start == 0 and re.fullmatch(rf"{HOUR}[\s\])}}.,]*", bare[found.end :]):
        return found.iso
    return None


def labelled_date(line: str, label: re.Pattern[str]) -> str | None:
    """The date that `label` announces in `line`, when the line says little else."""
    if len(line.split()) > LABELLED_WORDS:
        return None
    for match in label.finditer(line):
        rest = line[match.end() :]
        found = next(find_dates(rest), None)
        if found is None:
            season = re.search(rf"(?i)\b{SEASON}\s+({YEAR})\b", rest)
            found = Found(season.start(), season.end(), season[1]) if season else None
        if found and found.start <= LABEL_REACH and len(rest) - found.end <= LABEL_TAIL and match.start() <= 80:
            return found.iso
    return None


def is_date_line(line: str) -> bool:
    """Whether the line only dates the page: « Publié le 12 juin 2020 », « [05/04/2012] », « Edited: June 2019 »."""
    if only_date(line):
        return True
    if len(line.split()) > 14:
        return False
    label = min((match.start() for kind in (PUBLISHED, UPDATED) if (match := kind.search(line))), default=99)
    found = list(find_dates(line))
    if label > 20 or not found or found[0].start < label:
        return False
    words = re.sub(r"[\W\d]+", " ", line[label : found[0].start]).split()
    return len(words) <= 5 and re.fullmatch(rf"{HOUR}[\s\])}}.]*", line[found[-1].end :]) is not None


def trailing_date(title: str) -> str | None:
    """The date that ends a title: « …, le 16 avril 2025 », « … du 8 au 10 mai 2025 », « …, avril 2025 »."""
    last = max(find_dates(title), key=lambda found: found.end, default=None)
    return last.iso if last and not title[last.end :].strip(" .!?)…") else None


def page_date(lines: Sequence[str], masthead: int) -> str | None:
    """When a page was published, else last revised, by its own words.

    `lines`: the page's lines in order. The first `masthead` ones may also date it without a label.
    """
    for label in (PUBLISHED, UPDATED):
        for line in lines:
            if found := labelled_date(line, label):
                return found
    for line in lines[:masthead]:
        if len(line.split()) > 15:
            continue
        season = re.search(rf"(?i)\b{SEASON}\s+({YEAR})\W*$", line)
        if found := only_date(line) or trailing_date(line) or (season[1] if season else None):
            return found
    return None

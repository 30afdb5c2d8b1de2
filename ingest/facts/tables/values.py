"""What the cells of a table say: dates, numbers, statuses and kinds of links, in French or English."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from ingest.dates import find_dates, iso
from ingest.facts.wording.kinds import kinds_in
from ingest.facts.wording.words import vocabulary
from ingest.marks import DONE
from ingest.normalise import fold

FILE: Final = "columns"
GAP: Final = r"(?: (?:de|du|des|d|la|le|l|les|of|the))* "
YEAR: Final = r"(?<!\d)(?:1[5-9]|20)\d{2}(?!\d)"
DAY: Final = re.compile(rf"(?<![\d/.-])(\d{{1,2}})[/.-](\d{{1,2}})[/.-]({YEAR})")
TO: Final = re.compile(r"\s*(?:-|–|—|/|à|au|to|until|jusqu['’](?:à|en)|→)\s*")
MARK: Final = re.compile(f"[{DONE}●•]")
NUMBER: Final = re.compile(r"(?<![\w.,])\d{1,3}(?:[ .,]\d{3})+(?![\d,.])|(?<![\w.,])\d+(?![\w])(?!,\d)")
STRONG: Final = re.compile(r"\s*[;|•\n]\s*(?![^()]*\))")
"""What parts the names of a cell whether they are known or not; never within brackets."""
PIECES: Final = re.compile(r"\s*[;|•/\n]\s*|\s*,\s+|\s+(?:et|and|&)\s+")
LONGEST_KIND: Final = 8
"""Words: a longer cell is a remark."""


@cache
def one_of(table: str, name: str, whole: bool = False) -> re.Pattern[str]:
    """The expressions of a list as one, to be searched (or, `whole`, to fill) a folded text; « ~ » is a small gap."""
    any_word = "|".join(vocabulary(FILE)[table][name]).replace(
        "~", r"(?: (?:de|du|des|d|la|le|l|les|of|the|par|du nom))* "
    )
    return re.compile(rf"(?:{any_word})$" if whole else rf"(?<!\w)(?:{any_word})(?!\w)")


@lru_cache(maxsize=8192)
def is_blank(value: str) -> bool:
    """Whether a cell says nothing: « – », « n. c. », "undated", « non développé dans les sources »."""
    return not MARK.search(value) and one_of("values", "blank", True).match(fold(value)) is not None


def dates_of(value: str) -> tuple[str | None, str | None]:
    """First day and last day that a cell gives (« 2015-2018 », « depuis 1998 », « 26/11/1960 »), ISO 8601."""
    found = {one.start: (one.end, one.iso) for one in find_dates(value)}
    for one in DAY.finditer(value):
        if one.start() not in found and (day := iso(one[3], one[2], one[1])):
            found[one.start()] = (one.end(), day)
    taken = [range(start, end) for start, (end, _) in found.items()]
    for year in re.finditer(YEAR, value):
        if not any(year.start() in span for span in taken):
            found[year.start()] = (year.end(), year[0])
    places = sorted(found)
    if not places:
        return None, None
    first = found[places[0]]
    if len(places) > 1 and re.fullmatch(
        r"\s*(?:-|–|—|/|à|au|to|until|jusqu['’](?:à|en)|→)\s*", value[first[0] : places[1]]
    ):
        return first[1], found[places[1]][1]
    return first[1], None


def is_date(value: str) -> bool:
    """Whether a cell holds a date and hardly anything else."""
    return dates_of(value)[0] is not None and len(re.findall(r"[^\W\d_]{2,}", value)) <= 2


def number_of(value: str) -> str | None:
    """The number of a cell in digits: « plus de 1 750 » and "1,750" give 1750; None where there is none or several."""
    found = NUMBER.findall(value)
    return re.sub(r"\D", "", found[0]) if len(found) == 1 else None


def status_of(value: str, action: bool = False) -> str | None:
    """The `FactStatus` that a cell names. `action`: of something done, for which « terminé » is no end of a link."""
    folded = fold(value)
    for status in vocabulary(FILE)["status"]:
        if one_of("status", status).search(folded):
            return "done" if action and status in ("former", "active") else status
    return None


def opens_with(value: str, name: str) -> bool:
    """Whether a cell begins with one of the words of that nature."""
    return re.match(rf"(?:{'|'.join(vocabulary(FILE)['nature'][name])})(?!\w)", fold(value)) is not None


def says(value: str, name: str) -> bool:
    """Whether a cell, or a header, holds one of the words of that nature."""
    return bool(value) and one_of("nature", name).search(fold(value)) is not None


def is_own(value: str) -> bool:
    """Whether a cell means the town whose page it is: « Ville », « la Commune », "City Council"."""
    return one_of("values", "own", True).match(fold(value)) is not None


def is_body(value: str) -> bool:
    """Whether a cell names a body of towns: « Métropole », « Nantes Métropole », « l'agglo »."""
    return one_of("values", "body").search(fold(value)) is not None


def extent_of(value: str) -> str | None:
    """« complète » or « partielle », as a cell says of a list."""
    folded = fold(value)
    return next((extent for extent in vocabulary(FILE)["extent"] if one_of("extent", extent).search(folded)), None)


def membership_kind(value: str) -> str | None:
    """« signataire », « label » or « soutien » where a status or a heading says so."""
    folded = fold(value)
    return next((kind for kind in vocabulary(FILE)["membership"] if one_of("membership", kind).search(folded)), None)


def kind_of(value: str) -> str | None:
    """The kind of link that a cell names, in its own words where no list knows them."""
    if is_blank(value):
        return None
    words = value.strip(" .;")
    if known := kinds_in(value):
        return known[0].kind
    lower = words[1:2].islower() and not re.match(r"\w+[A-Z]", words)
    return (words[:1].lower() + words[1:] if lower else words) if len(words.split()) <= LONGEST_KIND else None

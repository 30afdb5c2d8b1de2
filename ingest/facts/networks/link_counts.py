"""Numbers of links that a place announces: « fait état de 17 serments de jumelage et de 29 accords de coopération »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ingest.dates import YEAR
from ingest.facts.pages.page import Draft, Line, Page
from ingest.facts.wording.orders import is_order
from ingest.facts.wording.words import pattern, vocabulary
from ingest.names import Mention
from ingest.records import Entity

FILE: Final = "figures"
COUNTED: Final = r"(?<![\w.,-])(?P<number>\d{1,3}|<linking.numbers>)\s+(?P<unit><linking.units>)(?!\w)"
VERB: Final = r"(?<!\w)<linking.verbs>\s+(?:<counting.about>\s+)?(?:d['’]|de\s+|à\s+|par\s+)?(?:<counting.about>\s+)?$"
FURTHER: Final = r"^\s*(?:,|et|and|ainsi\s+que|as\s+well\s+as)\s+(?:(?:d['’]|de|à|par|of|with)\s*)?$"
TOWN: Final = r"(?<!\w)<linking.towns>(?!\w)[^.;:]*$"


def link_counts(page: Page) -> Iterator[Draft]:
    """The numbers of twinnings and agreements, each for the place that announces them. A place is an owner only here:
    what it counts otherwise (inhabitants, schools) is no number of links."""
    for line in page.lines:
        if line.unit.kind == "row" or is_order(line.text):
            continue
        last: tuple[int, Entity] | None = None
        for found in pattern(COUNTED, FILE).finditer(line.text):
            before = line.text[: found.start()]
            if re.fullmatch(YEAR, found["number"]):
                continue
            owner = _owner(page, line, before)
            if owner is None and last and pattern(FURTHER, FILE).match(before[last[0] :]):
                owner = last[1]
            if owner:
                last = found.end(), owner
                yield _draft(owner, found, line)


def _owner(page: Page, line: Line, before: str) -> Entity | None:
    """The place that stands before the verb, or that « la Ville » and « elle » stand for."""
    verb = pattern(VERB, FILE).search(before)
    if not verb:
        return None
    places = [one for one in page.mentions(line) if one.entity.kind in ("city", "region") and one.end <= verb.start()]
    clause = re.split(r"[.;:]\s", before[: verb.start()])[-1]
    start = verb.start() - len(clause)
    here = [one for one in places if one.start >= start]
    if pattern(TOWN, FILE).search(clause) and not here:
        return _spoken_of(page, places)
    ids = {one.entity.id for one in here}
    if len(ids) == 1 and here[-1].certain:
        return here[-1].entity
    return None


def _spoken_of(page: Page, earlier: list[Mention]) -> Entity | None:
    """The town of the page, unless the line has named another one first."""
    about = page.about
    if about is None or about.kind not in ("city", "region"):
        return None
    return about if not earlier or earlier[0].entity.id == about.id else None


def _draft(owner: Entity, found: re.Match[str], line: Line) -> Draft:
    words = vocabulary(FILE)
    number, unit = found["number"].lower(), found["unit"].lower()
    value = number if number.isdigit() else str(words["numerals"][" ".join(number.split())])
    return Draft(
        subject=owner,
        relation="member_count",
        object=value,
        line=line,
        extractor="figures.link_count",
        kind=next(french for word, french in words["links"].items() if re.search(word, unit)),
    )

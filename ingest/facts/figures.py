"""Numbers of members, with the date at which they held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ingest.dates import YEAR, find_dates
from ingest.facts.holder import GENERIC, holder, named_before, networks
from ingest.facts.orders import is_order
from ingest.facts.page import Draft, Line, Page
from ingest.facts.words import pattern
from ingest.records import Entity

FILE: Final = "figures"
NUMBER: Final = r"(?<![\w.,-])(?P<number>\d{1,3}(?:[\s.,]\d{3})+(?!\d)|\d{2,6})"
COUNTED: Final = NUMBER + r"(?!\s*%)\s+(?P<unit><counting.units>)(?!\w)"
PRONOUN: Final = (
    rf"\ben\s+<counting.verbs>\s+(?:\w+\s+){{0,2}}?(?:<counting.about>\s+)?{NUMBER}(?!\s*(?:%|<counting.others>))(?!\w)"
)
VERB: Final = r"<counting.verbs>(?:\s+(?:[\w'’]+)){0,3}?\s*(?:<counting.about>\s*)?$"
LABEL: Final = r"^\s*(?:\([^()]*\)\s*)?[:,–—(-]\s*(?:<counting.about>\s*)?$"
HELD_GENERIC: Final = (
    r"^[^.;:]{0,30}?<counting.holders>\s+(?:(?:de|d['’]|of)\s*)?(?:(?:le|la|the|ce|cet|cette|this)\s+"
    r"(?:réseau|label|pacte|network|charte|convention)|l['’](?:association|alliance|organisation))"
)
HELD: Final = r"^(?:[^.;:]{0,40}?)<counting.holders>(?:\s+[\w'’]+){0,5}?\s*$"
PASSING: Final = r"<counting.passing>"
AT: Final = re.compile(
    r"(?i)\b(?:en|in|at|of|by|fin|début|end|vers|depuis|since|as of|pour|mi-|d['’]ici|(?:au )?début de|à la fin de|late"
    rf"|early)\s+({YEAR})\b"
)
NEAR: Final = 45


def member_counts(page: Page) -> Iterator[Draft]:
    """« X réunit plus de 156 villes », « Ce réseau de 113 métropoles », « X : 200 villes », « … en compte 408 »."""
    counted, pronoun = pattern(COUNTED, FILE), pattern(PRONOUN, FILE)
    for line in page.lines:
        if line.unit.kind == "row" or not re.search(r"\d\d", line.text) or is_order(line.text):
            continue
        taken: set[int] = set()
        for found in counted.finditer(line.text):
            owner = _owner(page, line, found.start(), found.end())
            if owner and not _passing(line.text, found.start(), found.end()):
                taken.add(found.start("number"))
                yield _draft(owner, found, _unit(found["unit"]), line)
        for found in pronoun.finditer(line.text):
            if found.start("number") not in taken:
                before = named_before(page, line, found.start())
                owner = before.entity if before else holder(page, line)
                if owner:
                    yield _draft(owner, found, "membres", line)


def _owner(page: Page, line: Line, start: int, end: int) -> Entity | None:
    """Whose members the number at `start:end` counts."""
    text = line.text
    before = named_before(page, line, start)
    joined = pattern(VERB, FILE).search(text[max(0, start - NEAR) : start])
    if before:
        between = text[before.end : start]
        if pattern(LABEL, FILE).search(between):
            return before.entity
        if joined and before.end <= max(0, start - NEAR) + joined.start() + 1:
            return before.entity
    after = next((one for one in networks(page, line) if end <= one.start <= end + 60), None)
    if after and pattern(HELD, FILE).search(text[end : after.start]):
        return after.entity
    if not before and not after and pattern(HELD_GENERIC, FILE).search(text[end:]):
        return holder(page, line)
    generic = [one for one in GENERIC.finditer(text[:start]) if start - one.end() <= NEAR + 15]
    if generic and joined and not before:
        earlier = [one.entity for one in networks(page, line) if one.end <= start]
        return earlier[-1] if earlier else holder(page, line)
    return None


def _passing(text: str, start: int, end: int) -> bool:
    """Whether those counted only come, go or take part."""
    clause = re.split(r"[.;:!?]\s", text[end:], maxsplit=1)[0]
    left = re.split(r"[.;:!?,]\s", text[:start])[-1]
    near = left[-40:] + " # " + re.split(r",\s", clause, maxsplit=1)[0][:40]
    return bool(pattern(PASSING, FILE).search(near))


def _draft(owner: Entity, found: re.Match[str], unit: str, line: Line) -> Draft:
    return Draft(
        subject=owner,
        relation="member_count",
        object=re.sub(r"\D", "", found["number"]),
        line=line,
        extractor="figures.member_count",
        kind=unit,
        as_of=stated_date(line.text, found.start("number"), found.end()),
    )


def _unit(words: str) -> str:
    return " ".join(words.lower().split())


def stated_date(text: str, start: int, end: int) -> str | None:
    """The date at which the number at `start:end` held: before it in the sentence, or after it within its clause."""
    clause = re.split(r"[,;:]\s", text[end:], maxsplit=1)[0]
    for part in (clause, text[:start]):
        dates = [found.iso for found in find_dates(part)] or [found[1] for found in AT.finditer(part)]
        if dates:
            return dates[-1] if len(set(dates)) == 1 else None
    return None

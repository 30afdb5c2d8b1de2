"""Headings governed by what stands before them rather than above: a lead line, a sentence that counts the partners, or
an empty topic heading."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Final

from ingest.facts.pages.headings import Reading
from ingest.facts.pages.page import Line, Page
from ingest.facts.wording.phrases import LINKS, find_phrases
from ingest.facts.wording.plain import plain
from ingest.facts.wording.words import pattern
from ingest.normalise import fold

NUMBERS: Final = {
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10,
    "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
"""« participe à quatre grands réseaux : » governs four headings, not the fifth."""
BACK: Final = 6
"""Lines before the first heading among which a sentence counts the partners that the headings are."""


def carried(
    page: Page, readings: Mapping[int, Reading], lead: Callable[[str], Reading]
) -> dict[int, tuple[Reading, int]]:
    """For each such heading, by the index of its line: what governs it, and the line that says so.

    `readings`: of the headings; `lead`: the reading of a line that introduces something.
    """
    found: dict[int, tuple[Reading, int]] = {}
    for line, after in pairwise(page.lines):
        if after.unit.kind != "heading" or after.index in found:
            continue
        at = line
        if line.unit.kind == "heading":
            reading, empty = readings[line.index], _level(page, line) == _level(page, after)
            if not empty:
                continue
        elif line.text.endswith(":"):
            reading = lead(line.text)
        elif counting := _counting(page, after, readings):
            reading, at = lead(counting.text), counting
        else:
            continue
        if reading.sort != "topic":
            continue
        most = next((NUMBERS[word] for word in fold(at.text).split() if word in NUMBERS), 99)
        for heading in _siblings(page, after)[:most]:
            if readings[heading].sort not in ("place", "network", "country", "area", "other"):
                break
            if at.text[-1:] != ":" and readings[heading].sort == "other":
                break
            found[heading] = (reading, at.index)
    return found


def _counting(page: Page, heading: Line, readings: Mapping[int, Reading]) -> Line | None:
    """« Angers est liée à six villes par des accords de jumelage », a few lines above the first of them."""
    if readings[heading.index].sort != "place" or not readings[heading.index].told:
        return None
    for line in reversed(page.lines[max(0, heading.index - BACK) : heading.index]):
        if line.unit.kind == "heading":
            return None
        tied = any(one.sense.role in LINKS for one in find_phrases(line.text))
        if tied and pattern(r"(?<!\w)<counted.towns>(?!\w)", "subject").search(plain(line.text)):
            return line
    return None


def _level(page: Page, line: Line) -> tuple[int, int]:
    """Depth of a heading's line, and which heading it stands under."""
    below = (heading for one in page.lines[line.index + 1 :] for heading in one.headings)
    level = next((heading.level for heading in below if heading.line == line.index), 0)
    return level, line.headings[-1].line if line.headings else -1


def _siblings(page: Page, first: Line) -> list[int]:
    """The headings that stand beside `first`, itself included, in order."""
    above = first.headings[-1].line if first.headings else -1
    level = _level(page, first)[0]
    found = []
    for line in page.lines[first.index :]:
        if line.unit.kind == "heading":
            here = line.headings[-1].line if line.headings else -1
            deeper = any(heading.line == first.index or heading.line in found for heading in line.headings)
            if not deeper and (here != above or (_level(page, line)[0] or level) != level):
                break
            if not deeper:
                found.append(line.index)
    return found

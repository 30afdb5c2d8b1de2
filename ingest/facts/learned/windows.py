"""A page as samples: stretches of its lines, each with whose page it is and the titles above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ingest.facts.learned.amounts import amounts
from ingest.facts.learned.sample import SEPARATOR, Name, Sample, kind_of, opening, role_of
from ingest.facts.pages.page import Line, Page
from ingest.facts.pages.scope import scope_of
from ingest.facts.wording.orders import is_order
from ingest.names import Mention
from ingest.records import Entity

LENGTH: Final = 900
"""Characters of a page's own text in a sample, some 220 tokens: the network was trained on short texts."""
ADDRESS: Final = re.compile(r"https?://|\bwww\.")
OVERLAP: Final = 2
"""Lines of the sample before that are read again, for what « elle » and « le second » mean."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name of a sample and what it stands for on the page."""

    line: Line | None
    """None for what stands above the text."""
    mention: Mention | None
    entity: Entity | None
    """None for a date or a number."""


@dataclass(frozen=True, slots=True)
class Window:
    """Some lines of a page as a sample."""

    sample: Sample
    named: tuple[Named, ...]
    """One for each name of the sample."""
    lines: tuple[tuple[Line, int], ...]
    """The lines, each with the place in the sample where it begins."""


def windows(page: Page) -> Iterator[Window]:
    """The samples of a page: its running text and its lists. Tables have readers of their own; one whose columns nobody
    understands is reported, not guessed. A line with an address refers to what another page tells."""
    section: list[Line] = []
    for line in page.lines:
        if line.unit.kind == "row" or line.cells or is_order(line.text) or ADDRESS.search(line.text):
            continue
        if section and line.headings != section[0].headings and not _opens(section, line):
            yield from _section(page, section)
            section = []
        section.append(line)
    if section:
        yield from _section(page, section)


def _opens(section: Sequence[Line], line: Line) -> bool:
    """Whether so far there are only the titles right above `line`."""
    return all(one.unit.kind == "heading" for one in section)


def _section(page: Page, lines: Sequence[Line]) -> Iterator[Window]:
    first = 0
    while first < len(lines):
        start = max(0, first - OVERLAP) if first else 0
        last, size = first, sum(len(one.text) for one in lines[start:first])
        while last < len(lines) and (last == first or size + len(lines[last].text) <= LENGTH):
            size += len(lines[last].text)
            last += 1
        yield _window(page, lines[start:last])
        first = last


def _window(page: Page, lines: Sequence[Line]) -> Window:
    scope = scope_of(page, lines[-1])
    owner = scope.subject
    above = opening(
        owner.name_fr if owner else None,
        page.document.title,
        [one.text for one in lines[0].headings[-3:]],
        next((one.lead for one in lines if one.lead), None),
    )
    text = ""
    names: list[Name] = []
    named: list[Named] = []
    for at, part in enumerate(above):
        if at:
            text += SEPARATOR
        if owner and part == owner.name_fr:
            names.append(Name(len(text), len(text) + len(part), "owner", role_of(owner), owner.id))
            named.append(Named(None, None, owner))
        else:
            for one in page.names.mentions(part):
                names.append(_name(one, len(text), owner))
                named.append(Named(None, one, one.entity))
        text += part
    text += "\n" if text else ""
    body = len(text)
    places: list[tuple[Line, int]] = []
    for at, line in enumerate(lines):
        if at:
            text += " " if line.block == lines[at - 1].block else "\n"
        places.append((line, len(text)))
        for one in page.mentions(line):
            names.append(_name(one, len(text), owner))
            named.append(Named(line, one, one.entity))
        for amount in amounts(line.text):
            start, end = len(text) + amount.start, len(text) + amount.end
            if not any(start < one.end and one.start < end for one in names):
                names.append(replace(amount, start=start, end=end))
                named.append(Named(line, None, None))
        text += line.text
    return Window(Sample(text, body, tuple(names)), tuple(named), tuple(places))


def _name(one: Mention, offset: int, owner: Entity | None) -> Name:
    entity = one.entity
    kind = "owner" if owner and entity.id == owner.id else kind_of(entity)
    return Name(offset + one.start, offset + one.end, kind, role_of(entity), entity.id)

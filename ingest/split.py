"""Passages: runs of whole units under their headings, about 150 words each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ingest.assemble import Placed
from ingest.normalise import fold
from ingest.records import Document, Passage, Span, Unit

TARGET: Final = 150
"""Words. Beyond 512 tokens of the embedding model (350 words) a detail is lost; 150 did best on five French sets."""
SLACK: Final = 30
LEAD_WORDS: Final = 4
"""A shorter line, such as « Famille : », is a label left alone, not what introduces the sections after it."""
REMAINDER: Final = 40
"""Words under which the end of a section is not a passage of its own."""


@dataclass(slots=True)
class _Section:
    """The blocks under one heading, the headings right above them included."""

    path: tuple[str, ...] = ()
    lead: str | None = None
    date: str | None = None
    placed: list[Placed] = field(default_factory=list)

    @property
    def has_body(self) -> bool:
        return any(place.block.kind != "heading" for place in self.placed)


def split(document: Document, placed: Sequence[Placed]) -> tuple[Passage, ...]:
    """The passages of `document`. Every unit is in exactly one, in order; notes are in none."""
    passages: list[Passage] = []
    for section in _sections(document.title, placed):
        for units, lead in _pack(section, document.text):
            start = min(_line_start(section, units[0]), units[0].span.start)
            span = Span(start, units[-1].span.end)
            dates = {unit.date for unit in units if unit.date}
            passages.append(
                Passage(
                    document=document.id,
                    span=span,
                    text=span.of(document.text),
                    headings=section.path,
                    language=document.language,
                    date=dates.pop() if len(dates) == 1 else section.date or document.date,
                    units=units,
                    lead=lead,
                )
            )
    return tuple(passages)


def _line_start(section: _Section, unit: Unit) -> int:
    """Where the block of `unit` begins, prefix included, when the unit is the block's first."""
    for place in section.placed:
        if place.units and place.units[0] is unit:
            return place.start
    return unit.span.start


def _sections(title: str, placed: Sequence[Placed]) -> Iterator[_Section]:
    stack: list[tuple[int, str]] = []
    current = _Section()
    leads: list[tuple[int, str]] = []
    last_text: str | None = None
    for place in placed:
        block = place.block
        if not place.units:
            continue
        if block.kind == "heading":
            # A heading right under another begins no section of its own: both stand above the same text.
            deeper = bool(stack) and block.level > stack[-1][0]
            if current.has_body:
                yield current
                current = _Section()
            if last_text:
                leads = [(level, text) for level, text in leads if level < block.level] + [(block.level, last_text)]
            leads = [(level, text) for level, text in leads if level <= block.level]
            stack = [(level, text) for level, text in stack if level < block.level] + [(block.level, block.text)]
            path = tuple(text for _, text in stack if fold(text) not in fold(title))
            inherited = current.date if current.placed and deeper else None
            current = replace(current, path=path, lead=leads[-1][1] if leads else None, date=block.date or inherited)
            last_text = block.text if block.text.endswith(":") else None
        else:
            tail = re.split(r"(?<=[.!?…])\s+", block.text)[-1]
            leading = tail.endswith(":") and len(tail.split()) >= LEAD_WORDS
            last_text = tail if block.kind == "paragraph" and leading else None
            if block.date is None and current.date:
                place = replace(place, units=tuple(replace(unit, date=current.date) for unit in place.units))
        current.placed.append(place)
    if current.placed:
        yield current


def _words(text: str, units: Sequence[Unit]) -> int:
    return sum(len(unit.span.of(text).split()) for unit in units)


def _pack(section: _Section, text: str) -> Iterator[tuple[tuple[Unit, ...], str | None]]:
    """Groups the units of a section; a table row, an event or an entry with its own date stays alone."""
    packs: list[tuple[list[Unit], str | None]] = []
    units: list[Unit] = []
    lead = section.lead
    list_lead: str | None = None
    last: Placed | None = None

    def close() -> None:
        nonlocal units
        if units:
            packs.append((units, list_lead or lead))
            units = []

    for place in section.placed:
        kind = place.block.kind
        lone = kind in ("row", "event") or (kind == "item" and place.block.listing and place.block.date is not None)
        if kind in ("item", "row") and last is not None and last.block.kind in ("paragraph", "heading"):
            tail = re.split(r"(?<=[.!?…])\s+", last.block.text)[-1]
            list_lead = tail if tail.endswith(":") else None
        elif kind not in ("item", "row"):
            if list_lead and not (kind == "paragraph" and place.block.text.endswith(":")):
                # What follows a list does not belong to the line that introduced it.
                close()
                list_lead = None
            elif list_lead:
                close()
                list_lead = None
        if lone and any(unit.kind != "heading" for unit in units):
            close()
        for unit in place.units:
            size = _words(text, units)
            if size and any(unit.kind != "heading" for unit in units) and size + _words(text, [unit]) > TARGET + SLACK:
                close()
            units.append(unit)
        if lone:
            close()
        last = place
    close()
    yield from _merge(packs, section, text)


def _merge(
    packs: list[tuple[list[Unit], str | None]], section: _Section, text: str
) -> Iterator[tuple[tuple[Unit, ...], str | None]]:
    """Joins a short last pack to the one before it, when both are running text or one list."""
    if len(packs) > 1:
        (before, lead), (final, final_lead) = packs[-2], packs[-1]
        kinds = {unit.kind for unit in before + final} - {"heading"}
        dates = {unit.date for unit in before + final}
        if (
            len(kinds) == 1
            and "row" not in kinds
            and len(dates) == 1
            and lead == final_lead
            and _words(text, final) < REMAINDER
            and _words(text, before + final) <= TARGET + SLACK + REMAINDER
        ):
            packs[-2:] = [(before + final, lead)]
    for units, lead in packs:
        yield tuple(units), lead

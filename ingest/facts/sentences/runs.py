"""Long lists of places in a sentence: « A (2015), B, C, Texas et D », « de A à B, en passant par C »."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from ingest.facts.sentences.coordination import COMMA, TAIL, Item, read_item, read_list
from ingest.facts.sentences.sketch import PLACE, Sketch
from ingest.facts.sentences.ties import GOES_ON, WORD_AFTER
from ingest.names import Names

RANGE: Final = re.compile(r"\s*,?\s*(?:from|de|d')\s*")
TO: Final = re.compile(r",?\s+(?:to|a)\s+(?:(?:celle|celui)\s+d[eu]\s+)?")
VIA: Final = re.compile(
    r",?\s*(?:en passant par|via|jusqu'a|ou|et|and)\s+(?:encore\s+)?(?:(?:celle|celui)\s+d[eu]\s+)?"
)
AND: Final = re.compile(r"\b(?:et|and|ou|or|&)\b")
BODY: Final = re.compile(
    rf"(?P<body>\s+(?:city|town|county|district|province|municipality|council|prefecture|1er)(?:\s+council)?{TAIL.pattern})"
)
ENOUGH: Final = 2
"""Known places that vouch for the unknown names between them."""


def read_run(sketch: Sketch, at: int, names: Names) -> list[Item]:
    """The places listed from place `at` on, those included that only their neighbours show to be places."""
    items = _read(sketch, at, names, evident=False)
    known = [item for item in items if item.start in sketch.things]
    if len(known) < max(ENOUGH, len(items) / 2):
        items = _read(sketch, at, names, evident=True)
    return _ended(sketch, _without_lands(sketch, items, names))


def _read(sketch: Sketch, at: int, names: Names, evident: bool) -> list[Item]:
    """A list whose names may be followed by what they are: « Okayama City (Japan), Laikipia County »."""
    items = read_list(sketch, at, PLACE, names.place, evident)
    while items and (more := BODY.match(sketch.signs, items[-1].stop)):
        items[-1] = replace(items[-1], stop=more.end("body"))
        then = COMMA.match(sketch.signs, more.end("body"))
        following = read_list(sketch, then.end(), PLACE, names.place, evident) if then else []
        if not following:
            break
        items += following
    return items


def read_range(sketch: Sketch, at: int, names: Names) -> list[Item]:
    """« de A (900 habitants) à B, en passant par C »; empty where no such thing stands at place `at`."""
    opened = RANGE.match(sketch.signs, at)
    first = read_item(sketch, opened.end(), PLACE, names.place, False) if opened else None
    to = TO.match(sketch.signs, first.stop) if first else None
    second = read_item(sketch, to.end(), PLACE, None, True) if to else None
    if first is None or second is None:
        return []
    items = [first, second]
    while via := VIA.match(sketch.signs, items[-1].stop):
        more = read_run(sketch, via.end(), names)
        if not more:
            break
        items += more
    return items


def _without_lands(sketch: Sketch, items: list[Item], names: Names) -> list[Item]:
    """« Austin, Texas », « Lille, France »: a state right after a town of its country, or a country, is no item."""
    kept: list[Item] = []
    for item in items:
        if item.start not in sketch.things and names.country(item.entity.name_fr):
            continue
        before = kept[-1] if kept else None
        if before and item.entity.kind == "region" and before.entity.kind == "city":
            same = item.entity.country == before.entity.country and item.entity.country != "FR"
            comma = sketch.signs[before.stop : item.start].strip() == ","
            if comma and (same or re.match(r"\s*(?:;|$)", sketch.signs[item.stop :])):
                continue
        kept.append(item)
    return kept


def _ended(sketch: Sketch, items: list[Item]) -> list[Item]:
    """« …, A, B a rejoint C »: after a mere comma, a name that goes on with a verb begins something else."""
    if len(items) < 2:
        return items
    last, before = items[-1], items[-2]
    joined = AND.search(sketch.signs[before.stop : last.start])
    goes_on = GOES_ON.match(sketch.signs, last.stop) or not WORD_AFTER.match(sketch.signs, last.stop)
    return items if joined or goes_on or COMMA.match(sketch.signs, last.stop) else items[:-1]

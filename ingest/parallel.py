"""Plain lines built alike, one below the other, which are the entries of a list: « Mulhouse – France – 1981 »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.dates import YEAR

MOST_WORDS: Final = 12
FEWEST: Final = 2
SHAPES: Final = tuple(
    re.compile(shape)
    for shape in (
        # « Mulhouse – France – 1981 »
        r"[^\W_][^:;–—]*?\s[-–—]\s[^:;–—]+?\s[-–—]\s[^:;]+",
        # « Mulhouse (France) – 1981 », « Mulhouse, France (1981) »
        rf"[^\W_][^:;()]*\([^()]+\)[^;]{{0,12}}\b{YEAR}\b[^;]{{0,25}}",
        rf"[^\W_][^:;()]*,[^:;()]*\(?\b{YEAR}\b\)?",
        # « 1981 : Mulhouse (France) », « 1981 – Mulhouse (France) »
        rf"{YEAR}\s?(?::|\s[-–—])\s?[^:;]+\([^()]+\)[^:;]{{0,25}}",
        # « Mulhouse (France) »
        r"[^\W_][^:;()–—]*\s\([^()\d]{3,30}\)",
        # « Mulhouse France 1981 »
        rf"[A-ZÀ-Þ][^:;(),–—]*\s[A-ZÀ-Þ][^:;(),–—\d]*\s{YEAR}",
    )
)
LABELLED: Final = re.compile(r"[A-ZÀ-Þ][^:;,()\d]{2,25} ?: (?=[A-ZÀ-Þ])[^:;]+")
"""« France : Mulhouse, Lyon »: alike too, but so are the lines of any card."""


def are_alike(lines: Sequence[str], labels: bool = False) -> bool:
    """Whether all `lines` have one and the same shape of an entry. `labels`: those behind a label count too."""
    if len(lines) < FEWEST or any(len(line.split()) > MOST_WORDS or re.search(r"[.!?…]$", line) for line in lines):
        return False
    shapes = (*SHAPES, LABELLED) if labels else SHAPES
    return any(all(shape.fullmatch(line) for line in lines) for shape in shapes)


def first_alike(lines: Sequence[str], most: int, labels: bool = False) -> int | None:
    """Where the lines begin that are alike to the end, behind at most `most` others; None where none are."""
    return next((at for at in range(min(most, len(lines)) + 1) if are_alike(lines[at:], labels)), None)

"""Texts as a model may get them, with the places of their units kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

Offsets = Sequence[tuple[int, int]]
"""Start (included) and end (excluded) of units, in characters of the text they belong to."""

_UNENCODABLE: Final = re.compile("[\0\ud800-\udfff]")


def clean(text: str) -> str:
    """The text in NFKC, with neither NUL nor lone surrogates nor blank ends.

    :raises ValueError: if nothing is left, since an empty text has a vector that looks like any other.
    """
    return clean_with_units(text, [])[0]


def clean_with_units(text: str, units: Offsets) -> tuple[str, list[tuple[int, int]]]:
    """The text as `clean` gives it, and where its units are then.

    NFKC changes lengths, so the text is normalised between one end of a unit and the next, where nothing composes.

    :raises ValueError: if nothing is left, or a unit is not inside the text.
    """
    if any(not 0 <= start <= end <= len(text) for start, end in units):
        raise ValueError(f"units {list(units)} are not all inside a text of {len(text)} characters")
    cuts = sorted({0, len(text), *(place for unit in units for place in unit)})
    cleaned, moved = "", {0: 0}
    for start, end in pairwise(cuts):
        cleaned += unicodedata.normalize("NFKC", _UNENCODABLE.sub(" ", text[start:end]))
        moved[end] = len(cleaned)
    kept = cleaned.strip()
    if not kept:
        raise ValueError(f"an empty text cannot be embedded: {text[:40]!r}")
    blank = len(cleaned) - len(cleaned.lstrip())
    inside = {place: min(max(at - blank, 0), len(kept)) for place, at in moved.items()}
    return kept, [(inside[start], inside[end]) for start, end in units]

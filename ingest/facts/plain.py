"""Text as vocabularies match it: lower case, no accents, straight apostrophes, every character at its place."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

STRAIGHT: Final = {"’": "'", "ʼ": "'", "‘": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "ł": "l", "Ł": "l", "ø": "o"}


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """`text` folded character by character, so that positions hold in both: `len(plain(text)) == len(text)`."""
    return "".join(_letter(char) for char in text)


@lru_cache(maxsize=2048)
def _letter(char: str) -> str:
    if char in STRAIGHT:
        return STRAIGHT[char]
    low = unicodedata.normalize("NFD", char)[0].lower()
    return low if len(low) == 1 else char

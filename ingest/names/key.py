"""The form in which names are compared."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from ingest.normalise import fold

LETTERS: Final = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "œ": "oe", "æ": "ae", "þ": "th", "ı": "i"})
SAINTS: Final = {"st": "saint", "ste": "sainte", "sts": "saints"}
PLAIN: Final = str.maketrans("-'.,/()&’", "         ")


@lru_cache(maxsize=100_000)
def word_key(word: str) -> str:
    """`key` of one word, or of a dotted acronym (« C.G.L.U »)."""
    if "." in word:
        word = word.replace(".", "")
    found = fold(word).translate(LETTERS) if not word.isascii() else word.lower()
    return SAINTS.get(found, found)


def key(name: str) -> str:
    """`name` as it is compared: lower case, no accent, no punctuation, « St » as « Saint »: « l'aimf », "new york"."""
    found = name.lower().translate(PLAIN) if name.isascii() else fold(name).translate(LETTERS)
    parts = found.split()
    if any(part in SAINTS for part in parts):
        parts = [SAINTS.get(part, part) for part in parts]
    return " ".join(parts)


def slug(name: str) -> str:
    """`name` as the part of an id."""
    return key(name).replace(" ", "-") or "x"

"""The form in which names are compared."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from unicodedata import normalize

from ingest.normalise import fold

LETTERS: Final = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "œ": "oe", "æ": "ae", "þ": "th", "ı": "i"})
SAINTS: Final = {"st": "saint", "ste": "sainte", "sts": "saints"}
MARKS: Final = re.compile("[\u0300-\u036f]+")
SIMPLE: Final = re.compile(r"[a-z0-9 '.,/()&-]*")
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
    if name.isascii():
        found = name.lower()
        if found.isalpha():
            return SAINTS.get(found, found)
        parts = found.translate(PLAIN).split()
    else:
        parts = _folded(name).split()
    if not SAINTS.keys().isdisjoint(parts):
        parts = [SAINTS.get(part, part) for part in parts]
    return " ".join(parts)


def _folded(name: str) -> str:
    """`fold` and `LETTERS`; of Latin letters, which is most of what is read, in half the time."""
    plain = MARKS.sub("", normalize("NFKD", name.casefold()))
    if plain.isascii():
        return plain.translate(PLAIN) if SIMPLE.fullmatch(plain) else fold(plain)
    return fold(name).translate(LETTERS)


def slug(name: str) -> str:
    """`name` as the part of an id."""
    return key(name).replace(" ", "-") or "x"

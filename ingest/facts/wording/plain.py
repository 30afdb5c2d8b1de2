"""Text as vocabularies match it: lower case, no accents, straight apostrophes, every character at its place."""

from __future__ import annotations

import unicodedata
from typing import Final


def _bare(char: str) -> str:
    first = unicodedata.normalize("NFD", char)[0].lower()
    return first if len(first) == 1 else char


TABLE: Final = str.maketrans(
    {char: _bare(char) for char in map(chr, range(0x41, 0x250)) if char.isalpha()}
    | dict.fromkeys("’ʼ‘`´", "'")
    | dict.fromkeys("–‑‐—", "-")
    | dict(zip("łŁøØđĐ", "lloodd", strict=True))  # letters with a stroke, which Unicode does not decompose
)


def plain(text: str) -> str:
    """`text` in lower case without accents: « Jumelée à l’Éthiopie » gives « jumelee a l'ethiopie ». Same length."""
    return text.translate(TABLE)

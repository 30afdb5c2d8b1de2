"""Text in lower case, without accents or typographic apostrophes, character for character: positions stay the text's."""

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
)


def plain(text: str) -> str:
    """`text` in lower case without accents: « Jumelée à l’Éthiopie » gives « jumelee a l'ethiopie ». Same length."""
    return text.translate(TABLE)

"""A text as the words in which names are looked for."""

from __future__ import annotations

import re
from typing import Final

from ingest.names.key import word_key

WORD: Final = re.compile(r"(?<!\w)[^\W\d_](?:\.[^\W\d_])+(?!\w)|[^\W_]+")
JOINTS: Final = frozenset({" ", "-", "'", "’", "‑", "  ", "' ", "’ ", "/", " / ", " & ", " ("})
ABBREVIATED: Final = frozenset({"saint", "sainte", "mt", "ft"})


class Tokens:
    """The words of a text with their places and keys."""

    __slots__ = ("ends", "keys", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        found = list(WORD.finditer(text))
        self.words = [match[0] for match in found]
        self.starts = [match.start() for match in found]
        self.ends = [match.end() for match in found]
        self.keys = [word_key(word) for word in self.words]

    def __len__(self) -> int:
        return len(self.words)

    def joined(self, index: int) -> bool:
        """Whether the word at `index` may belong to the same name as the one before it."""
        gap = self.text[self.ends[index - 1] : self.starts[index]]
        return gap in JOINTS or (gap in (". ", ".") and self.keys[index - 1] in ABBREVIATED)

    def gap(self, index: int) -> str:
        """What stands between the word at `index` and the one before it."""
        return self.text[self.ends[index - 1] if index else 0 : self.starts[index]]

    def small(self) -> frozenset[str]:
        """The words written without a capital: as names they would be doubtful."""
        return frozenset(word for word in self.words if word[0].islower())

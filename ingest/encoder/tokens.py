"""Texts to the tokens of the carried model, and places in a text to places among its tokens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tokenizers import Tokenizer

LONGEST: Final = 384
"""Tokens read of one sample; the encoder has places for 512."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: their ids, and where each begins and ends in it (0, 0 for the marks around the text)."""

    ids: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def within(self, start: int, end: int) -> tuple[int, int] | None:
        """First and last of the tokens that hold a character of `text[start:end]`; None where none was read."""
        first = bisect_right(self.ends, start, 1, len(self.ends) - 1)
        last = bisect_left(self.starts, end, 1, len(self.starts) - 1) - 1
        return (first, last) if first <= last else None


def tokenise(tokenizer: Tokenizer, text: str) -> Tokens:
    """At most `LONGEST` tokens of `text`, the marks around it included."""
    read = tokenizer.encode(text)
    ids, offsets = read.ids, read.offsets
    if len(ids) > LONGEST:
        ids, offsets = [*ids[: LONGEST - 1], ids[-1]], [*offsets[: LONGEST - 1], offsets[-1]]
    starts, ends = [], []
    for start, end in offsets:
        while start < end and text[start].isspace():
            start += 1
        starts.append(start)
        ends.append(end)
    return Tokens(tuple(ids), tuple(starts), tuple(ends))


def pad(rows: Sequence[Sequence[int]], filler: int) -> list[list[int]]:
    """Rows of one length."""
    longest = max(map(len, rows))
    return [[*row, *([filler] * (longest - len(row)))] for row in rows]

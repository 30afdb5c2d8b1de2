"""Which sentence of what somebody typed asks: « Je prépare le conseil. Avec qui Lyon est-elle jumelée ? »."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from assistant.shape import shape
from assistant.tokens import Token
from assistant.vocabulary import Vocabulary

_SENTENCE: Final = re.compile(r"[^.!?…]*[.!?…]+(?=\s|$)|[^.!?…]+$")
FEWEST: Final = 3
"""Words of a sentence that asks by itself: « Et alors ? » does not."""


def asking_part(text: str, tokens: Sequence[Token]) -> range | None:
    """The tokens of the last sentence that ends in a question mark, where something else is said around it."""
    sentences = [(one.start(), one.end()) for one in _SENTENCE.finditer(text) if one[0].strip()]
    asked = [(start, end) for start, end in sentences if text[start:end].rstrip().endswith("?")]
    if len(sentences) < 2 or len(asked) != 1:
        return None
    start, end = asked[0]
    inside = [index for index, token in enumerate(tokens) if start <= token.start and token.end <= end]
    return range(inside[0], inside[-1] + 1) if len(inside) >= FEWEST else None


def part_shape(
    text: str, tokens: Sequence[Token], part: range, signs: Mapping[int, tuple[int, str]], known: Vocabulary
) -> tuple[str, ...]:
    """The shape of some of the tokens."""
    kept = tokens[part.start : part.stop]
    first, last = kept[0].start, kept[-1].end
    # What stands before is blanked, so that the tokens keep their places.
    said = " " * first + text[first:last] + "?"
    moved = {index - part.start: sign for index, sign in signs.items() if index in part}
    return tuple(shape(said, kept, moved, known))

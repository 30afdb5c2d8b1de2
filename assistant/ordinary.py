"""Ordinary words: what the vocabulary of the carried model holds whole is a word of some language, no misspelt name.

« parlé » is a letter or two away from Parme, "anyone" from Ancona; of the misspelt names that people type, hardly any
is a word.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from ingest.carried import carried_folder
from ingest.normalise import fold

_OPENS_WORD: Final = "▁"
SHORTEST: Final = 4


def is_ordinary(word: str) -> bool:
    """Whether `word` (folded) is a word in itself."""
    return word in _words()


@cache
def _words() -> frozenset[str]:
    """The folded words in small letters. Half a second, once."""
    from tokenizers import Tokenizer

    pieces = Tokenizer.from_file(str(carried_folder() / "tokenizer.json")).get_vocab()
    whole = (piece[1:] for piece in pieces if piece.startswith(_OPENS_WORD) and len(piece) > SHORTEST)
    return frozenset(fold(word) for word in whole if word.islower() and word.isalpha())

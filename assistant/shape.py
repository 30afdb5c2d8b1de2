"""The shape of a question: its words with a sign for each name, so that « Lyon » and « Ouagadougou » ask alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from assistant.tokens import Token
from assistant.vocabulary import Vocabulary

CITY: Final = "<city>"
NETWORK: Final = "<network>"
COUNTRY: Final = "<country>"
DATE: Final = "<date>"
MARKS: Final = "?:"
"""Punctuation that says something of how it is asked: « Lyon : ses réseaux ? »."""


def shape(text: str, tokens: Sequence[Token], signs: Mapping[int, tuple[int, str]], known: Vocabulary) -> list[str]:
    """The words of a question, hasty spellings written out, each name as one sign.

    :param signs: token → the number of the name that it belongs to, and its sign.
    """
    said: list[str] = []
    last: tuple[int, str] | None = None
    end = 0
    for index, token in enumerate(tokens):
        said += [mark for mark in text[end : token.start] if mark in MARKS]
        sign = signs.get(index)
        if sign is None:
            said += known.spellings.get(token.key, (token.key,))
        elif sign != last:
            said.append(sign[1])
        last, end = sign, token.end
    return said + [mark for mark in text[end:] if mark in MARKS]

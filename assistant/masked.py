"""The words of a question once its names, places and dates are known: what is left says what is asked of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.tokens import Token
from assistant.vocabulary import NAME, Vocabulary

PLACE: Final = "@"
"""Stands for a country or a continent."""
DATE: Final = "~"
_GENERIC: Final = frozenset({"reseau", "network", "programme", "program", "label"})
"""« réseau Eurocities », "Rainbow Cities network": part of the name, no question for networks."""


@dataclass(frozen=True, slots=True)
class Masked:
    """Folded words, spelt right; a name is `#`, a country `@`, a date `~`."""

    words: tuple[str, ...]
    cues: Mapping[str, tuple[int, int]]
    """Group of cues → where its first phrase stands."""
    unexplained: tuple[str, ...]
    """Words that no group knows, in order."""

    def has(self, *groups: str) -> bool:
        """Whether the question uses words of any of these groups."""
        return any(group in self.cues for group in groups)


def mask(tokens: Sequence[Token], marks: Mapping[int, str], networks: frozenset[int], vocabulary: Vocabulary) -> Masked:
    """`marks`: token → what stands for it; `networks`: the tokens that belong to names of networks."""
    absorbed = {
        index: NAME
        for index, token in enumerate(tokens)
        if index not in marks and token.key in _GENERIC and (index + 1 in networks or index - 1 in networks)
    }
    # A word counts once for a name of several: "Rainbow Cities Network" is one `#`.
    words: list[str] = []
    rest: list[str] = []
    for index, token in enumerate(tokens):
        mark = marks.get(index) or absorbed.get(index)
        if mark:
            if not (words and words[-1] == mark and (index - 1 in marks or index - 1 in absorbed)):
                words.append(mark)
            continue
        for word in spelt(token.key, vocabulary):
            words.append(word)
            if not vocabulary.knows(word) and len(word) > 1:
                rest.append(word)
    found = {name: where for name, phrases in vocabulary.cues.items() if (where := phrases.find(words))}
    return Masked(tuple(words), found, tuple(rest))


def spelt(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """A word of the question as it should be spelt: « kan » is « quand », « jumlée » is « jumelée »."""
    if word in vocabulary.spellings:
        return vocabulary.spellings[word]
    if vocabulary.knows(word):
        return (word,)
    corrected = vocabulary.corrected(word)
    return (corrected[0],) if corrected else (word,)

"""Whether words abbreviate to an acronym."""

from __future__ import annotations

import re
from typing import Final

from ingest.normalise import unaccented

SMALL: Final = frozenset(
    "de des du d la le les l et en pour a au aux sur dans of the and for in on to by par".split()  # noqa: SIM905
)
"""Words that an acronym may leave out."""
WORD: Final = re.compile(r"[^\W\d_]+(?:['’]s\b)?")
TAIL: Final = 2
"""Words that a long acronym may leave out at the end (« … Regional Section »)."""
LONG: Final = 7


def fitting(long: str, acronym: str) -> str | None:
    """The end of `long` whose words begin with the letters of `acronym`; None where they do not.

    It begins with a capital, or with a small letter where each word gives its initial alone (« réseau … (RFVAA) »).
    """
    letters = _letters(acronym)
    words = list(WORD.finditer(long))
    for at, word in enumerate(words):
        if unaccented(word[0])[0].lower() != letters[0]:
            continue
        proper = word[0][0].isupper()
        following = [unaccented(other[0]).lower() for other in words[at:]]
        if (proper or len(letters) > 2) and _spells(following, letters, 3 if proper else 1, len(letters) >= LONG):
            return unquoted(long[word.start() :])
    return None


def unquoted(text: str) -> str:
    """`text` without the marks and quotes around it; a quote that opens within it keeps its end."""
    bare = text.strip(" *").lstrip('«»“”" ')
    return bare if re.search(r"[«“\"].+[»”\"]$", bare) else bare.rstrip('«»“”" ')


def contains(long: str, acronym: str) -> bool:
    """Whether every letter of `acronym` is in order among the first three of the words of `long`, from its first on:
    enough where the layout says the rest (« FICOL : Facilité de financement des collectivités »)."""
    letters = _letters(acronym)
    starts = [unaccented(word[0]).lower()[:3] for word in WORD.finditer(long)]
    if not starts or starts[0][0] != letters[0]:
        return False
    at, place = 0, 0
    for letter in letters:
        while at < len(starts) and letter not in starts[at][place:]:
            at, place = at + 1, 0
        if at == len(starts):
            return False
        place = starts[at].index(letter, place) + 1
    return len(letters) > 1


def _letters(acronym: str) -> str:
    return unaccented(re.sub(r"[^A-Za-zÀ-ÿ]", "", acronym)).lower()


def _spells(words: list[str], letters: str, most: int, tail: bool) -> bool:
    """Whether `letters` are the first letters of `words`, `most` a word, small words being free."""
    if not letters:
        return len([word for word in words if word not in SMALL]) <= (TAIL if tail else 0)
    if not words:
        return False
    first, rest = words[0], words[1:]
    for taken in range(1, most + 1):
        if len(letters) >= taken and first.startswith(letters[:taken]) and _spells(rest, letters[taken:], most, tail):
            return True
    return first in SMALL and _spells(rest, letters, most, tail)

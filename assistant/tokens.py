"""A question as words: as they are compared, and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from index.entities import key as folded

_WORD: Final = re.compile(r"[^\W\d_](?:\.[^\W\d_])+\.?(?!\w)|[^\W_]+")
_POSSESSIVE: Final = re.compile(r"['’]s$", re.IGNORECASE)
_SAINTS: Final = {"st": "saint", "ste": "sainte", "sts": "saints", "mt": "mont"}


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a question."""

    key: str
    """Folded; « C.G.L.U. » gives `cglu`."""
    start: int
    end: int
    capital: bool
    """Whether it begins with a capital that nothing but its being a name explains: no first word, no shouted text."""
    acronym: bool
    """Whether it is written in capitals alone, in a text that is not."""
    hyphened: bool = False
    """Whether a hyphen joins it to the word before."""


def tokenise(text: str) -> tuple[Token, ...]:
    """The words of `text`, possessives left out: "Paris's twin" gives `paris`, `twin`."""
    shouted = text.isupper()
    found: list[Token] = []
    opening = True
    for match in _WORD.finditer(text):
        written = match[0]
        before = text[: match.start()]
        if written in ("s", "S") and _POSSESSIVE.search(text[: match.end()]) and _is_english(found):
            continue
        if found and re.search(r"[.?!:…]", text[found[-1].end : match.start()]):
            opening = True
        capital = written[0].isupper() and not shouted and not opening
        acronym = len(written) > 1 and written.isupper() and not shouted
        found.append(
            Token(
                _key(written), match.start(), match.end(), capital or acronym, acronym, before.endswith(("-", "–", "—"))
            )
        )
        # « L'Île » : an elision does not end the opening of a sentence.
        opening = opening and len(written) == 1 and text[match.end() : match.end() + 1] in ("'", "’")
    return tuple(found)


def plain(tokens: tuple[Token, ...], start: int, end: int) -> str:
    """`tokens[start:end]` as a folded name, « St » written out."""
    return " ".join(_SAINTS.get(token.key, token.key) for token in tokens[start:end])


def _is_english(found: list[Token]) -> bool:
    # « s'est » stands after a space, "Lyon's" after a name: the apostrophe follows a longer word.
    return bool(found) and len(found[-1].key) > 1


@lru_cache(maxsize=50_000)
def _key(written: str) -> str:
    return folded(written).replace(" ", "")

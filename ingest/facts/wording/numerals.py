"""Numbers in words, in French and in English, from three to a hundred: « soixante-douze », "forty-one"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

FRENCH: Final = [
    *("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize"),
    *("quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"),
]
ENGLISH: Final = [
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
FRENCH_TENS: Final = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}
ENGLISH_TENS: Final = {
    20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety",
}  # fmt: skip
LEAST: Final = 3
"""« Un » and « deux » count something in any sentence."""


@cache
def numerals() -> dict[str, int]:
    """Each number in words, with hyphens and without."""
    found = {word: value for words in (FRENCH, ENGLISH) for value, word in enumerate(words, 1) if value >= LEAST}
    for tens, word in FRENCH_TENS.items():
        found[word + ("s" if tens == 80 else "")] = tens
        for unit, small in enumerate(FRENCH[: 19 if tens in (60, 80) else 9], 1):
            joint = "-et-" if unit in (1, 11) and tens != 80 else "-"
            found[f"{word}{joint}{small}"] = tens + unit
    for tens, word in ENGLISH_TENS.items():
        found[word] = tens
        found |= {f"{word}-{small}": tens + unit for unit, small in enumerate(ENGLISH[:9], 1)}
    found |= {"cent": 100, "a hundred": 100, "one hundred": 100}
    return found | {word.replace("-", " "): value for word, value in found.items()}


@cache
def expression() -> str:
    """All of them as one alternation, the longest first."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(numerals(), key=lambda one: -len(one)))


def value_of(words: str) -> str:
    """The digits of a number written in digits or in words."""
    folded = " ".join(words.lower().split())
    return str(numerals()[folded]) if folded in numerals() else re.sub(r"\D", "", words)

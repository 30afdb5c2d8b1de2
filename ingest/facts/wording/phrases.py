"""Where a text uses words that tie a place to another or to a network, and what those words say."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from ingest.facts.wording.plain import plain
from ingest.records import Relation

FILE: Final = "phrases.toml"
LOOKBEHIND_OR_SPACE: Final = re.compile(r"\(\?<[=!](?:[^()]|\([^()]*\))*\)| ")
Role = Literal["tied", "bond", "partner", "belongs", "joins", "signs", "leaves", "membership", "members", "none"]
LINKS: Final = ("tied", "bond", "partner")
"""Roles of the words that tie two places; the others tie a place to a network."""


@dataclass(frozen=True, slots=True)
class Sense:
    """What some words say, and how they stand in a sentence (see data/phrases.toml)."""

    role: Role
    kind: str | None = None
    status: str = "active"
    fallback: bool = False
    """Whether `kind` only holds where no heading names one: « la charte » under « Villes jumelées »."""
    weak: bool = False
    """Whether the words have everyday uses too (« liens », « relations »)."""

    @property
    def relation(self) -> Relation:
        return "partner_of" if self.role in LINKS else "member_of"


@dataclass(frozen=True, slots=True)
class Phrase:
    """`text[start:end]` has this sense."""

    start: int
    end: int
    sense: Sense


@cache
def lexicon() -> tuple[re.Pattern[str], Sequence[Sense]]:
    """One pattern for all words, the number of the sense in the name of the group that ends it; reads `plain` text."""
    table = tomllib.loads((files("ingest.facts") / "data" / FILE).read_text(encoding="utf-8"))["phrase"]
    senses = [Sense(**{name: value for name, value in entry.items() if name != "words"}) for entry in table]
    words = [
        (head, number)
        for number, entry in enumerate(table)
        for word in entry["words"]
        for head in heads(f"(?:{plain(word)})")
    ]
    # Python's alternation takes the first that matches: the longest words first, and those that are none before all.
    # It skips a branch by its first letter, hence the empty groups at the ends (six times as fast).
    # Words with everyday uses come last: « relation de jumelage » is a twinning before it is a relation.
    words.sort(key=lambda one: (senses[one[1]].role != "none", senses[one[1]].weak, -len(one[0])))
    branches = [f"{as_pattern(word)}(?!\\w)(?P<s{number}_{index}>)" for index, (word, number) in enumerate(words)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(branches)})"), senses


def heads(words: str) -> list[str]:
    """`words` once for each way they can begin: « (?:ville|cité)s? jumelles » gives two."""
    if not words.startswith("(?:"):
        return [words]
    depth, end, cuts = 0, 0, [3]
    for place, char in enumerate(words):
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 1:
            cuts.append(place + 1)
        if depth == 0:
            end = place
            break
    rest = words[end + 1 :]
    if rest.startswith("*"):
        return [words]
    choices = [words[first : last - 1] for first, last in zip(cuts, [*cuts[1:], end + 1], strict=True)]
    if rest.startswith("?"):
        rest = rest[1:]
        choices.append("")
    return [head for choice in choices for head in heads(choice + rest)]


def as_pattern(words: str) -> str:
    """The regular expression that reads `words` in a `plain` text."""
    # Python wants lookbehinds of one width: their spaces stay single.
    return LOOKBEHIND_OR_SPACE.sub(lambda found: r"\s+" if found[0] == " " else found[0], words)


def find_phrases(text: str) -> list[Phrase]:
    """The phrases of `text` in order, none overlapping another; those that tie nothing are left out."""
    pattern, senses = lexicon()
    found = []
    for match in pattern.finditer(plain(text)):
        sense = senses[int((match.lastgroup or "s0_0")[1:].split("_")[0])]
        if sense.role != "none":
            found.append(Phrase(match.start(), match.end(), sense))
    return found

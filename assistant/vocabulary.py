"""The words by which people ask (`data/questions.toml`), and which of them a question uses."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Any, Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.lexicon import lexicon
from assistant.ordinary import is_ordinary
from index.stopwords import STOPWORDS
from ingest.facts.wording.kinds import families
from ingest.normalise import fold

NAME: Final = "#"
"""What stands in a pattern, and in the words of a question, for a name."""
GAP: Final = 4


class Phrases:
    """A group of phrases: plain words, `word*`, `_` (any word) and `..` (up to four words). Immutable."""

    def __init__(self, listed: Sequence[str]) -> None:
        self.parts = tuple(part for phrase in listed for part in phrase.split())
        # At one place the longest phrase is meant: « n'est pas membre » before « est ».
        longest = sorted(listed, key=lambda phrase: -len(phrase.split()))
        self._regex = re.compile(r"(?<!\S)(?:" + "|".join(map(_regex, longest)) + r")(?!\S)")

    def find(self, words: Sequence[str]) -> tuple[int, int] | None:
        """The first and one past the last word of the first phrase among `words`."""
        return next(self.all(words), None)

    def all(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Every phrase among `words`, without overlaps."""
        text = " ".join(words)
        for found in self._regex.finditer(text):
            start = text.count(" ", 0, found.start())
            yield start, start + 1 + found[0].count(" ")

    def is_all(self, words: Sequence[str]) -> bool:
        """Whether `words` are one of the phrases, no more and no less."""
        return self._regex.fullmatch(" ".join(words)) is not None


def _regex(phrase: str) -> str:
    found = ""
    for part in phrase.split():
        if part == "..":
            found += rf"(?:\S+ ){{0,{GAP}}}"
        else:
            found += (
                r"\S+" if part == "_" else re.escape(part.rstrip("*")) + (r"\S*" if part[-1] == "*" else "")
            ) + " "
    return found.rstrip()


class Vocabulary:
    """Everything in `questions.toml`, ready to be matched. Immutable, shared by threads."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.spellings: dict[str, tuple[str, ...]] = {one: tuple(to.split()) for one, to in data["spellings"].items()}
        self.cues = {name: Phrases(listed) for name, listed in data["cues"].items()}
        self.links = {family: Phrases(listed) for family, listed in data["links"].items()}
        self.statuses = {name: Phrases(listed) for name, listed in data["statuses"].items()}
        self.continents = {code: Phrases(listed) for code, listed in data["continents"].items()}
        self.opening = Phrases(data["follow_up"]["opening"])
        self.anaphora = Phrases(data["follow_up"]["anaphora"])
        self.follow_up = {name: Phrases(listed) for name, listed in data["follow_up"].items()}
        self.slots = {name: frozenset(listed) for name, listed in data["slots"].items()}
        self._filling = frozenset(
            word
            for listed in (*STOPWORDS.values(), *(data["neutral"][one].split() for one in ("fr", "en")))
            for word in (map(fold, listed))
        ) | frozenset(word for key in ("months", "areas", "moments") for name in data[key] for word in name.split())
        groups = (self.cues, self.links, self.statuses, self.continents)
        parts = {part for group in groups for one in group.values() for part in one.parts}
        parts |= {part for listed in data["when"].values() for word in listed for part in word.split()}
        self._stems = tuple(sorted({part[:-1] for part in parts if part.endswith("*") and len(part) > 3}))
        self._exact = frozenset(part for part in parts if part[-1] not in "*._#") | self._filling
        self._exact |= frozenset(fold(one) for telling in lexicon().telling.values() for one in telling)
        self._exact |= frozenset(
            word
            for kinds in families().values()
            for named in kinds.values()
            for one in named
            for word in fold(one).split()
        )
        self._ordinary = frozenset(data["ordinary"]["words"].split())
        self._correctable = sorted({word for word in self._exact if len(word) > 3} | set(self._full_forms(parts)))

    def knows(self, word: str) -> bool:
        """Whether `word` (folded) is one that people ask with, rather than what they ask about."""
        return word in self._exact or word.isdigit() or any(word.startswith(stem) for stem in self._stems)

    def links_names(self, word: str) -> bool:
        """Whether `word` ties names together: « jumelée », "member", « réseaux »."""
        return any(self.cues[group].is_all((word,)) for group in ("partner", "member"))

    def names_network(self, word: str) -> bool:
        """Whether the name after `word` is that of a network."""
        return word in self.slots["network_follows"]

    @cache  # noqa: B019 - one vocabulary a process
    def corrected(self, word: str) -> tuple[str, int] | None:
        """The asking word that `word` misspells, and by how many letters."""
        if len(word) < 5 or word in self._ordinary or is_ordinary(word):
            return None
        # Who mistypes a word gets its first letter right; without that, « normandes » would be « dormantes ».
        alike = [one for one in self._correctable if one[0] == word[0]]
        found = process.extractOne(word, alike, scorer=OSA.distance, score_cutoff=1 if len(word) < 10 else 2)
        return (found[0], int(found[1])) if found else None

    def _full_forms(self, parts: set[str]) -> Iterator[str]:
        for part in parts:
            if part.endswith("*"):
                # « jumel* » misspelt is « jumle », so common endings are corrected towards as well.
                yield from (part[:-1] + ending for ending in ("", "e", "s", "es", "ee", "ees", "r", "ed", "ent"))


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of `data/questions.toml`, read once."""
    return Vocabulary(tomllib.loads(resources.files("assistant").joinpath("data/questions.toml").read_text("utf-8")))

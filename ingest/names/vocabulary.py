"""The words that decide how a name is meant, read once."""

from __future__ import annotations

import shlex
import tomllib
from functools import cache
from importlib.resources import files


@cache
def words(group: str) -> frozenset[str]:
    """A group of `data/context.toml`; entries of several words are quoted there.

    :raises KeyError: for a group that the file does not have.
    """
    text = (files("ingest.names") / "data" / "context.toml").read_text(encoding="utf-8")
    return frozenset(shlex.split(tomllib.loads(text)[group]))


@cache
def common_words() -> frozenset[str]:
    """French and English words that are also names of cities somewhere."""
    return frozenset((files("ingest.names") / "data" / "words.txt").read_text(encoding="utf-8").split())


def alternation(group: str) -> str:
    """A regular expression for any of the group, the longest first."""
    return "|".join(sorted(words(group), key=lambda word: (-len(word), word)))

"""Kinds of links between places and their families: a twinning is no cooperation, nor a letter of intent."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from ingest.facts.wording.plain import plain
from ingest.normalise import fold

FILE: Final = "kinds.toml"
VAGUE: Final = frozenset({"relations", "partenariat"})
"""Kinds that say only that there is a link: a precise one beside them says more."""
GENERIC: Final = frozenset({"accord", "convention", "protocole", "coopération", "amitié", *VAGUE})
"""Kinds that a more precise one of the same family replaces."""


@dataclass(frozen=True, slots=True)
class KindWord:
    """`text[start:end]` names a kind of link."""

    start: int
    end: int
    kind: str
    """Its French label."""


@cache
def families() -> dict[str, dict[str, list[str]]]:
    """Family → its kinds (French label → the words that name it in French and English)."""
    return tomllib.loads((files("ingest.facts") / "data" / FILE).read_text(encoding="utf-8"))


@cache
def _family_by_label() -> dict[str, str]:
    return {fold(label): family for family, kinds in families().items() for label in kinds}


def family_of(kind: str | None) -> str | None:
    """The family of a kind, None for one that no family lists."""
    return _family_by_label().get(fold(kind or ""))


def kinds_in(text: str) -> list[KindWord]:
    """Where `text` names kinds of links, in order; the longest name at each place, singular or plural."""
    pattern, labels = _words()
    flat = plain(text)
    return [
        KindWord(found.start(), found.end(), next(label for group, label in labels.items() if found[group]))
        for found in pattern.finditer(flat)
    ]


def one_kind(words: list[KindWord]) -> str | None:
    """The kind that a heading or an item names, None where it names several of which one is a twinning.

    « Coopérations et amitiés » is read as its first kind; « Jumelages et coopérations » leaves open which is which.
    """
    precise = [word.kind for word in words if word.kind not in VAGUE] or [word.kind for word in words]
    several = {family_of(kind) for kind in precise}
    if not precise or (len(several) > 1 and "jumelage" in several):
        return None
    return precise[0]


@cache
def _words() -> tuple[re.Pattern[str], dict[str, str]]:
    """One alternation of all words, the longest first, and the label of each of its groups."""
    entries = [
        (plain(word), label) for kinds in families().values() for label, words in kinds.items() for word in words
    ]
    entries.sort(key=lambda entry: -len(entry[0]))
    labels = {f"k{number}": label for number, (_, label) in enumerate(entries)}
    parts = (f"(?P<k{number}>{_inflected(word)})" for number, (word, _) in enumerate(entries))
    return re.compile(r"(?<![\w-])(?:" + "|".join(parts) + r")(?!\w)"), labels


def _inflected(word: str) -> str:
    return r"[\s-]+".join(_plural(part) for part in re.split(r"[\s-]+", word))


def _plural(part: str) -> str:
    if len(part) < 4 or part.endswith("s"):
        return re.escape(part)
    return re.escape(part[:-1]) + "(?:y|ies)" if part.endswith("y") else re.escape(part) + "s?"

"""The field's vocabulary: words of one meaning in two languages, and the phrases that tell what an asker expects."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from index.analysis import fold, stem, words
from ingest.records import Language

LANGUAGES: tuple[Language, ...] = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`concepts` maps a stem of a language to the concepts it may mean; `cues` are tried longest first."""

    concepts: dict[Language, dict[str, frozenset[str]]]
    cues: tuple[tuple[re.Pattern[str], str], ...]
    aliases: dict[str, frozenset[str]]
    """Acronyms (lower-case) of one organisation in several languages."""
    telling: dict[Language, frozenset[str]]
    """Words, without accents, by which a short question shows its language."""

    def concepts_of(self, stems: Iterable[str], language: Language) -> frozenset[str]:
        """Every concept that one of `stems` may mean."""
        meanings = self.concepts[language]
        found: set[str] = set()
        for one in stems:
            found |= meanings.get(one, frozenset())
        return frozenset(found)

    def expectations(self, folded: str) -> tuple[frozenset[str], frozenset[str]]:
        """What `folded` (lower-case, without accents) asks for, and the words that say so.

        « que signifie le sigle ucue ? » → ({"expansion"}, {"que", "signifie", "le", "sigle"}).
        """
        kinds: set[str] = set()
        spent: set[str] = set()
        rest = folded
        for cue, kind in self.cues:
            found = cue.search(rest)
            if found:
                kinds.add(kind)
                spent.update(words(found[0]))
                rest = rest[: found.start()] + " · " + rest[found.end() :]
        return frozenset(kinds), frozenset(spent)


@cache
def lexicon() -> Lexicon:
    """The lexicon of `data/lexicon.toml`, read once."""
    data = tomllib.loads(resources.files("assistant").joinpath("data/lexicon.toml").read_text(encoding="utf-8"))
    concepts: dict[Language, defaultdict[str, set[str]]] = {language: defaultdict(set) for language in LANGUAGES}
    for concept, by_language in data["concepts"].items():
        for language in LANGUAGES:
            for listed in by_language[language]:
                for word in words(listed):
                    concepts[language][stem(word, language)].add(concept)
    cues = [
        (re.compile(r"(?<!\w)" + re.escape(fold(cue.lower())).replace(r"\ ", r"[\s-]+") + r"(?!\w)"), kind)
        for kind, by_language in data["expects"].items()
        for language in LANGUAGES
        for cue in by_language[language]
    ]
    cues.sort(key=lambda cue: -len(cue[0].pattern))
    aliases = {one: frozenset(group) - {one} for group in data["aliases"] for one in group}
    telling = {language: frozenset(data["telling"][language].split()) for language in LANGUAGES}
    meanings = {
        language: {one: frozenset(meant) for one, meant in concepts[language].items()} for language in LANGUAGES
    }
    return Lexicon(meanings, tuple(cues), aliases, telling)

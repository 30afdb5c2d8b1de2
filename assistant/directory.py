"""The names of the entities that have facts, and those that a typed name may mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.facts import FactBase
from ingest.records import Entity

SHORTEST_PREFIX: Final = 4
LABELLED: Final = ("labellis", "labelis", "labelled", "labeled")
"""« villes labellisées de la mission climat » are those of its label."""
PLACES: Final = ("city:", "region:", "country:")
"""Beginnings of the ids of places."""
TOWNS: Final = frozenset({"city", "ville", "town", "commune", "mayor", "maire"})
"""What the members of most networks are: these words tell none from another."""
GENERIC: Final = frozenset(
    {
        *("reseau", "reseaux", "network", "international", "internationale", "internationales", "european", "europeen"),
        *("europeenne", "programme", "program", "association", "de", "du", "des", "d", "la", "le", "les", "l", "of"),
        *("the", "and", "et", "for", "pour", "s"),
    }
)
"""Words that a name may lose or gain without becoming another."""


@dataclass(frozen=True, slots=True)
class Near:
    """A name close to the one that was typed."""

    name: str
    """Folded."""
    entities: tuple[Entity, ...]
    distance: int
    """Letters added, dropped, changed or swapped; 0 for a name typed in part or in another order."""


class Directory(Protocol):
    """What a question is linked against."""

    def find(self, name: str) -> Sequence[Entity]:
        """The entities with facts that are called `name` (folded), the likeliest first."""

    def holds(self, entity: Entity) -> bool:
        """Whether it has facts."""

    def near(self, name: str) -> Sequence[Near]:
        """Those whose names are spelt nearly so, the nearest first."""

    def partial(self, name: str) -> Sequence[Near]:
        """That whose name begins so, where there is but one."""

    def reordered(self, name: str) -> Sequence[Near]:
        """Those whose names hold the same words, in another order or number."""

    def shortened(self, name: str) -> Sequence[Near]:
        """The network whose name holds these words and few others, where there is but one."""


class NameIndex:
    """A directory in memory, entities read when they are asked for. Shared by threads."""

    def __init__(self, names: Mapping[str, Sequence[str]], entity: Callable[[str], Entity | None]) -> None:
        """`names`: folded name → ids of the entities so called, the likeliest first; `entity`: the entity of an id."""
        self._ids = names
        self._entity = entity
        self._joined: dict[str, str] = {}
        self._words: defaultdict[frozenset[str], dict[str, str]] = defaultdict(dict)
        self._openings: defaultdict[str, list[str]] = defaultdict(list)
        self._holding: defaultdict[str, set[str]] = defaultdict(set)
        lengths: defaultdict[int, list[str]] = defaultdict(list)
        for key, ids in names.items():
            self._joined.setdefault(key.replace(" ", ""), key)
            self._openings[key[:SHORTEST_PREFIX]].append(key)
            lengths[len(key)].append(key)
            if len(content := content_words(key)) > 1:
                self._words[content].setdefault(ids[0], key)
            if len(content) > 2 and not ids[0].startswith(PLACES):
                for word in content:
                    self._holding[word].add(key)
        self._lengths = dict(lengths)
        self._remembered = lru_cache(maxsize=10_000)(self._near)

    @classmethod
    def over(cls, facts: FactBase) -> NameIndex:
        """The names of everything that a snapshot states facts about."""
        return cls(facts.names, facts.entity)

    def find(self, name: str) -> Sequence[Entity]:
        """See `Directory`; « c 40 » is C40 and « medcites » is Med Cités."""
        if name not in self._ids:
            name = self._joined.get(name.replace(" ", ""), "")
        return self._called(name)

    def holds(self, entity: Entity) -> bool:
        """See `Directory`."""
        return self._entity(entity.id) is not None

    def near(self, name: str) -> Sequence[Near]:
        """See `Directory`. About a millisecond for 20,000 names; what was asked before is remembered."""
        return self._remembered(name)

    def partial(self, name: str) -> Sequence[Near]:
        """See `Directory`: « Ouaga », « Clermont »; nothing where several entities answer to it."""
        if len(name) < SHORTEST_PREFIX:
            return ()
        found: dict[str, str] = {}
        for key in self._openings.get(name[:SHORTEST_PREFIX], ()):
            rest = key[len(name) :]
            if rest and key.startswith(name) and (" " not in name or rest.startswith(" ")):
                found.setdefault(self._ids[key][0], key)
        return [Near(key, self._called(key), 0) for key in found.values()] if len(found) == 1 else ()

    def reordered(self, name: str) -> Sequence[Near]:
        """See `Directory`: "UNESCO creative cities" is the network of that name."""
        content = content_words(name)
        found = self._words.get(content, {}) if len(content) > 1 else {}
        return [Near(key, self._called(key), 0) for key in found.values()]

    def shortened(self, name: str) -> Sequence[Near]:
        """See `Directory`: « ports sûrs » is the alliance of that name; nothing where several answer to it."""
        content = content_words(name)
        if len(content - TOWNS) < 2:
            return ()
        keys = set.intersection(*(self._holding.get(word, set()) for word in content))
        found = {self._ids[key][0]: key for key in sorted(keys) if 2 * len(content) >= len(content_words(key))}
        return [Near(key, self._called(key), 0) for key in found.values()] if len(found) == 1 else ()

    def _called(self, key: str) -> tuple[Entity, ...]:
        return tuple(found for id in self._ids.get(key, ()) if (found := self._entity(id)))

    def _near(self, name: str) -> Sequence[Near]:
        allowed = tolerance(name)
        if not allowed:
            return ()
        candidates = [
            key
            for length in range(len(name) - allowed, len(name) + allowed + 1)
            for key in self._lengths.get(length, ())
        ]
        close = process.extract(name, candidates, scorer=OSA.distance, score_cutoff=allowed, limit=8)
        found = [Near(key, self._called(key), int(distance)) for key, distance, _ in close]
        return sorted(found, key=lambda one: (one.distance, one.name[0] != name[0], one.name))


def tolerance(name: str) -> int:
    """How many letters of a name may be wrong: none below five letters, one below eight, two from there."""
    letters = len(name.replace(" ", ""))
    return 0 if letters < 5 else 1 if letters < 8 else 2


@lru_cache(maxsize=50_000)
def content_words(name: str) -> frozenset[str]:
    """The words that make a name, in the singular: those of "UNESCO creative cities" and "creative city of UNESCO"."""
    return frozenset(_singular(word) for word in name.split() if word not in GENERIC)


def _singular(word: str) -> str:
    if word.startswith(LABELLED):
        return "label"
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith(("s", "x")) else word

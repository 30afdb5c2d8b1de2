"""The names that are known, and where a text uses them."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from ingest.gazetteer import cities
from ingest.mentions import find_mentions, small_words
from ingest.normalise import fold
from ingest.records import Entity, EntityKind

TABLES: Final = Path(__file__).parents[2] / "corpus" / "tables"


@dataclass(frozen=True, slots=True)
class Mention:
    """`text[start:end]` names `entity`."""

    start: int
    end: int
    entity: Entity
    certain: bool = True
    """Whether it can hardly be another word or a namesake."""


class Names:
    """Every name that is known. Immutable, shared by threads."""

    def __init__(self, networks: dict[str, Entity]) -> None:
        self._networks = networks
        self.version = "0"
        """Changes whenever a text could be read otherwise: part of what decides whether a source is read again."""

    def mentions(self, text: str, country: str | None = None) -> list[Mention]:
        """What `text` names, in order, without overlaps; the longest name at each place. `country`: of the page's own
        city (ISO 3166), which decides between namesakes where nothing nearer does."""
        found = [
            Mention(one.start, one.end, self._city(text[one.start : one.end], str(one.place.id)), one.certain)
            for one in find_mentions(text, small_words(text))
        ]
        for name, network in self._networks.items():
            written = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
            found.extend(Mention(match.start(), match.end(), network) for match in written)
        kept: list[Mention] = []
        for one in sorted(found, key=lambda one: (one.start, -one.end)):
            if not kept or one.start >= kept[-1].end:
                kept.append(one)
        return kept

    def place(self, name: str, country: str | None = None, kind: EntityKind = "city") -> Entity:
        """The place called `name`, in `country` (ISO 3166) where that is told; one of its own where none is known."""
        known = cities().get(fold(name))
        return self._city(name, str(known.id) if known else f"{country or 'x'}:{fold(name).replace(' ', '-')}")

    def network(self, name: str) -> Entity:
        """The network, pact or label called `name`; one of its own where none is known."""
        for known, network in self._networks.items():
            if fold(known) == fold(name):
                return network
        return Entity(f"network:{fold(name).replace(' ', '-')}", "network", name, name)

    def country(self, name: str) -> str | None:
        """ISO 3166 code of the country called `name` in French or English, states and provinces giving theirs."""
        return None

    def known(self, name: str) -> Sequence[Entity]:
        """Everything that may be called `name`, the likeliest first."""
        return ()

    def _city(self, name: str, id: str) -> Entity:
        return Entity(f"city:{id}", "city", name, name)


@cache
def names() -> Names:
    """The names of the gazetteer and of the corpus."""
    networks: dict[str, Entity] = {}
    path = TABLES / "reseaux.csv"
    if path.exists():
        with path.open(encoding="utf-8-sig", newline="") as stream:
            for row in csv.DictReader(stream, delimiter=";"):
                title = row["Sigle"] or row["Réseau"]
                entity = Entity(
                    f"network:{fold(title).replace(' ', '-')}", "network", title, row["Nom anglais"] or title
                )
                for name in (row["Réseau"], row["Nom complet"], row["Sigle"], *row["Autres graphies"].split("|")):
                    if name.strip():
                        networks[name.strip()] = entity
    return Names(networks)

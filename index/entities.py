"""One entity, many names: how the descriptions of several documents make one, and by which keys a name is found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ingest.names.key import key as compared
from ingest.normalise import fold
from ingest.records import Entity

DOTTED: Final = re.compile(r"(?<!\w)(?:[^\W\d_]\.[ ]?){2,}(?:[^\W\d_](?!\w))?")
"""« C.G.L.U. », « A. I. M. F »: letters each followed by a point."""
ARTICLES: Final = frozenset({"l", "la", "le", "les", "the"})


def key(name: str) -> str:
    """The form in which names are compared: folded, acronyms without points; empty where there is no letter."""
    undotted = DOTTED.sub(lambda found: found[0].replace(".", "").replace(" ", "") + " ", name)
    return compared(fold(undotted))


def keys(name: str) -> tuple[str, ...]:
    """The keys under which `name` is sought, the likeliest first: as it is, then without its article."""
    whole = key(name)
    first, _, rest = whole.partition(" ")
    return (whole, rest) if first in ARTICLES and rest else (whole,)


def names(entity: Entity) -> tuple[str, ...]:
    """Everything that the entity is called, each once."""
    return tuple(dict.fromkeys((entity.name_fr, entity.name_en, *entity.aliases)))


def rank(entity: Entity) -> str:
    """Orders entities by their French name: é as e, hyphens as spaces, and small letters as capitals."""
    return f"{key(entity.name_fr)}\0{entity.name_fr}"


def merge(descriptions: Sequence[Entity]) -> Entity:
    """The entity that all of these describe, the description to prefer first: its names, then whatever others add.

    :raises ValueError: when there is none.
    """
    if not descriptions:
        raise ValueError("an entity needs at least one description")
    first, *others = descriptions
    if not others:
        return first
    own = {first.name_fr, first.name_en}
    aliases = dict.fromkeys([*first.aliases, *(name for other in others for name in names(other) if name not in own)])
    placed = next((one for one in descriptions if one.latitude is not None), first)
    return replace(
        first,
        aliases=tuple(aliases),
        country=next((one.country for one in descriptions if one.country), None),
        latitude=placed.latitude,
        longitude=placed.longitude,
    )

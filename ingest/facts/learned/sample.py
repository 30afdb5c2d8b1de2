"""A stretch of a page as the network reads it: whose page it is, the titles above, the text, and the names in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from ingest.facts.learned.labels import RELATIONS
from ingest.facts.pages.entries import PLACES
from ingest.records import Entity

Role = Literal["place", "network", "date", "number"]
TITLE_LIMIT: Final = 120
"""Characters of a title or of a lead that are read."""
SEPARATOR: Final = " | "


@dataclass(frozen=True, slots=True)
class Name:
    """`text[start:end]` of a sample names something, or is a date or a number."""

    start: int
    end: int
    kind: str
    """As in `labels.KINDS`; `none` where no gazetteer knows it."""
    role: Role | None
    """What it can be in a relation; None for countries, which can be nothing."""
    key: str
    """Equal for two mentions of one thing."""


@dataclass(frozen=True, slots=True)
class Sample:
    """`text[body:]` is the page's own; what stands before is whose page it is and the titles above."""

    text: str
    body: int
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs of names of a sample that can be related: `lefts[i]` and `rights[i]` are places in `Sample.names`."""

    lefts: tuple[int, ...]
    rights: tuple[int, ...]
    groups: dict[tuple[str, frozenset[str]], list[int]]
    """Relation and keys of the two ends → the pairs that could tell it."""


def pairs_of(sample: Sample, read: Sequence[bool], relations: Sequence[str] = RELATIONS) -> Pairs:
    """The pairs of a sample that could tell one of the relations.

    :param read: whether each name is among the tokens that were read.
    """
    lefts: list[int] = []
    rights: list[int] = []
    groups: dict[tuple[str, frozenset[str]], list[int]] = {}
    usable = [at for at, one in enumerate(sample.names) if one.role and read[at]]
    for a in usable:
        left = sample.names[a]
        for b in usable:
            right = sample.names[b]
            told = [one for one in RELATIONS_OF.get((left.role, right.role), ()) if one in relations]
            if not told or left.key == right.key or (left.start < sample.body and right.start < sample.body):
                continue
            for relation in told:
                groups.setdefault((relation, frozenset((left.key, right.key))), []).append(len(lefts))
            lefts.append(a)
            rights.append(b)
    return Pairs(tuple(lefts), tuple(rights), groups)


RELATIONS_OF: Final[dict[tuple[Role | None, Role | None], tuple[str, ...]]] = {
    ("place", "place"): ("link",),
    ("place", "network"): ("link",),
    ("network", "place"): ("seat",),
    ("place", "date"): ("since",),
    ("network", "date"): ("since", "founded"),
    ("network", "number"): ("count",),
}
"""What two names, in this order, can have to do with each other."""


def opening(owner: str | None, title: str | None, headings: Sequence[str], lead: str | None) -> list[str]:
    """What stands before the text, in order: the owner, the title, the headings (outermost first), the lead.

    What only repeats the one before is left out."""
    parts = [owner or "", title or "", *headings, lead or ""]
    short = [" ".join(part.split())[:TITLE_LIMIT] for part in parts]
    return [part for at, part in enumerate(short) if part and part not in short[:at]]


def kind_of(entity: Entity) -> str:
    """The kind of the gazetteer's entity, as in `labels.KINDS`."""
    return entity.kind if entity.kind in ("city", "region", "country") else "network"


def role_of(entity: Entity) -> Role | None:
    """What an entity can be in a relation."""
    if entity.kind in PLACES:
        return "place"
    return None if entity.kind == "country" else "network"

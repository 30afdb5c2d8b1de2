"""What a build has to do: which documents are new, changed, unchanged, gone, or kept although they fail today.

The rule is that nothing stored is lost by accident. A document goes only when the place it was read from was given,
could be read, and no longer holds it; a document that fails keeps its stored version; other places are not touched.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from index.store import Stored
from ingest.errors import IngestError
from ingest.pipeline import INGEST_VERSION, Discovery, Source


@dataclass(frozen=True, slots=True)
class Plan:
    """Document ids, sorted in each group."""

    read: Mapping[str, Source]
    """New or changed documents, to be read."""
    unchanged: tuple[str, ...]
    kept: tuple[str, ...]
    """Stored documents that this run did not see, or saw fail."""
    removed: tuple[str, ...]
    failed: tuple[IngestError, ...]
    roots: tuple[str, ...]
    """Places given now and before, sorted."""
    places: Mapping[str, str]
    """The place of each document that this run saw, by id."""


def plan(asked: Sequence[str], discovery: Discovery, stored: Mapping[str, Stored], roots: Iterable[str]) -> Plan:
    """Compares what was discovered under `asked` with what is stored; reads bytes to hash them, and parses nothing."""
    failed = list(discovery.failed)
    read: dict[str, Source] = {}
    places: dict[str, str] = {}
    unchanged: list[str] = []
    for source in sorted(discovery.sources, key=lambda source: source.id):
        try:
            digest = source.sha256()
        except IngestError as error:
            failed.append(error)
            continue
        known = stored.get(source.id)
        places[source.id] = location(source.path)
        if known and (known.sha256, known.ingest_version) == (digest, INGEST_VERSION):
            unchanged.append(source.id)
        else:
            read[source.id] = source
    blocked = [location(error.source) for error in failed]
    given = [location(path) for path in asked]
    rest = sorted(stored.keys() - places.keys())
    removed = [
        id
        for id in rest
        if any(within(stored[id].location, place) for place in given)
        and not any(within(stored[id].location, place) for place in blocked)
    ]
    kept = tuple(id for id in rest if id not in set(removed))
    readable = {place for place in given if place not in blocked}
    return Plan(read, tuple(unchanged), kept, tuple(removed), tuple(failed), tuple(sorted(readable | {*roots})), places)


def location(path: object) -> str:
    """What a path or URL stands for, wherever the command is run from. Links are not followed: a name is kept."""
    text = str(path)
    return text if "://" in text else os.path.abspath(text)  # noqa: PTH100 — Path.absolute keeps « .. »


def within(place: str, root: str) -> bool:
    """True for the root itself and for whatever lies under it."""
    return place == root or place.startswith(root.rstrip("/" + os.sep) + ("/" if "://" in root else os.sep))

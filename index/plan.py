"""What a build has to do: which documents are new, changed, unchanged, gone, or kept although they fail today.

The rule is that nothing stored is lost by accident. A document goes only when the place it was read from was given,
could be read, and no longer holds it; a document that fails keeps its stored version; other places are not touched.

A document is known by its location. Its id is chosen when it is first seen, and never changes hands: a page of the same
name in another folder is another document.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.store import Stored
from ingest.errors import IngestError
from ingest.pipeline import Discovery, Source, reader


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do with each document, by id."""

    read: Mapping[str, Source]
    """New or changed documents, to be read."""
    unchanged: tuple[str, ...]
    kept: tuple[str, ...]
    """Stored documents that this run did not look for, or could not look at."""
    removed: tuple[str, ...]
    failed: tuple[IngestError, ...]
    roots: tuple[str, ...]
    """Places given now and before, sorted."""
    places: Mapping[str, str]
    """The location of each document that this run saw, by id."""


def plan(asked: Sequence[str], discovery: Discovery, stored: Mapping[str, Stored], roots: Iterable[str]) -> Plan:
    """Compares what was discovered under `asked` with what is stored; reads bytes to hash them, and parses nothing."""
    owners = {known.location: known.id for known in stored.values()}
    failed = list(discovery.failed)
    blocked = [location(error.source) for error in failed]
    read: dict[str, Source] = {}
    places: dict[str, str] = {}
    unchanged: list[str] = []
    version = reader()
    for source in discovery.sources:
        place = location(source.path)
        try:
            digest = source.sha256()
        except IngestError as error:
            failed.append(error)
            blocked.append(place)
            continue
        id = owners.get(place) or _new_id(source, digest, place, stored, places)
        places[id] = place
        known = stored.get(id)
        if known and (known.sha256, known.ingest_version, known.location) == (digest, version, place):
            unchanged.append(id)
        else:
            read[id] = replace(source, id=id)
    given = [location(path) for path in asked]
    unseen = [known for known in stored.values() if known.id not in places]
    removed = {
        known.id
        for known in unseen
        if any(_within(known.location, place) for place in given)
        and not any(_within(known.location, place) for place in blocked)
    }
    return Plan(
        read=read,
        unchanged=tuple(unchanged),
        kept=tuple(known.id for known in unseen if known.id not in removed),
        removed=tuple(sorted(removed)),
        failed=tuple(failed),
        roots=tuple(sorted({place for place in given if place not in blocked} | {*roots})),
        places=places,
    )


def location(path: str | Path) -> str:
    """Where a path leads, wherever the command is run from; a URL stands for itself.

    Links to folders are followed, so that a folder is the same by all its paths; a linked file is a place of its own.
    """
    if "://" in str(path):
        return str(path)
    path = Path(os.path.abspath(path))  # noqa: PTH100 (Path.absolute keeps « .. »)
    real = path.resolve() if path.is_dir() else path.parent.resolve() / path.name
    # A name that is not UTF-8 has characters that cannot be stored.
    return os.fsencode(real).decode("utf-8", "backslashreplace")


def _within(place: str, root: str) -> bool:
    """True for the root itself and for whatever lies under it."""
    separator = "/" if "://" in root else os.sep
    return place == root or place.startswith(root.rstrip(separator) + separator)


def _new_id(source: Source, digest: str, place: str, stored: Mapping[str, Stored], places: Mapping[str, str]) -> str:
    """The id of a document at a place that is not stored yet: its own unless another document has it."""
    known = stored.get(source.id)
    # The same page under the same name, whose former place is gone, has moved: the corpus is elsewhere now.
    free = known is None or (known.sha256 == digest and not Path(known.location).exists())
    if free and source.id not in places:
        return source.id
    return f"{hashlib.sha256(place.encode()).hexdigest()[:8]}/{source.id}"

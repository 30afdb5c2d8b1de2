"""From sources to a published snapshot."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from index.embed import Encoder
from index.manifest import ANALYSIS, MANIFEST, Manifest, mark_files
from index.plan import plan
from index.publish import current, publish, writing
from index.snapshot import STORE, read_manifest
from index.store import Store
from index.write import Progress, write_lexical, write_manifest, write_store, write_vectors
from ingest.errors import IngestError, SnapshotError
from ingest.pipeline import discover
from ingest.records import Language

CACHE: Final = "vectors.sqlite"


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. The first four count documents of this run, the next three the whole index."""

    added: int
    updated: int
    unchanged: int
    removed: int
    failed: tuple[IngestError, ...]
    documents: int
    passages: int
    facts: int
    seconds: float
    snapshot: str | None
    """Id of the live snapshot; None only when there was nothing to publish and nothing before."""

    def to_json(self, language: Language) -> dict[str, Any]:
        """The public form of a report, as `python -m ingest --json` prints it."""
        record = {name: getattr(self, name) for name in self.__slots__}
        record["failed"] = [{"source": error.source, "error": error.text(language)} for error in self.failed]
        return record | {"seconds": round(self.seconds, 2)}


def build(sources: Sequence[str], index: Path, encoder: Encoder, progress: Progress | None = None) -> BuildReport:
    """Brings the index up to date with `sources` (files, directories, URLs); publishes if that changes it.

    Documents of other sources, and documents that fail now but were read before, stay as they are. An index that is
    damaged, or was made by another version, is made again from the places it remembers.

    :raises SnapshotError: `snapshot.locked` when another build is running, `snapshot.unwritable`.
    """
    begun = time.monotonic()
    tell = progress or (lambda phase, done, total, current: None)
    with writing(index) as staged:
        before = _before(index)
        try:
            asked = list(dict.fromkeys([*sources, *before.again]))
            stored = before.store.stored() if before.store else {}
            todo = plan(asked, discover(asked), stored, before.manifest.roots if before.manifest else ())
            failed: list[IngestError] = []
            remake = not before.usable_by(encoder)
            added, updated = 0, 0
            if todo.read or todo.removed or remake:
                added, updated, failed = write_store(staged / STORE, todo, before.store, tell)
        finally:
            before.close()
        manifest = before.manifest
        if added or (manifest and (updated or todo.removed or remake)):
            write_vectors(staged, index / CACHE, encoder, tell)
            write_lexical(staged, tell)
            manifest = write_manifest(staged, encoder, todo.roots)
            publish(index, staged, manifest.snapshot)
    counts = manifest.counts if manifest else {"documents": 0, "passages": 0, "facts": 0}
    return BuildReport(
        added=added,
        updated=updated,
        unchanged=len(todo.unchanged),
        removed=len(todo.removed),
        failed=(*todo.failed, *failed),
        documents=counts["documents"],
        passages=counts["passages"],
        facts=counts["facts"],
        seconds=time.monotonic() - begun,
        snapshot=manifest.snapshot if manifest else None,
    )


@dataclass(frozen=True, slots=True)
class _Before:
    """What the live snapshot offers to the next one: nothing at all, everything, or only the places to read again."""

    manifest: Manifest | None = None
    store: Store | None = None
    whole: bool = False
    """Every file is as it was published."""
    again: tuple[str, ...] = ()

    def usable_by(self, encoder: Encoder) -> bool:
        """Whether questions could be answered from it as it is."""
        made = self.manifest and (self.manifest.model_fingerprint, self.manifest.analysis)
        return self.whole and made == (encoder.fingerprint, ANALYSIS)

    def close(self) -> None:
        if self.store:
            self.store.close()


def _before(index: Path) -> _Before:
    try:
        directory = current(index)
    except SnapshotError:
        return _Before()
    try:
        manifest, marks = read_manifest(index, directory), mark_files(directory)
        # Half-read documents must not be carried over: the documents' own file has to be exactly what was written.
        if marks.get(STORE) == manifest.files[STORE]:
            return _Before(manifest, Store.open(directory / STORE), marks == manifest.files)
    except (SnapshotError, OSError, KeyError, sqlite3.Error):
        pass
    return _Before(again=_remembered_roots(directory / MANIFEST))


def _remembered_roots(manifest: Path) -> tuple[str, ...]:
    """The places named by a manifest that may be of any version, or damaged."""
    try:
        return tuple(
            root for root in json.loads(manifest.read_text(encoding="utf-8"))["roots"] if isinstance(root, str)
        )
    except (OSError, ValueError, KeyError, TypeError):
        return ()

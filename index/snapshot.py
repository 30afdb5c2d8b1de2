"""One immutable state of the index, open for reading."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, Final, get_args

import numpy as np
from numpy.typing import NDArray

from index.facts import FactBase
from index.lexical import LexicalIndex
from index.manifest import ANALYSIS, FORMAT, MANIFEST, FileMark, Manifest
from index.publish import current
from index.store import Store
from index.vectors import VectorIndex, Vectors
from ingest.errors import SnapshotError
from ingest.records import Document, Fact, Language, Passage

STORE: Final = "passages.sqlite"
VECTORS: Final = "vectors.faiss"
UNITS: Final = "units.npy"
OFFSETS: Final = "units-offsets.npy"
LEXICAL: Final = "lexical"
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)


class Snapshot:
    """Passages, facts and vectors that belong together. Passage numbers run from 0 to `passages - 1`.

    A snapshot that is open stays whole while newer ones are published, and may be shared by threads.
    """

    def __init__(
        self,
        directory: Path,
        manifest: Manifest,
        store: Store,
        vectors: VectorIndex,
        lexical: LexicalIndex,
        units: NDArray[np.float16],
        offsets: NDArray[np.int64],
    ) -> None:
        self.directory = directory
        self.manifest = manifest
        self.store = store
        self.vectors = vectors
        self.lexical = lexical
        self._units = units
        self._offsets = offsets

    @classmethod
    def open(cls, index: Path, encoder_fingerprint: str | None = None, model: str | None = None) -> Snapshot:
        """Opens the live snapshot of the directory `index`; sizes are checked, contents only by `verify`.

        :param encoder_fingerprint: of the model that will encode the questions; None leaves the model unchecked.
        :param model: its name, for the message when it is not the one that encoded the passages.
        :raises SnapshotError: `snapshot.missing`, `snapshot.damaged`, `snapshot.format`, or `snapshot.model` when the
            passages were encoded by another model.
        """
        directory = current(index)
        while True:
            try:
                return cls._open(index, directory, encoder_fingerprint, model)
            except SnapshotError:
                # Newer builds may have deleted it between the reading of its name and the opening of its files.
                latest = current(index)
                if latest == directory:
                    raise
                directory = latest

    @classmethod
    def _open(cls, index: Path, directory: Path, encoder_fingerprint: str | None, model: str | None) -> Snapshot:
        manifest = read_manifest(index, directory)
        if manifest.analysis != ANALYSIS:
            made, wanted = f"{FORMAT}.{manifest.analysis}", f"{FORMAT}.{ANALYSIS}"
            raise SnapshotError("snapshot.format", index=index, made=made, wanted=wanted)
        if encoder_fingerprint is not None and encoder_fingerprint != manifest.model_fingerprint:
            made, wanted = manifest.model, model or encoder_fingerprint[:8]
            if made == wanted:  # The same name for other weights: only the fingerprints tell them apart.
                made, wanted = f"{made} ({manifest.model_fingerprint:.8})", f"{wanted} ({encoder_fingerprint:.8})"
            raise SnapshotError("snapshot.model", index=index, made=made, wanted=wanted)
        for name, mark in manifest.files.items():
            path = directory / name
            if not path.is_file() or path.stat().st_size != mark.size:
                raise SnapshotError("snapshot.damaged", file=path)
        return cls(
            directory,
            manifest,
            _part(Store.open, directory / STORE),
            _part(VectorIndex.open, directory / VECTORS),
            _part(LexicalIndex.open, directory / LEXICAL),
            _part(_map, directory / UNITS),
            _part(_map, directory / OFFSETS),
        )

    @property
    def id(self) -> str:
        return self.manifest.snapshot

    @property
    def passages(self) -> int:
        """The number of passages."""
        return len(self.vectors)

    def passage(self, number: int) -> Passage:
        """:raises IndexError: when there is no passage of that number."""
        return self.store.passage(int(number))

    def documents(self) -> tuple[Document, ...]:
        """Every document with its text, ordered by id."""
        return tuple(self.store.documents())

    def document(self, id: str) -> Document:
        """:raises KeyError: when no document has that id."""
        return self.store.document(id)

    def facts(self) -> Iterator[Fact]:
        """Every fact, by document, in the order of extraction; read as they are asked for."""
        return self.store.facts()

    @cached_property
    def fact_base(self) -> FactBase:
        """Queries over all the facts."""
        return FactBase(self.store)

    @cached_property
    def languages(self) -> NDArray[np.int8]:
        """The language of each passage, (n,), as its rank in `LANGUAGES`."""
        return np.array([LANGUAGES.index(language) for language in self.store.passage_languages()], dtype=np.int8)

    @cached_property
    def passage_languages(self) -> frozenset[Language]:
        """The languages that occur among the passages."""
        return frozenset(LANGUAGES[code] for code in np.unique(self.languages))

    def unit_vectors(self, number: int) -> Vectors:
        """The unit vectors of the units of one passage, (n_units, d), rounded to half precision on disk."""
        return np.asarray(self._units[self._offsets[number] : self._offsets[number + 1]], dtype=np.float32)

    def verify(self) -> tuple[Path, ...]:
        """Reads every file again and returns those whose content is not what was published."""
        return tuple(
            self.directory / name
            for name, mark in self.manifest.files.items()
            if not (self.directory / name).is_file() or FileMark.of(self.directory / name) != mark
        )

    def close(self) -> None:
        self.store.close()


def read_manifest(index: Path, directory: Path) -> Manifest:
    """:raises SnapshotError: `snapshot.damaged`, or `snapshot.format` for the manifest of another format."""
    path = directory / MANIFEST
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        if record["format"] != FORMAT:
            raise SnapshotError("snapshot.format", index=index, made=record["format"], wanted=FORMAT)
        return Manifest.from_json(record)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise SnapshotError("snapshot.damaged", file=path) from error


def _part(open: Any, path: Path) -> Any:
    try:
        return open(path)
    except (OSError, ValueError, KeyError, RuntimeError, sqlite3.Error) as error:
        raise SnapshotError("snapshot.damaged", file=path) from error


def _map(path: Path) -> NDArray[Any]:
    array: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False)
    return array

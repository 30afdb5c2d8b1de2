"""Vectors computed so far, by model and by text: what an unchanged passage, or a build that was interrupted, reuses."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.embed import Encoder
from index.texts import Offsets
from index.vectors import Vectors

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS vector (
    model TEXT NOT NULL, key BLOB NOT NULL, passage BLOB NOT NULL, units BLOB NOT NULL, PRIMARY KEY (model, key)
) WITHOUT ROWID
"""
BATCH: Final = 64
"""Passages between two commits: a few seconds of work, all that an interruption can lose."""


class VectorCache:
    """One SQLite file that builds share, one at a time. Losing it costs time, never content."""

    def __init__(self, connection: sqlite3.Connection, encoder: Encoder) -> None:
        self._connection = connection
        self._encoder = encoder

    @classmethod
    def open(cls, path: Path, encoder: Encoder) -> VectorCache:
        """Opens the file or makes it; one that SQLite cannot read is replaced."""
        try:
            return cls(_connect(path), encoder)
        except sqlite3.DatabaseError:
            for part in (path, Path(f"{path}-journal"), Path(f"{path}-wal"), Path(f"{path}-shm")):
                part.unlink(missing_ok=True)
            return cls(_connect(path), encoder)

    def close(self) -> None:
        self._connection.close()

    def get(self, key: bytes) -> tuple[Vectors, NDArray[np.float16]]:
        """The vector of a passage, (d,), and those of its units, (n_units, d).

        :raises KeyError: when they were not computed yet.
        """
        found = self._connection.execute(
            "SELECT passage, units FROM vector WHERE model = ? AND key = ?", (self._encoder.fingerprint, key)
        ).fetchone()
        if found is None:
            raise KeyError(key)
        passage, units = (np.frombuffer(blob, kind) for blob, kind in zip(found, ("<f4", "<f2"), strict=True))
        return passage, units.reshape(-1, self._encoder.dimensions)

    def missing(self, keys: Iterable[bytes]) -> set[bytes]:
        """Those of `keys` that have no vector yet."""
        rows = self._connection.execute("SELECT key FROM vector WHERE model = ?", (self._encoder.fingerprint,))
        return set(keys) - {key for (key,) in rows}

    def encode(
        self, texts: Sequence[str], units: Sequence[Offsets], progress: Callable[[int], None] | None = None
    ) -> None:
        """Computes the vectors of `texts` and of their units, and keeps them, safe from interruption, before returning.

        :param units: for each text, where its units start and end in it.
        """
        vectors, parts = self._encoder.encode_passages_with_units(texts, units, progress)
        rows = (
            (self._encoder.fingerprint, key(*of), vector.astype("<f4").tobytes(), part.astype("<f2").tobytes())
            for of, vector, part in zip(zip(texts, units, strict=True), vectors, parts, strict=True)
        )
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?, ?, ?)", rows)

    def keep_only(self, keys: set[bytes]) -> None:
        """Forgets this model's vectors of texts no longer indexed. Those of other models stay, for a return to them."""
        model = self._encoder.fingerprint
        known = self._connection.execute("SELECT key FROM vector WHERE model = ?", (model,))
        stale = [(model, found) for (found,) in known if found not in keys]
        with self._connection:
            self._connection.executemany("DELETE FROM vector WHERE model = ? AND key = ?", stale)


def key(text: str, units: Offsets) -> bytes:
    """What the vectors of a passage depend on besides the model: the embedded text and where its units stand in it."""
    return hashlib.sha256(json.dumps([text, [list(unit) for unit in units]]).encode()).digest()


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    try:
        connection.execute(_SCHEMA)
        connection.execute("SELECT count(*) FROM vector WHERE model = ''").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection

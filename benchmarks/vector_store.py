"""Vectors of the benchmarks' texts, kept in `var/benchmarks` by content hash: only the first run pays for them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.embed import Encoder

FOLDER: Final = Path(__file__).resolve().parents[1] / "var" / "benchmarks"
CHUNK: Final = 256
"""Texts between two writes: what an interrupted run loses."""


class StoredVectors:
    """An encoder's vectors, computed once for each text."""

    def __init__(self, encoder: Encoder, folder: Path = FOLDER) -> None:
        self._encoder = encoder
        self._path = folder / f"{hashlib.sha256(encoder.fingerprint.encode()).hexdigest()[:16]}.npz"
        self._known: dict[bytes, NDArray[np.float32]] = {}
        if self._path.exists():
            with np.load(self._path, allow_pickle=False) as stored:
                self._known = dict(zip([row.tobytes() for row in stored["keys"]], stored["vectors"], strict=True))

    def queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of questions, shape (n_texts, dimensions)."""
        return self._vectors("query", texts, self._encoder.encode_queries)

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of passages, shape (n_texts, dimensions)."""
        return self._vectors("passage", texts, self._encoder.encode_passages)

    def _vectors(
        self, task: str, texts: Sequence[str], encode: Callable[[Sequence[str]], NDArray[np.float32]]
    ) -> NDArray[np.float32]:
        keys = [hashlib.sha256(f"{task}\0{text}".encode()).digest() for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        # Longest first, so that one batch holds texts of like length.
        waiting = sorted(missing, key=lambda key: len(missing[key]), reverse=True)
        for start in range(0, len(waiting), CHUNK):
            chunk = waiting[start : start + CHUNK]
            self._known.update(zip(chunk, encode([missing[key] for key in chunk]), strict=True))
            self._save()
        return np.stack([self._known[key] for key in keys])

    def _save(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        keys = np.frombuffer(b"".join(self._known), dtype=np.uint8).reshape(len(self._known), 32)
        partial = self._path.with_suffix(f".{os.getpid()}.npz")
        np.savez(partial, keys=keys, vectors=np.stack(list(self._known.values())))
        partial.replace(self._path)

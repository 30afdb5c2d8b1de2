"""A deterministic encoder for tests of storage and publication, where what a vector means does not matter."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from index.embed import Progress
from index.texts import Offsets
from index.vectors import Vectors


class HashEncoder:
    """Unit vectors drawn from the hash of each text: equal texts, equal vectors; different texts, unrelated ones.

    `encoded` lists the passages it was asked for.
    """

    def __init__(self, name: str = "hash", dimensions: int = 16) -> None:
        self.name = name
        self.dimensions = dimensions
        self.fingerprint = f"{name}-{dimensions}"
        self.encoded: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._vectors(texts)

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        self.encoded += texts
        if progress:
            progress(len(texts))
        return self._vectors(texts)

    def encode_passages_with_units(
        self, texts: Sequence[str], units: Sequence[Offsets], progress: Progress | None = None
    ) -> tuple[Vectors, list[Vectors]]:
        parts = [
            self._vectors([text[start:end] for start, end in offsets])
            for text, offsets in zip(texts, units, strict=True)
        ]
        return self.encode_passages(texts, progress), parts

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        seeds = [int.from_bytes(hashlib.sha256(f"{self.name} {text}".encode()).digest()[:8], "big") for text in texts]
        drawn = [np.random.default_rng(seed).standard_normal(self.dimensions) for seed in seeds]
        rows = np.array(drawn, np.float32).reshape(-1, self.dimensions)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)

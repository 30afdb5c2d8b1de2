"""Passage vectors in a faiss index. The only module that imports faiss."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class VectorIndex:
    """Exact inner-product search over unit vectors: a score is a cosine, from -1 to 1, higher is closer.

    The index is flat: every question is compared with every passage. That costs one pass over the matrix, about 15 ms
    at 100,000 passages of 384 dimensions (150 MB), returns the true neighbours, needs no training, and gives the cosine
    of *all* passages, which fusion with BM25 and centring per language need. Past a few hundred thousand passages the
    pass itself would break the time budget: `IndexHNSWFlat` (same memory and more, no training), or `IndexIVFFlat` and
    `IndexIVFPQ` when memory is the limit, would come here, and fusion would then work on a shortlist.
    """

    def __init__(self, index: Any) -> None:
        self._index = index

    @classmethod
    def build(cls, vectors: Vectors) -> VectorIndex:
        """`vectors`: (n, d), unit length, row i is passage i; n may be 0."""
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index)

    @classmethod
    def open(cls, path: Path) -> VectorIndex:
        """:raises RuntimeError: when faiss cannot read the file."""
        # Not mapped: the header leaves the matrix at an odd address, and numpy then copies all of it for each product.
        return cls(faiss.read_index(str(path)))

    def save(self, path: Path) -> None:
        faiss.write_index(self._index, str(path))

    @property
    def dimensions(self) -> int:
        return int(self._index.d)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(self, query: Vectors, k: int) -> tuple[NDArray[np.int64], Vectors]:
        """The `k` closest passages of one query (d,): their numbers and cosines, closest first; fewer if n < k."""
        k = min(k, len(self))
        if k < 1:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        cosines, numbers = self._index.search(query.reshape(1, -1), k)
        return numbers[0], cosines[0]

    def all_scores(self, query: Vectors) -> Vectors:
        """The cosine of one query (d,) with every passage, (n,), in passage order."""
        # Not `@`: it wakes the threads of the linear algebra library, and waits for a free core when other work goes
        # on (8 ms instead of 0.3 ms for 5,000 passages); one pass through memory gains little from them.
        scores: Vectors = np.einsum("ij,j->i", self._matrix(), query)
        return scores

    def vector(self, number: int) -> Vectors:
        """The vector of one passage, (d,)."""
        row: Vectors = self._matrix()[number].copy()
        return row

    def _matrix(self) -> Vectors:
        # A view of faiss's own memory, without a copy: it must not outlive self.
        if not len(self):
            return np.empty((0, self.dimensions), np.float32)
        flat: Vectors = faiss.rev_swig_ptr(self._index.get_xb(), len(self) * self.dimensions)
        return flat.reshape(len(self), self.dimensions)


def version() -> str:
    """Version of faiss, for the manifest."""
    return str(faiss.__version__)

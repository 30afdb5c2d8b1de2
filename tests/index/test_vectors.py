from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.vectors import VectorIndex, Vectors


def unit_vectors(n: int, dimensions: int, seed: int = 0) -> Vectors:
    drawn = np.random.default_rng(seed).standard_normal((n, dimensions)).astype(np.float32)
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


@given(n=st.integers(0, 30), dimensions=st.integers(1, 20), k=st.integers(1, 40), seed=st.integers(0, 9))
def test_saved_and_opened_it_gives_the_same_scores(
    tmp_path_factory: pytest.TempPathFactory, n: int, dimensions: int, k: int, seed: int
) -> None:
    path = tmp_path_factory.mktemp("vectors") / "vectors é.faiss"
    vectors, query = unit_vectors(n, dimensions, seed), unit_vectors(1, dimensions, seed + 1)[0]
    VectorIndex.build(vectors).save(path)
    index = VectorIndex.open(path)
    assert (len(index), index.dimensions) == (n, dimensions)
    np.testing.assert_allclose(index.all_scores(query), vectors @ query, atol=1e-6)
    numbers, cosines = index.search(query, k)
    assert len(numbers) == len(cosines) == min(n, k)
    np.testing.assert_allclose(cosines, np.sort(vectors @ query)[::-1][:k], atol=1e-6)
    np.testing.assert_allclose(index.all_scores(query)[numbers], cosines, atol=1e-6)


def test_a_vector_outlives_its_index() -> None:
    vectors = unit_vectors(5, 8)
    index = VectorIndex.build(vectors)
    third = index.vector(2)
    del index
    np.testing.assert_array_equal(third, vectors[2])


def test_an_unreadable_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "noise").write_bytes(b"noise " * 100)
    for name in ("noise", "absent"):
        with pytest.raises(RuntimeError):
            VectorIndex.open(tmp_path / name)

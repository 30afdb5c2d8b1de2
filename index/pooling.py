"""Vectors of the parts of a text, from the vectors of its tokens (« late pooling »)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.texts import Offsets


def pool_units(
    states: NDArray[np.float32], places: NDArray[np.int64], units: Offsets, whole: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Unit vectors of the units of a text, from the vectors of its tokens.

    :param states: shape (n_tokens, dimensions).
    :param places: start and end of each token in the text, shape (n_tokens, 2); an end ≤ 0 for a token outside it.
    :param whole: vector of the text, for a unit that holds no token (blanks).
    :return: the vectors, shape (n_units, dimensions), and whether each unit was read to its end, shape (n_units,).
    """
    spans = np.array(units, np.int64).reshape(-1, 2)
    inside = (places[:, 0] < spans[:, 1:]) & (places[:, 1] > np.maximum(spans[:, :1], 0))
    sums = inside.astype(np.float32) @ states
    norms = np.linalg.norm(sums, axis=1, keepdims=True)
    vectors = np.where(norms > 0, sums / np.maximum(norms, 1e-12), whole)
    return vectors.astype(np.float32), spans[:, 1] <= places[:, 1].max(initial=0)

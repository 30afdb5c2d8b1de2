"""Fusion of scores: exact figures on small arrays, and what must hold for any scores."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from index.fusion import (
    LEAST_GROUP,
    Scores,
    centre_by_language,
    min_max,
    min_max_fusion,
    recipe_fusion,
    reciprocal_rank_fusion,
)

SCORES = arrays(np.float32, st.integers(1, 40), elements=st.floats(-1, 1, width=32))


def scores(*values: float) -> Scores:
    return np.array(values, dtype=np.float32)


def test_recipe_adds_a_share_of_the_ideal_score() -> None:
    fused = recipe_fusion(scores(0.8, 0.7), scores(0.0, 10.0), ideal=10.0)
    np.testing.assert_allclose(fused, [0.8, 0.9], rtol=1e-6)


def test_recipe_without_terms_is_the_cosine() -> None:
    np.testing.assert_array_equal(recipe_fusion(scores(0.8, 0.7), scores(0.0, 0.0), ideal=0.0), scores(0.8, 0.7))


def test_ranks_ignore_what_was_not_found() -> None:
    fused = reciprocal_rank_fusion(scores(3.0, 0.0, 1.0), scores(0.1, 0.3, 0.2))
    np.testing.assert_allclose(fused, [1 / 61 + 1 / 63, 1 / 61, 1 / 62 + 1 / 62], rtol=1e-6)


def test_min_max_of_equal_scores_is_zero() -> None:
    np.testing.assert_array_equal(min_max(scores(0.5, 0.5)), [0.0, 0.0])
    assert len(min_max(scores())) == 0
    np.testing.assert_allclose(min_max_fusion(scores(0.8, 0.7), scores(0.0, 4.0)), [0.5, 0.5])


@settings(deadline=None)
@given(SCORES)
def test_min_max_fills_the_interval_and_keeps_the_order(values: Scores) -> None:
    stretched = min_max(values)
    assert 0.0 <= stretched.min() <= stretched.max() <= 1.0
    assert all(a <= b for a, b in zip(stretched[np.argsort(values)], stretched[np.argsort(values)][1:], strict=False))


def test_centring_lifts_the_best_passage_of_the_other_language() -> None:
    generator = np.random.default_rng(7)
    own, other = generator.normal(0.80, 0.01, 400), generator.normal(0.75, 0.01, 200)
    other[17] = 0.81
    values = np.concatenate([own, other]).astype(np.float32)
    languages = np.repeat([0, 1], [400, 200])
    assert int(values.argmax()) < 400
    assert int(centre_by_language(values, languages).argmax()) == 417


@settings(deadline=None)
@given(SCORES)
def test_centring_one_language_changes_nothing(values: Scores) -> None:
    np.testing.assert_array_equal(centre_by_language(values, np.zeros(len(values), dtype=np.int8)), values)


def test_a_few_passages_of_another_language_keep_their_place() -> None:
    values = np.linspace(0.7, 0.9, LEAST_GROUP + 2, dtype=np.float32)
    languages = np.zeros(len(values), dtype=np.int8)
    languages[[3, 50]] = 1
    np.testing.assert_array_equal(np.argsort(centre_by_language(values, languages)), np.argsort(values))

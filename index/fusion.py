"""Ways of joining the dense and the lexical scores of the same passages: pure functions on arrays of shape (n,).

All scores are higher-is-better, and position `i` is passage `i` in every array.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

LEXICAL_WEIGHT: Final = 0.2
"""Not tuned: on the sets of docs/benchmarks-lexical.md the mean nDCG@10 is nearly flat from 0.1 to 0.25."""
RANK_CONSTANT: Final = 60
"""Of Cormack, Clarke and Büttcher, Reciprocal Rank Fusion outperforms Condorcet (SIGIR 2009)."""
TOP_SHARE: Final = 0.03
"""The part of a language's passages, from the best, whose mean score is that language's level for a question."""
LEAST_GROUP: Final = 100
"""Fewer passages than this have no level of their own: the best of three would always look outstanding."""


def recipe_fusion(cosine: Scores, bm25: Scores, ideal: float, weight: float = LEXICAL_WEIGHT) -> Scores:
    """cosine + weight × bm25 / ideal, where `ideal` bounds the BM25 score a passage can reach for this question.

    Unlike a division by the best score found, this keeps the lexical part small when the question's rare words are
    nowhere in the index. A question without terms (`ideal` 0) is ranked by its cosines.
    """
    if ideal <= 0.0:
        return cosine.astype(np.float32)
    return (cosine + np.float32(weight / ideal) * bm25).astype(np.float32)


def reciprocal_rank_fusion(*rankings: Scores, constant: int = RANK_CONSTANT) -> Scores:
    """Σ 1 / (constant + rank), ranks from 1; equal scores keep their order.

    A score of exactly 0 means "not found" and adds nothing: most passages share no word with the question, and their
    order among themselves says nothing.
    """
    fused = np.zeros(len(rankings[0]), dtype=np.float32)
    for scores in rankings:
        order = np.argsort(-scores, kind="stable")
        ranks = np.empty(len(scores), dtype=np.float32)
        ranks[order] = np.arange(1, len(scores) + 1, dtype=np.float32)
        fused += np.where(scores == 0.0, np.float32(0.0), 1.0 / (constant + ranks)).astype(np.float32)
    return fused


def min_max(scores: Scores) -> Scores:
    """The scores stretched to [0, 1]; all 0 where they are all equal."""
    if not len(scores):
        return scores.astype(np.float32)
    low, high = float(scores.min()), float(scores.max())
    if high <= low:
        return np.zeros(len(scores), dtype=np.float32)
    return ((scores - low) / (high - low)).astype(np.float32)


def min_max_fusion(cosine: Scores, bm25: Scores, weight: float = 0.5) -> Scores:
    """(1 - weight) × min-max of the cosines + weight × min-max of the BM25 scores."""
    return ((1.0 - weight) * min_max(cosine) + weight * min_max(bm25)).astype(np.float32)


def centre_by_language(scores: Scores, languages: NDArray[np.integer], share: float = TOP_SHARE) -> Scores:
    """`scores` minus the level of each passage's language: the mean of the best `share` of that language's scores.

    In an index of several languages, passages in the question's own language all score a little higher, whatever they
    say, and crowd out the others. `languages` holds one small number a passage, shape (n,). A language with fewer than
    `LEAST_GROUP` passages is given the level of the whole index, so that its few passages keep their place.
    """
    kinds = np.unique(languages)
    if len(kinds) < 2:
        return scores.astype(np.float32)
    centred = scores - _level(scores, share)
    for kind in kinds:
        members = languages == kind
        if int(members.sum()) >= LEAST_GROUP:
            centred[members] = scores[members] - _level(scores[members], share)
    return centred.astype(np.float32)


def _level(scores: Scores, share: float) -> np.float32:
    count = max(1, math.ceil(share * len(scores)))
    return np.float32(np.partition(scores, len(scores) - count)[len(scores) - count :].mean())

"""Hybrid retrieval: the cosine and the BM25 score of every passage, joined into one score.

The parts are open, so that a question is encoded and analysed once whatever else is done with its vector and its terms.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.analysis import analyse_question
from index.embed import Encoder
from index.fusion import LEAST_GROUP, Scores, centre_by_language, recipe_fusion
from index.snapshot import Snapshot
from index.vectors import Vectors
from ingest.records import Language


@dataclass(frozen=True, slots=True)
class Query:
    """A question in the two forms in which it meets the passages."""

    vector: Vectors
    """(d,), unit length."""
    terms: tuple[str, ...]
    """For BM25; empty when the question holds function words only."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Every passage against one query; each array is (n_passages,), in passage order, higher is better."""

    score: Scores
    """What passages are ranked by; comparable within one query only."""
    cosine: Scores
    """-1 to 1."""
    lexical: Scores
    """BM25 as a share of the most that any passage could reach for these terms: 0 (no term) to 1, never reached."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage found, with the scores of `Scored`."""

    passage_no: int
    score: float
    cosine: float
    lexical: float


def hybrid_search(snapshot: Snapshot, encoder: Encoder, question: str, language: Language, k: int) -> list[Hit]:
    """The `k` best passages for a question in `language`, best first; fewer if the index holds fewer.

    Passages are sought in all languages. Raises ValueError for an empty question, which no vector stands for.
    """
    return best(score(snapshot, make_query(snapshot, encoder, question, language)), k)


def make_query(snapshot: Snapshot, encoder: Encoder, question: str, language: Language) -> Query:
    """Encodes and analyses a question for this snapshot, whose model must be the encoder's."""
    terms = analyse_question(question, language, snapshot.passage_languages, snapshot.lexical.__contains__)
    return Query(encoder.encode_queries([question])[0], tuple(terms))


def score(snapshot: Snapshot, query: Query) -> Scored:
    """All passages against one query."""
    cosine = snapshot.vectors.all_scores(query.vector)
    bm25 = snapshot.lexical.scores(query.terms)
    ideal = snapshot.lexical.ideal(query.terms)
    fused = recipe_fusion(cosine, bm25, ideal)
    if is_mixed(snapshot.languages):
        fused = centre_by_language(fused, snapshot.languages)
    return Scored(fused, cosine, bm25 / np.float32(ideal) if ideal > 0 else bm25)


def best(scored: Scored, k: int) -> list[Hit]:
    """The `k` passages of highest score, best first; of equal scores the first passage comes first."""
    n = len(scored.score)
    top = np.argpartition(-scored.score, k)[:k] if 0 < k < n else np.arange(n)
    top = top[np.lexsort((top, -scored.score[top]))][: max(k, 0)]
    return [Hit(int(i), float(scored.score[i]), float(scored.cosine[i]), float(scored.lexical[i])) for i in top]


def is_mixed(languages: NDArray[np.int8]) -> bool:
    """True when at least two languages have enough passages to have a level of their own: only then is centring fair.

    With a handful of passages in the second language, each of them would be raised for being rare.
    """
    return bool(np.count_nonzero(np.bincount(languages) >= LEAST_GROUP) > 1)

"""Measures the answers to our own questions: right, rightly cited, declined where they should be, and how fast."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from assistant.chain import Assistant
from benchmarks.questions import Asked
from index.fusion import reciprocal_rank_fusion
from index.search import Scored, best, make_query, score
from ingest.records import Answer


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question and what came of it."""

    asked: Asked
    answer: Answer
    right: bool
    cited: bool


def ask_all(assistant: Assistant, questions: Sequence[Asked]) -> list[Outcome]:
    """Asks every question, one after the other, of a warm assistant."""
    assistant.warm()
    outcomes = []
    for asked in questions:
        answer = assistant.answer(asked.text)
        right = asked.answered_rightly(answer)
        outcomes.append(Outcome(asked, answer, right, right and asked.answerable and asked.cited_rightly(answer)))
    return outcomes


def figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Shares between 0 and 1, and milliseconds.

    `right`: answerable questions whose answer holds all of the gold; `cited`: of the answerable, right and with a
    citation of the right words of the right document; `wrongly_declined`: answerable ones declined; `declined`:
    unanswerable ones declined.
    """
    known = [one for one in outcomes if one.asked.answerable]
    unknown = [one for one in outcomes if not one.asked.answerable]
    milliseconds = [one.answer.elapsed_ms for one in outcomes]
    shares = {
        "right": _share([one.right for one in known]),
        "right_fr": _share([one.right for one in known if one.asked.language == "fr"]),
        "right_en": _share([one.right for one in known if one.asked.language == "en"]),
        "cited": _share([one.cited for one in known]),
        "wrongly_declined": _share([one.answer.abstained for one in known]),
        "declined": _share([one.right for one in unknown]),
    }
    return {
        **shares,
        "p50_ms": float(np.percentile(milliseconds, 50)),
        "p95_ms": float(np.percentile(milliseconds, 95)),
        "questions": len(outcomes),
    }


def controls(assistant: Assistant, questions: Sequence[Asked]) -> dict[str, dict[str, float]]:
    """What simpler systems would reach: each shows its best passage whole, and never declines."""
    snapshot = assistant.library.snapshot
    rankings: Final[dict[str, Callable[[Scored], Scored]]] = {
        "BM25 alone": lambda scored: Scored(scored.lexical, scored.cosine, scored.lexical),
        "dense alone": lambda scored: Scored(scored.cosine, scored.cosine, scored.lexical),
        "rank fusion": lambda scored: Scored(
            reciprocal_rank_fusion(scored.cosine, scored.lexical), scored.cosine, scored.lexical
        ),
        "our search": lambda scored: scored,
    }
    rows = {}
    for name, ranking in rankings.items():
        right = []
        for asked in questions:
            if not asked.answerable:
                continue
            scored = score(snapshot, make_query(snapshot, assistant.encoder, asked.text, asked.language))
            found = [snapshot.passage(hit.passage_no) for hit in best(ranking(scored), 1)]
            right.append(any(asked.held_by(passage.text) for passage in found))
        rows[f"first passage, {name}"] = {"right": _share(right), "declined": 0.0}
    return rows


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else float("nan")

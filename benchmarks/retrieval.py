"""How well passages are found: `python -m benchmarks.retrieval [--quick] [--json FILE]`.

Each row ranks the documents of a set by their best passage; one document answers each question. `random` and `first
passage` are controls: what a ranking that reads nothing gets.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.question_sets import QUICK, SIZES, QuestionSet, load
from benchmarks.vector_store import StoredVectors
from index.analysis import analyse, analyse_question
from index.embed import Encoder, load_encoder
from index.fusion import min_max_fusion, recipe_fusion, reciprocal_rank_fusion
from index.lexical import LexicalIndex
from ingest.records import Language

ROWS: Final = ("random", "first passage", "BM25", "dense", "rank fusion", "min-max", "ours")
MEASURES: Final = ("recall@1", "recall@5", "recall@10", "MRR@10", "nDCG@10")
Figures = dict[str, dict[str, float]]
"""Measures by row."""


def evaluate(
    names: Sequence[str] | None = None, quick: bool = False, encoder: Encoder | None = None
) -> dict[str, Figures]:
    """Every measure of every row of every set, and their plain mean over the sets under `mean`.

    :raises FileNotFoundError: when the sets are absent.
    """
    vectors = StoredVectors(encoder or load_encoder())
    figures = {questions.name: _evaluate(questions, vectors) for questions in load(names, quick)}
    figures["mean"] = {
        row: {m: float(np.mean([rows[row][m] for rows in figures.values()])) for m in MEASURES} for row in ROWS
    }
    return figures


def _evaluate(questions: QuestionSet, vectors: StoredVectors) -> Figures:
    lexical = LexicalIndex.build(analyse(passage, "fr") for passage in questions.passages)
    cosines = vectors.queries(questions.questions) @ vectors.passages(questions.passages).T
    languages: tuple[Language, ...] = ("fr",)
    random = np.random.default_rng(0)
    order = -np.arange(len(questions.passages), dtype=np.float32)
    starts = np.flatnonzero(np.diff(questions.owners, prepend=-1))
    ranks: dict[str, list[int]] = {row: [] for row in ROWS}
    for question, right, cosine in zip(questions.questions, questions.relevant, cosines, strict=True):
        terms = analyse_question(question, questions.language, languages, lexical.__contains__)
        bm25 = lexical.scores(terms)
        scores = {
            "random": random.random(len(order), dtype=np.float32),
            "first passage": order,
            "BM25": bm25,
            "dense": cosine,
            "rank fusion": reciprocal_rank_fusion(cosine, bm25),
            "min-max": min_max_fusion(cosine, bm25),
            "ours": recipe_fusion(cosine, bm25, lexical.ideal(terms)),
        }
        for row, values in scores.items():
            ranks[row].append(_rank(np.maximum.reduceat(values, starts), int(right)))
    return {row: _measures(np.array(found)) for row, found in ranks.items()}


def _rank(scores: NDArray[np.float32], right: int) -> int:
    """Rank of document `right`, from 1; among equal scores the first document comes first."""
    return 1 + int((scores > scores[right]).sum()) + int((scores[:right] == scores[right]).sum())


def _measures(ranks: NDArray[np.int64]) -> dict[str, float]:
    """Means over the questions, from the rank of each question's one right document."""
    found = ranks <= 10
    return {
        **{f"recall@{k}": float((ranks <= k).mean()) for k in (1, 5, 10)},
        "MRR@10": float((found / ranks).mean()),
        "nDCG@10": float((found / np.log2(1 + ranks)).mean()),
    }


def table(figures: dict[str, Figures]) -> str:
    """The figures as Markdown tables, one a set."""
    lines: list[str] = []
    for name, rows in figures.items():
        lines += ["", f"| {name} | {' | '.join(MEASURES)} |", "|---" * (len(MEASURES) + 1) + "|"]
        lines += [f"| {row} | {' | '.join(f'{rows[row][m]:.3f}' for m in MEASURES)} |" for row in rows]
    return "\n".join(lines[1:])


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.retrieval", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a part of each set")
    parser.add_argument("--sets", nargs="+", choices=list(SIZES))
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the figures there too")
    options = parser.parse_args()
    if options.quick and set(options.sets or ()) - set(QUICK):
        parser.error(f"a quick run knows {', '.join(QUICK)} only")
    try:
        figures = evaluate(options.sets, options.quick)
    except FileNotFoundError as error:
        print(f"the question sets are absent: {error.filename}", file=sys.stderr)
        return 1
    print(table(figures))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

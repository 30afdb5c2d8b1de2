"""How often the sentence that answers is picked inside the right passage, and what its vector should be made from.

    python -m benchmarks.sentence_picking ../shared/eval/PIAF [--passages 200] [--threads 2]

Sentences are ranked for each question of PIAF whose answer stands in one sentence only. Weights of combinations are
chosen on half of the passages and the figures are those of the other half.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import log
from pathlib import Path

import numpy as np
import sentencex
from numpy.typing import NDArray

from index.analysis import analyse
from index.embed import SentenceTransformerEncoder, load_encoder

Scores = NDArray[np.float64]
WEIGHTS = [0.0, *np.geomspace(0.005, 1, 30).tolist()]


@dataclass(frozen=True)
class Case:
    """A question in its passage: what each way says of the passage's sentences, and which one answers."""

    passage: int
    scores: dict[str, Scores]
    right: int


def _score(name: str, case: Case) -> Scores:
    return case.scores[name]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--passages", type=int, default=200)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    import torch

    torch.set_num_threads(options.threads)
    cases, seconds = measure(options.folder, options.passages, load_encoder())
    tuned = [case for case in cases if case.passage % 2]
    tested = [case for case in cases if case.passage % 2 == 0]
    print(f"{len(tested)} questions tested, {len(tuned)} to choose weights; {seconds}")
    print(f"{'chance':38} {np.mean([1 / len(case.scores['words']) for case in tested]):6.1%}")
    for name in tested[0].scores:
        print(f"{name:38} {accuracy(tested, partial(_score, name)):6.1%}")
    for vectors in ("separate", "late", "late, centred"):
        for words in ("words", "rare words"):
            best = max(WEIGHTS, key=lambda weight: accuracy(tuned, mix(vectors, words, weight)))
            score = accuracy(tested, mix(vectors, words, best))
            print(f"{f'{vectors} + {best:.3f} × {words}':38} {score:6.1%}")


def mix(vectors: str, words: str, weight: float) -> Callable[[Case], Scores]:
    return lambda case: case.scores[vectors] + weight * case.scores[words]


def accuracy(cases: list[Case], score: Callable[[Case], Scores]) -> float:
    """Share of cases whose best sentence is the right one; a tie counts for its share."""
    hits = []
    for case in cases:
        best = np.flatnonzero(score(case) >= score(case).max() - 1e-9)
        hits.append(1 / len(best) if case.right in best else 0)
    return float(np.mean(hits))


def measure(folder: Path, count: int, encoder: SentenceTransformerEncoder) -> tuple[list[Case], str]:
    corpus = [json.loads(line) for line in (folder / "corpus.jsonl").read_text("utf-8").splitlines()]
    queries = {q["id"]: q for q in map(json.loads, (folder / "queries.jsonl").read_text("utf-8").splitlines())}
    asked: dict[str, list[str]] = {}
    for line in (folder / "qrels.tsv").read_text("utf-8").splitlines():
        query, passage, *_ = line.split("\t")
        if query in queries:
            asked.setdefault(passage, []).append(query)
    frequency = Counter(term for entry in corpus for term in set(analyse(entry["text"], "fr")))
    chosen = random.Random(1).sample([entry for entry in corpus if entry["id"] in asked], count)
    texts = [entry["text"] for entry in chosen]
    spans = [sentence_spans(text) for text in texts]

    start = time.perf_counter()
    passages, late = encoder.encode_passages_with_units(texts, spans)
    middle = time.perf_counter()
    flat = [text[slice(*span)] for text, inside in zip(texts, spans, strict=True) for span in inside]
    separate = np.split(encoder.encode_passages(flat), np.cumsum([len(inside) for inside in spans])[:-1])
    seconds = (
        f"late {middle - start:.0f} s, separate {time.perf_counter() - middle:.0f} s more for {len(flat)} sentences"
    )

    cases = []
    for number, (entry, inside) in enumerate(zip(chosen, spans, strict=True)):
        sentences = [entry["text"][start:end] for start, end in inside]
        terms = [set(analyse(sentence, "fr")) for sentence in sentences]
        for query in map(queries.__getitem__, asked[entry["id"]]):
            right = [i for i, sentence in enumerate(sentences) if query["answers"][0] in sentence]
            if len(right) != 1 or len(sentences) < 2:
                continue
            vector = encoder.encode_queries([query["text"]])[0]
            wanted = set(analyse(query["text"], "fr"))
            rarity = {term: log(1 + len(corpus) / (1 + frequency[term])) for term in wanted}
            centred = late[number] - passages[number]
            centred /= np.linalg.norm(centred, axis=1, keepdims=True)
            scores = {
                "separate": separate[number] @ vector,
                "late": late[number] @ vector,
                "late, centred": centred @ vector,
                "words": np.array([len(wanted & held) / max(len(wanted), 1) for held in terms]),
                "rare words": np.array(
                    [sum(rarity[t] for t in wanted & held) / max(sum(rarity.values()), 1e-9) for held in terms]
                ),
            }
            cases.append(Case(number, {name: np.asarray(v, np.float64) for name, v in scores.items()}, right[0]))
    return cases, seconds


def sentence_spans(text: str) -> list[tuple[int, int]]:
    return [
        (b["start_index"], b["end_index"]) for b in sentencex.get_sentence_boundaries("fr", text) if b["text"].strip()
    ]


if __name__ == "__main__":
    main()

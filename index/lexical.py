"""The lexical index: exact BM25 over term lists, in files that are memory-mapped when opened.

The engine is `bm25s`: every (term, passage) weight is computed at build time into a sparse matrix, so that a question
sums a few columns. Measured at 100,000 passages beside SQLite FTS5 and tantivy (docs/benchmarks-lexical.md), it is the
only one of the three that gives the exact BM25 score of *every* passage, which score fusion needs, and does so tens of
times faster; it pays in build time, disk and memory. Its files hold plain arrays and JSON, without pickle.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final, cast

import numpy as np
from numpy.typing import NDArray

K1: Final = 1.2
B: Final = 0.75
"""The usual constants of BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009)."""

_HEADER: Final = "lexical.json"


class LexicalIndex:
    """BM25 scores of a fixed list of passages, numbered from 0 in the order they were given."""

    def __init__(self, engine: Any, vocabulary: dict[str, int], passages: int) -> None:
        self._engine = engine
        self._vocabulary = vocabulary
        self._passages = passages

    @classmethod
    def build(cls, term_lists: Iterable[Sequence[str]]) -> LexicalIndex:
        """Indexes one list of terms a passage; a passage may be empty, and so may the whole index."""
        seen: dict[str, int] = {}
        numbered = [[seen.setdefault(term, len(seen)) for term in terms] for terms in term_lists]
        engine = _new_engine()
        if seen:
            engine.index((numbered, dict(seen)), create_empty_token=False, show_progress=False)
        return cls(engine, seen, len(numbered))

    def __len__(self) -> int:
        return self._passages

    def scores(self, terms: Iterable[str]) -> NDArray[np.float32]:
        """BM25 of every passage, shape (n_passages,), higher is better, 0 where no term occurs.

        A passage scores Σ idf(t) · (k1 + 1) · tf / (tf + k1 · (1 - b + b · length / mean length)) over the distinct
        terms of the question.
        """
        known = [self._vocabulary[term] for term in dict.fromkeys(terms) if term in self._vocabulary]
        if not known:
            return np.zeros(self._passages, dtype=np.float32)
        # The engine follows Lucene, which leaves out the constant factor (k1 + 1).
        return cast(NDArray[np.float32], self._engine.get_scores_from_ids(known) * np.float32(K1 + 1))

    def __contains__(self, term: str) -> bool:
        return term in self._vocabulary

    def frequency(self, term: str) -> int:
        """The number of passages that hold `term`."""
        number = self._vocabulary.get(term)
        if number is None:
            return 0
        starts = self._engine.scores["indptr"]
        return int(starts[number + 1]) - int(starts[number])

    def idf(self, term: str) -> float:
        """ln(1 + (N - df + ½) / (df + ½)), always positive; an unknown term has df = 0, the highest idf."""
        frequency = self.frequency(term)
        return math.log1p((self._passages - frequency + 0.5) / (frequency + 0.5))

    def ideal(self, terms: Iterable[str]) -> float:
        """The bound that no passage reaches: (k1 + 1) · Σ idf over the distinct terms, unknown ones included."""
        return (K1 + 1) * sum(self.idf(term) for term in dict.fromkeys(terms))

    def save(self, directory: Path) -> None:
        """Writes the index into `directory`, made if needed: `.npy` arrays without pickle, and JSON."""
        directory.mkdir(parents=True, exist_ok=True)
        header = {"k1": K1, "b": B, "passages": self._passages, "terms": len(self._vocabulary)}
        (directory / _HEADER).write_text(json.dumps(header), encoding="utf-8")
        if self._vocabulary:
            self._engine.save(directory, allow_pickle=False, show_progress=False)

    @classmethod
    def open(cls, directory: Path) -> LexicalIndex:
        """Maps the arrays of `directory` into memory, read-only; only the vocabulary is read.

        :raises FileNotFoundError: when a file is missing.
        :raises ValueError: when a file is damaged or was made with other constants.
        """
        header = json.loads((directory / _HEADER).read_text(encoding="utf-8"))
        if (header["k1"], header["b"]) != (K1, B):
            raise ValueError(f"{directory} was made with k1 = {header['k1']} and b = {header['b']}")
        if not header["terms"]:
            return cls(_new_engine(), {}, header["passages"])
        engine = _bm25s().BM25.load(directory, mmap=True, allow_pickle=False, show_progress=False)
        vocabulary, arrays = engine.vocab_dict, engine.scores
        if (
            len(vocabulary) != header["terms"]
            or len(arrays["indptr"]) != header["terms"] + 1
            or len(arrays["data"]) != len(arrays["indices"])
            or len(arrays["data"]) != int(arrays["indptr"][-1])
        ):
            raise ValueError(f"the files of {directory} do not belong together")
        return cls(engine, vocabulary, header["passages"])


def _new_engine() -> Any:
    return _bm25s().BM25(k1=K1, b=B, method="lucene", dtype="float32", int_dtype="int32", backend="numpy")


def _bm25s() -> Any:
    # Its import takes a fifth of a second: only what opens an index pays.
    return import_module("bm25s")

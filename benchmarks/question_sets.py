"""The public question sets that retrieval is measured on, read from the folder `shared/eval` beside the repository."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from ingest.records import Language

ROOT: Final = Path(__file__).resolve().parents[1].parent / "shared" / "eval"
T = TypeVar("T")
PASSAGE_WORDS: Final = 150
LONG: Final = 220
"""Words from which a document is split: a single passage keeps its few lines too many."""
SHORT: Final = 465
"""Words of the longest sheet of `SPF-short`: the 176 sheets that one vector holds nearly whole."""
SIZES: Final = {"PIAF": 1000, "AfriQA-fr": 939, "SPF-short": 176, "SPF": 535, "XLING": 100}
"""The sets, with the number of questions asked of each."""
_SOURCES: Final = {"SPF-short": ("SPF",), "XLING": ("PIAF", "AfriQA-fr")}
QUICK: Final = {"PIAF": 90, "AfriQA-fr": 90, "SPF-short": 40, "XLING": 50}
"""The sets that a quick run keeps, with the number of documents, each of which answers some question."""
QUICK_QUESTIONS: Final = 100


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions with one right document each. Documents are numbered from 0, in the order of the set."""

    name: str
    language: Language
    """Of the questions; the passages are French."""
    questions: tuple[str, ...]
    relevant: NDArray[np.int64]
    """Number of the right document, shape (n_questions,)."""
    passages: tuple[str, ...]
    owners: NDArray[np.int64]
    """Number of each passage's document, shape (n_passages,), growing."""


def load(names: Sequence[str] | None = None, quick: bool = False, root: Path = ROOT) -> list[QuestionSet]:
    """The sets `names`, all of them if not given; `quick` keeps some documents, and the questions they answer.

    :raises FileNotFoundError: when a file of a set is absent.
    :raises ValueError: when a question has no right document, or more than one.
    """
    return [_load(name, quick, root) for name in names or (QUICK if quick else SIZES)]


def _load(name: str, quick: bool, root: Path) -> QuestionSet:
    sources = _SOURCES.get(name, (name,))
    documents = {row["id"]: row for source in sources for row in _rows(root / source / "corpus.jsonl")}
    right = dict(pair for source in sources for pair in _right(root / source / "qrels.tsv"))
    if name == "XLING":
        rows = [(row["id"], row["en"]) for row in _rows(root / name / "en_questions_on_fr_passages.jsonl")]
    else:
        rows = [(row["id"], row["text"]) for row in _rows(root / sources[0] / "queries.jsonl")]
    missing = [key for key, _ in rows if right.get(key) not in documents]
    if missing:
        raise ValueError(f"{name}: question {missing[0]} has no right document")
    if name == "SPF-short":
        documents = {key: row for key, row in documents.items() if len(row["text"].split()) <= SHORT}
        rows = [(key, text) for key, text in rows if right[key] in documents]
    rows = _spread(rows, SIZES[name])
    if quick:
        kept = set(_spread(list(dict.fromkeys(right[key] for key, _ in rows)), QUICK[name]))
        documents = {key: row for key, row in documents.items() if key in kept}
        rows = _spread([(key, text) for key, text in rows if right[key] in kept], QUICK_QUESTIONS)
    numbers = {key: number for number, key in enumerate(documents)}
    passages = [(number, text) for number, row in enumerate(documents.values()) for text in _passages(row)]
    return QuestionSet(
        name=name,
        language="en" if name == "XLING" else "fr",
        questions=tuple(text for _, text in rows),
        relevant=np.array([numbers[right[key]] for key, _ in rows]),
        passages=tuple(text for _, text in passages),
        owners=np.array([number for number, _ in passages]),
    )


def _spread(rows: Sequence[T], count: int) -> list[T]:
    """`count` rows at even distances, so that no part of the set is left out."""
    if count >= len(rows):
        return list(rows)
    return [rows[place] for place in np.linspace(0, len(rows) - 1, count).round().astype(int)]


def _passages(row: dict[str, Any]) -> Iterator[str]:
    """The document as it would be indexed: "title. text", whole sentences of a long text grouped."""
    import sentencex

    above = f"{row['title']}. " if row["title"] else ""
    if len(row["text"].split()) <= LONG:
        yield above + row["text"]
        return
    group: list[str] = []
    words = 0
    for line in row["text"].splitlines():
        for sentence in sentencex.segment("fr", line):
            group.append(sentence.strip())
            words += len(sentence.split())
            if words >= PASSAGE_WORDS:
                yield above + " ".join(group)
                group, words = [], 0
    if group:
        yield above + " ".join(group)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _right(path: Path) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        question, document, _ = line.split("\t")
        if question in seen:
            raise ValueError(f"{path}: question {question} has two right documents")
        seen.add(question)
        yield question, document

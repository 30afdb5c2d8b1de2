"""The units (sentences, items, rows, headings) of the retrieved passages, and what is measured of each.

Everything here is a measure; how much each one counts is learned (`assistant.judgement`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.expected import recognisable, satisfied
from assistant.terms import Reading, Term, coverage, read
from index.search import Hit
from index.snapshot import Snapshot
from ingest.records import Document, Passage, Question, Unit

FEATURES: Final = (
    "unit_cosine",
    "passage_cosine",
    "passage_score",
    "passage_lexical",
    "passage_rank",
    "unit_coverage",
    "context_coverage",
    "passage_coverage",
    "worst_gap",
    "context_gap",
    "words_in_unit",
    "words_in_context",
    "names_in_unit",
    "names_in_context",
    "names_in_document",
    "name_missing",
    "numbers_in_context",
    "expected_found",
    "expected_missing",
    "log_words",
    "is_heading",
    "is_item",
    "is_row",
    "other_language",
    "other_language_coverage",
    "position",
)


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """One unit that may answer, with its measures, shape (len(FEATURES),)."""

    unit: Unit
    text: str
    passage_no: int
    passage: Passage
    document: Document
    hit: Hit
    reading: Reading
    """Of the unit and what stands above it: title, headings, lead, publisher."""
    own: Reading
    """Of the unit alone."""
    measures: NDArray[np.float64]


def candidates(
    question: Question,
    terms: Sequence[Term],
    expected: frozenset[str],
    query_vector: NDArray[np.float32],
    hits: Sequence[Hit],
    snapshot: Snapshot,
    document_reading: Callable[[str], Reading],
) -> list[Candidate]:
    """Measures every unit of the passages in `hits`, best passage first."""
    names = [term for term in terms if term.kind == "name"]
    numbers = [term for term in terms if term.kind == "number"]
    wanted = [term for term in terms if term.kind == "word"]
    asked = recognisable(expected)
    heaviest = max((term.weight for term in terms), default=1.0)
    found: list[Candidate] = []
    for rank, hit in enumerate(hits):
        passage = snapshot.passage(hit.passage_no)
        document = snapshot.document(passage.document)
        above = read(_above(passage, document), passage.language)
        whole = read(passage.text, passage.language) | above
        of_document = document_reading(document.id) if names else whole
        vectors = np.asarray(snapshot.unit_vectors(hit.passage_no), dtype=np.float32)
        gap = _gap(terms, whole) / heaviest
        whole_coverage = coverage(terms, whole)
        names_in_document = coverage(names, of_document | whole)
        for position, unit in enumerate(passage.units):
            text = unit.span.of(document.text)
            own = read(text, passage.language)
            context = own | above
            context_coverage = coverage(terms, context)
            date = read(unit.date or passage.date or "", passage.language)
            held = satisfied(asked, text)
            other = float(passage.language != question.asked_in)
            measures = (
                float(vectors[position] @ query_vector),
                hit.cosine,
                hit.score,
                hit.lexical,
                math.log1p(rank),
                coverage(terms, own),
                context_coverage,
                whole_coverage,
                gap,
                _gap(terms, context) / heaviest,
                coverage(wanted, own),
                coverage(wanted, context),
                coverage(names, own),
                coverage(names, context),
                names_in_document,
                float(any(not (of_document.holds(name) or whole.holds(name)) for name in names)),
                coverage(numbers, context | date),
                len(held) / len(asked) if asked else 0.5,
                float(bool(asked) and not held),
                math.log1p(len(text.split())),
                float(unit.kind == "heading"),
                float(unit.kind == "item"),
                float(unit.kind == "row"),
                other,
                other * context_coverage,
                math.log1p(position),
            )
            found.append(
                Candidate(
                    unit,
                    text,
                    hit.passage_no,
                    passage,
                    document,
                    hit,
                    context,
                    own,
                    np.asarray(measures),
                )
            )
    return found


def _gap(terms: Sequence[Term], reading: Reading) -> float:
    """The weight of the heaviest term that the text does not speak of."""
    return max((term.weight for term in terms if not reading.holds(term)), default=0.0)


def _above(passage: Passage, document: Document) -> str:
    """What a reader sees over the passage and takes for granted when reading it."""
    parts = (document.title, document.about, document.publisher, *passage.headings, passage.lead)
    return ". ".join(part for part in parts if part)

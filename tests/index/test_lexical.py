"""BM25 against a textbook implementation, and the files it is kept in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.lexical import LexicalIndex

TERMS = st.sampled_from(["ville", "paix", "réseau", "climat", "1227", "", "a"])
PASSAGES = st.lists(st.lists(TERMS, max_size=12), max_size=10)
QUESTION = st.lists(st.one_of(TERMS, st.just("inconnu")), max_size=6)


def textbook(passages: Sequence[Sequence[str]], question: Sequence[str]) -> list[float]:
    """BM25 with k1 = 1.2 and b = 0.75, written from its formula."""
    mean = sum(map(len, passages)) / len(passages) if passages else 0.0
    scores = []
    for passage in passages:
        score = 0.0
        for term in set(question):
            found = sum(term in other for other in passages)
            idf = math.log(1 + (len(passages) - found + 0.5) / (found + 0.5))
            count = passage.count(term)
            if count:
                score += idf * 2.2 * count / (count + 1.2 * (1 - 0.75 + 0.75 * len(passage) / mean))
        scores.append(score)
    return scores


@settings(deadline=None)
@given(PASSAGES, QUESTION)
def test_scores_are_those_of_the_textbook(passages: list[list[str]], question: list[str]) -> None:
    scores = LexicalIndex.build(passages).scores(question)
    assert scores.dtype == np.float32
    np.testing.assert_allclose(scores, textbook(passages, question), rtol=1e-5)


@settings(deadline=None)
@given(PASSAGES, QUESTION)
def test_ideal_bounds_every_score(passages: list[list[str]], question: list[str]) -> None:
    index = LexicalIndex.build(passages)
    assert index.ideal(question) == pytest.approx(2.2 * sum(index.idf(term) for term in set(question)))
    assert all(score <= index.ideal(question) + 1e-4 for score in index.scores(question))


@settings(deadline=None)
@given(passages=PASSAGES, question=QUESTION)
def test_an_opened_index_is_the_one_saved(
    tmp_path_factory: pytest.TempPathFactory, passages: list[list[str]], question: list[str]
) -> None:
    built = LexicalIndex.build(passages)
    first, second = tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("second")
    built.save(first)
    opened = LexicalIndex.open(first)
    assert len(opened) == len(passages)
    np.testing.assert_array_equal(opened.scores(question), built.scores(question))
    assert opened.ideal(question) == built.ideal(question)
    LexicalIndex.build(passages).save(second)
    assert {p.name: p.read_bytes() for p in first.iterdir()} == {p.name: p.read_bytes() for p in second.iterdir()}


def test_an_unknown_term_has_the_highest_idf() -> None:
    index = LexicalIndex.build([["ville"], ["ville", "paix"]])
    assert index.frequency("inconnu") == 0
    assert index.idf("inconnu") > index.idf("paix") > index.idf("ville") > 0


def test_files_that_do_not_belong_together_are_refused(tmp_path: Path) -> None:
    LexicalIndex.build([["ville"], ["paix"]]).save(tmp_path)
    header = tmp_path / "lexical.json"
    header.write_text(header.read_text().replace('"terms": 2', '"terms": 3'))
    with pytest.raises(ValueError, match="do not belong together"):
        LexicalIndex.open(tmp_path)
    header.write_text(header.read_text().replace("1.2", "1.5"))
    with pytest.raises(ValueError, match=r"k1 = 1\.5"):
        LexicalIndex.open(tmp_path)
    with pytest.raises(FileNotFoundError):
        LexicalIndex.open(tmp_path / "absent")

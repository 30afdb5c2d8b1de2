from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from index.build import build
from index.embed import Encoder
from index.fusion import LEAST_GROUP, LEXICAL_WEIGHT
from index.search import Scored, best, hybrid_search, is_mixed, make_query, score
from index.snapshot import Snapshot
from tests.index.hash_encoder import HashEncoder
from tests.index.pages import DAKAR, LYON, TURIN, write


@pytest.fixture
def small(tmp_path: Path) -> Snapshot:
    folder = write(tmp_path / "pages", {"lyon.md": LYON, "turin.txt": TURIN, "dakar.txt": DAKAR})
    build([str(folder)], tmp_path / "index", HashEncoder())
    return Snapshot.open(tmp_path / "index")


@given(
    arrays.arrays(np.float32, st.integers(0, 40), elements=st.sampled_from([-1.0, 0.0, 0.5, 2.0])), st.integers(0, 50)
)
def test_best_is_a_stable_sort_cut_at_k(scores: np.ndarray, k: int) -> None:
    hits = best(Scored(scores, scores, scores), k)
    expected = np.argsort(-scores, kind="stable")[:k]
    assert [hit.score for hit in hits] == scores[expected].tolist()
    # Which of several equal passages comes last within k is left open; their order is not.
    assert hits == sorted(hits, key=lambda hit: (-hit.score, hit.passage_no))
    assert len({hit.passage_no for hit in hits}) == len(hits)


def test_the_score_is_the_cosine_and_a_share_of_the_ideal_bm25(small: Snapshot) -> None:
    query = make_query(small, HashEncoder(), "Qui préside la commission Culture ?", "fr")
    scored = score(small, query)
    assert "cultur" in query.terms
    np.testing.assert_allclose(scored.score, scored.cosine + LEXICAL_WEIGHT * scored.lexical, atol=1e-6)
    assert np.all((scored.lexical >= 0) & (scored.lexical < 1))
    number = int(scored.lexical.argmax())
    assert "commission Culture" in small.passage(number).text


def test_a_question_without_terms_is_ranked_by_its_cosines(small: Snapshot) -> None:
    scored = score(small, make_query(small, HashEncoder(), "de la", "fr"))
    np.testing.assert_array_equal(scored.score, scored.cosine)
    assert not scored.lexical.any()


def test_an_index_is_mixed_when_two_languages_have_enough_passages() -> None:
    french, few, many = (np.zeros(500, np.int8), np.ones(LEAST_GROUP - 1, np.int8), np.ones(LEAST_GROUP, np.int8))
    assert not is_mixed(french)
    assert not is_mixed(np.concatenate([french, few]))
    assert is_mixed(np.concatenate([french, many]))
    assert not is_mixed(np.empty(0, np.int8))


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    folder = write(tmp_path / "pages", {"lyon.md": LYON})
    build([str(folder)], tmp_path / "index", HashEncoder())
    write(folder, {})
    build([str(folder)], tmp_path / "index", HashEncoder())
    assert hybrid_search(Snapshot.open(tmp_path / "index"), HashEncoder(), "Lyon ?", "fr", 5) == []


@pytest.mark.parametrize(
    ("question", "language", "expected"),
    [
        ("Qui préside l'AIMF ?", "fr", "AIMF"),
        ("Quand Paris a-t-elle rejoint Eurocités ?", "fr", "Eurocités"),
        ("ou siege CGLU", "fr", "CGLU"),
        ("How much money was raised for Lebanon?", "en", "Liban"),
    ],
)
def test_real_questions_on_real_pages(
    seeds_index: Path, encoder: Encoder, question: str, language: str, expected: str
) -> None:
    snapshot = Snapshot.open(seeds_index, encoder.fingerprint)
    hits = hybrid_search(snapshot, encoder, question, language, 5)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    # The pages write « A.I.M.F » here and « AIMF » there.
    assert any(expected in snapshot.passage(hit.passage_no).text.replace(".", "") for hit in hits)

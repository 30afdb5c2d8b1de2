"""The carried model as the rest of the project uses it: the real one, loaded once."""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.embed import Encoder, load_encoder
from index.pooling import pool_units

PASSAGES = [
    "L'Association internationale des maires francophones est présidée par la maire de Paris.",
    "Lyon et Ouagadougou coopèrent depuis 1994 ; leur convention porte sur l'eau et la culture.",
    "Pour un gâteau au yaourt, mélangez la farine, les œufs et le sucre, puis faites cuire trente minutes.",
    "The network was founded in 1986 by the mayors of six large cities.",
]
ODD = [
    "\ufdfa" * 20,
    "avant\0après",
    "😀 ✓ 🔄 Ⓜ",
    "mot " * 2500,
    "\ud83d seul",
    "<s> barré </s>",
    "\u200b…",
    "x" * 10_000,
]
EXPECTED = [0.8433, 0.7749, 0.7727, 0.7523]


def test_vectors_are_unit_vectors_in_single_precision(encoder: Encoder) -> None:
    for vectors in (encoder.encode_queries(PASSAGES), encoder.encode_passages(PASSAGES)):
        assert vectors.shape == (len(PASSAGES), encoder.dimensions) == (4, 384)
        assert vectors.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_text_gives_no_row(encoder: Encoder) -> None:
    assert encoder.encode_queries([]).shape == (0, 384)
    vectors, units = encoder.encode_passages_with_units([], [])
    assert vectors.shape == (0, 384)
    assert units == []


def test_a_vector_does_not_depend_on_the_other_texts(encoder: Encoder) -> None:
    texts = [f"{PASSAGES[i % 4]} {'Suite. ' * i}" for i in range(20)]
    forth = encoder.encode_passages(texts)
    back = encoder.encode_passages(texts[::-1])[::-1]
    alone = np.vstack([encoder.encode_passages([text]) for text in texts[:3]])
    assert (forth * back).sum(axis=1).min() > 0.9999
    assert (forth[:3] * alone).sum(axis=1).min() > 0.9999


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Qui préside l'AIMF ?", 0),
        ("Who chairs the association of francophone mayors?", 0),
        ("avec qui lyon coopere en afrique", 1),
        ("Since when has Lyon worked with a city of Burkina Faso?", 1),
        ("How do I bake a cake?", 2),
        ("Quel réseau six maires ont-ils créé ?", 3),
    ],
)
def test_a_question_is_nearest_to_its_answer(encoder: Encoder, question: str, answer: int) -> None:
    cosines = encoder.encode_passages(PASSAGES) @ encoder.encode_queries([question])[0]
    assert cosines.argmax() == answer


def test_cosines_are_those_of_the_original_model(encoder: Encoder) -> None:
    """Expected values come from the package's own program, which computes in whole numbers."""
    cosines = encoder.encode_queries(["Qui préside l'AIMF ?"]) @ encoder.encode_passages(PASSAGES).T
    np.testing.assert_allclose(cosines[0], EXPECTED, atol=2e-3)


def test_questions_and_passages_have_their_own_prompts(encoder: Encoder) -> None:
    assert (encoder.encode_queries(PASSAGES) * encoder.encode_passages(PASSAGES)).sum(axis=1).max() < 0.999


def test_odd_texts_have_vectors_of_their_own(encoder: Encoder) -> None:
    vectors = encoder.encode_passages(ODD)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    after_nul = encoder.encode_passages(["avant", "avant après"])
    assert vectors[1] @ after_nul[1] > 0.9999
    assert vectors[1] @ after_nul[0] < 0.999
    composed = encoder.encode_passages(["été", "e\u0301te\u0301", "  été\n"])
    assert (composed @ composed.T).min() > 0.9999


@pytest.mark.parametrize("text", ["", "  \n", "\0", "\ud800"])
def test_an_empty_text_is_refused(encoder: Encoder, text: str) -> None:
    with pytest.raises(ValueError, match="empty"):
        encoder.encode_queries([text])
    with pytest.raises(ValueError, match="empty"):
        encoder.encode_passages_with_units(["plein", text], [[], []])


def test_progress_counts_the_texts_done(encoder: Encoder) -> None:
    seen: list[int] = []
    encoder.encode_passages(["une phrase"] * 40, seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 40


def test_threads_share_an_encoder(encoder: Encoder) -> None:
    texts = [f"question {i} " * (i + 1) for i in range(8)]
    expected = encoder.encode_queries(texts)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda text: encoder.encode_queries([text])[0], texts))
    assert (expected * np.vstack(found)).sum(axis=1).min() > 0.9999


def spans_of(text: str, units: list[str]) -> list[tuple[int, int]]:
    starts = [text.index(unit) for unit in units]
    return [(start, start + len(unit)) for start, unit in zip(starts, units, strict=True)]


def test_a_question_is_nearest_to_the_unit_that_answers(encoder: Encoder) -> None:
    units = ["Lyon est jumelée avec Turin.", "Le budget de l’oﬃce était de 12 M€ en 2024…", "Elle préside l'AIMF 🔄."]
    text = "\0 " + "  ".join(units)
    vectors, (found,) = encoder.encode_passages_with_units([text], [spans_of(text, units)])
    assert vectors @ encoder.encode_passages([text])[0] == pytest.approx(1, abs=1e-4)
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
    questions = ["Avec qui Lyon est-elle jumelée ?", "Quel est le budget de l'office ?", "Qui préside l'AIMF ?"]
    assert (encoder.encode_queries(questions) @ found.T).argmax(axis=1).tolist() == [0, 1, 2]


def test_a_unit_that_is_the_whole_text_is_close_to_it(encoder: Encoder) -> None:
    vectors, units = encoder.encode_passages_with_units(PASSAGES, [[(0, len(text))] for text in PASSAGES])
    assert (vectors * np.vstack(units)).sum(axis=1).min() > 0.98


def test_a_unit_beyond_what_the_model_reads_is_embedded_alone(encoder: Encoder) -> None:
    last = "Turin renouvelle sa convention avec Lyon."
    text = "Une longue introduction. " * 200 + last + "   "
    units = [(0, 24), *spans_of(text, [last]), (len(text) - 2, len(text))]
    _, (found,) = encoder.encode_passages_with_units([text], [units])
    assert found[1] @ encoder.encode_passages([last])[0] == pytest.approx(1, abs=1e-4)
    assert np.isfinite(found).all()


def test_units_outside_their_text_are_refused(encoder: Encoder) -> None:
    with pytest.raises(ValueError, match="inside"):
        encoder.encode_passages_with_units(["court"], [[(0, 6)]])


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=()), min_size=1, max_size=30), min_size=1, max_size=4))
def test_any_text_with_any_units_has_unit_vectors(encoder: Encoder, parts: list[str]) -> None:
    text = "a" + "".join(parts)
    ends = np.cumsum([1, *map(len, parts)]).tolist()
    vectors, (units,) = encoder.encode_passages_with_units([text], [list(pairwise(ends))])
    assert units.shape == (len(parts), 384)
    np.testing.assert_allclose(np.linalg.norm(np.vstack([vectors, units]), axis=1), 1, atol=1e-4)


def test_pooling_takes_the_tokens_that_a_unit_holds() -> None:
    states = np.array([[9, 9], [1, 0], [3, 0], [0, 2], [9, 9]], np.float32)
    places = np.array([[-1, -1], [0, 2], [2, 4], [4, 7], [-1, -1]], np.int64)
    whole = np.array([0.6, 0.8], np.float32)
    vectors, read = pool_units(states, places, [(0, 4), (5, 7), (7, 7), (3, 9)], whole)
    np.testing.assert_allclose(vectors[:3], [[1, 0], [0, 1], [0.6, 0.8]], atol=1e-6)
    np.testing.assert_allclose(vectors[3], np.array([3, 2]) / 13**0.5, atol=1e-6)
    assert read.tolist() == [True, True, True, False]


def test_the_carried_model_loads_without_any_network(encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def refuse(*arguments: object, **_: object) -> None:
        asked.append(arguments)
        raise OSError("no network here")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert load_encoder().fingerprint == encoder.fingerprint
    assert asked == []

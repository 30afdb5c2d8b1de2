"""The kind of a question, told from words never seen, and what is asked besides."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.kinds import KINDS, KindReader
from assistant.parse import Parsed, parse
from assistant.question import question_language
from benchmarks.kinds.train import HERE, Example, examples, told, vectors
from benchmarks.kinds.train import directory as filled_with
from index.embed import Encoder
from ingest.names import names
from ingest.records import Question
from tests.assistant.directory import directory

RIGHT = 0.90
RIGHT_WITHOUT_VECTORS = 0.86
"""Shares of the questions by other authors whose kind is told rightly. They only go up."""


@pytest.fixture(scope="module")
def held_out() -> list[Example]:
    return list(examples(HERE / "held_out.jsonl", 1, filled_with(), names()))


def understood(text: str) -> Parsed:
    language = question_language(text)
    return parse(Question(text, text, language, language), (), directory(), names())


def test_the_kind_of_questions_by_other_authors(held_out: list[Example], encoder: Encoder) -> None:
    model = KindReader()._model
    assert model.encoder == encoder.fingerprint, "the kinds were learned with another model: benchmarks.kinds.train"
    for encoded, least in ((vectors(held_out, encoder), RIGHT), (None, RIGHT_WITHOUT_VECTORS)):
        found = [max(one.first, key=lambda kind: one.first[kind]) for one in told(model, held_out, encoded)]
        assert np.mean([kind in one.kinds for kind, one in zip(found, held_out, strict=True)]) >= least


def test_vectors_of_another_model_are_not_used() -> None:
    def fail(text: str) -> np.ndarray:
        raise AssertionError(text)

    kinds = KindReader(fail, "another model").kinds(("qui", "est", "<network>"), {})
    assert set(kinds.first) == set(KINDS)
    assert sum(kinds.first.values()) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("question", "kind", "more"),
    [
        ("C'est quoi le C40, et qui en est membre ?", "definition", ["members"]),
        ("What is ICORN and where is it based?", "definition", ["profile"]),
        ("Quelles sont les villes jumelées avec Lyon, et dans quels réseaux est-elle ?", "partners", ["networks_of"]),
    ],
)
def test_two_things_asked_at_once(question: str, kind: str, more: list[str]) -> None:
    parsed = understood(question)
    assert {parsed.query.kind, *(one.kind for one in parsed.more)} == {kind, *more}


def test_the_passages_are_asked_too() -> None:
    parsed = understood("Combien de villes compte Eurocities, et qui le préside ?")
    assert (parsed.query.kind, parsed.open_too) == ("count", True)


@pytest.mark.parametrize(
    "question",
    ["Depuis quand Lyon est-elle dans Eurocities, et dans LUCI ?", "When did Lyon join Eurocities, and when LUCI?"],
)
def test_a_town_and_several_networks(question: str) -> None:
    parsed = understood(question)
    pairs = [
        [one.name_fr for one in query.pair or ()] for query in (parsed.query, *parsed.more) if query.kind == "since"
    ]
    assert pairs == [["Lyon", "Eurocities"], ["Lyon", "LUCI"]]


@pytest.mark.parametrize(
    "question",
    [
        "Combien d'habitants compte Nantes ?",
        "How many inhabitants does Nantes have?",
        "Qui préside Eurocities ?",
        "Quel maire a signé le jumelage entre Lyon et Francfort ?",
    ],
)
def test_what_is_asked_of_a_name_may_be_in_passages_only(question: str) -> None:
    assert understood(question).query.kind == "open"


@pytest.mark.parametrize(
    ("question", "left_out"),
    [
        ("Les villes jumelles de Nantes qui ne sont pas allemandes", "DE"),
        ("Which twin towns of Nantes are not in Germany?", "DE"),
        ("Partenaires de Lyon hors Italie", "IT"),
    ],
)
def test_countries_left_out(question: str, left_out: str) -> None:
    filters = understood(question).query.filters
    assert (filters.abroad_from, filters.countries) == ({left_out}, set())


def test_what_goes_on_is_not_what_is_suspended() -> None:
    asked = understood("Quels jumelages de Dijon ne sont pas suspendus ?").query.filters.statuses
    assert "active" in asked
    assert "suspended" not in asked


@pytest.mark.parametrize(
    "question", ["Qui coopère avec Dakar, au Sénégal ?", "Who is twinned with Leipzig in Germany?"]
)
def test_the_country_of_a_town_restricts_nothing(question: str) -> None:
    assert not understood(question).query.filters.countries


def test_the_country_after_a_list_restricts_it() -> None:
    assert understood("Quels sont les partenaires de Lyon en Italie ?").query.filters.countries == {"IT"}


@pytest.mark.parametrize("question", ["Jumelages du Havre", "Quels réseaux au Havre ?"])
def test_a_contracted_article(question: str) -> None:
    assert [group.anchor.name_fr for group in understood(question).query.groups] == ["Le Havre"]

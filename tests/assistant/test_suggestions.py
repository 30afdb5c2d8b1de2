"""What may be asked next: other readings of a name, and what the documents tell where they do not answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.chain import Assistant
from index.embed import Encoder
from index.snapshot import Snapshot


@pytest.fixture(scope="module")
def assistant(seeds_index: Path, encoder: Encoder) -> Assistant:
    return Assistant(Snapshot.open(seeds_index, encoder.fingerprint), encoder)


def test_where_nothing_is_found_the_page_offers_what_the_documents_tell(assistant: Assistant) -> None:
    answer = assistant.answer("Quel est le budget des jumelages de Lyon ?")
    assert answer.abstained
    assert answer.suggestions[0] == "Avec quelles villes Lyon a-t-elle des liens ?"
    for question in answer.suggestions:
        assert not assistant.answer(question).abstained


def test_suggestions_speak_the_language_of_the_question(assistant: Assistant) -> None:
    answer = assistant.answer("What is the budget for Lyon's twinnings?")
    assert answer.abstained
    assert answer.suggestions[0] == "Which cities is Lyon linked to?"


def test_an_answer_without_doubt_suggests_nothing(assistant: Assistant) -> None:
    assert assistant.answer("Quelles villes sont jumelées avec Lyon ?").suggestions == ()


def test_without_any_name_the_best_known_city_and_network_are_offered(assistant: Assistant) -> None:
    answer = assistant.answer("Quelle recette pour une tarte aux pommes ?")
    assert answer.abstained and len(answer.suggestions) >= 2
    for question in answer.suggestions:
        assert not assistant.answer(question).abstained

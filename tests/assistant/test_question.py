"""The language of a question, and follow-ups."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.question import LONGEST, expectations, question_language, understand
from ingest.records import Turn


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Quelles villes sont membres d'Eurocities ?", "fr"),
        ("Which cities are members of Eurocities?", "en"),
        ("ma ville est jumelee avec qui", "fr"),
        ("siege d iclei", "fr"),
        ("who runs AIMF", "en"),
        ("CGLU", "fr"),
        ("What does « Union des capitales de l'Union européenne » do?", "en"),
        ("C'est quoi Sister Cities International ?", "fr"),
        ("twin towns of Reims", "en"),
    ],
)
def test_language_of_short_questions(text: str, language: str) -> None:
    assert question_language(text) == language


def test_an_ambiguous_follow_up_keeps_the_language_of_the_conversation() -> None:
    assert question_language("Nagoya?", (Turn("user", "When did Reims become twinned with Florence?"),)) == "en"


def test_a_follow_up_takes_the_question_before_it_along() -> None:
    history = (Turn("user", "Lyon a-t-elle une convention avec Erevan ?"), Turn("assistant", "Oui."))
    question = understand("et Turin ?", history)
    assert "Lyon" in question.standalone
    assert "Turin" in question.standalone
    assert question.text == "et Turin ?"


def test_a_question_that_stands_alone_is_left_alone() -> None:
    history = (Turn("user", "Lyon a-t-elle une convention avec Erevan ?"),)
    assert understand("Qui préside l'AIMF ?", history).standalone == "Qui préside l'AIMF ?"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Depuis quand Paris est-elle membre d'ICORN ?", {"date"}),
        ("Since when has Paris been a member of ICORN?", {"date"}),
        ("Que signifie le sigle UCUE ?", {"expansion"}),
        ("Où siège CGLU ?", {"place"}),
        ("où en est la convention avec Turin ?", {"status"}),
        ("How many cities are there?", {"number"}),
        ("Qui préside l'AIMF et combien de villes réunit-elle ?", {"person", "number"}),
    ],
)
def test_what_the_asker_expects(text: str, expected: set[str]) -> None:
    kinds, _ = expectations(understand(text))
    assert expected <= kinds


@given(st.text(max_size=200))
def test_any_text_is_understood(text: str) -> None:
    question = understand(text)
    assert question.language in ("fr", "en")
    assert len(question.standalone) <= LONGEST

"""What an answer must hold: the sum that is asked for, the address, the things that are counted."""

from __future__ import annotations

import pytest

from assistant.question import expectations
from assistant.required import lacks
from assistant.terms import question_terms
from ingest.records import Language, Question
from tests.assistant.quoting import quoted


def lacking(question: str, text: str, asked_in: Language = "fr", written_in: Language = "fr") -> bool:
    asked = Question(question, question, asked_in, asked_in)
    expected, _ = expectations(asked)
    terms = question_terms(asked, lambda stem: 1.0, lambda word: False)
    return lacks(asked, terms, expected, [quoted(text, written_in)])


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("Quel est le budget du comité de Vannes ?", "Le comité de Vannes compte douze membres.", True),
        ("Quel est le budget du comité de Vannes ?", "Vannes verse 12 000 euros à son comité.", False),
        ("Combien Vannes verse-t-elle au comité ?", "Vannes est au comité.", True),
        ("Combien Vannes verse-t-elle au comité ?", "Vannes paie 300 euros au comité.", False),
        ("Quel est le courriel du comité de Vannes ?", "Le comité de Vannes se réunit en mars.", True),
        ("Quel est le courriel du comité de Vannes ?", "Écrire à comite@vannes.example", False),
        ("Combien de pompiers Vannes a-t-elle envoyés ?", "Vannes a envoyé 12 écoliers.", True),
        ("Combien de pompiers Vannes a-t-elle envoyés ?", "Vannes a envoyé 12 pompiers.", False),
    ],
)
def test_an_answer_holds_what_is_asked_for(question: str, text: str, missing: bool) -> None:
    assert lacking(question, text) is missing


def test_what_is_counted_is_not_looked_for_in_another_language_without_a_word_for_it() -> None:
    assert not lacking("How many firefighters did Vannes send?", "Vannes a envoyé 12 pompiers.", "en")
    assert lacking("How many inhabitants has Vannes?", "Vannes a envoyé 12 pompiers.", "en")

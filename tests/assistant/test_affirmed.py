"""« Oui » and « non » from one sentence: only where it says the very thing asked."""

from __future__ import annotations

import pytest

from assistant.affirmed import verdict
from assistant.terms import question_terms
from ingest.records import Language, Question, UnitKind
from tests.assistant.quoting import quoted


def said(question: str, text: str, language: Language = "fr") -> str | None:
    asked = Question(question, question, language, language)
    terms = question_terms(asked, lambda stem: 1.0, lambda word: False)
    return verdict([quoted(text, language)], terms, question)


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("Vannes préside-t-elle le comité ?", "Vannes préside le comité depuis 2019.", "yes"),
        ("Vannes préside-t-elle le comité ?", "Vannes ne préside pas le comité.", "no"),
        ("Vannes préside-t-elle le comité ?", "Vannes pourrait présider le comité.", None),
        ("Vannes préside-t-elle le comité ?", "Vannes a quitté le comité qu'elle préside.", None),
        ("Vannes préside-t-elle le comité ?", "Auray préside le comité.", None),
        ("Vannes est-elle la première ville du comité ?", "Vannes est une ville du comité.", None),
        ("Vannes n'est-elle pas au comité ?", "Vannes est au comité.", None),
        ("Does Derry chair the committee?", "Derry has chaired the committee since 2019.", "yes"),
        ("Does Derry chair the committee?", "Derry does not chair the committee.", "no"),
        ("Does Derry chair the committee?", "Derry may chair the committee.", None),
    ],
)
def test_a_verdict_needs_a_sentence_that_says_all_that_is_asked(question: str, text: str, expected: str | None) -> None:
    assert said(question, text, "en" if question.startswith("Does") else "fr") == expected


def test_a_long_sentence_that_denies_something_says_no_to_nothing() -> None:
    text = "Vannes préside le comité, " + "et le conseil le rappelle, " * 4 + "ce qui ne change rien au budget."
    assert said("Vannes préside-t-elle le comité ?", text) is None


def test_a_row_or_a_heading_gives_no_verdict() -> None:
    asked = Question("Vannes préside-t-elle ?", "Vannes préside-t-elle ?", "fr", "fr")
    terms = question_terms(asked, lambda stem: 1.0, lambda word: False)
    kinds: tuple[UnitKind, ...] = ("heading", "row")
    for kind in kinds:
        assert verdict([quoted("Vannes préside", kind=kind)], terms, asked.text) is None

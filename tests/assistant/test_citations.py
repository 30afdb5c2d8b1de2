"""Citations are cut from the text, numbered once, and checked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.citations import CitationError, Citations, verify
from ingest.records import Answer, Document, Item, Origin, Span

TEXT = "Lyon est jumelée avec Leipzig. Le lien date de 1981. [9] n'est pas une citation."
DOCUMENT = Document("d", "d.txt", "Titre", TEXT, "fr", "text/plain", "0", date="2020")


def answer(**values: object) -> Answer:
    citations = Citations()
    citations.cite(DOCUMENT, Span(0, 30))
    plain = Answer("q", "fr", "open", "q", False, "Oui [1].", citations=citations.all())
    return replace(plain, **values)  # type: ignore[arg-type]


def checked(one: Answer) -> Answer:
    return verify(one, {"d": DOCUMENT}.__getitem__)


@given(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT)))
def test_a_quote_is_the_text_of_its_span(start: int, length: int) -> None:
    end = min(len(TEXT), start + length)
    citations = Citations()
    assert citations.cite(DOCUMENT, Span(start, end)) == 1
    assert citations.cite(DOCUMENT, Span(start, end)) == 1
    assert citations.all()[0].quote == TEXT[start:end]


def test_the_source_of_a_row_is_named_in_place_of_the_file() -> None:
    citations = Citations()
    citations.cite(DOCUMENT, Span(0, 4), Origin("Page de la ville", "https://example.org/", "2021-03"))
    found = citations.all()[0]
    assert (found.title, found.url, found.date) == ("Page de la ville", "https://example.org/", "2021-03")
    assert found.document == "d"


def test_a_right_answer_passes() -> None:
    assert checked(answer()) == answer()


def test_an_escaped_bracket_is_no_citation() -> None:
    checked(answer(markdown=r"> \[9\] n'est pas une citation [1]"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"markdown": "Oui [2]."},
        {"markdown": "Oui [0]."},
        {"items": (Item("Leipzig"),)},
        {"items": (Item("Leipzig", citations=(3,)),)},
        {"abstained": True},
    ],
)
def test_a_broken_promise_is_caught(wrong: dict[str, object]) -> None:
    with pytest.raises(CitationError):
        checked(answer(**wrong))


def test_a_retyped_quote_is_caught() -> None:
    right = answer()
    with pytest.raises(CitationError):
        checked(replace(right, citations=(replace(right.citations[0], quote="Lyon est jumelée avec Turin."),)))

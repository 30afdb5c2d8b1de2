"""Answers to HTML: every number opens its passage, and an abstention does not look like an answer."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ingest.records import Answer, Citation
from tests.web.material import EMITTED, HOSTILE, Tags, answer, citation
from web.render import Exchange, answer_html, conversation


def buttons(html: str) -> list[dict[str, Any]]:
    """What each button of `html` opens, with its attributes."""
    return [some | json.loads(some["data-citation"] or "") for tag, some in Tags(html).tags if tag == "button"]


def test_a_number_opens_the_span_of_its_citation() -> None:
    in_text, in_list = buttons(answer_html(answer()))
    assert (in_text["document"], in_text["start"], in_text["end"], in_text["n"]) == ("paris", 3, 9, 1)
    assert in_text["type"] == "button"
    assert in_text["aria-label"] == in_list["aria-label"] == "Source 1\u00a0: Les réseaux. Ouvrir le passage."


def test_sources_show_publisher_and_date_as_the_reader_writes_it() -> None:
    assert "Mairie de Paris, 5 avril 2012" in answer_html(answer())
    assert "Mairie de Paris, 5 April 2012" in answer_html(answer(language="en"))


def test_numbers_of_one_source_stand_together() -> None:
    cited = (citation(1), citation(2, start=20, end=30), citation(3, title="Autre"))
    html = answer_html(answer("Un [1], deux [2], trois [3].", citations=cited))
    rows = html.split("<li>")[1:]
    assert [[button["n"] for button in buttons(row)] for row in rows] == [[1, 2], [3]]


def test_the_frame_of_an_answer_is_in_the_answers_language_whatever_the_page_speaks() -> None:
    html = conversation([Exchange("Who chairs the AIMF?", "answered", answer(language="en"))], "fr")
    assert 'aria-label="Conversation"' in html and '<div class="turn answer" lang="en">' in html
    assert "Answer taken from one document" in html and "Réponse tirée" not in html


def test_an_abstention_lists_the_nearest_passages_and_numbers_none() -> None:
    near = (citation(1, quote="x" * 20), citation(2, title="Autre"))
    html = answer_html(answer("Les documents ne le disent pas.", abstained=True, citations=(), nearest=near))
    assert "abstained" in html and "[1]" not in html
    assert [button["n"] for button in buttons(html)] == [0, 0]
    assert {button["class"] for button in buttons(html)} == {"near"}


def test_a_question_waits_is_searched_or_fails_in_the_pages_language() -> None:
    waiting, searching = Exchange("Une ?", "waiting"), Exchange("Deux ?")
    failed = Exchange("Trois ?", "trouble", trouble="talk.refused")
    french, english = (conversation([waiting, searching, failed], language) for language in ("fr", "en"))
    assert "Question notée" in french and "Recherche dans" in french and "n'a pas pu" in Tags(french).text
    assert "Question noted" in english and "Searching" in english and "could not be answered" in english


def test_no_conversation_is_no_html() -> None:
    assert conversation([], "fr") == ""


@st.composite
def hostile_answers(draw: st.DrawFn) -> Answer:
    def cited(n: int) -> Citation:
        return citation(n, title=draw(HOSTILE), publisher=draw(HOSTILE), quote=draw(HOSTILE), date=draw(HOSTILE))

    abstained = draw(st.booleans())
    some = tuple(cited(n) for n in range(1, draw(st.integers(1, 3))))
    return answer(
        draw(HOSTILE), question=draw(HOSTILE), abstained=abstained,
        citations=() if abstained else some, nearest=some if abstained else (),
    )  # fmt: skip


@given(hostile_answers(), HOSTILE)
def test_no_raw_markup_of_a_document_survives(hostile: Answer, question: str) -> None:
    html = conversation([Exchange(question, "answered", hostile)], "fr")
    ours = {"section", "article", "div", "h3", "h4", "span", "b"}
    for tag, some in Tags(html).tags:
        assert tag in ours | EMITTED | {"button"}
        assert not any(name.startswith("on") or name in ("href", "src") for name in some)
    assert not any(sign in html for sign in "{}$`\\")


def test_suggestions_are_buttons_whose_text_is_escaped() -> None:
    hostile = 'Quels <i>réseaux</i> "de" Lyon ?'
    html = answer_html(answer(suggestions=(hostile,)))
    chips = [some for tag, some in Tags(html).tags if tag == "button" and some.get("class") == "chip"]
    assert [chip["data-ask"] for chip in chips] == [hostile]
    assert "<i>" not in html and hostile in Tags(html).text
    assert "suggestions" not in answer_html(answer())

"""The source panel: the passage is cut by its offsets, whatever the text holds."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.records import Language
from tests.web.material import HOSTILE, Tags, citation, document
from web.source import marked, source_panel, window


def shown_mark(html: str) -> str:
    found = re.search(r'<mark id="cited">(.*?)</mark>', html, re.DOTALL)
    assert found
    return unescape(found[1])


@given(HOSTILE.filter(bool), st.data())
def test_the_mark_is_the_span_and_the_rest_is_untouched(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    html = marked(text, start, end)
    before, _, rest = html.partition('<mark id="cited">')
    quote, _, after = rest.partition("</mark>")
    assert (unescape(before), unescape(quote), unescape(after)) == (text[:start], text[start:end], text[end:])
    assert [tag for tag, _ in Tags(html).tags] == ["mark"]


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2), (0, 999), (999, 1000)])
def test_a_span_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not inside"):
        source_panel(document(), citation(start=start, end=end), "fr")


@given(st.text(alphabet="ab\n", min_size=1, max_size=200), st.data())
def test_a_window_holds_the_passage_and_is_no_wider_than_asked(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = window(text, start, end, around=20)
    assert 0 <= first <= start < end <= last <= len(text)
    assert start - first <= 20 and last - end <= 20


def test_the_panel_shows_who_when_where_and_the_passage() -> None:
    html = source_panel(document(), citation(start=6, end=41), "fr")
    seen = Tags(html)
    assert shown_mark(html) == "est membre d'Eurocités depuis 1992."
    assert "Mairie de Paris" in seen.text and "5 avril 2012" in seen.text and "Source 1" in seen.text
    [link] = [some for tag, some in seen.tags if tag == "a"]
    assert link["href"] == "https://www.example.org/reseaux" and "noopener" in (link["rel"] or "")
    assert "script" not in {tag for tag, _ in seen.tags}


@pytest.mark.parametrize(("language", "date"), [("fr", "5 avril 2012"), ("en", "5 April 2012")])
def test_the_panel_speaks_the_pages_language_and_keeps_the_documents(language: Language, date: str) -> None:
    html = source_panel(document(), citation(), language)
    assert date in html and 'lang="fr"' in html


def test_an_unsafe_address_is_no_link_and_the_file_is_named() -> None:
    html = source_panel(document(), citation(url="javascript:alert(1)"), "fr")
    assert "<a " not in html and "javascript" not in html and "paris.txt" in html


def test_a_row_names_its_own_source_and_the_table_that_holds_it() -> None:
    html = source_panel(document(title="Table des jumelages"), citation(title="Jumelages de Lyon"), "fr")
    assert "Jumelages de Lyon" in html and "Table des jumelages, Mairie de Paris" in html


def test_a_nearest_passage_is_not_headed_as_a_source() -> None:
    assert "Passage proche" in source_panel(document(), citation(0), "fr")


def test_a_long_document_says_how_much_is_not_shown() -> None:
    text = "a\n" * 100_000
    html = source_panel(document(text), citation(start=100_000, end=100_001), "en")
    assert "40,002 characters precede" in html and "40,001 characters follow" in html
    assert len(html) < 130_000

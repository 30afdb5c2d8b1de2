"""Nothing of a document or a reader becomes markup."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given

from tests.web.material import EMITTED, HOSTILE, Tags, citation
from web.markup import TEMPLATE_SIGNS, answer_markup, cite_button, plain, safe_href


@given(HOSTILE)
def test_plain_text_stays_text(text: str) -> None:
    html = plain(text)
    assert not set(html) & {chr(sign) for sign in TEMPLATE_SIGNS} - set("&#;") and "<" not in html and '"' not in html
    assert not Tags(f"<p>{html}</p>").tags[1:]


@given(HOSTILE)
def test_an_answer_holds_only_the_tags_we_emit(markdown: str) -> None:
    html = answer_markup(markdown, {1: cite_button(citation(), "Source 1", "[1]")})
    seen = Tags(html)
    assert {tag for tag, _ in seen.tags} <= EMITTED | {"button"}
    assert all(not name.startswith("on") and name not in ("href", "src") for _, some in seen.tags for name in some)
    assert not re.search(r"[{}$`\\]", html)


@given(HOSTILE, HOSTILE, HOSTILE)
def test_a_button_keeps_hostile_values_in_its_attributes(title: str, document: str, label: str) -> None:
    seen = Tags(cite_button(citation(title=title, document=document), label, "[1]"))
    assert [tag for tag, _ in seen.tags] == ["button"] and seen.text == "[1]"
    assert json.loads(seen.tags[0][1]["data-citation"])["title"] == title


def test_known_numbers_become_buttons_and_others_stay_text() -> None:
    html = answer_markup("Dix-huit membres [1], ou vingt [2], note \\[1\\].", {1: "<button>[1]</button>"})
    assert html == "<p>Dix-huit membres <button>[1]</button>, ou vingt [2], note [1].</p>\n"


def test_what_the_assistant_writes_is_rendered() -> None:
    html = answer_markup("**Oui** et *non*\n\n> « Paris » [1]\n\n- un\n- deux", {1: "<i>1</i>"})
    assert "<strong>Oui</strong>" in html and "<em>non</em>" in html and html.count("<li>") == 2
    assert re.search(r"<blockquote>\s*<p>« Paris » <i>1</i></p>\s*</blockquote>", html)


def test_links_images_code_and_html_are_only_text() -> None:
    html = answer_markup("[a](javascript:alert(1)) ![b](x) `c` <b>d</b> <https://e.org> # titre", {})
    assert {tag for tag, _ in Tags(html).tags} == {"p"}


@pytest.mark.parametrize("url", ["https://example.org/a?b=c", "http://example.org", "  https://example.org/x  "])
def test_web_addresses_become_links(url: str) -> None:
    assert safe_href(url) == url.strip()


@pytest.mark.parametrize(
    "url",
    [None, "", "javascript:alert(1)", "JAVASCRIPT:alert(1)", "java\nscript:alert(1)", "data:text/html,x",
     "//example.org", "/local/path", "file:///etc/passwd", "https://", "https://[", "https://a b", "vbscript:x", "ftp://example.org"],
)  # fmt: skip
def test_nothing_else_does(url: str | None) -> None:
    assert safe_href(url) is None

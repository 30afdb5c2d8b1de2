"""What the tests of the page share: realistic records, hostile text, and a reader of HTML."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from hypothesis import strategies as st

from ingest.records import Answer, Citation, Coverage, Document

HOSTILE = st.text(alphabet=st.sampled_from("<>&\"'`${}\\/[]()!*_>-|: \n\t1axscriptonerror=éﷺ")) | st.text()
"""Text as a document or a reader could have it, made of what HTML, Markdown and templates react to."""
EMITTED = {"p", "strong", "em", "ul", "ol", "li", "blockquote", "br", "table", "thead", "tbody", "tr", "th", "td"}
"""Tags that an answer's markdown may become."""
TEXT = "Paris est membre d'Eurocités depuis 1992.\n<script>alert(1)</script>\nLyon aussi."


class Tags(HTMLParser):
    """The tags and the text that a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data


def citation(n: int = 1, **changes: Any) -> Citation:
    values: dict[str, Any] = {
        "n": n,
        "document": "paris",
        "source": "paris.txt",
        "title": "Les réseaux",
        "publisher": "Mairie de Paris",
        "url": "https://www.example.org/reseaux",
        "date": "2012-04-05",
        "page": None,
        "start": 3,
        "end": 9,
        "quote": "villes",
    }
    return Citation(**(values | changes))


def answer(markdown: str = "> « Anne Hidalgo préside l'AIMF. » [1]", **changes: Any) -> Answer:
    values: dict[str, Any] = {
        "question": "Qui préside l'AIMF ?",
        "language": "fr",
        "kind": "open",
        "standalone_question": "Qui préside l'AIMF ?",
        "abstained": False,
        "markdown": markdown,
        "citations": (citation(),),
        "coverage": Coverage(1, 5),
    }
    return Answer(**(values | changes))


def document(text: str = TEXT, **changes: Any) -> Document:
    values: dict[str, Any] = {
        "id": "paris",
        "source": "pages/paris.txt",
        "title": "Les réseaux",
        "text": text,
        "language": "fr",
        "media_type": "text/plain",
        "sha256": "0",
        "publisher": "Mairie de Paris",
    }
    return Document(**(values | changes))

"""A sentence as the search would bring it, for tests of what is made of it."""

from __future__ import annotations

import numpy as np

from assistant.evidence import Candidate
from assistant.terms import read
from index.search import Hit
from ingest.records import Document, Language, Passage, Span, Unit, UnitKind


def quoted(text: str, language: Language = "fr", kind: UnitKind = "sentence") -> Candidate:
    """`text` as the only unit of its page."""
    document = Document("page", "page.txt", "Une page", text, language, "text/plain", "0" * 64)
    span = Span(0, len(text))
    unit = Unit(span, kind)
    passage = Passage("page", span, text, (), language, None, (unit,))
    own = read(text, language)
    return Candidate(unit, text, 0, passage, document, Hit(0, 0.0, 0.0, 0.0), own, own, np.zeros(1))

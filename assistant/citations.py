"""Citations: made from spans, numbered in reading order, and read again before an answer leaves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from ingest.records import Answer, Citation, Document, Origin, Span

NUMBER: Final = re.compile(r"\[(\d+)\]")
"""The mark of a citation; brackets of a page's own are escaped."""


class CitationError(AssertionError):
    """An answer does not hold what it promises. Never shown to a user: it is a mistake of ours."""


class Citations:
    """Numbers spans from 1 on, the same span once."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, Span], int] = {}
        self._citations: list[Citation] = []

    def cite(self, document: Document, span: Span, origin: Origin | None = None, date: str | None = None) -> int:
        """The number of the citation of `span`.

        :param origin: a row or section's own source, named in place of the document.
        :param date: an item's own date, given in place of the document's.
        """
        known = self._numbers.get((document.id, span))
        if known:
            return known
        number = len(self._citations) + 1
        self._citations.append(
            Citation(
                n=number,
                document=document.id,
                source=document.source,
                title=origin.title if origin else document.title,
                publisher=None if origin else document.publisher,
                url=origin.url if origin else document.url,
                date=origin.date if origin else date or document.date,
                page=span.page,
                start=span.start,
                end=span.end,
                quote=span.of(document.text),
            )
        )
        self._numbers[document.id, span] = number
        return number

    def quotes(self, numbers: Iterable[int]) -> str:
        """The quotes of these citations, one after the other."""
        return " ".join(self._citations[number - 1].quote for number in numbers)

    def all(self) -> tuple[Citation, ...]:
        """Every citation made so far, by number."""
        return tuple(self._citations)


def verify(answer: Answer, document: Callable[[str], Document]) -> Answer:
    """Returns `answer` unchanged when everything it promises holds.

    :raises CitationError: when a `[n]` of the text or of a row has no citation, a quote is not the text of its span, a
        row has no citation, or an abstained answer has rows or citations.
    """
    numbers = {citation.n for citation in answer.citations}
    for number in map(int, NUMBER.findall(answer.markdown)):
        _require(number in numbers, f"[{number}] is cited but does not exist")
    for item in answer.items:
        _require(bool(item.citations), f"the row {item.label!r} has no citation")
        _require(numbers.issuperset(item.citations), f"the row {item.label!r} cites {item.citations}")
    for citation in (*answer.citations, *answer.nearest):
        text = document(citation.document).text
        _require(text[citation.start : citation.end] == citation.quote, f"citation {citation.n} is not its span's text")
    _require(not (answer.abstained and (answer.items or answer.citations)), "an abstained answer has rows or citations")
    return answer


def documents_of(citations: Iterable[Citation]) -> int:
    """How many different documents the citations come from."""
    return len({citation.document for citation in citations})


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise CitationError(what)

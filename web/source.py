"""The source panel: who published what and when, and the document's text with the cited passage marked."""

from __future__ import annotations

from urllib.parse import urlsplit

from ingest.records import Citation, Document, Language
from web.dates import grouped, readable
from web.markup import plain, safe_href
from web.strings import text

AROUND = 60_000
"""Characters shown on each side of the passage: a whole report, and no browser chokes on a table of many megabytes."""


def marked(content: str, start: int, end: int) -> str:
    """`content` as HTML with the characters `start:end` inside one `<mark>`.

    :raises ValueError: if the span is not inside `content`.
    """
    if not 0 <= start < end <= len(content):
        raise ValueError(f"the span {start}:{end} is not inside a text of {len(content)} characters")
    before, quote, after = content[:start], content[start:end], content[end:]
    return f'{plain(before)}<mark id="cited">{plain(quote)}</mark>{plain(after)}'


def window(content: str, start: int, end: int, around: int = AROUND) -> tuple[int, int]:
    """The part of `content` to show, `around` characters on each side, cut at line ends where there are some."""
    first = max(0, start - around)
    if first:
        first = content.find("\n", first, start) + 1 or first
    last = min(len(content), end + around)
    if last < len(content):
        cut = content.rfind("\n", end, last)
        last = cut if cut != -1 else last
    return first, last


def source_panel(document: Document, citation: Citation, language: Language) -> str:
    """HTML of the panel for the passage that `citation` names in `document`; number 0 proves nothing, it is only near.

    :raises ValueError: if the passage is not inside the document.
    """
    start, end = citation.start, citation.end
    kicker = text("source.kicker", language, n=citation.n) if citation.n else text("source.nearest", language)
    first, last = window(document.text, start, end)
    before = text("source.before", language, count=grouped(first, language)) if first else ""
    rest = len(document.text) - last
    after = text("source.after", language, count=grouped(rest, language)) if rest else ""
    return (
        f'<header class="source-head"><div><p class="kicker">{plain(kicker)}</p>'
        f'<h2 lang="{document.language}">{plain(citation.title)}</h2></div>'
        f'<button type="button" class="close" data-close>{plain(text("source.close", language))}</button></header>'
        f"<dl>{_details(document, citation, language)}</dl>"
        f'<div class="source-text" role="group" tabindex="0" lang="{document.language}" '
        f'aria-label="{plain(text("source.text", language))}">'
        f"{_note(before)}{marked(document.text[first:last], start - first, end - first)}{_note(after)}</div>"
    )


def notice(message: str, language: Language) -> str:
    """HTML of the panel when there is only something to say."""
    return (
        f'<header class="source-head"><p class="kicker">{plain(message)}</p>'
        f'<button type="button" class="close" data-close>{plain(text("source.close", language))}</button></header>'
    )


def _details(document: Document, citation: Citation, language: Language) -> str:
    rows: list[tuple[str, str]] = []
    if citation.publisher:
        rows.append(("source.publisher", plain(citation.publisher)))
    rows.append(("source.date", plain(readable(citation.date, language))))
    if citation.page:
        rows.append(("source.page", str(citation.page)))
    if citation.title != document.title:
        publisher = f", {document.publisher}" if document.publisher else ""
        rows.append(("source.within", plain(document.title + publisher)))
    if document.licence:
        rows.append(("source.licence", plain(document.licence)))
    rows.append(_address(document, citation, language))
    return "".join(f"<div><dt>{plain(text(key, language))}</dt><dd>{value}</dd></div>" for key, value in rows)


def _address(document: Document, citation: Citation, language: Language) -> tuple[str, str]:
    href = safe_href(citation.url)
    if href is None:
        return "source.file", plain(document.source.rsplit("/", 1)[-1])
    host = (urlsplit(href).hostname or href).removeprefix("www.")
    label = plain(text("source.original", language, host=host))
    tab = f'<span class="sr-only"> ({plain(text("source.new_tab", language))})</span>'
    return "source.link", f'<a href="{plain(href)}" target="_blank" rel="noopener noreferrer">{label}{tab}</a>'


def _note(message: str) -> str:
    return f'<p class="note">{plain(message)}</p>' if message else ""

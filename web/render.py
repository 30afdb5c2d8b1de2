"""Turns of a conversation to HTML. Formats Answers, computes none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.export import FORMATS
from ingest.records import Answer, Citation, Language
from web.dates import grouped, readable
from web.markup import answer_markup, cite_button, plain
from web.strings import text


@dataclass(slots=True)
class Exchange:
    """A question and what became of it. `trouble` names the string to show where no answer came."""

    question: str
    state: Literal["waiting", "searching", "answered", "trouble"] = "searching"
    answer: Answer | None = None
    trouble: str = "talk.error"
    export: str | None = None
    """The name under which its rows can be exported."""


def conversation(exchanges: Sequence[Exchange], language: Language) -> str:
    """HTML of the whole conversation; empty where nothing was asked yet."""
    if not exchanges:
        return ""
    turns = "".join(_exchange(exchange, number, language) for number, exchange in enumerate(exchanges))
    return f'<section class="talk" aria-label="{plain(text("talk.label", language))}">{turns}</section>'


def _exchange(exchange: Exchange, number: int, language: Language) -> str:
    question = (
        f'<div class="turn question"><h3 class="sr-only">{plain(text("talk.you", language))}</h3>'
        f"<p>{plain(exchange.question)}</p></div>"
    )
    if exchange.answer is not None:
        reply = answer_html(exchange.answer, exchange.export)
    elif exchange.state == "trouble":
        reply = f'<div class="turn answer trouble"><p>{plain(text(exchange.trouble, language))}</p></div>'
    else:
        said = text("talk.waiting" if exchange.state == "waiting" else "talk.searching", language)
        reply = f'<div class="turn pending"><p>{plain(said)}</p></div>'
    return (
        f'<article class="exchange" data-exchange="{number}" data-state="{exchange.state}">{question}{reply}</article>'
    )


def answer_html(answer: Answer, export: str | None = None) -> str:
    """HTML of one answer, in the answer's own language; with links to its rows as files where they can be exported."""
    language = answer.language
    if answer.abstained:
        return _abstained(answer)
    buttons = {citation.n: _button(citation, language) for citation in answer.citations}
    return (
        f'<div class="turn answer" lang="{language}"><h3 class="sr-only">{plain(text("answer.heading", language))}</h3>'
        f'<div class="reply">{answer_markup(answer.markdown, buttons)}</div>'
        f"{_exports(export, answer)}"
        f"{_sources(answer.citations, buttons, language)}{_coverage(answer)}{_suggestions(answer)}</div>"
    )


def _abstained(answer: Answer) -> str:
    language = answer.language
    nearest = "".join(
        f"<li><blockquote>{plain(_shortened(citation.quote))}</blockquote>{_nearest_button(citation, language)}</li>"
        for citation in answer.nearest
    )
    listed = f"<h4>{plain(text('answer.nearest', language))}</h4><ul>{nearest}</ul>" if nearest else ""
    heading = plain(text("answer.heading", language))
    return (
        f'<div class="turn answer abstained" lang="{language}"><h3 class="sr-only">{heading}</h3>'
        f'<div class="reply">{answer_markup(answer.markdown, {})}</div>'
        f"{f'<div class=nearest>{listed}</div>' if listed else ''}{_suggestions(answer)}</div>"
    )


def _button(citation: Citation, language: Language) -> str:
    label = text("cite.open", language, n=citation.n, title=citation.title)
    return cite_button(citation, label, f"[{citation.n}]")


def _nearest_button(citation: Citation, language: Language) -> str:
    label = text("cite.nearest", language, title=citation.title)
    shown = f"{plain(citation.title)}<span>{plain(_credit(citation, language))}</span>"
    return cite_button(citation, label, shown, proves=False)


def _credit(citation: Citation, language: Language) -> str:
    return ", ".join(part for part in (citation.publisher, readable(citation.date, language)) if part)


def _exports(name: str | None, answer: Answer) -> str:
    if name is None:
        return ""
    language = answer.language
    links = "".join(
        f'<a class="export" download href="./passerelle/export/{plain(name)}.{format}">'
        f'<span class="sr-only">{plain(text("export.as", language))} </span>'
        f"{plain(text(f'export.{format}', language))}</a>"
        for format in FORMATS
    )
    return f'<p class="exports"><span aria-hidden="true">{plain(text("export.title", language))}</span> {links}</p>'


def _sources(citations: Sequence[Citation], buttons: Mapping[int, str], language: Language) -> str:
    if not citations:
        return ""
    # Numbers of one source stand together: a reader counts sources, not quotes.
    together: dict[tuple[str, str], list[str]] = {}
    for citation in citations:
        named = (citation.title, _credit(citation, language))
        together.setdefault(named, []).append(buttons[citation.n])
    rows = "".join(
        f"<li><div>{' '.join(opening)}</div><div><b>{plain(title)}</b><span>{plain(credit)}</span></div></li>"
        for (title, credit), opening in together.items()
    )
    return f'<div class="sources"><h4>{plain(text("answer.sources", language))}</h4><ol>{rows}</ol></div>'


def _coverage(answer: Answer) -> str:
    used, total = answer.coverage.documents_used, answer.coverage.documents_total
    if not used or not total:
        return ""
    key = "answer.coverage.one" if used == 1 else "answer.coverage.many"
    counts = {"used": grouped(used, answer.language), "total": grouped(total, answer.language)}
    return f'<p class="coverage">{plain(text(key, answer.language, **counts))}</p>'


def _suggestions(answer: Answer) -> str:
    if not answer.suggestions:
        return ""
    chips = "".join(
        f'<li><button type="button" class="chip" data-ask="{plain(one)}">{plain(one)}</button></li>'
        for one in answer.suggestions
    )
    title = plain(text("answer.suggestions", answer.language))
    return f'<div class="suggestions"><h4>{title}</h4><ul>{chips}</ul></div>'


def _shortened(quote: str, limit: int = 280) -> str:
    """A nearest passage is a hint, not a proof: its first lines are enough, the panel has the rest."""
    quote = " ".join(quote.split())
    return quote if len(quote) <= limit else quote[:limit].rsplit(" ", 1)[0] + " …"

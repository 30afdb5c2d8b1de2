"""Writes the answer around the chosen quotes: markdown, rows and citations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from assistant.affirmed import Verdict
from assistant.citations import Citations, documents_of
from assistant.evidence import Candidate
from assistant.library import Library
from assistant.markdown import plain
from assistant.selection import Selection, introduced
from assistant.terms import Term
from assistant.wording import say, say_list, say_source, say_status
from ingest.records import Answer, Coverage, Document, Item, Language, Origin, Passage, Question, Unit

NEAREST: Final = 3
_BULLET: Final = re.compile(r"^\s*(?:[-–—•*·▪◦‣]\s+|\d{1,3}[.)]\s+)+")


def answer(question: Question, selection: Selection, library: Library, said: Verdict | None = None) -> Answer:
    """The answer that quotes the chosen evidence.

    :param said: what the evidence says to a question for « oui » or « non ».
    """
    language = question.language
    citations = Citations()
    lines: list[str] = [say(f"verdict.{said}", language), ""] if said else []
    items: list[Item] = []
    for quotes in _by_source(selection.chosen):
        lines += [_according(quotes[0], quotes[0].unit.origin, language), ""]
        for candidate in quotes:
            number = _cite(citations, candidate.document, candidate.passage, candidate.unit)
            lines += [_quote(candidate.unit, candidate.text, number, language), ""]
            if candidate.unit.status:
                items.append(_item(candidate.unit, candidate.text, number, candidate.passage.date))
            rows = introduced(candidate, library.snapshot)
            for passage, unit in rows:
                text = unit.span.of(candidate.document.text)
                number = _cite(citations, candidate.document, passage, unit)
                lines.append(f"- {plain(_label(unit, text))} [{number}]")
                items.append(_item(unit, text, number, passage.date))
            if rows:
                lines.append("")
    return Answer(
        question=question.text,
        language=language,
        kind=question.kind,
        standalone_question=question.standalone,
        abstained=False,
        markdown="\n".join(lines).strip(),
        items=tuple(items),
        citations=citations.all(),
        coverage=Coverage(documents_of(citations.all()), library.documents),
    )


def abstention(question: Question, terms: Sequence[Term], ranked: Sequence[Candidate], library: Library) -> Answer:
    """The answer that says that the documents do not say, what was searched, and what comes nearest."""
    language = question.language
    nearest = Citations()
    for candidate in ranked:
        if len(nearest.all()) == NEAREST:
            break
        _cite(nearest, candidate.document, candidate.passage, candidate.unit)
    parts = [say("abstain", language)]
    missing = [
        _as_typed(term.word, question.standalone)
        for term in terms
        if term.kind == "name" and not library.speaks_of(term)
    ]
    if missing:
        parts.append(say("abstain.missing", language, names=plain(say_list(missing, "or", language))))
    if not terms:
        parts = [say("abstain.empty", language)]
    elif library.documents == 1:
        parts.append(say("abstain.searched_one", language))
    else:
        parts.append(say("abstain.searched", language, count=library.documents))
    if nearest.all() and terms:
        parts.append(say("abstain.nearest", language))
    return Answer(
        question=question.text,
        language=language,
        kind=question.kind,
        standalone_question=question.standalone,
        abstained=True,
        markdown=" ".join(parts),
        nearest=nearest.all() if terms else (),
        coverage=Coverage(0, library.documents),
    )


def _by_source(chosen: Sequence[Candidate]) -> list[list[Candidate]]:
    """The quotes of each source together, in reading order; the source of the best quote first."""
    best_first = sorted(chosen, key=lambda one: one.unit.kind == "heading")
    groups: dict[tuple[str, Origin | None], list[Candidate]] = {}
    for one in best_first:
        groups.setdefault((one.document.id, one.unit.origin), []).append(one)
    return [sorted(group, key=lambda one: one.unit.span.start) for group in groups.values()]


def _cite(citations: Citations, document: Document, passage: Passage, unit: Unit) -> int:
    return citations.cite(document, unit.span, unit.origin, unit.date or passage.date)


def _according(first: Candidate, origin: Origin | None, language: Language) -> str:
    document = first.document
    title = origin.title if origin else document.title
    publisher = None if origin else document.publisher
    date = origin.date if origin else first.unit.date or first.passage.date or document.date
    key = "according" if document.language == language else f"according.in_{document.language}"
    return say(key, language, source=plain(say_source(title, publisher, date, language)))


def _quote(unit: Unit, text: str, number: int, language: Language) -> str:
    words = plain(_label(unit, text))
    quote = f"> **{words}** [{number}]" if unit.kind == "heading" else f"> {words} [{number}]"
    return f"{say_status(unit.status, unit.mark, language)}\n\n{quote}" if unit.status else quote


def _item(unit: Unit, text: str, number: int, date: str | None) -> Item:
    return Item(label=_label(unit, text), status=unit.status, as_of=unit.date or date, citations=(number,))


def _label(unit: Unit, text: str) -> str:
    """The unit's words, without the bullet and the mark before them, on one line."""
    words = _BULLET.sub("", text)
    if unit.mark:
        words = _BULLET.sub("", words.replace(unit.mark, "", 1))
    return " ".join(words.split())


def _as_typed(word: str, text: str) -> str:
    found = re.search(re.escape(word), text, re.IGNORECASE)
    return found[0] if found else word

"""What every writer works with: the question, the facts, and the citations made so far."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from assistant.answers.words import name_of, restricted, say, say_count, value
from assistant.citations import Citations, documents_of
from assistant.markdown import marks, plain
from assistant.query import Query
from assistant.wording import say_date
from index.facts import FactBase, as_of
from index.standing import Claim, State, settled
from ingest.records import (
    Answer,
    Citation,
    Conflict,
    Coverage,
    Document,
    Entity,
    Fact,
    Item,
    Language,
    Question,
    Version,
)

PROOFS: Final = 3
"""Citations of one row: enough to check it, and a row that fifty pages repeat stays readable."""
NEAREST: Final = 3
WORDS: Final = (6, 60)
"""Words of a proof that reads as a sentence."""
_ROW: Final = re.compile(r"[|;\t].*[|;\t]")


@dataclass(slots=True)
class Desk:
    """One answer being written."""

    question: Question
    query: Query
    facts: FactBase
    document: Callable[[str], Document]
    total: int
    """Documents that there are to search."""
    misread: tuple[tuple[str, str], ...] = ()
    """Names that were typed otherwise than they are spelt: as typed, and as understood."""
    citations: Citations = field(default_factory=Citations)
    conflicts: list[Conflict] = field(default_factory=list)
    _states: dict[int, tuple[Sequence[Fact], State]] = field(default_factory=dict)

    @property
    def language(self) -> Language:
        return self.question.language

    def say(self, key: str, **values: object) -> str:
        """A text in the answer's language."""
        return say(key, self.language, **values)

    def name(self, entity: Entity) -> str:
        """The entity's name, for markdown."""
        return plain(name_of(entity, self.language))

    def restricted(self, *but: str) -> str:
        """What the rows are restricted to, in brackets."""
        return restricted(self.query.filters, self.language, but)

    def cite(self, facts: Iterable[Fact], most: int = PROOFS) -> tuple[int, ...]:
        """Numbers of the citations of `facts`, each span once, the first `most` of them."""
        numbers: dict[int, None] = {}
        for fact in facts:
            if len(numbers) == most:
                break
            document = self.document(fact.document)
            dated = fact.qualifiers.get("as_of") if document.date is None else None
            numbers[self.citations.cite(document, fact.span, fact.origin, dated)] = None
        return tuple(numbers)

    def settled(self, facts: Sequence[Fact]) -> State:
        """What the facts of a row come to, worked out once."""
        known = self._states.get(id(facts))
        if known is None or known[0] is not facts:
            known = self._states[id(facts)] = (facts, settled(facts))
        return known[1]

    def marks(self, facts: Iterable[Fact], most: int = PROOFS) -> str:
        return marks(self.cite(facts, most))

    def quoted(self, facts: Iterable[Fact], most: int = 2) -> str:
        """The words of the proofs, where they are sentences: a short answer shows what it rests on."""
        lines: dict[str, str] = {}
        for fact in facts:
            text = " ".join(fact.span.of(self.document(fact.document).text).split())
            if len(lines) < most and WORDS[0] <= len(text.split()) <= WORDS[1] and not _ROW.search(text):
                lines.setdefault(text, f"> {plain(text)} {self.marks([fact])}")
        return "\n>\n".join(lines.values())

    def date(self, iso: str | None) -> str:
        return say_date(iso, self.language)

    def according(self, shared_date: str | None = None) -> str:
        """« D'après 3 documents », of all that is cited by now; a table's rows have sources of their own."""
        cited = self.citations.all()
        sources = {(one.title, one.url) for one in cited}
        documents = documents_of(cited)
        said = say_count("docs", documents, self.language)
        if len(sources) > documents:
            held = say_count("documents", documents, self.language)
            said = self.say("docs.sources.many", documents=held, count=len(sources))
        return self.say("docs.dated", docs=said, date=self.date(shared_date)) if shared_date else said

    def differ(self, about: str, claims: Sequence[Claim], word: Callable[[str], str]) -> str:
        """Notes a disagreement and returns the line that tells it, the newest version first."""
        versions, told = [], []
        for claim in claims:
            numbers = self.cite(claim.facts)
            versions.append(Version(word(claim.value), claim.as_of, numbers))
            said = plain(word(claim.value))
            told.append(self.say("conflict.version", value=said, date=self.date(claim.as_of), marks=marks(numbers)))
        self.conflicts.append(Conflict(about, tuple(versions)))
        separator = " ; " if self.language == "fr" else "; "
        return self.say("conflict.line", about=plain(about), versions=separator.join(told))

    def differ_in_value(self, about: str, claims: Sequence[Claim]) -> str:
        """As `differ`, for numbers and names."""
        return self.differ(about, claims, lambda text: value(text, self.language))

    def answered(self, blocks: Iterable[str], items: Iterable[Item] = ()) -> Answer:
        """The answer made of blocks of markdown. What was misread is said first of all."""
        said = [self.say("read_as", typed=plain(typed), name=plain(name)) for typed, name in self.misread]
        parts = [" ".join(said), *blocks]
        cited = self.citations.all()
        return replace(
            self._answer("\n\n".join(part for part in parts if part)),
            items=tuple(items),
            citations=cited,
            conflicts=tuple(self.conflicts),
            coverage=Coverage(documents_of(cited), self.total),
        )

    def declined(self, sentences: Iterable[str], near: Iterable[Fact] = ()) -> Answer:
        """The answer that says that the documents do not say, with what comes nearest."""
        said = [self.say("read_as", typed=plain(typed), name=plain(name)) for typed, name in self.misread]
        return replace(
            self._answer(" ".join(part for part in (*said, *sentences) if part)),
            abstained=True,
            nearest=self._nearest(near),
        )

    def _nearest(self, facts: Iterable[Fact]) -> tuple[Citation, ...]:
        aside = Desk(self.question, self.query, self.facts, self.document, self.total)
        aside.cite(facts, NEAREST)
        return aside.citations.all()

    def _answer(self, markdown: str) -> Answer:
        return Answer(
            question=self.question.text,
            language=self.language,
            kind=self.query.kind,
            standalone_question=self.question.standalone,
            abstained=False,
            markdown=markdown,
            coverage=Coverage(0, self.total),
        )


def told_at(facts: Sequence[Fact]) -> str | None:
    """The date of the source, where all of `facts` have the same one."""
    dates = {as_of(fact) for fact in facts}
    return dates.pop() if len(dates) == 1 else None

"""The chain: understand → facts, or else retrieve → weigh → write; then verify, as LangChain runnables."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from langchain_core.runnables import Runnable, RunnableBranch, RunnableLambda, RunnablePassthrough
from langsmith.run_helpers import tracing_context

from assistant import compose, from_facts
from assistant.affirmed import Verdict, denies_link, verdict
from assistant.answers.words import name_of
from assistant.borne_out import borne_out, names_both
from assistant.citations import verify
from assistant.combined import combined
from assistant.evidence import Candidate, candidates
from assistant.judgement import Judgement, judgement
from assistant.kinds import KindReader
from assistant.library import Library
from assistant.parse import Parsed, parse
from assistant.question import expectations, understand
from assistant.required import lacks
from assistant.retrieve import PassageRetriever, hits_of
from assistant.selection import Selection, select
from assistant.suggestions import suggested
from assistant.terms import Term, question_terms
from index.embed import Encoder
from index.search import Hit
from index.snapshot import Snapshot
from ingest.facts.wording.orders import is_order
from ingest.names import names
from ingest.records import Answer, Document, Language, Question, Turn
from ingest.settings import Settings

PASSAGES: Final = 12
"""Passages whose units are weighed: nearly all the answers of the evaluation sets stand in the first dozen."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What goes into the chain."""

    text: str
    history: tuple[Turn, ...] = ()
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What goes through the chain."""

    question: Question
    parsed: Parsed | None = None
    answer: Answer | None = None
    """What the facts answer."""
    terms: tuple[Term, ...] = ()
    expected: frozenset[str] = frozenset()
    hits: tuple[Hit, ...] = ()
    selection: Selection | None = None


class Assistant:
    """Answers questions from one snapshot. May be shared by threads."""

    def __init__(self, snapshot: Snapshot, encoder: Encoder, decide: Judgement | None = None) -> None:
        self.library = Library(snapshot)
        self.encoder = encoder
        self.judgement = decide or judgement()
        self.kinds = KindReader(lambda text: encoder.encode_queries([text])[0], encoder.fingerprint)
        self.retriever = PassageRetriever(snapshot=snapshot, encoder=encoder, k=PASSAGES)
        self.chain: Runnable[Asked, Answer] = (
            RunnableLambda(self._understand)
            | RunnableLambda(self._query)
            | RunnableBranch(
                (_answered, RunnablePassthrough()),
                RunnableLambda(self._expect)
                | RunnableLambda(self._retrieve)
                | RunnableLambda(self._weigh)
                | RunnableLambda(self._write),
            )
            | RunnableLambda(self._offer)
            | RunnableLambda(self._verify)
        )

    @classmethod
    def open(cls, settings: Settings, encoder: Encoder | None = None) -> Assistant:
        """Opens the live snapshot of `settings.index`.

        :raises SnapshotError: when there is none, or another model made it.
        :raises ModelError: when the embedding model cannot be loaded.
        """
        from index.embed import load_encoder

        encoder = encoder or load_encoder(settings.embedding_model)
        return cls(Snapshot.open(settings.index, encoder.fingerprint, encoder.name), encoder)

    def warm(self) -> None:
        """Loads what the first question would otherwise wait for."""
        self.library.warm()
        self.answer("Passerelle ?")

    def answer(self, text: str, history: Sequence[Turn] = (), language: Language | None = None) -> Answer:
        """Answers `text` in its own language unless `language` says otherwise.

        :raises CitationError: when the answer does not hold what it promises: a mistake of ours, never shown.
        """
        started = time.perf_counter()
        # LangChain sends traces to a service when certain environment variables are set; questions stay here.
        with tracing_context(enabled=False):
            found = self.chain.invoke(Asked(text, tuple(history), language))
        return replace(found, elapsed_ms=round((time.perf_counter() - started) * 1000, 1))

    def document(self, id: str) -> Document:
        """The document of a citation. :raises KeyError: when the snapshot has none of that id."""
        return self.library.snapshot.document(id)

    def _understand(self, asked: Asked) -> Evidence:
        question = understand(asked.text, asked.history, asked.language)
        parsed = parse(question, asked.history, self.library.directory, names(), self.kinds)
        language = parsed.reading.language or question.language
        alone = parsed.reading.standalone if asked.history else question.standalone
        return Evidence(replace(question, language=language, standalone=alone or question.standalone), parsed)

    def _query(self, evidence: Evidence) -> Evidence:
        """Asks the facts. They answer, or decline, or know nothing of it: then the passages may."""
        if evidence.parsed is None:
            return evidence
        query, reading = evidence.parsed.query, evidence.parsed.reading
        question = replace(evidence.question, standalone=reading.standalone or evidence.question.standalone)
        misread = _misread(evidence.parsed, question.language)
        tried = [query] if query.kind == "open" else [query, *evidence.parsed.others]
        answers = (from_facts.answer(question, one, self.library, misread) for one in tried)
        found = next((one for one in answers if one is not None), None)
        more = (from_facts.answer(question, one, self.library) for one in evidence.parsed.more)
        known = [one for one in (found, *more) if one is not None]
        return replace(evidence, answer=combined(known) if known else None)

    def _expect(self, evidence: Evidence) -> Evidence:
        expected, _ = expectations(evidence.question)
        terms = question_terms(evidence.question, self.library.weight, self.library.is_name)
        return replace(evidence, terms=terms, expected=expected)

    def _retrieve(self, evidence: Evidence) -> Evidence:
        if not evidence.terms:
            return evidence
        found = self.retriever.invoke(evidence.question.standalone)
        return replace(evidence, hits=tuple(hits_of(found)))

    def _weigh(self, evidence: Evidence) -> Evidence:
        measured = self.measure(evidence)
        if not measured:
            return evidence
        return replace(evidence, selection=select(measured, evidence.terms, evidence.expected, self.judgement))

    def measure(self, evidence: Evidence) -> list[Candidate]:
        """The candidates of the retrieved passages, with their measures. Text that gives orders to its reader states
        nothing, and is not quoted."""
        if not evidence.hits:
            return []
        vector = self.retriever.query(evidence.question.standalone).vector
        found = candidates(
            evidence.question,
            evidence.terms,
            evidence.expected,
            vector,
            evidence.hits,
            self.library.snapshot,
            self.library.document_reading,
        )
        return [one for one in found if not is_order(one.text)]

    def _write(self, evidence: Evidence) -> Evidence:
        return replace(evidence, answer=self._told(evidence))

    def _told(self, evidence: Evidence) -> Answer:
        told = evidence.answer
        selection = evidence.selection
        if selection is None or selection.support < self.judgement.threshold or _lacking(evidence, selection):
            ranked = selection.ranked if selection else ()
            selection = _on_pair(evidence, ranked) if not told else None
            if selection is None:
                return told or self._decline(evidence, ranked)
        found = compose.answer(evidence.question, selection, self.library, _verdict(evidence, selection))
        if told:
            # The passages tell the rest of what is asked: « …, et qui le préside ? ».
            return combined([told, found])
        if evidence.parsed and not borne_out(evidence.parsed.query, found, names()):
            return self._decline(evidence, selection.ranked)
        return found

    def _decline(self, evidence: Evidence, ranked: Sequence[Candidate]) -> Answer:
        """Says that the documents do not say; the facts may tell why, or answer what else may have been asked."""
        if evidence.parsed and evidence.parsed.query.kind == "open":
            misread = _misread(evidence.parsed, evidence.question.language)
            for other in evidence.parsed.others:
                answer = from_facts.answer(evidence.question, other, self.library, misread)
                if answer and not answer.abstained:
                    return answer
        found = compose.abstention(evidence.question, evidence.terms, ranked, self.library)
        said = evidence.parsed and from_facts.last_word(evidence.question, evidence.parsed.query, self.library)
        return replace(said, nearest=found.nearest) if said else found

    def _offer(self, evidence: Evidence) -> Answer:
        """Adds what a reader may ask next."""
        answer, parsed = evidence.answer, evidence.parsed
        assert answer is not None
        if parsed is None:
            return answer
        facts = self.library.snapshot.fact_base
        return replace(answer, suggestions=suggested(parsed, answer, facts, self.library.directory, answer.language))

    def _verify(self, answer: Answer) -> Answer:
        return verify(answer, self.document)


def _answered(evidence: Evidence) -> bool:
    """Whether the facts tell all that is asked."""
    return evidence.answer is not None and not (evidence.parsed and evidence.parsed.open_too)


ON_PAIR: Final[frozenset[str]] = frozenset({"status", "timeline"})
"""Kinds that any sentence on the two answers a little: « Où en est-on avec … ? »."""
QUOTED: Final = 2


def _on_pair(evidence: Evidence, ranked: Sequence[Candidate]) -> Selection | None:
    """Where the state or the story of a link is asked that no fact tells: the sentences that name both its ends; for
    « oui » or « non », one that denies the link."""
    query = evidence.parsed.query if evidence.parsed else None
    if query is None or query.kind not in ON_PAIR or query.pair is None:
        return None
    if query.yes_no:
        found = [one for one in ranked if denies_link(one, query)][:1]
    else:
        found = [one for one in ranked if one.unit.kind != "heading" and names_both(query, one.text)]
    return Selection(tuple(found[:QUOTED]), 0.0, tuple(ranked)) if found else None


def _verdict(evidence: Evidence, selection: Selection) -> Verdict | None:
    """What the chosen sentences say to a question for « oui » or « non »."""
    query = evidence.parsed.query if evidence.parsed else None
    if query is None or not query.yes_no:
        return None
    if query.kind == "status":
        return "no" if any(denies_link(one, query) for one in selection.chosen) else None
    return verdict(selection.chosen, evidence.terms, evidence.question.standalone) if query.kind == "open" else None


def _lacking(evidence: Evidence, selection: Selection) -> bool:
    return lacks(evidence.question, evidence.terms, evidence.expected, selection.chosen)


def _misread(parsed: Parsed, language: Language) -> tuple[tuple[str, str], ...]:
    """The names of the query that were misspelt: as typed, and as understood."""
    asked = parsed.query.ids
    return tuple(
        (one.typed, name_of(one.entity, language))
        for one in parsed.reading.names
        if one.how == "typo" and one.entity.id in asked
    )

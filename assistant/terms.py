"""What a question is about, term by term, and whether a piece of text speaks of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from assistant.lexicon import LANGUAGES, lexicon
from assistant.question import expectations
from index.analysis import analyse, fold, stem, words
from ingest.gazetteer import equivalents, key
from ingest.records import Language, Question

_ORDINAL: Final = re.compile(r"^(\d+)(?:e|er|re|ere|eme|emes|th|st|nd|rd)$")
CHATTER: Final = 0.5
"""Share of its weight that a word keeps which is no name, no number and not of the field: half of them only ask."""
SHORTEST_COGNATE: Final = 6
TermKind = Literal["name", "number", "word"]

_CAPITALISED: Final = re.compile(r"[^\W\d_](?:\.[^\W\d_])+\.?|[^\W\d_][\w-]*")
_SENTENCE_START: Final = re.compile(r"(?:^|[.?!:»\"“]\s)\W*$")


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a question that a passage has to answer for."""

    word: str
    kind: TermKind
    stems: frozenset[str]
    """In the language of the question."""
    crossing: frozenset[str]
    """In both languages: what may stand for the word in a text of the other one."""
    concepts: frozenset[str]
    equivalents: frozenset[str]
    """The same place in other languages, as keys of `ingest.gazetteer`."""
    asked_in: Language
    weight: float
    """Inverse document frequency in the index: rare words say more about what is asked."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, ready to be asked whether it speaks of a term."""

    language: Language
    stems: frozenset[str]
    concepts: frozenset[str]
    padded: str
    """The text as a key of `ingest.gazetteer`, between spaces, for names of several words."""

    def holds(self, term: Term) -> bool:
        """Whether the text has the term, another word of its concept, or the place's name in another language."""
        stems = term.stems if term.asked_in == self.language else term.crossing
        if not stems.isdisjoint(self.stems):
            return True
        if not term.concepts.isdisjoint(self.concepts):
            return True
        return any(name in self.stems or f" {name} " in self.padded for name in term.equivalents)

    def __or__(self, other: Reading) -> Reading:
        return Reading(
            self.language, self.stems | other.stems, self.concepts | other.concepts, self.padded + other.padded
        )


def read(text: str, language: Language) -> Reading:
    """Reads `text` once, so that every term can be looked for in it."""
    # « 35e » and "35th" are the same number.
    found = analyse(text, language)
    stems = frozenset([*found, *(_ORDINAL.sub(r"\1", one) for one in found)])
    padded = " " + re.sub(r"[^\w' ]+", " ", key(text)) + " "
    return Reading(language, stems, lexicon().concepts_of(stems, language), padded)


def question_terms(question: Question, idf: Callable[[str], float], is_name: Callable[[str], bool]) -> tuple[Term, ...]:
    """The terms of a question, in order, each once.

    :param idf: weight of a stem in the index.
    :param is_name: whether a lower-case word is written as a name in the documents.
    """
    _, spent = expectations(question)
    text = question.standalone
    capitalised = _capitalised(text)
    # Who writes capitals would have written another name with one: only the first word, which has one anyway, is in
    # doubt. Without any capital every word is.
    doubtful = set(list(words(text))[:1] if text != text.lower() else words(text))
    terms: dict[str, Term] = {}
    for word in words(text):
        own = analyse(word, question.asked_in)
        if not own or word in terms or (word in spent and word not in capitalised):
            continue
        own += [bare for one in own if (bare := _ORDINAL.sub(r"\1", one)) != one]
        both = frozenset([*own, *(stem(word, language) for language in LANGUAGES)])
        concepts = lexicon().concepts_of(own, question.asked_in)
        number = word[0].isdigit()
        # « Mission », "French": a capital makes no name of a word of the field.
        name = not number and not concepts and (word in capitalised or (word in doubtful and is_name(word)))
        kind: TermKind = "number" if number else "name" if name else "word"
        # A short word and its stem mean other things in the other language: "sit" is not « site ».
        crosses = kind != "word" or len(word) >= SHORTEST_COGNATE
        rarity = min(idf(one) for one in both)
        terms[word] = Term(
            word=word,
            kind=kind,
            stems=frozenset(own),
            crossing=both if crosses else frozenset(),
            concepts=concepts,
            equivalents=_other_names(word) if kind == "name" else frozenset(),
            asked_in=question.asked_in,
            weight=rarity if kind != "word" or concepts else rarity * CHATTER,
        )
    return tuple(terms.values())


def coverage(terms: Sequence[Term], reading: Reading) -> float:
    """The share, by weight, of `terms` that the text speaks of: 0 to 1; 1 when there is no term."""
    total = sum(term.weight for term in terms)
    return sum(term.weight for term in terms if reading.holds(term)) / total if total else 1.0


def _other_names(word: str) -> frozenset[str]:
    """The same place, or the same organisation, under other names."""
    return equivalents(fold(word)) | lexicon().aliases.get(word, frozenset())


def _capitalised(text: str) -> frozenset[str]:
    """The words of `text` written as names: with a capital, and not only because a sentence begins."""
    if text.isupper():
        return frozenset()
    found: set[str] = set()
    for match in _CAPITALISED.finditer(text):
        token = match[0]
        acronym = sum(letter.isupper() for letter in token) > 1
        if acronym or (token[0].isupper() and not _SENTENCE_START.search(text[: match.start()])):
            found.update(words(token))
    return frozenset(found)

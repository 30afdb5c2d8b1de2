"""Whether a quoted sentence alone says « oui » or « non » to a question: only where it says the very thing asked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final, Literal

from assistant.borne_out import named_in, names_both
from assistant.evidence import Candidate
from assistant.query import Query
from assistant.terms import Term
from assistant.vocabulary import Phrases, vocabulary
from ingest.normalise import fold

Verdict = Literal["yes", "no"]
LONGEST: Final = 40
"""Words of a sentence that still says one thing."""
LONGEST_DENIAL: Final = 20
"""Words beyond which a negation may be of something else."""


def verdict(chosen: Sequence[Candidate], terms: Sequence[Term], question: str) -> Verdict | None:
    """« yes » where one sentence holds every word of the question and asserts it, « no » where it denies it; None where
    nothing so plain is said: then the quote stands for itself.

    :param chosen: the units that answer.
    """
    if _says("denies", question) or _says("over", question):
        return None
    asked = [term for term in terms if term.kind != "name"]
    for one in chosen:
        if one.unit.kind in ("heading", "row") or one.unit.status or "?" in one.text or _says("unsure", one.text):
            continue
        named = all(one.reading.holds(term) for term in terms if term.kind == "name")
        if not named or not all(one.own.holds(term) for term in asked):
            continue
        length = len(one.text.split())
        if _says("over", one.text) or length > LONGEST:
            return None
        if not _says("denies", one.text):
            return "yes"
        return "no" if length <= LONGEST_DENIAL else None
    return None


def denies_link(one: Candidate, query: Query) -> bool:
    """Whether a short sentence says that there is no such link: « Romans n'a pas signé le Pacte de Milan. »; one end
    may be whom the page is about."""
    words = fold(one.text).split()
    linked = any(vocabulary().cues[group].find(words) for group in ("partner", "member"))
    if len(words) > LONGEST_DENIAL or not linked or not _says("denies", one.text):
        return False
    if _says("over", one.text) or _says("unsure", one.text):
        return False
    above = f"{one.text} | {one.document.title} | {one.document.about or ''}"
    return any(named_in(end, one.text) for end in query.pair or ()) and names_both(query, above)


@cache
def _phrases(name: str) -> Phrases:
    return Phrases(vocabulary().data["verdict"][name])


def _says(name: str, text: str) -> bool:
    return _phrases(name).find(fold(text).split()) is not None

"""What an answer must hold whatever else speaks for it: the sum that is asked for, the address, the things counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from assistant.evidence import Candidate
from assistant.expected import satisfied
from assistant.terms import Term
from index.analysis import fold
from ingest.records import Question

PLAIN: Final = frozenset({"money", "email", "phone"})
"""Expected kinds without which nothing answers: a page about a body is none about its budget."""
_FOCUS: Final = (
    re.compile(r"\b(?:combien d(?:e |')|how many |nombre d(?:e |')|number of )(?:the |ses |leurs |its )?([^\W\d_]+)"),
    re.compile(r"\b(?:qui|who)(?: a| est| is| was| has| will| currently| actuellement| now)* ([^\W\d_]{4,})"),
)
"""What is counted, and what somebody did: the words on which the question turns. Of folded text."""
_PAYS: Final = re.compile(r"\bcombien\b(?! de\b)(?: \S+){1,4}? (?:vers|pai|pay|depens|donn|touch)\w*")
"""« Combien Lyon verse-t-elle … ? » waits for a sum."""
TAKING_PART: Final = "join"
"""« participants » are counted, and no « participation » is a number of them."""


def lacks(question: Question, terms: Sequence[Term], expected: frozenset[str], chosen: Sequence[Candidate]) -> bool:
    """Whether the chosen units miss what an answer cannot do without.

    The words on which a question turns are looked for where they can be compared: in a text of the question's language,
    or where the lexicon knows them in both.
    """
    text = fold(question.standalone.lower()).replace("’", "'")
    wanted = expected & PLAIN | ({"money"} if _PAYS.search(text) else set())
    if wanted - frozenset().union(*(satisfied(wanted, one.text) for one in chosen)):
        return True
    said = {found[1] for pattern in _FOCUS if (found := pattern.search(text))}
    return any(not _held(term, question, chosen) for term in terms if term.kind == "word" and fold(term.word) in said)


def _held(term: Term, question: Question, chosen: Sequence[Candidate]) -> bool:
    meant = replace(term, concepts=term.concepts - {TAKING_PART})
    return any(
        one.reading.holds(meant) or (one.document.language != question.asked_in and not meant.concepts)
        for one in chosen
    )

"""What an answer must hold whatever else speaks for it: the sum that is asked for, the address, the things counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from assistant.evidence import Candidate
from assistant.expected import satisfied
from assistant.terms import Term
from index.analysis import fold
from ingest.records import Question

PLAIN: Final = frozenset({"money", "email", "phone"})
"""Expected kinds without which nothing answers: a page about a body is none about its budget."""
_COUNTED: Final = re.compile(
    r"\b(?:combien d(?:e |')|how many |nombre d(?:e |')|number of )(?:the |ses |leurs |its )?([^\W\d_]+)"
)


def lacks(question: Question, terms: Sequence[Term], expected: frozenset[str], chosen: Sequence[Candidate]) -> bool:
    """Whether the chosen units miss what an answer cannot do without.

    What is counted is looked for where the words can be compared: in a text of the question's language, or where the
    lexicon knows the word in both.
    """
    held = frozenset().union(*(satisfied(expected & PLAIN, one.text) for one in chosen))
    if expected & PLAIN - held:
        return True
    found = _COUNTED.search(fold(question.standalone.lower()).replace("’", "'"))
    counted = next((term for term in terms if found and fold(term.word) == found[1]), None)
    if counted is None:
        return False
    return not any(
        one.reading.holds(counted) or (one.document.language != question.asked_in and not counted.concepts)
        for one in chosen
    )

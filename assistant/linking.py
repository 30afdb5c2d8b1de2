"""The entities that a question names, and how sure that is."""

from __future__ import annotations

from assistant.candidates import Candidates
from assistant.directory import Directory
from assistant.linked import Linked, settle
from assistant.tokens import Token
from assistant.vocabulary import Vocabulary
from ingest.names import Names

__all__ = ["Linked", "link", "settle"]


def link(
    text: str,
    tokens: tuple[Token, ...],
    directory: Directory,
    names: Names,
    vocabulary: Vocabulary,
    blocked: frozenset[int] = frozenset(),
) -> tuple[Linked, ...]:
    """The names in a question, in order, without overlaps.

    :param blocked: tokens that say something else (a country, a date) unless a longer name holds them.
    """
    readings = Candidates(text, tokens, directory, names, vocabulary, blocked)
    kept: list[Linked] = []
    for one in sorted(readings.all(), key=_preference):
        if all(index in blocked for index in range(one.start, one.end)) and not readings.place_after_all(one):
            continue
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))


def _preference(one: Linked) -> tuple[float, ...]:
    # A longer name holds the shorter one; of one length the surer; a word of questions comes after any name.
    letters = 0.5 * (one.end - one.start) + one.confidence
    return one.is_word, one.how == "unknown", -letters, one.start

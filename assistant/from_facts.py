"""Answers that are queries over all the facts: each kind of question has its writer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from assistant.answers import absent, count, definition, extreme, links, lists, profile, shared, since, status, timeline
from assistant.answers.desk import Desk
from assistant.library import Library
from assistant.query import Query
from ingest.records import Answer, Question

Writer = Callable[[Desk], Answer | None]


def _listed(desk: Desk) -> Answer | None:
    if not desk.query.groups:
        return links.answer(desk)
    if desk.query.extreme:
        return extreme.answer(desk)
    return shared.answer(desk) if len(desk.query.groups) > 1 else lists.answer(desk)


def _since(desk: Desk) -> Answer | None:
    if desk.query.pair:
        return since.answer(desk)
    return _listed(desk) if desk.query.groups else profile.answer(desk)


def _status(desk: Desk) -> Answer | None:
    return status.answer(desk) if desk.query.pair else _listed(desk)


def _counted(desk: Desk) -> Answer | None:
    if not desk.query.groups:
        return count.answer(desk) if desk.query.topic else links.answer(desk)
    return shared.answer(desk) if len(desk.query.groups) > 1 else count.answer(desk)


WRITERS: Final[dict[str, Writer]] = {
    "members": _listed,
    "networks_of": _listed,
    "partners": _listed,
    "shared": _listed,
    "since": _since,
    "status": _status,
    "count": _counted,
    "definition": definition.answer,
    "profile": profile.answer,
    "timeline": timeline.answer,
}


def last_word(question: Question, query: Query, library: Library) -> Answer | None:
    """Where the passages are silent too: what the facts still tell of why nothing can be said, if anything."""
    facts = library.snapshot.fact_base
    return absent.undecided(Desk(question, query, facts, library.snapshot.document, library.documents))


def answer(
    question: Question, query: Query, library: Library, misread: tuple[tuple[str, str], ...] = ()
) -> Answer | None:
    """The answer that the facts give; None where the query is open, or where they know nothing of what it is about.

    :param misread: names as typed, and as understood, where the two differ.
    """
    writer = WRITERS.get(query.kind)
    if writer is None:
        return None
    facts = library.snapshot.fact_base
    return writer(Desk(question, query, facts, library.snapshot.document, library.documents, misread))

"""Questions that complete those before them: « et Rouen ? », « depuis quand ? », « lesquels sont suspendus ? ».

A follow-up becomes a question that reads alone; that question is then understood like any other. Three things are kept
of what was asked before: whom it was about, the last list that was asked for, and what that list was restricted to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from assistant.directory import Directory
from assistant.kinds import KindReader
from assistant.parse import Parsed, build, understood
from assistant.question import question_language
from assistant.slots import read
from assistant.turns.completing import standalone
from assistant.turns.kept import Asked, Kept
from assistant.turns.leaning import follows, to_the_point, wished
from ingest.names import Names
from ingest.normalise import flat
from ingest.records import Language, Question, Turn

REMEMBERED: Final = 6
"""Earlier questions that a follow-up may lean on."""
LONGEST: Final = 400
"""Characters of a question that are read: a pasted page is no question over facts."""


def resolve(
    question: Question, history: Sequence[Turn], directory: Directory, names: Names, reader: KindReader
) -> Parsed:
    """The query of `question`, completed from the questions asked before it."""
    earlier = [turn.content for turn in history if turn.role == "user"][-REMEMBERED:]
    kept: Kept | None = None
    merged = counted = False
    language: Language | None = None
    for text in (*earlier, question.text):
        asked_in = question.asked_in if text is question.text else question_language(text)
        slots = read(flat(text)[:LONGEST], directory, names)
        language = wished(slots) if kept else None
        if kept and language:
            merged, counted = True, False
            continue
        slots, afresh = to_the_point(slots, kept, directory, names)
        merged = kept is not None and not afresh and follows(slots, reader)
        counted = merged and slots.masked.has("count")
        if kept and merged:
            slots = read(standalone(slots, kept, asked_in), directory, names)
        asked = Asked(slots, reader)
        kept = kept.then(asked) if kept else Kept(asked)
    assert kept is not None, "the question itself is always read"
    slots = kept.last.slots
    parsed = understood(slots, reader)
    if counted and parsed.query.groups:
        # « combien ? » after a list asks for its number.
        parsed = replace(parsed, query=build("count", slots))
    return replace(parsed, reading=replace(parsed.reading, merged=merged, language=language)) if merged else parsed

"""Questions that complete the one before them: « et Rouen ? », « depuis quand ? », « lesquels sont suspendus ? »."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.directory import Directory
from assistant.parse import Parsed, understood
from assistant.slots import read
from ingest.names import Names
from ingest.records import Question, Turn


def resolve(question: Question, history: Sequence[Turn], directory: Directory, names: Names) -> Parsed:
    """The query of `question`."""
    return understood(read(question.text, directory, names))

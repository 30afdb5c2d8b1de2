"""Answers that a reader may still want to export: the last ones, each under a name that cannot be guessed."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from typing import Final

from assistant.export import exportable
from ingest.records import Answer

KEPT: Final = 500
"""Answers kept for all readers together, about 20 kB each."""


class Exports:
    """Shared by threads."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, answer: Answer) -> str | None:
        """The name under which `answer` can be exported; None where it has no rows."""
        if not exportable(answer):
            return None
        name = secrets.token_hex(12)
        with self._lock:
            self._answers[name] = answer
            while len(self._answers) > self._kept:
                self._answers.popitem(last=False)
        return name

    def get(self, name: str) -> Answer:
        """:raises KeyError: when there is none of that name, or no more."""
        with self._lock:
            return self._answers[name]

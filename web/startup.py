"""What happens before the first answer: the index is built if there is none, the model warms, and the page watches."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final, Literal, Protocol

from ingest.errors import PasserelleError
from ingest.records import Answer, Document, Language, Turn

logger = logging.getLogger(__name__)

Phase = Literal["waking", "model", "reading", "embedding", "writing", "opening", "ready", "failed"]
SETTLED: Final = 3.0
"""Seconds before a remaining time is shown: the first items say too little about the rest."""


class Answering(Protocol):
    """What the page needs of an assistant."""

    def answer(self, text: str, history: tuple[Turn, ...] = (), language: Language | None = None) -> Answer: ...

    def document(self, id: str) -> Document: ...


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the start stands. `done` and `total` count what the phase counts; `total` is 0 where it is not known."""

    phase: Phase = "waking"
    done: int = 0
    total: int = 0
    item: str | None = None
    """The document being read, as its reader knows it."""
    since: float = field(default_factory=time.monotonic)
    """When the phase began, in seconds of `time.monotonic`."""
    building: bool = False
    """Whether an index is being built, which happens once."""
    unread: int = 0
    """Documents that could not be read."""
    error: Exception | None = None

    @property
    def settled(self) -> bool:
        """Whether nothing more will happen."""
        return self.phase in ("ready", "failed")

    def seconds_left(self, now: float | None = None) -> float | None:
        """Time left in this phase at the pace it has had so far, in seconds; `None` where that would be a guess."""
        spent = (time.monotonic() if now is None else now) - self.since
        if not 0 < self.done < self.total or spent < SETTLED:
            return None
        return spent / self.done * (self.total - self.done)


class Startup:
    """Runs `prepare` once in a background thread and keeps what it said last. Safe to read from any thread."""

    def __init__(self, prepare: Callable[[Startup], Answering]) -> None:
        self._prepare = prepare
        self._lock = threading.Lock()
        self._progress = Progress()
        self._assistant: Answering | None = None
        self._settled = threading.Event()

    def start(self) -> None:
        """Begins. A daemon thread, so that a stop during a long build is immediate; the index publishes atomically."""
        threading.Thread(target=self._run, name="startup", daemon=True).start()

    def report(self, phase: Phase, done: int = 0, total: int = 0, item: str | None = None) -> None:
        """Says where the start stands; called by `prepare`."""
        with self._lock:
            before = self._progress
            since = before.since if before.phase == phase else time.monotonic()
            self._progress = replace(before, phase=phase, done=done, total=total, item=item, since=since)

    def note(self, *, building: bool | None = None, unread: int | None = None) -> None:
        """Says what does not belong to one phase; called by `prepare`."""
        with self._lock:
            before = self._progress
            self._progress = replace(
                before,
                building=before.building if building is None else building,
                unread=before.unread if unread is None else unread,
            )

    @property
    def progress(self) -> Progress:
        """Where the start stands now."""
        with self._lock:
            return self._progress

    @property
    def assistant(self) -> Answering | None:
        """The assistant once ready, else `None`."""
        return self._assistant

    def wait(self, timeout: float | None = None) -> bool:
        """Waits until the start ended well or badly; false where `timeout` seconds passed first."""
        return self._settled.wait(timeout)

    def _run(self) -> None:
        try:
            self._assistant = self._prepare(self)
            self.report("ready")
        except Exception as error:  # the page must say whatever went wrong: nobody else is there to catch it
            if not isinstance(error, PasserelleError):
                logger.exception("the start failed")
            with self._lock:
                self._progress = replace(self._progress, phase="failed", error=error)
        finally:
            self._settled.set()

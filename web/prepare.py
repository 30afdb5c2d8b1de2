"""Makes the assistant ready: loads the model, builds the index where there is none, opens it, warms it up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ingest.errors import SnapshotError
from ingest.settings import Settings
from web.startup import Answering, Startup

if TYPE_CHECKING:
    from index.embed import Encoder
    from index.write import Phase


def preparation(settings: Settings, sources: Sequence[str]) -> Callable[[Startup], Answering]:
    """What a `Startup` runs. `sources` are read only if `settings.index` has no published snapshot.

    The returned function raises `PasserelleError` for whatever the user can do something about.
    """

    def prepare(startup: Startup) -> Answering:
        from index.publish import current

        try:
            current(settings.index)
        except SnapshotError as error:
            if error.code != "snapshot.missing":
                raise
            startup.note(building=True)
        startup.report("model")
        # Both take seconds to import, and the page must not wait for them.
        from assistant.chain import Assistant
        from index.embed import load_encoder

        encoder = load_encoder(settings.embedding_model)
        if startup.progress.building:
            _build(startup, settings, sources, encoder)
        startup.report("opening")
        assistant = Assistant.open(settings, encoder)
        assistant.warm()
        return assistant

    return prepare


def _build(startup: Startup, settings: Settings, sources: Sequence[str], encoder: Encoder) -> None:
    from index.build import build

    def tell(phase: Phase, done: int, total: int, current: str) -> None:
        startup.report(phase, done, total, current or None)

    report = build(sources, settings.index, encoder, tell)
    if report.snapshot is None and report.failed:
        raise report.failed[0]
    startup.note(unread=len(report.failed))

"""The start as HTML: a progress bar while documents are prepared, what went wrong otherwise, nothing once ready."""

from __future__ import annotations

from ingest.errors import PasserelleError
from ingest.records import Language
from web.dates import grouped
from web.markup import plain
from web.startup import Progress
from web.strings import text


def progress_html(progress: Progress, language: Language) -> str:
    """The page's status region. Empty when ready and nothing is to be said."""
    if progress.phase == "failed":
        return _failure(progress.error, language)
    if progress.phase == "ready":
        return _unread(progress.unread, language)
    title = text("start.title", language)
    once = f'<p class="once">{plain(text("start.once", language))}</p>' if progress.building else ""
    item = text("start.current", language, item=progress.item) if progress.item else ""
    return (
        f'<div class="start"><h2>{plain(title)}</h2>'
        f'<div class="step"><span>{plain(text(f"start.{progress.phase}", language))}</span>'
        f"<span>{plain(_counts(progress, language))}</span></div>"
        f"{_bar(progress, language)}"
        f'<p class="item">{plain(item)}</p>{once}</div>'
    )


def hint(progress: Progress, language: Language) -> str:
    """What stands under the question box, as text."""
    if progress.phase == "failed":
        return text("box.failed", language)
    return text("box.hint" if progress.phase == "ready" else "box.waiting", language)


def _bar(progress: Progress, language: Language) -> str:
    label = plain(text(f"start.{progress.phase}", language))
    known = f' value="{progress.done}" max="{progress.total}"' if progress.total else ""
    return f'<progress aria-label="{label}"{known}></progress>'


def _counts(progress: Progress, language: Language) -> str:
    if not progress.total:
        return ""
    done, total = grouped(progress.done, language), grouped(progress.total, language)
    said = text("start.step", language, done=done, total=total)
    left = progress.seconds_left()
    if left is None:
        return said
    if left < 90:
        # Steps of five: a number that changes at each look cannot be read.
        return f"{said}, {text('start.left.seconds', language, count=max(5, 5 * round(left / 5)))}"
    return f"{said}, {text('start.left.minutes', language, count=round(left / 60))}"


def _failure(error: Exception | None, language: Language) -> str:
    if isinstance(error, PasserelleError):
        said = error.text(language)
    else:
        said = text("start.unexpected", language, kind=type(error).__name__)
    return (
        f'<div class="start failed" role="alert"><h2>{plain(text("start.failed", language))}</h2>'
        f"<p>{plain(said)}</p><p>{plain(text('start.remedy', language))}</p></div>"
    )


def _unread(count: int, language: Language) -> str:
    if not count:
        return ""
    key = "start.some_failed.one" if count == 1 else "start.some_failed.many"
    return f'<p class="unread">{plain(text(key, language, count=grouped(count, language)))}</p>'

"""The start is watched from outside: it advances, ends well or badly, and always says which."""

from __future__ import annotations

import threading

from ingest.errors import SnapshotError
from web.progress import hint, progress_html
from web.startup import Answering, Progress, Startup


def test_a_start_goes_through_its_phases_to_ready() -> None:
    go, seen = threading.Event(), threading.Event()

    def prepare(startup: Startup) -> Answering:
        startup.note(building=True)
        startup.report("embedding", 3, 9, "Les réseaux")
        seen.set()
        go.wait()
        startup.note(unread=2)
        return object()  # type: ignore[return-value]

    startup = Startup(prepare)
    startup.start()
    assert seen.wait(10)
    at = startup.progress
    assert (at.phase, at.done, at.total, at.item, at.building) == ("embedding", 3, 9, "Les réseaux", True)
    assert startup.assistant is None and not at.settled
    go.set()
    assert startup.wait(10) and startup.progress.phase == "ready" and startup.assistant is not None
    assert "2 documents n'ont pas pu" in progress_html(startup.progress, "fr").replace("&#x27;", "'")


def test_a_failed_start_says_what_to_do_in_both_languages() -> None:
    def prepare(startup: Startup) -> Answering:
        raise SnapshotError("snapshot.missing", index="var/index")

    startup = Startup(prepare)
    startup.start()
    assert startup.wait(10) and startup.progress.phase == "failed"
    french, english = progress_html(startup.progress, "fr"), progress_html(startup.progress, "en")
    assert "var/index" in french and "relancez" in french and 'role="alert"' in french
    assert "var/index" in english and "run &quot;python ui.py&quot; again" in english


def test_an_unexpected_error_is_named_but_its_text_is_not_shown() -> None:
    html = progress_html(Progress("failed", error=ZeroDivisionError("secret")), "en")
    assert "ZeroDivisionError" in html and "secret" not in html


def test_the_time_left_is_told_only_when_it_is_known() -> None:
    progress = Progress("embedding", 25, 100, since=100.0)
    assert progress.seconds_left(101.0) is None
    assert progress.seconds_left(110.0) == 30.0
    assert Progress("embedding", 0, 100, since=100.0).seconds_left(110.0) is None
    assert Progress("model", since=100.0).seconds_left(110.0) is None


def test_the_bar_counts_and_the_box_says_why_it_waits() -> None:
    html = progress_html(Progress("embedding", 1250, 4000, "<b>Titre</b>"), "fr")
    assert '<progress aria-label="Indexation des passages" value="1250" max="4000">' in html
    assert "1\u202f250 sur 4\u202f000" in html and "<b>" not in html
    assert "pas encore prêts" in hint(Progress("model"), "fr") and "Enter to send" in hint(Progress("ready"), "en")
    assert progress_html(Progress("ready"), "fr") == ""

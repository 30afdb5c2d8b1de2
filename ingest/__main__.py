"""Brings the index up to date from the command line: `python -m ingest [PATH|URL ...] [--index DIR] [--json]`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from ingest.errors import PasserelleError, SettingsError
from ingest.messages import render
from ingest.records import Language
from ingest.settings import Settings

DEFAULT_SOURCES: Final = ("corpus",)
STEPS: Final = 10
"""Progress lines at most for one phase, so that a log stays readable."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns the exit status: 0 all went well, 1 some input failed, the rest is indexed, 2 wrong usage or no index."""
    try:
        settings = Settings.from_environment(os.environ)
    except SettingsError as error:
        print(error.text("fr"), file=sys.stderr)
        return 2
    language = settings.language
    asked = _parser(settings).parse_args(arguments)
    try:
        # The door composes the layers above; they cost seconds to import, and --help must not wait for them.
        from index.build import build
        from index.embed import load_encoder

        sources = asked.sources or list(DEFAULT_SOURCES)
        report = build(sources, asked.index, load_encoder(settings.embedding_model), _progress(language))
    except PasserelleError as error:
        print(error.text(language), file=sys.stderr)
        return 2
    for failure in report.failed:
        print(failure.text(language), file=sys.stderr)
    if asked.json:
        print(json.dumps(report.to_json(language), ensure_ascii=False))
    else:
        counts = {name: value for name, value in report.to_json(language).items() if name != "failed"}
        print(render("ingest.report", language, failed=len(report.failed), **counts))
    return 1 if report.failed else 0


def _parser(settings: Settings) -> argparse.ArgumentParser:
    def say(key: str) -> str:
        return render(f"ingest.{key}", settings.language)

    parser = argparse.ArgumentParser(prog="python -m ingest", description=say("help"))
    parser.add_argument("sources", nargs="*", metavar="PATH|URL", help=say("help.sources"))
    parser.add_argument("--index", type=Path, default=settings.index, metavar="DIR", help=say("help.index"))
    parser.add_argument("--json", action="store_true", help=say("help.json"))
    return parser


def _progress(language: Language) -> Callable[[str, int, int, str], None]:
    """Writes a line on standard error each time a phase has advanced by a tenth."""
    shown: dict[str, int] = {}

    def tell(phase: str, done: int, total: int, current: str) -> None:
        step = STEPS * done // total if total else STEPS
        if total and shown.get(phase) != step:
            shown[phase] = step
            print(render(f"ingest.progress.{phase}", language, done=done, total=total), file=sys.stderr, flush=True)

    return tell


if __name__ == "__main__":
    sys.exit(main())

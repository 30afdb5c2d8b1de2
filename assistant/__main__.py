"""Asks from the command line: one question, or a file of them.

python -m assistant "QUESTION" [--index DIR] [--json] [--lang fr|en] [--history FILE.json] [--export FILE.csv|.xlsx]
python -m assistant --batch QUESTIONS.jsonl [--index DIR]
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.errors import PasserelleError, SettingsError
from ingest.messages import render
from ingest.records import Answer, Language, Turn
from ingest.settings import Settings

if TYPE_CHECKING:
    from assistant.chain import Assistant
    from assistant.export import Format


class InputError(SettingsError):
    """A question file or a history cannot be read."""


class ExportError(SettingsError):
    """An answer cannot be written to the file that was named."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns 0 when every question got an answer, 1 when an input or the index cannot be used, 2 for a usage error."""
    language: Language = "fr"
    try:
        settings = Settings.from_environment(os.environ)
        language = settings.language
        options = _options(arguments, settings)
        settings = replace(settings, index=options.index)
        # Inputs are read before the model is loaded: a mistake in them is told at once.
        if options.export and options.export.suffix.lower().lstrip(".") not in ("csv", "xlsx"):
            raise ExportError("export.format", path=options.export)
        batch = _batch(options.batch) if options.batch else []
        history = _turns(json.loads(_read(options.history)), options.history) if options.history else ()
        from assistant.chain import Assistant

        assistant = Assistant.open(settings)
        if options.batch:
            return _answer_all(assistant, batch, options.lang, language)
        answer = assistant.answer(options.question, history, options.lang)
        print(json.dumps(answer.to_json(), ensure_ascii=False) if options.json else _readable(answer))
        if options.export:
            _export(answer, options.export)
        return 0
    except json.JSONDecodeError as error:
        print(render("input.json", language, reason=error), file=sys.stderr)
        return 1
    except PasserelleError as error:
        print(error.text(language), file=sys.stderr)
        return 1


def _options(arguments: Sequence[str] | None, settings: Settings) -> argparse.Namespace:
    says = settings.language
    parser = argparse.ArgumentParser(prog="python -m assistant", description=render("ask.about", says))
    parser.add_argument("question", nargs="?", help=render("ask.question", says))
    parser.add_argument("--batch", type=Path, metavar="QUESTIONS.jsonl", help=render("ask.batch", says))
    parser.add_argument("--index", type=Path, default=settings.index, metavar="DIR", help=render("ask.index", says))
    parser.add_argument("--json", action="store_true", help=render("ask.json", says))
    parser.add_argument("--lang", choices=("fr", "en"), help=render("ask.lang", says))
    parser.add_argument("--history", type=Path, metavar="FILE.json", help=render("ask.history", says))
    parser.add_argument("--export", type=Path, metavar="FILE", help=render("ask.export", says))
    options = parser.parse_args(arguments)
    if options.export and options.batch:
        parser.error(render("ask.export_one", says))
    if (options.question is None) == (options.batch is None):
        parser.error(render("ask.one", says))
    return options


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("input.unreadable", path=path, reason=error) from error


def _batch(path: Path) -> list[dict[str, Any]]:
    records = []
    for number, line in enumerate(_read(path).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError("input.line", path=path, line=number, reason=error) from error
        if not isinstance(record, dict) or not isinstance(record.get("question"), str):
            raise InputError("input.question", path=path, line=number)
        record["history"] = _turns(record.get("history") or [], f"{path}:{number}")
        records.append(record)
    return records


def _turns(record: object, where: object) -> tuple[Turn, ...]:
    if not isinstance(record, list):
        raise InputError("input.history", path=where)
    turns = []
    for turn in record:
        if (
            not isinstance(turn, dict)
            or turn.get("role") not in ("user", "assistant")
            or not isinstance(turn.get("content"), str)
        ):
            raise InputError("input.history", path=where)
        turns.append(Turn(turn["role"], turn["content"]))
    return tuple(turns)


def _answer_all(assistant: Assistant, batch: Iterable[dict[str, Any]], lang: Language | None, says: Language) -> int:
    failed = False
    assistant.warm()
    for record in batch:
        kept = {"id": record["id"]} if "id" in record else {}
        try:
            answer = assistant.answer(record["question"], record["history"], lang)
        except PasserelleError as error:
            failed = True
            print(error.text(says), file=sys.stderr)
            print(json.dumps({**kept, "error": error.text(says)}, ensure_ascii=False), flush=True)
            continue
        print(json.dumps({**kept, **answer.to_json()}, ensure_ascii=False), flush=True)
    return int(failed)


def _export(answer: Answer, path: Path) -> None:
    from assistant.export import export, exportable

    if not exportable(answer):
        raise ExportError("export.empty", path=path)
    format: Format = "xlsx" if path.suffix.lower() == ".xlsx" else "csv"
    try:
        path.write_bytes(export(answer, format, date.today()))
    except OSError as error:
        raise ExportError("export.unwritable", path=path, reason=error) from error


def _readable(answer: Answer) -> str:
    from assistant.wording import say, say_source

    lines = [answer.markdown, ""]
    for citation in answer.citations or answer.nearest:
        source = say_source(citation.title, citation.publisher, citation.date, answer.language)
        where = citation.url or citation.source
        number = f"[{citation.n}]" if answer.citations else " – "
        lines.append(f"{number} {source} — {where} ({citation.start}–{citation.end})")
        if not answer.citations:
            lines.append(f"     {' '.join(citation.quote.split())}")
    if answer.suggestions:
        lines += ["", say("suggestions", answer.language), *(f"  {one}" for one in answer.suggestions)]
    return "\n".join(lines).rstrip()


if __name__ == "__main__":
    sys.exit(main())

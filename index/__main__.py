"""Looks into an index from the command line: `python -m index facts | trace | info | verify | search`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import get_args

from index.listing import document_of, line_of, listed, record_of
from index.snapshot import Snapshot
from index.trace import page_of, record_of_line, summary, told, trace
from ingest.errors import PasserelleError, SettingsError
from ingest.messages import render
from ingest.records import Relation
from ingest.settings import Settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns the exit status: 0 all went well, 1 the index cannot be used or is damaged, 2 wrong usage."""
    try:
        settings = Settings.from_environment(os.environ)
    except SettingsError as error:
        print(error.text("fr"), file=sys.stderr)
        return 2
    asked = _parser(settings).parse_args(arguments)
    commands = {"facts": _facts, "trace": _trace, "info": _info, "verify": _verify, "search": _search}
    try:
        return commands[asked.command](asked, settings)
    except PasserelleError as error:
        print(error.text(settings.language), file=sys.stderr)
        return 1
    except BrokenPipeError:  # `… | head` has seen enough; what is still buffered must go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser(settings: Settings) -> argparse.ArgumentParser:
    def say(key: str) -> str:
        return render(f"index.{key}", settings.language)

    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--index", type=Path, default=settings.index, metavar="DIR", help=say("help.index"))
    parser = argparse.ArgumentParser(prog="python -m index", description=say("help"))
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("facts", "trace", "info", "verify", "search"):
        command = commands.add_parser(name, parents=[shared], help=say(f"help.{name}"))
        if name != "verify":
            command.add_argument("--json", action="store_true", help=say("help.json"))
        if name == "facts":
            for end in ("subject", "object"):
                command.add_argument(f"--{end}", metavar="NAME", help=say(f"help.{end}"))
            command.add_argument(
                "--relation", choices=get_args(Relation), metavar="RELATION", help=say("help.relation")
            )
            command.add_argument("--document", metavar="DOCUMENT", help=say("help.document"))
        if name == "trace":
            command.add_argument("document", metavar="DOCUMENT", help=say("help.document"))
            command.add_argument("--gaps", action="store_true", help=say("help.gaps"))
        if name == "search":
            command.add_argument("question", help=say("help.question"))
            command.add_argument("-k", type=int, default=10, metavar="N", help=say("help.k"))
            command.add_argument("--lang", choices=("fr", "en"), default=settings.language, help=say("help.lang"))
    return parser


def _facts(asked: argparse.Namespace, settings: Settings) -> int:
    snapshot = Snapshot.open(asked.index)
    document = ""
    for fact in listed(snapshot, asked.subject, asked.relation, asked.object, asked.document):
        record = record_of(fact, snapshot)
        if asked.json:
            print(json.dumps(record, ensure_ascii=False))
            continue
        if fact.document != document:
            document = fact.document
            print(f"{document} — {snapshot.document(document).title}")
        print(f"  {line_of(fact, settings.language)}\n      « {' '.join(record['quote'].split())} » [{fact.extractor}]")
    return 0


def _trace(asked: argparse.Namespace, settings: Settings) -> int:
    snapshot = Snapshot.open(asked.index)
    id = document_of(snapshot, asked.document)
    ingested = snapshot.store.ingested(id)
    page = page_of(snapshot.store.stored()[id], ingested.document)
    if page is None:
        print(render("index.source_gone", settings.language, source=ingested.document.source), file=sys.stderr)
    lines = trace(ingested, page)
    for line in lines:
        if asked.gaps and not line.gap:
            continue
        if asked.json:
            print(json.dumps(record_of_line(line, ingested.document), ensure_ascii=False))
        else:
            print(*told(line, settings.language), sep="\n")
    if not asked.json:
        print(summary(ingested, lines, settings.language))
    return 0


def _info(asked: argparse.Namespace, settings: Settings) -> int:
    manifest = Snapshot.open(asked.index).manifest
    if asked.json:
        print(json.dumps(asdict(manifest), ensure_ascii=False))
        return 0
    size = sum(mark.size for mark in manifest.files.values()) / 1e6
    values = asdict(manifest) | manifest.counts | {"megabytes": f"{size:.1f}", "roots": ", ".join(manifest.roots)}
    print(render("index.info", settings.language, **values))
    return 0


def _verify(asked: argparse.Namespace, settings: Settings) -> int:
    snapshot = Snapshot.open(asked.index)
    damaged = snapshot.verify()
    for path in damaged:
        print(render("snapshot.damaged", settings.language, file=path), file=sys.stderr)
    if not damaged:
        print(render("index.sound", settings.language, snapshot=snapshot.id, files=len(snapshot.manifest.files)))
    return int(bool(damaged))


def _search(asked: argparse.Namespace, settings: Settings) -> int:
    # The snapshot first: without one, there is no need to wait for the model.
    Snapshot.open(asked.index).close()
    from index.embed import load_encoder
    from index.search import hybrid_search

    encoder = load_encoder(settings.embedding_model)
    snapshot = Snapshot.open(asked.index, encoder.fingerprint, encoder.name)
    for hit in hybrid_search(snapshot, encoder, asked.question, asked.lang, asked.k):
        passage = snapshot.passage(hit.passage_no)
        document = snapshot.document(passage.document)
        record = asdict(hit) | {"document": document.id, "start": passage.span.start, "end": passage.span.end}
        if asked.json:
            print(json.dumps(record | {"title": document.title, "text": passage.text}, ensure_ascii=False))
        else:
            above = " › ".join([document.title, *passage.headings])
            print(f"{hit.score:.3f}  cos {hit.cosine:.3f}  bm25 {hit.lexical:.3f}  [{hit.passage_no}] {above}")
            print("    " + " ".join(passage.text.split()))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Plain text to blocks: headings, paragraphs, list items and agenda events are told by their layout alone."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.agenda import read_agenda
from ingest.blocks import Block
from ingest.clean import clean_lines
from ingest.furniture import LISTING_SIGN
from ingest.lines import Group, Line, group_lines, unwrap
from ingest.reader import Reader


def read_layout(text: str) -> list[Block]:
    """The blocks of a plain text, furniture taken out."""
    raw = text.split("\n")
    events = read_agenda(raw)
    cleaned = clean_lines(["" if at in events else line for at, line in enumerate(raw)])
    lines = [
        Line(
            text=" ".join(line.split()),
            indent=len(raw[at]) - len(raw[at].lstrip()),
            cut=bool(raw[at].strip()) and not line and at not in events,
            listing=bool(LISTING_SIGN.fullmatch(raw[at].strip())),
            event=events.get(at),
        )
        for at, line in enumerate(cleaned)
    ]
    return list(Reader(group_lines(unwrap(lines))).blocks())


def read_lines(lines: Sequence[str]) -> list[Block]:
    """The blocks of a few lines that a page sets together (a paragraph with line breaks)."""
    kept = [Line(" ".join(line.split())) for line in clean_lines(lines) if line.strip()]
    reader = Reader([Group(tuple(kept), False, True)] if kept else [])
    reader.settled = True
    return list(reader.blocks())

"""Plain text to blocks: headings, paragraphs, list items and agenda events are told by their layout alone."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ingest.agenda import read_agenda
from ingest.blocks import Block
from ingest.clean import clean_lines
from ingest.furniture import LISTING_SIGN
from ingest.lines import Group, Line, group_lines, starts_block, unwrap
from ingest.marks import BULLETS, with_boxes
from ingest.reader import Reader

GLUED_BULLET: Final = re.compile(r"\s*[•▪■](?=[^\W\d])")
LONE_BULLET: Final = re.compile(rf"\s*[{re.escape(BULLETS)}]\s*")


def read_layout(text: str) -> list[Block]:
    """The blocks of a plain text, furniture taken out."""
    raw = _with_bullets(with_boxes(text.split("\n")))
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
    return _nested(list(Reader(group_lines(unwrap(lines))).blocks()))


def _nested(blocks: list[Block]) -> list[Block]:
    """A title that comes back under several others (« À propos de la ville ») is one level below each of them."""
    titles = Counter(block.text for block in blocks if block.kind == "heading")
    nested: list[Block] = []
    for block in blocks:
        above = nested[-1] if nested else None
        again = block.kind == "heading" and titles[block.text] > 1
        if again and above and above.kind == "heading" and titles[above.text] == 1 and block.level <= above.level:
            block = replace(block, level=max(above.level, 2) + 1)
        nested.append(block)
    return nested


def _with_bullets(raw: Sequence[str]) -> list[str]:
    """The lines, a bullet that stands alone on its own put before the line that it opens."""
    lines = list(raw)
    for at, (line, after) in enumerate(itertools.pairwise(raw)):
        if LONE_BULLET.fullmatch(line) and after.strip() and not starts_block(after.strip()):
            lines[at], lines[at + 1] = "", f"{line.strip()} {after.strip()}"
    return [piece for line in lines for piece in _unglued(line)]


def _unglued(line: str) -> list[str]:
    """The items of a list that was set in one line: « Nos jumelages •Gera (Allemagne) •Faro (Portugal) »."""
    pieces = GLUED_BULLET.split(line)
    if len(pieces) < 3 or sum(bool(re.search(r"[\d(]", piece)) for piece in pieces[1:]) < len(pieces) / 2:
        return [line]
    return [pieces[0], *(f"• {piece}" for piece in pieces[1:])]


def read_lines(lines: Sequence[str]) -> list[Block]:
    """The blocks of a few lines that a page sets together (a paragraph with line breaks)."""
    kept = [Line(" ".join(line.split())) for line in clean_lines(lines) if line.strip()]
    reader = Reader([Group(tuple(kept), False, True)] if kept else [])
    reader.settled = True
    return list(reader.blocks())

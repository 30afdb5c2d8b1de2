"""Joins the blocks of a page into `Document.text` and says where each one came to stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ingest.blocks import CELL_JOINT, Block, label
from ingest.records import Language, Span, Unit, UnitKind
from ingest.sentences import sentence_spans

UNIT_KINDS: Final[dict[str, UnitKind]] = {"heading": "heading", "item": "item", "row": "row", "event": "item"}
LONG_ITEM: Final = 250
"""Words beyond which a list item is cut into its sentences: an embedding reads about 350 words."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A block in the text: `text[start:end]` is its prefix and its text; its units lie inside."""

    block: Block
    start: int
    end: int
    units: tuple[Unit, ...]
    cells: tuple[tuple[str, str, Span], ...] = ()
    """Of a row: column, value, and where the value stands."""


def assemble(blocks: Sequence[Block], language: Language) -> tuple[str, list[Placed]]:
    """The document's text and its blocks in place. An empty line parts blocks, not the items of a list."""
    text = ""
    placed: list[Placed] = []
    for block in blocks:
        if not block.text:
            continue
        if placed:
            same = placed[-1].block.kind == block.kind and block.kind in ("item", "row", "event")
            text += "\n" if same else "\n\n"
        start = len(text)
        text += block.prefix + block.text
        inner = start + len(block.prefix)
        placed.append(Placed(block, start, len(text), tuple(_units(block, inner, language)), _cells(block, inner)))
    return text, placed


def _cells(block: Block, start: int) -> tuple[tuple[str, str, Span], ...]:
    """Where each value stands; none where the row's text is no longer the one that its cells make."""
    if CELL_JOINT.join(label(column) + value for column, value in block.cells) != block.text:
        return ()
    found: list[tuple[str, str, Span]] = []
    at = start
    for column, value in block.cells:
        at += len(label(column))
        found.append((column, value, Span(at, at + len(value))))
        at += len(value) + len(CELL_JOINT)
    return tuple(found)


def _units(block: Block, start: int, language: Language) -> list[Unit]:
    if block.kind in ("note", "furniture"):
        return []
    kind = UNIT_KINDS.get(block.kind, "sentence")
    spans = [(0, len(block.text))]
    if kind == "sentence" or (kind == "item" and len(block.text.split()) > LONG_ITEM):
        spans = list(sentence_spans(block.text, language))
    return [
        Unit(
            span=Span(start + first, start + last),
            kind=kind,
            status=block.status,
            mark=block.mark,
            date=block.date,
            origin=block.origin,
        )
        for first, last in spans
    ]

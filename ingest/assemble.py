"""Joins the blocks of a page into `Document.text` and says where each one came to stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ingest.blocks import Block
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
        placed.append(Placed(block, start, len(text), tuple(_units(block, start + len(block.prefix), language))))
    return text, placed


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

"""What a loader yields: the blocks of a page in reading order, before they get their place in `Document.text`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from ingest.normalise import flat
from ingest.records import Origin, Status

CELL_JOINT: Final = " ; "
BlockKind = Literal["heading", "paragraph", "item", "row", "event", "note", "furniture"]


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a page.

    `note` stays in the document's text but is never quoted (a date line, a legend, a « Source : » line).
    `furniture` marks where share bars, menus and the like were taken out; the cleaning pass drops it.
    """

    kind: BlockKind
    text: str
    level: int = 0
    """Of a heading, 1 for the outermost."""
    prefix: str = ""
    """What stands before the unit in the text and is not quoted: a bullet, a number, the date line of a listing."""
    mark: str | None = None
    status: Status | None = None
    date: str | None = None
    """ISO 8601, the block's own date."""
    origin: Origin | None = None
    listing: bool = False
    """Whether the block belongs to a list of news or events, where each title has its own date."""
    links: tuple[tuple[str, str], ...] = ()
    """(text, address) of the links inside, in order."""
    cells: tuple[tuple[str, str], ...] = ()
    """Of a row: (column, value) in the order in which `text` holds them, empty values left out."""
    table: int = 0
    """Of a row: which table of the source it belongs to, counted from 1."""


def row_block(
    columns: Sequence[str], values: Sequence[str], table: int = 1, origin: Origin | None = None
) -> Block | None:
    """« Column : value ; Column : value » without the empty values; one without a column's name stands alone.

    None where no value is left.
    """
    named = [*columns, *[""] * (len(values) - len(columns))]
    pairs = [(flat(column), flat(value)) for column, value in zip(named, values, strict=False)]
    cells = tuple((column, value) for column, value in pairs if value)
    if not cells:
        return None
    text = CELL_JOINT.join(label(column) + value for column, value in cells)
    return Block("row", text, cells=cells, table=table, origin=origin)


def label(column: str) -> str:
    """What stands before a value of that column in the text of its row."""
    return f"{column} : " if column else ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a source besides its text. `date` is ISO 8601."""

    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    date: str | None = None
    language: str | None = None
    about: str | None = None
    licence: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """These values, completed by those of `other` where they are missing."""
        return Metadata(*(getattr(self, name) or getattr(other, name) for name in METADATA_FIELDS))


METADATA_FIELDS: Final = ("title", "publisher", "url", "date", "language", "about", "licence")
NOTHING: Final = Metadata()


@dataclass(frozen=True, slots=True)
class Loaded:
    """A source as its loader read it."""

    blocks: tuple[Block, ...]
    metadata: Metadata = NOTHING
    """What the source itself declares: front matter, `<title>`, `<meta>`."""

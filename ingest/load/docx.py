"""Word documents (.docx): styles tell headings and lists, tables keep their cells; what is hidden is left out."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, Final

import docx
from lxml.etree import LxmlError  # type: ignore[import-untyped]

from ingest.blocks import Block, Loaded, Metadata
from ingest.clean import clean_line
from ingest.errors import IngestError
from ingest.layout import read_lines
from ingest.load.grid import LAYOUT_CELL, Grid, grid_blocks, seems_headed
from ingest.normalise import flat, normalise

UNPACKED_LIMIT: Final = 200_000_000
"""Bytes of all parts once unpacked: a small file can hold gigabytes."""
BROKEN: Final = (
    *(zipfile.BadZipFile, zlib.error, LxmlError, KeyError, ValueError, AttributeError, IndexError, TypeError),
    *(RuntimeError, NotImplementedError, OSError, EOFError),
)
"""What python-docx and zipfile raise on archives that are no Word documents, or broken or encrypted ones."""
WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
HEADING_STYLE: Final = re.compile(r"(?i)(?:heading|titre|title)\s*([1-9])?$")
LIST_STYLE: Final = re.compile(r"(?i)\b(?:list|liste|puces?|bullet)\b")
HEADING_WORDS: Final = 12
LEVEL_OF_BOLD: Final = 6


def load(data: bytes, source: str) -> Loaded:
    """The blocks of a Word document and the title that it declares.

    :raises IngestError: `load.docx` for what is no Word document, `load.docx_size` for one that unpacks to too much.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            size = sum(part.file_size for part in parts.infolist())
        if size > UNPACKED_LIMIT:
            raise IngestError(source, "load.docx_size", size=size // 1_000_000, limit=UNPACKED_LIMIT // 1_000_000)
        # The parser of python-docx resolves no entities.
        document = docx.Document(io.BytesIO(data))
        blocks = tuple(_Reader(document).blocks(document.element.body))
        title = flat(document.core_properties.title or "") or None
    except BROKEN as failure:
        raise IngestError(source, "load.docx") from failure
    return Loaded(blocks, Metadata(title=title))


class _Reader:
    """Goes through a body in reading order."""

    def __init__(self, document: Any) -> None:
        self.styles = {style.style_id: style for style in document.styles}
        self.tables = 0

    def blocks(self, parent: Any) -> Iterator[Block]:
        """The blocks of a body, a cell or a content control."""
        for child in parent.iterchildren():
            if child.tag == WORD + "p":
                yield from self._paragraph(child)
            elif child.tag == WORD + "tbl":
                yield from self._table(child)
            elif child.tag in (WORD + "sdt", WORD + "sdtContent", WORD + "customXml", WORD + "ins"):
                yield from self.blocks(child)

    def _paragraph(self, node: Any) -> Iterator[Block]:
        lines = [line for line in map(flat, normalise(_text(node)).split("\n")) if line]
        style = self._style(node)
        if lines and (level := _level(node, style)):
            if line := clean_line(" ".join(lines)):
                yield Block("heading", line, level=level)
        elif lines and (_property(node, "numPr") is not None or _listed(style)):
            if line := clean_line(" ".join(lines)):
                yield Block("item", line, prefix="- ")
        elif len(lines) == 1 and _is_bold(node) and _short(lines[0]):
            yield Block("heading", lines[0], level=LEVEL_OF_BOLD)
        elif lines:
            yield from read_lines(lines)
        for box in node.iter(WORD + "txbxContent"):
            if not any(above.tag == FALLBACK for above in box.iterancestors()):
                yield from self.blocks(box)

    def _style(self, node: Any) -> Any:
        named = _property(node, "pStyle")
        return self.styles.get(named.get(WORD + "val")) if named is not None else None

    def _table(self, node: Any) -> Iterator[Block]:
        grid = list(_grid(node))
        flat_table = (
            grid and max(map(len, grid)) >= 2 and all(len(text) <= LAYOUT_CELL for row in grid for text, _ in row)
        )
        if not flat_table or node.find(f".//{WORD}tc//{WORD}tbl") is not None:
            for cell in node.iterfind(f"{WORD}tr/{WORD}tc"):
                yield from self.blocks(cell)
            return
        self.tables += 1
        yield from grid_blocks(seems_headed(grid), self.tables)


def _property(node: Any, name: str) -> Any:
    return node.find(f"{WORD}pPr/{WORD}{name}")


def _text(node: Any) -> str:
    """What a reader sees of a paragraph: inserted text included, deleted and hidden text left out."""
    parts: list[str] = []
    for piece in node.iter(WORD + "t", WORD + "tab", WORD + "br", WORD + "cr", WORD + "noBreakHyphen"):
        run = next((above for above in piece.iterancestors(WORD + "r")), None)
        own = next(piece.iterancestors(WORD + "p"), None) is node
        if not own or run is None or run.find(f"{WORD}rPr/{WORD}vanish") is not None:
            continue
        if any(above.tag in (WORD + "del", WORD + "moveFrom", FALLBACK) for above in piece.iterancestors()):
            continue
        name = piece.tag.removeprefix(WORD)
        parts.append({"t": piece.text or "", "tab": " ", "noBreakHyphen": "-"}.get(name, "\n"))
    return "".join(parts)


def _level(node: Any, style: Any) -> int | None:
    """Of a heading, 1 for the outermost, by its own outline level or by its style or those that this is based on."""
    own = _property(node, "outlineLvl")
    while own is None and style is not None:
        if named := HEADING_STYLE.match(style.name or ""):
            return int(named[1] or 1)
        own = _property(style.element, "outlineLvl")
        style = style.base_style
    level = int(own.get(WORD + "val", "9")) if own is not None else 9
    return level + 1 if level < 9 else None


def _listed(style: Any) -> bool:
    if style is None:
        return False
    return _property(style.element, "numPr") is not None or bool(LIST_STYLE.search(style.name or ""))


def _is_bold(node: Any) -> bool:
    """Whether every run that shows something is bold."""
    runs = [run for run in node.iter(WORD + "r") if "".join(part.text or "" for part in run.iter(WORD + "t")).strip()]
    marks = [run.find(f"{WORD}rPr/{WORD}b") for run in runs]
    return bool(runs) and all(mark is not None and mark.get(WORD + "val") not in ("0", "false") for mark in marks)


def _short(line: str) -> bool:
    return len(line.split()) <= HEADING_WORDS and not line.endswith((".", ":", ";", ","))


def _grid(node: Any) -> Grid:
    """The rows of a table as (text, is header) cells, cells that span rows or columns repeated."""
    above: list[tuple[str, bool]] = []
    grid: list[list[tuple[str, bool]]] = []
    for row in node.iterfind(WORD + "tr"):
        header = row.find(f"{WORD}trPr/{WORD}tblHeader") is not None
        cells: list[tuple[str, bool]] = []
        for cell in row.iterfind(WORD + "tc"):
            paragraphs = list(cell.iterfind(WORD + "p"))
            text = flat(" ".join(_text(paragraph) for paragraph in paragraphs))
            bold = bool(text) and all(_is_bold(one) for one in paragraphs if _text(one).strip())
            merged = cell.find(f"{WORD}tcPr/{WORD}vMerge")
            if merged is not None and merged.get(WORD + "val") != "restart" and len(cells) < len(above):
                text, bold = above[len(cells)]
            wide = cell.find(f"{WORD}tcPr/{WORD}gridSpan")
            span = min(int(wide.get(WORD + "val", "1")), 100) if wide is not None else 1
            cells += [(text, header or bold)] * span
        if any(text for text, _ in cells):
            grid.append(cells)
        above = cells
    return grid

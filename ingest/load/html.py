"""HTML: what a reader would see, as blocks. Scripts, menus, hidden elements and comments are left out."""

from __future__ import annotations

import re
from typing import Any, Final

from lxml import html as lxml_html  # type: ignore[import-untyped]

from ingest.blocks import Block, Loaded
from ingest.clean import clean_footer, clean_line
from ingest.dates import is_date_line
from ingest.layout import read_lines
from ingest.load.grid import is_column, is_data, read_grid, table_blocks
from ingest.load.head import read_head
from ingest.load.visible import is_box_of_links, is_hidden, is_menu, link_share, style_rules
from ingest.normalise import flat, normalise

UNREAD: Final = (
    "script style noscript template iframe object embed svg canvas audio video button select option "
    "textarea input nav head map datalist dialog math"
)
SKIPPED: Final = frozenset(UNREAD.split())
BLOCKS: Final = (
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main ol p pre section summary table tbody "
    "td tfoot th thead tr ul"
)
BLOCK_TAGS: Final = frozenset(BLOCKS.split())


def load(text: str, source: str) -> Loaded:
    """The blocks that a reader sees and what the page's head declares."""
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", normalise(text))
    # Framed, so that the parser finds a document even in a lone « </p> »; a page's own frame is read through ours.
    root = lxml_html.document_fromstring(f"<html>{text}</html>", parser=lxml_html.HTMLParser(remove_comments=True))
    walker = _Walker(style_rules(root))
    walker.walk(root)
    walker.flush()
    return Loaded(tuple(walker.blocks), read_head(root))


class _Walker:
    """Goes through the tree in reading order and gathers inline text until a block begins or ends."""

    def __init__(self, rules: dict[str, str]) -> None:
        self.rules = rules
        self.blocks: list[Block] = []
        self.buffer: list[str] = []
        self.kind = "paragraph"
        self.level = 0
        self.prefix = ""
        self.footer = 0
        self.tables = 0
        self.links: list[str] = []

    def walk(self, node: Any) -> None:
        tag = node.tag
        if not isinstance(tag, str) or tag in SKIPPED or is_hidden(node, self.rules) or is_menu(node):
            if isinstance(tag, str) and tag in BLOCK_TAGS | {"nav"}:
                self.flush()
                self.blocks.append(Block("furniture", ""))
            return
        if tag == "br":
            self.buffer.append("\n")
        elif tag == "table":
            self.flush()
            self._table(node)
        elif tag == "dl":
            self.flush()
            self._definitions(node)
        elif tag == "aside" and is_box_of_links(node):
            self.flush()
            self.blocks.append(Block("furniture", ""))
        elif tag in BLOCK_TAGS:
            self._block(node, tag)
        elif tag != "img" and not (tag == "a" and self.footer):
            self._children(node)

    def _children(self, node: Any) -> None:
        self.text(node.text)
        for child in node:
            self.walk(child)
            self.text(child.tail)

    def text(self, text: str | None) -> None:
        if text:
            self.buffer.append(re.sub(r"\s+", " ", text))

    def _block(self, node: Any, tag: str) -> None:
        self.flush()
        if tag in ("ul", "ol") and self.footer == 0 and link_share(node) > 0.9 and not self._under_heading():
            self.blocks.append(Block("furniture", ""))
            return
        saved = (self.kind, self.level, self.prefix)
        if re.fullmatch("h[1-6]", tag):
            self.kind, self.level = "heading", int(tag[1])
        elif tag == "li":
            self.kind, self.prefix = "item", _marker(node)
        elif tag == "footer":
            self.footer += 1
        if tag == "pre":
            self.blocks += [block for line in node.text_content().split("\n") for block in read_lines([line])]
        else:
            self._children(node)
        self.flush()
        if tag == "footer":
            self.footer -= 1
        self.kind, self.level, self.prefix = saved

    def _under_heading(self) -> bool:
        """A list of links right under a heading or a lead line is the page's matter (its members, its projects)."""
        last = self.blocks[-1] if self.blocks else None
        return last is not None and (last.kind in ("heading", "item") or last.text.endswith(":"))

    def flush(self) -> None:
        """Ends the block whose text was gathered."""
        lines = [line for line in map(flat, "".join(self.buffer).split("\n")) if line]
        self.buffer = []
        if not lines:
            return
        if self.kind == "heading":
            if line := clean_line(flat(" ".join(lines))):
                self.blocks.append(Block("heading", line, level=self.level))
        elif self.kind == "item":
            line = clean_line(flat(" ".join(lines)))
            self.blocks.append(Block("item", line, prefix=self.prefix) if line else Block("furniture", ""))
            # A second paragraph of the same item is no item of its own.
            self.kind, self.prefix = "paragraph", ""
        elif self.footer:
            self.blocks += [_footer_block(line) for line in map(clean_footer, lines) if line]
        elif len(lines) > 1:
            self.blocks += read_lines(lines)
        else:
            line = clean_line(lines[0])
            if not line:
                self.blocks.append(Block("furniture", ""))
            else:
                self.blocks.append(Block("note" if is_date_line(line) else "paragraph", line))

    def _definitions(self, node: Any) -> None:
        term = ""
        for child in node.iter("dt", "dd"):
            if is_hidden(child, self.rules):
                continue
            words = flat(child.text_content())
            if child.tag == "dt":
                term = words
            elif words and (line := clean_line(f"{term} : {words}" if term else words)):
                self.blocks.append(Block("item", line, prefix="- "))

    def _table(self, node: Any) -> None:
        grid = list(read_grid(node, self.rules))
        if is_data(node, grid):
            self.tables += 1
            self.blocks += table_blocks(node, grid, self.tables)
        elif is_column(node, grid):
            self.blocks += [Block("item", line, prefix="- ") for (text, _), *_ in grid if (line := clean_line(text))]
        else:
            self._children(node)
            self.flush()


def _marker(node: Any) -> str:
    parent = node.getparent()
    if parent is not None and parent.tag == "ol":
        place = 1 + sum(1 for other in node.itersiblings("li", preceding=True))
        start = parent.get("start", "1")
        return f"{place + int(start) - 1 if start.isdigit() else place}. "
    return "- "


def _footer_block(line: str) -> Block:
    """A footer's own words: a date line is a note, « label : value » and sentences may hold a fact."""
    fact = not is_date_line(line) and (" : " in line or len(line.split()) > 8)
    return Block("paragraph" if fact else "note", line)

"""HTML: what a reader would see, as blocks. Scripts, menus, hidden elements and comments are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from lxml import html as lxml_html  # type: ignore[import-untyped]

from ingest.blocks import Block, Loaded
from ingest.clean import clean_footer, clean_line
from ingest.dates import is_date_line
from ingest.layout import read_lines
from ingest.load.head import read_head
from ingest.load.table import row_text
from ingest.load.visible import is_box_of_links, is_hidden, is_menu, link_share, style_rules
from ingest.normalise import flat, normalise

SKIPPED: Final = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "svg",
        "canvas",
        "audio",
        "video",
        "button",
        "select",
        "option",
        "textarea",
        "input",
        "nav",
        "head",
        "map",
        "datalist",
        "dialog",
        "math",
    ]
)
BLOCK_TAGS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
LAYOUT_CELL: Final = 400
"""Characters beyond which a table cell holds a page, not a value: the table is there for layout."""


def load(text: str, source: str) -> Loaded:
    """The blocks that a reader sees and what the page's head declares."""
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", normalise(text))
    root = lxml_html.document_fromstring(
        text if text.strip() else "<html></html>", parser=lxml_html.HTMLParser(remove_comments=True)
    )
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
        grid = list(_grid(node, self.rules))
        if not _is_data(node, grid):
            self._children(node)
            self.flush()
            return
        caption = node.find("caption")
        if caption is not None and (line := clean_line(flat(caption.text_content()))):
            self.blocks.append(Block("paragraph", line))
        if all(len(cells) == 2 and cells[0][1] and not cells[1][1] for cells in grid):
            self.blocks += [Block("row", f"{one[0]} : {two[0]}") for one, two in grid if two[0]]
            return
        first = grid[0]
        headed = all(is_header for text, is_header in first if text) and any(text for text, _ in first)
        header = [text for text, _ in first] if headed else []
        for cells in grid[1:] if headed else grid:
            values = [text for text, _ in cells]
            if headed and len({value for value in values if value}) == 1 and len(cells) > 1 and all(values):
                # One cell over the whole width names the rows under it.
                self.blocks.append(Block("heading", values[0], level=4))
                continue
            line = row_text([*header, *[""] * (len(values) - len(header))], values)
            if line:
                self.blocks.append(Block("row", line))


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


def _grid(table: Any, rules: dict[str, str]) -> Iterator[list[tuple[str, bool]]]:
    """The rows of a table as (text, is header) cells, spans over several rows or columns filled in."""
    carried: dict[int, tuple[int, tuple[str, bool]]] = {}
    for row in table.iter("tr"):
        if next(row.iterancestors("table"), None) is not table or is_hidden(row, rules):
            continue
        cells: list[tuple[str, bool]] = []

        def carry(cells: list[tuple[str, bool]] = cells) -> None:
            while len(cells) in carried:
                left, cell = carried.pop(len(cells))
                if left > 1:
                    carried[len(cells)] = (left - 1, cell)
                cells.append(cell)

        for node in row.iterchildren("td", "th"):
            carry()
            if is_hidden(node, rules):
                continue
            text = flat(_cell_text(node))
            strong = node.find("strong") if node.find("strong") is not None else node.find("b")
            bold = strong is not None and flat(strong.text_content()) == text and bool(text)
            cell = (text, node.tag == "th" or bold)
            for _ in range(_number(node.get("colspan"))):
                if (down := _number(node.get("rowspan"))) > 1:
                    carried[len(cells)] = (down - 1, cell)
                cells.append(cell)
        carry()
        if any(text for text, _ in cells):
            yield cells


def _cell_text(node: Any) -> str:
    return " ".join(
        part
        for part in node.xpath(".//text()[not(ancestor::script or ancestor::style or ancestor::template)]")
        if part.strip()
    )


def _number(value: str | None) -> int:
    return min(int(value), 100) if value and value.isdigit() and int(value) > 0 else 1


def _is_data(table: Any, grid: Sequence[Sequence[tuple[str, bool]]]) -> bool:
    """Whether a table holds values (not a page's layout)."""
    if table.get("role") == "presentation" or not grid or table.find(".//table") is not None:
        return False
    if any(len(text) > LAYOUT_CELL for cells in grid for text, _ in cells):
        return False
    if table.xpath(".//h1|.//h2|.//form"):
        return False
    return max(len(cells) for cells in grid) >= 2 and (len(grid) >= 2 or any(header for _, header in grid[0]))

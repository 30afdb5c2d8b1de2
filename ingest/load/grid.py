"""Tables of a web page: their cells in a grid, and one block a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from ingest.blocks import Block, row_block
from ingest.clean import clean_line
from ingest.load.visible import is_hidden
from ingest.normalise import flat

Grid = Sequence[Sequence[tuple[str, bool]]]
"""Rows of (text, is header) cells."""
HEADER_WORDS: Final = 6
FEWEST: Final = 3
"""Rows of one cell that make a list."""
NAME_WORDS: Final = 8
"""Of a cell that may be an item of it."""
LAYOUT_CELL: Final = 400
"""Characters beyond which a table cell holds a page, not a value: the table is there for layout."""


def read_grid(table: Any, rules: dict[str, str]) -> Iterator[list[tuple[str, bool]]]:
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


def is_data(table: Any, grid: Grid) -> bool:
    """Whether a table holds values (not a page's layout)."""
    if table.get("role") == "presentation" or not grid or table.find(".//table") is not None:
        return False
    if any(len(text) > LAYOUT_CELL for cells in grid for text, _ in cells):
        return False
    if table.xpath(".//h1|.//h2|.//form"):
        return False
    if len(grid) > 1 and all(len(cells) == 1 for cells in grid):
        return grid[0][0][1] and not any(header for row in grid[1:] for _, header in row)
    return max(len(cells) for cells in grid) >= 2 and (len(grid) >= 2 or any(header for _, header in grid[0]))


def is_column(table: Any, grid: Grid) -> bool:
    """Whether a table of one column is a list of names."""
    if table.get("role") == "presentation" or table.find(".//table") is not None or len(grid) < FEWEST:
        return False
    return all(len(cells) == 1 and len(cells[0][0].split()) <= NAME_WORDS for cells in grid)


def table_blocks(table: Any, grid: Grid, number: int) -> Iterator[Block]:
    """A paragraph for the caption, then the rows."""
    caption = table.find("caption")
    if caption is not None and (line := clean_line(flat(caption.text_content()))):
        yield Block("paragraph", line)
    while len(grid) > 2 and (title := _whole_width(grid[0])):
        # A title that the table itself holds.
        yield Block("heading", title, level=4)
        grid = grid[1:]
    yield from grid_blocks(seems_headed(grid), number)


def _whole_width(cells: Sequence[tuple[str, bool]]) -> str | None:
    """What one cell over the whole width of a table says."""
    values = {text for text, _ in cells}
    return cells[0][0] if len(cells) > 1 and len(values) == 1 and cells[0][0] else None


def seems_headed(grid: Grid) -> Grid:
    """`grid` with its first row as header where it only looks like one: short words above figures."""
    if len(grid) < 3 or any(header for row in grid for _, header in row):
        return grid
    first = [text for text, _ in grid[0]]
    words = all(text and len(text.split()) <= HEADER_WORDS and not re.search(r"\d", text) for text in first)
    figures = any(
        sum(bool(re.search(r"\d", row[at][0])) for row in grid[1:] if at < len(row)) * 3 >= len(grid) - 1
        for at in range(len(first))
    )
    if not (words and figures and len(set(first)) == len(first)):
        return grid
    return [[(text, True) for text in first], *grid[1:]]


def grid_blocks(grid: Grid, number: int) -> Iterator[Block]:
    """A row for each row of values, named by the header where there is one."""
    if all(len(cells) == 2 and cells[0][1] and not cells[1][1] for cells in grid):
        for (name, _), (value, _) in grid:
            if row := row_block([name], [value], number):
                yield row
        return
    first = grid[0]
    headed = all(is_header for text, is_header in first if text) and any(text for text, _ in first)
    rows = grid[1:] if headed else grid
    if headed and len(rows) > 1 and len(rows[0]) == len(first) and all(is_header for _, is_header in rows[0]):
        # « Accord » over « Type » and « Date »: the lower of two lines of headers says more.
        first, rows = [lower if lower[0] else upper for upper, lower in zip(first, rows[0], strict=True)], rows[1:]
    header = [text for text, _ in first] if headed else []
    for cells in rows:
        values = [text for text, _ in cells]
        if headed and len({value for value in values if value}) == 1 and len(cells) > 1 and all(values):
            # One cell over the whole width names the rows under it.
            yield Block("heading", values[0], level=4)
            continue
        if row := row_block(header, values, number):
            yield row

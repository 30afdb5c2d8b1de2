"""CSV and TSV: one row is one line « Column : value ; Column : value », with the row's own source beside it."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from ingest.blocks import Block, Loaded, row_block
from ingest.dates import as_iso
from ingest.errors import IngestError
from ingest.normalise import flat, fold
from ingest.records import Origin

DELIMITERS: Final = ";,\t|"
FIELD_LIMIT: Final = 1_000_000
NOTED: Final = 0.6
"""Share of the lines of a file that must have one width before the others can be notes above or below its table."""
NOTED_FROM: Final = 3
"""Columns of such a table: of two, a row without its second cell is more likely a mistake."""
NOTE_WORDS: Final = 7
"""Of a cell alone in its row that is no name."""
NOTE: Final = re.compile(
    r"(?i)[*†‡¹²³]|\((?:\d|\*+)\)\s|\d\)\s|(?:n\.? ?b\.?|notes?|sources?|légende|legend|mise à jour|updated)(?!\w)"
)
Row = tuple[int, list[str]]
"""Number of the line, and its cells."""
ORIGIN_COLUMNS: Final[dict[str, frozenset[str]]] = {
    "title": frozenset(
        {"source", "sources", "source title", "source name", "title of source", "titre source", "titre de la source"}
        | {"nom de la source", "nom source", "intitule de la source"}
    ),
    "url": frozenset(
        {"source url", "url source", "url de la source", "source link", "source address", "link to source"}
        | {"adresse source", "adresse de la source", "lien source", "lien de la source", "lien vers la source"}
    ),
    "date": frozenset({"source date", "date source", "date de la source", "date of source"}),
}


def load(text: str, source: str) -> Loaded:
    """The rows of a table whose first line names the columns.

    :raises IngestError: `load.csv_quote` for a quote that never closes, `load.csv_cells` for rows of different lengths,
        `load.csv_empty` where no row follows the header.
    """
    before, rows, after = _table_and_notes(_cut(text, source))
    if len(rows) < 2:
        raise IngestError(source, "load.csv_empty")
    _check(rows, source)
    header = [flat(cell).replace("_", " ") for cell in rows[0][1]]
    if any(re.fullmatch(r"[\d\s./:,-]*\d[\d\s./:,-]*", name) for name in header):
        # A figure is no column's name: the table has no header.
        rows, header = ((0, []), *rows), [""] * len(header)
    roles = {
        at: role for at, name in enumerate(header) for role, names in ORIGIN_COLUMNS.items() if fold(name) in names
    }
    shown = [at for at in range(len(header)) if at not in roles]
    blocks = []
    for _, cells in rows[1:]:
        origin = _origin({roles[at]: flat(cells[at]) for at in roles})
        row = row_block([header[at] for at in shown], [cells[at] for at in shown], origin=origin)
        if row:
            blocks.append(row)
    if not blocks:
        raise IngestError(source, "load.csv_empty")
    notes = [[Block("paragraph", flat(" ".join(filter(None, cells)))) for _, cells in some] for some in (before, after)]
    return Loaded((*notes[0], *blocks, *notes[1]))


def read_rows(text: str, source: str) -> list[Row]:
    """`(line number, cells)` of each row that is not blank; all rows have as many cells as the first.

    :raises IngestError: see `load`.
    """
    rows = _cut(text, source)
    _check(rows, source)
    return rows


def _cut(text: str, source: str) -> list[Row]:
    """`(line number, cells)` of each line that is not blank, whatever its width.

    :raises IngestError: `load.csv_quote`.
    """
    csv.field_size_limit(FIELD_LIMIT)
    delimiter = sniff(text)
    # Without a quoted field of its own, a table may use quotes as plain characters; strictness would refuse it.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    begun = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((begun, cells))
            begun = reader.line_num + 1
    except csv.Error as failure:
        raise IngestError(source, "load.csv_quote", line=begun) from failure
    return rows


def _table_and_notes(rows: Sequence[Row]) -> tuple[Sequence[Row], Sequence[Row], Sequence[Row]]:
    """What an export writes above its table (its name, a date), the table, and what it writes below (its legend).

    A note has fewer cells than the rows, most of which have as many as each other, or one that is filled."""
    widths = Counter(len(cells) for _, cells in rows)
    width, many = widths.most_common(1)[0] if widths else (0, 0)
    if width < NOTED_FROM or many < NOTED * len(rows):
        return (), rows, ()
    above = next((at for at, (_, cells) in enumerate(rows) if len(cells) == width and _filled(cells) > 1), 0)
    ends = [at + 1 for at, (_, cells) in enumerate(rows) if not _is_padded_note(cells)]
    below = max(ends, default=len(rows))
    if (above or below < len(rows)) and all(len(cells) == width for _, cells in rows[above:below]):
        # A spreadsheet writes as many cells around its table as within.
        return rows[:above], rows[above:below], rows[below:]
    first = next(at for at, (_, cells) in enumerate(rows) if len(cells) == width)
    last = max(at for at, (_, cells) in enumerate(rows) if len(cells) == width) + 1
    outside = (*rows[:first], *rows[last:])
    if any(len(cells) > width for _, cells in outside) or any(len(cells) > 1 for _, cells in rows[last:]):
        return (), rows, ()
    return rows[:first], rows[first:last], rows[last:]


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _is_padded_note(cells: Sequence[str]) -> bool:
    """Whether a row is a sentence alone, such as a legend below a table."""
    said = [cell.strip() for cell in cells if cell.strip()]
    return len(said) == 1 and (len(said[0].split()) >= NOTE_WORDS or bool(NOTE.match(said[0])))


def _check(rows: Sequence[Row], source: str) -> None:
    """All rows have as many cells as the header.

    :raises IngestError: `load.csv_cells`.
    """
    for line, cells in rows[1:]:
        if len(cells) != len(rows[0][1]):
            raise IngestError(source, "load.csv_cells", line=line, cells=len(cells), expected=len(rows[0][1]))


def sniff(text: str) -> str:
    """The delimiter: the one in the header that cuts the most lines into as many cells as each other, and into the most
    cells. Where the first line is a note, any that does."""
    sample = text[:65_536]
    header = sample.split("\n", 1)[0]

    def agreement(delimiter: str) -> tuple[float, int]:
        try:
            rows = [row for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if row]
        except csv.Error:
            return 0.0, 0
        counts = Counter(len(row) for row in rows[:-1] or rows)
        width, many = counts.most_common(1)[0] if counts else (0, 0)
        return (many / sum(counts.values()) if width > 1 else 0.0), width

    best = max(DELIMITERS, key=lambda delimiter: (delimiter in header, agreement(delimiter)))
    if not agreement(best)[0]:
        best = max(DELIMITERS, key=lambda delimiter: (agreement(delimiter), delimiter in header))
    return best if best in sample else ","


def _origin(values: dict[str, str]) -> Origin | None:
    title, url = values.get("title", ""), values.get("url", "")
    if title.startswith(("http://", "https://")) and not url:
        url = title
    if not title and not url:
        return None
    return Origin(title=title or url, url=url or None, date=as_iso(values.get("date", "")))

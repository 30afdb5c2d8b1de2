"""CSV and TSV: one row is one line « Column : value ; Column : value », with the row's own source beside it."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import Final

from ingest.blocks import Loaded, row_block
from ingest.dates import as_iso
from ingest.errors import IngestError
from ingest.normalise import flat, fold
from ingest.records import Origin

DELIMITERS: Final = ";,\t|"
FIELD_LIMIT: Final = 1_000_000
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
    rows = read_rows(text, source)
    if len(rows) < 2:
        raise IngestError(source, "load.csv_empty")
    header = [flat(cell).replace("_", " ") for cell in rows[0][1]]
    if any(re.fullmatch(r"[\d\s./:,-]*\d[\d\s./:,-]*", name) for name in header):
        # A figure is no column's name: the table has no header.
        rows, header = [(0, []), *rows], [""] * len(header)
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
    return Loaded(tuple(blocks))


def read_rows(text: str, source: str) -> list[tuple[int, list[str]]]:
    """`(line number, cells)` of each row that is not blank; all rows have as many cells as the first.

    :raises IngestError: see `load`.
    """
    csv.field_size_limit(FIELD_LIMIT)
    delimiter = sniff(text)
    # Without a quoted field of its own, a table may use quotes as plain characters; strictness would refuse it.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    begun = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((begun, cells))
            begun = reader.line_num + 1
    except csv.Error as failure:
        raise IngestError(source, "load.csv_quote", line=begun) from failure
    for line, cells in rows[1:]:
        if len(cells) != len(rows[0][1]):
            raise IngestError(source, "load.csv_cells", line=line, cells=len(cells), expected=len(rows[0][1]))
    return rows


def sniff(text: str) -> str:
    """The delimiter: the one that cuts the most lines into as many cells as the header, and into the most cells."""
    sample = text[:65_536]
    header = sample.split("\n", 1)[0]

    def agreement(delimiter: str) -> tuple[float, int]:
        try:
            rows = [row for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if row]
        except csv.Error:
            return 0.0, 0
        counts = Counter(len(row) for row in rows[:-1] or rows)
        width = len(rows[0]) if rows else 0
        return (counts[width] / max(1, sum(counts.values())) if width > 1 else 0.0), width

    best = max(DELIMITERS, key=lambda delimiter: (delimiter in header, agreement(delimiter)))
    return best if best in header else ","


def _origin(values: dict[str, str]) -> Origin | None:
    title, url = values.get("title", ""), values.get("url", "")
    if title.startswith(("http://", "https://")) and not url:
        url = title
    if not title and not url:
        return None
    return Origin(title=title or url, url=url or None, date=as_iso(values.get("date", "")))

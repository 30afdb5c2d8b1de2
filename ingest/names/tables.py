"""The tables of names that staff keep: one row an entity, its other names separated by `|`."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ingest.errors import NamesError

CITIES: Final = "villes.csv"
REGIONS: Final = "regions.csv"
COUNTRIES: Final = "pays.csv"
CONTINENTS: Final = "continents.csv"
NETWORKS: Final = "reseaux.csv"
FILES: Final = (CITIES, REGIONS, COUNTRIES, CONTINENTS, NETWORKS)
COLUMNS: Final = {
    CITIES: ("Nom", "Nom anglais", "Autres noms", "Pays", "Par défaut"),
    REGIONS: ("Nom", "Nom anglais", "Autres noms", "Pays", "Code"),
    COUNTRIES: ("Code", "Nom", "Autres noms", "Adjectifs", "Adjectifs anglais", "Territoires"),
    CONTINENTS: ("Code", "Nom", "Nom anglais", "Autres noms", "Adjectifs", "Adjectifs anglais"),
    NETWORKS: ("Nom", "Nom anglais", "Sigle", "Autres noms", "Nature", "Identifiant"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table, by column; what a table does not have is empty."""

    file: Path
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def list(self, column: str) -> list[str]:
        """The values of a cell that holds several."""
        return [part.strip() for part in self[column].split("|") if part.strip()]

    def refused(self, code: str, **values: object) -> NamesError:
        """The error that names this row."""
        return NamesError(code, file=self.file, line=self.line, **values)


def read_table(folder: Path, name: str) -> Iterator[Row]:
    """The rows of a table; none where the folder has no such file. Blank lines are skipped.

    :raises NamesError: for a file that is no UTF-8, lacks the column « Nom », or has a row of another width, without a
        name or with unclosed quotes.
    """
    path = folder / name
    if not path.is_file():
        return
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as failure:
        raise NamesError("names.unreadable", file=path, reason=failure) from failure
    lines = csv.reader(text.splitlines(keepends=True), delimiter=";", strict=True)
    header: list[str] = []
    try:
        for cells in lines:
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = [cell.strip() for cell in cells]
                if "Nom" not in header or not set(header) <= set(COLUMNS[name]):
                    raise NamesError("names.columns", file=path, known=";".join(COLUMNS[name]))
                continue
            if len(cells) != len(header):
                raise NamesError("names.cells", file=path, line=lines.line_num, cells=len(cells), expected=len(header))
            row = Row(path, lines.line_num, {column: cell.strip() for column, cell in zip(header, cells, strict=True)})
            if not row["Nom"]:
                raise row.refused("names.no_name")
            yield row
    except csv.Error as failure:
        raise NamesError("names.quote", file=path, line=lines.line_num) from failure


def holds_names(folder: Path) -> bool:
    """Whether a folder is one of these, wherever it was copied: it holds no documents."""
    return (folder / CITIES).is_file() and (folder / COUNTRIES).is_file()


def digest(folder: Path) -> str:
    """Of the tables' content, in hexadecimal."""
    found = hashlib.sha256()
    for name in FILES:
        path = folder / name
        found.update(path.read_bytes() if path.is_file() else b"")
        found.update(b"\0")
    return found.hexdigest()[:12]

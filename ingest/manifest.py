"""`MANIFEST.csv`: the metadata of a folder's files that cannot carry their own (tables, web pages, plain text)."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ingest.blocks import METADATA_FIELDS, Metadata
from ingest.dates import as_iso
from ingest.errors import IngestError
from ingest.load.table import read_rows
from ingest.normalise import decode, flat, fold, repair

NAME: Final = "MANIFEST.csv"


def read_manifest(path: Path) -> dict[str, Metadata]:
    """File name → metadata, for the files of the manifest's own folder.

    :raises IngestError: `load.manifest`, naming the line, when the table is broken, has no `file` column or names a
        file twice.
    """
    source = str(path)
    try:
        rows = read_rows(repair(decode(path.read_bytes())), source)
    except IngestError as failure:
        raise IngestError(source, "load.manifest", line=failure.values.get("line", 1)) from failure
    except (OSError, UnicodeDecodeError) as failure:
        raise IngestError(source, "load.manifest", line=1) from failure
    header = [fold(cell) for cell in rows[0][1]] if rows else []
    header = ["licence" if name == "license" else name for name in header]
    if "file" not in header:
        raise IngestError(source, "load.manifest", line=1)
    found: dict[str, Metadata] = {}
    for line, cells in rows[1:]:
        row = dict(zip(header, map(flat, cells), strict=True))
        if not row["file"] or row["file"] in found:
            raise IngestError(source, "load.manifest", line=line)
        row["date"] = as_iso(row.get("date", "")) or ""
        found[row["file"]] = Metadata(**{name: row.get(name) or None for name in METADATA_FIELDS})
    return found

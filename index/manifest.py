"""What a snapshot says of itself: what made it, how much it holds, and the mark of each of its files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

MANIFEST: Final = "manifest.json"
FORMAT: Final = 2
"""Raised whenever the files of a snapshot change in a way that older code cannot read."""
ANALYSIS: Final = 1
"""Raised whenever `index.analysis` makes other terms: a question's must be made as those of the passages were."""


@dataclass(frozen=True, slots=True)
class FileMark:
    """Size in bytes and SHA-256 of a file when it was published."""

    size: int
    sha256: str

    @classmethod
    def of(cls, path: Path) -> FileMark:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return cls(path.stat().st_size, digest)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The contents of `manifest.json`. `files` marks every other file, by its path inside the snapshot."""

    snapshot: str
    created: str
    """UTC, ISO 8601."""
    model: str
    model_fingerprint: str
    dimensions: int
    analysis: int
    versions: dict[str, str]
    """Of the programs that wrote it; told for the record, never compared."""
    corpus: str
    """SHA-256 over the ids and contents of all documents: equal for equal corpora."""
    roots: tuple[str, ...]
    """Absolute paths and URLs that were ingested so far."""
    counts: dict[str, int]
    files: dict[str, FileMark] = field(default_factory=dict)
    format: int = FORMAT

    def save(self, directory: Path) -> None:
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (directory / MANIFEST).write_text(text + "\n", encoding="utf-8")

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Manifest:
        """:raises (TypeError, KeyError, AttributeError): when the record has not the shape of a manifest."""
        files = {name: FileMark(**mark) for name, mark in record["files"].items()}
        return cls(**{**record, "roots": tuple(record["roots"]), "files": files})


def mark_files(directory: Path) -> dict[str, FileMark]:
    """The mark of each file under `directory`, the manifest excepted, by its path with forward slashes."""
    paths = sorted(path for path in directory.rglob("*") if path.is_file())
    marks = {path.relative_to(directory).as_posix(): FileMark.of(path) for path in paths}
    marks.pop(MANIFEST, None)
    return marks

"""Shared by the tests of the reading: one text to one document, and the invariants of any document."""

from __future__ import annotations

from pathlib import Path

from ingest.pipeline import discover, ingest_source
from ingest.records import Ingested


def read(folder: Path, name: str, content: str | bytes, *, learned: bool = False) -> Ingested:
    """The document of a file of this name and content, by the rules alone unless `learned`."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_path(path, learned=learned)


def read_path(path: Path, *, learned: bool = False) -> Ingested:
    found = discover([str(path)])
    assert not found.failed, [str(error) for error in found.failed]
    return ingest_source(found.sources[0], learned=learned)


def units(ingested: Ingested, kind: str | None = None) -> list[str]:
    """The quoted text of each unit, in order."""
    text = ingested.document.text
    return [unit.span.of(text) for passage in ingested.passages for unit in passage.units if kind in (None, unit.kind)]


def check(ingested: Ingested) -> None:
    """Spans slice back; units lie inside their passage in order; passages do not overlap; nothing is empty."""
    text = ingested.document.text
    assert "\0" not in text and "\r" not in text and "\u00a0" not in text
    assert not any("\ud800" <= char <= "\udfff" for char in text)
    assert all(line == line.rstrip() for line in text.split("\n"))
    end = 0
    for passage in ingested.passages:
        assert passage.document == ingested.document.id
        assert passage.span.of(text) == passage.text
        assert passage.span.start >= end
        assert passage.units
        inner = passage.span.start
        for unit in passage.units:
            assert unit.span.start >= inner
            assert unit.span.end <= passage.span.end
            assert unit.span.of(text) == unit.span.of(text).strip() != ""
            inner = unit.span.end
        end = passage.span.end

"""Plain text: everything is told by layout."""

from __future__ import annotations

from ingest.blocks import Loaded
from ingest.layout import read_layout
from ingest.normalise import normalise


def load(text: str, source: str) -> Loaded:
    """The blocks of a plain text."""
    return Loaded(tuple(read_layout(normalise(text))))

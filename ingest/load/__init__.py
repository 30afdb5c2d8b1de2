"""One module a format. Each turns a source into blocks and says what the source declares about itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ingest.blocks import Loaded
from ingest.load import docx, html, markdown, table, text

LOADERS: Final[dict[str, tuple[str, Callable[[str, str], Loaded]]]] = {
    ".txt": ("text/plain", text.load),
    ".md": ("text/markdown", markdown.load),
    ".markdown": ("text/markdown", markdown.load),
    ".html": ("text/html", html.load),
    ".htm": ("text/html", html.load),
    ".csv": ("text/csv", table.load),
    ".tsv": ("text/tab-separated-values", table.load),
}
"""File ending → media type and loader(text, source). A loader raises `IngestError` naming `source`."""
BINARY_LOADERS: Final[dict[str, tuple[str, Callable[[bytes, str], Loaded]]]] = {
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx.load),
}
"""File ending → media type and loader(bytes, source), for the formats that are no text."""
ENDINGS: Final = frozenset(LOADERS) | frozenset(BINARY_LOADERS)

"""Documents, passages, units and facts of one snapshot, in SQLite: written once, then only read.

A passage keeps its span, not its text: the text is cut from the document, so that the two can never disagree. Passages
are numbered from 0 in the order in which they are added; row `i` of every vector and lexical file is passage `i`.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from index.schema import DOCUMENT, ENTITY, FACT, PASSAGE, UNIT, entity_of, fact_of, unit_of
from ingest.records import Document, Fact, Ingested, Language, Passage, Span

_MAPPED: Final = 1 << 32
"""Bytes of the file that are mapped at most."""
_CHUNK: Final = 1000
"""Facts read at a time, when all of them are."""
_DESCRIBED: Final = (
    f"SELECT {', '.join('description.' + column for column in ENTITY.split(', '))} FROM described"
    " JOIN document ON document.no = described.document JOIN description ON description.no = described.description"
    " WHERE document.id = ? ORDER BY position"
)
TABLES: Final = {"documents": "document", "passages": "passage", "units": "unit", "facts": "fact", "entities": "entity"}


@dataclass(frozen=True, slots=True)
class Stored:
    """What a build needs to know of a stored document to decide whether it must be read again."""

    id: str
    source: str
    location: str
    """The absolute path, or the URL, that `source` stood for when it was ingested."""
    sha256: str
    ingest_version: str


class Store:
    """Read-only view of a finished file. May be shared by threads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = threading.Lock()
        # A page of results shows passages of few documents, again and again.
        self.document = lru_cache(maxsize=256)(self._document)
        self.passage = lru_cache(maxsize=4096)(self._passage)

    @classmethod
    def open(cls, path: Path) -> Store:
        """:raises sqlite3.Error: when the file is missing or is not a database."""
        # immutable: nobody ever writes here again, so SQLite needs no lock and works on read-only media.
        uri = path.absolute().as_uri() + "?mode=ro&immutable=1"
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        # A list of thousands of rows jumps about in the file: mapped, its pages are read without a call for each.
        connection.execute(f"PRAGMA mmap_size = {_MAPPED}")
        connection.execute("SELECT count(*) FROM document WHERE no < 0").fetchone()
        return cls(connection)

    def close(self) -> None:
        self._connection.close()

    def stored(self) -> dict[str, Stored]:
        """What is there, by document id, in order of insertion and without reading any text."""
        rows = self.rows("SELECT id, source, location, sha256, ingest_version FROM document ORDER BY no")
        return {row[0]: Stored(*row) for row in rows}

    def documents(self) -> Iterator[Document]:
        """Every document, in order of insertion; texts are read one at a time."""
        for (no,) in self.rows("SELECT no FROM document ORDER BY no"):
            yield Document(*self.rows(f"SELECT {DOCUMENT} FROM document WHERE no = ?", no)[0])

    def ingested(self, id: str) -> Ingested:
        """A document with its passages, its facts and the entities that they name, as it was added.

        :raises KeyError: when no document has that id.
        """
        document = self.document(id)
        passages = (
            self._build(row, document) for row in self.rows(PASSAGE + " WHERE document.id = ? ORDER BY passage.no", id)
        )
        entities = map(entity_of, self.rows(_DESCRIBED, id))
        return Ingested(document, tuple(passages), tuple(self.facts(id)), tuple(entities))

    def facts(self, document: str | None = None) -> Iterator[Fact]:
        """Facts in order of insertion, of one document or of all."""
        if document is not None:
            yield from map(fact_of, self.rows(FACT + " WHERE document.id = ? ORDER BY fact.no", document))
            return
        last = 0
        while rows := self.rows(f"{FACT} WHERE fact.no > ? ORDER BY fact.no LIMIT {_CHUNK}", last):
            yield from map(fact_of, rows)
            last = rows[-1][-1]

    def counts(self) -> dict[str, int]:
        """Number of rows by table."""
        return {name: self.rows(f"SELECT count(*) FROM {table}")[0][0] for name, table in TABLES.items()}

    def passage_languages(self) -> list[Language]:
        """Language of each passage, by passage number."""
        return [row[0] for row in self.rows("SELECT language FROM passage ORDER BY no")]

    def passage_documents(self) -> list[str]:
        """Document id of each passage, by passage number."""
        return [row[1] for row in self.rows(PASSAGE + " ORDER BY passage.no")]

    def _document(self, id: str) -> Document:
        """:raises KeyError: when no document has that id."""
        rows = self.rows(f"SELECT {DOCUMENT} FROM document WHERE id = ?", id)
        if not rows:
            raise KeyError(id)
        return Document(*rows[0])

    def _passage(self, no: int) -> Passage:
        """:raises IndexError: when there is no passage of that number."""
        rows = self.rows(PASSAGE + " WHERE passage.no = ?", no)
        if not rows:
            raise IndexError(no)
        return self._build(rows[0], self.document(rows[0][1]))

    def _build(self, row: Any, document: Document) -> Passage:
        no, id, start, end, page, headings, language, date, lead = row
        span = Span(start, end, page)
        units = tuple(unit_of(row) for row in self.rows(UNIT, no))
        headings = tuple(json.loads(headings))
        return Passage(id, span, span.of(document.text), headings, language, date, units, lead)

    def rows(self, statement: str, *values: object) -> list[Any]:
        """The rows of a query, all at once: no cursor is left open between threads."""
        with self._lock:
            return self._connection.execute(statement, values).fetchall()

"""Documents, passages, units and facts of one snapshot, in SQLite: written once, then only read.

A passage keeps its span, not its text: the text is cut from the document, so that the two can never disagree. Passages
are numbered from 0 in the order in which they are added; row `i` of every vector and lexical file is passage `i`.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from ingest.records import Document, Fact, Ingested, Language, Origin, Passage, Span, Unit

_SCHEMA: Final = """
CREATE TABLE document (
    no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
    language TEXT NOT NULL, media_type TEXT NOT NULL, sha256 TEXT NOT NULL,
    publisher TEXT, url TEXT, date TEXT, about TEXT, licence TEXT,
    location TEXT NOT NULL, ingest_version TEXT NOT NULL
);
CREATE TABLE passage (
    no INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document, start INTEGER NOT NULL, end INTEGER NOT NULL,
    page INTEGER, headings TEXT NOT NULL, language TEXT NOT NULL, date TEXT, lead TEXT
);
CREATE TABLE unit (
    passage INTEGER NOT NULL REFERENCES passage, position INTEGER NOT NULL, start INTEGER NOT NULL,
    end INTEGER NOT NULL, page INTEGER, kind TEXT NOT NULL, status TEXT, mark TEXT, date TEXT,
    origin_title TEXT, origin_url TEXT, origin_date TEXT,
    PRIMARY KEY (passage, position)
) WITHOUT ROWID;
CREATE TABLE fact (
    no INTEGER PRIMARY KEY, subject TEXT NOT NULL, relation TEXT NOT NULL, object TEXT NOT NULL,
    qualifiers TEXT NOT NULL, document INTEGER NOT NULL REFERENCES document,
    start INTEGER NOT NULL, end INTEGER NOT NULL, page INTEGER, extractor TEXT NOT NULL
);
"""
# Made after the rows: one sort is cheaper than keeping a tree in order row by row.
_INDEXES: Final = """
CREATE INDEX passage_document ON passage (document);
CREATE INDEX fact_subject ON fact (relation, subject);
CREATE INDEX fact_object ON fact (relation, object);
CREATE INDEX fact_document ON fact (document);
"""
_DOCUMENT: Final = "id, source, title, text, language, media_type, sha256, publisher, url, date, about, licence"
_PASSAGE: Final = (
    "SELECT passage.no, document.id, passage.start, passage.end, passage.page, passage.headings, passage.language,"
    " passage.date, passage.lead FROM passage JOIN document ON document.no = passage.document"
)
_UNIT: Final = (
    "SELECT start, end, page, kind, status, mark, date, origin_title, origin_url, origin_date FROM unit"
    " WHERE passage = ? ORDER BY position"
)
_FACT: Final = (
    "SELECT subject, relation, object, qualifiers, document.id, start, end, page, extractor"
    " FROM fact JOIN document ON document.no = fact.document"
)


@dataclass(frozen=True, slots=True)
class Stored:
    """What a build needs to know of a stored document to decide whether it must be read again."""

    id: str
    source: str
    location: str
    """The absolute path, or the URL, that `source` stood for when it was ingested."""
    sha256: str
    ingest_version: str


class StoreWriter:
    """Fills a new file; `with StoreWriter(path) as writer: writer.add(…)`. An exception leaves an unusable file."""

    def __init__(self, path: Path) -> None:
        # No journal and no sync: the file is in a directory that nobody reads before it is complete and synced.
        self._connection = sqlite3.connect(path)
        self._connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
        self._documents = self._passages = 0

    def __enter__(self) -> StoreWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        if kind is None:
            self._connection.commit()
            self._connection.executescript(_INDEXES + "ANALYZE;")
        self._connection.close()

    def add(self, ingested: Ingested, location: str, ingest_version: str) -> None:
        """Stores one document with its passages and facts.

        :raises sqlite3.IntegrityError: when a document of that id is already there.
        """
        document = ingested.document
        self._insert("document", [(self._documents, *astuple(document), location, ingest_version)])
        self._insert("passage", (self._passage_row(i, p) for i, p in enumerate(ingested.passages, self._passages)))
        self._insert(
            "unit",
            (
                _unit_row(no, position, unit)
                for no, passage in enumerate(ingested.passages, self._passages)
                for position, unit in enumerate(passage.units)
            ),
        )
        self._insert("fact", (_fact_row(self._documents, fact) for fact in ingested.facts))
        self._documents += 1
        self._passages += len(ingested.passages)

    def _passage_row(self, no: int, passage: Passage) -> tuple[object, ...]:
        headings = json.dumps(passage.headings, ensure_ascii=False)
        return no, self._documents, *astuple(passage.span), headings, passage.language, passage.date, passage.lead

    def _insert(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        rows = list(rows)
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


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
        connection.execute("SELECT count(*) FROM document WHERE no < 0").fetchone()
        return cls(connection)

    def close(self) -> None:
        self._connection.close()

    def stored(self) -> dict[str, Stored]:
        """What is there, by document id, in order of insertion and without reading any text."""
        rows = self._rows("SELECT id, source, location, sha256, ingest_version FROM document ORDER BY no")
        return {row[0]: Stored(*row) for row in rows}

    def documents(self) -> Iterator[Document]:
        """Every document, in order of insertion; texts are read one at a time."""
        for (no,) in self._rows("SELECT no FROM document ORDER BY no"):
            yield Document(*self._rows(f"SELECT {_DOCUMENT} FROM document WHERE no = ?", no)[0])

    def ingested(self, id: str) -> Ingested:
        """A document with its passages and facts, as it was added.

        :raises KeyError: when no document has that id.
        """
        document = self.document(id)
        rows = self._rows(_PASSAGE + " WHERE document.id = ? ORDER BY passage.no", id)
        return Ingested(document, tuple(self._build(row, document) for row in rows), tuple(self.facts(id)))

    def facts(self, document: str | None = None) -> Iterator[Fact]:
        """Facts in order of insertion, of one document or of all."""
        chosen, values = (" WHERE document.id = ?", (document,)) if document is not None else ("", ())
        for row in self._rows(_FACT + chosen + " ORDER BY fact.no", *values):
            subject, relation, object, qualifiers, id, start, end, page, extractor = row
            yield Fact(subject, relation, object, json.loads(qualifiers), id, Span(start, end, page), extractor)

    def counts(self) -> dict[str, int]:
        """Number of rows by table."""
        return {
            name + "s": self._rows(f"SELECT count(*) FROM {name}")[0][0]
            for name in ("document", "passage", "unit", "fact")
        }

    def passage_languages(self) -> list[Language]:
        """Language of each passage, by passage number."""
        return [row[0] for row in self._rows("SELECT language FROM passage ORDER BY no")]

    def passage_documents(self) -> list[str]:
        """Document id of each passage, by passage number."""
        return [row[1] for row in self._rows(_PASSAGE + " ORDER BY passage.no")]

    def _document(self, id: str) -> Document:
        """:raises KeyError: when no document has that id."""
        rows = self._rows(f"SELECT {_DOCUMENT} FROM document WHERE id = ?", id)
        if not rows:
            raise KeyError(id)
        return Document(*rows[0])

    def _passage(self, no: int) -> Passage:
        """:raises IndexError: when there is no passage of that number."""
        rows = self._rows(_PASSAGE + " WHERE passage.no = ?", no)
        if not rows:
            raise IndexError(no)
        return self._build(rows[0], self.document(rows[0][1]))

    def _build(self, row: Any, document: Document) -> Passage:
        no, id, start, end, page, headings, language, date, lead = row
        span = Span(start, end, page)
        units = tuple(_unit(row) for row in self._rows(_UNIT, no))
        headings = tuple(json.loads(headings))
        return Passage(id, span, span.of(document.text), headings, language, date, units, lead)

    def _rows(self, statement: str, *values: object) -> list[Any]:
        with self._lock:
            return self._connection.execute(statement, values).fetchall()


def _unit_row(passage: int, position: int, unit: Unit) -> tuple[object, ...]:
    origin = astuple(unit.origin) if unit.origin else (None, None, None)
    return passage, position, *astuple(unit.span), unit.kind, unit.status, unit.mark, unit.date, *origin


def _unit(row: Any) -> Unit:
    start, end, page, kind, status, mark, date, *origin = row
    return Unit(Span(start, end, page), kind, status, mark, date, Origin(*origin) if origin[0] is not None else None)


def _fact_row(document: int, fact: Fact) -> tuple[object, ...]:
    qualifiers = json.dumps(fact.qualifiers, ensure_ascii=False)
    words = (fact.subject, fact.relation, fact.object)
    return None, *words, qualifiers, document, *astuple(fact.span), fact.extractor

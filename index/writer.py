"""Fills the store of a new snapshot, document by document, and lays out its entities when all are in."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Final

from index.entities import key, merge, names, rank
from index.schema import ENTITY, INDEXES, SCHEMA, entity_of, entity_row, fact_row, unit_row
from ingest.records import Entity, Ingested, Passage

# Of several descriptions of an entity, the one that most documents share comes first.
_DESCRIPTIONS: Final = (
    f"SELECT {ENTITY} FROM description"
    " JOIN (SELECT description, count(*) AS uses FROM described GROUP BY description) ON description = no"
    " ORDER BY id, uses DESC, no"
)
_TERMS: Final = (
    "SELECT no, subject FROM fact WHERE relation = 'defined_as' UNION ALL"
    " SELECT no, json_extract(qualifiers, '$.kind') AS kind FROM fact WHERE relation = 'status' AND kind IS NOT NULL"
)
_COUNT_FACTS: Final = (
    "UPDATE entity SET facts = (SELECT count(*) FROM fact WHERE subject_id = entity.id)"
    " + (SELECT count(*) FROM fact WHERE object_id = entity.id)"
)


class StoreWriter:
    """Fills a new file; `with StoreWriter(path) as writer: writer.add(…)`. An exception leaves an unusable file."""

    def __init__(self, path: Path) -> None:
        # No journal and no sync: the file is in a directory that nobody reads before it is complete and synced.
        self._connection = sqlite3.connect(path)
        self._connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
        self._documents = self._passages = 0
        self._descriptions: dict[Entity, int] = {}

    def __enter__(self) -> StoreWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        if kind is None:
            self._connection.commit()
            self._connection.executescript(INDEXES)
            self._lay_out_entities()
            self._lay_out_terms()
            self._connection.commit()
            self._connection.executescript("ANALYZE;")
        self._connection.close()

    def add(self, ingested: Ingested, location: str, ingest_version: str) -> None:
        """Stores one document with its passages, its facts and the entities that they name.

        :raises sqlite3.IntegrityError: when a document of that id is already there.
        """
        document = ingested.document
        self._insert("document", [(self._documents, *astuple(document), location, ingest_version)])
        self._insert("passage", (self._passage_row(i, p) for i, p in enumerate(ingested.passages, self._passages)))
        self._insert(
            "unit",
            (
                unit_row(no, position, unit)
                for no, passage in enumerate(ingested.passages, self._passages)
                for position, unit in enumerate(passage.units)
            ),
        )
        self._insert("fact", (fact_row(self._documents, fact) for fact in ingested.facts))
        described = [(self._documents, at, self._describe(one)) for at, one in enumerate(ingested.entities)]
        self._insert("described", described)
        self._documents += 1
        self._passages += len(ingested.passages)

    def _describe(self, entity: Entity) -> int:
        """The number of a description, stored when it is new."""
        if entity not in self._descriptions:
            self._descriptions[entity] = len(self._descriptions)
            self._insert("description", [(self._descriptions[entity], *entity_row(entity))])
        return self._descriptions[entity]

    def _lay_out_entities(self) -> None:
        for no, entity in enumerate(self._entities()):
            self._insert("entity", [(no, *entity_row(entity), rank(entity), 0)])
            self._insert("name", sorted({(key(name), no) for name in names(entity)} - {("", no)}))
        self._connection.execute(_COUNT_FACTS)

    def _entities(self) -> Iterator[Entity]:
        rows = self._connection.execute(_DESCRIPTIONS)
        for _, same in groupby(rows, key=itemgetter(0)):
            yield merge([entity_of(row) for row in same])

    def _lay_out_terms(self) -> None:
        """What is defined is found by its name even where the definition's subject is no entity, and so is the network
        that a candidature names among its qualifiers."""
        rows = self._connection.execute(_TERMS).fetchall()
        self._insert("term", ((key(name), no) for no, name in rows))

    def _passage_row(self, no: int, passage: Passage) -> tuple[object, ...]:
        headings = json.dumps(passage.headings, ensure_ascii=False)
        return no, self._documents, *astuple(passage.span), headings, passage.language, passage.date, passage.lead

    def _insert(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        rows = list(rows)
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)

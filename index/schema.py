"""The tables of a snapshot's store, and how records become rows and rows records."""

from __future__ import annotations

import json
from dataclasses import astuple
from functools import lru_cache
from typing import Any, Final

from ingest.records import Entity, Fact, Origin, Span, Unit

SCHEMA: Final = """
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
    start INTEGER NOT NULL, end INTEGER NOT NULL, page INTEGER, extractor TEXT NOT NULL,
    subject_id TEXT, object_id TEXT, origin_title TEXT, origin_url TEXT, origin_date TEXT
);
-- An entity as some documents describe it, each description once; most entities have only one.
CREATE TABLE description (
    no INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL, name_fr TEXT NOT NULL, name_en TEXT NOT NULL,
    aliases TEXT NOT NULL, country TEXT, latitude REAL, longitude REAL
);
CREATE TABLE described (
    document INTEGER NOT NULL REFERENCES document, position INTEGER NOT NULL,
    description INTEGER NOT NULL REFERENCES description, PRIMARY KEY (document, position)
) WITHOUT ROWID;
-- The same entities, each once, with all its names. `rank` orders them as a French reader expects.
CREATE TABLE entity (
    no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, name_fr TEXT NOT NULL, name_en TEXT NOT NULL,
    aliases TEXT NOT NULL, country TEXT, latitude REAL, longitude REAL, rank TEXT NOT NULL, facts INTEGER NOT NULL
);
CREATE TABLE name (
    key TEXT NOT NULL, entity INTEGER NOT NULL REFERENCES entity, PRIMARY KEY (key, entity)
) WITHOUT ROWID;
CREATE TABLE term (
    key TEXT NOT NULL, fact INTEGER NOT NULL REFERENCES fact, PRIMARY KEY (key, fact)
) WITHOUT ROWID;
"""
# Made after the rows: one sort is cheaper than keeping a tree in order row by row.
INDEXES: Final = """
CREATE INDEX passage_document ON passage (document);
CREATE INDEX fact_subject ON fact (subject_id, relation, object_id);
CREATE INDEX fact_object ON fact (object_id, relation) WHERE object_id IS NOT NULL;
CREATE INDEX fact_document ON fact (document);
CREATE INDEX fact_status ON fact (json_extract(qualifiers, '$.status')) WHERE relation = 'partner_of';
CREATE INDEX entity_country ON entity (country) WHERE country IS NOT NULL;
"""
STATUS_OF: Final = "json_extract(qualifiers, '$.status')"
"""As the index has it: written otherwise, the whole table would be read."""
DOCUMENT: Final = "id, source, title, text, language, media_type, sha256, publisher, url, date, about, licence"
PASSAGE: Final = (
    "SELECT passage.no, document.id, passage.start, passage.end, passage.page, passage.headings, passage.language,"
    " passage.date, passage.lead FROM passage JOIN document ON document.no = passage.document"
)
UNIT: Final = (
    "SELECT start, end, page, kind, status, mark, date, origin_title, origin_url, origin_date FROM unit"
    " WHERE passage = ? ORDER BY position"
)
FACT: Final = (
    "SELECT subject, relation, object, qualifiers, document.id, start, end, page, extractor, subject_id, object_id,"
    " origin_title, origin_url, origin_date, fact.no FROM fact JOIN document ON document.no = fact.document"
)
ENTITY: Final = "id, kind, name_fr, name_en, aliases, country, latitude, longitude"


def unit_row(passage: int, position: int, unit: Unit) -> tuple[object, ...]:
    return (
        passage,
        position,
        *astuple(unit.span),
        unit.kind,
        unit.status,
        unit.mark,
        unit.date,
        *_origin_row(unit.origin),
    )


def unit_of(row: Any) -> Unit:
    start, end, page, kind, status, mark, date, *origin = row
    return Unit(Span(start, end, page), kind, status, mark, date, _origin_of(*origin))


def fact_row(document: int, fact: Fact) -> tuple[object, ...]:
    qualifiers = json.dumps(fact.qualifiers, ensure_ascii=False)
    words = (fact.subject, fact.relation, fact.object)
    place = (fact.span.start, fact.span.end, fact.span.page)
    ids = (fact.subject_id, fact.object_id)
    return None, *words, qualifiers, document, *place, fact.extractor, *ids, *_origin_row(fact.origin)


def fact_of(row: Any) -> Fact:
    """The fact of a row of `FACT`."""
    subject, relation, object, qualifiers, document, start, end, page, extractor, subject_id, object_id = row[:11]
    span, origin = Span(start, end, page), _origin_of(*row[11:14])
    return Fact(
        subject,
        relation,
        object,
        dict(_qualifiers(qualifiers)),
        document,
        span,
        extractor,
        subject_id,
        object_id,
        origin,
    )


@lru_cache(maxsize=10_000)
def _qualifiers(text: str) -> tuple[tuple[str, str | None], ...]:
    """Facts have few combinations of them; reading JSON is slow beside the rest."""
    return tuple(json.loads(text).items())


def entity_row(entity: Entity) -> tuple[object, ...]:
    """The columns of `ENTITY`."""
    aliases = json.dumps(entity.aliases, ensure_ascii=False)
    names = (entity.id, entity.kind, entity.name_fr, entity.name_en, aliases)
    return *names, entity.country, entity.latitude, entity.longitude


def entity_of(row: Any) -> Entity:
    """The entity of a row that begins with the columns of `ENTITY`."""
    id, kind, name_fr, name_en, aliases, country, latitude, longitude = row[:8]
    known = tuple(json.loads(aliases)) if aliases != "[]" else ()
    return Entity(id, kind, name_fr, name_en, known, country, latitude, longitude)


def _origin_row(origin: Origin | None) -> tuple[str | None, ...]:
    return (origin.title, origin.url, origin.date) if origin else (None, None, None)


@lru_cache(maxsize=10_000)
def _origin_of(title: str | None, url: str | None, date: str | None) -> Origin | None:
    return Origin(title, url, date) if title is not None else None

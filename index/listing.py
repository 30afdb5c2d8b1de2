"""Facts as records and as lines to read, and which document or facts somebody means on the command line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Final

from index.schema import FACT, fact_of
from index.snapshot import Snapshot
from ingest.errors import SnapshotError
from ingest.messages import render
from ingest.records import Fact, Language

_CHUNK: Final = 1000
_LISTED: Final = 5
"""Documents that are named when what was asked fits several."""
_ENDS: Final = ("subject", "object")


def listed(
    snapshot: Snapshot,
    subject: str | None = None,
    relation: str | None = None,
    object: str | None = None,
    document: str | None = None,
) -> Iterator[Fact]:
    """The facts that fit everything that is told, by document, in the order of the text. Read as they are asked for.

    `subject` and `object` may be any name of an entity, its id, or the words of a value.

    :raises SnapshotError: see `document_of`.
    """
    conditions, values = ["fact.no > ?"], []
    for column, name in zip(_ENDS, (subject, object), strict=True):
        if name is not None:
            ids = [name, *(entity.id for entity in snapshot.fact_base.find(name))]
            marks = ", ".join("?" * len(ids))
            conditions.append(f"({column}_id IN ({marks}) OR {column} = ? COLLATE NOCASE)")
            values += [*ids, name]
    if relation is not None:
        conditions.append("relation = ?")
        values.append(relation)
    if document is not None:
        conditions.append("document.id = ?")
        values.append(document_of(snapshot, document))
    statement = f"{FACT} WHERE {' AND '.join(conditions)} ORDER BY fact.no LIMIT {_CHUNK}"
    last = 0
    while rows := snapshot.store.rows(statement, last, *values):
        yield from map(fact_of, rows)
        last = rows[-1][-1]


def document_of(snapshot: Snapshot, asked: str) -> str:
    """The id of the document that `asked` is the id or the source of, or a part that no other's has.

    :raises SnapshotError: `document.unknown` or `document.ambiguous`.
    """
    stored = snapshot.store.stored()
    if asked in stored:
        return asked
    whole = [id for id, known in stored.items() if asked in (known.source, known.location)]
    folded = asked.casefold()
    parts = whole or [id for id, known in stored.items() if folded in f"{id}\n{known.source}".casefold()]
    if not parts:
        raise SnapshotError("document.unknown", asked=asked)
    if len(parts) > 1:
        shown = ", ".join(parts[:_LISTED]) + (", …" if len(parts) > _LISTED else "")
        raise SnapshotError("document.ambiguous", asked=asked, found=len(parts), documents=shown)
    return parts[0]


def record_of(fact: Fact, snapshot: Snapshot) -> dict[str, Any]:
    """The public form of a fact. Its quote is cut from the stored text; documents in a row are read once."""
    record = asdict(fact)
    span = record.pop("span")
    quote = fact.span.of(snapshot.document(fact.document).text)
    return record | {"start": span["start"], "end": span["end"], "page": span["page"], "quote": quote}


def line_of(fact: Fact, language: Language) -> str:
    """« Lyon — partner_of → Erevan · jumelage · active · depuis 1965 · 2025-04-14 »."""
    said = fact.qualifiers
    dates = [
        render(f"index.{name}", language, date=said[name]) for name in ("since", "until", "as_of") if said.get(name)
    ]
    told = " · ".join([*(word for word in (said.get("kind"), said.get("status")) if word), *dates])
    return f"{fact.subject} — {fact.relation} → {fact.object}" + (f" · {told}" if told else "")

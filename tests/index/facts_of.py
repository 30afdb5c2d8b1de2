"""Facts and rows for tests of what is made of them."""

from __future__ import annotations

from index.facts import Row, newest_first
from ingest.records import Entity, Fact, Origin, Relation, Span

LYON = Entity("city:1", "city", "Lyon", "Lyon", (), "FR")
EREVAN = Entity("city:3", "city", "Erevan", "Yerevan", (), "AM")
MADRID = Entity("city:6", "city", "Madrid", "Madrid", (), "ES")
CGLU = Entity("network:cglu", "network", "CGLU", "UCLG", ("C.G.L.U", "Cités et Gouvernements Locaux Unis"))


def fact(
    subject: Entity,
    relation: Relation,
    object: Entity | str,
    at: int = 0,
    document: str = "a",
    **qualifiers: str | None,
) -> Fact:
    """A fact proved by one character, the `at`-th."""
    origin = Origin("Source", None, qualifiers.pop("origin")) if "origin" in qualifiers else None
    thing, id = (object.name_fr, object.id) if isinstance(object, Entity) else (object, None)
    words = (subject.name_fr, relation, thing)
    return Fact(*words, qualifiers, document, Span(at, at + 1), "test", subject.id, id, origin)


def link(at: int = 0, **qualifiers: str | None) -> Fact:
    """Lyon and Erevan."""
    return fact(LYON, "partner_of", EREVAN, at, **qualifiers)


def row(entity: Entity, *facts: Fact) -> Row:
    return Row(entity, newest_first(facts))

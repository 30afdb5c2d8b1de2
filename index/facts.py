"""Questions to all the facts of a snapshot: complete answers, through the indexes of its store."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from index.entities import key, keys, names, rank
from index.schema import ENTITY, FACT, STATUS_OF, entity_of, fact_of
from index.store import Store
from ingest.names.bodies import bears_name
from ingest.records import Entity, EntityKind, Fact, Relation

LINKS: Final[tuple[Relation, ...]] = ("member_of", "partner_of", "status")
"""Relations between two entities."""
_DEFINED: Final[tuple[Relation, ...]] = ("defined_as",)
_PARTNERS: Final[tuple[Relation, ...]] = ("partner_of",)
_STATUS: Final[tuple[Relation, ...]] = ("status",)
EXTENT: Final = "liste"
"""Kind of the `status` that says of a network whether its list of members is complete."""
_REGIONS: Final = "region:"
_KEPT: Final = 20_000
"""Entities that stay in memory, half a kilobyte each."""
_BATCH: Final = 500
"""Ids in one statement; SQLite takes 32,766 at most, and a new statement has to be compiled for each number."""


@dataclass(frozen=True, slots=True)
class Row:
    """An entity and what the sources say of its link, the newest first."""

    entity: Entity
    facts: tuple[Fact, ...]
    sides: tuple[tuple[Fact, ...], ...] = ()
    """Of a row in several sets: its facts in each, in the order of the sets. Empty for a row of one set."""

    @property
    def parts(self) -> tuple[tuple[Fact, ...], ...]:
        """The facts of each set apart."""
        return self.sides or (self.facts,)


@dataclass(frozen=True, slots=True)
class Tie:
    """Two places and what the sources say of their link, the newest first."""

    one: Entity
    other: Entity
    facts: tuple[Fact, ...]


def as_of(fact: Fact) -> str | None:
    """The date at which its source says it, ISO 8601."""
    return fact.qualifiers.get("as_of") or (fact.origin.date if fact.origin else None)


def newest_first(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """By date of the source, undated ones last; those of one date in the order in which they come."""
    return tuple(sorted(facts, key=lambda fact: as_of(fact) or "", reverse=True))


class FactBase:
    """The facts and entities of one store. May be shared by threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, tuple[str, Entity]] = {}

    def entity(self, id: str) -> Entity | None:
        """The entity of that id, None where no document speaks of it."""
        return next((entity_of(row) for row in self._store.rows(f"SELECT {ENTITY} FROM entity WHERE id = ?", id)), None)

    def find(self, name: str) -> list[Entity]:
        """What is called `name`, whatever its case, accents, hyphens or points; of namesakes, the one with most facts
        first. Without its article where nothing is called so with it."""
        statement = (
            f"SELECT {ENTITY} FROM name JOIN entity ON entity.no = name.entity"
            " WHERE key = ? ORDER BY facts DESC, entity.no"
        )
        found = (self._store.rows(statement, one) for one in keys(name) if one)
        return [entity_of(row) for row in next(filter(None, found), [])]

    @cached_property
    def best_known(self) -> tuple[Entity, ...]:
        """The city and the network with most facts, of those that there are. Read once."""
        statement = f"SELECT {ENTITY} FROM entity WHERE kind = ? ORDER BY facts DESC, no LIMIT 1"
        return tuple(entity_of(row) for kind in ("city", "network") for row in self._store.rows(statement, kind))

    def bearing_name(self, town: Entity) -> list[Entity]:
        """The bodies around or above `town`, apart from it, that are called by its name; by name."""
        if town.kind != "city":
            return []
        own = re.compile(rf"(?:^| ){re.escape(key(town.name_fr))}(?: |$)")
        ids = {id for name, those in self.names.items() if own.search(name) for id in those if id.startswith(_REGIONS)}
        found = [entity for id in sorted(ids) if (entity := self.entity(id)) and bears_name(entity, town)]
        return sorted(found, key=rank)

    @cached_property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Key (`index.entities.key`) → ids of the entities so called, that with most facts first. Read once."""
        statement = (
            "SELECT key, id FROM name JOIN entity ON entity.no = name.entity ORDER BY key, facts DESC, entity.no"
        )
        found: dict[str, tuple[str, ...]] = {}
        for name, id in self._store.rows(statement):
            found[name] = (*found.get(name, ()), id)
        return found

    def members(self, network: str) -> list[Row]:
        """Who is, was or is to be in a network, by name."""
        return self._grouped(network, self._facts("object_id = ? AND relation = 'member_of'", network))

    def networks_of(self, city: str) -> list[Row]:
        """The networks that a city is, was or is to be in, by name."""
        return self._grouped(city, self._facts("subject_id = ? AND relation = 'member_of'", city))

    def applicants(self, network: str) -> list[Row]:
        """Who is said to apply, or to have applied, to a network, by name; those that joined since are among them."""
        entity = self.entity(network)
        marks = [key(name) for name in names(entity)] if entity else []
        named = (
            f"relation = 'status' AND fact.no IN (SELECT fact FROM term WHERE key IN ({', '.join('?' * len(marks))}))"
        )
        facts = self._facts("object_id = ? AND relation = 'status'", network) + self._facts(named, *marks)
        once = {(fact.document, fact.span, fact.subject): fact for fact in facts if _applies(fact)}
        return self._grouped(network, tuple(once.values()))

    def partners(self, city: str) -> list[Row]:
        """The cities that a city is linked to, whichever of the two the source speaks of first; by name."""
        facts = self._facts("subject_id = ? AND relation = 'partner_of'", city)
        facts += self._facts("object_id = ? AND relation = 'partner_of'", city)
        return self._grouped(city, facts)

    def ties(self, statuses: Collection[str] = (), countries: Collection[str] = ()) -> list[Tie]:
        """Every link between two places, each pair once, by name.

        :param statuses: only the pairs of which some source says one of these.
        :param countries: only the pairs of which an end lies in one of these.
        """
        facts = self._facts("relation = 'partner_of'") if not (statuses or countries) else []
        if statuses:
            marks = ", ".join("?" * len(statuses))
            facts = self._facts(f"relation = 'partner_of' AND {STATUS_OF} IN ({marks})", *statuses)
            pairs = {tuple(sorted((one, other))) for f in facts if (one := f.subject_id) and (other := f.object_id)}
            facts = [fact for one, other in sorted(pairs) for fact in self.between(one, other, _PARTNERS)]
        elif countries:
            inside = f"(SELECT id FROM entity WHERE country IN ({', '.join('?' * len(countries))}))"
            facts = self._facts(f"relation = 'partner_of' AND subject_id IN {inside}", *countries)
            facts += self._facts(f"relation = 'partner_of' AND object_id IN {inside}", *countries)
        groups: defaultdict[frozenset[str], dict[object, Fact]] = defaultdict(dict)
        for fact in facts:
            if fact.subject_id and fact.object_id and fact.subject_id != fact.object_id:
                same = (fact.document, fact.span, fact.subject_id, fact.object_id, fact.qualifiers.get("kind"))
                groups[frozenset((fact.subject_id, fact.object_id))].setdefault(same, fact)
        known = self._entities(tuple({id for pair in groups for id in pair}))
        found: list[tuple[str, str, Tie]] = []
        for group in groups.values():
            first = next(iter(group.values()))
            from_here, to_there = known.get(first.subject_id or ""), known.get(first.object_id or "")
            if from_here and to_there:
                tie = Tie(from_here[1], to_there[1], newest_first(group.values()))
                found.append((from_here[0], to_there[0], tie))
        return [tie for _, _, tie in sorted(found, key=lambda one: one[:2])]

    def between(self, one: str, other: str, relations: Collection[Relation] = LINKS) -> tuple[Fact, ...]:
        """What links two entities, in either direction, the newest source first."""
        marks = ", ".join("?" * len(relations))
        condition = f"subject_id = ? AND relation IN ({marks}) AND object_id = ?"
        if one == other:
            return ()
        facts = self._facts(condition, one, *relations, other) + self._facts(condition, other, *relations, one)
        return newest_first(facts)

    def of(self, entity: str, relations: Collection[Relation]) -> tuple[Fact, ...]:
        """What is said of an entity: its foundation, its seat, its numbers, its actions … the newest source first."""
        marks = ", ".join("?" * len(relations))
        return newest_first(self._facts(f"subject_id = ? AND relation IN ({marks})", entity, *relations))

    def definitions(self, term: str) -> tuple[Fact, ...]:
        """What `term` means, under this name or another of the same entity, the newest source first."""
        found = [fact for entity in self.find(term) for fact in self.of(entity.id, _DEFINED)]
        for name in keys(term):
            found += self._facts("relation = 'defined_as' AND fact.no IN (SELECT fact FROM term WHERE key = ?)", name)
        once = {(fact.document, fact.span, fact.subject, fact.object): fact for fact in found}
        return newest_first(once.values())

    def tells(self, entity: str, relation: Relation, end: Literal["subject", "object"]) -> bool:
        """Whether any fact of this relation has the entity at this end."""
        statement = f"SELECT 1 FROM fact WHERE {end}_id = ? AND relation = ? LIMIT 1"
        return any(self._store.rows(statement, entity, relation))

    def extent(self, network: str) -> Fact | None:
        """What the newest source says of the list of a network's members: `object` is « complète » or « partielle »."""
        facts = self.of(network, _STATUS)
        return next((fact for fact in facts if fact.qualifiers.get("kind") == EXTENT), None)

    def _facts(self, condition: str, *values: str) -> list[Fact]:
        return [fact_of(row) for row in self._store.rows(f"{FACT} WHERE {condition}", *values)]

    def _grouped(self, anchor: str, facts: Sequence[Fact]) -> list[Row]:
        """One row for each entity at the other end."""
        groups: defaultdict[str, list[Fact]] = defaultdict(list)
        for fact in facts:
            groups[_other_end(anchor, fact).id].append(fact)
        groups.pop(anchor, None)
        known = self._entities(tuple(groups))
        rows = []
        for id, group in groups.items():
            order, entity = known.get(id) or _ranked(_other_end(anchor, group[0]))
            rows.append((order, id, Row(entity, newest_first(group) if len(group) > 1 else tuple(group))))
        rows.sort(key=lambda row: row[:2])
        return [row for _, _, row in rows]

    def _entities(self, ids: Sequence[str]) -> dict[str, tuple[str, Entity]]:
        """Id → what it is ordered by, and the entity. Those read last are kept: the same cities come up again."""
        known = self._known
        found = {id: known[id] for id in ids if id in known}
        missing = [id for id in ids if id not in found]
        for start in range(0, len(missing), _BATCH):
            batch = missing[start : start + _BATCH]
            statement = f"SELECT {ENTITY}, rank FROM entity WHERE id IN ({', '.join('?' * len(batch))})"
            found.update((row[0], (row[8], entity_of(row))) for row in self._store.rows(statement, *batch))
        # Replaced, never changed: another thread may be reading it.
        self._known = found if len(known) + len(missing) > _KEPT else {**known, **found} if missing else known
        return found


def _applies(fact: Fact) -> bool:
    return fact.qualifiers.get("status") == "candidate"


def _other_end(anchor: str, fact: Fact) -> Entity:
    """What the fact itself tells of the entity that is not the anchor: its id, where it has one, and its name."""
    is_subject = fact.subject_id != anchor
    id, name = (fact.subject_id, fact.subject) if is_subject else (fact.object_id, fact.object)
    kind: EntityKind = "network" if fact.relation == "member_of" and not is_subject else "city"
    return Entity(id or f"{kind}:x:{key(name).replace(' ', '-')}", kind, name, name)


def _ranked(entity: Entity) -> tuple[str, Entity]:
    return rank(entity), entity

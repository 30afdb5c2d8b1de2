"""What is extracted from the fiches agrees with the tables, or stands in a list that somebody reviewed.

A row of `reviewed_links.csv` allows one difference: a link (`lien`), a beginning (`depuis`) or a status (`statut`) that
the fiche tells and no table does, with the reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import pytest

from index.standing import STANDINGS
from ingest.names.bodies import bears_name
from ingest.pipeline import discover, ingest_source
from ingest.records import Entity, Fact

from .material import CORPUS, table

REVIEWED: Final = Path(__file__).with_name("reviewed_links.csv")
LINKS: Final = ("member_of", "partner_of")
Pair = tuple[str, frozenset[str]]


@dataclass(frozen=True)
class Corpus:
    """The facts of the fiches and those of the tables, and every entity as each document describes it."""

    told: tuple[Fact, ...]
    tabled: tuple[Fact, ...]
    entities: tuple[Entity, ...]

    @cached_property
    def of_pair(self) -> dict[Pair, list[Fact]]:
        """The rows of the tables on each link. An application is what a row says of a membership to come."""
        found: defaultdict[Pair, list[Fact]] = defaultdict(list)
        for fact in self.tabled:
            if fact.relation in LINKS or fact.qualifiers.get("status") == "candidate":
                found[pair(fact)].append(fact)
        return found

    @cached_property
    def links(self) -> list[Fact]:
        """The links that the fiches tell."""
        return [fact for fact in self.told if fact.relation in LINKS]


def pair(fact: Fact) -> Pair:
    relation = "member_of" if fact.relation == "status" else fact.relation
    return relation, frozenset((fact.subject_id or fact.subject, fact.object_id or fact.object))


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    told: list[Fact] = []
    tabled: list[Fact] = []
    entities: list[Entity] = []
    for source in discover([str(CORPUS)]).sources:
        read = ingest_source(source)
        (tabled if source.path.suffix == ".csv" else told).extend(read.facts)
        entities.extend(read.entities)
    return Corpus(tuple(told), tuple(tabled), tuple(entities))


def unreviewed(point: str, facts: Iterable[Fact]) -> list[str]:
    """The facts whose difference on `point` nobody reviewed, and the reviewed differences that are gone."""
    reviewed = {
        (row["Sujet"], row["Relation"], row["Objet"], row["Valeur"])
        for row in table(REVIEWED, ";")
        if row["Point"] == point
    }
    name = {"depuis": "since", "statut": "status"}.get(point)
    found = {
        (one.subject, one.relation, one.object, (one.qualifiers.get(name) or "") if name else ""): one for one in facts
    }
    new = [f"{fact.document}: {' '.join(key)}" for key, fact in found.items() if key not in reviewed]
    return new + [f"no more: {' '.join(key)}" for key in sorted(reviewed - found.keys())]


def test_every_link_that_a_fiche_tells_is_in_the_tables(corpus: Corpus) -> None:
    assert len(corpus.links) > 400
    assert not unreviewed("lien", (fact for fact in corpus.links if not is_tabled(corpus, fact)))


def is_tabled(corpus: Corpus, fact: Fact) -> bool:
    """Whether the tables have the link, if only as the town's: they name the body around it in a remark."""
    known = {one.id: one for one in corpus.entities}
    relation, ends = pair(fact)
    bodies = [known[end] for end in ends if end in known and known[end].kind == "region"]
    towns = [
        (relation, ends - {body.id} | {town.id})
        for body in bodies
        for town in corpus.entities
        if bears_name(body, town)
    ]
    return any(one in corpus.of_pair for one in ((relation, ends), *towns))


def test_beginnings_agree_to_the_precision_that_both_have(corpus: Corpus) -> None:
    def differs(fact: Fact) -> bool:
        since = fact.qualifiers.get("since")
        # The date of a renewal is its own.
        if not since or fact.qualifiers.get("status") == "renewed":
            return False
        tabled = [row.qualifiers.get("since") or "" for row in corpus.of_pair.get(pair(fact), ())]
        return bool(tabled) and not any(one and (one.startswith(since) or since.startswith(one)) for one in tabled)

    assert not unreviewed("depuis", filter(differs, corpus.links))


def test_a_link_stands_as_the_tables_say(corpus: Corpus) -> None:
    def differs(fact: Fact) -> bool:
        rows = corpus.of_pair.get(pair(fact), ())
        standings = {STANDINGS[row.qualifiers.get("status")] for row in rows}
        return bool(rows) and STANDINGS[fact.qualifiers.get("status")] not in standings

    assert not unreviewed("statut", filter(differs, corpus.links))


def test_only_places_and_bodies_are_members(corpus: Corpus) -> None:
    kinds = {one.id: one.kind for one in corpus.entities}
    members = [fact for fact in (*corpus.told, *corpus.tabled) if fact.relation == "member_of"]
    assert len(members) > 500
    for fact in members:
        assert fact.subject_id and kinds[fact.subject_id] in ("city", "region", "network", "organisation"), fact
        assert not fact.subject_id.startswith(("city:x:", "notion:")), fact


def test_partners_are_places_that_are_known(corpus: Corpus) -> None:
    for fact in corpus.links:
        if fact.relation == "partner_of":
            for id in (fact.subject_id, fact.object_id):
                assert id and id.startswith(("city:", "region:")) and ":x:" not in id, fact


def test_one_name_in_one_country_is_one_entity(corpus: Corpus) -> None:
    ids: defaultdict[tuple[str, str | None], set[str]] = defaultdict(set)
    for one in corpus.entities:
        ids[one.name_fr.casefold(), one.country].add(one.id)
    assert not {name: found for name, found in ids.items() if len(found) > 1}


def test_no_network_sits_where_no_table_says(corpus: Corpus) -> None:
    seats = {(fact.subject_id, fact.object_id) for fact in corpus.tabled if fact.relation == "seat"}
    assert {(fact.subject_id, fact.object_id) for fact in corpus.told if fact.relation == "seat"} <= seats


def test_foundings_agree_with_the_tables(corpus: Corpus) -> None:
    tabled: defaultdict[str | None, set[str]] = defaultdict(set)
    for fact in corpus.tabled:
        if fact.relation == "founded":
            tabled[fact.subject_id].add(fact.object)
    for fact in corpus.told:
        if fact.relation == "founded" and (known := tabled.get(fact.subject_id)):
            assert any(one.startswith(fact.object) or fact.object.startswith(one) for one in known), fact


def test_the_date_of_a_list_is_no_event(corpus: Corpus) -> None:
    events = [fact for fact in corpus.told if fact.relation == "event"]
    assert not [fact for fact in events if fact.qualifiers.get("since") == "2026-02-08"]

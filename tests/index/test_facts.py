"""Queries over facts: complete, grouped by the other end, the newest source first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from index.entities import key, keys, merge
from index.facts import FactBase
from index.store import Store
from index.writer import StoreWriter
from ingest.records import Document, Entity, Fact, Ingested
from tests.index.facts_of import CGLU, LYON, MADRID, fact

ERLANGEN = Entity("city:2", "city", "Erlangen", "Erlangen", (), "DE")
EREVAN = Entity("city:3", "city", "Erevan", "Yerevan", ("Երևան",), "AM")
EVREUX = Entity("city:4", "city", "Évreux", "Evreux", (), "FR")
LODZ = Entity("city:5", "city", "Łódź", "Lodz", (), "PL")
HAGUE = Entity("city:7", "city", "La Haye", "The Hague", ("Den Haag",), "NL")
AIMF = Entity("network:aimf", "network", "AIMF", "AIMF", ("A. I. M. F.",))
TEXT = "Une phrase assez longue pour que chaque fait y trouve une place qui lui soit propre."


def base(folder: Path, documents: dict[str, tuple[Sequence[Fact], Sequence[Entity]]]) -> FactBase:
    with StoreWriter(folder / "store") as writer:
        for id, (facts, entities) in documents.items():
            document = Document(id, id, id, TEXT, "fr", "text/plain", "00")
            moved = tuple(replace(one, document=id) for one in facts)
            writer.add(Ingested(document, (), moved, tuple(entities)), "/x", "1")
    return FactBase(Store.open(folder / "store"))


def one(folder: Path, *facts: Fact) -> FactBase:
    return base(folder, {"a": (facts, (LYON, ERLANGEN, EREVAN, EVREUX, LODZ, MADRID, HAGUE, CGLU, AIMF))})


def labels(rows: Sequence[object]) -> list[str]:
    return [row.entity.name_fr for row in rows]  # type: ignore[attr-defined]


def test_members_are_all_there_in_the_order_of_a_french_dictionary(tmp_path: Path) -> None:
    cities = (MADRID, LODZ, LYON, EVREUX, ERLANGEN, HAGUE, EREVAN)
    facts = [fact(city, "member_of", CGLU, at) for at, city in enumerate(cities)]
    found = one(tmp_path, *facts, fact(LYON, "member_of", AIMF)).members(CGLU.id)
    assert labels(found) == ["Erevan", "Erlangen", "Évreux", "La Haye", "Łódź", "Lyon", "Madrid"]
    assert found[0].entity == EREVAN


def test_networks_of_a_city(tmp_path: Path) -> None:
    facts = [fact(LYON, "member_of", CGLU), fact(LYON, "member_of", AIMF), fact(EREVAN, "member_of", AIMF)]
    known = one(tmp_path, *facts, fact(LYON, "partner_of", EREVAN))
    assert labels(known.networks_of(LYON.id)) == ["AIMF", "CGLU"]
    assert known.networks_of(MADRID.id) == []


def test_applicants_are_found_however_the_network_is_named(tmp_path: Path) -> None:
    facts = (
        fact(LYON, "status", CGLU, 1, kind="candidature", status="candidate"),
        fact(MADRID, "status", "candidature", 2, kind="C.G.L.U.", status="candidate"),
        fact(EREVAN, "status", "adhésion suspendue", 3, kind="CGLU", status="suspended"),
        fact(LODZ, "status", "candidature", 4, kind="AIMF", status="candidate"),
        fact(HAGUE, "member_of", CGLU, 5),
    )
    known = one(tmp_path, *facts)
    assert labels(known.applicants(CGLU.id)) == ["Lyon", "Madrid"]
    assert known.definitions("CGLU") == ()
    assert known.applicants("network:none") == []


def test_partners_are_found_from_both_ends(tmp_path: Path) -> None:
    facts = (fact(LYON, "partner_of", EREVAN), fact(ERLANGEN, "partner_of", LYON), fact(EREVAN, "partner_of", MADRID))
    known = one(tmp_path, *facts)
    assert labels(known.partners(LYON.id)) == ["Erevan", "Erlangen"]
    assert labels(known.partners(EREVAN.id)) == ["Lyon", "Madrid"]


def test_facts_of_a_row_come_newest_first_and_undated_last(tmp_path: Path) -> None:
    facts = [
        fact(LYON, "partner_of", EREVAN, 1),
        fact(EREVAN, "partner_of", LYON, 2, as_of="2012-04-05"),
        fact(LYON, "partner_of", EREVAN, 3, as_of="2025"),
        fact(LYON, "partner_of", EREVAN, 4, origin="2019-11"),
        fact(LYON, "partner_of", EREVAN, 5, as_of="2012-04-05"),
    ]
    (row,) = one(tmp_path, *facts).partners(LYON.id)
    assert [found.span.start for found in row.facts] == [3, 4, 5, 2, 1]
    assert row.facts[1] == facts[3]


def test_between_takes_both_directions_and_nobody_else(tmp_path: Path) -> None:
    facts = (fact(LYON, "partner_of", EREVAN, 1), fact(EREVAN, "partner_of", LYON, 2), fact(LYON, "member_of", CGLU, 3))
    known = one(tmp_path, *facts, fact(LYON, "partner_of", MADRID, 4))
    assert [found.span.start for found in known.between(LYON.id, EREVAN.id)] == [1, 2]
    assert [found.span.start for found in known.between(CGLU.id, LYON.id)] == [3]
    assert known.between(LYON.id, LYON.id) == ()


def test_what_is_said_of_a_network(tmp_path: Path) -> None:
    facts = (
        fact(CGLU, "founded", "2004-05", 1),
        fact(CGLU, "member_count", "1000", 2, as_of="2012"),
        fact(CGLU, "member_count", "1200", 3, as_of="2020"),
        fact(CGLU, "seat", "Barcelone", 4),
        fact(CGLU, "status", "partielle", 5, kind="liste", as_of="2024"),
        fact(CGLU, "status", "active", 6, as_of="2025"),
    )
    known = one(tmp_path, *facts)
    assert [found.object for found in known.of(CGLU.id, ("member_count", "founded"))] == ["1200", "1000", "2004-05"]
    extent = known.extent(CGLU.id)
    assert extent is not None
    assert extent.object == "partielle"
    assert known.extent(AIMF.id) is None


def test_a_definition_is_found_by_any_name_once(tmp_path: Path) -> None:
    defined = fact(CGLU, "defined_as", "organisation mondiale", 1)
    stranger = replace(fact(AIMF, "defined_as", "fonds", 2), subject="F.E.D.E.R", subject_id=None)
    known = one(tmp_path, defined, stranger)
    for term in ("CGLU", "c.g.l.u.", "uclg", "la CGLU", "cites et gouvernements locaux unis"):
        assert [found.object for found in known.definitions(term)] == ["organisation mondiale"], term
    assert [found.object for found in known.definitions("FEDER")] == ["fonds"]
    assert known.definitions("RCDP") == ()


def test_a_row_without_a_known_entity_is_kept(tmp_path: Path) -> None:
    nameless = replace(fact(LYON, "partner_of", "Trifouillis", 1), object_id=None)
    unlisted = replace(fact(LYON, "partner_of", "Zagreb", 2), object_id="city:99")
    rows = one(tmp_path, nameless, unlisted, fact(LYON, "partner_of", MADRID, 3)).partners(LYON.id)
    assert labels(rows) == ["Madrid", "Trifouillis", "Zagreb"]
    assert rows[2].entity.id == "city:99"


@pytest.mark.parametrize(
    "name", ["C.G.L.U", "C.G.L.U.", "c. g. l. u.", "CGLU", "uclg", "Cités et gouvernements locaux unis", "La CGLU"]
)
def test_an_entity_is_found_by_each_of_its_names(tmp_path: Path, name: str) -> None:
    assert one(tmp_path).find(name) == [CGLU]


def test_an_article_counts_where_it_is_part_of_the_name(tmp_path: Path) -> None:
    known = one(tmp_path)
    assert known.find("la haye") == [HAGUE]
    assert known.find("l'AIMF") == [AIMF]
    assert known.find("Hay") == known.find("") == known.find("…") == []


def test_of_namesakes_the_one_most_spoken_of_comes_first(tmp_path: Path) -> None:
    tripoli, other = replace(LYON, id="city:8", name_fr="Tripoli"), replace(LYON, id="city:9", name_fr="Tripoli")
    facts = (
        fact(other, "partner_of", MADRID, 1),
        fact(MADRID, "partner_of", other, 2),
        fact(tripoli, "partner_of", EREVAN),
    )
    known = base(tmp_path, {"a": (facts, (tripoli, other))})
    assert [found.id for found in known.find("tripoli")] == ["city:9", "city:8"]
    assert known.names["tripoli"] == ("city:9", "city:8")


def test_documents_that_describe_an_entity_otherwise_add_their_names(tmp_path: Path) -> None:
    other = replace(CGLU, name_fr="Cités unies", aliases=("UCLG-CGLU",))
    documents = {"a": ([], [other]), "b": ([], [CGLU]), "c": ([], [CGLU])}
    known = base(tmp_path, documents)
    (found,) = known.find("cglu")
    assert (found.name_fr, found.name_en) == ("CGLU", "UCLG")
    assert found.aliases == (*CGLU.aliases, "Cités unies", "UCLG-CGLU")
    assert known.find("Cités Unies") == known.find("UCLG CGLU") == [found]


def test_a_place_is_completed_by_a_document_that_knows_where_it_is() -> None:
    bare = Entity("city:1", "city", "Lyon", "Lyon")
    assert merge([bare, replace(LYON, latitude=45.7, longitude=4.8)]) == replace(LYON, latitude=45.7, longitude=4.8)
    with pytest.raises(ValueError, match="at least one"):
        merge([])


def test_keys_of_names() -> None:
    assert key("L'A.I.M.F") == "l aimf"
    assert keys("L'A.I.M.F") == ("l aimf", "aimf")
    assert key("Saint-Étienne") == key("SAINT ETIENNE") == "saint etienne"
    assert key("Łódź") == "lodz"
    assert key("M. Dupont") == "m dupont"
    assert key("St-Étienne") == "saint etienne"
    assert key("EU Mission: 100 cities") == "eu mission 100 cities"
    assert keys("La") == ("la",)

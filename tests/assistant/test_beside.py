"""Bodies that bear a town's name: told beside its links, or in their place; asked about by their own name."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.directory import NameIndex
from assistant.query import Query
from assistant.slots import read
from ingest.names import names
from tests.assistant.shelf import BREST, HAMBURG, LIGHTS, LYON, METROPOLIS, WATERS, Shelf, labels, member, of, twins


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(
        tmp_path,
        (
            member(LYON, LIGHTS),
            member(METROPOLIS, WATERS, since="2004"),
            twins(METROPOLIS, HAMBURG),
            member(BREST, LIGHTS),
        ),
    )


def test_a_body_is_told_beside_the_networks_of_its_town(shelf: Shelf) -> None:
    answer = shelf.asked(of("networks_of", LYON))
    assert labels(answer) == ["Lumina"]
    assert "Métropole de Lyon, à part, est membre du Réseau des eaux vives [2]." in answer.markdown
    assert "est membre d'un seul réseau" in answer.markdown


def test_and_in_english(shelf: Shelf) -> None:
    answer = shelf.asked(of("networks_of", LYON), "en")
    assert "Métropole de Lyon, a separate body, is a member of Living Waters Network (LWN) [2]." in answer.markdown


def test_a_town_without_links_of_its_own(shelf: Shelf) -> None:
    answer = shelf.asked(of("partners", LYON))
    assert not answer.abstained
    assert answer.markdown.startswith("Métropole de Lyon, à part, a pour partenaires : Hambourg [1].")
    assert labels(answer) == ["Hambourg"]
    assert (answer.items[0].detail or "").startswith("Métropole de Lyon")
    english = shelf.asked(of("partners", LYON), "en")
    assert english.markdown.startswith("Métropole de Lyon, a separate body, has ties with Hamburg [1].")


@pytest.mark.parametrize("kind", ["since", "status"])
def test_one_link_of_the_body(shelf: Shelf, kind: str) -> None:
    answer = shelf.asked(Query(kind, pair=(LYON, WATERS), yes_no=kind == "status"))  # type: ignore[arg-type]
    assert not answer.abstained
    assert "Métropole de Lyon, à part, est membre du Réseau des eaux vives, depuis 2004 [1]." in answer.markdown
    assert shelf.ask(Query(kind, pair=(BREST, WATERS))) is None  # type: ignore[arg-type]


def test_a_town_that_no_body_is_called_by(shelf: Shelf) -> None:
    assert "à part" not in shelf.asked(of("networks_of", BREST)).markdown
    assert shelf.ask(of("partners", BREST)) is None


def test_the_members_of_a_network_show_the_body(shelf: Shelf) -> None:
    assert labels(shelf.asked(of("members", WATERS))) == ["Métropole de Lyon"]
    assert "Métropole" not in shelf.asked(of("members", LIGHTS)).markdown


@pytest.mark.parametrize(
    ("question", "id"),
    [
        ("De quels réseaux la Métropole de Lyon est-elle membre ?", METROPOLIS.id),
        ("Quels sont les partenaires du Grand Lyon ?", METROPOLIS.id),
        ("Which networks does Lyon Métropole belong to?", METROPOLIS.id),
        ("Avec qui le département du Gers est-il partenaire ?", "region:fr:gers"),
        ("Who are the partners of Kent County Council?", "region:gb:kent"),
        ("quels sont les réseaux de nantes métropole", "region:fr:agglomeration-nantes"),
    ],
)
def test_a_question_that_names_a_body_is_about_it(shelf: Shelf, question: str, id: str) -> None:
    found = read(question, NameIndex.over(shelf.fact_base), names())
    assert [one.entity.id for one in found.places] == [id]

"""Memberships and links that ended, were asked for, or never came about."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.facts.facts_of import facts_of, links

PAGE = "# Angers dans le monde\n\nAngers est jumelée avec Pise depuis 1982.\n\n{}\n"


@pytest.mark.parametrize(
    ("sentence", "thing", "status", "until"),
    [
        ("La ville a participé au réseau Cittaslow jusqu'en 2016, date de son départ.", "Cittaslow", "former", "2016"),
        ("Elle prend toute sa part dans Energy Cities.", "Energy Cities", "active", None),
        ("Elle a pris part au réseau LUCI.", "LUCI", "active", None),
    ],
)
def test_participation(tmp_path: Path, sentence: str, thing: str, status: str, until: str | None) -> None:
    found = {fact.object: fact.qualifiers for fact in facts_of(tmp_path, PAGE.format(sentence))}
    assert (found[thing]["status"], found[thing]["until"]) == (status, until)


@pytest.mark.parametrize(
    "sentence",
    [
        "Le lien avec Bamako, imaginé en 1996, n'a jamais été officialisé.",
        "The partnership with Bamako was never signed.",
        "Le projet de jumelage avec Bamako est resté lettre morte.",
    ],
)
def test_what_never_came_about(tmp_path: Path, sentence: str) -> None:
    assert {link[2] for link in links(tmp_path, PAGE.format(sentence))} == {"Pise"}


def test_admitted_in_a_headline(tmp_path: Path) -> None:
    page = "# Le fil\n\nTrieste et Bari admises au réseau MedCités\n\nLe vote a eu lieu hier.\n"
    assert {link[:2] for link in links(tmp_path, page)} == {("Trieste", "member_of"), ("Bari", "member_of")}


@pytest.mark.parametrize(
    ("sentence", "seat"),
    [("Its seat will be Ghent until 1948.", "Gand"), ("Lyon was chosen as the seat of LUCI.", "Lyon")],
)
def test_seats(tmp_path: Path, sentence: str, seat: str) -> None:
    page = f"# The LUCI network\n\nThe LUCI network was founded in 2002. {sentence}\n"
    assert [fact.object for fact in facts_of(tmp_path, page) if fact.relation == "seat"] == [seat]


def test_a_subject_goes_on_after_but(tmp_path: Path) -> None:
    sentence = "La ville ne fait pas partie d'Eurocities mais adhère à Cités Unies France."
    found = {link for link in links(tmp_path, PAGE.format(sentence)) if link[1] == "member_of"}
    assert found == {("Angers", "member_of", "Cités Unies France", "joined")}


def test_who_joins_and_leaves_the_network_of_a_chronology(tmp_path: Path) -> None:
    page = "# Le réseau LUCI\n\n- 2004 : Gand et Turin le rejoignent.\n- 2011 : Oslo s'en retire.\n"
    assert {(link[0], link[3]) for link in links(tmp_path, page)} == {
        ("Gand", "joined"),
        ("Turin", "joined"),
        ("Oslo", "former"),
    }


def test_a_year_between_the_founder_and_what_it_founded(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, PAGE.format("Angers a fondé en 2004 le réseau LUCI avec Lyon."))
    assert [(fact.subject, fact.object) for fact in facts if fact.relation == "founded"] == [("LUCI", "2004")]

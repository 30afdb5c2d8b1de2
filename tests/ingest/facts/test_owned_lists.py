"""Lists left in one line: behind the town whose they are, parted by strokes, or turned into columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.facts.facts_of import facts_of, links

TWO_TOWNS = """# Vérification du livret des jumelages

Les jumelages des deux communes, avant impression :

TOURS : Mulheim (Allemagne, 1962), Ségovie (Espagne), Minneapolis (États-Unis, 1991)
ANGERS : Osnabrück (Allemagne, 1964), Pise (Italie), Perdue
"""


def partners(folder: Path, text: str, name: str = "page.md") -> set[tuple[str, str, str | None]]:
    """Subject, partner and year of the links that a page states."""
    return {
        (fact.subject, fact.object, fact.qualifiers["since"])
        for fact in facts_of(folder, text, name)
        if fact.relation == "partner_of"
    }


def test_each_town_of_a_list_has_its_own_partners(tmp_path: Path) -> None:
    assert partners(tmp_path, TWO_TOWNS) == {
        ("Tours", "Mülheim an der Ruhr", "1962"), ("Tours", "Ségovie", None), ("Tours", "Minneapolis", "1991"),
        ("Angers", "Osnabrück", "1964"), ("Angers", "Pise", None),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lead", "count"),
    [
        ("La cité du vin voit large", 3), ("Dijon a choisi le large", 3),
        ("Les délégations invitées cette année", 0), ("Voyages de l'an passé", 0), ("Les équipes du tournoi", 0),
    ],
)  # fmt: skip
def test_a_list_of_far_towns_is_one_of_partners_unless_its_lead_says_what_it_is(
    tmp_path: Path, lead: str, count: int
) -> None:
    page = f"""# Jumelages de Dijon

Le premier jumelage date de 1953.

## Un tour du monde

{lead} : Mayence en Allemagne (1958), York en Angleterre (1953), Prague en Tchéquie.
"""
    assert len([one for one in partners(tmp_path, page) if one[1] in ("Mayence", "York", "Prague")]) == count


def test_strokes_part_the_entries_of_a_line(tmp_path: Path) -> None:
    page = """The city of Bristol and its twin cities

Our list is kept by the city council.

Twin cities
Hanover, Germany (1947) | Bordeaux, France (1947) | Porto, Portugal (1984)
"""
    assert partners(tmp_path, page, "page.txt") == {
        ("Bristol", "Hanovre", "1947"), ("Bristol", "Bordeaux", "1947"), ("Bristol", "Porto", "1984"),
    }  # fmt: skip


def test_members_by_country_in_one_line(tmp_path: Path) -> None:
    page = """# Annuaire du réseau Villes du Fleuve (RVF)

## Villes membres

- Espagne : Séville • Saragosse
- Portugal : Porto • Lisbonne (présidence) • Setúbal

## Demandes d'adhésion reçues

- Bayonne
"""
    found = links(tmp_path, page)
    assert {subject for subject, relation, _, status in found if (relation, status) == ("member_of", "active")} == {
        "Séville", "Saragosse", "Porto", "Lisbonne", "Setúbal",
    }  # fmt: skip
    assert {subject for subject, relation, *_ in found if relation == "status"} == {"Bayonne"}


def test_columns_may_be_networks_and_rows_what_is_told_of_them(tmp_path: Path) -> None:
    page = """# Deux réseaux

| | Eurocities | ICLEI |
|---|---|---|
| Année de naissance | 1986 | 1990 |
| Bureau principal | Bruxelles | Bonn |
| Villes engagées | 200 | environ 2 500 |
| Cotisation | oui | oui |
"""
    found = {(fact.subject, fact.relation, fact.object) for fact in facts_of(tmp_path, page)}
    assert found == {
        ("Eurocities", "founded", "1986"), ("Eurocities", "seat", "Bruxelles"), ("Eurocities", "member_count", "200"),
        ("ICLEI", "founded", "1990"), ("ICLEI", "seat", "Bonn"), ("ICLEI", "member_count", "2500"),
    }  # fmt: skip


def test_a_register_whose_ends_are_from_and_to(tmp_path: Path) -> None:
    register = "since,from,to,type of link\n1947,Bristol,Hanover,twinning\n1984,Bristol,Porto,twinning\n"
    found = {(one.subject, one.object, one.qualifiers["since"]) for one in facts_of(tmp_path, register, "links.csv")}
    assert found == {("Bristol", "Hanovre", "1947"), ("Bristol", "Porto", "1984")}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Lisbon is in C40.", ("Lisbonne", "C40", "active")),
        ("Seville left ICLEI in 2014.", ("Séville", "ICLEI", "former")),
        ("Nantes est sortie d'Eurocities.", ("Nantes", "Eurocities", "former")),
        ("Rennes appartient déjà à Eurocities.", ("Rennes", "Eurocities", "active")),
        ("Porto likes Energy Cities, which it joined in 2008.", ("Porto", "Energy Cities", "joined")),
    ],
)  # fmt: skip
def test_plain_words_of_membership(tmp_path: Path, sentence: str, expected: tuple[str, str, str]) -> None:
    assert {
        (subject, network, status) for subject, _, network, status in links(tmp_path, f"# Réseaux\n\n{sentence}\n")
    } == {expected}


def test_a_town_that_has_been_our_twin(tmp_path: Path) -> None:
    page = """# Bristol abroad

We wrote to Hanover, which has been our twin since 1947. Porto stays: it has been our twin since 1984.
"""
    assert partners(tmp_path, page) == {("Bristol", "Hanovre", "1947"), ("Bristol", "Porto", "1984")}


def test_partners_told_in_turn_behind_a_question(tmp_path: Path) -> None:
    page = """# Comité de jumelage de Chinon

Combien de jumelages a notre ville ?
Deux. Le premier, avec Palatine (Illinois, États-Unis), remonte à 1990.
La cadette, c'est Turda, en Roumanie, depuis 2001.

How many twinnings do we have?
Two. The oldest one, with Kiel, dates from 1967. The latest is Oslo, since 1999.
"""
    assert partners(tmp_path, page, "page.txt") == {
        ("Chinon", "Palatine", "1990"), ("Chinon", "Turda", "2001"), ("Chinon", "Kiel", "1967"),
        ("Chinon", "Oslo", "1999"),
    }  # fmt: skip


def test_an_application_that_was_withdrawn_is_none(tmp_path: Path) -> None:
    page = "# Bristol abroad\n\nBristol has applied to ICLEI. Its application to Eurocities was withdrawn in 2016.\n"
    assert {object_ for _, _, object_, _ in links(tmp_path, page)} <= {"ICLEI"}


def test_what_a_partner_is_may_stand_in_brackets(tmp_path: Path) -> None:
    register = "from,partner,partner country,type of link\nBristol,Hordaland (county),Norway,twinning\n"
    assert [one.object for one in facts_of(tmp_path, register, "links.csv")] == ["Hordaland"]


def test_a_town_joins_the_network_of_the_sentence_before(tmp_path: Path) -> None:
    page = (
        "# Climate\n\nThe Climate Alliance was founded in 1990. Vienna (Austria) joined in 1991. It has grown since.\n"
    )
    assert {one[:3] for one in links(tmp_path, page)} == {("Vienne", "member_of", "Alliance pour le climat")}

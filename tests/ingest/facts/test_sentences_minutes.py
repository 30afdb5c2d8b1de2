"""Links and memberships in the words of minutes and reports of councils."""

from __future__ import annotations

import pytest

from tests.ingest.facts.test_sentences import pairs, told


@pytest.mark.parametrize(
    "sentence",
    [
        "On cite Dundee, dont la charte d'amitié avec Orléans date de 1946.",
        "Dundee, whose friendship agreement with Orléans had been signed in 1946, was praised.",
        "Une étape est prévue à Orléans, elle aussi jumelée avec Dundee.",
        "The group stopped in Orléans, itself twinned with Dundee.",
    ],
)
def test_a_link_of_another_town_is_not_the_pages_own(sentence: str) -> None:
    (said,) = pairs(sentence, about="Amiens")
    assert set(said) == {"Dundee", "Orléans"}


def test_whose_twinning_dates_from_a_year_is_a_partner() -> None:
    sentence = "Un stage aura lieu à Dundee, en Écosse, dont le jumelage remonte à 1946 ; le reste suivra."
    assert told(sentence, about="Orléans") == [("Orléans", "Dundee", "jumelage", "1946", "active")]


def test_the_town_and_another_sign_together() -> None:
    sentence = "La Ville et Dundee ont signé en 1990 un pacte d'amitié."
    assert told(sentence, about="Orléans") == [("Orléans", "Dundee", "pacte d'amitié", "1990", "active")]
    later = "La Ville et Dundee signeront au printemps un pacte d'amitié."
    assert told(later, about="Orléans") == [("Orléans", "Dundee", "pacte d'amitié", None, "planned")]


def test_each_pair_of_towns_is_linked() -> None:
    sentence = "Kington is twinned with Marines, in France, and Leominster with Saverne."
    assert pairs(sentence) == {("Kington", "Marines"), ("Leominster", "Saverne")}
    each = "Turin and Udine are twinned with each other, as are Schiedam and Linz."
    assert pairs(each, about="Amiens") == {("Turin", "Udine"), ("Schiedam", "Linz")}


@pytest.mark.parametrize(
    "sentence",
    [
        "A plan to twin with Dundee was thrown out by the cabinet.",
        "The idea of twinning with Dundee was ruled out.",
        "Le projet de jumelage avec Dundee a été enterré.",
    ],
)
def test_a_plan_that_was_thrown_out_is_no_link(sentence: str) -> None:
    assert told(sentence, about="Amiens") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Amiens a laissé s'éteindre en 2015 son jumelage avec Dundee.",
        "The council allowed its twinning with Dundee to lapse in 2015.",
    ],
)
def test_a_link_that_was_let_go_is_over(sentence: str) -> None:
    assert told(sentence, about="Amiens") == [("Amiens", "Dundee", "jumelage", None, "former")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Le conseil décide de renouveler l'adhésion de la Ville à Cités Unies France (900 €) et de ne pas reconduire "
        "celle à Eurocities.",
        "The Council agreed to renew its membership of Cités Unies France (£300) and not to renew that of Eurocities.",
    ],
)
def test_one_membership_is_renewed_and_another_is_not(sentence: str) -> None:
    assert {(thing, status) for _, thing, _, _, status in told(sentence, about="Amiens")} == {
        ("Cités Unies France", "renewed"),
        ("Eurocities", "former"),
    }


def test_the_date_of_the_membership_left_is_its_own() -> None:
    sentence = (
        "Il est proposé de renouveler l'adhésion à Cités Unies France et au réseau français Cittaslow, et de ne pas "
        "reconduire celle à Eurocities, dont la Ville était membre depuis 1995."
    )
    assert {(thing, since, status) for _, thing, _, since, status in told(sentence, about="Amiens")} == {
        ("Cités Unies France", None, "renewed"),
        ("Cittaslow", None, "renewed"),
        ("Eurocities", "1995", "former"),
    }


def test_what_is_not_renewed_is_over() -> None:
    for sentence in (
        "Il est décidé de ne pas renouveler l'adhésion de la Ville à Eurocities.",
        "La Ville ne renouvelle pas son adhésion à Eurocities.",
    ):
        ((*_, status),) = told(sentence, about="Amiens")
        assert status == "former"


@pytest.mark.parametrize(
    "sentence",
    [
        "Le conseil municipal décide de rejoindre Eurocities.",
        "Il est décidé d'adhérer à Eurocities.",
        "Le conseil décide d'adhérer au réseau Eurocities.",
        "Members agreed to join Eurocities with immediate effect.",
        "The Council resolved to join Eurocities.",
    ],
)
def test_an_assembly_decides_to_join(sentence: str) -> None:
    assert told(sentence, about="Amiens") == [("Amiens", "Eurocities", "adhésion", None, "joined")]


def test_a_decision_not_to_join_makes_no_member() -> None:
    assert told("Le conseil a décidé de ne pas adhérer à Eurocities.", about="Amiens") == []
    assert told("The Council agreed not to join Eurocities.", about="Amiens") == []


def test_two_members_have_a_date_each() -> None:
    sentence = "Brest et Lorient, qui sont membres d'Eurocities depuis 2011 et 2019, s'en félicitent."
    assert {(place, since) for place, _, _, since, _ in told(sentence)} == {("Brest", "2011"), ("Lorient", "2019")}


def test_adverbs_within_being_part_of() -> None:
    assert pairs("La Commune fait également partie d'Eurocities.", about="Amiens") == {("Amiens", "Eurocities")}
    assert pairs("Nantes has been part of Eurocities since 2001.") == {("Nantes", "Eurocities")}


def test_another_body_whose_name_begins_with_the_towns() -> None:
    sentence = "Quimper Bretagne Occidentale paiera sa cotisation à Eurocities, dont elle est membre depuis 2019."
    assert all(place != "Quimper" for place, _ in pairs(sentence, about="Amiens"))

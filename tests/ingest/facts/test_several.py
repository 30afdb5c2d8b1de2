"""Whose date, whose country and whose link it is, where a sentence or a heading names several."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.facts.facts_of import facts_of, kinds, links


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("Nantes est jumelée avec Cardiff, selon un article de mars 2021.", None),
        ("Nantes figure dans la liste du 8 février 2021 comme jumelée avec Cardiff.", None),
        ("Le 9 octobre 2015, Nantes et Cardiff ont fêté 50 ans de jumelage.", None),
        ("Nantes est jumelée avec Cardiff depuis 1964.", "1964"),
        ("Le 9 octobre 1964, Nantes et Cardiff ont signé leur jumelage.", "1964-10-09"),
    ],
)
def test_the_date_of_a_source_or_of_a_feast_begins_no_link(tmp_path: Path, text: str, since: str | None) -> None:
    found = {frozenset((one.subject, one.object)): one for one in facts_of(tmp_path, f"# Dates\n\n{text}\n")
             if one.relation == "partner_of"}  # fmt: skip
    assert found[frozenset(("Nantes", "Cardiff"))].qualifiers["since"] == since


def test_a_presidency_does_not_date_a_membership(tmp_path: Path) -> None:
    page = "# Lille\n\nLille est une ville fondatrice d’Eurocities et en a exercé la présidence de 2006 à 2008.\n"
    (fact,) = [one for one in facts_of(tmp_path, page) if one.relation == "member_of"]
    assert (fact.qualifiers["since"], fact.qualifiers["status"]) == (None, "founding")


def test_each_partner_of_a_heading_has_what_is_said_of_it(tmp_path: Path) -> None:
    page = (
        "# Les jumelages de Marseille\n\n### Kobe, Dakar et Naples\n\n"
        "Marseille est jumelée avec Kobe depuis 1961 et avec Dakar depuis 1968. Naples est venue plus tard.\n"
    )
    found = kinds(tmp_path, page)
    assert (found["Kobe"][1], found["Dakar"][1], found["Naples"][1]) == ("1961", "1968", None)


def test_two_partners_in_a_heading_are_not_linked_with_each_other(tmp_path: Path) -> None:
    page = (
        "# Toulouse : coopérations\n\n## Jumelages\n\n### Tel-Aviv et Atlanta\n\nToulouse est jumelée avec elles.\n\n"
        "### N’Djamena et Saragosse\n\nToulouse coopère avec N’Djamena et avec Saragosse.\n"
    )
    partners = {(one[0], one[2]) for one in links(tmp_path, page) if one[1] == "partner_of"}
    assert {one for pair in partners for one in pair if one == "Toulouse"} == {"Toulouse"}
    assert all("Toulouse" in pair for pair in partners)


def test_a_country_is_shared_only_with_places_that_may_lie_in_it(tmp_path: Path) -> None:
    page = "# Eurocities\n\n## Villes membres d’Eurocities\n\n- Lyon et Valence (Espagne)\n- Porto (Portugal)\n"
    ids = {one.subject: one.subject_id for one in facts_of(tmp_path, page) if one.relation == "member_of"}
    assert ids["Lyon"] == "city:2996944" and ids["Valence"] == "city:2509954"


def test_a_subject_matter_owns_no_link(tmp_path: Path) -> None:
    page = (
        "---\ntitle: Dates\npublisher: P\nlanguage: fr\nabout: Coopération décentralisée\nlicence: CC\n---\n\n"
        "# Dates\n\n### Présidence d’Eurocities\n\nLe 16 novembre 2016, la présidence a changé de mains.\n"
    )
    assert not links(tmp_path, page)


def test_a_label_that_speaks_of_networks_is_no_network(tmp_path: Path) -> None:
    page = "# Paris\n\nParis s’investit dans les réseaux avec un double objectif : aider et apprendre.\n"
    assert not links(tmp_path, page)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Rennes a signé la charte en 2017, Caen en 2018.", {"Rennes": "2017", "Caen": "2018"}),
        ("La liste de Wikipédia du 8 février 2021 donne à Rennes un jumelage avec Cork.", {}),
    ],
)
def test_each_actor_has_the_date_of_its_own_event(tmp_path: Path, text: str, dates: dict[str, str]) -> None:
    found = facts_of(tmp_path, f"# Chronique\n\n{text}\n")
    assert {one.subject: one.qualifiers["since"] for one in found if one.relation == "event"} == dates


@pytest.mark.parametrize(
    ("text", "meaning", "kind"),
    [
        ("Le GECT, en anglais European Grouping of Territorial Cooperation (EGTC), est une structure.",
         "European Grouping of Territorial Cooperation", "sigle"),
        ("L’AICT désigne les projets que des collectivités mènent au loin.",
         "les projets que des collectivités mènent au loin", "description"),
    ],
)  # fmt: skip
def test_a_meaning_ends_with_its_bracket(tmp_path: Path, text: str, meaning: str, kind: str) -> None:
    found = facts_of(tmp_path, f"# Sigles\n\n{text}\n")
    assert (meaning, kind) in {(one.object, one.qualifiers["kind"]) for one in found if one.relation == "defined_as"}


def test_a_word_in_a_name_is_no_office(tmp_path: Path) -> None:
    page = "# Dates\n\nEn mai 2004, Cités et Gouvernements Locaux Unis a été fondée à Paris.\n"
    assert not [one for one in facts_of(tmp_path, page) if one.relation == "seat"]


def test_where_a_network_was_born_it_may_meet_later(tmp_path: Path) -> None:
    page = "# Dates\n\nBesançon, où Energy Cities est née, a accueilli son forum du 8 au 10 avril 2025.\n"
    assert not [one for one in facts_of(tmp_path, page) if one.relation == "founded"]

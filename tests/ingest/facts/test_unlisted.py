"""Networks that no table holds, and associations that are no networks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.facts.facts_of import facts_of

OWN = ("founded", "seat", "member_count")


def own_facts(folder: Path, text: str) -> set[tuple[str, str, str, str | None]]:
    """Subject, relation, object and the date or status of what a page says of networks themselves."""
    return {
        (fact.subject, fact.relation, fact.object, fact.qualifiers["as_of"] or fact.qualifiers["status"])
        for fact in facts_of(folder, text)
        if fact.relation in OWN
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "# Kanalia – our story\n\n*A network of canal towns.*\n\nOn 3 May 1996, the network was created in Ghent. "
            "We were 15 in 1999 and 48 in 2012.",
            {
                ("Kanalia", "founded", "1996-05-03", None),
                ("Kanalia", "member_count", "15", "1999"),
                ("Kanalia", "member_count", "48", "2012"),
            },
        ),
        (
            "# Qui sommes-nous ? | Halles et Beffrois\n\nHalles et Beffrois est une association de villes marchandes "
            "née en 1994. Nous étions 14 en 1995, puis 31 en 2015. Jusqu'en 2008, le secrétariat était à Arras.",
            {
                ("Halles et Beffrois", "founded", "1994", None),
                ("Halles et Beffrois", "member_count", "14", "1995"),
                ("Halles et Beffrois", "member_count", "31", "2015"),
                ("Halles et Beffrois", "seat", "Arras", "former"),
            },
        ),
        (
            "L'association Villes thermales est installée à Vichy ; elle réunissait 18 villes en 2021.",
            {("Villes thermales", "seat", "Vichy", None), ("Villes thermales", "member_count", "18", "2021")},
        ),
        (
            "York belongs to the Mill Cities group, which has fourteen members and is run from Leeds.",
            {("Mill Cities", "member_count", "14", None), ("Mill Cities", "seat", "Leeds", None)},
        ),
        (
            "The International Network of Canal Bodies has had its offices in Ghent from the start.",
            {("International Network of Canal Bodies", "seat", "Gand", None)},
        ),
        (
            "# Histoire\n\n- 2011 : Création du RELOCA\n- Le réseau réunit des fonds de communes.",
            {("RELOCA", "founded", "2011", None)},
        ),
    ],
)
def test_networks_that_no_table_holds(
    tmp_path: Path, text: str, expected: set[tuple[str, str, str, str | None]]
) -> None:
    assert own_facts(tmp_path, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "L'association Les Amis du Canal est installée à Vichy ; elle réunissait 18 membres en 2021.",
        "Entraide Sans Retour (ESR) est une association loi 1901 créée à Lyon le 10 mai 2003.",
        "Wells for Tomorrow (WFT) is a charity founded in 2004 and based in York.",
    ],
)
def test_a_charity_has_no_facts_of_its_own(tmp_path: Path, text: str) -> None:
    assert own_facts(tmp_path, text) == set()


@pytest.mark.parametrize(
    ("text", "network"),
    [
        ("CGLU Africa was founded in 2005.", "CGLU Afrique"),
        ("UCLG ASPAC was founded in 2004.", "UCLG ASPAC"),
        ("CGLU Afrique a été créée en 2005.", "CGLU Afrique"),
    ],
)
def test_a_branch_is_not_the_whole(tmp_path: Path, text: str, network: str) -> None:
    assert {subject for subject, *_ in own_facts(tmp_path, text)} == {network}

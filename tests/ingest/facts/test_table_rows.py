"""What the rows of a table tell beside names: both kinds of links, how they stand, and when there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.facts.facts_of import facts_of, links

Told = tuple[str, str, str, str | None]


def dated(folder: Path, text: str, name: str) -> dict[tuple[str, str, str], tuple[str | None, ...]]:
    """Status, since and until of the links of a page."""
    return {
        (one.subject, one.relation, one.object): tuple(one.qualifiers[key] for key in ("status", "since", "until"))
        for one in facts_of(folder, text, name)
        if one.relation in ("partner_of", "member_of")
    }


MEMBERS = """---
about: LUCI
date: 2024-01
---
# Our members

| Town | Country | Member since | Twinned with |
|---|---|---|---|
| Lyon | France | 2002 | Birmingham; Milan (twinning ended) |
| Turku | Finland | left 2019 | – |
| Oulu | Finland | applied 2023 | Leverkusen / Siófok |
| Gand | Belgique | n/k | |
"""


def test_a_row_tells_a_membership_and_partnerships(tmp_path: Path) -> None:
    assert dated(tmp_path, MEMBERS, "members.md") == {
        ("Lyon", "member_of", "LUCI"): ("active", "2002", None),
        ("Lyon", "partner_of", "Birmingham"): ("active", None, None),
        ("Lyon", "partner_of", "Milan"): ("former", None, None),
        ("Turku", "member_of", "LUCI"): ("former", None, "2019"),
        ("Oulu", "partner_of", "Leverkusen"): ("active", None, None),
        ("Oulu", "partner_of", "Siófok"): ("active", None, None),
        ("Gand", "member_of", "LUCI"): ("active", None, None),
    }
    assert ("Oulu", "status", "candidature LUCI", "candidate") in links(tmp_path, MEMBERS)


NETWORKS = """---
about: Angers
date: 2024-05
---
# Les réseaux de la Ville

| Réseau | Notre statut | Depuis | Leur siège | Leur taille |
|---|---|---|---|---|
| Eurocities | membre | 2004 | Bruxelles | 200 |
| Energy Cities | quitté le 31/12/2021 | 1998 | Besançon | – |
| LUCI | adhésion gelée | 2010 | – | – |
| ICORN | observateur, sans voix | 2019 | – | – |
| C40 | non éligible | – | – | – |
| Polis | candidature retirée | – | – | – |
"""


def test_networks_of_the_page_s_city_and_what_they_are(tmp_path: Path) -> None:
    assert dated(tmp_path, NETWORKS, "reseaux.md") == {
        ("Angers", "member_of", "Eurocities"): ("active", "2004", None),
        ("Angers", "member_of", "Energy Cities"): ("former", "1998", "2021-12-31"),
        ("Angers", "member_of", "LUCI"): ("suspended", "2010", None),
    }
    told = {(one.subject, one.relation, one.object) for one in facts_of(tmp_path, NETWORKS)}
    assert {("Eurocities", "seat", "Bruxelles"), ("Eurocities", "member_count", "200")} <= told


def test_a_column_of_towns_that_nobody_knows_holds_no_members(tmp_path: Path) -> None:
    text = (
        "---\nabout: Bristol\n---\n# Networks\n\n| Network | Where to write |\n|---|---|\n| Eurocities | Brussels |\n"
    )
    assert links(tmp_path, text) == set()


@pytest.mark.parametrize(
    ("header", "own", "body", "guest"),
    [
        ("À quel titre", "Ville, membre fondateur", "Angers Loire Métropole", "partenaire, entreprise invitée"),
        ("Porteur", "Commune", "Agglomération d'Angers", "invité"),
        ("Capacity", "City Council", "Greater Angers", "guest of the secretariat"),
        ("Qui ?", "Ville", "Communauté urbaine Angers Loire", "entreprise"),
    ],
)
def test_who_belongs_to_a_network(header: str, own: str, body: str, guest: str, tmp_path: Path) -> None:
    text = f"---\nabout: Angers\ndate: 2023\n---\n# Réseaux\n\n| Réseau | Depuis | {header} |\n|---|---|---|\n"
    text += f"| LUCI | 2011 | {own} |\n| Eurocities | 2007 | {own} |\n| AFCCRE | 1994 – 2014 | {own} |\n"
    text += f"| France urbaine | 2016 | {body} |\n| Polis | – | {guest} |\n"
    found = dated(tmp_path, text, "page.md")
    assert {(member, status, until) for (member, _, _), (status, _, until) in found.items()} == {
        ("Angers", "active", None),
        ("Angers", "former", "2014"),
        (body, "active", None),
    }
    assert len(found) == 4


REGISTER = """City of Bristol - register of international links,,,,,
Partner,Country / network,Type of link,Year,Status,Remarks
Bordeaux,France,twinning,1947,active,
Beira,Mozambique,friendship agreement,1990,dormant,
Guangzhou,China,twinning,2001,expired,
Tbilisi,Georgia,proposed twinning,,under discussion,
Lisbon,Portugal,visit,2019,,
Havana,Cuba,twinning,2018,declined,
Ghent,Belgium,project partner,2020,closed,
Porto,Portugal,cooperation,2010,,signed by the university
Eurocities,network,member,1992,paid up,head office in Brussels
ICLEI,network,observer,2010,,
Association of Harbour Towns,network,member,2019,left 2022,
* checked by the international team in May
"""
REGISTRE = """Mairie d'Angers : registre des liens;;;;;
Partenaire;Pays ou réseau;Nature;Année;Situation;Observations
Pise;Italie;jumelage;1982;en vigueur;
Haarlem;Pays-Bas;pacte d'amitié;1964;échu;
Bamako;Mali;coopération;1974;suspendu;en attente d'un vote
Austin;États-Unis;jumelage;;à signer;
Cracovie;Pologne;jumelage;;demande sans réponse;
Sousse;Tunisie;délégation;2015;-;
Toruń;Pologne;coopération;2011;en vigueur;ne concerne pas la Ville : portée par l'université
LUCI;réseau;membre;2010;à jour;
"""


def test_a_register_under_a_title_of_links_of_every_sort(tmp_path: Path) -> None:
    assert links(tmp_path, REGISTER, "links.csv") == {
        ("Bristol", "partner_of", "Bordeaux", "active"),
        ("Bristol", "partner_of", "Beira", "dormant"),
        ("Bristol", "partner_of", "Canton", "former"),
        ("Bristol", "partner_of", "Tbilissi", "planned"),
        ("Bristol", "member_of", "Eurocities", "active"),
        ("Bristol", "member_of", "Association of Harbour Towns", "former"),
    }
    assert links(tmp_path, REGISTRE.replace("Pays ou réseau", "Pays / réseau"), "liens.csv") == {
        ("Angers", "partner_of", "Pise", "active"),
        ("Angers", "partner_of", "Haarlem", "former"),
        ("Angers", "partner_of", "Bamako", "suspended"),
        ("Angers", "partner_of", "Austin", "planned"),
        ("Angers", "member_of", "LUCI", "active"),
    }


def test_a_remark_tells_the_seat_of_a_network(tmp_path: Path) -> None:
    told = {(one.subject, one.object) for one in facts_of(tmp_path, REGISTER, "links.csv") if one.relation == "seat"}
    assert told == {("Eurocities", "Bruxelles")}

"""Networks that no table knows, sections and branches of those it knows, and what is no membership yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.facts.facts_of import facts_of, links

FRENCH = """---
about: Castres
---
# Castres à l'international

## Réseaux

Castres fait partie du Réseau occitan des communes cyclables depuis 2006. Fondé en 1991 et établi à Toulouse,
l'organisme regroupe 84 communes.

Elle a adhéré en 2015 à l'Union des villes tisserandes. Celle-ci, née en 2001, a ses bureaux à Roubaix et annonce
45 villes.

La Ville est membre de l'association Pierre et vallées, qui réunit 14 communes près de Mazamet, où elle a son siège.

Le réseau régional Occitalia, créé en 1998 et dont le siège est à Albi, compte 87 adhérents.
"""
ENGLISH = """---
about: Lincoln
---
# Lincoln: international links

## Networks

Lincoln belongs to the League of Weaving Cities. Founded in 1987 and run from Worcester, the League now has 125
member cities.

We have been part of the Key Rivers network since 2013. The network, founded in 2009 and based in York, now
numbers 27 towns.
"""


def told(folder: Path, text: str) -> set[tuple[str, str, str]]:
    """What a page says of networks themselves."""
    return {
        (fact.subject, fact.relation, fact.object)
        for fact in facts_of(folder, text)
        if fact.relation in ("founded", "seat", "member_count")
    }


def test_what_a_page_says_of_networks_that_no_table_knows(tmp_path: Path) -> None:
    assert told(tmp_path, FRENCH) == {
        ("Réseau occitan des communes cyclables", "founded", "1991"),
        ("Réseau occitan des communes cyclables", "seat", "Toulouse"),
        ("Réseau occitan des communes cyclables", "member_count", "84"),
        ("Union des villes tisserandes", "founded", "2001"),
        ("Union des villes tisserandes", "seat", "Roubaix"),
        ("Union des villes tisserandes", "member_count", "45"),
        ("Pierre et vallées", "seat", "Mazamet"),
        ("Pierre et vallées", "member_count", "14"),
        ("Occitalia", "founded", "1998"),
        ("Occitalia", "seat", "Albi"),
        ("Occitalia", "member_count", "87"),
    }
    joined = {(one, thing) for one, relation, thing, _ in links(tmp_path, FRENCH) if relation == "member_of"}
    assert joined == {
        ("Castres", "Réseau occitan des communes cyclables"),
        ("Castres", "Union des villes tisserandes"),
        ("Castres", "Pierre et vallées"),
    }


def test_what_an_english_page_says_of_them(tmp_path: Path) -> None:
    assert told(tmp_path, ENGLISH) >= {
        ("League of Weaving Cities", "founded", "1987"),
        ("League of Weaving Cities", "seat", "Worcester"),
        ("League of Weaving Cities", "member_count", "125"),
        ("Key Rivers", "founded", "2009"),
        ("Key Rivers", "member_count", "27"),
    }
    joined = {(one, thing) for one, relation, thing, _ in links(tmp_path, ENGLISH) if relation == "member_of"}
    assert ("Lincoln", "Key Rivers") in joined


@pytest.mark.parametrize(
    ("text", "network"),
    [
        ("Figeac est membre de Cittaslow Belgique depuis 2004.", "Cittaslow Belgique"),
        ("Figeac adhère au Conseil des communes et régions d'Europe (AFCCRE).", "AFCCRE"),
        ("Figeac adhère au Conseil des communes et régions d'Europe (section française, AFCCRE).", "AFCCRE"),
        ("Figeac is a member of ICLEI Canada.", "ICLEI Canada"),
        ("Figeac adhère à l'Association nationale des villes et pays d'art et d'histoire.",
         "Association nationale des villes et pays d'art et d'histoire"),
        ("Figeac est membre de Cittaslow, en Belgique comme ailleurs.", "Cittaslow"),
    ],
)  # fmt: skip
def test_a_section_is_not_the_whole(tmp_path: Path, text: str, network: str) -> None:
    found = {thing for _, relation, thing, _ in links(tmp_path, f"# Figeac\n\n{text}\n") if relation == "member_of"}
    assert found == {network}


@pytest.mark.parametrize(
    "remark",
    ["dossier à monter", "dossier transmis, en attente de réponse", "étude d'opportunité", "adhésion en discussion",
     "membership under discussion", "awaiting their decision", "on our wish list"],
)  # fmt: skip
def test_what_is_only_wished_is_no_membership(tmp_path: Path, remark: str) -> None:
    text = f"# Figeac\n\n## Réseaux\n\n- Eurocities : membre depuis 2011\n- ICLEI : {remark}\n- Energy Cities (2014)\n"
    found = {thing for _, relation, thing, _ in links(tmp_path, text) if relation == "member_of"}
    assert found == {"Eurocities", "Energy Cities"}


@pytest.mark.parametrize("legend", ["[x] réalisé · [ ] à faire · [-] abandonné", "[x] done, [ ] to do, [-] dropped"])
def test_an_action_that_was_given_up_never_was(tmp_path: Path, legend: str) -> None:
    text = (
        f"# Actions internationales de Nevers\n\nLégende : {legend}\n\n- [x] Charte de jumelage avec Coblence (1969)\n"
        "- [-] Jumelage avec Lund\n- [-] Adhésion à Eurocities\n- [x] Adhésion à Energy Cities\n"
    )
    found = {(thing, status) for _, _, thing, status in links(tmp_path, text)}
    assert found == {("Coblence", "active"), ("Energy Cities", "joined")}


def test_what_is_no_link_in_a_table(tmp_path: Path) -> None:
    text = (
        "# Partenariats de la commune de Tulle\n\n| Collectivité | Pays | Nature du lien | Depuis "
        "|\n|---|---|---|---|\n"
        "| Schorndorf | Allemagne | jumelage | 1969 |\n| Renfrew | Écosse | pacte d'amitié | 1980 |\n"
        "| Bury | Royaume-Uni | échange entre musées | 2015 |\n| Lund | Suède | exposition | 2011 |\n"
        "| Lugo | Espagne | aucun | |\n| Turku | Finlande | néant | |\n| Vejle | Danemark | no link | |\n"
    )
    assert {thing for _, _, thing, _ in links(tmp_path, text)} == {"Schorndorf", "Renfrew"}


@pytest.mark.parametrize(
    ("sign", "note"),
    [("À ajouter : Havelberg", "Angers est jumelée avec Haarlem ; ne pas l'ajouter."),
     ("Missing: Havelberg", "Angers is twinned with Haarlem; not ours.")],
)  # fmt: skip
def test_corrections_under_an_outdated_list(tmp_path: Path, sign: str, note: str) -> None:
    text = (
        "LES VILLES JUMELÉES AVEC SAUMUR\n\nVerden, Allemagne, jumelage, 1967\n"
        "Warwick, Royaume-Uni, jumelage, 1976\n\n"
        "Un jumelage est en projet avec Wexford (Irlande).\n\nCorrections\n\n"
        f"- Wexford : abandonné, les Irlandais n'ont pas donné suite.\n- {sign}, pacte d'amitié "
        f"signé en 2019.\n- {note}\n"
    )
    found = {(one, thing) for one, _, thing, _ in links(tmp_path, text, "page.txt") if thing != "Angers"}
    saumur = {("Saumur", "Verden"), ("Saumur", "Warwick"), ("Saumur", "Havelberg")}
    assert found == saumur | {("Angers", "Haarlem")}


def test_the_office_that_signs_a_note_says_whose_it_is(tmp_path: Path) -> None:
    text = (
        "---\ntitle: Membership report\nauthor: International Office, City of Gdynia\n---\n\n# Twin towns\n\n"
        "We have been twinned with Kiel since 1985 and with Aalborg since 1987.\n"
    )
    assert {(one, thing) for one, _, thing, _ in links(tmp_path, text)} == {("Gdynia", "Kiel"), ("Gdynia", "Aalborg")}


def test_the_head_of_a_letter_lists_no_town(tmp_path: Path) -> None:
    text = (
        "De : international@roanne.example\nObjet : nos partenaires\nDate : 4 mars 2024\n\nBonjour,\n\n"
        "Nous sommes jumelés avec Reutlingen depuis 1958 et avec Nuneaton depuis 1979. "
        "Nous avons quitté Energy Cities en 2020.\n\n"
        "Claire Martin\nService des relations internationales, Ville de Roanne\n"
    )
    assert {thing for _, _, thing, _ in links(tmp_path, text, "page.txt")} == {
        "Reutlingen",
        "Nuneaton",
        "Energy Cities",
    }

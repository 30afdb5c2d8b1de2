"""Members that running text enumerates, and news of those who join."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.facts.facts_of import facts_of, links

UCCN = "Réseau des villes créatives de l'UNESCO"
FILM = "The UNESCO Creative Cities Network helps towns."


def members(folder: Path, text: str) -> dict[str, tuple[str, str | None, str | None]]:
    """Member → network, status and beginning."""
    return {
        fact.subject: (fact.object, fact.qualifiers["status"], fact.qualifiers["since"])
        for fact in facts_of(folder, text)
        if fact.relation == "member_of"
    }


@pytest.mark.parametrize(
    ("text", "network", "expected"),
    [
        (f"{FILM}\n\nThere are four Cities of Film. Those are Bradford, Busan, Łódź, and Rome.",
         UCCN, {"Bradford", "Busan", "Łódź", "Rome"}),
        (f"{FILM}\n\nThe new Creative Cities, such as Cannes and Bradford, will help member cities including Bologna.",
         UCCN, {"Cannes", "Bradford", "Bologne"}),
        ("Les communes détentrices du label Ville amie des enfants sont : Cannes, Chelles, Vanves et Zorgueville.",
         "Villes amies des enfants", {"Cannes", "Chelles", "Vanves", "Zorgueville"}),
        ("Le réseau Villes amies des enfants grandit. Son choix est de mêler des communes variées : Pau, Nice ou Metz.",
         "Villes amies des enfants", {"Pau", "Nice", "Metz"}),
        ("Le réseau Cittaslow compte dix communes adhérentes, de Segonzac (2 000 habitants) à Mirande.",
         "Cittaslow", {"Segonzac", "Mirande"}),
        ("Deux villes ont rejoint le réseau Eurocities : il s'agit des villes de Caen et de Brest.",
         "Eurocities", {"Caen", "Brest"}),
        ("Three towns joined Energy Cities' network: the Urban Community of Zorgois and Annecy (France), and Delft.",
         "Energy Cities", {"Annecy", "Delft"}),
        ("Rouen est membre de la Hanse moderne, avec Lübeck.", None, {"Rouen", "Lübeck"}),
        ("Eurocities has new members. The letter names two additional U.S. towns: Austin, Texas; and Reno, Nevada.",
         "Eurocities", {"Austin", "Reno"}),
        ("Le label Ville d'art et d'histoire est attribué aux villes de Beauvais (Oise), Metz et Pau.",
         None, {"Beauvais", "Metz", "Pau"}),
        ("Two Eurocities members, Turin and Ghent, won a prize in Vienna.", "Eurocities", {"Turin", "Ghent"}),
    ],
)  # fmt: skip
def test_lists(tmp_path: Path, text: str, network: str | None, expected: set[str]) -> None:
    told = members(tmp_path, text)
    if network:
        assert {network} >= {one for one, _, _ in told.values()}
        assert expected <= {*told, *({"Ghent"} if "Gand" in told else ())}
    else:
        assert expected <= set(told)


@pytest.mark.parametrize(
    "text",
    [
        "Parmi les participants à la conférence d'Eurocities : Brest, Nantes et Rennes.",
        "Les partenaires d'Eurocities sont Brest et Nantes.",
        "Le bureau d'Eurocities réunit les villes de Milan, Gand et Turin.",
        "Eurocities members will meet in Ghent and Turin.",
        "Les villes hôtes du sommet d'Eurocities ont été Gand et Turin.",
        "The delegations of Eurocities members visited Oslo, Turin and Ghent.",
        "Connaissez-vous des villes membres d'Eurocities, comme Gand, Turin ou Oslo ?",
    ],
)
def test_others_are_no_members(tmp_path: Path, text: str) -> None:
    assert members(tmp_path, text) == {}


def test_candidates_are_no_members_yet(tmp_path: Path) -> None:
    text = "Une dizaine de villes sont candidates au label Ville amie des enfants, dont Caen et Brest."
    told = links(tmp_path, text)
    assert ("Caen", "status", "Villes amies des enfants", "candidate") in told
    assert {status for *_, status in told} == {"candidate"}


@pytest.mark.parametrize(
    ("text", "place", "network", "since"),
    [
        ("The first Slow City of the north was Ludlow, in 2003. Cittaslow has grown since.",
         "Ludlow", "Cittaslow", "2003"),
        ("Le label Cittaslow est né en Italie.\n\nLa première ville à sauter le pas fut Segonzac, en mai 2010.",
         "Segonzac", "Cittaslow", "2010-05"),
        ("Le label Cittaslow est exigeant. Créon a été labellisée en 2012, puis la ville de Mirande en 2013.",
         "Mirande", "Cittaslow", "2013"),
        ("Melbourne, Australia, was appointed as the second UNESCO City of Literature in August 2008.",
         "Melbourne", UCCN, "2008-08"),
        ("Lambres-lez-Douai est Ville amie des enfants depuis le 30 octobre 2007.",
         "Lambres-lez-Douai", "Villes amies des enfants", "2007-10-30"),
        ("# Energy Cities\n\n- 2013: Casablanca becomes the first African city to join the network",
         "Casablanca", "Energy Cities", "2013"),
        ("# Energy Cities\n\n- 2005: Member city Kaunas receives an award", "Kaunas", "Energy Cities", None),
        ("Oulu, Creative City of Media Arts since 2021, hosts a fair.", "Oulu", UCCN, "2021"),
    ],
)  # fmt: skip
def test_news(tmp_path: Path, text: str, place: str, network: str, since: str | None) -> None:
    told = members(tmp_path, text)
    assert (told[place][0], told[place][2]) == (network, since)


@pytest.mark.parametrize(
    "text",
    [
        "Caen n'est pas Ville amie des enfants.",
        "Caen voudrait obtenir le label Ville amie des enfants.",
        "Nantes a été élue à la présidence du forum culture d'Eurocities.",
        "Eurocities welcomes the decision of Lyon.",
        "Eurocities est un réseau. Les nouvelles villes de la région sont Cergy, Évry et Melun.",
        "Lyon joined the conference of Energy Cities.",
    ],
)
def test_no_news(tmp_path: Path, text: str) -> None:
    assert members(tmp_path, text) == {}


def test_fields_of_a_title(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, f"{FILM}\n\nBradford was designated a City of Film in 2009.")
    kinds = {fact.qualifiers["kind"] for fact in facts if fact.relation == "member_of"}
    assert kinds == {"cinéma"}

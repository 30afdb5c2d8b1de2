"""Layouts of lists in plain sheets, checklists and cards: what stands beside a name, and what denies the link."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.facts.facts_of import facts_of, kinds, links

SHEET = """FICHE D'IDENTITE
COMMUNE VITRE
DEPARTEMENT ILLE ET VILAINE

VILLES JUMELEES
Helmstedt Allemagne
Greven Allemagne 1991
Lymington Royaume-Uni depuis la fin de la guerre

ANCIENNES
Kiel Allemagne fin en 2014

PROJETS
Brno Tchéquie protocole validé par le conseil
Bamako Mali idée d'un adjoint

RESEAUX
Eurocities associée non
Mayors for Peace 2005
Cittaslow radiation 2011
"""
SHEET_EN = """Municipality: Kettering
County: Northamptonshire

TWIN TOWNS

Lahnstein Germany 1973
Vendome France

FORMER

Kiel Germany ended 1990

NETWORKS

Eurocities no
Mayors for Peace 2005
"""
CHECKLIST = """SUIVI INTERNATIONAL
Réunion des communes, mars 2024

Légende
[x] lien signé et vivant
[~] en pause
[ ] voulu, pas encore signé
[-] terminé
[?] simple contact

FOUGERES
--------
[x] Bad Münstereifel (DE) ...... 1967
[~] Ashford (UK) ............... 1984
[-] Minsk (BY) ................. arrêté après 2014
[ ] Porto (PT) ................. pacte d'amitié, texte prêt
[x] Somoto (NI) ................ coopération scolaire, Fougères Agglo
[?] Turin (IT)

Réseaux
[x] Cités Unies France
[ ] Energy Cities .............. cotisation au budget 2024
[?] Eurocities ................. invitée au congrès
"""
CARDS = """<html><head><title>Nos villes jumelées | Site officiel</title></head><body><h1>Nos villes jumelées</h1>
<p>La ville a noué quatre liens.</p>
<h3>Helmstedt</h3><p>Allemagne – la première, en 1978. On s'y rend en car.</p>
<h3>Lymington</h3><p>Royaume-Uni – même année que Helmstedt.</p>
<h3>Djenné</h3><p>Mali – accord d'amitié et non jumelage (1995).</p>
<h3>Greven</h3><p>Allemagne – 2003 ; mise en sommeil en 2018.</p>
<h2>Vitré dans les réseaux</h2><ul><li>AFCCRE</li></ul></body></html>
"""
CARDS_EN = """<html><head><title>Twinning | Kettering Town Council</title></head><body><h1>Our twin towns</h1>
<h2>Lahnstein</h2><p>Country: Germany</p><p>Twinned since: 1973</p>
<h2>Vendôme</h2><p>France, 1981</p><h2>Kiel</h2><p>Germany · same year as Vendôme · link suspended</p></body></html>
"""
NETWORKS = """# Réseaux de la ville de Vitré

- Eurocities : non
- Cités Unies France : sans objet
- AFCCRE (2004)
- Energy Cities – pas membre, invitée seulement
- Cittaslow : membre depuis 2012
- Maires pour la Paix : oui
"""
NETWORKS_EN = """# Networks of the town of Keighley

- Eurocities: not a member
- Mayors for Peace (since 2004)
- Energy Cities: guest only
- Cittaslow: no
"""


def _since(folder: Path, text: str, name: str) -> dict[str, tuple[str, str | None, str | None]]:
    found = [fact for fact in facts_of(folder, text, name) if fact.relation == "partner_of"]
    return {fact.object: (fact.subject, fact.qualifiers["since"], fact.qualifiers["status"]) for fact in found}


def test_a_sheet_in_capitals_without_punctuation(tmp_path: Path) -> None:
    assert links(tmp_path, SHEET, "sheet.txt") == {
        ("Vitré", "partner_of", "Helmstedt", "active"),
        ("Vitré", "partner_of", "Greven", "active"),
        ("Vitré", "partner_of", "Lymington", "active"),
        ("Vitré", "partner_of", "Kiel", "former"),
        ("Vitré", "partner_of", "Brno", "planned"),
        ("Vitré", "member_of", "Maires pour la Paix", "active"),
        ("Vitré", "member_of", "Cittaslow", "former"),
    }
    assert links(tmp_path, SHEET_EN, "sheet.txt") == {
        ("Kettering", "partner_of", "Lahnstein", "active"),
        ("Kettering", "partner_of", "Vendôme", "active"),
        ("Kettering", "partner_of", "Kiel", "former"),
        ("Kettering", "member_of", "Maires pour la Paix", "active"),
    }


def test_the_ends_of_a_link_that_is_not_the_pages_own(tmp_path: Path) -> None:
    sheet = SHEET.replace("PROJETS", "JUMELAGES D'ANCIENNES COMMUNES\nErbrée avec Kochel suspendu\n\nPROJETS")
    found = {link for link in links(tmp_path, sheet, "sheet.txt") if "Erbrée" in link}
    assert {(subject, status) for subject, _, _, status in found} == {("Erbrée", "suspended")}


def test_boxes_codes_of_countries_and_dots(tmp_path: Path) -> None:
    assert links(tmp_path, CHECKLIST, "list.txt") == {
        ("Fougères", "partner_of", "Bad Münstereifel", "active"),
        ("Fougères", "partner_of", "Ashford", "suspended"),
        ("Fougères", "partner_of", "Minsk", "former"),
        ("Fougères", "partner_of", "Porto", "planned"),
        ("Fougères Agglomération", "partner_of", "Somoto", "active"),
        ("Fougères", "member_of", "Cités Unies France", "active"),
        ("Fougères", "member_of", "Energy Cities", "planned"),
    }
    assert _since(tmp_path, CHECKLIST, "list.txt")["Ashford"] == ("Fougères", "1984", "suspended")


def test_a_country_and_a_year_under_the_name_of_each_town(tmp_path: Path) -> None:
    assert _since(tmp_path, CARDS, "cards.html") == {
        "Helmstedt": ("Vitré", "1978", "active"),
        "Lymington": ("Vitré", "1978", "active"),
        "Djenné": ("Vitré", "1995", "active"),
        "Greven": ("Vitré", "2003", "dormant"),
    }
    assert _since(tmp_path, CARDS_EN, "cards.html") == {
        "Lahnstein": ("Kettering", "1973", "active"),
        "Vendôme": ("Kettering", "1981", "active"),
        "Kiel": ("Kettering", "1981", "suspended"),
    }


def test_a_remark_that_there_is_no_membership(tmp_path: Path) -> None:
    assert {network for _, _, network, _ in links(tmp_path, NETWORKS)} == {"AFCCRE", "Cittaslow", "Maires pour la Paix"}
    assert {network for _, _, network, _ in links(tmp_path, NETWORKS_EN)} == {"Maires pour la Paix"}


def test_a_remark_that_there_is_no_twinning(tmp_path: Path) -> None:
    page = "# Vitré\n\n## Jumelages\n\n- Helmstedt (Allemagne), 1978\n- Lymington (Royaume-Uni) : {}\n"
    for remark in ("n'est pas un jumelage séparé", "rattaché à Helmstedt", "sans objet", "simple contact"):
        assert set(kinds(tmp_path, page.format(remark))) == {"Helmstedt"}
    assert kinds(tmp_path, page.format("pacte d'amitié, pas un jumelage"))["Lymington"] == ("pacte d'amitié", None)


@pytest.mark.parametrize(
    "entries",
    [
        "Helmstedt – Allemagne – depuis 1978\nLymington – Royaume-Uni – depuis 1979",
        "1978 : Helmstedt (Allemagne)\n1979 : Lymington (Royaume-Uni)",
        "Helmstedt (Allemagne) – 1978\n\nLymington (Royaume-Uni) – 1979",
        "Helmstedt\n(Allemagne)\n1978\n\nLymington\n(Royaume-Uni)\n1979",
        "Helmstedt, en Basse-Saxe (Allemagne), depuis\n1978 ;\nLymington, en Hampshire (Royaume-Uni),\ndepuis 1979.",
        "Allemagne : Helmstedt (1978)\nRoyaume-Uni : Lymington (1979)",
        "Drapeau Allemagne Helmstedt, Allemagne (1978)\nRoyaume-Uni Lymington, Royaume-Uni (1979)",
    ],
)
def test_lines_built_alike_are_a_list(tmp_path: Path, entries: str) -> None:
    found = _since(tmp_path, f"Ville de Vitré\nVilles jumelées\n\n{entries}\n", "page.txt")
    assert found == {"Helmstedt": ("Vitré", "1978", "active"), "Lymington": ("Vitré", "1979", "active")}


def test_the_text_of_a_flag_before_a_town(tmp_path: Path) -> None:
    page = """# Leeds

## Twin towns

- Jordan Amman, Jordan
- South Korea Busan, South Korea (2006)
- Mexico City, Mexico
"""
    assert kinds(tmp_path, page) == {
        "Amman": ("jumelage", None),
        "Busan": ("jumelage", "2006"),
        "Mexico": ("jumelage", None),
    }


SIGNS = """# VILLE D'ANGERS : tableau de bord

LÉGENDE
● fait, en vigueur
◐ voté, pas encore signé
○ simple idée
✗ abandonné ou refusé
◌ mis entre parenthèses

## A. JUMELAGES

● Pise (Italie), 1982
◐ Gand (Belgique) : charte en relecture
○ Saint-Jean (Québec)
✗ Brno (Tchéquie)
◌ Kiel (Allemagne), 1990

## B. RÉSEAUX

● Eurocities
✗ Cittaslow

## Notes

- Réseau des Cités du Sel = 34 communes
"""


def test_round_signs_and_their_legend_in_markdown(tmp_path: Path) -> None:
    found = {one for one in links(tmp_path, SIGNS) if one[1] != "status"}
    assert found == {
        ("Angers", "partner_of", "Pise", "active"), ("Angers", "partner_of", "Gand", "planned"),
        ("Angers", "partner_of", "Kiel", "suspended"), ("Angers", "member_of", "Eurocities", "active"),
    }  # fmt: skip


def test_corrections_under_an_old_list(tmp_path: Path) -> None:
    text = """Ville d'Angers
LES VILLES JUMELÉES

- Pise (Italie), depuis 1982
- Gand (Belgique), depuis 1990

CORRECTIONS AUX JUMELAGES

- Ajouter Brno (Tchéquie), jumelle depuis 2013
- Kielce (Pologne) : ligne à supprimer
- Haarlem : c'est exact
"""
    assert {one[2] for one in links(tmp_path, text, "page.txt")} == {"Pise", "Gand", "Brno"}


@pytest.mark.parametrize(
    ("town", "field", "owner"),
    [("COMMUNE FOUGERES", "DEPARTEMENT ILLE ET VILAINE", "Fougères"), ("Commune : Dole", "Département : Jura", "Dole"),
     ("Town: Kettering", "County: Northamptonshire", "Kettering"), ("VILLE DOLE", "REGION BOURGOGNE", "Dole")],
)  # fmt: skip
def test_what_the_town_of_a_sheet_lies_in_is_not_its_owner(tmp_path: Path, town: str, field: str, owner: str) -> None:
    text = f"NOTICE\n{town}\n{field}\n\nVILLES JUMELEES\nHelmstedt Allemagne 1979\nGreven Allemagne 1991\n"
    assert {one for one, *_ in links(tmp_path, text, "sheet.txt")} == {owner}


def test_a_borough_of_two_names_is_one_place(tmp_path: Path) -> None:
    text = (
        "# Jumelages de Dijon\n\n- Kensington and Chelsea, Royaume-Uni (1986)\n- Basingstoke and Deane (UK), 1991\n"
        "- Mayence, Allemagne (1958)\n- Walsall and Reading, Royaume-Uni (1970)\n"
    )
    found = {thing for _, _, thing, _ in links(tmp_path, text)}
    assert found == {"Kensington et Chelsea", "Basingstoke", "Mayence", "Walsall", "Reading"}

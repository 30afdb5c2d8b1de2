"""Towns set side by side in a table, links named in full in tables about something else, lists in brackets."""

from __future__ import annotations

from pathlib import Path

from tests.ingest.facts.facts_of import kinds, links

HEAD = "<html><head><title>{0}</title></head><body><h1>{0}</h1>"
SIDE_BY_SIDE = (
    HEAD.format("Colmar / Mulhouse : le match") + "<table><tr><th></th><th>COLMAR</th><th>MULHOUSE</th></tr>"
    "<tr><th>Jumelages</th><td>Lucques (Italie), 1962 ; Vale, en sommeil</td><td>Walsall (Angleterre), 1953</td></tr>"
    "<tr><th>En Allemagne</th><td>aucune</td><td>Chemnitz, 1981</td></tr>"
    "<tr><th>Réseaux</th><td>Energy Cities (2005)</td><td>Eurocities ; candidature à ICORN</td></tr>"
    "<tr><th>Projets</th><td>Osnabrück</td><td>idée d'un marché avec Gand</td></tr></table>"
    "<ul><li>La seconde a quitté Cittaslow en 2017</li></ul></body></html>"
)
SIDE_BY_SIDE_EN = (
    "# Kettering and Corby compared\n\n| | Kettering | Corby |\n|---|---|---|\n"
    "| Twin towns | Lahnstein (Germany), 1973 | Châtellerault (France), 1979 |\n"
    "| Memberships | Eurocities; Mayors for Peace (2005) | none |\n| Population | 63,000 | 75,000 |\n"
)
BUDGET = (
    "---\nabout: Angers\n---\n# Budget international d'Angers\n\n| Ligne | Libellé budgétaire | 2025 (€) | Suivi |\n"
    "|---|---|---:|---|\n| 1 | Coopération avec Bamako (Mali) | 20 000 | convention de 2014 |\n"
    "| 2 | Jumelage avec Pise | 0 | a pris fin en juin |\n| 3 | Cotisation Eurocities | 9 000 | |\n"
    "| 4 | Adhésion à l'AFCCRE | 0 | résiliée au 1er juillet |\n| 5 | Cotisation ICLEI | – | écartée en commission |\n"
    "| 6 | Subvention au lycée (voyage à Gand) | 800 | |\n"
)
BUDGET_EN = (
    "---\nabout: Cardiff\n---\n# Cardiff: international budget\n\n| Line | Item of spending | 2025 | Follow-up |\n"
    "|---|---|---|---|\n| A | Twinning with Stuttgart | 4,000 | |\n| B | Membership of Eurocities | 9,000 | |\n"
    "| C | Annual subscription to ICLEI | 0 | lapsed last year |\n| D | Catering, Nantes delegation | 300 | |\n"
)


def pairs(folder: Path, text: str, name: str = "page.md") -> set[tuple[str, str, str | None]]:
    """Both ends of each link with its status, candidacies left out."""
    return {(one, thing, status) for one, relation, thing, status in links(folder, text, name) if relation != "status"}


def test_each_column_is_a_towns_own(tmp_path: Path) -> None:
    assert pairs(tmp_path, SIDE_BY_SIDE, "page.html") == {
        ("Colmar", "Lucques", "active"), ("Colmar", "Vale", "dormant"), ("Mulhouse", "Walsall", "active"),
        ("Mulhouse", "Chemnitz", "active"), ("Colmar", "Energy Cities", "active"), ("Mulhouse", "Eurocities", "active"),
        ("Mulhouse", "Cittaslow", "former"),
    }  # fmt: skip
    assert pairs(tmp_path, SIDE_BY_SIDE_EN) == {
        ("Kettering", "Lahnstein", "active"), ("Corby", "Châtellerault", "active"),
        ("Kettering", "Eurocities", "active"), ("Kettering", "Maires pour la Paix", "active"),
    }  # fmt: skip


def test_links_named_in_a_budget(tmp_path: Path) -> None:
    assert pairs(tmp_path, BUDGET) == {
        ("Angers", "Bamako", "active"), ("Angers", "Pise", "former"), ("Angers", "Eurocities", "active"),
        ("Angers", "AFCCRE", "former"),
    }  # fmt: skip
    assert kinds(tmp_path, BUDGET)["Bamako"] == ("coopération", "2014")
    assert pairs(tmp_path, BUDGET_EN) == {
        ("Cardiff", "Stuttgart", "active"), ("Cardiff", "Eurocities", "active"), ("Cardiff", "ICLEI", "former"),
    }  # fmt: skip


def test_partners_in_brackets_behind_each_town(tmp_path: Path) -> None:
    text = (
        "---\nabout: Vendée\n---\n# Département de la Vendée : aide aux jumelages\n\n## Communes aidées au jumelage\n\n"
        "- Les Herbiers (Coria, depuis 1985 ; Newtown)\n- Luçon (Lyon ; Paris)\n- Fontenay-le-Comte (Krotoszyn, 1991)\n"
    )
    found = pairs(tmp_path, text)
    assert ("Fontenay-le-Comte", "Krotoszyn", "active") in found
    assert not {one for one in found if one[0] in ("Vendée", "Luçon")}


def test_a_rejected_amendment_is_no_link(tmp_path: Path) -> None:
    for said in (
        "- Le conseil a rejeté en juin l'amendement tendant à un jumelage avec Gand",
        "- The council voted down the motion on a twinning with Ghent",
    ):
        text = f"---\nabout: Angers\n---\n# Angers\n\n## Divers\n\n{said}\n- Autre point\n"
        assert not {one for one in pairs(tmp_path, text) if one[1] == "Gand"}


def test_a_register_of_everything(tmp_path: Path) -> None:
    text = (
        "Ville d'Angers - registre;;;;\nPartenaire;Pays;Objet;Date;Situation\nPise;Italie;Jumelage;1982;en vigueur\n"
        "Gand;Belgique;Jumelage;;idée d'un élu, sans suite\nTechnopole de Bari;Italie;Énergie;2015;en cours\n"
        "Cholet;France;Location de deux autocars;2021;en vigueur\n"
        "Réseau des villes du livre ancien;(siège : Lyon);Membre fondateur;2017;en vigueur\n"
        "Brno;Tchéquie;Jumelage;;délibération prise, visa du ministère attendu\n"
    )
    assert pairs(tmp_path, text, "registre.csv") == {
        ("Angers", "Pise", "active"), ("Angers", "Brno", "planned"),
        ("Angers", "Réseau des villes du livre ancien", "active"),
    }  # fmt: skip


def test_our_position_in_each_body(tmp_path: Path) -> None:
    text = (
        "---\nabout: Lübeck\n---\n# Lübeck: memberships\n\n| Body | Type | Our position |\n|---|---|---|\n"
        "| Eurocities | network | in, since 1994 |\n| ICLEI | network | applied in May, answer pending |\n"
        '| Cittaslow | network | not eligible |\n| Towns of Care "Open Doors" | alliance | in, 2019 |\n'
    )
    assert pairs(tmp_path, text) == {("Lübeck", "Eurocities", "active"), ("Lübeck", "Open Doors", "active")}

"""Who a page is about, when it does not say so itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.about import infer_about
from ingest.normalise import fold
from tests.ingest.reading import read, read_path

SEEDS = ("Lyon", "Toulouse", "Paris", "CGLU", None)
PAGES: dict[str, str | None] = {
    "amiens_article_presse.txt": "Amiens",
    "clermont_ferrand_jumelages.md": "Clermont-Ferrand",
    "dijon_feuille_de_route.txt": "Dijon",
    "la_rochelle_note_2025.txt": "La Rochelle",
    "la_rochelle_page_2009.txt": "La Rochelle",
    "marseille_international.txt": "Marseille",
    "nice_villes_jumelees.html": "Nice",
    "orleans_jumelages.csv": "Orléans",
    "p2-01-medcites-nos-membres.html": "MedCités",
    "p2-02-iclei-notre-histoire.md": "ICLEI",
    "p2-03-actualites-agenda.txt": None,
    "p2-04-region-bretagne-cooperation.txt": None,
    "p2-05-medcites-pv-assemblee-2016.txt": "MEDCITÉS",
    "p2-06-city-network-export.tsv": None,
    "p2-07-fiche-droit-et-sigles.md": None,
    "p2-08-faq-jumelage-habitants.txt": None,
    "p2-09-entretien-elue-besancon.txt": "Besançon",
    "p2-10-city-networks-report.md": None,
    "p2-11-villes-arc-en-ciel.html": None,
    "reims_twin_towns.md": "Reims",
    "rouen_caen_international.txt": None,
    "saint_etienne_jumelages.txt": "Saint-Étienne",
}


def test_seeds(shared_dir: Path) -> None:
    paths = sorted((shared_dir / "seeds").glob("*.txt"))
    assert tuple(read_path(path).document.about for path in paths) == SEEDS


@pytest.mark.parametrize("name", PAGES)
def test_pages(shared_dir: Path, name: str) -> None:
    folder = shared_dir / "devset" / "docs"
    if not folder.is_dir():
        pytest.skip("the folder `shared` has no `devset`")
    assert read_path(folder / name).document.about == PAGES[name]


def test_what_the_page_declares_comes_first(tmp_path: Path) -> None:
    page = "---\ntitle: Lyon et ses villes partenaires\nabout: Grand Lyon\n---\nLyon est jumelée avec Leipzig.\n"
    assert read(tmp_path, "a.md", page).document.about == "Grand Lyon"


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Jumelages", "Mairie de Billère\n\nLa commune est jumelée avec Petersberg et Sabiñánigo.", "Billère"),
        ("Tours et visites", "Les tours de la cathédrale se visitent. Le mieux est de réserver.", None),
        ("Nice places to visit", "It is nice to see them all, and nice to come back.", None),
        ("Sens de la visite", "Le sens de la visite est indiqué à l’entrée.", None),
        ("Tours et ses jumelles", "La Ville de Tours compte neuf villes jumelles, dont Mülheim.", "Tours"),
        ("L’Accord de Paris", "L’Accord de Paris engage les États. L’Accord de Paris date de 2015.", None),
        ("Lyon et Leipzig", "Lyon et Leipzig coopèrent. Leipzig est saxonne, Lyon est rhodanienne.", None),
        ("Nouvelle-Orléans", "Le voyage à la Nouvelle-Orléans dure dix jours.", "Nouvelle-Orléans"),
        ("Jumelage à Nantes", "Nantes a huit jumelles. À Nantes, on échange. Nantes est fière de Cardiff.", "Nantes"),
        (
            "Délice",
            "Délice est un réseau de villes. Le réseau Délice réunit Lyon et Turin. Délice est né à Lyon.",
            "Délice",
        ),
    ],
)
def test_names_that_mislead(title: str, text: str, expected: str | None) -> None:
    assert infer_about(title, None, None, text) == expected


def test_the_site_speaks_for_its_city() -> None:
    text = "Remscheid est une ville d’Allemagne. Les lycéens de Quimper y séjournent."
    assert infer_about("Jumelages", None, "https://www.quimper.bzh/312-jumelages.htm", text) == "Quimper"
    assert infer_about("Jumelages", "Ville de Quimper", None, text) == "Quimper"


PIECES = (
    "Lyon|LYON|la|La Rochelle|Ville de|Saint-Étienne|avec|Kiev|(Ukraine)|Nice|nice|L’|est jumelée|.|:|-|–|\n|CGLU"
    "|réseau|d’Eurocities|Eurocities|membre de|C40|[(+*|Leipzig|et"
)
WORDS = st.sampled_from(PIECES.split("|"))
TEXTS = st.one_of(st.lists(WORDS, max_size=40).map(" ".join), st.text(max_size=200))


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.none() | TEXTS, st.none() | st.text(max_size=40), TEXTS)
def test_the_answer_stands_on_the_page(title: str, publisher: str | None, url: str | None, text: str) -> None:
    found = infer_about(title, publisher, url, text)
    assert found is None or found.casefold() in "\n".join([title, publisher or "", text]).casefold()
    assert found is None or fold(found)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        # The first of several, the other end of a link, a member among others, a word in capitals.
        ("Caudry (Nord), Libourne (Gironde), Tours (Indre-et-Loire)… elles sont quinze", "Caudry a rejoint le réseau."),
        ("The council ends its links with twin town Wetzlar", "Wetzlar is in Germany. Wetzlar was told by letter."),
        ("Twelve cities join Ghent in the network", "Ghent was glad. Ghent has been a member for years."),
        ("All members", "City of Newark, CA, United States\n\nCity of Edmonton, AB, Canada"),
        ("COMMUNES JUMELÉES DU DÉPARTEMENT", "COMMUNES JUMELÉES\n\nLes communes du département se jumellent."),
    ],
)
def test_titles_about_no_city(title: str, text: str) -> None:
    assert infer_about(title, None, None, text) is None

"""Whom a page speaks for, read from its text where its title does not say."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.facts.pages.page import read_page
from ingest.facts.pages.subject import subject_of_page
from ingest.names import names
from ingest.pipeline import discover, read_source
from tests.ingest.facts.facts_of import links


def subject(folder: Path, text: str) -> str | None:
    """The French name of the subject of a page of that text."""
    path = folder / "page.txt"
    path.write_text(text, encoding="utf-8")
    read = read_source(discover([str(path)]).sources[0])
    found = subject_of_page(read_page(read.document, read.placed, names()))
    return found.name_fr if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A sentence that tells links of it.
        ("Le jumelage\n\nDepuis soixante ans, Brest possède huit villes jumelles dans le monde entier.", "Brest"),
        (
            "L'international\n\nLa ville de Poligny est jumelée avec Schopfheim en Allemagne depuis 1967.\n\n"
            "Poligny voudrait nouer un troisième lien avec Arouca, au Portugal.",
            "Poligny",
        ),
        # The list is said to be its own, whatever is told of a partner afterwards.
        (
            "Nos amis\n\nVilles jumelées avec la ville de Brive\n\nSikasso est une grande ville du Mali. "
            "La ville de Sikasso a été fondée il y a longtemps.",
            "Brive-la-Gaillarde",
        ),
        ("Friends abroad\n\nCoventry's twin towns and cities\n\nArnhem is the capital of Gelderland.", "Coventry"),
        # A region in brackets is where the town lies, a country where a partner does.
        (
            "Une décision\n\nLa ville de Menton (Alpes-Maritimes) a suspendu son jumelage avec celle de Sotchi.",
            "Menton",
        ),
        # Minutes that never say whose they are in a title.
        (
            "Work session\n\nThe City of Colchester is often asked for links. In 1970 the City of Colchester entered "
            "into two twinnings (Wetzlar, Germany and Avignon, France).",
            "Colchester",
        ),
        # A newspaper's page, with a region in its name and a guest from elsewhere.
        (
            "Voix du Jura\n\nUne délégation de Pembroke est venue. À Landerneau, on fête le jumelage avec Hünfeld.\n\n"
            "L'adjointe au maire de Landerneau se réjouit.",
            "Landerneau",
        ),
        # A partner at the far end is no subject, nor is one of several owners.
        ("Le jumelage\n\nNotre commune est jumelée avec Schopfheim, en Allemagne.", None),
        (
            "Les jumelages\n\nLa ville de Pantin est jumelée avec Scandicci.\n\nLa ville de Melun est jumelée avec "
            "Spelthorne.\n\nLa ville de Nantes est jumelée avec Cardiff.",
            None,
        ),
        # « est ville jumelle » is said of a partner.
        ("Deux villes du Nord\n\nEn Chine, Ningbo est ville jumelle depuis 1990, autour du port.", None),
        # Towns of a region, of which each has its own partners.
        ("Des communes de Seine-Saint-Denis suspendent leurs jumelages\n\nPantin est jumelée avec Scandicci.", None),
        # A network named all along.
        (
            "Ralentir\n\nLe label Cittaslow est né en Italie. Cittaslow réunit de petites villes. "
            "Pour entrer dans Cittaslow, il faut remplir des critères.",
            "Cittaslow",
        ),
    ],
)
def test_subject(tmp_path: Path, text: str, expected: str | None) -> None:
    assert subject(tmp_path, text) == expected


def test_a_list_without_owner_is_the_subject_s(tmp_path: Path) -> None:
    text = """# Ouvrir le territoire

Pour favoriser les échanges, Brest possède trois villes jumelles :

- Kiel (Allemagne) - 1964
- Plymouth (Royaume-Uni) - 1963
- Tarente (Italie) - 1964
"""
    assert links(tmp_path, text) == {
        ("Brest", "partner_of", partner, "active") for partner in ("Kiel", "Plymouth", "Tarente")
    }

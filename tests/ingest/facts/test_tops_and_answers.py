"""Whose page a line at its top says it is, what questions and answers tell, fees, and networks that open a text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.facts.facts_of import links


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("# Note\n\n**Ville de Metz** — 18 mai 2024\n\nNous sommes jumelés avec Trèves.", ("Metz", "Trèves")),
        ("# Cabinet paper\n\n**City of Leeds** — 2 May 2024\n\nWe are twinned with Lille.", ("Leeds", "Lille")),
        ("**PASSAGES** — la lettre internationale de Tours\n\nNous sommes jumelés avec Parme.", ("Tours", "Parme")),
        ("BRIDGES - the international newsletter of Chester\n\nWe are twinned with Sens.", ("Chester", "Sens")),
        ("L'ÉCHO DE LA MEUSE\nJeudi 14 mars 2024\n\nNAMUR\nUn anniversaire\n\n"
         "Avec Lafayette, en Louisiane, le jumelage a pris fin en 2012.", ("Namur", "Lafayette")),
    ],
)  # fmt: skip
def test_tops(tmp_path: Path, page: str, expected: tuple[str, str]) -> None:
    assert {(one[0], one[2]) for one in links(tmp_path, page, "page.txt" if "ÉCHO" in page else "page.md")} == {
        expected
    }


FAQ = "<html><head><title>{title}</title></head><body><h1>{title}</h1><h3>{asked}</h3><p>{told}</p></body></html>"


@pytest.mark.parametrize(
    ("title", "asked", "told", "expected"),
    [
        ("Leeds: twinning", "Who are we twinned with?", "Two towns: Bonn in Germany and Breda in the Netherlands.",
         {"Bonn", "Bréda"}),
        ("Jumelages de Nantes", "Avec qui sommes-nous jumelés ?", "Deux : Bonn en Allemagne et Breda aux Pays-Bas.",
         {"Bonn", "Bréda"}),
        ("Leeds: twinning", "Weren't we twinned with Bonn?", "We were. The link ended in 2012.", {"Bonn"}),
        ("Jumelages de Nantes", "N'étions-nous pas jumelés avec Bonn ?", "Si. Il a pris fin en 2010.", {"Bonn"}),
        ("Leeds: twinning", "Who were we twinned with?", "Bonn in Germany and Breda in the Netherlands.", set()),
        ("Leeds: twinning", "Who wants to join the twinning club?", "Two towns.", set()),
    ],
)  # fmt: skip
def test_questions(tmp_path: Path, title: str, asked: str, told: str, expected: set[str]) -> None:
    page = FAQ.format(title=title, asked=asked, told=told)
    assert {one[2] for one in links(tmp_path, page, "page.html")} == expected


def test_fees(tmp_path: Path) -> None:
    page = (
        "# Budget\n\n**City of Leeds** — 2 May 2024\n\n| Line | 2024 | Comment |\n|---|---|---|\n"
        "| Eurocities fee | £0 | membership ends |\n| Polis subscription | £9,000 | same |\n| Printing | £3 | |\n"
    )
    assert {one[:3] for one in links(tmp_path, page, "page.md")} == {
        ("Leeds", "member_of", "Eurocities"),
        ("Leeds", "member_of", "POLIS"),
    }


@pytest.mark.parametrize(
    "page",
    [
        "# Nîmes\n\n## Où nous siégeons\n\n**Eurocities.** Adhésion en 1998.\n\n**Energy Cities, ICLEI.** Adhésions"
        " en 2010 et 2014 respectivement.\n\n## Où nous ne sommes pas\n\n- *Cittaslow* : trop d'habitants.\n",
        "# Turin\n\n## Where we are members\n\n**Eurocities.** Turin has belonged since 1998.\n\n**Energy Cities,"
        " ICLEI.** Joined 2010 and 2014 respectively.\n\n## Where we are not\n\n- *Cittaslow*: too many people.\n",
    ],
)
def test_networks_that_open_a_paragraph(tmp_path: Path, page: str) -> None:
    assert {one[2] for one in links(tmp_path, page, "page.md")} == {"Eurocities", "Energy Cities", "ICLEI"}

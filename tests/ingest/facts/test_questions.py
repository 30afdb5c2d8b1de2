"""Questions with their answers, and sentences that take a link from one to give it to another."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.facts.facts_of import links

LIST = (
    "<html><head><title>{title}</title></head><body><h1>{title}</h1>"
    "<dl><dt>{asked}</dt><dd>{told}</dd></dl></body></html>"
)


@pytest.mark.parametrize(
    ("asked", "told", "expected"),
    [
        ("Are we twinned with Bonn?", "No; that's Oxford, and has been since 1947.", ("Oxford", "partner_of", "Bonn")),
        ("Is Bonn still twinned with us?", "Yes. The link has never been cut.", ("Leeds", "partner_of", "Bonn")),
        ("Does the city belong to any networks?", "Yes: Eurocities. It is busy.", ("Leeds", "member_of", "Eurocities")),
        ("Is Leeds a member of Eurocities?", "Yes, since 1999.", ("Leeds", "member_of", "Eurocities")),
        ("And York?", "It is twinned with Dijon.", ("York", "partner_of", "Dijon")),
    ],
)
def test_answers(tmp_path: Path, asked: str, told: str, expected: tuple[str, str, str]) -> None:
    page = LIST.format(title="Leeds: your questions", asked=asked, told=told)
    assert {one[:3] for one in links(tmp_path, page, "page.html")} == {expected}


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Are we twinned with Bonn?", "No."),
        ("Can we be twinned with Bonn?", "Yes, if the council votes for it."),
        ("Were we ever twinned with Bonn?", "Yes, long ago."),
        ("Sommes-nous jumelés avec Bonn ?", "Pas encore."),
    ],
)
def test_answers_that_state_nothing(tmp_path: Path, asked: str, told: str) -> None:
    page = LIST.format(title="Leeds: your questions", asked=asked, told=told)
    assert links(tmp_path, page, "page.html") == set()


def test_questions_in_headings(tmp_path: Path) -> None:
    text = (
        "# Rennes : vos questions\n\n## Sommes-nous jumelés avec Dijon ?\n\nNon, ça, c'est York, depuis 1953.\n\n"
        "## Rennes est-elle membre d'Eurocities ?\n\nOui, depuis 1986.\n"
    )
    assert {one[:3] for one in links(tmp_path, text)} == {
        ("York", "partner_of", "Dijon"),
        ("Rennes", "member_of", "Eurocities"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "# La Ville de Caen\n\nC'est l'agglomération, et non la ville, qui est jumelée avec Nashville.",
        "# City of Leeds\n\nIt is the county, not the city, that is twinned with Lille.",
        "# La Ville de Caen\n\nLisieux et Bayeux ont rejoint la coopération en 2016.",
    ],
)
def test_a_link_of_somebody_else(tmp_path: Path, text: str) -> None:
    assert links(tmp_path, text) == set()


@pytest.mark.parametrize(
    ("text", "place", "other"),
    [
        ("Alma, a town in the Piedmont region, has been twinned with Dijon since 2007.", "Alma", "Dijon"),
        ("Lannion, une petite ville de Bretagne, est jumelée avec Caerphilly depuis 1991.", "Lannion", "Caerphilly"),
    ],
)
def test_a_town_that_an_apposition_makes_one(tmp_path: Path, text: str, place: str, other: str) -> None:
    assert {one[:3] for one in links(tmp_path, text)} == {(place, "partner_of", other)}

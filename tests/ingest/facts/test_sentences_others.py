"""Sentences that tell of others than the page's own town, that come back to a link, or that say how one ended."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.facts.facts_of import facts_of, links

FRENCH = "# Ville de Nantes\n\nNotre ville est jumelée avec Sarrebruck depuis 1965.\n\n"
ENGLISH = "# Town of Ludlow\n\nOur town is twinned with San Pietro in Cariano.\n\n"

Told = set[tuple[str, str, str, str | None]]


def told(folder: Path, text: str, english: bool = False) -> Told:
    """What `text` adds to a page about Nantes, or Ludlow."""
    page = ENGLISH if english else FRENCH
    return links(folder, page + text) - links(folder, page)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cholet s'appuie volontiers sur Oldenburg, sa jumelle.",
         {("Cholet", "partner_of", "Oldenbourg", "active")}),
        ("Angers n'a pas oublié Bamako, avec qui elle coopère depuis 1974.",
         {("Angers", "partner_of", "Bamako", "active")}),
        ("Angers n'a jamais lâché Bamako, au Mali, avec laquelle elle coopère.",
         {("Angers", "partner_of", "Bamako", "active")}),
        ("Pour Cholet : son jumelage avec Oldenburg ne nous concerne pas.",
         {("Cholet", "partner_of", "Oldenbourg", "active")}),
        ("On envie Cholet, jumelée à Oldenburg depuis 1985, ou Angers, que Pise courtise.",
         {("Cholet", "partner_of", "Oldenbourg", "active")}),
    ],
)  # fmt: skip
def test_a_tie_of_somebody_else(tmp_path: Path, text: str, expected: Told) -> None:
    assert told(tmp_path, text) == expected


def test_a_tie_of_somebody_else_in_english(tmp_path: Path) -> None:
    said = told(tmp_path, "Hereford relies on Vierzon, its twin since 1994.", english=True)
    assert said == {("Hereford", "partner_of", "Vierzon", "active")}


@pytest.mark.parametrize(
    "text",
    [
        "La Région siège à la CRPM.",
        "Un groupe souhaite que la Ville se jumelle avec Kiev.",
        "Une élue suggère qu'on signe un jumelage avec Kiev.",
        "Il faudrait se jumeler avec Kiev.",
        "C'est la Région, et non la Ville, qui est liée à la Hesse depuis 1995.",
        "Un maire a reçu celui de Rome. Les deux maires ont évoqué un jumelage.",
        "Un car de Turin est passé. Le jumelage allemand se porte bien.",
        "Le conseil refuse les cotisations suivantes : Eurocities (8 000 €), ICLEI (2 000 €).",
    ],
)
def test_no_tie_of_the_town(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, text) == set()


@pytest.mark.parametrize("text", ["A resident asked the council to twin with Kyiv.", "The county sits on Eurocities."])
def test_no_tie_of_the_town_in_english(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, text, english=True) == set()


def test_the_body_around_a_town(tmp_path: Path) -> None:
    said = told(tmp_path, "Grand Chambéry est signataire de la Convention des maires.")
    assert said == {("Grand Chambéry", "member_of", "Convention des maires", "active")}


@pytest.mark.parametrize(
    ("text", "partner", "since", "until", "status"),
    [
        ("Plus personne n'écrit de Rovigo. Le conseil a mis fin à ce jumelage en 2015.", "Rovigo", None, "2015",
         "former"),
        ("Il reste le panneau de Rovigo. Le jumelage italien a été dénoncé en 2015.", "Rovigo", None, "2015",
         "former"),
        ("Un courrier de Ternopil est arrivé. Les deux maires ont signé une déclaration d'intention.", "Ternopil",
         None, None, "planned"),
        ("The bowl comes from Toki. That twinning, signed in 1979, goes on.", "Toki", "1979", None, "active"),
        ("Avec Québec, c'est autre chose : une entente de coopération, signée en 1999.", "Québec", "1999", None,
         "active"),
        ("Quant à Seattle, un protocole d'intention a été conclu.", "Seattle", None, None, "planned"),
    ],
)  # fmt: skip
def test_a_partner_named_before(
    tmp_path: Path, text: str, partner: str, since: str | None, until: str | None, status: str
) -> None:
    said = [fact.qualifiers for fact in facts_of(tmp_path, FRENCH + text) if fact.object == partner]
    assert [(one["since"], one["until"], one["status"]) for one in said] == [(since, until, status)]


@pytest.mark.parametrize(
    ("text", "network", "status"),
    [
        ("La Ville cotise depuis 2012 à Cités Unies France.", "Cités Unies France", "active"),
        ("La Ville a finalement lâché Eurocities en 2019.", "Eurocities", "former"),
        ("La Ville n'est plus dans Eurocities.", "Eurocities", "former"),
        ("La Ville adhérait à Eurocities ; elle s'en est retirée en 2020.", "Eurocities", "former"),
        ("The city joined Eurocities in 2001 but let its membership lapse in 2015.", "Eurocities", "former"),
    ],
)
def test_how_the_town_stands_in_a_network(tmp_path: Path, text: str, network: str, status: str) -> None:
    assert told(tmp_path, text) == {("Nantes", "member_of", network, status)}


def test_dues_are_paid_by_members(tmp_path: Path) -> None:
    said = told(tmp_path, "Sont versées les cotisations suivantes : Cités Unies France (2 140 €), AFCCRE (610 €).")
    assert said == {("Nantes", "member_of", one, "active") for one in ("Cités Unies France", "AFCCRE")}

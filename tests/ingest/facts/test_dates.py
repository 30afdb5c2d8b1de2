"""When links began and ended: dates of other events are not theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.facts.facts_of import facts_of

PAGES = {
    "fr": "# Angers dans le monde\n\nAngers est jumelée avec Pise depuis 1982.\n\n{}\n",
    "en": "# York in the world\n\nYork is twinned with Dijon since 1953.\n\n{}\n",
}


def dates(folder: Path, language: str, text: str) -> dict[str, tuple[str | None, str | None, str | None]]:
    """Object → since, until and status."""
    return {
        fact.object: (fact.qualifiers["since"], fact.qualifiers["until"], fact.qualifiers["status"])
        for fact in facts_of(folder, PAGES[language].format(text))
        if fact.relation in ("partner_of", "member_of")
    }


@pytest.mark.parametrize("mark", ["", "- "])
@pytest.mark.parametrize(
    ("language", "sentence", "until"),
    [
        ("en", "York left Eurocities in 2020.", "2020"),
        ("en", "York withdrew from Eurocities in 2019.", "2019"),
        ("fr", "La Ville a quitté Eurocities en 2017.", "2017"),
        ("fr", "Angers n'est plus membre d'Eurocities depuis 2018.", "2018"),
    ],
)
def test_the_year_of_leaving(tmp_path: Path, mark: str, language: str, sentence: str, until: str) -> None:
    assert dates(tmp_path, language, mark + sentence)["Eurocities"] == (None, until, "former")


@pytest.mark.parametrize(
    ("language", "sentence", "since", "until"),
    [
        ("en", "York was a member of Eurocities until 2018.", None, "2018"),
        ("en", "York was a member of Eurocities from 1999 to 2018.", "1999", "2018"),
        ("en", "York is no longer a member of Eurocities since 2018.", None, "2018"),
        ("fr", "Angers a adhéré à Eurocities en 1999 avant de s'en retirer en 2018.", "1999", "2018"),
    ],
)
def test_past_memberships(tmp_path: Path, language: str, sentence: str, since: str | None, until: str) -> None:
    assert dates(tmp_path, language, sentence)["Eurocities"] == (since, until, "former")


@pytest.mark.parametrize(
    ("language", "text", "since"),
    [
        ("en", "York is a member of Eurocities, established in 1986.", None),
        ("en", "York is a member of Eurocities (launched in 1986).", None),
        ("en", "- York belongs to Eurocities. Founded in 1986, it has 200 members.", None),
        ("en", "York is a member of Eurocities, whose congress it hosted in 2014.", None),
        ("fr", "Angers est membre d'Eurocities (créé en 1986) depuis 2001.", "2001"),
        ("fr", "Angers est membre d'Eurocities, réseau né en 1986 à Rotterdam.", None),
        ("fr", "Angers est membre d'Eurocities, qui existe depuis 1986.", None),
        ("fr", "## Réseaux\n\n- Eurocities : réseau créé en 1986\n- Energy Cities, depuis 2007", None),
        ("fr", "## Réseaux\n\n- Eurocities, cotisation 2023 payée\n- Energy Cities, depuis 2007", None),
    ],
)
def test_the_dates_of_a_network(tmp_path: Path, language: str, text: str, since: str | None) -> None:
    assert dates(tmp_path, language, text)["Eurocities"][0] == since


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "York's twinning with Münster turned sixty in 2017."),
        ("en", "York marked the anniversary of its twinning with Münster in 2017."),
        ("en", "In 2011 the Lord Mayor visited Münster, with which York is twinned."),
        ("en", "In 2015 the council voted to twin with Münster."),
        ("en", "York's link with Münster has been dormant since 2021."),
        ("en", "A twinning with Münster has been drafted and both sides hope to sign in 2026."),
        ("fr", "Le jumelage avec Münster fêtera ses soixante ans en 2024."),
        ("fr", "Angers est jumelée avec Münster depuis plus de 50 ans."),
        ("fr", "Réunie le 12 mai 2025, l'assemblée a suspendu le jumelage avec Münster."),
        ("fr", "Un projet de jumelage avec Münster devrait être signé en 2026."),
    ],
)
def test_the_date_of_another_event(tmp_path: Path, language: str, sentence: str) -> None:
    assert dates(tmp_path, language, sentence)["Münster"][0] is None


@pytest.mark.parametrize(
    ("language", "sentence", "since"),
    [
        ("en", "The twinning with Münster was established in 1957.", "1957"),
        ("en", "York marked the anniversary of its twinning with Münster, signed in 1957.", "1957"),
        ("fr", "Le jumelage avec Münster a été établi en 1964.", "1964"),
        ("fr", "La coopération avec Münster, lancée en 1974, est vivante.", "1974"),
    ],
)
def test_the_date_of_the_link(tmp_path: Path, language: str, sentence: str, since: str) -> None:
    assert dates(tmp_path, language, sentence)["Münster"][0] == since


@pytest.mark.parametrize(
    ("language", "sentence", "first", "second"),
    [
        ("fr", "Membre d'Eurocities depuis 1991, la Ville est membre d'Energy Cities.", "1991", None),
        ("fr", "La Ville est membre d'Eurocities ainsi que d'Energy Cities, qu'elle a rejoint en 1995.", None, "1995"),
        ("fr", "- Angers est membre d'Eurocities depuis 1998 et a rejoint Energy Cities en 2007.", "1998", "2007"),
        ("en", "York adheres to Eurocities (since 1991) and is a member of Energy Cities.", None, None),
    ],
)
def test_each_network_has_its_own_date(
    tmp_path: Path, language: str, sentence: str, first: str | None, second: str | None
) -> None:
    found = dates(tmp_path, language, sentence)
    assert found["Energy Cities"][0] == second
    assert found.get("Eurocities", (first,))[0] == first


def test_a_membership_takes_no_date_of_a_twinning(tmp_path: Path) -> None:
    found = dates(tmp_path, "en", "York is twinned with Münster since 1957 and belongs to ICLEI.")
    assert (found["Münster"][0], found["ICLEI"][0]) == ("1957", None)

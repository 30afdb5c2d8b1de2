"""Cards whose heading is a town, lines that open with another town, and tables that hold partners or networks."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.pipeline import discover, ingest_source

CARDS = """# {title}

{intro}

## {members}

### Quimper

{first}

### Vitré

{second}

### Fougères

{third}

### Dinan

{fourth}
"""


def _links(folder: Path, name: str, text: str) -> dict[tuple[str, str, str], tuple[str | None, str | None]]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    (source,) = discover([str(path)]).sources
    facts = ingest_source(source).facts
    return {
        (fact.subject, fact.relation, fact.object): (fact.qualifiers.get("since"), fact.qualifiers.get("status"))
        for fact in facts
        if fact.relation in ("partner_of", "member_of")
    }


@pytest.mark.parametrize(
    "words",
    [
        {
            "title": "Cittaslow : nos villes membres",
            "intro": "Cittaslow est un réseau international de villes.",
            "members": "Les villes membres de Cittaslow",
            "first": "Finistère – membre depuis 2011",
            "second": "Ille-et-Vilaine – adhérente depuis 2014",
            "third": "Ille-et-Vilaine – candidature en cours",
            "fourth": "Côtes-d'Armor – ancienne ville membre (2012-2018)",
        },
        {
            "title": "Cittaslow: our member towns",
            "intro": "Cittaslow is an international network of towns.",
            "members": "Member towns of Cittaslow",
            "first": "Finistère – member since 2011",
            "second": "Ille-et-Vilaine – joined in 2014",
            "third": "Ille-et-Vilaine – applicant, application pending",
            "fourth": "Côtes-d'Armor – former member (2012-2018)",
        },
    ],
)
def test_the_heading_of_a_card_is_the_member(tmp_path: Path, words: dict[str, str]) -> None:
    links = _links(tmp_path, "membres.md", CARDS.format(**words))
    found = {subject: told for (subject, relation, _), told in links.items() if relation == "member_of"}
    assert found == {
        "Quimper": ("2011", "active"),
        "Vitré": ("2014", "active"),
        "Dinan": ("2012", "former"),
    }


@pytest.mark.parametrize(
    ("title", "heading", "own", "other"),
    [
        ("Jumelages de Dinan", "Autour de nous", "Exmouth (Royaume-Uni), 1971", "Vitré : jumelée avec Helmstedt"),
        (
            "Twin towns of Dinan",
            "Neighbouring towns",
            "Exmouth (United Kingdom), 1971",
            "Vitré: twinned with Helmstedt",
        ),
    ],
)
def test_a_line_speaks_of_the_town_that_opens_it(
    tmp_path: Path, title: str, heading: str, own: str, other: str
) -> None:
    text = f"# {title}\n\n- {own}\n- Lugo (Italie), 1982\n\n## {heading}\n\n- {other} depuis 1979\n"
    links = _links(tmp_path, "dinan.md", text)
    assert ("Dinan", "partner_of", "Exmouth") in links
    assert ("Vitré", "partner_of", "Helmstedt") in links
    assert not {("Dinan", "partner_of", "Helmstedt"), ("Dinan", "partner_of", "Vitré")} & links.keys()


@pytest.mark.parametrize(
    "text",
    [
        "id;collectivité;partenaire ou réseau;pays;nature;date;état\n"
        "1;Quimper;Limerick;Irlande;jumelage;1980;en vigueur\n"
        "2;Quimper;Remscheid;Allemagne;hébergement;2019;réservé\n"
        "3;Quimper;Foggia;Italie;accord de coopération;;voté, non signé\n"
        "4;Quimper;Eurocities;;réseau;2004;adhérent\n",
        "id;town;partner or network;country;kind;date;status\n"
        "1;Quimper;Limerick;Ireland;twinning;1980;in force\n"
        "2;Quimper;Remscheid;Germany;accommodation;2019;booked\n"
        "3;Quimper;Foggia;Italy;cooperation agreement;;approved, not signed\n"
        "4;Quimper;Eurocities;;network;2004;member\n",
    ],
)
def test_a_column_may_hold_partners_or_networks(tmp_path: Path, text: str) -> None:
    assert _links(tmp_path, "export.csv", text) == {
        ("Quimper", "partner_of", "Limerick"): ("1980", "active"),
        ("Quimper", "partner_of", "Foggia"): (None, "planned"),
        ("Quimper", "member_of", "Eurocities"): ("2004", "active"),
    }


def test_headings_with_country_and_year_are_partners(tmp_path: Path) -> None:
    text = (
        "# Quimper\n\n## Villes jumelées\n\n### Limerick (Irlande) - 1980\n\nUn festival chaque été.\n\n"
        "### Remscheid (Allemagne) - 1971\n\nÉchanges de jeunes.\n"
    )
    links = _links(tmp_path, "quimper.md", text)
    assert links["Quimper", "partner_of", "Limerick"] == ("1980", "active")
    assert links["Quimper", "partner_of", "Remscheid"] == ("1971", "active")


def test_a_country_in_square_brackets_opens_a_heading(tmp_path: Path) -> None:
    text = (
        "# Quimper\n\n## Nos villes partenaires\n\n## En Europe\n\n### [Allemagne] Remscheid\n\n"
        "Accord de coopération, 2004.\n\n### [Irlande] Limerick\n\nAccord de coopération, 2007.\n"
    )
    links = _links(tmp_path, "quimper.md", text)
    assert links["Quimper", "partner_of", "Remscheid"][0] == "2004"
    assert links["Quimper", "partner_of", "Limerick"][0] == "2007"

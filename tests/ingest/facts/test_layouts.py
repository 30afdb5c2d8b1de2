"""Layouts in which members and partners are listed: directories, identity cards, headings with a restriction."""

from __future__ import annotations

from pathlib import Path

from tests.ingest.facts.facts_of import facts_of, kinds, links

DIRECTORY = """# LUCI: all our cities, A to Z

The LUCI network gathers cities that care for urban lighting.

## B

- Budapest, Hungary (since 2012)

## L

- Lyon, France
- Liverpool, United Kingdom (withdrew in 2015)
"""
CARD = """# Angers

**Pays** : France
**Jumelages** : Haarlem (Pays-Bas) depuis 1964 · Osnabrück (Allemagne) depuis 1964 · Pise (Italie) depuis 1982
**Réseaux** : Eurocities (membre associé), Energy Cities
"""
RESTRICTED = """# Angers à l'international

## Coopérations (hors jumelages)

- Bamako (Mali) : santé, convention reconduite en 2019
- Yantai (Chine) : projet suspendu depuis 2020
"""


def test_cities_under_letters_are_members(tmp_path: Path) -> None:
    facts = {fact.subject: fact.qualifiers for fact in facts_of(tmp_path, DIRECTORY) if fact.relation == "member_of"}
    assert set(facts) == {"Budapest", "Lyon", "Liverpool"}
    assert (facts["Budapest"]["since"], facts["Lyon"]["status"]) == ("2012", "active")
    assert (facts["Liverpool"]["status"], facts["Liverpool"]["until"]) == ("former", "2015")


def test_each_line_of_an_identity_card_is_read(tmp_path: Path) -> None:
    assert kinds(tmp_path, CARD) == {
        "Haarlem": ("jumelage", "1964"),
        "Osnabrück": ("jumelage", "1964"),
        "Pise": ("jumelage", "1982"),
    }
    assert ("Angers", "member_of", "Eurocities", "associate") in links(tmp_path, CARD)
    assert ("Angers", "member_of", "Energy Cities", "active") in links(tmp_path, CARD)


def test_a_restriction_does_not_deny_the_list(tmp_path: Path) -> None:
    assert links(tmp_path, RESTRICTED) == {
        ("Angers", "partner_of", "Bamako", "renewed"),
        ("Angers", "partner_of", "Yantai", "suspended"),
    }


SEE_ALSO = """# Angers

Angers est jumelée avec Pise.

## Voir aussi

- Jumelage entre Cholet et Arganda del Rey
- Trélazé (jumelée avec Zory, en Pologne)

Voir aussi : Saumur et ses jumelles, Warwick (article)
"""


def test_other_pages_that_are_pointed_at(tmp_path: Path) -> None:
    """A link told of two other towns is theirs; none is the page's own."""
    assert {link[0] for link in links(tmp_path, SEE_ALSO) if link[2] != "Pise"} == {"Cholet", "Trélazé"}

"""What an assembly refused, withdrew or put off is no link."""

from __future__ import annotations

from pathlib import Path

from tests.ingest.facts.facts_of import links

ITEMS = """Ville de Rennes
Conseil municipal du 4 juin 2018

Réseaux

- Adhésion au réseau Energy Cities : ADOPTÉE, 40 voix pour.
- Adhésion au réseau Eurocities : retirée de l'ordre du jour.
- Adhésion au réseau LUCI – REJETÉE, 12 pour, 30 contre.
- Retrait du réseau Metropolis : repoussé.
"""
SECTIONS = """# Rennes City Council, minutes of 3 May 2017

## Item 4 – Proposed twinning with Tampere

Moved by Councillor Le Goff.

The motion was defeated by 20 votes to 14.

## Item 5 – Motion to end the twinning with Erlangen (Germany)

Motion withdrawn.

## Item 6 – Twinning agreement with Sendai (Japan)

Carried unanimously.
"""


def test_networks_of_items_follow_the_vote(tmp_path: Path) -> None:
    """Only what was adopted is a membership; a refused withdrawal leaves the city a member."""
    assert links(tmp_path, ITEMS, "pv.txt") == {
        ("Rennes", "member_of", "Energy Cities", "active"),
        ("Rennes", "member_of", "Metropolis", "active"),
    }


def test_the_outcome_stands_below_what_is_proposed(tmp_path: Path) -> None:
    assert links(tmp_path, SECTIONS) == {
        ("Rennes", "partner_of", "Erlangen", "active"),
        ("Rennes", "partner_of", "Sendai", "active"),
    }

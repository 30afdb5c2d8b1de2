"""Abbreviations that are words too, in lines written in capitals."""

from __future__ import annotations

import pytest

from ingest.names import names


@pytest.mark.parametrize(
    "text",
    ["LES VILLES JUMELÉES AVEC SAUMUR", "JUMELAGE AVEC BONN", "Jumelée avec Bonn", "PACTE D'AMITIÉ AVEC NOTRE VOISINE"],
)
def test_a_word_among_capitals_is_no_network(text: str) -> None:
    assert "network" not in {one.entity.kind for one in names().mentions(text)}


@pytest.mark.parametrize("text", ["Nantes a rejoint AVEC en 2021.", "NOUS AVONS REJOINT LE RÉSEAU AVEC CETTE ANNÉE"])
def test_the_network_is_still_read(text: str) -> None:
    assert "AVEC" in {one.entity.name_fr for one in names().mentions(text)}

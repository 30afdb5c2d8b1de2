"""Numbers of twinnings and agreements that places announce."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.facts.facts_of import facts_of


def counts(folder: Path, text: str) -> set[tuple[str, str, str | None]]:
    return {
        (fact.subject, fact.object, fact.qualifiers["kind"])
        for fact in facts_of(folder, text)
        if fact.relation == "member_count"
    }


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "La Ville fait état de 17 serments de jumelage et de 29 accords de coopération.",
            {("Toulon", "17", "jumelages"), ("Toulon", "29", "accords de coopération")},
        ),
        ("Toulon compte treize villes jumelées.", {("Toulon", "13", "jumelages")}),
        ("Toulon has 21 twin towns.", {("Toulon", "21", "jumelages")}),
        ("Elle revendique une douzaine de villes partenaires.", {("Toulon", "12", "villes partenaires")}),
        ("Toulon compte 45 écoles et 180 000 habitants.", set()),
        ("Le département compte 17 jumelages.", set()),
        ("Toulon a signé deux accords de coopération en 2020.", set()),
        ("Toulon, comme Metz, compte 17 jumelages.", set()),
    ],
)
def test_a_place_announces_links_and_nothing_else(
    tmp_path: Path, sentence: str, expected: set[tuple[str, str, str | None]]
) -> None:
    assert counts(tmp_path, f"# Toulon à l'international\n\n{sentence}\n") == expected

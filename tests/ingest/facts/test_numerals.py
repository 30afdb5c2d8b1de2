"""Numbers of members in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.facts.wording.numerals import value_of
from tests.ingest.facts.facts_of import facts_of


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("onze", "11"),
        ("vingt et un", "21"),
        ("Soixante-dix-sept", "77"),
        ("soixante et onze", "71"),
        ("quatre-vingts", "80"),
        ("quatre-vingt-dix-neuf", "99"),
        ("forty-one", "41"),
        ("1 400", "1400"),
    ],
)
def test_value(words: str, number: str) -> None:
    assert value_of(words) == number


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("Le réseau LUCI regroupe quarante-deux villes.", "42"),
        ("The LUCI network brings together sixty-five cities.", "65"),
        ("LUCI spoke of 70 direct member cities in 2019.", "70"),
    ],
)
def test_members(tmp_path: Path, sentence: str, number: str) -> None:
    facts = facts_of(tmp_path, f"# LUCI\n\nLUCI est un réseau fondé en 2002.\n\n{sentence}\n")
    assert [fact.object for fact in facts if fact.relation == "member_count"] == [number]

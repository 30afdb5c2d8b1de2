"""Facts read from the captured pages and from the development set are at least as many, and as right, as they were."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from benchmarks.facts import DEFAULT, EVERY, Measure, measure

HERE = Path(__file__).parent / "facts"
FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
"""A floor only goes up."""


@cache
def measured(shared: Path, name: str) -> Measure:
    if name == "seeds":
        return measure(shared / "seeds", [HERE / "seeds.jsonl"], EVERY)
    gold = [shared / "devset" / f"part{part}_facts.jsonl" for part in (1, 2)]
    return measure(shared / "devset" / "docs", gold, DEFAULT)


@pytest.mark.parametrize("name", list(FLOORS))
def test_every_page_is_read(shared_dir: Path, name: str) -> None:
    assert not measured(shared_dir, name).failed


@pytest.mark.parametrize(("name", "share"), [(name, share) for name in FLOORS for share in FLOORS[name]["shares"]])
def test_no_share_is_below_its_floor(shared_dir: Path, name: str, share: str) -> None:
    total = measured(shared_dir, name).total()
    missing = [f"{gold.subject[0]} {gold.relation} {gold.object[0]}" for gold in total.missing]
    wrong = [f"{one.fact.subject} {one.fact.relation} {one.fact.object}" for one in total.wrong]
    assert getattr(total, share) >= FLOORS[name]["shares"][share], (missing, wrong)


@pytest.mark.parametrize(("name", "qualifier"), [(name, one) for name in FLOORS for one in FLOORS[name]["agreement"]])
def test_no_qualifier_agrees_less(shared_dir: Path, name: str, qualifier: str) -> None:
    agreeing, compared = measured(shared_dir, name).agreement.get(qualifier, (0, 0))
    assert agreeing >= FLOORS[name]["agreement"][qualifier] * compared

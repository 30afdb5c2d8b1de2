"""Facts read from the captured pages are at least as many, and as right, as they were."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.facts import EVERY, Measure, measure

HERE = Path(__file__).parent / "facts"
FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))["seeds"]
"""A floor only goes up."""


@pytest.fixture(scope="module")
def measured(shared_dir: Path) -> Measure:
    return measure(shared_dir / "seeds", [HERE / "seeds.jsonl"], EVERY)


def test_every_page_is_read(measured: Measure) -> None:
    assert not measured.failed


@pytest.mark.parametrize("share", list(FLOORS["shares"]))
def test_no_share_is_below_its_floor(measured: Measure, share: str) -> None:
    total = measured.total()
    missing = [f"{gold.subject[0]} {gold.relation} {gold.object[0]}" for gold in total.missing]
    wrong = [f"{one.fact.subject} {one.fact.relation} {one.fact.object}" for one in total.wrong]
    assert getattr(total, share) >= FLOORS["shares"][share], (missing, wrong)


@pytest.mark.parametrize("qualifier", list(FLOORS["agreement"]))
def test_no_qualifier_agrees_less(measured: Measure, qualifier: str) -> None:
    agreeing, compared = measured.agreement.get(qualifier, (0, 0))
    assert agreeing >= FLOORS["agreement"][qualifier] * compared

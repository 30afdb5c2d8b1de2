"""Questions as offices type them are answered at least as well as they were."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.dialogues import SETS, ask, figures, load, open_set
from index.embed import Encoder

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))["dialogues"]
"""Shares of `benchmarks.dialogues.figures` by set. A floor only goes up; `wrongly_declined` only goes down."""


@pytest.fixture(scope="module", params=list(FLOORS))
def measured(request: pytest.FixtureRequest, encoder: Encoder) -> tuple[str, dict[str, float]]:
    return request.param, figures(ask(*open_set(request.param, encoder)))


def test_no_share_is_below_its_floor(measured: tuple[str, dict[str, float]]) -> None:
    name, found = measured
    for share, floor in FLOORS[name].items():
        better = -1 if share == "wrongly_declined" else 1
        assert found[share] * better >= floor * better, share


@pytest.mark.parametrize("name", list(SETS))
def test_every_set_is_well_formed(name: str) -> None:
    documents, path = SETS[name]
    questions = load(path)
    assert len({one.id for one in questions}) == len(questions)
    assert all(one.documents for one in questions if one.gold)
    known = {path.name for path in documents.rglob("*")}
    assert known.issuperset(name for one in questions for name in one.documents)

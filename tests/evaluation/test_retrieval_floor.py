"""Passages are found at least as well as they were: the real model on a part of the public question sets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.retrieval import Figures, evaluate
from index.embed import Encoder

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))["retrieval"]
"""nDCG@10 of our fusion by set. A floor only goes up."""


@pytest.fixture(scope="module")
def figures(shared_dir: Path, encoder: Encoder) -> dict[str, Figures]:
    if not (shared_dir / "eval").is_dir():
        pytest.skip("the folder `shared` has no `eval`")
    return evaluate(quick=True, encoder=encoder)


def test_every_set_has_a_floor(figures: dict[str, Figures]) -> None:
    assert set(FLOORS) == set(figures)


@pytest.mark.parametrize("name", FLOORS)
def test_our_fusion_is_not_below_its_floor(figures: dict[str, Figures], name: str) -> None:
    assert figures[name]["ours"]["nDCG@10"] >= FLOORS[name]


@pytest.mark.parametrize("row", ["random", "first passage", "BM25", "dense", "rank fusion", "min-max"])
def test_our_fusion_beats_every_other_row_on_average(figures: dict[str, Figures], row: str) -> None:
    assert figures["mean"]["ours"]["nDCG@10"] > figures["mean"][row]["nDCG@10"]


def test_the_controls_find_next_to_nothing(figures: dict[str, Figures]) -> None:
    assert figures["mean"]["random"]["nDCG@10"] < 0.15
    assert figures["mean"]["first passage"]["nDCG@10"] < 0.15

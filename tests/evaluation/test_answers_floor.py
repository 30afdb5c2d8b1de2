"""Answers are at least as good as they were, over the captured pages and over the app's own documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.chain import Assistant
from benchmarks.answers import ask_all, controls, figures
from benchmarks.questions import ROOT, own
from index.build import build
from index.embed import Encoder
from index.snapshot import Snapshot

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))["answers"]
"""Shares of `benchmarks.answers.figures` by set. A floor only goes up; `wrongly_declined` only goes down."""


@pytest.fixture(scope="module")
def assistants(seeds_index: Path, encoder: Encoder) -> dict[str, Assistant]:
    # Kept between runs, so that only documents that changed are encoded again.
    corpus = ROOT / "var" / "evaluation" / "corpus"
    report = build([str(ROOT / "corpus")], corpus, encoder)
    assert not report.failed
    return {
        name: Assistant(Snapshot.open(index, encoder.fingerprint), encoder)
        for name, index in (("seeds", seeds_index), ("corpus", corpus))
    }


@pytest.fixture(scope="module", params=list(FLOORS))
def measured(request: pytest.FixtureRequest, assistants: dict[str, Assistant]) -> tuple[str, dict[str, float], float]:
    name = request.param
    questions = own(name)
    simplest = max(row["right"] for row in controls(assistants[name], questions).values())
    return name, figures(ask_all(assistants[name], questions)), simplest


@pytest.mark.parametrize("share", ["right", "cited", "declined"])
def test_no_share_is_below_its_floor(measured: tuple[str, dict[str, float], float], share: str) -> None:
    name, found, _ = measured
    assert found[share] >= FLOORS[name][share]


def test_no_more_is_declined_wrongly(measured: tuple[str, dict[str, float], float]) -> None:
    name, found, _ = measured
    assert found["wrongly_declined"] <= FLOORS[name]["wrongly_declined"]

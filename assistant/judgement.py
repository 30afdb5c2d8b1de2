"""What was learned from questions with known answers: which unit answers, and whether to answer at all.

Two logistic regressions over the measures of `assistant.evidence`, kept as plain numbers in `data/judgement.json`
together with what they were fitted on and the trade-off they were chosen from. `benchmarks/calibrate.py` writes it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from assistant.evidence import FEATURES

DECISION_FEATURES: Final = (*FEATURES, "pick", "margin", "answer_coverage", "answer_expected", "answer_complete")
"""What the decision to answer looks at: the best unit's measures, its score as a pick, its lead over other passages,
and what the chosen units hold together: terms, expected kinds, and whether nothing is missing."""


@dataclass(frozen=True, slots=True)
class Logistic:
    """P = 1 / (1 + exp(-(bias + weights · (x - mean) / scale)))."""

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]
    bias: float

    def logit(self, measures: NDArray[np.float64]) -> NDArray[np.float64]:
        """Log-odds, shape (n,) for measures of shape (n, n_features)."""
        return np.asarray((measures - self.mean) / self.scale @ self.weights + self.bias)

    @classmethod
    def from_json(cls, record: dict[str, Any], names: tuple[str, ...]) -> Logistic:
        """:raises ValueError: when the record was fitted on other features than `names`."""
        if tuple(record["features"]) != names:
            raise ValueError(f"judgement.json was fitted on {record['features']}, the code measures {list(names)}")
        return cls(
            np.asarray(record["mean"]),
            np.asarray(record["scale"]),
            np.asarray(record["weights"]),
            float(record["bias"]),
        )


@dataclass(frozen=True, slots=True)
class Judgement:
    """`pick` ranks units; `support` gives the log-odds that the best one answers; answer from `threshold` up."""

    pick: Logistic
    support: Logistic
    threshold: float

    @classmethod
    def from_json(cls, record: dict[str, Any]) -> Judgement:
        """Reads what `benchmarks/calibrate.py` wrote."""
        return cls(
            Logistic.from_json(record["pick"], FEATURES),
            Logistic.from_json(record["support"], DECISION_FEATURES),
            float(record["threshold"]),
        )


@cache
def judgement() -> Judgement:
    """The judgement the app ships with."""
    text = resources.files("assistant").joinpath("data/judgement.json").read_text(encoding="utf-8")
    return Judgement.from_json(json.loads(text))

"""What kind of question it is: each feature speaks for some kinds and against others.

The weights stand in `questions.toml`; whatever maps the same features to scores can take their place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast, get_args

from assistant.query import QueryKind
from assistant.vocabulary import Vocabulary

KINDS: Final[tuple[QueryKind, ...]] = get_args(QueryKind)
BIAS: Final = "bias"


def scores(features: Mapping[str, float], vocabulary: Vocabulary) -> dict[QueryKind, float]:
    """How much the features speak for each kind. A weight for `a+b` counts where both features are there."""
    return {
        cast(QueryKind, kind): sum(weight * _value(name, features) for name, weight in weights.items())
        for kind, weights in vocabulary.weights.items()
    }


def best(found: Mapping[QueryKind, float]) -> tuple[QueryKind, float]:
    """The kind with the highest score, and its lead over the next; `open` wins where it is as good as another."""
    ranked = sorted(found, key=lambda kind: (-found[kind], kind != "open"))
    return ranked[0], found[ranked[0]] - found[ranked[1]]


def _value(name: str, features: Mapping[str, float]) -> float:
    if name == BIAS:
        return 1.0
    product = 1.0
    for part in name.split("+"):
        product *= features.get(part, 0.0)
    return product

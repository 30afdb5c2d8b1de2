"""What kind of question it is, learned from questions of which the kind is known (`benchmarks/kinds`).

Two logistic regressions over the words of a question, the groups of words that it uses, what it names, and its vector:
one says which kind comes first, the other whether a kind is asked too. Words and their parts are numbered by a hash, so
that no list of words has to be kept. The vector is that of the question with the same names for all: it tells that
« claquer la porte » is to leave.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Final, get_args

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load

from assistant.query import QueryKind
from assistant.shape import CITY, COUNTRY, DATE, NETWORK

KINDS: Final[tuple[QueryKind, ...]] = get_args(QueryKind)
SIZE: Final = 1 << 15
"""Numbers that features share."""
RUNS: Final = (1, 2, 3)
"""Words of a run."""
PARTS: Final = (2, 3, 4, 5)
"""Letters of a part of a word: they see through endings and misspellings."""
OF_RUNS: Final = 4.0
OF_PARTS: Final = 2.0
"""Length of the vector of all runs, and of all parts; a group of words or a name counts 1."""
EDGES: Final = ("^", "$")
STANDING_FOR: Final = {CITY: "Lyon", NETWORK: "Eurocities", COUNTRY: "Allemagne", DATE: "2000"}
"""What is encoded where a question has a name: any will do, as long as it is always the same."""


Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Kinds:
    """What a question asks, as far as one can tell."""

    first: Mapping[QueryKind, float]
    """How likely each kind is to be what is asked first; they sum up to 1."""
    too: Mapping[QueryKind, float]
    """How likely it is that each kind is asked at all."""


@dataclass(frozen=True, slots=True)
class KindModel:
    """The weights of both regressions, the first and whether a kind is asked too, side by side."""

    words: NDArray[np.float32]
    """Of the numbered features, shape (SIZE, 2 * len(KINDS))."""
    vector: NDArray[np.float32]
    """Of the vector, shape (dimensions, 2 * len(KINDS))."""
    centre: Vector
    """Mean of the vectors that were learned from: a question without a vector is taken for the mean."""
    bias: NDArray[np.float32]
    encoder: str
    """Fingerprint of the encoder whose vectors it knows."""

    def kinds(self, measured: Mapping[int, float], vector: Vector | None) -> Kinds:
        """Both answers for a question of these measures (`measures`) and this vector, shape (dimensions,)."""
        numbers = np.fromiter(measured, dtype=np.int64, count=len(measured))
        values = np.fromiter(measured.values(), dtype=np.float32, count=len(measured))
        scores = values @ self.words[numbers] + self.bias
        if vector is not None:
            scores = scores + (vector - self.centre) @ self.vector
        first, too = np.split(scores, 2)
        shares = np.exp(first - first.max())
        return Kinds(
            dict(zip(KINDS, (shares / shares.sum()).tolist(), strict=True)),
            dict(zip(KINDS, (1 / (1 + np.exp(-too))).tolist(), strict=True)),
        )


class KindReader:
    """Tells the kinds of questions; those asked before are remembered. Shared by threads."""

    def __init__(self, encode: Callable[[str], Vector] | None = None, fingerprint: str = "") -> None:
        """
        :param encode: the vector of a text, shape (dimensions,); none without an embedding model.
        :param fingerprint: of the encoder. Vectors of another than the one learned with are not used.
        """
        self._model = kind_model()
        encode = encode if fingerprint == self._model.encoder else None
        self._encode = lru_cache(maxsize=1_000)(encode) if encode else None

    def kinds(self, said: Sequence[str], groups: Mapping[str, float]) -> Kinds:
        """What is asked by a question of this shape, with these groups of words (see `measures`)."""
        vector = self._encode(plain(said)) if self._encode and said else None
        return self._model.kinds(measures(said, groups), vector)


def plain(said: Sequence[str]) -> str:
    """A question's shape with one name for all of a sort, to be encoded."""
    return " ".join(STANDING_FOR.get(word, word) for word in said)


def measures(said: Sequence[str], groups: Mapping[str, float]) -> dict[int, float]:
    """Number of a feature → its value.

    :param said: the question's shape (`assistant.shape`).
    :param groups: groups of words and sets of names that it has (`Slots.features`).
    """
    found: dict[int, float] = {}
    for name, value in groups.items():
        _add(found, f"group {name}", value)
    for kind, names, length in (("run", set(_runs(said)), OF_RUNS), ("part", set(_parts(said)), OF_PARTS)):
        for name in names:
            _add(found, f"{kind} {name}", length / len(names) ** 0.5)
    return found


def _runs(said: Sequence[str]) -> Iterator[str]:
    words = (EDGES[0], *said, EDGES[1])
    for length in RUNS:
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])


def _parts(said: Sequence[str]) -> Iterator[str]:
    for word in said:
        if word[0].isalnum():
            padded = f" {word} "
            for length in PARTS:
                for start in range(len(padded) - length + 1):
                    yield padded[start : start + length]


def _add(found: dict[int, float], name: str, value: float) -> None:
    number = zlib.crc32(name.encode()) % SIZE
    found[number] = found.get(number, 0.0) + value


@cache
def kind_model() -> KindModel:
    """The model that the app ships with."""
    stored = load(resources.files("assistant").joinpath("data/kinds.safetensors").read_bytes())
    words, vector, centre, bias = (stored[name].astype(np.float32) for name in ("words", "vector", "centre", "bias"))
    return KindModel(words, vector, centre, bias, bytes(stored["encoder"]).decode())

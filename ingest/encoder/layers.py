"""The lower layers of the carried model, as a network of our own to train further: tokens to vectors in their context.

Importing this takes seconds, so the rest of the layer does it once something is read.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

import torch
from torch import Tensor, nn

OUT: Final = -10_000.0
"""Added to the fit of what is no token."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the encoder, as in its `config.json`."""

    hidden: int
    heads: int
    inner: int
    positions: int
    epsilon: float
    layers: int
    """How many of its layers are used, from the lowest."""

    @classmethod
    def of(cls, config: Mapping[str, Any], layers: int) -> Self:
        """The sizes that a `config.json` of BERT tells."""
        return cls(
            hidden=config["hidden_size"],
            heads=config["num_attention_heads"],
            inner=config["intermediate_size"],
            positions=config["max_position_embeddings"],
            epsilon=config["layer_norm_eps"],
            layers=layers,
        )


class Attention(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query = nn.Linear(shape.hidden, shape.hidden)
        self.key = nn.Linear(shape.hidden, shape.hidden)
        self.value = nn.Linear(shape.hidden, shape.hidden)
        self.output = nn.Linear(shape.hidden, shape.hidden)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """:param states: (texts, tokens, hidden). :param mask: (texts, 1, 1, tokens), added to the fit of each."""
        texts, tokens, hidden = states.shape

        def split(vectors: Tensor) -> Tensor:
            return vectors.view(texts, tokens, self.heads, hidden // self.heads).transpose(1, 2)

        # Written out: on processors, with a mask, this is twice as fast as torch's own attention.
        fit = split(self.query(states)) @ split(self.key(states)).transpose(2, 3) / math.sqrt(hidden // self.heads)
        read = (fit + mask).softmax(-1) @ split(self.value(states))
        out: Tensor = self.output(read.transpose(1, 2).reshape(texts, tokens, hidden))
        return out


class Layer(nn.Module):
    """A layer of BERT (Devlin et al. 2019): attention, then two dense steps, each added and normalised."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.attention = Attention(shape)
        self.attention_norm = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
        self.inner = nn.Linear(shape.hidden, shape.inner)
        self.outer = nn.Linear(shape.inner, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=shape.epsilon)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        states = self.attention_norm(states + self.attention(states, mask))
        out: Tensor = self.norm(states + self.outer(nn.functional.gelu(self.inner(states))))
        return out


class Encoder(nn.Module):
    """Tokens to vectors; the table of words is given at each call, since it is shared and never trained."""

    def __init__(self, shape: Shape, kinds: int) -> None:
        """:param kinds: how many kinds of tokens it is told apart."""
        super().__init__()
        self.positions = nn.Embedding(shape.positions, shape.hidden)
        self.base = nn.Parameter(torch.zeros(shape.hidden))
        """The vector that BERT adds for the first text of two."""
        self.kinds = nn.Embedding(kinds, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        nn.init.zeros_(self.kinds.weight)

    def forward(self, words: Tensor, kinds: Tensor, mask: Tensor) -> Tensor:
        """:param words: (texts, tokens, hidden). :param kinds: (texts, tokens), which kind each token is of.
        :param mask: (texts, tokens). :returns: (texts, tokens, hidden)."""
        places = torch.arange(words.shape[1], device=words.device)
        states = self.norm(words + self.positions(places) + self.base + self.kinds(kinds))
        wide = torch.zeros_like(mask, dtype=states.dtype).masked_fill(~mask, OUT)[:, None, None, :]
        for layer in self.layers:
            states = layer(states, wide)
        read: Tensor = states
        return read


def carried_words(folder: Path) -> Tensor:
    """The carried model's vector of each token, (tokens, hidden), which no training changes."""
    from safetensors import safe_open

    with safe_open(folder / "model.safetensors", "pt") as file:
        words: Tensor = file.get_tensor("embeddings.word_embeddings.weight")
    return words


def shape_of(folder: Path, layers: int) -> Shape:
    """The sizes of the carried model's lower `layers`."""
    return Shape.of(json.loads((folder / "config.json").read_text(encoding="utf-8")), layers)


def begin(encoder: Encoder, folder: Path) -> None:
    """Gives an encoder the weights of the carried model, to train it further.

    :param folder: the carried model's, with its `model.safetensors`.
    """
    from safetensors import safe_open

    names = {
        "attention.self.query": "attention.query",
        "attention.self.key": "attention.key",
        "attention.self.value": "attention.value",
        "attention.output.dense": "attention.output",
        "attention.output.LayerNorm": "attention_norm",
        "intermediate.dense": "inner",
        "output.dense": "outer",
        "output.LayerNorm": "norm",
    }
    with safe_open(folder / "model.safetensors", "pt") as file, torch.no_grad():
        get = file.get_tensor
        encoder.positions.weight.copy_(get("embeddings.position_embeddings.weight"))
        encoder.base.copy_(get("embeddings.token_type_embeddings.weight")[0])
        encoder.norm.weight.copy_(get("embeddings.LayerNorm.weight"))
        encoder.norm.bias.copy_(get("embeddings.LayerNorm.bias"))
        for number in range(len(encoder.layers)):
            for theirs, ours in names.items():
                module = encoder.layers[number].get_submodule(ours)
                for part in ("weight", "bias"):
                    getattr(module, part).copy_(get(f"encoder.layer.{number}.{theirs}.{part}"))

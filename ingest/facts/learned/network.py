"""The network that reads links: the lower layers of the carried encoder, a tagger of names and a scorer of pairs.

The only module of this layer that imports torch, and only once a page is read. One pass reads a text; every pair of
names in it is then scored from the vectors of their tokens, so a text with many names costs no more than another.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import torch
from torch import Tensor, nn

from ingest.facts.learned.labels import KINDS, RELATIONS, STATUSES, TAGS

REACHES: Final = (0, 4, 8, 16, 32, 64, 128)
"""Tokens between two names, as buckets."""
OUT: Final = -10_000.0
"""Added to the fit of what is no token."""
WIDTH: Final = 256
"""Of the vectors that stand for a name in a pair."""
HEADS: Final = 2
WIDTH_HEAD: Final = 64
"""Of the look that each pair takes at the text: how many, and how wide."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the encoder, as in its `config.json`."""

    vocabulary: int
    hidden: int
    heads: int
    inner: int
    positions: int
    epsilon: float
    layers: int
    """How many of its layers are used, from the lowest."""


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

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.positions = nn.Embedding(shape.positions, shape.hidden)
        self.base = nn.Parameter(torch.zeros(shape.hidden))
        """The vector that BERT adds for the first text of two."""
        self.kinds = nn.Embedding(len(KINDS), shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        nn.init.zeros_(self.kinds.weight)

    def forward(self, words: Tensor, kinds: Tensor, mask: Tensor) -> Tensor:
        """:param words: (texts, tokens, hidden). :param kinds: (texts, tokens), places in `KINDS`.
        :param mask: (texts, tokens). :returns: (texts, tokens, hidden)."""
        places = torch.arange(words.shape[1], device=words.device)
        states = self.norm(words + self.positions(places) + self.base + self.kinds(kinds))
        wide = torch.zeros_like(mask, dtype=states.dtype).masked_fill(~mask, OUT)[:, None, None, :]
        for layer in self.layers:
            states = layer(states, wide)
        read: Tensor = states
        return read


class LinkNetwork(nn.Module):
    """Reads texts: which tokens are names, and which pairs of names are linked."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.encoder = Encoder(shape)
        self.tagger = nn.Linear(shape.hidden, len(TAGS))
        self.left = nn.Linear(2 * shape.hidden, WIDTH)
        self.right = nn.Linear(2 * shape.hidden, WIDTH)
        self.reach = nn.Embedding(2 * (len(REACHES) + 1), WIDTH)
        self.asking = nn.Linear(2 * WIDTH, HEADS * WIDTH_HEAD)
        self.asked = nn.Linear(shape.hidden, HEADS * WIDTH_HEAD)
        self.told = nn.Linear(shape.hidden, WIDTH)
        self.between = nn.Linear(shape.hidden, WIDTH)
        self.mix = nn.Linear((2 + HEADS + 1) * WIDTH, WIDTH)
        self.scorer = nn.Linear(WIDTH, len(RELATIONS) + len(STATUSES))
        self.dropout = nn.Dropout(0.1)

    def forward(self, words: Tensor, kinds: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """The vectors of all tokens and the scores of their tags, (texts, tokens, tags)."""
        states = self.encoder(words, kinds, mask)
        return states, self.tagger(self.dropout(states))

    def pairs(self, states: Tensor, firsts: Tensor, lasts: Tensor, left: Tensor, right: Tensor) -> Tensor:
        """Scores of pairs of names of one text: (pairs, relations + statuses), all of them logits.

        :param states: (tokens, hidden), without padding.
        :param firsts, lasts: first and last token of each name, (names,).
        :param left, right: numbers of the two names of each pair, (pairs,).
        """
        sums = torch.cat([states.new_zeros(1, states.shape[1]), states.cumsum(0)])
        means = (sums[lasts + 1] - sums[firsts]) / (lasts + 1 - firsts)[:, None]
        names = torch.cat([states[firsts], means], 1)
        lefts, rights = self.left(names), self.right(names)
        gap = torch.where(firsts[left] < firsts[right], firsts[right] - lasts[left], firsts[left] - lasts[right])
        bucket = torch.bucketize(gap.clamp(min=0), torch.tensor(REACHES, device=gap.device))
        bucket = bucket + (firsts[left] < firsts[right]) * (len(REACHES) + 1)
        one, other = lefts[left], rights[right]
        reach = self.reach(bucket)
        first, last = torch.minimum(lasts[left], lasts[right]) + 1, torch.maximum(firsts[left], firsts[right])
        many = (last - first).clamp(min=1)[:, None]
        between = (sums[torch.maximum(last, first)] - sums[first]) / many
        # What the pair finds where it looks in the text (Zhou et al. 2021, « localized context pooling », with a look
        # of its own rather than the encoder's attention).
        look = self.asking(torch.cat([one + reach, other], 1)).view(len(left), HEADS, WIDTH_HEAD)
        keys = self.asked(states).view(len(states), HEADS, WIDTH_HEAD)
        weights = (torch.einsum("phd,thd->pht", look, keys) / math.sqrt(WIDTH_HEAD)).softmax(2)
        context = torch.einsum("pht,tw->phw", weights, self.told(states)).flatten(1)
        joined = torch.cat([one + other + reach, one * other, context, self.between(between)], 1)
        out: Tensor = self.scorer(self.dropout(nn.functional.gelu(self.mix(nn.functional.gelu(joined)))))
        return out


def summed(scores: Tensor, relation: str) -> tuple[Tensor, Tensor]:
    """What several pairs that name the same two things come to: a logit, and logits of the statuses.

    :param scores: (pairs, relations + statuses).
    """
    own = scores[:, RELATIONS.index(relation)]
    # One clear telling is enough, and many vague ones are little more: a soft maximum, less half of what number alone
    # adds to it.
    linked = torch.logsumexp(own, 0) - math.log(len(own)) / 2
    statuses = (torch.softmax(own, 0)[:, None] * scores[:, len(RELATIONS) :]).sum(0)
    return linked, statuses

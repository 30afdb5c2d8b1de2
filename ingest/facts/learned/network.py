"""The network that reads links: the lower layers of the carried encoder, a tagger of names and a scorer of pairs.

One pass reads some texts; every pair of names in them is then scored from the vectors of their tokens, so a text with
many names costs no more than another. Importing this takes seconds, so the rest of the layer does it once a page is
read.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import torch
from torch import Tensor, nn

from ingest.encoder.layers import OUT, Encoder, Shape
from ingest.facts.learned.labels import KINDS, RELATIONS, STATUSES, TAGS

REACHES: Final = (0, 4, 8, 16, 32, 64, 128)
"""Tokens between two names, as buckets."""
WIDTH: Final = 256
"""Of the vectors that stand for a name in a pair."""
HEADS: Final = 2
WIDTH_HEAD: Final = 64
"""Of the look that each pair takes at the text: how many, and how wide."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of some texts: which pairs of their names, and what each pair could tell.

    A group is one thing that a text may state; its tellings are the pairs of names that could state it.
    """

    lengths: Sequence[int]
    """Tokens of each text."""
    rows: Tensor
    """Of each name its text, in ascending order, (names,)."""
    firsts: Tensor
    """Of each name its first token, (names,)."""
    lasts: Tensor
    """Of each name its last token, (names,)."""
    lefts: Tensor
    """Of each pair the number of its first name, pairs of one text together and in order, (pairs,)."""
    rights: Tensor
    """Of each pair the number of its second name, (pairs,)."""
    counts: Sequence[int]
    """Pairs of each text."""
    pairs: Tensor
    """Of each telling its pair, (tellings,)."""
    relations: Tensor
    """Of each telling its relation, a place in `labels.RELATIONS`, (tellings,)."""
    groups: Tensor
    """Of each telling its group, (tellings,)."""
    many: int
    """Groups."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of one text, as in `Asked`, all numbers being the text's own."""

    length: int
    firsts: Sequence[int]
    lasts: Sequence[int]
    lefts: Sequence[int]
    rights: Sequence[int]
    pairs: Sequence[int]
    relations: Sequence[int]
    groups: Sequence[int]
    many: int


def together(questions: Sequence[Question], device: torch.device | None = None) -> Asked:
    """Several questions as one."""

    def joined(of: Sequence[Sequence[int]], sizes: Sequence[int] | None = None) -> Tensor:
        flat = torch.cat([torch.as_tensor(one, dtype=torch.long) for one in of])
        if sizes is not None:
            before = torch.tensor([0, *sizes[:-1]]).cumsum(0)
            flat += before.repeat_interleave(torch.tensor([len(one) for one in of]))
        return flat.to(device, non_blocking=True)

    names = [len(one.firsts) for one in questions]
    pairs = [len(one.lefts) for one in questions]
    groups = [one.many for one in questions]
    return Asked(
        lengths=[one.length for one in questions],
        rows=torch.arange(len(questions)).repeat_interleave(torch.tensor(names)).to(device),
        firsts=joined([one.firsts for one in questions]),
        lasts=joined([one.lasts for one in questions]),
        lefts=joined([one.lefts for one in questions], names),
        rights=joined([one.rights for one in questions], names),
        counts=pairs,
        pairs=joined([one.pairs for one in questions], pairs),
        relations=joined([one.relations for one in questions]),
        groups=joined([one.groups for one in questions], groups),
        many=sum(groups),
    )


@dataclass(frozen=True, slots=True)
class Scores:
    """What a network makes of what it was asked."""

    logits: Tensor
    """Whether each group is stated, (groups,)."""
    statuses: Tensor
    """Logits of the statuses of each group, (groups, statuses)."""
    shares: Tensor
    """Share of each telling in its group, 0 to 1, (tellings,)."""
    owners: Tensor
    """Logit of each name that the text speaks for it, (names,)."""


class LinkNetwork(nn.Module):
    """Reads texts: which tokens are names, and which pairs of names are linked."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.encoder = Encoder(shape, len(KINDS))
        self.tagger = nn.Linear(shape.hidden, len(TAGS))
        self.owner = nn.Linear(2 * shape.hidden, 1)
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

    def scores(self, states: Tensor, asked: Asked) -> Scores:
        """What each group comes to.

        :param states: (texts, tokens, hidden), as `forward` gives them.
        """
        sums = nn.functional.pad(states.cumsum(1), (0, 0, 1, 0))
        rows, firsts, lasts = asked.rows, asked.firsts, asked.lasts
        means = (sums[rows, lasts + 1] - sums[rows, firsts]) / (lasts + 1 - firsts)[:, None]
        names = torch.cat([states[rows, firsts], means], 1)
        owners = self.owner(self.dropout(names))[:, 0]
        pairs = self._pairs(states, sums, names, asked)
        own = pairs[asked.pairs, asked.relations]
        top = own.new_full((asked.many,), OUT).scatter_reduce(0, asked.groups, own.detach(), "amax")
        each = (own - top[asked.groups]).exp()
        total = own.new_zeros(asked.many).index_add(0, asked.groups, each)
        size = torch.bincount(asked.groups, minlength=asked.many)
        # One clear telling is enough, and many vague ones are little more: a soft maximum, less half of what number
        # alone adds to it.
        logits = top + total.log() - size.log() / 2
        shares = each / total[asked.groups]
        statuses = own.new_zeros(asked.many, len(STATUSES)).index_add(
            0, asked.groups, shares[:, None] * pairs[asked.pairs, len(RELATIONS) :]
        )
        return Scores(logits, statuses, shares, owners)

    def _pairs(self, states: Tensor, sums: Tensor, names: Tensor, asked: Asked) -> Tensor:
        """Logits of each pair, (pairs, relations + statuses).

        :param sums: of the vectors before each token, (texts, tokens + 1, hidden).
        :param names: (names, 2 * hidden).
        """
        rows, firsts, lasts, left, right = asked.rows, asked.firsts, asked.lasts, asked.lefts, asked.rights
        lefts, rights = self.left(names), self.right(names)
        forward = firsts[left] < firsts[right]
        gap = torch.where(forward, firsts[right] - lasts[left], firsts[left] - lasts[right])
        bucket = torch.bucketize(gap.clamp(min=0), torch.tensor(REACHES, device=gap.device))
        reach = self.reach(bucket + forward * (len(REACHES) + 1))
        one, other = lefts[left], rights[right]
        first, last = torch.minimum(lasts[left], lasts[right]) + 1, torch.maximum(firsts[left], firsts[right])
        many = (last - first).clamp(min=1)[:, None]
        row = rows[left]
        between = (sums[row, torch.maximum(last, first)] - sums[row, first]) / many
        context = self._context(states, torch.cat([one + reach, other], 1), asked)
        joined = torch.cat([one + other + reach, one * other, context, self.between(between)], 1)
        out: Tensor = self.scorer(self.dropout(nn.functional.gelu(self.mix(nn.functional.gelu(joined)))))
        return out

    def _context(self, states: Tensor, pairs: Tensor, asked: Asked) -> Tensor:
        """What each pair finds where it looks in its text (Zhou et al. 2021, « localized context pooling », with a look
        of its own rather than the encoder's attention), (pairs, HEADS * WIDTH)."""
        texts, tokens, _ = states.shape
        looks = self.asking(pairs).view(-1, HEADS, WIDTH_HEAD)
        keys = self.asked(states).view(texts, tokens, HEADS, WIDTH_HEAD)
        told = self.told(states)
        found = []
        for row, look in enumerate(looks.split(list(asked.counts))):
            length = asked.lengths[row]
            fit = torch.einsum("phd,thd->pht", look, keys[row, :length]) / math.sqrt(WIDTH_HEAD)
            found.append(torch.einsum("pht,tw->phw", fit.softmax(2), told[row, :length]).flatten(1))
        return torch.cat(found)

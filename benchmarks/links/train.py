"""Trains the network that reads links on what `encode` wrote.

`python -m benchmarks.links.train --data FILE --out FILE.safetensors [--epochs N] [--layers N] [--seed N]`

Each report prints precision and recall, given the names, on the part kept aside; the weights are written at the end,
and at each report. Three minutes an epoch on two cores; on a graphics card, seconds.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from ingest.encoder.layers import begin, shape_of
from ingest.encoder.packing import packed, unpacked
from ingest.facts.learned.labels import KINDS, RELATIONS
from ingest.facts.learned.network import Asked, LinkNetwork, Question, together

PLAIN, CAPITALS, BARE = range(3)
"""As in `encode`."""
STYLES = {PLAIN: 0.86, BARE: 0.09, CAPITALS: 0.05}
NONE, OWNER, CITY = KINDS.index("none"), KINDS.index("owner"), KINDS.index("city")
BATCH = 48


@dataclass(slots=True)
class Row:
    """An example as `encode` wrote it."""

    ids: list[int]
    tags: list[int]
    firsts: list[int]
    lasts: list[int]
    kinds: list[int]
    places: list[int]
    keys: list[int]
    movable: list[int]
    owned: list[int]
    lefts: list[int]
    rights: list[int]
    pairs: list[int]
    relations: list[int]
    groups: list[int]
    targets: list[int]
    statuses: list[int]
    about: list[int]


@dataclass(slots=True)
class Batch:
    """Some examples as tensors."""

    ids: Tensor
    kinds: Tensor
    tags: Tensor
    mask: Tensor
    asked: Asked
    targets: Tensor
    statuses: Tensor
    owned: Tensor
    """Of each name whether the text speaks for it; -1 where that is given, or not known."""


class Data:
    """What `encode` wrote."""

    def __init__(self, path: Path) -> None:
        stored = load_file(path)
        with safe_open(path, "pt") as file:
            metadata = file.metadata()
        self.origins: list[str] = json.loads(metadata["origins"])
        self.pad = int(metadata["pad"])
        self.words = stored["words"]
        self.marked: list[bool] = stored["marked"].tolist()

        def lists(column: str) -> list[list[int]]:
            flat, ends = stored[column].tolist(), stored[f"{column}.ends"].tolist()
            return [flat[start:end] for start, end in zip([0, *ends[:-1]], ends, strict=True)]

        self.spaced, self.bare = lists("spaced"), lists("bare")
        columns = [lists(column) for column in Row.__slots__]
        rows = [Row(*values) for values in zip(*columns, strict=True)]
        self.kept = [row for row in rows if row.about[1]]
        self.examples: list[dict[int, Row]] = []
        """One for each example, by how it is written."""
        for row in rows:
            if row.about[1]:
                continue
            if row.about[0] == PLAIN:
                self.examples.append({})
            self.examples[-1][row.about[0]] = row


def varied(data: Data, example: dict[int, Row], chance: random.Random, swapped: float, hidden: float) -> Row:
    """An example with some names exchanged for others, unknown to the gazetteer, or its owner left unsaid; now and
    then in capitals or without accents: what is learned must not hang on the names nor on good spelling."""
    style = chance.choices(list(STYLES), list(STYLES.values()))[0]
    row = example.get(style) or example[PLAIN]
    exchange: dict[int, int] = {}
    unknown: set[int] = set()
    lot = swapped * chance.random() * 2
    for key, movable, kind in zip(row.keys, row.movable, row.kinds, strict=True):
        if movable and key not in exchange:
            exchange[key] = chance.randrange(len(data.spaced)) if chance.random() < lot else -1
        if kind != OWNER and chance.random() < hidden:
            unknown.add(key)
    skip = row.about[3] if chance.random() < 0.4 else 0
    kinds = [NONE if key in unknown and place else kind for key, kind, place in
             zip(row.keys, row.kinds, row.places, strict=True)]  # fmt: skip
    if skip:
        owned = {key for key, kind in zip(row.keys, row.kinds, strict=True) if kind == OWNER}
        known = CITY if chance.random() < 0.5 else NONE
        kinds = [known if key in owned else kind for key, kind in zip(row.keys, kinds, strict=True)]
    ids: list[int] = row.ids[:1]
    tags: list[int] = row.tags[:1]
    firsts, lasts, gone = [], [], []
    at = skip or 1
    for place, (first, last) in enumerate(zip(row.firsts, row.lasts, strict=True)):
        if first == 0 or first < at:
            # Not read, or within the name before.
            firsts.append(max(0, len(ids) - 1))
            lasts.append(max(0, len(ids) - 1))
            gone.append(first < skip or first == 0)
            continue
        ids += row.ids[at:first]
        tags += row.tags[at:first]
        new = exchange.get(row.keys[place], -1) if row.movable[place] else -1
        own = row.ids[first : last + 1]
        if new >= 0:
            own = data.spaced[new] if data.marked[own[0]] else data.bare[new]
        firsts.append(len(ids))
        ids += own
        tags += [row.tags[first], *([row.tags[last] if last > first else row.tags[first] + 1] * (len(own) - 1))]
        lasts.append(len(ids) - 1)
        gone.append(False)
        at = last + 1
    ids += row.ids[at:]
    tags += row.tags[at:]
    if len(ids) > 500:
        return row
    made = Row(ids, tags, firsts, lasts, kinds, row.places, row.keys, row.movable, row.owned, row.lefts, row.rights,
               row.pairs, row.relations, row.groups, row.targets, row.statuses, row.about)  # fmt: skip
    if skip:
        made.owned = [-1 if away else one for away, one in zip(gone, row.owned, strict=True)]
    return _without(made, gone) if skip else made


def _without(row: Row, gone: list[bool]) -> Row:
    """The row without the pairs of names that are `gone`."""
    kept = [not gone[left] and not gone[right] for left, right in zip(row.lefts, row.rights, strict=True)]
    number = {pair: at for at, pair in enumerate(pair for pair, stays in enumerate(kept) if stays)}
    tellings = [
        (number[pair], relation, group)
        for pair, relation, group in zip(row.pairs, row.relations, row.groups, strict=True)
        if kept[pair]
    ]
    groups = {group: at for at, group in enumerate(dict.fromkeys(group for _, _, group in tellings))}
    row.lefts = [one for one, stays in zip(row.lefts, kept, strict=True) if stays]
    row.rights = [one for one, stays in zip(row.rights, kept, strict=True) if stays]
    row.pairs = [pair for pair, _, _ in tellings]
    row.relations = [relation for _, relation, _ in tellings]
    row.groups = [groups[group] for _, _, group in tellings]
    row.targets = [row.targets[group] for group in groups]
    row.statuses = [row.statuses[group] for group in groups]
    return row


def collate(rows: Sequence[Row], pad: int) -> Batch:
    longest = max(len(row.ids) for row in rows)
    ids = torch.full((len(rows), longest), pad)
    kinds = torch.zeros(len(rows), longest, dtype=torch.long)
    tags = torch.full((len(rows), longest), -100)
    mask = torch.zeros(len(rows), longest, dtype=torch.bool)
    for at, row in enumerate(rows):
        size = len(row.ids)
        ids[at, :size] = torch.tensor(row.ids)
        tags[at, 1 : size - 1] = torch.tensor(row.tags[1 : size - 1])
        mask[at, :size] = True
        for first, last, kind in zip(row.firsts, row.lasts, row.kinds, strict=True):
            if first:
                kinds[at, first : last + 1] = kind
    asked = together(
        [
            Question(len(row.ids), row.firsts, row.lasts, row.lefts, row.rights, row.pairs, row.relations, row.groups,
                     len(row.targets))
            for row in rows
        ]
    )  # fmt: skip
    targets = torch.tensor([one for row in rows for one in row.targets], dtype=torch.long)
    statuses = torch.tensor([one for row in rows for one in row.statuses], dtype=torch.long)
    owned = [-1 if OWNER in row.kinds else one for row in rows for one in row.owned]
    return Batch(ids, kinds, tags, mask, asked, targets, statuses, torch.tensor(owned, dtype=torch.long))


class Epoch(torch.utils.data.IterableDataset[Batch]):
    """The batches of an epoch, shared among the processes that make them."""

    def __init__(self, data: Data, seed: int, swapped: float, hidden: float) -> None:
        self.data, self.seed, self.swapped, self.hidden = data, seed, swapped, hidden

    def __iter__(self) -> Iterator[Batch]:
        chance = random.Random(self.seed)
        size = {id(one): len(one[PLAIN].ids) + chance.uniform(0, 40) for one in self.data.examples}
        order = sorted(self.data.examples, key=lambda one: size[id(one)])
        batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
        chance.shuffle(batches)
        worker = torch.utils.data.get_worker_info()
        number, many = (worker.id, worker.num_workers) if worker else (0, 1)
        for at in range(number, len(batches), many):
            own = random.Random(self.seed * 100_003 + at)
            rows = [varied(self.data, one, own, self.swapped, self.hidden) for one in batches[at]]
            yield collate(rows, self.data.pad)


def moved(batch: Batch, device: torch.device) -> Batch:
    """The batch on a device."""

    def to(value: Any) -> Any:
        return value.to(device, non_blocking=True) if isinstance(value, Tensor) else value

    asked = Asked(*(to(getattr(batch.asked, field)) for field in Asked.__slots__))
    ids, kinds, tags, mask = (to(one) for one in (batch.ids, batch.kinds, batch.tags, batch.mask))
    return Batch(ids, kinds, tags, mask, asked, to(batch.targets), to(batch.statuses), to(batch.owned))


def loss_of(network: LinkNetwork, words: Tensor, batch: Batch, left_out: float) -> Tensor:
    """Of the tags, of what is stated and of the statuses, summed."""
    # Words left out now and then make up for dropout inside the encoder.
    read = words[batch.ids].float()
    read = read * (torch.rand(batch.mask.shape, device=read.device) > left_out)[:, :, None]
    with torch.autocast(read.device.type, torch.bfloat16):
        states, tags = network(read, batch.kinds, batch.mask)
    loss = nn.functional.cross_entropy(tags.float().flatten(0, 1), batch.tags.flatten(), ignore_index=-100)
    if batch.asked.many:
        scores = network.scores(states.float(), batch.asked)
        told = batch.targets >= 0
        raw = nn.functional.binary_cross_entropy_with_logits(
            scores.logits[told], batch.targets[told].float(), reduction="sum"
        )
        loss = loss + raw / (2 * len(batch.ids))
        if (batch.statuses >= 0).any():
            loss = loss + nn.functional.cross_entropy(scores.statuses, batch.statuses, ignore_index=-1)
        known = batch.owned >= 0
        own = nn.functional.binary_cross_entropy_with_logits(
            scores.owners[known], batch.owned[known].float(), reduction="sum"
        )
        loss = loss + own / (2 * len(batch.ids))
    return loss


@torch.no_grad()
def evaluate(network: LinkNetwork, words: Tensor, batches: Sequence[Batch]) -> str:
    """Of each relation, given the names: how many, area under the curve of precision and recall, recall at a
    precision of .9 and of .95."""
    network.eval()
    found: dict[int, list[tuple[float, int]]] = {}
    right = [0, 0]
    tagged = [0, 0, 0]
    for batch in batches:
        with torch.autocast(words.device.type, torch.bfloat16):
            states, tags = network(words[batch.ids].float(), batch.kinds, batch.mask)
        said, true = (tags.argmax(2) > 0) & (batch.tags >= 0), batch.tags > 0
        tagged = [tagged[0] + int((said & true).sum()), tagged[1] + int(said.sum()), tagged[2] + int(true.sum())]
        if not batch.asked.many:
            continue
        scores = network.scores(states.float(), batch.asked)
        relation = torch.zeros_like(batch.targets).scatter(0, batch.asked.groups, batch.asked.relations)
        for one, logit, target in zip(relation.tolist(), scores.logits.tolist(), batch.targets.tolist(), strict=True):
            if target >= 0:
                found.setdefault(one, []).append((logit, target))
        named = batch.owned >= 0
        found.setdefault(-1, []).extend(zip(scores.owners[named].tolist(), batch.owned[named].tolist(), strict=True))
        known = batch.statuses >= 0
        right[0] += int((scores.statuses.argmax(1) == batch.statuses)[known].sum())
        right[1] += int(known.sum())
    network.train()
    shown = [f"tags P {tagged[0] / max(1, tagged[1]):.2f} R {tagged[0] / max(1, tagged[2]):.2f}"]
    shown.append(f"status {right[0] / max(1, right[1]):.3f}")
    for one, scored in sorted(found.items()):
        total = sum(target for _, target in scored)
        if not total:
            continue
        hits, area, at = 0, 0.0, {0.9: 0.0, 0.95: 0.0}
        for rank, (_, target) in enumerate(sorted(scored, reverse=True), 1):
            hits += target
            area += target * hits / rank / total
            for limit in at:
                if hits / rank >= limit:
                    at[limit] = max(at[limit], hits / total)
        shown.append(f"{RELATIONS[one] if one >= 0 else 'owner'} {total}: {area:.3f} {at[0.9]:.2f} {at[0.95]:.2f}")
    return ", ".join(shown)


def fresh_network(carried: Path, layers: int) -> LinkNetwork:
    """A network whose encoder is the lower layers of the carried model.

    :param carried: the folder with its `config.json` and `model.safetensors`.
    """
    network = LinkNetwork(shape_of(carried, layers))
    begin(network.encoder, carried)
    return network


def save(network: LinkNetwork, path: Path, layers: int) -> None:
    """Writes the weights as an ingest reads them."""
    weights = {name: value.detach().float().cpu() for name, value in network.state_dict().items()}
    save_file(packed(weights), path, metadata={"layers": str(layers)})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--carried", type=Path, help="folder of the carried model, by default where the project has it")
    parser.add_argument("--start", type=Path, help="weights to go on from, by default those of the carried model")
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--swapped", type=float, default=0.3, help="share of the places exchanged for others")
    parser.add_argument("--hidden", type=float, default=0.1, help="share of the names made unknown")
    parser.add_argument("--left-out", type=float, default=0.05, help="share of the words left out")
    parser.add_argument("--decay", type=float, default=0.01)
    parser.add_argument("--mean", type=float, default=0.998, help="what the mean of the weights keeps at each step")
    parser.add_argument("--report", type=int, default=5, help="epochs between two reports")
    parser.add_argument("--workers", type=int, default=0, help="processes that make batches")
    asked = parser.parse_args()
    torch.manual_seed(asked.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    data = Data(asked.data)
    words = data.words.to(device)
    kept = [
        moved(collate(data.kept[start : start + BATCH], data.pad), device) for start in range(0, len(data.kept), BATCH)
    ]
    print(f"{len(data.examples)} examples, {len(data.kept)} kept aside, {len(data.spaced)} names", flush=True)
    if asked.carried is None:
        from ingest.carried import carried_folder

        asked.carried = carried_folder()
    network = fresh_network(asked.carried, asked.layers)
    if asked.start:
        network.load_state_dict(unpacked(load_file(asked.start)))
    network.to(device).train()
    slow = [p for n, p in network.named_parameters() if n.startswith("encoder.") and "kinds" not in n]
    fast = [p for n, p in network.named_parameters() if not n.startswith("encoder.") or "kinds" in n]
    per_epoch = math.ceil(len(data.examples) / BATCH)
    steps = asked.epochs * per_epoch
    optimiser = torch.optim.AdamW(
        [{"params": slow, "lr": asked.rate}, {"params": fast, "lr": 4 * asked.rate}], weight_decay=asked.decay
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / (0.06 * steps)) * max(0.01, 1 - step / steps)
    )
    # The mean of the last weights reads new texts better than the last ones.
    mean = torch.optim.swa_utils.AveragedModel(
        network,
        multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(asked.mean),  # type: ignore[no-untyped-call]
    )
    begun = time.monotonic()
    for epoch in range(asked.epochs):
        source = Epoch(data, asked.seed * 1000 + epoch, asked.swapped, asked.hidden)
        loader = torch.utils.data.DataLoader(source, batch_size=None, num_workers=asked.workers)
        total = torch.zeros((), device=device)
        for batch in loader:
            loss = loss_of(network, words, moved(batch, device), asked.left_out)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            mean.update_parameters(network)
            total += loss.detach()
        last = epoch + 1 == asked.epochs
        if last or (epoch + 1) % asked.report == 0:
            print(
                f"epoch {epoch + 1}: loss {float(total) / per_epoch:.4f}, {time.monotonic() - begun:.0f} s", flush=True
            )
            averaged = mean.module
            assert isinstance(averaged, LinkNetwork)
            print("  kept:", evaluate(averaged, words, kept), flush=True)
            save(averaged, asked.out, asked.layers)


if __name__ == "__main__":
    main()

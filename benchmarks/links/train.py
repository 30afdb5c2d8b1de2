"""Trains the network that reads links.

`python -m benchmarks.links.train --out FILE.safetensors [--epochs N] [--layers N] [--seed N] [--test DIR GOLD]…`

It learns from the paragraphs and documents beside this file, and from the development set where that lies beside the
project. Each epoch writes the weights; every second one prints precision and recall, given the names, on what is kept
aside. An epoch takes some three minutes on two cores.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor, nn

from benchmarks.links.examples import Example, Related, from_documents, from_paragraphs, varied
from ingest.carried import carried_folder
from ingest.facts.learned.labels import KINDS, RELATIONS, TAGS
from ingest.facts.learned.network import LinkNetwork, Shape, summed
from ingest.facts.learned.sample import pairs_of
from ingest.facts.learned.tokens import pad, tokenise
from ingest.facts.learned.weights import packed, unpacked

HERE = Path(__file__).parent / "paragraphs"


def load_words(folder: Path) -> Tensor:
    with safe_open(folder / "model.safetensors", "pt") as file:
        words: Tensor = file.get_tensor("embeddings.word_embeddings.weight")
        return words


def fresh_network(folder: Path, layers: int) -> LinkNetwork:
    """A network whose encoder is the lower layers of the carried model."""
    config = json.loads((folder / "config.json").read_text())
    shape = Shape(
        config["vocab_size"],
        config["hidden_size"],
        config["num_attention_heads"],
        config["intermediate_size"],
        config["max_position_embeddings"],
        config["layer_norm_eps"],
        layers,
    )
    network = LinkNetwork(shape)
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
        network.encoder.positions.weight.copy_(get("embeddings.position_embeddings.weight"))
        network.encoder.base.copy_(get("embeddings.token_type_embeddings.weight")[0])
        network.encoder.norm.weight.copy_(get("embeddings.LayerNorm.weight"))
        network.encoder.norm.bias.copy_(get("embeddings.LayerNorm.bias"))
        for number in range(layers):
            for theirs, ours in names.items():
                module = network.encoder.layers[number].get_submodule(ours)
                for part in ("weight", "bias"):
                    getattr(module, part).copy_(get(f"encoder.layer.{number}.{theirs}.{part}"))
    return network


class Batch:
    """Examples as tensors."""

    def __init__(self, examples: Sequence[Example], tokenizer: Tokenizer, words: Tensor) -> None:
        read = [tokenise(tokenizer, one.sample.text) for one in examples]
        longest = max(len(one.ids) for one in read)
        ids = torch.tensor(pad([one.ids for one in read], 1))
        self.words = words[ids].float()
        self.mask = torch.zeros(len(read), longest, dtype=torch.bool)
        self.kinds = torch.zeros(len(read), longest, dtype=torch.long)
        self.tags = torch.full((len(read), longest), -100)
        self.examples = examples
        self.spans: list[list[tuple[int, int] | None]] = []
        for row, (example, tokens) in enumerate(zip(examples, read, strict=True)):
            self.mask[row, : len(tokens.ids)] = True
            self.tags[row, 1 : len(tokens.ids) - 1] = 0
            spans = []
            for name in example.sample.names:
                span = tokens.within(name.start, name.end)
                spans.append(span)
                if span:
                    first, last = span
                    self.kinds[row, first : last + 1] = KINDS.index(name.kind)
                    if name.role in ("place", "network"):
                        self.tags[row, first : last + 1] = TAGS.index(f"I-{name.role}")
                        self.tags[row, first] = TAGS.index(f"B-{name.role}")
            self.spans.append(spans)


def scores_of(network: LinkNetwork, batch: Batch, states: Tensor, row: int) -> Iterator[tuple[Related, Tensor, Tensor]]:
    """Whatever the text of a row could relate, with its logit and those of its statuses."""
    example = batch.examples[row]
    spans = batch.spans[row]
    pairs = pairs_of(example.sample, [span is not None for span in spans])
    if not pairs.lefts:
        return
    known = [span or (0, 0) for span in spans]
    scores = network.pairs(
        states[row][batch.mask[row]].float(),
        torch.tensor([first for first, _ in known]),
        torch.tensor([last for _, last in known]),
        torch.tensor(pairs.lefts),
        torch.tensor(pairs.rights),
    )
    for what, places in pairs.groups.items():
        if what[0] in example.told and what not in example.unsure:
            yield what, *summed(scores[places], what[0])


def loss_of(network: LinkNetwork, batch: Batch) -> Tensor:
    # Words left out now and then make up for dropout inside the encoder, which costs a third of the time.
    words = batch.words * (torch.rand(batch.mask.shape) > 0.04)[:, :, None]
    with torch.autocast("cpu", torch.bfloat16):
        states, tags = network(words, batch.kinds, batch.mask)
    loss = nn.functional.cross_entropy(tags.float().flatten(0, 1), batch.tags.flatten(), ignore_index=-100)
    logits, targets, statuses, which = [], [], [], []
    for row, example in enumerate(batch.examples):
        for what, logit, status in scores_of(network, batch, states, row):
            logits.append(logit)
            targets.append(float(what in example.related))
            if what in example.related and what[0] == "link":
                statuses.append(status)
                which.append(example.related[what])
    if logits:
        raw = nn.functional.binary_cross_entropy_with_logits(
            torch.stack(logits), torch.tensor(targets), reduction="sum"
        )
        loss = loss + raw / (2 * len(batch.examples))
    if statuses:
        loss = loss + nn.functional.cross_entropy(torch.stack(statuses), torch.tensor(which))
    return loss


@torch.no_grad()
def evaluate(network: LinkNetwork, examples: Sequence[Example], tokenizer: Tokenizer, words: Tensor) -> str:
    """Precision and recall of each relation at three thresholds, given the names."""
    network.eval()
    found: dict[str, list[tuple[float, bool]]] = {relation: [] for relation in RELATIONS}
    right_status: list[bool] = []
    tagged = [0, 0, 0]
    for start in range(0, len(examples), 16):
        batch = Batch(examples[start : start + 16], tokenizer, words)
        with torch.autocast("cpu", torch.bfloat16):
            states, tags = network(batch.words, batch.kinds, batch.mask)
        said, true = tags.argmax(2) > 0, batch.tags > 0
        said &= batch.tags >= 0
        tagged = [tagged[0] + int((said & true).sum()), tagged[1] + int(said.sum()), tagged[2] + int(true.sum())]
        for row, example in enumerate(batch.examples):
            for what, logit, status in scores_of(network, batch, states, row):
                found[what[0]].append((float(torch.sigmoid(logit)), what in example.related))
                if what in example.related and what[0] == "link":
                    right_status.append(int(status.argmax()) == example.related[what])
    network.train()
    shown = [f"tags P {tagged[0] / max(1, tagged[1]):.2f} R {tagged[0] / max(1, tagged[2]):.2f}"]
    shown.append(f"status {sum(right_status) / max(1, len(right_status)):.3f}")
    for relation in RELATIONS:
        total = sum(good for _, good in found[relation])
        if total:
            shown.append(f"{relation} {total}")
        for limit in (0.3, 0.5, 0.7) if total else ():
            hits = sum(good for score, good in found[relation] if score >= limit)
            many = sum(score >= limit for score, _ in found[relation])
            shown.append(f"{limit}: {hits / max(1, many):.2f}/{hits / total:.2f}")
    return " ".join(shown)


def documents() -> list[list[Path]]:
    """Folders of documents, each with its files of gold facts."""
    found = [[one / "docs", one / "facts.jsonl"] for one in sorted((HERE.parent / "documents").iterdir())]
    shared = HERE.parents[3] / "shared" / "devset"
    return [*found, [shared / "docs", *sorted(shared.glob("part*_facts.jsonl"))]] if shared.is_dir() else found


def save(network: LinkNetwork, path: Path, layers: int) -> None:
    """Writes the weights as an ingest reads them."""
    weights = {name: value.detach() for name, value in network.state_dict().items()}
    save_file(packed(weights), path, metadata={"layers": str(layers)})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--paragraphs", type=Path, nargs="+", default=sorted(HERE.glob("*.jsonl")))
    parser.add_argument("--documents", type=Path, nargs="+", action="append", help="DIR GOLD…, instead of all")
    parser.add_argument("--test", type=Path, nargs="+", action="append", default=[], help="DIR GOLD…, not trained on")
    parser.add_argument("--start", type=Path, help="weights to go on from, by default those of the carried model")
    parser.add_argument("--keep", type=float, default=0.03, help="share of the paragraphs kept aside")
    asked = parser.parse_args()
    torch.manual_seed(asked.seed)
    chance = random.Random(asked.seed)
    folder = carried_folder()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    words = load_words(folder)
    paragraphs = [example for path in asked.paragraphs for example in from_paragraphs(path)]
    chance.shuffle(paragraphs)
    kept = paragraphs[: int(len(paragraphs) * asked.keep)]
    training = paragraphs[len(kept) :]
    for docs, *gold in asked.documents or documents():
        training += list(from_documents(docs, gold))
    tests = {str(docs): list(from_documents(docs, gold)) for docs, *gold in asked.test}
    pool = sorted(
        {
            one.sample.text[name.start : name.end]
            for one in training
            for name in one.sample.names
            if name.role == "place" and name.end - name.start > 2
        }
    )
    print(
        f"{len(training)} examples, {sum(len(one.related) for one in training)} relations, {len(pool)} names",
        flush=True,
    )
    network = fresh_network(folder, asked.layers)
    if asked.start:
        network.load_state_dict(unpacked(load_file(asked.start)))
    network.train()
    slow = [p for n, p in network.named_parameters() if n.startswith("encoder.") and "kinds" not in n]
    fast = [p for n, p in network.named_parameters() if not n.startswith("encoder.") or "kinds" in n]
    steps = asked.epochs * math.ceil(len(training) / 16)
    optimiser = torch.optim.AdamW(
        [{"params": slow, "lr": asked.rate}, {"params": fast, "lr": 5 * asked.rate}], weight_decay=0.01
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / (0.06 * steps)) * max(0.02, 1 - step / steps)
    )
    begun = time.monotonic()
    for epoch in range(asked.epochs):
        order = sorted(training, key=lambda one: len(one.sample.text) + chance.uniform(0, 200))
        batches = [order[start : start + 16] for start in range(0, len(order), 16)]
        chance.shuffle(batches)
        total = 0.0
        for some in batches:
            batch = Batch([varied(one, pool, chance) for one in some], tokenizer, words)
            loss = loss_of(network, batch)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += float(loss.detach())
        print(f"epoch {epoch + 1}: loss {total / len(batches):.4f}, {time.monotonic() - begun:.0f} s", flush=True)
        save(network, asked.out, asked.layers)
        if epoch % 2 and epoch + 1 < asked.epochs:
            continue
        print("  kept:", evaluate(network, kept, tokenizer, words), flush=True)
        for name, examples in tests.items():
            print(f"  {name}:", evaluate(network, examples, tokenizer, words), flush=True)


if __name__ == "__main__":
    main()

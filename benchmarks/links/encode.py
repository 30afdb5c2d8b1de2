"""Encodes the examples for training, which then needs nothing of the project but its network.

`python -m benchmarks.links.encode --out FILE.safetensors [--without DOCUMENTS…]`

The file holds each example two or three times, as it is written, in capitals and without accents, with a table of the
vectors of the tokens that occur and a list of names to exchange for those of the examples. A document in ten goes into
the part that is kept aside.
"""

from __future__ import annotations

import argparse
import json
import random
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer

from benchmarks.links.examples import Example, from_documents, from_paragraphs
from ingest.carried import carried_folder
from ingest.encoder.layers import carried_words
from ingest.encoder.tokens import Tokens, tokenise
from ingest.facts.learned.labels import KINDS, RELATIONS, TAGS
from ingest.facts.learned.reading import question_of
from ingest.facts.learned.sample import SEPARATOR

HERE: Final = Path(__file__).parent
PLAIN, CAPITALS, BARE = range(3)
"""How an example is written: as it is, in capitals, without accents."""
KEPT: Final = 10
"""One document in so many is kept aside."""
UNTOLD: Final = -1
"""Of a group, where the example does not say whether it is stated; of a status, where there is none."""
COLUMNS: Final = ("firsts", "lasts", "kinds", "places", "keys", "movable", "owned")
"""Of each name: first and last token, kind, whether it is a place, its key, whether its tokens are its own, whether
the text speaks for it."""


def styled(example: Example, style: int) -> Example | None:
    """The same example written otherwise; None where that changes its length, or nothing."""
    text = example.sample.text
    if style == CAPITALS:
        text = text.upper()
    elif style == BARE:
        text = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    if len(text) != len(example.sample.text) or (style != PLAIN and text == example.sample.text):
        return None
    return replace(example, sample=replace(example.sample, text=text))


class Encoder:
    """Gathers examples as numbers."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.rows: dict[str, list[list[int]]] = {}

    def add(self, example: Example, style: int, kept: bool, origin: int) -> None:
        sample = example.sample
        tokens = tokenise(self.tokenizer, sample.text)
        question, pairs = question_of(sample, tokens, RELATIONS)
        keys: dict[str, int] = {}
        tags = [0] * len(tokens.ids)
        names: dict[str, list[int]] = {column: [] for column in COLUMNS}
        for name, first, last in zip(sample.names, question.firsts, question.lasts, strict=True):
            read = first > 0
            names["firsts"].append(first)
            names["lasts"].append(last)
            names["kinds"].append(KINDS.index(name.kind))
            names["places"].append(int(name.role == "place"))
            names["keys"].append(keys.setdefault(name.key, len(keys)))
            exact = read and tokens.starts[first] == name.start and tokens.ends[last] == name.end
            names["movable"].append(int(exact and name.role == "place"))
            told = read and example.opens and name.role in ("place", "network")
            names["owned"].append(int(name.key == example.owner) if told else UNTOLD)
            if read and name.role in ("place", "network"):
                tags[first : last + 1] = [TAGS.index(f"I-{name.role}")] * (last + 1 - first)
                tags[first] = TAGS.index(f"B-{name.role}")
        targets, statuses = [], []
        for what in pairs.groups:
            known = what[0] in example.told and what not in example.unsure
            targets.append(int(what in example.related) if known else UNTOLD)
            statuses.append(example.related[what] if what[0] == "link" and what in example.related else UNTOLD)
        row = {
            "ids": tokens.ids, "tags": tags, **names,
            "lefts": question.lefts, "rights": question.rights,
            "pairs": question.pairs, "relations": question.relations, "groups": question.groups,
            "targets": targets, "statuses": statuses,
            "about": [style, int(kept), origin, self._opening(example, tokens)],
        }  # fmt: skip
        for column, values in row.items():
            self.rows.setdefault(column, []).append(list(values))

    @staticmethod
    def _opening(example: Example, tokens: Tokens) -> int:
        """The token after those that say whose page it is; 0 where the example stands without them no more."""
        sample = example.sample
        owner = next((one for one in sample.names if one.kind == "owner" and one.start == 0), None)
        if owner is None or owner.end >= sample.body:
            return 0
        elsewhere = any(one.key == owner.key and one.start > owner.start for one in sample.names)
        end = owner.end + len(SEPARATOR)
        if not elsewhere or end >= sample.body:
            return 0
        return next((at for at, start in enumerate(tokens.starts[1:], 1) if start >= end), 0)


def is_kept(name: str) -> bool:
    """Whether the document `name` is kept aside, always the same ones."""
    return zlib.crc32(name.encode()) % KEPT == 0


def documents() -> list[list[Path]]:
    """Folders of documents, each with its files of gold facts."""
    found = [[one / "docs", one / "facts.jsonl"] for one in sorted((HERE / "documents").iterdir())]
    shared = HERE.parents[2] / "shared" / "devset"
    return [*found, [shared / "docs", *sorted(shared.glob("part*_facts.jsonl"))]] if shared.is_dir() else found


def sources() -> Iterator[tuple[str, Iterable[Example]]]:
    """Each source with its examples. Paragraphs are all learned from, since none of them is a whole page."""
    for path in sorted((HERE / "paragraphs").glob("*.jsonl")):
        yield path.stem, from_paragraphs(path)
    for docs, *gold in documents():
        yield docs.parent.name, from_documents(docs, gold)


def pool_of(examples: Sequence[Example]) -> list[str]:
    """The names of places, of which one may stand for another."""
    names = {
        one.sample.text[name.start : name.end]
        for one in examples
        for name in one.sample.names
        if name.role == "place" and name.kind != "owner"
    }
    return sorted(name for name in names if len(name) > 2 and name[0].isupper() and "\n" not in name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--without", nargs="*", default=[], help="sources not to learn from")
    asked = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(carried_folder() / "tokenizer.json"))
    encoder = Encoder(tokenizer)
    origins: list[str] = []
    gathered: list[Example] = []
    for origin, examples in sources():
        if origin in asked.without:
            continue
        origins.append(origin)
        count = 0
        for example in examples:
            kept = bool(example.document) and is_kept(example.document)
            gathered += [] if kept else [example]
            count += 1
            for style in (PLAIN,) if kept else (PLAIN, CAPITALS, BARE):
                if other := styled(example, style):
                    encoder.add(other, style, kept, len(origins) - 1)
        print(origin, count, flush=True)
    pool = pool_of(gathered)
    random.Random(1).shuffle(pool)
    # Two ways to write a name: after a space, and after a mark that stands right before it.
    spaced = [list(tokenise(tokenizer, name).ids[1:-1]) for name in pool]
    bare = [list(tokenise(tokenizer, f"({name}").ids[2:-1]) for name in pool]
    write(encoder.rows, spaced, bare, origins, asked.out)


def write(
    rows: dict[str, list[list[int]]], spaced: list[list[int]], bare: list[list[int]], origins: list[str], path: Path
) -> None:
    """One file: each column as its values in a row and where each example's begin."""
    used = sorted({0, 1, *(one for row in (*rows["ids"], *spaced, *bare) for one in row)})
    number = {token: at for at, token in enumerate(used)}
    rows["ids"] = [[number[one] for one in row] for row in rows["ids"]]
    rows["spaced"] = [[number[one] for one in row] for row in spaced]
    rows["bare"] = [[number[one] for one in row] for row in bare]
    tensors = {"words": carried_words(carried_folder())[used].half()}
    for column, values in rows.items():
        tensors[column] = torch.tensor([one for row in values for one in row], dtype=torch.int32)
        if tensors[column].abs().max() < 2**15:
            tensors[column] = tensors[column].to(torch.int16)
        tensors[f"{column}.ends"] = torch.tensor([len(row) for row in values]).cumsum(0).to(torch.int32)
    # Tokens as the tokenizer numbers them start with a mark where a space stands before.
    tokenizer = Tokenizer.from_file(str(carried_folder() / "tokenizer.json"))
    marked = [str(tokenizer.id_to_token(token)).startswith("▁") for token in used]
    tensors["marked"] = torch.tensor(marked)
    save_file(tensors, path, metadata={"origins": json.dumps(origins), "pad": str(number[1])})
    print(f"{len(rows['ids'])} examples, {len(used)} tokens, {len(spaced)} names, {path.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()

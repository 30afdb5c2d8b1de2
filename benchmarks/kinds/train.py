"""Learns to tell what kind of question it is: `python -m benchmarks.kinds.train [--write]`.

Prints how often the kind is told rightly, on questions by other authors, beside what the groups of words tell alone.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from assistant.directory import Directory, NameIndex
from assistant.kinds import KINDS, SIZE, KindModel, Kinds, measures, plain
from assistant.parse import ASKED_TOO
from assistant.query import QueryKind
from assistant.slots import read
from benchmarks.plots import confusion
from index.embed import Encoder, load_encoder
from index.entities import key
from ingest.names import Names, names
from ingest.normalise import flat
from ingest.records import Entity

HERE: Final = Path(__file__).parent
OUTPUT: Final = HERE.parents[1] / "assistant" / "data" / "kinds.safetensors"
CITIES: Final = """Lyon|Marseille|Nantes|Rennes|Lille|Bordeaux|Strasbourg|Grenoble|Dijon|Besançon|Limoges|Angers
Brest|Turin|Leipzig|Birmingham|Tunis|Haïfa|Cologne
Ouagadougou|Bamako|Barcelone|Erevan|Francfort|Montréal|Saint-Étienne|Clermont-Ferrand|Le Havre"""
NETWORKS: Final = """Eurocities|C40|AIMF|ICORN|Energy Cities|Délice|CGLU|LUCI|Metropolis|Pacte de Milan
Rainbow Cities Network|Convention des maires|Cités Unies France
MedCités|RCDP|AFCCRE|Réseau des villes créatives de l'UNESCO"""
WORDS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "fr": {
        "country": ("Allemagne", "Italie", "Espagne"),
        "continent": ("Asie", "Afrique", "Europe"),
        "term": ("coopération décentralisée", "jumelage", "GECT", "1 % eau", "pacte d'amitié"),
    },
    "en": {
        "country": ("Germany", "Italy", "Spain"),
        "continent": ("Asia", "Africa", "Europe"),
        "term": ("decentralised cooperation", "twinning", "EGTC", "1 % water", "friendship pact"),
    },
}
TIMES: Final = 4
"""How often each question is learned from, with other names each time."""
STRENGTH: Final = 0.5
"""Inverse of the regularisation, found by cross-validation on the questions to learn from."""
OF_VECTOR: Final = 4.0
"""Length of a question's vector beside the other features, found as `STRENGTH` was."""
_PLACEHOLDER: Final = re.compile(r"\{([a-z]+)(\d?)\}")


@dataclass(frozen=True, slots=True)
class Example:
    """A question, taken apart, and its kinds, what is asked first leading."""

    text: str
    kinds: tuple[QueryKind, ...]
    measured: dict[int, float]
    plain: str
    """What is encoded."""


def directory() -> Directory:
    """The names that the questions are filled with, as if documents told something of each."""
    known: dict[str, Entity] = {}
    for listed, of in ((CITIES, names().place), (NETWORKS, names().network)):
        known |= {(entity := of(name)).id: entity for name in listed.replace("\n", "|").split("|")}
    called: dict[str, list[str]] = {}
    for entity in known.values():
        for name in dict.fromkeys(key(one) for one in (entity.name_fr, entity.name_en, *entity.aliases) if one):
            called.setdefault(name, []).append(entity.id)
    return NameIndex(called, known.get)


def filled(question: str, language: str, chance: random.Random) -> str:
    """The question with names in the place of its placeholders; in lower case where it was typed so."""
    names_of = {
        "city": chance.sample(CITIES.replace("\n", "|").split("|"), 5),
        "network": chance.sample(NETWORKS.replace("\n", "|").split("|"), 4),
        "year": [str(chance.randint(1955, 2024)) for _ in range(3)],
        **{name: [chance.choice(words)] * 3 for name, words in WORDS[language].items()},
    }
    bare = _PLACEHOLDER.sub("", question)
    text = _PLACEHOLDER.sub(lambda one: names_of[one[1]][int(one[2] or 1) - 1], question)
    if language == "fr":
        text = re.sub(r"\b([dD])e (?=[AEIOUYÉÈÊÎÔ])", r"\1'", text)
    return text.lower() if bare == bare.lower() and chance.random() < 0.5 else text


def examples(path: Path, times: int, listed: Directory, known: Names) -> Iterator[Example]:
    """The questions of a file, each `times` times."""
    chance = random.Random(path.name)
    for line in path.read_text(encoding="utf-8").splitlines():
        record: dict[str, Any] = json.loads(line)
        for _ in range(times):
            text = filled(record["question"], record["lang"], chance)
            slots = read(flat(text), listed, known)
            yield Example(text, tuple(record["kinds"]), measures(slots.shape, slots.features), plain(slots.shape))


def matrix(known: Sequence[Example]) -> csr_matrix:
    """The measures of all examples, shape (len(known), SIZE)."""
    cells = [(row, number, value) for row, one in enumerate(known) for number, value in one.measured.items()]
    rows, columns, values = zip(*cells, strict=True)
    return csr_matrix((values, (rows, columns)), shape=(len(known), SIZE))


def vectors(asked: Sequence[Example], encoder: Encoder) -> NDArray[np.float32]:
    """The vector of each question, shape (len(asked), dimensions)."""
    texts = sorted({one.plain for one in asked})
    found = dict(zip(texts, encoder.encode_queries(texts), strict=True))
    return np.stack([found[one.plain] for one in asked])


def fit(known: Sequence[Example], encoder: Encoder) -> KindModel:
    """Both regressions. One time in `TIMES` a question is learned without its vector, for when there is none."""
    measured, encoded = matrix(known), vectors(known, encoder)
    centre = encoded.mean(axis=0)
    scale = OF_VECTOR / (encoded.std(axis=0).mean() * encoded.shape[1] ** 0.5)
    seen = (np.arange(len(known)) % TIMES != 0)[:, None]
    everything = hstack([measured, csr_matrix((encoded - centre) * scale * seen)]).tocsr()
    first = LogisticRegression(C=STRENGTH, max_iter=500).fit(everything, [one.kinds[0] for one in known])
    order = [list(first.classes_).index(kind) for kind in KINDS]
    too = [
        LogisticRegression(C=STRENGTH, max_iter=500).fit(everything, [kind in one.kinds for one in known])
        for kind in KINDS
    ]
    weights = np.concatenate([first.coef_[order], np.concatenate([one.coef_ for one in too])]).T
    bias = np.concatenate([first.intercept_[order], np.concatenate([one.intercept_ for one in too])])
    arrays = (weights[:SIZE], weights[SIZE:] * scale, centre, bias)
    # Contiguous: the file takes the numbers as they lie in memory.
    words, vector, mean, biases = (np.ascontiguousarray(array, np.float16).astype(np.float32) for array in arrays)
    return KindModel(words, vector, mean, biases, encoder.fingerprint)


def told(model: KindModel, asked: Sequence[Example], encoded: NDArray[np.float32] | None) -> list[Kinds]:
    """What the model tells of each, with vectors or without."""
    rows = encoded if encoded is not None else [None] * len(asked)
    return [model.kinds(one.measured, vector) for one, vector in zip(asked, rows, strict=True)]


def report(found: Sequence[Kinds], asked: Sequence[Example], verbose: bool) -> None:
    """Prints how often the kind is right, and what is taken for what."""
    best = [max(kinds.first, key=lambda kind: kinds.first[kind]) for kinds in found]
    print(_summary(best, asked))
    for kind in KINDS:
        of_kind = [one for one in zip(best, asked, strict=True) if one[1].kinds[0] == kind]
        taken = Counter(other for other, one in of_kind if other not in one.kinds)
        hits = sum(other in one.kinds for other, one in of_kind)
        print(f"  {kind:12} {hits:3}/{len(of_kind):<3} " + ", ".join(f"{n} as {o}" for o, n in taken.most_common()))
    for name, several in (("several kinds", True), ("one kind", False)):
        pairs = [
            (kind in one.kinds, probability > ASKED_TOO)
            for kinds, one in zip(found, asked, strict=True)
            for kind, probability in kinds.too.items()
            if (len(one.kinds) > 1) == several
        ]
        print(f"  {name}: {_share(pairs)}")
    for kind, one in zip(best, asked, strict=True):
        if verbose and kind not in one.kinds:
            print(f"    {'+'.join(one.kinds)} as {kind}: {one.text}")


def _summary(best: Sequence[QueryKind], asked: Sequence[Example]) -> str:
    right = np.mean([kind in one.kinds for kind, one in zip(best, asked, strict=True)])
    first = np.mean([kind == one.kinds[0] for kind, one in zip(best, asked, strict=True)])
    return f"{len(asked)} questions: kind right {right:.1%}, what is asked first {first:.1%}"


def _share(pairs: Sequence[tuple[bool, bool]]) -> str:
    hits = sum(wanted and found for wanted, found in pairs)
    return f"precision {hits / sum(one for _, one in pairs):.2f}, recall {hits / sum(one for one, _ in pairs):.2f}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kinds.train", description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help=f"write {OUTPUT.name}")
    parser.add_argument("--verbose", action="store_true", help="show each question that is told wrongly")
    parser.add_argument("--plot", type=Path, help="draw what is taken for what, as SVG or PNG")
    asked = parser.parse_args(arguments)
    listed, known = directory(), names()
    encoder = load_encoder()
    model = fit(list(examples(HERE / "questions.jsonl", TIMES, listed, known)), encoder)
    others = list(examples(HERE / "held_out.jsonl", 1, listed, known))
    without = [max(one.first, key=lambda kind: one.first[kind]) for one in told(model, others, None)]
    print("without vectors, " + _summary(without, others))
    found = told(model, others, vectors(others, encoder))
    report(found, others, asked.verbose)
    if asked.plot:
        best = [max(one.first, key=lambda kind: one.first[kind]) for one in found]
        # Of several kinds, any is right.
        true = [kind if kind in one.kinds else one.kinds[0] for kind, one in zip(best, others, strict=True)]
        confusion(asked.plot, true, best, KINDS, f"Kinds of {len(others)} questions by other authors")
    if asked.write:
        arrays = {name: getattr(model, name).astype(np.float16) for name in ("words", "vector", "centre", "bias")}
        OUTPUT.write_bytes(save({**arrays, "encoder": np.frombuffer(model.encoder.encode(), dtype=np.uint8)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Measures the facts extracted from documents against gold facts: precision, recall and F1.

`python -m benchmarks.facts --docs DIR --gold FILE.jsonl [FILE…] [--only RELATION…] [--all] [--verbose]`

Documents are read in this process, nothing is encoded. `benchmarks.fact_matching` says when two facts are one. Only
documents named by the gold count; the same link told twice in a document counts once, on both sides. A document that
cannot be read is a miss of all its facts. `mean` is the mean over documents, in which a long list weighs no more than
a short page.

Qualifiers do not decide a match: of the matched gold facts that give them, the share is shown whose kind (by family),
status (by what it asserts, and exactly), dates and country (of the object, so that namesakes are told apart) agree.
Of several extracted facts of one link, the one that agrees best is compared.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.fact_agreement import agreement
from benchmarks.fact_matching import FREE_TEXT, Found, Gold, Reading, found, likeness, read_gold, same_fact
from ingest.errors import IngestError
from ingest.pipeline import discover, ingest_source

DEFAULT: Final = ("partner_of", "member_of", "founded", "seat", "member_count")
EVERY: Final = (*DEFAULT, "defined_as", "did", "event", "status")


@dataclass(slots=True)
class Tally:
    """Counts of one group of facts. `wrong` and `missing` hold what to look at."""

    gold: int = 0
    hit: int = 0
    right: int = 0
    wrong: list[Found] = field(default_factory=list)
    missing: list[Gold] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of what was extracted, the share that is in the gold; 1 where nothing was."""
        extracted = self.right + len(self.wrong)
        return self.right / extracted if extracted else 1.0

    @property
    def recall(self) -> float:
        """Of the gold, the share that was extracted; 1 where there is none."""
        return self.hit / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def add(self, other: Tally) -> None:
        self.gold += other.gold
        self.hit += other.hit
        self.right += other.right
        self.wrong += other.wrong
        self.missing += other.missing


@dataclass(slots=True)
class Measure:
    """The whole measure: tallies by (document, relation), agreement of qualifiers, and documents not read."""

    tallies: dict[tuple[str, str], Tally]
    agreement: dict[str, tuple[int, int]]
    """Qualifier → (agreeing, compared)."""
    failed: list[str]

    def total(self, *, document: str | None = None, relation: str | None = None) -> Tally:
        """The sum of the tallies of a document, of a relation, or of all."""
        whole = Tally()
        for (doc, rel), tally in self.tallies.items():
            if document in (None, doc) and relation in (None, rel):
                whole.add(tally)
        return whole


def measure(docs: Path, gold: Sequence[Path], relations: Sequence[str] = DEFAULT) -> Measure:
    """Reads the documents of `docs` that `gold` names and compares their facts of `relations`."""
    readings = {doc: Reading(facts) for doc, facts in read_gold(gold).items()}
    failed = _read(docs, readings)
    tallies: dict[tuple[str, str], Tally] = {}
    compared: Counter[str] = Counter()
    agreeing: Counter[str] = Counter()
    for doc, reading in readings.items():
        for relation in relations:
            wanted = [one for one in reading.gold if one.relation == relation]
            extracted = [one for one in reading.found if one.fact.relation == relation]
            if wanted or extracted:
                tallies[doc, relation] = _tally(wanted, extracted)
        for one in reading.gold:
            twins = _likest(one, reading.found) if one.relation in relations else []
            if twins:
                agreed = max((agreement(one, twin) for twin in twins), key=lambda marks: sum(marks.values()))
                compared.update(agreed.keys())
                agreeing.update(name for name, agrees in agreed.items() if agrees)
    return Measure(tallies, {name: (agreeing[name], compared[name]) for name in sorted(compared)}, failed)


def _read(docs: Path, readings: dict[str, Reading]) -> list[str]:
    discovery = discover([str(docs)])
    failed = [str(failure) for failure in discovery.failed]
    seen = set()
    for source in discovery.sources:
        if source.path.name in readings:
            seen.add(source.path.name)
            try:
                ingested = ingest_source(source)
            except IngestError as failure:
                failed.append(str(failure))
                continue
            entities = {entity.id: entity for entity in ingested.entities}
            readings[source.path.name].found += [
                found(source.path.name, fact, entities, ingested.document.text) for fact in ingested.facts
            ]
    return [*failed, *(f"{doc}: not read" for doc in readings.keys() - seen)]


def _likest(gold: Gold, extracted: Iterable[Found]) -> list[Found]:
    """The extracted facts that are most like `gold`, if any is."""
    scores = [(likeness(gold, one), one) for one in extracted]
    best = max((score for score, _ in scores), default=0.0)
    return [one for score, one in scores if best and score == best]


def _tally(wanted: Sequence[Gold], extracted: Sequence[Found]) -> Tally:
    links: list[Found] = []
    for one in extracted:
        if not any(same_fact(link, one) for link in links):
            links.append(one)
    told: dict[tuple[tuple[str, ...], tuple[str, ...], str | None], Gold] = {}
    for gold in wanted:
        when = gold.qualifiers.get("since") if gold.relation in FREE_TEXT else None
        told.setdefault((gold.subject, gold.object, when), gold)
    return _pair(list(told.values()), links)


def _pair(wanted: Sequence[Gold], links: Sequence[Found]) -> Tally:
    """Free texts are paired one to one, required ones first, then the likest; of a link, every telling is right."""
    pairs = [(likeness(gold, link), g, f) for g, gold in enumerate(wanted) for f, link in enumerate(links)]
    hit: set[int] = set()
    right: set[int] = set()
    for score, g, f in sorted(pairs, key=lambda pair: (wanted[pair[1]].optional, -pair[0])):
        free = wanted[g].relation in FREE_TEXT
        if score and not (free and (g in hit or f in right)):
            hit.add(g)
            right.add(f)
    required = [g for g, gold in enumerate(wanted) if not gold.optional]
    only_optional = right - {f for score, g, f in pairs if score and g in required}
    return Tally(
        gold=len(required),
        hit=len(hit.intersection(required)),
        right=len(right - only_optional),
        wrong=[link for f, link in enumerate(links) if f not in right],
        missing=[wanted[g] for g in required if g not in hit],
    )


def _line(name: str, tally: Tally) -> str:
    extracted = tally.right + len(tally.wrong)
    figures = f"{tally.precision:6.3f} {tally.recall:6.3f} {tally.f1:6.3f}"
    return f"{name:<44} {figures}   gold {tally.gold:4} extracted {extracted:4}"


def _mean_line(result: Measure) -> str:
    tallies = [result.total(document=doc) for doc in sorted({doc for doc, _ in result.tallies})]
    of = max(1, len(tallies))
    means = [sum(getattr(tally, name) for tally in tallies) / of for name in ("precision", "recall", "f1")]
    return f"{'mean':<44} " + " ".join(f"{mean:6.3f}" for mean in means) + f"   over {len(tallies)} documents"


def report(result: Measure, relations: Iterable[str], verbose: bool) -> str:
    """The figures as a table, and with `verbose` every fact that is missing or wrong with its quote."""
    lines = [f"{'':<44} precis recall     F1", _line("all", result.total()), _mean_line(result)]
    lines += [_line(relation, result.total(relation=relation)) for relation in relations]
    lines.append("")
    documents = sorted({doc for doc, _ in result.tallies})
    lines += [_line(doc[:44], result.total(document=doc)) for doc in documents]
    lines.append("")
    for name, (agreeing, compared) in result.agreement.items():
        lines.append(f"{name:<44} agrees {agreeing}/{compared} = {agreeing / compared:.3f}")
    lines += [f"failed: {failure}" for failure in result.failed]
    if verbose:
        for doc in documents:
            tally = result.total(document=doc)
            lines += [f"- {doc}: {_gold_text(gold)}" for gold in tally.missing]
            lines += [f"+ {doc}: {_found_text(one)}" for one in tally.wrong]
    return "\n".join(lines)


def _gold_text(gold: Gold) -> str:
    return f"{gold.subject[0]} {gold.relation} {gold.object[0]} {_given(gold.qualifiers)} « {gold.quote} »"


def _found_text(one: Found) -> str:
    fact = one.fact
    said = f"{fact.subject} {fact.relation} {fact.object} {_given(fact.qualifiers)}"
    return f"{said} [{fact.extractor}] « {one.quote[:120]} »"


def _given(qualifiers: dict[str, str | None]) -> str:
    return " ".join(f"{name}={value}" for name, value in qualifiers.items() if value)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.facts", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--docs", type=Path, required=True)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--only", nargs="+", choices=EVERY, default=None)
    parser.add_argument("--all", action="store_true", help="every relation, not only the usual five")
    parser.add_argument("--verbose", action="store_true", help="list every missing (-) and every wrong (+) fact")
    asked = parser.parse_args(arguments)
    relations = asked.only or (EVERY if asked.all else DEFAULT)
    print(report(measure(asked.docs, asked.gold, relations), relations, asked.verbose))
    return 0


if __name__ == "__main__":
    sys.exit(main())

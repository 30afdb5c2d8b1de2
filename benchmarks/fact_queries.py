"""How long queries over facts take, on generated stores of three sizes: `python -m benchmarks.fact_queries`.

A store has cities with 5 to 30 partners, networks with 10 to 2,000 members, and 40 facts a document; a link is told by
one to three sources of different dates. Every query runs on many anchors, drawn at random, with warm caches.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from index.facts import FactBase, Row
from index.filters import Filters, Period, select
from index.sets import difference, intersection
from index.standing import sort_out
from index.store import Store
from index.writer import StoreWriter
from ingest.records import Document, Entity, Fact, FactStatus, Ingested, Origin, Span

SIZES: Final = (5_000, 100_000, 1_000_000)
RUNS: Final = 60
PER_DOCUMENT: Final = 40
LARGE: Final = 2_000
"""Members of the largest networks."""
COUNTRIES: Final = ("FR", "DE", "ES", "IT", "SN", "MA", "CN", "US", "AM", "BF")
KINDS: Final = ("jumelage", "coopération", "convention", "accord de coopération", "partenariat")
STATUSES: Final[tuple[FactStatus, ...]] = ("active", "listed", "renewed", "former", "candidate", "unknown")
SYLLABLES: Final = ("bra", "ma", "lou", "sé", "ti", "gor", "vel", "dun", "ker", "na", "po", "rin", "sal", "to", "vi")


def generate(size: int, chance: random.Random) -> tuple[list[Entity], list[Entity], list[Fact]]:
    """Cities, networks, and `size` facts in the order of their documents."""
    cities = [
        Entity(
            f"city:{no}", "city", _name(chance), _name(chance), (_name(chance),), chance.choice(COUNTRIES), 45.0, 4.0
        )
        for no in range(max(200, size // 25))
    ]
    networks = [
        Entity(f"network:n{no}", "network", f"Réseau {_name(chance)}", f"{_name(chance)} network", (f"R.{no}",))
        for no in range(max(12, size // 400))
    ]
    facts: list[Fact] = []
    for no, network in enumerate(networks):
        largest = min(LARGE, len(cities))
        wanted = largest if no % 10 == 0 else min(largest, int(10 * (largest / 10) ** (chance.random() ** 2)))
        for city in chance.sample(cities, wanted):
            facts += _told(city, network, chance)
        if len(facts) > size * 0.45:
            break
    while len(facts) < size:
        city = chance.choice(cities)
        for partner in chance.sample(cities, chance.randint(5, 30)):
            facts += _told(city, partner, chance)
    return cities, networks, facts[:size]


def _told(subject: Entity, object: Entity, chance: random.Random) -> Iterator[Fact]:
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        qualifiers = {
            "kind": chance.choice(KINDS) if object.kind == "city" else None,
            "since": chance.choice((None, str(chance.randint(1955, 2020)))),
            "until": None,
            "status": chance.choice(STATUSES),
            "as_of": chance.choice((None, str(chance.randint(2005, 2026)))),
        }
        relation = "partner_of" if object.kind == "city" else "member_of"
        origin = Origin("Ville — page des partenaires", "https://exemple.org/partenaires", qualifiers["as_of"])
        words = (subject.name_fr, relation, object.name_fr)
        yield Fact(*words, qualifiers, "", Span(0, 1), "tables", subject.id, object.id, origin)  # type: ignore[arg-type]


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 5))).capitalize()


def write(path: Path, entities: Sequence[Entity], facts: Sequence[Fact]) -> None:
    """Stores the facts in documents of `PER_DOCUMENT` lines."""
    known = {entity.id: entity for entity in entities}
    lines = [f"{fact.subject} — {fact.object}" for fact in facts]
    with StoreWriter(path) as writer:
        for start in range(0, len(facts), PER_DOCUMENT):
            id = f"d{start // PER_DOCUMENT}"
            own, at = [], 0
            for fact, line in zip(
                facts[start : start + PER_DOCUMENT], lines[start : start + PER_DOCUMENT], strict=True
            ):
                span = Span(at, at + len(line))
                words = (fact.subject, fact.relation, fact.object, fact.qualifiers)
                own.append(Fact(*words, id, span, fact.extractor, fact.subject_id, fact.object_id, fact.origin))
                at += len(line) + 1
            text = "\n".join(lines[start : start + PER_DOCUMENT])
            document = Document(id, f"pages/{id}.md", f"Page {id}", text, "fr", "text/markdown", "00")
            used = {name: known[name] for fact in own for name in (fact.subject_id, fact.object_id) if name}
            writer.add(Ingested(document, (), tuple(own), tuple(used.values())), f"/pages/{id}.md", "1")


def queries(base: FactBase, cities: Sequence[Entity], chance: random.Random) -> dict[str, Callable[[], object]]:
    """One call of each kind of query, on anchors drawn anew each time."""
    groups = base._store.rows("SELECT object_id, count(*) FROM fact WHERE relation = 'member_of' GROUP BY object_id")
    by_size = [id for id, _ in sorted(groups, key=lambda group: int(group[1]))]
    large, small = by_size[-max(1, len(by_size) // 20) :], by_size[: len(by_size) // 2]
    linked = [city for (city,) in base._store.rows("SELECT DISTINCT subject_id FROM fact LIMIT 3000")]
    filters = Filters(frozenset({"FR", "DE"}), kinds=frozenset({"jumelage"}), since=Period("1980", None))
    return {
        "find a name": lambda: base.find(chance.choice(cities).name_fr),
        "members, small network": lambda: base.members(chance.choice(small)),
        "members, largest networks": lambda: base.members(chance.choice(large)),
        "members, settled": lambda: sort_out(base.members(chance.choice(large))),
        "networks of a city": lambda: base.networks_of(chance.choice(linked)),
        "partners of a city": lambda: base.partners(chance.choice(linked)),
        "partners, filtered, settled": lambda: sort_out(select(base.partners(chance.choice(linked)), filters).rows),
        "between two cities": lambda: base.between(chance.choice(linked), chance.choice(linked)),
        "of a network": lambda: base.of(chance.choice(small), ("founded", "seat", "member_count")),
        "definition": lambda: base.definitions(chance.choice(cities).name_fr),
        "in both networks": lambda: intersection(_two(base, large, chance)),
        "in one and not the other": lambda: difference(
            base.members(chance.choice(large)), [base.members(chance.choice(small))]
        ),
    }


def _two(base: FactBase, networks: Sequence[str], chance: random.Random) -> list[list[Row]]:
    return [base.members(id) for id in chance.choices(networks, k=2)]


def measure(call: Callable[[], object], runs: int) -> tuple[float, float]:
    """Median and 95th percentile, in milliseconds."""
    call()
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        call()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fact_queries", description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    results: dict[str, dict[int, tuple[float, float]]] = {}
    for size in asked.sizes:
        with tempfile.TemporaryDirectory() as folder:
            chance = random.Random(size)
            cities, networks, facts = generate(size, chance)
            begun = time.perf_counter()
            write(Path(folder) / "store", [*cities, *networks], facts)
            written = time.perf_counter() - begun
            store = Store.open(Path(folder) / "store")
            megabytes = (Path(folder) / "store").stat().st_size / 1e6
            del facts
            print(f"{size:,} facts: {store.counts()}, {megabytes:.0f} MB, written in {written:.1f} s", file=sys.stderr)
            base = FactBase(store)
            for name, call in queries(base, cities, chance).items():
                results.setdefault(name, {})[size] = measure(call, asked.runs)
            begun = time.perf_counter()
            known = len(base.names)
            results.setdefault("all names, once", {})[size] = ((time.perf_counter() - begun) * 1000,) * 2
            print(f"  {known:,} names", file=sys.stderr)
            store.close()
    if asked.json:
        print(json.dumps(results))
        return 0
    print(f"{'p50 / p95, ms':30}" + "".join(f"{size:>18,}" for size in asked.sizes) + "   last / first")
    for name, by_size in results.items():
        cells = "".join(f"{p50:>9.2f} /{p95:>7.2f}" for p50, p95 in by_size.values())
        times = [p50 for p50, _ in by_size.values()]
        print(f"{name:30}{cells}   × {times[-1] / times[0]:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

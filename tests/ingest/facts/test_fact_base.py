"""All rows of the fact base become facts: what is expected is computed from the tables, not from what was read."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.names import names
from ingest.normalise import fold
from ingest.pipeline import discover, ingest_source
from ingest.records import Fact, Ingested

CORPUS = Path(__file__).parents[3] / "corpus" / "tables"
STATUS = {
    "membre": "active", "member": "active", "labellisée": "active", "signataire": "active", "candidate": "candidate",
    "a adhéré": "joined", "joined": "joined", "associée": "associate", "associate": "associate", "active": "active",
    "répertoriée": "listed", "en vigueur": "active", "non confirmé": "unknown", "unknown": "unknown",
    "renouvelée": "renewed", "renewed": "renewed", "en cours": "in-progress", "in-progress": "in-progress",
    "prévue": "planned", "planned": "planned", "en réactivation": "reactivating", "reactivating": "reactivating",
    "en sommeil": "dormant", "dormant": "dormant", "suspendue": "suspended", "suspended": "suspended",
}  # fmt: skip
COLUMNS = {
    "memberships": ("member", "country", "network_id", "status", "since"),
    "adhesions": ("Ville", "Pays", "Réseau", "Statut", "Depuis"),
    "partnerships": ("from_city", "from_country", "to_city", "to_country", "status", "since"),
    "partenariats": ("Ville", "Pays", "Ville partenaire", "Pays du partenaire", "Statut", "Depuis"),
}
Row = tuple[str, ...]


def rows_of(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        delimiter = ";" if ";" in stream.readline() else ","
        stream.seek(0)
        for row in csv.DictReader(stream, delimiter=delimiter):
            yield tuple(row[column].strip() for column in columns)


@pytest.fixture(scope="module")
def folders(shared_dir: Path) -> tuple[Path, ...]:
    return CORPUS, shared_dir / "facts"


@pytest.fixture(scope="module")
def base(folders: tuple[Path, ...]) -> dict[str, Ingested]:
    """Stem of a table → what was read of it."""
    found = discover([str(folder) for folder in folders])
    assert not found.failed
    tables = [source for source in found.sources if source.path.suffix == ".csv"]
    return {source.path.stem + source.path.parent.name: ingest_source(source, learned=False) for source in tables}


def place_id(name: str, country: str) -> str:
    """Of the place that a cell names; what it adds in brackets is part of the name only where that is known."""
    bare = name if names().known(name) else re.sub(r"\s*\([^()]*\)", "", name) or name.strip("()")
    return names().place(bare, names().country(country)).id


def path_of(folders: tuple[Path, ...], table: str) -> Path:
    return next(path for folder in folders if (path := folder / f"{table}.csv").exists())


def read_of(base: dict[str, Ingested], folders: tuple[Path, ...], table: str) -> Ingested:
    return base[table + path_of(folders, table).parent.name]


def links_of(ingested: Ingested) -> list[Fact]:
    return [
        fact
        for fact in ingested.facts
        if fact.relation in ("member_of", "partner_of") or fact.qualifiers["status"] == "candidate"
    ]


@pytest.mark.parametrize("table", ["memberships", "adhesions"])
def test_every_membership_of_the_tables(base: dict[str, Ingested], folders: tuple[Path, ...], table: str) -> None:
    rows = list(rows_of(path_of(folders, table), COLUMNS[table]))
    facts = links_of(read_of(base, folders, table))
    assert len(facts) == len(rows)
    known = names()
    expected: Counter[Row] = Counter()
    for city, country, network, status, since in rows:
        expected[place_id(city, country), known.network(network).id, STATUS[status], since] += 1
    found = Counter(
        (fact.subject_id, _network_id(fact), fact.qualifiers["status"], fact.qualifiers["since"] or "")
        for fact in facts
    )
    assert found == expected


def _network_id(fact: Fact) -> str | None:
    """Of the network; a candidature names it."""
    return fact.object_id or names().network(fact.object.removeprefix("candidature ")).id


@pytest.mark.parametrize("table", ["memberships", "adhesions"])
def test_no_two_cities_of_a_network_become_one(
    base: dict[str, Ingested], folders: tuple[Path, ...], table: str
) -> None:
    listed: dict[str, set[tuple[str, str]]] = {}
    for city, country, network, status, _ in rows_of(path_of(folders, table), COLUMNS[table]):
        if STATUS[status] != "candidate":
            listed.setdefault(network, set()).add((fold(city), fold(country)))
    found: dict[str | None, set[str | None]] = {}
    for fact in links_of(read_of(base, folders, table)):
        if fact.relation == "member_of":
            found.setdefault(fact.object_id, set()).add(fact.subject_id)
    counts = {names().network(network).id: len(cities) for network, cities in listed.items()}
    assert {network: len(cities) for network, cities in found.items()} == counts


@pytest.mark.parametrize("table", ["partnerships", "partenariats"])
def test_every_partnership_of_the_tables(base: dict[str, Ingested], folders: tuple[Path, ...], table: str) -> None:
    rows = list(rows_of(path_of(folders, table), COLUMNS[table]))
    facts = links_of(read_of(base, folders, table))
    assert len(facts) == len(rows)
    listed = Counter((place_id(city, own), place_id(partner, country)) for city, own, partner, country, *_ in rows)
    assert Counter((fact.subject_id, fact.object_id) for fact in facts) == listed
    # A remark may say the day of the year that the column gives.
    expected = Counter((STATUS[status], since[:4]) for *_, status, since in rows)
    assert Counter((one.qualifiers["status"], (one.qualifiers["since"] or "")[:4]) for one in facts) == expected


def test_every_fact_is_proved_by_its_row_and_names_its_source(base: dict[str, Ingested]) -> None:
    for name, ingested in base.items():
        text = ingested.document.text
        rows = {unit.span for passage in ingested.passages for unit in passage.units if unit.kind == "row"}
        for fact in ingested.facts:
            assert fact.span in rows, (name, fact.span.of(text))
            assert fact.origin is not None and fact.origin.title, (name, fact.span.of(text))
            assert fact.extractor.startswith("tables."), (name, fact.extractor)


@pytest.mark.parametrize(
    ("table", "relation", "column"),
    [
        ("networks", "founded", "founded"), ("networks", "seat", "seat_city"), ("reseaux", "founded", "Création"),
        ("reseaux", "seat", "Siège"), ("network_counts", "member_count", "count"), ("events", "event", "title"),
        ("effectifs-des-reseaux", "member_count", "Nombre de membres"), ("histoire-et-droit", "event", "Évènement"),
        ("history", "event", "event"), ("evenements", "event", "Évènement"),
        ("glossary", "defined_as", "definition_fr"),
        ("glossaire", "defined_as", "Définition"), ("networks", "member_count", "members_count"),
        ("reseaux", "member_count", "Nombre de membres"),
    ],
)  # fmt: skip
def test_every_value_of_the_other_tables(
    base: dict[str, Ingested], folders: tuple[Path, ...], table: str, relation: str, column: str
) -> None:
    values = {fold(value) for (value,) in rows_of(path_of(folders, table), (column,)) if value}
    found = {fold(fact.object) for fact in read_of(base, folders, table).facts if fact.relation == relation}
    assert not {value for value in values if not any(value in one for one in found)}


@pytest.mark.parametrize(("table", "columns"), [("actions", ("action", "status")), ("actions", ("Action", "Statut"))])
def test_every_action(
    base: dict[str, Ingested], folders: tuple[Path, ...], table: str, columns: tuple[str, str]
) -> None:
    folder = folders[0] if columns[0] == "Action" else folders[1]
    said = {"réalisée": "done", "en cours": "in-progress", "prévue": "planned", "unmarked": "planned", "stated": None,
            "sans marque d'avancement": "planned", "marquée Ⓜ, sens inconnu": "marked", "marked-M": "marked",
            "énoncée": None, "done": "done", "in-progress": "in-progress", "planned": "planned"}  # fmt: skip
    rows = Counter((action, said[status]) for action, status in rows_of(folder / f"{table}.csv", columns))
    facts = base[table + folder.name].facts
    assert Counter((fact.object, fact.qualifiers["status"]) for fact in facts) == rows

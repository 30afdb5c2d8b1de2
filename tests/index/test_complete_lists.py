"""Every list of every large network and city is complete, without intruder: what is expected comes from the tables."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from index.build import build
from index.facts import FactBase, Row
from index.snapshot import Snapshot
from index.standing import sort_out
from ingest.names import names
from tests.index.hash_encoder import HashEncoder

ROOT: Final = Path(__file__).resolve().parents[2]
LARGE: Final = 10
"""Members or partners from which on a list is tested."""
Sets = Mapping[str, set[str]]


@dataclass(frozen=True, slots=True)
class Tables:
    """Two tables and what their columns are called."""

    folder: Path
    delimiter: str
    members: tuple[str, str, str, str, str]
    """File, city, country, network, status."""
    partners: tuple[str, str, str, str, str, str]
    """File, city, country, the other city, its country, status."""
    networks: tuple[str, ...] = ()
    """File, then what the members' table calls a network and what it is called, where that is an id."""

    def rows(self, file: str) -> Iterator[dict[str, str]]:
        with (self.folder / file).open(encoding="utf-8-sig", newline="") as stream:
            yield from csv.DictReader(stream, delimiter=self.delimiter)

    def network_names(self) -> dict[str, str]:
        if not self.networks:
            return {}
        file, id, name = self.networks
        return {row[id]: row[name] for row in self.rows(file)}


CORPUS: Final = Tables(
    ROOT / "corpus" / "tables",
    ";",
    ("adhesions.csv", "Ville", "Pays", "Réseau", "Statut"),
    ("partenariats.csv", "Ville", "Pays", "Ville partenaire", "Pays du partenaire", "Statut"),
)
SHARED: Final = Tables(
    ROOT.parent / "shared" / "facts",
    ",",
    ("memberships.csv", "member", "country", "network_id", "status"),
    ("partnerships.csv", "from_city", "from_country", "to_city", "to_country", "status"),
    ("networks.csv", "id", "name_fr"),
)
APART: Final = frozenset({"candidate", "unknown", "non confirmé"})
"""Statuses of rows that are told apart from the list."""


def place(name: str, country: str) -> str:
    known = names()
    return known.place(name, known.country(country)).id


def expected_members(tables: Tables) -> Sets:
    """Id of a network → ids of its members."""
    file, city, country, network, status = tables.members
    called = tables.network_names()
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in tables.rows(file):
        if row[status] not in APART:
            name = called.get(row[network], row[network])
            found[names().network(name).id].add(place(row[city], row[country]))
    return found


def expected_partners(tables: Tables) -> Sets:
    """Id of a city → ids of those it is linked to, whichever of them the row begins with."""
    file, city, country, other, other_country, status = tables.partners
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in tables.rows(file):
        if row[status] not in APART:
            one, two = place(row[city], row[country]), place(row[other], row[other_country])
            found[one].add(two)
            found[two].add(one)
    return found


@pytest.fixture(scope="module", params=[CORPUS, SHARED], ids=["corpus", "shared"])
def tables(request: pytest.FixtureRequest) -> Tables:
    chosen: Tables = request.param
    if not chosen.folder.is_dir():
        pytest.skip(f"{chosen.folder} is not there")
    return chosen


@pytest.fixture(scope="module")
def base(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FactBase]:
    index = tmp_path_factory.mktemp("lists") / "index"
    report = build([str(tables.folder)], index, HashEncoder())
    assert not report.failed, [str(error) for error in report.failed]
    snapshot = Snapshot.open(index)
    yield snapshot.fact_base
    snapshot.close()


def asserted(rows: list[Row]) -> set[str]:
    found = sort_out(rows)
    return {row.entity.id for row in (*found.live, *found.paused, *found.pending, *found.ended)}


def wrong(lists: Mapping[str, tuple[set[str], set[str]]]) -> dict[str, dict[str, set[str]]]:
    """What is missing from each list and what is too much, for lists (expected, found) that differ."""
    return {
        id: {"missing": expected - found, "intruders": found - expected}
        for id, (expected, found) in lists.items()
        if expected != found
    }


def test_members_of_every_large_network(tables: Tables, base: FactBase) -> None:
    large = {id: members for id, members in expected_members(tables).items() if len(members) >= LARGE}
    assert len(large) >= 10
    assert not wrong({id: (expected, asserted(base.members(id))) for id, expected in large.items()})


def test_partners_of_every_city_with_many(tables: Tables, base: FactBase) -> None:
    large = {id: partners for id, partners in expected_partners(tables).items() if len(partners) >= LARGE}
    assert len(large) >= 10
    assert not wrong({id: (expected, asserted(base.partners(id))) for id, expected in large.items()})


def test_networks_of_every_city_with_many(tables: Tables, base: FactBase) -> None:
    cities: defaultdict[str, set[str]] = defaultdict(set)
    for network, members in expected_members(tables).items():
        for city in members:
            cities[city].add(network)
    large = {id: networks for id, networks in cities.items() if len(networks) >= 5}
    assert large
    assert not wrong({id: (expected, asserted(base.networks_of(id))) for id, expected in large.items()})


def test_what_nobody_confirms_is_kept_apart(tables: Tables, base: FactBase) -> None:
    *_, status = tables.partners
    file, city, country, other, other_country, _ = tables.partners
    told = expected_partners(tables)
    doubted = 0
    for row in tables.rows(file):
        one, two = place(row[city], row[country]), place(row[other], row[other_country])
        if row[status] in APART and two not in told.get(one, ()):
            doubted += 1
            assert two in {found.entity.id for found in sort_out(base.partners(one)).unconfirmed}, row
    assert doubted >= 50


def test_a_list_says_whether_it_is_complete(tables: Tables, base: FactBase) -> None:
    if tables is not CORPUS:
        pytest.skip("these tables do not say which lists are complete")
    for row in tables.rows("listes.csv"):
        network = names().network(row["Réseau"]).id
        extent = base.extent(network)
        assert extent is not None, row
        assert extent.object == row["Étendue de la liste"]
        assert extent.qualifiers["as_of"] == (row["À la date du"] or row["Date de la source"] or None)
        if row["Lignes"]:
            assert len(asserted(base.members(network))) == int(row["Lignes"])

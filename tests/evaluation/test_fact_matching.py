"""The measure of facts: what counts as found, as missing and as wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.fact_agreement import agreement
from benchmarks.fact_matching import Found, Gold, found, likeness, read_gold
from benchmarks.facts import _tally
from ingest.records import Entity, Fact, Relation, Span

TEXT = "x" * 20


def extracted(subject: str, relation: Relation, object_: str, entity: Entity | None = None, **given: str) -> Found:
    fact = Fact(
        subject, relation, object_, dict(given), "d", Span(0, 20), "test", object_id=entity.id if entity else None
    )
    return found("page.txt", fact, {entity.id: entity} if entity else {}, TEXT)


def gold(subject: str, relation: str, object_: str, optional: bool = False, **given: str) -> Gold:
    names = tuple(subject.split("|")), tuple(object_.split("|"))
    return Gold("page.txt", relation, *names, dict(given), "", optional)


@pytest.mark.parametrize(
    ("wanted", "one", "same"),
    [
        (gold("Lille", "partner_of", "Cologne"), extracted("Lille", "partner_of", "Köln"), True),
        (gold("Lille", "partner_of", "Turin"), extracted("Turin", "partner_of", "Lille"), True),
        (gold("Lille", "member_of", "Turin"), extracted("Turin", "member_of", "Lille"), False),
        (gold("Lille", "partner_of", "Łódź"), extracted("Ville de Lille", "partner_of", "Lodz"), True),
        (gold("Lille", "partner_of", "Leeds"), extracted("Lille", "member_of", "Leeds"), False),
        (gold("C40", "member_count", "1200"), extracted("C40", "member_count", "1 200"), True),
        (gold("C40", "founded", "2005-10"), extracted("C40", "founded", "2005"), True),
        (gold("C40", "founded", "2005-10"), extracted("C40", "founded", "2006"), False),
        (gold("", "event", "Forum", since="2024-05"), extracted("", "event", "Forum", since="2025-05"), False),
    ],
)
def test_names_numbers_and_dates(wanted: Gold, one: Found, same: bool) -> None:
    assert bool(likeness(wanted, one)) is same


def test_names_of_the_entity_count() -> None:
    network = Entity("network:x", "network", "Villes du Vent", "Wind Cities", ("VDV",))
    one = extracted("Lille", "member_of", "Villes du Vent", network)
    assert likeness(gold("Lille", "member_of", "VDV"), one) == 1
    assert likeness(gold("Lille", "member_of", "VDX"), one) == 0


def test_a_link_told_twice_counts_once_and_the_optional_counts_nowhere() -> None:
    wanted = [gold("Lille", "partner_of", "Turin"), gold("Lille", "partner_of", "Safed", optional=True)]
    told = [extracted("Lille", "partner_of", name) for name in ("Turin", "Torino", "Safed", "Leeds")]
    tally = _tally(wanted, told)
    assert (tally.gold, tally.hit, tally.right) == (1, 1, 1)
    assert [one.fact.object for one in tally.wrong] == ["Leeds"]


def test_like_actions_are_told_apart() -> None:
    lines = [f"Renouvellement de la convention de coopération avec {city}" for city in ("Rabat", "Turin", "Fano")]
    tally = _tally(
        [gold("Lille", "did", line) for line in lines], [extracted("Lille", "did", line) for line in lines[:2]]
    )
    assert tally.hit == 2
    assert tally.missing[0].object == (lines[2],)


def test_status_agrees_by_what_it_asserts() -> None:
    wanted = gold("Lille", "partner_of", "Turin", kind="jumelage", status="active", since="1958")
    marks = agreement(
        wanted, extracted("Lille", "partner_of", "Turin", kind="twinning", status="joined", since="1958-06")
    )
    assert marks == {"kind": True, "status": True, "status, exactly": False, "since": True}


def test_a_page_may_be_declared_empty(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text(json.dumps({"doc": "page.txt"}), encoding="utf-8")
    assert read_gold([tmp_path / "gold.jsonl"]) == {"page.txt": []}

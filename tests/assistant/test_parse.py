"""Questions as people ask them, and the query that each comes to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.parse import Parsed, parse
from assistant.question import question_language
from assistant.vocabulary import vocabulary
from index.entities import key
from ingest.names import names
from ingest.records import Entity, Question, Turn
from tests.assistant.directory import directory

QUERIES = [
    json.loads(line) for line in (Path(__file__).parent / "queries.jsonl").read_text(encoding="utf-8").splitlines()
]


def understood(text: str, history: list[str]) -> Parsed:
    turns = tuple(Turn("user", one) for one in history)
    language = question_language(text, turns)
    return parse(Question(text, text, language, language), turns, directory(), names())


def named(entity: Entity, name: str) -> bool:
    return key(name) in {key(one) for one in (entity.name_fr, entity.name_en, *entity.aliases)}


def differences(parsed: Parsed, case: dict[str, Any]) -> list[str]:
    query, filters = parsed.query, parsed.query.filters
    found: list[str] = []

    def expect(what: str, told: object, wanted: object) -> None:
        if told != wanted:
            found.append(f"{what}: {told!r}, not {wanted!r}")

    expect("kind", query.kind, case["kind"])
    if "merged" in case:
        expect("merged", parsed.reading.merged, case["merged"])
    if case["kind"] == "open":
        return found
    anchors = [group.anchor for group in query.groups]
    for what, entities in (
        ("of", anchors),
        ("pair", list(query.pair or ())),
        ("topic", [query.topic] if query.topic else []),
    ):
        wanted = case.get(what, [])
        wanted = [wanted] if isinstance(wanted, str) else wanted
        if len(entities) != len(wanted) or not all(any(named(one, name) for one in entities) for name in wanted):
            found.append(f"{what}: {[one.name_fr for one in entities]}, not {wanted}")
    for what in ("countries", "continents", "kinds"):
        if what in case or what == "continents":
            expect(what, sorted(getattr(filters, what)), sorted(case.get(what, [])))
    statuses = vocabulary().data["meaning"][case["statuses"]] if "statuses" in case else []
    expect("statuses", sorted(filters.statuses), sorted(statuses))
    for what in ("since", "during"):
        period = getattr(filters, what)
        expect(what, [period.start, period.end] if period else None, case.get(what))
    for what in ("joined", "standalone"):
        if what in case:
            expect(what, query.joined if what == "joined" else parsed.reading.standalone, case[what])
    for what in ("yes_no", "also_since"):
        if what in case:
            expect(what, getattr(query, what), case[what])
    if "relation" in case:
        expect("relation", {group.relation for group in query.groups}, {case["relation"]})
    if "relations" in case:
        expect("relations", sorted(query.relations), case["relations"])
    corrected = [one.entity for one in parsed.reading.corrections]
    if not all(any(named(entity, name) for entity in corrected) for name in case.get("corrected", [])):
        found.append(f"corrected: {[one.name_fr for one in corrected]}, not {case['corrected']}")
    return found


@pytest.mark.parametrize("case", QUERIES, ids=lambda case: case["question"][:60])
def test_a_question_comes_to_its_query(case: dict[str, Any]) -> None:
    assert not differences(understood(case["question"], case.get("history", [])), case)

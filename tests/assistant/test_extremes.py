"""The oldest and the newest link of a list, among those whose beginning is known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.parse import parse
from assistant.query import Query
from assistant.question import question_language
from ingest.names import names
from ingest.records import Question
from tests.assistant.directory import directory
from tests.assistant.shelf import BREST, GENOA, HAMBURG, LEIPZIG, LIGHTS, LYON, Shelf, labels, member, of, quotes, twins


def asked(text: str) -> Query:
    language = question_language(text)
    return parse(Question(text, text, language, language), (), directory(), names()).query


def test_the_first_is_the_one_that_began_first_even_if_it_has_ended(tmp_path: Path) -> None:
    links = (
        twins(LYON, LEIPZIG, since="1981"),
        twins(LYON, HAMBURG, since="1962", status="former"),
        twins(LYON, GENOA),
    )
    shelf = Shelf(tmp_path, links)
    answer = shelf.asked(replace(of("partners", LYON), extreme="first"))
    assert labels(answer) == ["Hambourg"]
    assert quotes(answer) == ["Lyon est jumelée avec Hambourg 1962"]
    assert "Un autre est donné sans date de début." in answer.markdown
    assert labels(shelf.asked(replace(of("partners", LYON), extreme="last"))) == ["Leipzig"]


def test_those_of_one_date_stand_together(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, (member(LYON, LIGHTS, since="1999"), member(BREST, LIGHTS, since="1999")))
    answer = shelf.asked(replace(of("members", LIGHTS), extreme="first"))
    assert labels(answer) == ["Brest", "Lyon"]


def test_without_any_date_the_facts_tell_nothing(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, (twins(LYON, LEIPZIG), twins(LYON, GENOA)))
    assert shelf.ask(replace(of("partners", LYON), extreme="first")) is None


@pytest.mark.parametrize(
    ("text", "kind", "extreme"),
    [
        ("Quel est le plus ancien jumelage de Lyon ?", "partners", "first"),
        ("Rennes : sa première ville jumelée ?", "partners", "first"),
        ("Which is Nantes's oldest twin town?", "partners", "first"),
        ("Quel réseau Lille a-t-elle rejoint le plus récemment, son dernier réseau ?", "networks_of", "last"),
        ("Which was the first member of LUCI?", "members", "first"),
        ("What is the most recent agreement of Bordeaux?", "partners", "last"),
    ],
)
def test_superlatives_are_read(text: str, kind: str, extreme: str) -> None:
    query = asked(text)
    assert (query.kind, query.extreme) == (kind, extreme)

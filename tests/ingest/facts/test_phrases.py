"""Words that tie, dates and stances within a sentence."""

from __future__ import annotations

import pytest

from ingest.facts.wording.dating import find_whens
from ingest.facts.wording.phrases import find_phrases, heads
from ingest.facts.wording.plain import plain
from ingest.facts.wording.stance import VOID, stance_of


def test_positions_are_those_of_the_text() -> None:
    text = "L’Île-d’Yeu s’est jumelée ; elle a adhéré à l’AIMF."
    assert [text[one.start : one.end] for one in find_phrases(text)] == ["s’est jumelée", "a adhéré"]


def test_the_longest_words_win_and_lookalikes_are_none() -> None:
    senses = [one.sense for one in find_phrases("une convention de coopération décentralisée, le comité de jumelage")]
    assert [(one.role, one.kind) for one in senses] == [("bond", "convention de coopération")]


def test_every_way_to_begin() -> None:
    assert heads("(?:ville|cité)s? jumelles") == ["villes? jumelles", "cités? jumelles"]
    assert heads("(?:a )?b") == ["a b", "b"]


def test_plain_keeps_length() -> None:
    text = "Łódź, Cité d’Œuvre – İzmir"
    assert len(plain(text)) == len(text)
    assert plain("Jumelée à l’Éthiopie") == "jumelee a l'ethiopie"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("depuis 1958", [("1958", "since")]),
        ("en avril 2002", [("2002-04", "at")]),
        ("un lien de 836", [("836", "at")]),
        ("jusqu'en 2017", [("2017", "until")]),
        ("date du 6 juin 1959", [("1959-06-06", "since")]),
        ("2000 habitants et 1500 euros", []),
        ("un groupe de 120 élèves", []),
    ],
)
def test_dates_of_a_sentence(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.iso, one.mode) for one in find_whens(text)] == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("lyon a suspendu son jumelage", "suspended"),
        ("le jumelage n'est pas rompu", None),
        ("lyon pourrait rompre son jumelage", None),
        ("lyon envisage un jumelage", "planned"),
        ("lyon n'a aucun jumelage", VOID),
        ("le jumelage a ete renouvele", "renewed"),
        ("le jumelage est actif", None),
    ],
)
def test_stances(clause: str, expected: str | None) -> None:
    assert stance_of(clause, clause.find("jumelage")) == expected

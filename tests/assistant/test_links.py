"""Links that no city is asked for, histories told once, and what an absence proves."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import from_facts
from assistant.query import Filters, Query
from ingest.records import Question
from tests.assistant.shelf import (
    BAMAKO,
    BREST,
    HAMBURG,
    LEIPZIG,
    LIGHTS,
    LYON,
    TVER,
    Shelf,
    labels,
    member,
    of,
    says,
    twins,
)

FRENCH, GERMAN = Filters(countries=frozenset({"FR"})), Filters(countries=frozenset({"DE"}))
SUSPENDED = Filters(statuses=frozenset({"suspended", "dormant"}))


def test_every_link_of_a_status_whoever_it_belongs_to(tmp_path: Path) -> None:
    told = (
        twins(LYON, TVER, status="suspended"),
        twins(BREST, TVER, status="dormant"),
        twins(LYON, HAMBURG),
        # Its newest source has it in force again.
        twins(BREST, LEIPZIG, status="suspended", as_of="2020"),
        twins(BREST, LEIPZIG, page="new", as_of="2024"),
    )
    answer = Shelf(tmp_path, told).asked(Query("partners", filters=SUSPENDED))
    assert labels(answer) == ["Brest – Tver", "Lyon – Tver"]
    assert "2 liens (statut : suspendu ou en sommeil)" in answer.markdown


def test_links_between_two_countries_have_the_first_named_first(tmp_path: Path) -> None:
    told = (twins(LYON, LEIPZIG), twins(HAMBURG, BREST), twins(LYON, BAMAKO), twins(HAMBURG, LEIPZIG))
    answer = Shelf(tmp_path, told).asked(Query("partners", sides=(GERMAN, FRENCH)), "en")
    assert labels(answer) == ["Hamburg – Brest", "Leipzig – Lyon"]


def test_a_city_that_is_not_named_is_asked_for(tmp_path: Path) -> None:
    answer = Shelf(tmp_path, (twins(LYON, HAMBURG),)).asked(Query("partners", cityless=True))
    assert answer.abstained and not answer.items
    assert answer.markdown.startswith("De quelle ville")


def test_a_second_clause_points_rows_out(tmp_path: Path) -> None:
    told = (twins(LYON, HAMBURG), twins(LYON, LEIPZIG, status="in-progress"))
    shelf = Shelf(tmp_path, told)
    answer = shelf.asked(of("partners", LYON, marked=frozenset({"in-progress", "planned", "reactivating"})))
    assert labels(answer) == ["Hambourg", "Leipzig"]
    assert "**À renouveler ou à relancer** : **Leipzig** (en cours)" in answer.markdown
    none = shelf.asked(of("partners", LYON, marked=frozenset({"suspended"})))
    assert "Aucun document ne signale" in none.markdown


@pytest.mark.parametrize(("extent", "opening"), [("complète", "Non : Brest ne figure pas parmi"), ("partielle", None)])
def test_absence_proves_something_only_of_a_whole_list(tmp_path: Path, extent: str, opening: str | None) -> None:
    told = (member(LYON, LIGHTS), says(LIGHTS, "status", extent, f"La liste de Lumina est {extent}", kind="liste"))
    shelf = Shelf(tmp_path, told)
    query = Query("status", pair=(BREST, LIGHTS), yes_no=True)
    answer = shelf.ask(query)
    if opening:
        assert answer and answer.markdown.startswith(opening)
        assert [one.quote for one in answer.citations] == ["La liste de Lumina est complète"]
        return
    assert answer is None
    question = Question("Brest est-elle membre ?", "Brest est-elle membre ?", "fr", "fr")
    said = from_facts.last_word(question, query, shelf)  # type: ignore[arg-type]
    assert said and said.abstained and not said.citations
    assert "n'est pas complète" in said.markdown


def test_a_history_tells_each_step_once(tmp_path: Path) -> None:
    told = (
        twins(LYON, BAMAKO, kind="convention", since="1993", as_of="2026"),
        twins(LYON, BAMAKO, kind="coopération", since="1993", page="b", as_of="2025"),
        twins(LYON, BAMAKO, kind="coopération", since="1994", page="c", as_of="2018"),
        twins(LYON, BAMAKO, kind="convention", status="renewed", page="d", as_of=None),
    )
    answer = Shelf(tmp_path, told).asked(Query("timeline", pair=(LYON, BAMAKO)))
    assert answer.markdown.count("début :") == 1
    assert "**1993 ou 1994, selon les sources** : début : convention, coopération [1] [2] [3]" in answer.markdown
    assert "renouvellement : convention" in answer.markdown
    assert "Les sources ne s'accordent pas" not in answer.markdown
    assert len(answer.items) == 1

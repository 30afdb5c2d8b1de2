"""Several answers as one: numbers run through, and what two of them cite is cited once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from assistant.combined import combined
from tests.assistant.shelf import BREST, LIGHTS, LYON, Shelf, member, of, says


def test_numbers_run_through(tmp_path: Path) -> None:
    shelf = Shelf(
        tmp_path,
        (
            member(LYON, LIGHTS),
            member(BREST, LIGHTS),
            says(LIGHTS, "founded", "1989", "Lumina a été fondé en 1989."),
        ),
    )
    members = shelf.asked(of("members", LIGHTS))
    both = combined([members, replace(members, markdown="Autrement dit, Lyon [2] et Brest [1].")])
    assert [one.n for one in both.citations] == [1, 2]
    assert both.markdown.endswith("Autrement dit, Lyon [2] et Brest [1].")
    assert len(both.items) == 4


def test_what_abstains_says_nothing(tmp_path: Path) -> None:
    members = Shelf(tmp_path, (member(LYON, LIGHTS),)).asked(of("members", LIGHTS))
    silent = replace(members, abstained=True, items=(), citations=(), markdown="Les documents ne le disent pas.")
    assert combined([silent, members]) == members
    assert combined([members, silent]) == members
    assert combined([silent]) == silent


def test_the_same_answer_is_not_given_twice(tmp_path: Path) -> None:
    members = Shelf(tmp_path, (member(LYON, LIGHTS),)).asked(of("members", LIGHTS))
    assert combined([members, members]) == members


def test_a_quote_is_shown_once(tmp_path: Path) -> None:
    members = Shelf(tmp_path, (member(LYON, LIGHTS),)).asked(of("members", LIGHTS))
    first, second = (
        replace(members, markdown=f"{said} [1].\n\n> Lyon est membre. [1]") for said in ("Oui", "Depuis 1999")
    )
    assert combined([first, second]).markdown == "Oui [1].\n\n> Lyon est membre. [1]\n\nDepuis 1999 [1]."

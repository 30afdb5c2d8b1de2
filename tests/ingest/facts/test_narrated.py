"""Partners told by turns, without a word of the link itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.facts.facts_of import kinds

INTERVIEW = """# A talk with the mayor of Coventry

## Q. How many twin towns does Coventry have?

A. "A good handful. Kiel came first, in 1947. Then Caen and Dresden. Parkes signed in 1956, Volgograd in 1962, and Jinan
came along later. Someone proposed Nice last year, but nothing came of it."

## Q. And networks?

A. "Sarajevo signed the Covenant of Mayors. Lyon joined us in Brussels."
"""
SPEECH = """Discours du maire d'Angers
Réception de nos villes jumelles

Chers amis, Haarlem et Osnabrück nous ont rejoints en 1964.

Pise a suivi en 1982, quand peu de gens y croyaient, et Södertälje en 1998. Wigan fut la benjamine.

Oslo nous a écrit l'an dernier.
"""


def test_turns_after_a_question(tmp_path: Path) -> None:
    assert kinds(tmp_path, INTERVIEW) == {
        "Kiel": ("jumelage", "1947"),
        "Caen": ("jumelage", None),
        "Dresde": ("jumelage", None),
        "Parkes": ("jumelage", "1956"),
        "Volgograd": ("jumelage", "1962"),
        "Jinan": ("jumelage", None),
    }


def test_turns_of_a_speech(tmp_path: Path) -> None:
    assert kinds(tmp_path, SPEECH) == {
        "Haarlem": ("jumelage", "1964"),
        "Osnabrück": ("jumelage", "1964"),
        "Pise": ("jumelage", "1982"),
        "Södertälje": ("jumelage", "1998"),
        "Wigan": ("jumelage", None),
    }


@pytest.mark.parametrize(
    "sentence", ["Turin n'a pas suivi.", "Turin a suivi l'an dernier ?", "Turin a signé la charte du réseau LUCI."]
)
def test_no_turn(tmp_path: Path, sentence: str) -> None:
    page = f"# Angers\n\n## Nos jumelages\n\nAngers est jumelée avec Pise. {sentence}\n"
    assert kinds(tmp_path, page).keys() == {"Pise"}


TOLD = [
    ("Vranje (Serbie), jumelée depuis 1971, envoie sa fanfare.", ("Vranje", "jumelage", "1971")),
    ("Wigan, au Royaume-Uni, notre jumelle depuis 1988, nous écrit.", ("Wigan", "jumelage", "1988")),
    ("Avec Vranje, en Serbie, Angers a signé un pacte d'amitié en 1971.", ("Vranje", "pacte d'amitié", "1971")),
    ("Limbé, au Cameroun : accord de coopération conclu en 2003.", ("Limbe", "accord de coopération", "2003")),
]


@pytest.mark.parametrize(("sentence", "expected"), TOLD)
def test_partners_told_beside_other_things(tmp_path: Path, sentence: str, expected: tuple[str, str, str]) -> None:
    name, kind, since = expected
    assert kinds(tmp_path, f"# Angers et ses villes amies\n\nAngers aime recevoir. {sentence}\n")[name] == (kind, since)

"""Recognising a date, a place, a person, a number or an expansion in a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.expected import satisfied

EVERYTHING = frozenset({"date", "place", "person", "number", "expansion"})


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("date", "La ville a adhéré en 2002."),
        ("date", "La réunion aura lieu en février."),
        ("place", "L'association est installée à Barcelone."),
        ("person", "Le réseau est présidé par Anne Martin."),
        ("person", "M. Dupont a ouvert la séance."),
        ("number", "Douze villes ont répondu."),
        ("expansion", "Le Réseau de coopération décentralisée pour la Palestine (RCDP) anime des échanges."),
        ("expansion", "UCUE : Union des Capitales de l'Union Européenne"),
    ],
)
def test_what_is_there_is_found(kind: str, sentence: str) -> None:
    assert kind in satisfied(EVERYTHING, sentence)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("date", "La ville a adhéré au réseau."),
        ("number", "Plusieurs villes ont répondu."),
        ("expansion", "La réunion du RCDP a eu lieu à Paris."),
    ],
)
def test_what_is_not_there_is_not_found(kind: str, sentence: str) -> None:
    assert kind not in satisfied(EVERYTHING, sentence)


@given(st.text(max_size=300))
def test_any_sentence_can_be_looked_at(sentence: str) -> None:
    assert satisfied(EVERYTHING, sentence) <= EVERYTHING

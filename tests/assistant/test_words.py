"""Every word that facts may hold has its label in both languages."""

from __future__ import annotations

from typing import get_args

import pytest

from assistant.answers.words import kind_word, labels, name_of, source_of, status_word, statuses_words
from index.standing import STANDINGS
from ingest.facts.wording.kinds import families
from ingest.records import Entity, FactStatus


@pytest.mark.parametrize("status", get_args(FactStatus))
def test_every_status_has_a_label(status: str) -> None:
    assert set(labels()["status"][status]) == {"fr", "en"}
    assert status in STANDINGS


@pytest.mark.parametrize("kind", [kind for kinds in families().values() for kind in kinds])
def test_every_kind_of_link_has_an_english_word(kind: str) -> None:
    assert kind in labels()["kind"]


@pytest.mark.parametrize("family", [*families(), "any"])
def test_every_family_has_its_nouns(family: str) -> None:
    for table in ("partners", "links"):
        assert {"fr", "en"} <= set(labels()[table]["one"][family]) & set(labels()[table]["many"][family])


@pytest.mark.parametrize(
    ("name_fr", "name_en", "aliases", "shown"),
    [
        ("AFL", "French Association of Lights", (), "AFL (French Association of Lights)"),
        ("CGX", "United Gardens Union", ("UGU",), "UGU (United Gardens Union)"),
        ("Pacte de Brest", "Brest Sea Pact", ("BSP",), "Brest Sea Pact (BSP)"),
        ("Lumina", "Lumina Network – The Bright Cities", (), "Lumina"),
    ],
)
def test_a_network_goes_by_its_short_name(name_fr: str, name_en: str, aliases: tuple[str, ...], shown: str) -> None:
    assert name_of(Entity("network:x", "network", name_fr, name_en, aliases), "en") == shown
    assert name_of(Entity("network:x", "network", name_fr, name_en, aliases), "fr") == name_fr


def test_dates_of_sources_and_units_read_well() -> None:
    assert source_of("2026-02-08", "fr") == "source du 8 février 2026"
    assert source_of("2012-04", "fr") == "source d'avril 2012"
    assert source_of("2012-04", "en") == "source: April 2012"
    assert kind_word("villes de 46 pays", "en") == "cities in 46 countries"


def test_statuses_asked_together_have_one_word() -> None:
    assert statuses_words({"suspended", "dormant"}, "fr") == "suspendu ou en sommeil"
    assert statuses_words({"planned", "in-progress", "reactivating"}, "en") == "to be renewed or revived"
    assert status_word("suspended", "en") == "suspended"

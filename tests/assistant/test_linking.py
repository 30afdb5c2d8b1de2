"""Which names a question holds: misspelt, in part, in another language, and words that only look like names."""

from __future__ import annotations

import time

import pytest

from assistant.directory import NameIndex
from assistant.linking import Linked
from assistant.slots import read
from ingest.names import names
from ingest.records import Entity
from tests.assistant.directory import directory


def linked(text: str) -> tuple[Linked, ...]:
    return tuple(one for one in read(text, directory(), names()).linked if not one.is_word)


def named(text: str) -> list[str]:
    return [one.entity.name_fr for one in linked(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lyon et Francfort", ["Lyon", "Francfort"]),
        ("twinning of lyon with frankfurt", ["Lyon", "Francfort"]),
        ("jumelages de saint etiene", ["Saint-Étienne"]),
        ("st etienne est jumelée avec qui", ["Saint-Étienne"]),
        ("jumelee avec clermont ferand", ["Clermont-Ferrand"]),
        ("la rochel et lubec", ["La Rochelle", "Lübeck"]),
        ("membres du C.G.L.U.", ["CGLU"]),
        ("members of UCLG", ["CGLU"]),
        ("le c 40", ["C40"]),
        ("LYON ET MARSEILLE SONT-ELLES JUMELEES", ["Lyon", "Marseille"]),
        ("UNESCO creative cities in France", ["Réseau des villes créatives de l'UNESCO"]),
        ("le réseau des villes Michelin", ["Réseau international des villes Michelin"]),
        ("Lyon's partners", ["Lyon"]),
        ("Xanadu est-elle jumelée avec Lyon ?", ["Xanadu", "Lyon"]),
        ("jumelages de Villeneuve-lès-Xanadu", ["Villeneuve-lès-Xanadu"]),
    ],
)
def test_names_are_found_as_people_write_them(text: str, expected: list[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "nice cities to see",
        "quelles sont les villes en cours",
        "dans quel sens va l'échange",
        "faire deux tours de table",
        "what are the main issues",
        "avec qui ?",
        "une lanterne pour la paix",
        "give me a cake recipe",
        "la mission est terminée",
    ],
)
def test_words_are_not_taken_for_names(text: str) -> None:
    assert named(text) == []


def test_a_misspelt_name_is_told() -> None:
    (one,) = linked("avec ki poitier est jumele")
    assert (one.entity.name_fr, one.typed, one.corrected) == ("Poitiers", "poitier", True)


def test_a_name_well_spelt_is_not_corrected() -> None:
    assert not any(one.corrected for one in linked("Lyon est-elle jumelée avec Francfort ?"))


def test_a_namesake_far_away_gives_way_to_the_city_of_the_documents() -> None:
    (one, _) = linked("Depuis quand Montpelier est jumelée avec Heidelberg ?")
    assert one.entity.name_fr == "Montpellier"
    assert one.corrected
    assert [other.country for other in one.others] == ["US"]


def test_a_known_city_without_facts_is_known() -> None:
    (one,) = linked("Avec quelles villes Bourges est-elle jumelée ?")
    assert (one.entity.name_fr, one.how) == ("Bourges", "known")


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("membres de LUCI en belgiqe", {"BE"}),
        ("cities in medcities from lebannon", {"LB"}),
        ("villes allemandes et italiennes", {"DE", "IT"}),
        ("jumelages de Lyon au Burkina Faso", {"BF"}),
        ("les villes de Bretagne", set()),
    ],
)
def test_countries_restrict(text: str, countries: set[str]) -> None:
    found = read(text, directory(), names()).regions
    assert {code for one in found for code in one.countries} == countries


def test_namesakes_are_told_apart_by_their_country() -> None:
    here = Entity("city:lb", "city", "Tripoli", "Tripoli", (), "LB")
    there = Entity("city:ly", "city", "Tripoli", "Tripoli", (), "LY")
    index = NameIndex({"tripoli": [there.id, here.id]}, {one.id: one for one in (here, there)}.get)
    (one,) = read("Avec qui Tripoli, au Liban, est-elle jumelée ?", index, names()).linked
    assert (one.entity, one.others) == (here, (there,))


def test_a_large_directory_is_searched_in_milliseconds() -> None:
    syllables = ("ba", "ker", "lo", "mun", "sta", "vil", "dra", "pon", "tis", "gue", "nor", "hal", "mer")
    made = ["".join((a, b, c, d)) for a in syllables for b in syllables for c in syllables for d in syllables][:20_000]
    entities = {f"city:x:{name}": Entity(f"city:x:{name}", "city", name.title(), name.title()) for name in made}
    index = NameIndex({name: [f"city:x:{name}"] for name in made}, entities.get)
    read("warm", index, names())
    texts = [f"avec quelles villes {name[:-1]}z est jumelee" for name in made[::1000]]
    started = time.process_time()
    for text in texts:
        read(text, index, names())
    assert (time.process_time() - started) / len(texts) < 0.02

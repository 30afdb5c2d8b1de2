"""What stands around the question: context before it, names in part, capitals for cities, what must be in an answer."""

from __future__ import annotations

import pytest

from assistant.parse import Parsed, parse
from assistant.question import question_language
from assistant.slots import read
from ingest.names import names
from ingest.normalise import flat
from ingest.records import Question
from tests.assistant.directory import directory


def understood(text: str) -> Parsed:
    language = question_language(text)
    return parse(Question(text, text, language, language), (), directory(), names())


def test_the_sentence_that_asks_is_told_from_what_stands_around_it() -> None:
    slots = read("On reçoit des élus de Dakar. Quelles sont les villes jumelées avec Brest ?", directory(), names())
    assert slots.asking == ("quelles", "sont", "les", "villes", "jumelees", "avec", "<city>", "?")
    assert read("Quelles sont les villes jumelées avec Brest ?", directory(), names()).asking == ()


@pytest.mark.parametrize(
    "text",
    [
        "Je prépare le conseil de lundi et tout le monde me demande. Quelles sont les villes jumelées avec Brest ?",
        "Which towns is Brest twinned with? My colleagues keep arguing about it.",
    ],
)
def test_context_does_not_hide_the_question(text: str) -> None:
    query = understood(text).query
    assert (query.kind, [one.anchor.name_fr for one in query.groups]) == ("partners", ["Brest"])


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("depuis quand Lyon coopère avec la capitale arménienne", "Erevan"),
        ("Since when has Lyon worked with the capital of Armenia?", "Erevan"),
        ("Is Lyon twinned with the Armenian capital?", "Erevan"),
    ],
)
def test_a_capital_is_the_city_of_its_country(text: str, city: str) -> None:
    pair = understood(text).query.pair
    assert pair and city in {one.name_fr for one in pair}


def test_the_capital_of_a_region_is_not_that_of_the_country() -> None:
    slots = read("Quelle est la capitale du jumelage en Allemagne ?", directory(), names())
    assert not slots.places


@pytest.mark.parametrize(
    ("text", "network"),
    [
        ("villes créatives UNESCO en Italie", "Réseau des villes créatives de l'UNESCO"),
        ("qui est dans le réseau Michelin villes", "Réseau international des villes Michelin"),
    ],
)
def test_a_network_is_known_by_some_of_its_words(text: str, network: str) -> None:
    slots = read(flat(text), directory(), names())
    assert [one.entity.name_fr for one in slots.networks] == [network]


def test_words_of_every_network_name_none() -> None:
    assert not read("villes en réseau", directory(), names()).networks
    assert not directory().shortened("villes maires")


def test_partners_of_two_cities_are_two_lists() -> None:
    parsed = understood("les jumelages de Lyon et ceux de Brest")
    lists = [parsed.query, *parsed.more]
    assert [[one.anchor.name_fr for one in query.groups] for query in lists] == [["Lyon"], ["Brest"]]


def test_a_country_in_brackets_tells_which_town_is_meant() -> None:
    slots = read("Quels sont les partenaires de Brest (France) ?", directory(), names())
    assert [one.entity.country for one in slots.places] == ["FR"] and not slots.regions
    assert read("Quels sont les partenaires de Lyon en France ?", directory(), names()).regions


@pytest.mark.parametrize(
    ("text", "whether"),
    [
        ("Lyon et Francfort : est-ce encore en vigueur ?", True),
        ("Lyon and Frankfurt: is it still in force?", True),
        ("Lyon est dans le C40, n'est-ce pas ?", True),
        ("Lyon et Francfort : où en est-on ?", False),
        ("On en est où avec Francfort à Lyon ?", False),
    ],
)
def test_a_yes_or_no_may_be_asked_after_a_topic_or_at_the_end(text: str, whether: bool) -> None:
    assert read(flat(text), directory(), names()).yes_no is whether


def test_no_list_is_offered_for_what_no_list_answers() -> None:
    parsed = understood("c ki le maire de brest en 2026")
    assert parsed.query.kind == "open" and not parsed.others


def test_a_country_said_before_the_question_is_the_other_end() -> None:
    query = understood("Notre délégation part en Roumanie. Quelles villes françaises y ont des jumelages ?").query
    assert {frozenset(side.countries) for side in query.sides} == {frozenset({"FR"}), frozenset({"RO"})}


def test_who_pays_how_much_is_no_list() -> None:
    assert understood("Combien Lyon verse-t-elle à Eurocities ?").query.kind == "open"
    assert understood("How much does Lyon pay Eurocities?").query.kind == "open"

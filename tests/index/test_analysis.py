"""Terms for BM25."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import analyse, analyse_question, fold, stem, words
from ingest.records import Language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'U.C.U.E. et l’A.I.M.F", ["ucue", "et", "aimf"]),
        ("C.G.L.U", ["cglu"]),
        ("d'Abidjan jusqu’à Qu'Oran", ["abidjan", "à", "oran"]),
        ("1 227 villes, 1,227 ou 1.227", ["1227", "villes", "1227", "ou", "1227"]),
        ("100\u202f000 euros", ["100000", "euros"]),
        ("14,2 % le 12.05.2023", ["14.2", "le", "12", "05", "2023"]),
        ("04 72 10 30 30", ["04", "72", "10", "30", "30"]),
        ("Saint-Louis, St-Étienne", ["saint", "louis", "saint", "étienne"]),
        ("Lyon's partners, the cities' mayors", ["lyon", "partners", "the", "cities", "mayors"]),
        ("aujourd’hui", ["aujourdhui"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert list(words(text)) == expected


def test_one_word_has_one_term_with_and_without_accents_and_inflections() -> None:
    forms = "jumelée jumelées jumelé jumelés jumelee jumelees jumele jumeles"
    assert len(set(analyse(forms, "fr"))) == 1
    assert analyse("Coopération décentralisée", "fr") == analyse("cooperation decentralisee", "fr")


def test_question_words_leave_nothing() -> None:
    assert analyse("À qui est-ce que c'est ? Où, quand, comment et combien ?", "fr") == []
    assert analyse("Who is it, and where do they have it?", "en") == []


def test_stopwords_follow_the_language() -> None:
    assert analyse("on the list", "en") == ["list"]
    assert "the" in analyse("on the list", "fr")


def test_a_question_over_two_languages_has_the_stems_of_both() -> None:
    question = "networks of cities"
    assert analyse_question(question, "en", {"en"}, lambda term: True) == analyse(question, "en")
    both = analyse_question(question, "en", {"fr", "en"}, lambda term: True)
    assert set(both) == {stem(word, language) for word in ("networks", "cities") for language in ("fr", "en")}
    assert len(both) == len(set(both))


def test_a_word_that_the_index_does_not_know_counts_once() -> None:
    assert analyse_question("networks of cities", "en", {"fr", "en"}, lambda term: False) == ["network", "citi"]
    assert analyse_question("networks of cities", "en", {"fr"}, {"network", "city"}.__contains__) == ["network", "citi"]


@settings(deadline=None)
@given(st.text(st.characters(codec=None), max_size=200), st.sampled_from(["fr", "en"]))
def test_any_text_is_accepted_and_gives_the_same_terms_again(text: str, language: Language) -> None:
    terms = analyse(text, language)
    assert terms == analyse(text, language)
    assert all(term and term == fold(term) for term in terms)


@settings(deadline=None)
@given(st.lists(st.sampled_from(["ville", "villes", "réseau", "cities", "1 227", "C.G.L.U.", "l'accord"]), max_size=8))
def test_terms_of_a_list_are_the_terms_of_its_lines(lines: list[str]) -> None:
    assert analyse("\n".join(lines), "fr") == [term for line in lines for term in analyse(line, "fr")]


def test_threads_share_no_stemmer() -> None:
    vocabulary = [f"coopération{n} jumelages{n} décentralisées{n}" for n in range(400)]
    expected = [analyse(text, "fr") for text in vocabulary]
    stem.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda text: analyse(text, "fr"), vocabulary)) == expected

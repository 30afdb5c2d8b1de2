"""What a question is about, and which texts speak of it."""

from __future__ import annotations

from assistant.question import understand
from assistant.terms import Term, coverage, question_terms, read


def terms_of(text: str) -> dict[str, Term]:
    found = question_terms(understand(text), lambda stem: 1.0, lambda word: False)
    return {term.word: term for term in found}


def test_function_words_and_question_words_are_not_sought() -> None:
    assert set(terms_of("Depuis quand Paris est-elle membre d'ICORN ?")) == {"paris", "membre", "icorn"}


def test_names_are_told_from_words() -> None:
    terms = terms_of("Quelle est la population de Lyon en 2012 ?")
    assert terms["lyon"].kind == "name"
    assert terms["population"].kind == "word"
    assert terms["2012"].kind == "number"


def test_the_first_word_is_not_a_name_for_its_capital() -> None:
    assert terms_of("Villes jumelées avec Caen")["villes"].kind == "word"


def test_an_acronym_is_known_with_and_without_dots() -> None:
    term = terms_of("Qui préside l'A.I.M.F. ?")["aimf"]
    assert read("L'AIMF réunit des maires", "fr").holds(term)
    assert terms_of("Qui préside l'AIMF ?")["aimf"].stems & read("L’A.I.M.F", "fr").stems


def test_words_of_one_meaning_answer_for_each_other_across_languages() -> None:
    terms = terms_of("When was CGLU founded?")
    assert read("CGLU a été créée en 2004", "fr").holds(terms["founded"])


def test_a_city_is_known_by_its_name_in_another_language() -> None:
    terms = terms_of("Is Lyon linked to Frankfurt and Lebanon?")
    text = read("Poursuite de la coopération avec Francfort et le Liban", "fr")
    assert text.holds(terms["frankfurt"])
    assert text.holds(terms["lebanon"])
    assert not text.holds(terms["lyon"])


def test_coverage_is_a_share_by_weight() -> None:
    terms = tuple(terms_of("Entre Lyon et Turin").values())
    assert coverage(terms, read("Turin", "fr")) == 0.5
    assert coverage((), read("Turin", "fr")) == 1.0


def test_a_small_word_is_no_name_beside_one_with_a_capital() -> None:
    found = question_terms(understand("which city networks is Paris part of"), lambda stem: 1.0, lambda word: True)
    assert {term.word for term in found if term.kind == "name"} == {"paris"}


def test_without_any_capital_the_documents_tell_which_words_are_names() -> None:
    found = question_terms(understand("ma ville lyon est jumelee avec qui"), lambda stem: 1.0, "lyon".__eq__)
    assert {term.word for term in found if term.kind == "name"} == {"lyon"}


def test_a_short_word_does_not_cross_into_the_other_language() -> None:
    sit = terms_of("Where does CGLU sit?")["sit"]
    assert not read("Site de la ville", "fr").holds(sit)
    assert read("CGLU est installée à Barcelone", "fr").holds(sit)


def test_an_ordinal_is_the_same_in_letters_and_in_figures() -> None:
    assert read("Les 5èmes Assises", "fr").holds(terms_of("the fifth conference")["fifth"])
    assert read("la 35e assemblée", "fr").holds(terms_of("Where was the 35th assembly?")["35th"])


def test_an_organisation_is_known_by_its_acronym_in_another_language() -> None:
    assert read("CGLU est à Barcelone", "fr").holds(terms_of("Where is UCLG based?")["uclg"])

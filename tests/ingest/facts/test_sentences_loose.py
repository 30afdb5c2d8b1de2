"""Links in sentences whose words stand in the way of a strict grammar, and sentences that only look like links."""

from __future__ import annotations

import pytest

from tests.ingest.facts.test_sentences import pairs, told


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("La ville de Nantes, en tant que commune, est jumelée avec Cardiff au pays de Galles depuis 1964, et avec "
         "Tbilissi en Géorgie depuis 1979.", {("Nantes", "Cardiff"), ("Nantes", "Tbilissi")}),
        ("C'est le cas de Nantes, qui met en sommeil son lien avec Vorstadtovo, quartier de Moscou.",
         {("Nantes", "Vorstadtovo")}),
        ("Le maire de Nantes, en Loire-Atlantique, a décidé de conserver son jumelage avec Cardiff.",
         {("Nantes", "Cardiff")}),
        ("À Nantes, un collectif demande des nouvelles du jumelage avec la ville galloise de Cardiff qui date de 1964.",
         {("Nantes", "Cardiff")}),
        ("Nantes est engagée par la signature d'un serment de jumelage tripartite avec les villes de Cardiff et de "
         "Sarrebruck.", {("Nantes", "Cardiff"), ("Nantes", "Sarrebruck")}),
        ("Vingt communes sont jumelées avec des villes étrangères, notamment Nantes avec Cardiff.",
         {("Nantes", "Cardiff")}),
        ("On compte un jumelage entre Nantes et Cardiff en 1964, entre Rennes et Exeter en 1957.",
         {("Nantes", "Cardiff"), ("Rennes", "Exeter")}),
        ("Nantes a suspendu son jumelage avec Cardiff, ainsi que celui qui la liait à Tbilissi.",
         {("Nantes", "Cardiff"), ("Nantes", "Tbilissi")}),
        ("Parmi ces jumelages, l'un des plus suivis est celui qui lie Nantes et Cardiff.", {("Nantes", "Cardiff")}),
        ("Le maire de Nantes et sa collègue de Cardiff ont fêté le jumelage entre les deux villes.",
         {("Nantes", "Cardiff")}),
        ("Nantes et Cardiff en 1964, Rennes et Exeter en 1957, furent parmi les premières à prêter un serment de "
         "jumelage.", {("Nantes", "Cardiff"), ("Rennes", "Exeter")}),
        ("Councillors in Exeter voted to end support for the town's old twinning arrangement with Rennes in France.",
         {("Exeter", "Rennes")}),
        ("Exeter had a \"sister cities\" arrangement with Rennes from 1957.", {("Exeter", "Rennes")}),
        ("When Exeter reviewed its links, it wrote to its twin town, Rennes.", {("Exeter", "Rennes")}),
        ("In the 1970s Exeter entered into two sister city relationships (Trier, Germany and Yaroslavl, Russia).",
         {("Exeter", "Trèves"), ("Exeter", "Iaroslavl")}),
        ("The borough of Exeter has been twinned with Rennes in Brittany since 1957.", {("Exeter", "Rennes")}),
    ],
)  # fmt: skip
def test_words_in_the_way(sentence: str, expected: set[tuple[str, str]]) -> None:
    assert pairs(sentence) == expected


def test_a_second_sentence_answers_the_first() -> None:
    assert pairs("Quel est le plus vieux jumelage de la région ? C'est Nantes avec Cardiff (1964).") == {
        ("Nantes", "Cardiff")
    }
    assert pairs("Les jumelages sont nombreux. Le premier a été conclu en 1964 entre Nantes et Cardiff.") == {
        ("Nantes", "Cardiff")
    }


def test_they_include() -> None:
    page = (
        "Exeter's first sister cities were Rennes, France, and Yaroslavl, Russia.",
        "They now include: Kobe, Japan.",
    )
    assert ("Exeter", "Rennes") in pairs(" ".join(page))
    page = ("Exeter's first sister city was Rennes.", "They now include: Kobe, Japan; Turin, Italy.")
    assert {("Exeter", "Kobe"), ("Exeter", "Turin")} <= pairs(" ".join(page))


@pytest.mark.parametrize(
    "sentence",
    [
        "Une ville allemande, elle aussi jumelée avec Cardiff, proteste.",
        "Nantes a organisé le jumelage avec soin et avec Paul.",
        "Which town is Exeter twinned with?",
        "The agreement between London and Paris on climate was signed in 2015.",
        "Lyon et Marseille ont signé un accord sur la vidéo.",
        "Les habitants ont reçu une délégation de Cardiff venue parler de jumelage avec les élèves.",
    ],
)
def test_no_link(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Nantes juge absurde d'interrompre son jumelage avec Cardiff.", "active"),
        ("Nantes refuse de rompre son jumelage avec Cardiff.", "active"),
        ("Nantes a stoppé son jumelage avec Cardiff.", "former"),
        ("Nantes a entamé les démarches de jumelage avec Cardiff.", "planned"),
        ("Exeter is seeking to de-twin with Rennes.", "active"),
        ("The link of Exeter with Rennes, its twin town, stands.", "active"),
    ],
)
def test_what_stands_and_what_does_not(sentence: str, status: str) -> None:
    assert {one[4] for one in told(sentence)} == {status}

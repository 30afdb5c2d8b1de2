"""Plain texts whose line breaks were lost, left over or put in the wrong place."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.layout import read_layout
from ingest.lines import heading_like
from ingest.sentences import sentence_spans
from tests.ingest.reading import read, units


def blocks(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_layout(text)]


def test_a_name_and_its_country_cut_over_lines_are_one_item() -> None:
    read_back = blocks("Nos villes\n- Gdynia (\nPologne\n) - 1991\n- Faro\n, Portugal\n")
    assert read_back == [("heading", "Nos villes"), ("item", "Gdynia ( Pologne ) - 1991"), ("item", "Faro , Portugal")]


def test_a_bullet_alone_on_its_line_opens_the_next_one() -> None:
    assert blocks("Chiffres\n-\n12 jumelages\n-\n3 réseaux\n")[1:] == [("item", "12 jumelages"), ("item", "3 réseaux")]


def test_a_line_cannot_end_on_a_preposition() -> None:
    assert blocks("Le Havre est jumelée avec\nTampa et\nDalian depuis 1985.\n") == [
        ("paragraph", "Le Havre est jumelée avec Tampa et Dalian depuis 1985.")
    ]


def test_a_page_number_inside_a_wrapped_sentence_goes() -> None:
    text = (
        "La coopération décentralisée des communes du littoral est ancienne et\n"
        "suppose des échanges réguliers entre les services techniques de chaque\n"
        "partenaire, une évaluation commune des projets, et la participation des\n"
        "habitants aux décisions prises par les deux conseils municipaux. Elle\n"
        "381\n"
        "apparaît aussi comme un moyen de former les agents.\n"
    )
    assert "Elle apparaît aussi" in " ".join(text for _, text in blocks(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Gera est en Thuringe.Quelle ville vient ensuite ?",
            ["Gera est en Thuringe.", "Quelle ville vient ensuite ?"],
        ),
        ("Jumelée depuis 1964Le comité existe toujours.", ["Jumelée depuis 1964", "Le comité existe toujours."]),
        ("Les membres sont Créon, Loix et ... Mirande.", ["Les membres sont Créon, Loix et ... Mirande."]),
        ("Écrire à contact@Ville.fr ou voir www.Ville.Fr pour la suite.", None),
        ("M.Durand préside le comité.", None),
    ],
)
def test_sentences_that_meet_without_a_space(text: str, expected: list[str] | None) -> None:
    assert [text[start:end] for start, end in sentence_spans(text, "fr")] == (expected or [text])


def test_the_first_line_of_all_is_the_title_of_the_list_under_it(tmp_path: Path) -> None:
    page = read(tmp_path, "page.txt", "Jumelages d'Albi\nEspagne : Gérone\nItalie : Lodi\nAllemagne : Gera\n")
    assert units(page, "heading") == ["Jumelages d'Albi"]
    assert units(page, "item") == ["Espagne : Gérone", "Italie : Lodi", "Allemagne : Gera"]


def test_a_title_that_comes_back_is_below_each_of_those_above_it() -> None:
    body = "La ville compte un port et une université qui attire des étudiants de tout le pays.\n\n"
    cards = "".join(f"{name}\n\nÀ propos de la ville\n\n{body}" for name in ("Gdynia, Pologne", "Faro, Portugal"))
    levels = {block.text: block.level for block in read_layout(f"Nos villes jumelles\n\n{cards}")}
    assert levels["À propos de la ville"] > levels["Faro, Portugal"]


@pytest.mark.parametrize("text", ["Population: 12 645 citizens", "Cooperation: culture, sport, schools"])
def test_a_line_of_a_card_is_no_heading(text: str) -> None:
    assert not heading_like(text)


def test_bullets_glued_to_their_items_open_them() -> None:
    items = [text for kind, text in blocks("Nos jumelages •Gera (Allemagne) •Faro (Portugal)\n") if kind == "item"]
    assert items == ["Gera (Allemagne)", "Faro (Portugal)"]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Le Département ne jumelle pas, il conven-\ntionne avec Matam.", "il conventionne avec Matam."),
        ("La Ville adhère au réseau, celle-\nci en paie la cotisation.", "celle-ci en paie la cotisation."),
        ("Le maire de Saint-\nBrieuc a signé.", "Le maire de Saint-Brieuc a signé."),
        ("La coopération, dite de co-\nopération.", "dite de coopération."),
        ("The town is twinned with four munici-\npalities abroad.", "four municipalities abroad."),
        ("La vice-présidente parle, puis la vice-\nprésidente signe.", "la vice-présidente signe."),
    ],
)
def test_a_word_cut_at_the_end_of_a_line_is_whole_again(text: str, whole: str) -> None:
    assert whole in blocks(f"Compte rendu\n\n{text}\n")[1][1]

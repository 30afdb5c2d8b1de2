"""Lists whose layout was lost: rows without columns, flags, bullets left in one line, leads without a colon."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.facts.lists.flat_rows import read_row
from ingest.facts.pages.entries import read_entry
from ingest.names import names
from tests.ingest.reading import read


def partners(folder: Path, text: str) -> set[tuple[str, str, str | None]]:
    facts = read(folder, "page.txt", text).facts
    return {(one.subject, one.object, one.qualifiers["since"]) for one in facts if one.relation == "partner_of"}


@pytest.mark.parametrize(
    ("text", "place", "country"),
    [
        ("Cuxhaven Allemagne 1973", "Cuxhaven", "DE"),
        ("4 United States Murray City, Utah Sister City 1988.6.9", "Murray", "US"),
        ("Sweden Eskilstuna Södermanland 1949", "Eskilstuna", "SE"),
    ],
)
def test_a_row_is_a_town_beside_its_country(text: str, place: str, country: str) -> None:
    entry = read_row(text, names())
    assert entry is not None
    assert [(one.entity.name_fr, one.entity.country) for one in entry.places] == [(place, country)]


@pytest.mark.parametrize("text", ["Comité des fêtes 1973", "Allemagne et Pologne", "Ville Pays Année"])
def test_other_lines_are_no_rows(text: str) -> None:
    assert read_row(text, names()) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Drapeau de l’Italie Asti (Italie) depuis 1966 ;", ["Asti"]),
        ("Flag of Poland Gdynia", ["Gdynia"]),
        ("With the small French town of Nuits-Saint-Georges near Dijon since 1960.", ["Nuits-Saint-Georges"]),
        ("Sikasso au Mali, Guimarães au Portugal", ["Sikasso", "Guimarães"]),
        ("City of Pittsburgh, PA, United States", ["Pittsburgh"]),
        ("Cochabamba (Bolivia [Plurinational State of])", ["Cochabamba"]),
    ],
)
def test_entries_with_words_around_the_name(text: str, expected: list[str]) -> None:
    entry = read_entry(text, names())
    assert entry is not None
    assert [one.entity.name_fr for one in entry.places] == expected


def test_rows_of_a_table_without_columns(tmp_path: Path) -> None:
    rows = "Cuxhaven Allemagne 1973\nMons Belgique 1952\nFareham Royaume-Uni 1967\n"
    assert partners(tmp_path, f"Les jumelages de Vannes\nVille Pays Année\n{rows}") == {
        ("Vannes", "Cuxhaven", "1973"), ("Vannes", "Mons", "1952"), ("Vannes", "Fareham", "1967"),
    }  # fmt: skip


def test_bullets_left_in_one_line(tmp_path: Path) -> None:
    line = "Villes jumelées : Kiel (Allemagne) depuis 1964 - Cork (Irlande) depuis 1982 - Faro (Portugal) depuis 1990"
    assert partners(tmp_path, f"Relations internationales de Lorient\n\n{line}\n") == {
        ("Lorient", "Kiel", "1964"), ("Lorient", "Cork", "1982"), ("Lorient", "Faro", "1990"),
    }  # fmt: skip


def test_items_under_a_sentence_that_counts_them(tmp_path: Path) -> None:
    lead = "Pour favoriser les échanges entre habitants, Brest possède trois villes jumelles."
    items = "- Kiel (Allemagne) - 1964\n- Cadix (Espagne) - 1986\n- Plymouth (Royaume-Uni)\n"
    text = f"Ouvrir le territoire\n\n{lead}\n{items}"
    assert {end for _, end, _ in partners(tmp_path, text)} == {"Kiel", "Cadix", "Plymouth"}


def test_one_stray_item_under_such_a_sentence_is_no_partner(tmp_path: Path) -> None:
    text = "Le comité fête ses quarante ans\n\nPoligny a deux villes jumelles en Europe.\n\n- Ig (photo)\n"
    assert not partners(tmp_path, text)


def test_cards_of_towns_with_the_date_of_the_agreement(tmp_path: Path) -> None:
    cards = "".join(
        f"{town}\n\nSigning the agreement: {year}\n\nPopulation: 12 645 citizens\n\nThe town has a castle.\n\n"
        for town, year in (("Bischofsheim (Germany)", 1990), ("Kluczbork (Poland)", 2007))
    )
    assert partners(tmp_path, f"Twin towns of Gdynia\n\n{cards}") == {
        ("Gdynia", "Bischofsheim", "1990"), ("Gdynia", "Kluczbork", "2007"),
    }  # fmt: skip


def test_towns_twinned_with_a_town_are_its_partners(tmp_path: Path) -> None:
    text = "Villes jumelées avec la ville de Brive\n\n- Lauf (Allemagne)\n- Guimarães (Portugal)\n"
    assert partners(tmp_path, text) == {
        ("Brive-la-Gaillarde", "Lauf", None), ("Brive-la-Gaillarde", "Guimarães", None),
    }  # fmt: skip


def test_a_title_left_among_the_items_says_what_they_are(tmp_path: Path) -> None:
    text = "Eurocities\nNos membres\nAllemagne\nBerlin, Chemnitz\nBelgique\nGand\n"
    facts = read(tmp_path, "page.txt", text).facts
    assert {one.subject for one in facts if one.relation == "member_of"} == {"Berlin", "Chemnitz", "Gand"}

"""Layouts of tables: titles and sections inside, merged cells, notes below, tables of one column or on their side."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.facts.facts_of import kinds, links

ANGERS = "---\nabout: Angers\n---\n# Les liens d'Angers\n\n"
HEAD = "<html><head><title>Angers à l'international</title></head><body><h1>Angers à l'international</h1>"
HEAD += "<p>La ville d'Angers entretient des liens avec des villes de tous les continents.</p>"


def told(folder: Path, text: str, name: str = "page.md") -> set[tuple[str, str, str | None]]:
    """The far end of each link with the owner and its status."""
    return {(one, thing, status) for one, _, thing, status in links(folder, text, name)}


def test_sections_and_notes_of_a_spreadsheet(tmp_path: Path) -> None:
    text = (
        "Mairie d'Angers : relations internationales;;;\nVille;Pays;Type;Depuis\nJumelages;;;\nPise;Italie;;1982\n"
        "Haarlem*;Pays-Bas;;1964\nAnciens partenariats;;;\nYantai;Chine;;2006\n* jumelage suspendu en 2020;;;\n"
    )
    assert told(tmp_path, text, "liens.csv") == {
        ("Angers", "Pise", "active"),
        ("Angers", "Haarlem", "suspended"),
        ("Angers", "Yantai", "former"),
    }


def test_cells_that_stand_for_several_rows(tmp_path: Path) -> None:
    text = "Town;Twin town;Since\nAngers;Pise;1982\n;Osnabrück;1964\nNantes;Cardiff;1964\n;Sarrebruck;1965\n"
    assert {one[:2] for one in told(tmp_path, text, "links.csv")} == {
        ("Angers", "Pise"), ("Angers", "Osnabrück"), ("Nantes", "Cardiff"), ("Nantes", "Sarrebruck"),
    }  # fmt: skip


def test_a_title_in_the_first_row_of_a_table(tmp_path: Path) -> None:
    table = "| Nos villes partenaires | | |\n|---|---|---|\n| Ville | Pays | Nature |\n| Pise | Italie | jumelage |\n"
    table += "| Gand | Belgique | projet de jumelage |\n| Total | 2 | |\n"
    assert told(tmp_path, ANGERS + table) == {("Angers", "Pise", "active"), ("Angers", "Gand", "planned")}
    html = '<table><tr><td colspan="2">Villes jumelées en 2024</td></tr><tr><th>Ville</th><th>Pays</th></tr>'
    html += "<tr><td>Pise</td><td>Italie</td></tr></table></body></html>"
    assert told(tmp_path, HEAD + html, "page.html") == {("Angers", "Pise", "active")}


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><th>Villes jumelées</th></tr><tr><td>Pise (Italie, 1982)</td></tr><tr><td>Bamako (Mali)</td></tr>",
        "<h2>Villes jumelées</h2><table><tr><td>Pise (Italie, 1982)</td></tr><tr><td>Bamako (Mali)</td></tr>"
        "<tr><td>Osnabrück (Allemagne)</td></tr>",
        "<table><tr><th>Ville jumelée</th><td>Pise</td><td>Bamako</td></tr><tr><th>Pays</th><td>Italie</td>"
        "<td>Mali</td></tr><tr><th>Depuis</th><td>1982</td><td>1974</td></tr>",
    ],
)
def test_one_column_and_tables_on_their_side(table: str, tmp_path: Path) -> None:
    found = {one[1] for one in told(tmp_path, f"{HEAD}{table}</table></body></html>", "page.html")}
    assert {"Pise", "Bamako"} <= found


def test_the_members_of_a_network_that_only_the_title_names(tmp_path: Path) -> None:
    text = "Members of the Forum of Walled Towns;;;\nCountry;Town;Status;Since\nIreland;Derry;full member;1990\n"
    text += ";Athenry;observer;1992\nWales;Conwy;lapsed;1995\n;Denbigh;application pending;\nTotal;4;;\n"
    assert links(tmp_path, text, "export.csv") == {
        ("Derry", "member_of", "Forum of Walled Towns", "active"),
        ("Conwy", "member_of", "Forum of Walled Towns", "former"),
        ("Denbigh", "status", "candidature Forum of Walled Towns", "candidate"),
    }


def test_a_bracket_speaks_of_its_own_name_alone(tmp_path: Path) -> None:
    text = "# Twin towns of Wiltshire\n\n| Town | Twinned with | Friendship with | Since |\n|---|---|---|---|\n"
    text += "| Devizes | Mayenne; Waiblingen | Tornio (ended 2010) | 1979 |\n"
    text += "| Salisbury | Saintes / Xanten (lapsed) | – | n/k |\n"
    assert told(tmp_path, text) == {
        ("Devizes", "Mayenne", "active"),
        ("Devizes", "Waiblingen", "active"),
        ("Devizes", "Tornio", "former"),
        ("Salisbury", "Saintes", "active"),
        ("Salisbury", "Xanten", "former"),
    }
    assert kinds(tmp_path, text)["Mayenne"] == ("jumelage", None)

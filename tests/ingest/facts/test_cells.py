"""Rows know their columns and where each value stands in the document's text."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ingest.assemble import assemble
from ingest.blocks import Block, Loaded, row_block
from ingest.load import html, markdown, table
from ingest.normalise import flat

CSV = 'Ville;Pays;Depuis\nBelleville;"France ; Alpes";1998\nPorto-Vieux;;2004\n'
HTML = """<h1>Nos villes</h1><p>Une ligne.</p>
<table><tr><th>Ville</th><th>Pays</th><th>Depuis</th></tr>
<tr><td>Belleville</td><td rowspan="2">France ; Alpes</td><td>1998</td></tr>
<tr><td>Porto-Vieux</td><td>2004</td></tr></table>
<table><tr><td>sans titre</td><td>42</td></tr><tr><td>autre</td><td>43</td></tr></table>"""
MARKDOWN = "# Nos villes\n\n| Ville | Pays | Depuis |\n|---|---|---|\n| **Belleville** | France | 1998 |\n| Porto | |\n"


def places(loaded: Loaded) -> list[list[tuple[str, str]]]:
    """The cells of each row, after checking that their spans hold their values."""
    text, placed = assemble(loaded.blocks, "fr")
    for place in placed:
        assert all(span.of(text) == value for _, value, span in place.cells)
    return [[(column, value) for column, value, _ in place.cells] for place in placed if place.block.kind == "row"]


def test_a_csv_row_keeps_its_columns() -> None:
    assert places(table.load(CSV, "villes.csv")) == [
        [("Ville", "Belleville"), ("Pays", "France ; Alpes"), ("Depuis", "1998")],
        [("Ville", "Porto-Vieux"), ("Depuis", "2004")],
    ]


def test_a_web_table_fills_in_its_spanning_cells_and_counts_tables_apart() -> None:
    loaded = html.load(HTML, "villes.html")
    assert places(loaded) == [
        [("Ville", "Belleville"), ("Pays", "France ; Alpes"), ("Depuis", "1998")],
        [("Ville", "Porto-Vieux"), ("Pays", "France ; Alpes"), ("Depuis", "2004")],
        [("", "sans titre"), ("", "42")],
        [("", "autre"), ("", "43")],
    ]
    assert [block.table for block in loaded.blocks if block.kind == "row"] == [1, 1, 2, 2]


def test_a_markdown_table_keeps_its_columns() -> None:
    assert places(markdown.load(MARKDOWN, "villes.md")) == [
        [("Ville", "Belleville"), ("Pays", "France"), ("Depuis", "1998")],
        [("Ville", "Porto")],
    ]


def test_a_row_whose_text_has_changed_has_no_places() -> None:
    row = row_block(["Ville"], ["Belleville"])
    assert row is not None
    assert places(Loaded((replace(row, text=row.text + " …"),))) == [[]]


words = st.text(alphabet="aé :;|–0 \u00a0", max_size=12)


@given(st.lists(st.tuples(words, words), min_size=1, max_size=5), st.text(alphabet="ab\n ", max_size=9))
def test_every_value_is_found_where_it_stands(pairs: list[tuple[str, str]], before: str) -> None:
    row = row_block([column for column, _ in pairs], [value for _, value in pairs])
    blocks = [Block("paragraph", flat(before))] + ([row] if row else [])
    found = places(Loaded(tuple(blocks)))
    assert [cell for row in found for cell in row] == [
        (flat(column), flat(value)) for column, value in pairs if flat(value)
    ]

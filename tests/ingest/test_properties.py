"""What must hold for any input, not only for the pages we know."""

from __future__ import annotations

import csv
import io

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ingest.assemble import assemble
from ingest.blocks import Block, Loaded
from ingest.clean import clean_blocks, clean_footer, clean_line, clean_lines
from ingest.load import html, markdown, table, text
from ingest.marks import read_marks
from ingest.normalise import flat, normalise, repair
from ingest.page import settle_title
from ingest.records import Document, Ingested
from ingest.sentences import sentence_spans
from ingest.split import split
from tests.ingest.reading import check

WORDS = st.sampled_from(
    [
        *(
            "Lyon",
            "ville",
            "1957",
            "M.",
            "Dupont",
            "n°",
            "92-125",
            "C.G.L.U",
            "(…)",
            "« oui »",
            "✓",
            "🔄",
            "Ⓜ",
            "-",
            "•",
        ),
        *(
            "Imprimer",
            "A+",
            "A=La",
            "EN SAVOIR PLUS",
            "Accueil >",
            "22",
            "jan",
            "Agenda",
            "Publié le 12 juin 2020",
            "|",
        ),
        *(
            ".",
            "?",
            "!",
            ";",
            ":",
            "[05/04/2012]",
            "Puce municipalité",
            "Légende :",
            "#",
            "**",
            "[a](b)",
            "<p>",
            "</p>",
        ),
        *("<ul><li>", "<table>", "<td>", "---", "Source :", "\t", "\u00a0", "\u200b", "1.", "1.1.", "a)", "Lire aussi"),
        *("Commentaires (3)", "<footer>", "Le 18 février 2026,", "Le réseau réunit des villes, une fois par an."),
    ]
)
SOUND = st.sampled_from(["déjà", "été", "forêt", "çà", "« œuvre »", "✓", "🔄", "Ⓜ", "L’Été", "où", "naïf", "5 €", "n°"])
LINES = st.lists(st.lists(WORDS, max_size=14).map(" ".join), max_size=25).map("\n".join)
ANYTHING = st.one_of(LINES, st.text(max_size=400))
FEW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def whole(loaded: Loaded) -> Ingested:
    blocks = clean_blocks(read_marks(loaded.blocks))
    title, _, blocks = settle_title(blocks, None, "x")
    body, placed = assemble(blocks, "fr")
    document = Document("x", "x", title, body, "fr", "text/plain", "")
    return Ingested(document, split(document, placed))


@FEW
@given(ANYTHING)
def test_any_text_slices_back(content: str) -> None:
    for loader in (text.load, html.load, markdown.load):
        if loader is markdown.load and content.startswith("---"):
            continue
        check(whole(loader(content, "x")))


@FEW
@given(ANYTHING)
def test_sentences_lose_nothing_but_spaces(content: str) -> None:
    content = flat(content)
    end = 0
    for start, stop in sentence_spans(content, "fr"):
        assert start >= end
        assert not content[end:start].strip()
        assert content[start:stop].strip() == content[start:stop] != ""
        end = stop
    assert not content[end:].strip()


@FEW
@given(ANYTHING)
@example("92-125 92-125 • Imprimer")
def test_cleaning_twice_changes_nothing(content: str) -> None:
    once = normalise(content)
    assert normalise(once) == once
    for line in once.split("\n"):
        for clean in (clean_line, clean_footer):
            assert clean(clean(line)) == clean(line)
    lines = clean_lines(once.split("\n"))
    assert clean_lines(lines) == lines


@FEW
@given(
    st.lists(st.tuples(st.sampled_from(["heading", "paragraph", "item", "furniture", "note"]), ANYTHING), max_size=12)
)
def test_cleaning_blocks_twice_changes_nothing(pieces: list[tuple[str, str]]) -> None:
    blocks = [Block(kind, flat(words), level=2) for kind, words in pieces]  # type: ignore[arg-type]
    once = clean_blocks(blocks)
    assert clean_blocks(once) == once


@FEW
@given(st.lists(SOUND, max_size=12).map(" ".join))
def test_repair_leaves_sound_text_alone(content: str) -> None:
    assert repair(normalise(content)) == normalise(content)


CELLS = st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=12)


@FEW
@given(st.integers(2, 4), st.data(), st.sampled_from(";,\t"))
def test_every_cell_of_a_table_is_in_its_row(width: int, data: st.DataObject, delimiter: str) -> None:
    header = [f"Colonne{at}" for at in range(width)]
    row = st.lists(CELLS, min_size=width, max_size=width)
    rows = data.draw(st.lists(row, min_size=1, max_size=5))
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    kept = [[flat(cell) for cell in cells] for cells in rows if any(flat(cell) for cell in cells)]
    if not kept:
        return
    blocks = table.load(stream.getvalue(), "x").blocks
    if width > 2 and any(sum(bool(flat(cell)) for cell in cells) == 1 for cells in rows):
        # A cell that is alone in the first or the last rows can be a note beside the table; its words are kept.
        text = "\n".join(block.text for block in blocks)
        assert all(cell in text for cells in kept for cell in cells)
        return
    assert [block.text for block in blocks] == [
        " ; ".join(f"{name} : {cell}" for name, cell in zip(header, cells, strict=True) if cell) for cells in kept
    ]

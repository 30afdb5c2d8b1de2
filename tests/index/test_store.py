from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.store import Store
from index.writer import StoreWriter
from ingest.records import Document, Entity, Fact, Ingested, Origin, Passage, Span, Unit

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
some_text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
optional = st.none() | texts
languages = st.sampled_from(["fr", "en"])


def spans(text: str, inside: Span | None = None) -> st.SearchStrategy[Span]:
    low, high = (inside.start, inside.end) if inside else (0, len(text))
    return st.integers(low, high - 1).flatmap(
        lambda start: st.builds(Span, st.just(start), st.integers(start + 1, high), st.none() | st.integers(1, 99))
    )


@st.composite
def ingested(draw: st.DrawFn, id: str) -> Ingested:
    text = draw(some_text)
    document = Document(
        id, draw(texts), draw(texts), text, draw(languages), draw(texts), draw(texts), *draw(st.tuples(*[optional] * 5))
    )
    origins = st.none() | st.builds(Origin, texts, optional, optional)
    passages = []
    for span in draw(st.lists(spans(text), max_size=3)):
        units = st.builds(
            Unit,
            spans(text, span),
            st.sampled_from(["sentence", "item", "row", "heading"]),
            st.sampled_from([None, "done", "in-progress", "planned", "marked"]),
            optional,
            optional,
            origins,
        )
        headings = tuple(draw(st.lists(texts, max_size=3)))
        found = tuple(draw(st.lists(units, max_size=3)))
        passages.append(
            Passage(id, span, span.of(text), headings, draw(languages), draw(optional), found, draw(optional))
        )
    qualifiers = st.dictionaries(texts, optional, max_size=3)
    facts = st.builds(Fact, *[texts] * 3, qualifiers, st.just(id), spans(text), texts, optional, optional, origins)
    degrees = st.none() | st.floats(-180, 180)
    kinds = st.sampled_from(["city", "network"])
    entities = st.builds(
        Entity, texts, kinds, texts, texts, st.lists(texts, max_size=2).map(tuple), optional, degrees, degrees
    )
    found_facts, found_entities = draw(st.lists(facts, max_size=3)), draw(st.lists(entities, max_size=3))
    return Ingested(document, tuple(passages), tuple(found_facts), tuple(found_entities))


corpora = st.lists(texts, unique=True, max_size=4).flatmap(lambda ids: st.tuples(*[ingested(id) for id in ids]))


@given(corpora)
def test_what_is_stored_is_read_back(tmp_path_factory: pytest.TempPathFactory, corpus: tuple[Ingested, ...]) -> None:
    path = tmp_path_factory.mktemp("store") / "passages é.sqlite"
    with StoreWriter(path) as writer:
        for one in corpus:
            writer.add(one, "/somewhere", "1")
    store = Store.open(path)
    passages = [passage for one in corpus for passage in one.passages]
    assert tuple(map(store.ingested, store.stored())) == corpus
    assert tuple(store.documents()) == tuple(one.document for one in corpus)
    assert list(map(store.passage, range(len(passages)))) == passages
    assert store.passage_languages() == [passage.language for passage in passages]
    assert store.passage_documents() == [passage.document for passage in passages]
    assert list(store.facts()) == [fact for one in corpus for fact in one.facts]
    assert store.counts() == {
        "documents": len(corpus),
        "passages": len(passages),
        "units": sum(len(passage.units) for passage in passages),
        "facts": sum(len(one.facts) for one in corpus),
        "entities": len({entity.id for one in corpus for entity in one.entities}),
    }
    store.close()


def one_document(id: str = "a") -> Ingested:
    text = "Lyon préside le réseau. Turin le rejoint."
    units = (Unit(Span(0, 23), "sentence"), Unit(Span(24, len(text)), "sentence"))
    passage = Passage(id, Span(0, len(text)), text, (), "fr", None, units)
    return Ingested(Document(id, "a.txt", "A", text, "fr", "text/plain", "00"), (passage,))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with StoreWriter(tmp_path / "store") as writer:
        writer.add(one_document(), "/x/a.txt", "7")
    return tmp_path / "store"


def test_it_remembers_where_and_how_a_document_was_read(path: Path) -> None:
    (stored,) = Store.open(path).stored().values()
    assert (stored.id, stored.source, stored.location, stored.sha256, stored.ingest_version) == (
        "a", "a.txt", "/x/a.txt", "00", "7"
    )  # fmt: skip


def test_two_documents_cannot_share_an_id(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.IntegrityError), StoreWriter(tmp_path / "store") as writer:
        writer.add(one_document(), "/x/a.txt", "7")
        writer.add(one_document(), "/y/a.txt", "7")


def test_what_is_not_there_is_an_error(path: Path) -> None:
    store = Store.open(path)
    with pytest.raises(KeyError, match="'b'"):
        store.document("b")
    with pytest.raises(KeyError, match="'b'"):
        store.ingested("b")
    for number in (-1, 1):
        with pytest.raises(IndexError, match=str(number)):
            store.passage(number)


def test_it_cannot_be_written(path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        Store.open(path).rows("DELETE FROM document")


def test_a_file_that_is_no_store_is_refused(tmp_path: Path) -> None:
    (tmp_path / "noise").write_bytes(b"noise " * 1000)
    for name in ("noise", "absent"):
        with pytest.raises(sqlite3.Error):
            Store.open(tmp_path / name)


def test_threads_may_share_it(tmp_path: Path) -> None:
    ids = [f"{number:03}" for number in range(300)]
    with StoreWriter(tmp_path / "store") as writer:
        for id in ids:
            writer.add(one_document(id), "/x", "1")
    store = Store.open(tmp_path / "store")
    wrong: list[object] = []

    def read() -> None:
        wrong.extend(id for no, id in enumerate(ids) if store.passage(no) != one_document(id).passages[0])

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong

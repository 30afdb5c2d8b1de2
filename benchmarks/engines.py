"""The BM25 engines compared by `benchmarks.lexical_engines`, each behind the same four calls."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from index.lexical import LexicalIndex

Terms = Sequence[str]


class Bm25s:
    """Every weight computed at build time; a question adds columns of a sparse matrix."""

    def __init__(self, folder: Path) -> None:
        self._index = LexicalIndex.open(folder)

    @staticmethod
    def build(passages: Sequence[Terms], folder: Path) -> None:
        LexicalIndex.build(passages).save(folder)

    def scores(self, terms: Terms) -> NDArray[np.float32]:
        return self._index.scores(terms)

    def top(self, terms: Terms, count: int) -> list[int]:
        scores = self._index.scores(terms)
        best = np.argpartition(-scores, min(count, len(scores) - 1))[:count]
        return [int(number) for number in best[np.argsort(-scores[best], kind="stable")]]


class Fts5:
    """SQLite's full-text table, contentless. Its idf is ln((N - df + ½) / (df + ½)), not below 0.000001."""

    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / "fts5.db")
        (self._passages,) = self._connection.execute("SELECT max(rowid) + 1 FROM passage").fetchone()

    @staticmethod
    def build(passages: Sequence[Terms], folder: Path) -> None:
        folder.mkdir()
        with sqlite3.connect(folder / "fts5.db") as connection:
            connection.execute(
                """CREATE VIRTUAL TABLE passage USING fts5(terms, content='', tokenize="unicode61 tokenchars '.'")"""
            )
            rows = ((number, " ".join(terms)) for number, terms in enumerate(passages))
            connection.executemany("INSERT INTO passage (rowid, terms) VALUES (?, ?)", rows)
            connection.execute("INSERT INTO passage (passage) VALUES ('optimize')")
        connection.execute("VACUUM")

    def scores(self, terms: Terms) -> NDArray[np.float32]:
        found = np.zeros(self._passages, dtype=np.float32)
        query = "SELECT rowid, -bm25(passage) FROM passage WHERE passage MATCH ?"
        for number, score in self._connection.execute(query, (self._match(terms),)):
            found[number] = score
        return found

    def top(self, terms: Terms, count: int) -> list[int]:
        query = "SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY rank LIMIT ?"
        return [number for (number,) in self._connection.execute(query, (self._match(terms), count))]

    @staticmethod
    def _match(terms: Terms) -> str:
        return " OR ".join(f'"{term}"' for term in dict.fromkeys(terms)) or '""'


class Tantivy:
    """A search library in Rust. It keeps the length of a passage in one byte, so its scores are rounded."""

    def __init__(self, folder: Path) -> None:
        import tantivy

        self._library: Any = tantivy
        self._index = tantivy.Index.open(str(folder))
        self._searcher = self._index.searcher()

    @staticmethod
    def build(passages: Sequence[Terms], folder: Path) -> None:
        import tantivy

        folder.mkdir()
        schema = tantivy.SchemaBuilder()
        schema.add_text_field("terms", stored=False, tokenizer_name="whitespace", index_option="freq")
        schema.add_unsigned_field("number", stored=False, fast=True)
        index = tantivy.Index(schema.build(), path=str(folder))
        writer = index.writer(heap_size=256_000_000, num_threads=1)
        for number, terms in enumerate(passages):
            document = tantivy.Document()
            document.add_text("terms", " ".join(terms))
            document.add_unsigned("number", number)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def scores(self, terms: Terms) -> NDArray[np.float32]:
        found = np.zeros(self._searcher.num_docs, dtype=np.float32)
        hits = self._hits(terms, self._searcher.num_docs)
        found[self._numbers(hits)] = [score for score, _ in hits]
        return found

    def top(self, terms: Terms, count: int) -> list[int]:
        return self._numbers(self._hits(terms, count))

    def _hits(self, terms: Terms, count: int) -> list[Any]:
        query, occur = self._library.Query, self._library.Occur.Should
        parts = [(occur, query.term_query(self._index.schema, "terms", term)) for term in dict.fromkeys(terms)]
        return list(self._searcher.search(query.boolean_query(parts), limit=count, count=False).hits)

    def _numbers(self, hits: list[Any]) -> list[int]:
        values: list[Any] = self._searcher.fast_field_values("number", [address for _, address in hits])
        return [int(number) for number in values]


ENGINES: Final[dict[str, Any]] = {"bm25s": Bm25s, "FTS5": Fts5, "tantivy": Tantivy}

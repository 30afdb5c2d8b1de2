"""Fills the directory of a new snapshot: documents first, then vectors, then the lexical index and the manifest."""

from __future__ import annotations

import hashlib
import json
import platform
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

import numpy as np

from index.analysis import analyse
from index.cache import BATCH, VectorCache, key
from index.embed import Encoder
from index.lexical import LexicalIndex
from index.manifest import ANALYSIS, Manifest, mark_files
from index.plan import Plan
from index.snapshot import LEXICAL, OFFSETS, STORE, UNITS, VECTORS
from index.store import Store, Stored
from index.texts import Offsets
from index.vectors import VectorIndex
from index.vectors import version as faiss_version
from index.writer import StoreWriter
from ingest.errors import IngestError
from ingest.pipeline import ingest_source, reader
from ingest.records import Document, Passage

Phase = Literal["reading", "embedding", "writing"]
Progress = Callable[[Phase, int, int, str], None]
"""Called with the phase, what is done of it, its total (documents, passages, passages), and what is being worked on."""


def write_store(path: Path, todo: Plan, before: Store | None, tell: Progress) -> tuple[int, int, list[IngestError]]:
    """Reads what must be read, takes the rest from `before`, and stores all documents by id, one at a time.

    A document that cannot be read keeps its stored version. Returns how many were added and updated, and the failures.
    """
    stored: Mapping[str, Stored] = before.stored() if before else {}
    added = updated = done = 0
    failed: list[IngestError] = []
    with StoreWriter(path) as writer:
        for id in sorted({*todo.read, *todo.unchanged, *todo.kept}):
            if source := todo.read.get(id):
                tell("reading", done, len(todo.read), todo.places[id])
                done += 1
                try:
                    writer.add(ingest_source(source), todo.places[id], reader())
                except IngestError as error:
                    failed.append(error)
                else:
                    added, updated = added + (id not in stored), updated + (id in stored)
                    continue
            if before and id in stored:
                writer.add(before.ingested(id), todo.places.get(id, stored[id].location), stored[id].ingest_version)
    if done:
        tell("reading", done, done, "")
    return added, updated, failed


def write_vectors(staged: Path, cache_path: Path, encoder: Encoder, tell: Progress) -> None:
    """Encodes the passages that have no vector yet, then lays out all vectors in passage order.

    The cache then holds exactly the vectors of this snapshot, for this model.
    """
    store, cache = Store.open(staged / STORE), VectorCache.open(cache_path, encoder)
    try:
        found = [(key(text, units), len(text), len(units)) for text, units in _embedded_passages(store)]
        keys = [key for key, _, _ in found]
        _encode_missing(store, cache, keys, [length for _, length, _ in found], tell)
        offsets = np.cumsum([0, *(units for _, _, units in found)], dtype=np.int64)
        vectors = np.empty((len(keys), encoder.dimensions), np.float32)
        shape = (int(offsets[-1]), encoder.dimensions)
        parts = np.lib.format.open_memmap(staged / UNITS, mode="w+", dtype=np.float16, shape=shape)
        for no, wanted in enumerate(keys):
            vectors[no], parts[offsets[no] : offsets[no + 1]] = cache.get(wanted)
        parts.flush()
        np.save(staged / OFFSETS, offsets)
        VectorIndex.build(vectors).save(staged / VECTORS)
        cache.keep_only(set(keys))
    finally:
        store.close()
        cache.close()


def write_lexical(staged: Path, tell: Progress) -> None:
    """Indexes the terms of all passages, each analysed in its own language."""
    store = Store.open(staged / STORE)
    try:
        languages = store.passage_languages()

        def terms() -> Iterator[list[str]]:
            for no, (text, _) in enumerate(_embedded_passages(store)):
                tell("writing", no, len(languages), "")
                yield analyse(text, languages[no])

        LexicalIndex.build(terms()).save(staged / LEXICAL)
        tell("writing", len(languages), len(languages), "")
    finally:
        store.close()


def write_manifest(staged: Path, encoder: Encoder, roots: tuple[str, ...]) -> Manifest:
    """Describes the complete directory; called last."""
    store = Store.open(staged / STORE)
    contents = [(known.id, known.sha256, known.ingest_version) for known in store.stored().values()]
    counts = store.counts()
    store.close()
    corpus = hashlib.sha256(json.dumps(contents).encode()).hexdigest()
    made = hashlib.sha256(f"{corpus} {encoder.fingerprint} {ANALYSIS}".encode()).hexdigest()
    now = datetime.now(UTC)
    manifest = Manifest(
        snapshot=f"{now:%Y%m%dT%H%M%S%f}-{made:.8}",
        created=now.isoformat(timespec="seconds"),
        model=encoder.name,
        model_fingerprint=encoder.fingerprint,
        dimensions=encoder.dimensions,
        analysis=ANALYSIS,
        versions=_versions(),
        corpus=corpus,
        roots=roots,
        counts=counts,
        files=mark_files(staged),
    )
    manifest.save(staged)
    return manifest


def embedded(document: Document, passage: Passage) -> tuple[str, Offsets]:
    """The text that stands for a passage in the vectors and the terms, and where its units start and end in it."""
    text = passage.contextual(document.title)
    shift = len(text) - len(passage.text) - passage.span.start
    return text, [(unit.span.start + shift, unit.span.end + shift) for unit in passage.units]


def _embedded_passages(store: Store) -> Iterator[tuple[str, Offsets]]:
    for id in store.stored():
        ingested = store.ingested(id)
        for passage in ingested.passages:
            yield embedded(ingested.document, passage)


def _encode_missing(store: Store, cache: VectorCache, keys: list[bytes], lengths: list[int], tell: Progress) -> None:
    missing = cache.missing(keys)
    # Equal passages are encoded once; like lengths go together, so that a batch is hardly padded.
    once = {key: no for no, key in enumerate(keys) if key in missing}
    order = sorted(once.values(), key=lambda no: lengths[no], reverse=True)
    for start in range(0, len(order), BATCH):
        batch = [store.passage(no) for no in order[start : start + BATCH]]
        documents = [store.document(passage.document) for passage in batch]
        step = partial(_tell_embedded, tell, start, len(order), documents[0].title)
        step(0)
        pairs = [embedded(*of) for of in zip(documents, batch, strict=True)]
        cache.encode([text for text, _ in pairs], [units for _, units in pairs], step)


def _tell_embedded(tell: Progress, start: int, total: int, title: str, done: int) -> None:
    tell("embedding", start + done, total, title)


def _versions() -> dict[str, str]:
    versions = {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version, "faiss": faiss_version()}
    for name in ("passerelle", "bm25s", "numpy", "sentence-transformers"):
        with suppress(PackageNotFoundError):  # Run from a checkout that was not installed.
            versions[name] = version(name)
    return versions

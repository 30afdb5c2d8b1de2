"""What a run adds, updates, keeps and removes, with real files and the real reading of them."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from pathlib import Path

import numpy as np
import pytest

from index.build import CACHE, BuildReport, build
from index.publish import CURRENT, KEPT, SNAPSHOTS, writing
from index.snapshot import LEXICAL, STORE, VECTORS, Snapshot
from ingest.errors import SnapshotError
from tests.index.hash_encoder import HashEncoder
from tests.index.pages import DAKAR, LYON, TURIN, texts, write


class Workshop:
    """An index, an encoder, and folders to ingest."""

    def __init__(self, tmp_path: Path) -> None:
        self.index = tmp_path / "index"
        self.encoder = HashEncoder()
        self.first = write(tmp_path / "first", {"lyon.md": LYON, "turin.txt": TURIN})
        self.second = write(tmp_path / "second", {"dakar.txt": DAKAR})

    def build(self, *sources: object) -> BuildReport:
        self.encoder.encoded.clear()
        return build([str(source) for source in sources], self.index, self.encoder)

    def open(self) -> Snapshot:
        return Snapshot.open(self.index, self.encoder.fingerprint)

    def names(self) -> set[str]:
        return set(texts(self.open()))


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)


def changes(report: BuildReport) -> tuple[int, int, int, int, int]:
    return report.added, report.updated, report.unchanged, report.removed, len(report.failed)


def test_a_first_build(shop: Workshop) -> None:
    report = shop.build(shop.first, shop.second)
    snapshot = shop.open()
    assert changes(report) == (3, 0, 0, 0, 0)
    assert (report.documents, report.snapshot) == (3, snapshot.id)
    assert report.passages == snapshot.passages == len(snapshot.lexical) == len(shop.encoder.encoded)
    assert "Lyon a rejoint Eurocités en 1989." in texts(snapshot)["lyon.md"]
    assert not snapshot.verify()
    assert snapshot.manifest.roots == tuple(sorted([str(shop.first), str(shop.second)]))


def test_vectors_are_those_of_the_passage_in_its_context_and_of_its_units(shop: Workshop) -> None:
    shop.build(shop.first)
    snapshot = shop.open()
    for number in range(snapshot.passages):
        passage = snapshot.passage(number)
        document = snapshot.document(passage.document)
        expected = shop.encoder.encode_queries([passage.contextual(document.title)])[0]
        np.testing.assert_array_equal(snapshot.vectors.vector(number), expected)
        units = shop.encoder.encode_queries([unit.span.of(document.text) for unit in passage.units])
        np.testing.assert_allclose(snapshot.unit_vectors(number), units, atol=1e-3)


def test_nothing_changed_means_no_new_snapshot(shop: Workshop) -> None:
    before = shop.build(shop.first)
    after = shop.build(shop.first)
    assert changes(after) == (0, 0, 2, 0, 0)
    assert (after.snapshot, after.documents, after.passages) == (before.snapshot, before.documents, before.passages)
    assert len(list((shop.index / SNAPSHOTS).iterdir())) == 1
    assert not shop.encoder.encoded


def test_only_a_changed_document_is_encoded_again(shop: Workshop) -> None:
    shop.build(shop.first, shop.second)
    write(shop.first, {"lyon.md": LYON, "turin.txt": TURIN.replace("2027", "2031")})
    report = shop.build(shop.first)
    assert changes(report) == (0, 1, 1, 0, 0)
    assert report.documents == 3
    assert shop.encoder.encoded
    assert all("Turin" in text for text in shop.encoder.encoded)
    assert "2031" in texts(shop.open())["turin.txt"]
    write(shop.first, {"lyon.md": LYON, "turin.txt": TURIN.replace("2027", "2031"), "copy.txt": TURIN})
    assert changes(shop.build(shop.first)) == (1, 0, 2, 0, 0)


def test_a_document_goes_with_its_file_but_other_places_are_left_alone(shop: Workshop) -> None:
    shop.build(shop.first, shop.second)
    write(shop.first, {"lyon.md": LYON})
    shutil.rmtree(shop.second)
    assert changes(shop.build(shop.first)) == (0, 0, 1, 1, 0)
    assert shop.names() == {"lyon.md", "dakar.txt"}
    assert shop.open().manifest.roots == tuple(sorted([str(shop.first), str(shop.second)]))


def test_a_place_that_is_missing_fails_and_removes_nothing(shop: Workshop) -> None:
    before = shop.build(shop.first, shop.second)
    shutil.rmtree(shop.second)
    report = shop.build(shop.second)
    assert changes(report) == (0, 0, 0, 0, 1)
    assert report.failed[0].source == str(shop.second)
    assert (report.snapshot, report.documents) == (before.snapshot, 3)


def test_a_document_that_fails_now_keeps_its_stored_version(shop: Workshop) -> None:
    before = shop.build(shop.first)
    write(shop.first, {"lyon.md": LYON, "turin.txt": ""})
    for _ in range(2):
        report = shop.build(shop.first)
        assert changes(report) == (0, 0, 1, 0, 1)
        assert Path(report.failed[0].source).name == "turin.txt"
        assert report.snapshot == before.snapshot
        assert "2027" in texts(shop.open())["turin.txt"]
    write(shop.first, {"lyon.md": LYON.replace("1989", "1990"), "turin.txt": ""})
    assert changes(shop.build(shop.first)) == (0, 1, 0, 0, 1)
    assert "2027" in texts(shop.open())["turin.txt"]
    assert "1990" in texts(shop.open())["lyon.md"]


def test_the_same_place_by_another_path_is_the_same_place(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.build(shop.first)
    monkeypatch.chdir(shop.second)
    assert changes(shop.build("../first")) == (0, 0, 2, 0, 0)
    (shop.first / "lyon.md").unlink()
    assert changes(shop.build("../first")) == (0, 0, 1, 1, 0)


def test_one_file_of_a_folder_may_be_given_alone(shop: Workshop) -> None:
    shop.build(shop.first)
    write(shop.first, {"lyon.md": LYON.replace("1989", "1990")})
    assert changes(shop.build(shop.first / "lyon.md")) == (0, 1, 0, 0, 0)
    assert shop.names() == {"lyon.md", "turin.txt"}


def test_nothing_to_index_publishes_nothing(shop: Workshop, tmp_path: Path) -> None:
    report = shop.build(tmp_path / "absent")
    assert changes(report) == (0, 0, 0, 0, 1)
    assert (report.snapshot, report.documents) == (None, 0)
    with pytest.raises(SnapshotError) as caught:
        shop.open()
    assert caught.value.code == "snapshot.missing"


def test_an_index_may_become_empty(shop: Workshop) -> None:
    shop.build(shop.first)
    write(shop.first, {})
    report = shop.build(shop.first)
    assert (report.removed, report.documents, report.passages) == (2, 0, 0)
    assert (shop.open().passages, shop.open().documents()) == (0, ())


def test_another_model_makes_everything_again_and_a_return_costs_nothing(shop: Workshop) -> None:
    shop.build(shop.first, shop.second)
    first, shop.encoder = shop.encoder, HashEncoder("other", 8)
    report = shop.build(shop.second)
    assert changes(report) == (0, 0, 1, 0, 0)
    assert len(shop.encoder.encoded) == report.passages
    assert shop.names() == {"lyon.md", "turin.txt", "dakar.txt"}
    shop.encoder = first
    shop.build(shop.second)
    assert not shop.encoder.encoded
    assert shop.open().vectors.dimensions == 16


def test_what_an_interrupted_build_encoded_is_not_encoded_again(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.write.BATCH", 1)

    def stop(phase: str, done: int, total: int, current: str) -> None:
        if phase == "embedding" and done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([str(shop.first)], shop.index, shop.encoder, stop)
    done = set(shop.encoder.encoded[:-1])
    report = shop.build(shop.first)
    assert report.snapshot
    assert not done & set(shop.encoder.encoded)
    assert len(list((shop.index / SNAPSHOTS).iterdir())) == 1


def test_progress_goes_through_the_phases_in_order(shop: Workshop) -> None:
    told: list[tuple[str, int, int, str]] = []
    report = build([str(shop.first)], shop.index, shop.encoder, lambda *step: told.append(step))
    phases = [step[0] for step in told]
    assert list(dict.fromkeys(phases)) == ["reading", "embedding", "writing"]
    for phase, total in [("reading", 2), ("embedding", report.passages), ("writing", report.passages)]:
        steps = [step for step in told if step[0] == phase]
        assert {step[2] for step in steps} == {total}
        assert [step[1] for step in steps] == sorted(step[1] for step in steps)
        assert steps[-1][1] == total


@pytest.mark.parametrize("name", [STORE, VECTORS, f"{LEXICAL}/lexical.json", "manifest.json"])
def test_a_damaged_index_is_made_again_from_the_places_it_remembers(shop: Workshop, name: str) -> None:
    shop.build(shop.first)
    shop.build(shop.second)
    path = shop.open().directory / name
    # The manifest still has to say where the documents are.
    content = path.read_bytes()
    path.write_bytes(re.sub(rb'"format": \d+', b'"format": 0', content) if path.suffix == ".json" else content[:-100])
    if name.startswith(LEXICAL):
        path.write_bytes(b"{}")
    with pytest.raises(SnapshotError):
        shop.open()
    shop.build(shop.second)
    assert shop.names() == {"lyon.md", "turin.txt", "dakar.txt"}
    assert not shop.open().verify()
    assert not shop.encoder.encoded


def test_a_damaged_vector_cache_costs_time_only(shop: Workshop) -> None:
    shop.build(shop.first)
    (shop.index / CACHE).write_bytes(b"noise " * 1000)
    shop.build(shop.second)
    assert shop.names() == {"lyon.md", "turin.txt", "dakar.txt"}


def test_the_cache_holds_no_vector_of_a_text_that_left(shop: Workshop) -> None:
    shop.build(shop.first, shop.second)
    write(shop.first, {})
    report = shop.build(shop.first)
    with sqlite3.connect(shop.index / CACHE) as connection:
        assert connection.execute("SELECT count(*) FROM vector").fetchone() == (report.passages,)


def test_old_snapshots_and_leftovers_are_swept(shop: Workshop) -> None:
    made = []
    for year in range(KEPT + 2):
        write(shop.first, {"lyon.md": LYON.replace("1989", str(2000 + year))})
        made.append(shop.build(shop.first).snapshot)
    assert {path.name for path in (shop.index / SNAPSHOTS).iterdir()} == set(made[-KEPT:])
    (shop.index / SNAPSHOTS / ".new-dead").mkdir()
    shutil.copytree(shop.open().directory, shop.index / SNAPSHOTS / "99990101T000000-never-live")
    shop.build(shop.first)
    assert {path.name for path in (shop.index / SNAPSHOTS).iterdir()} == set(made[-KEPT:])


def test_without_a_pointer_no_snapshot_is_deleted(shop: Workshop) -> None:
    first = shop.build(shop.first).snapshot
    (shop.index / CURRENT).unlink()
    second = shop.build(shop.first).snapshot
    assert {path.name for path in (shop.index / SNAPSHOTS).iterdir()} == {first, second}


def test_two_builds_at_once_are_refused(shop: Workshop) -> None:
    with writing(shop.index), pytest.raises(SnapshotError) as caught:
        shop.build(shop.first)
    assert caught.value.code == "snapshot.locked"
    assert str(shop.index) in caught.value.text("fr")
    assert shop.build(shop.first).snapshot


def test_an_index_that_cannot_be_written_is_a_clear_error(shop: Workshop, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SnapshotError) as caught:
        build([str(shop.first)], tmp_path / "file" / "index", shop.encoder)
    assert caught.value.code == "snapshot.unwritable"


def test_the_report_as_json(shop: Workshop) -> None:
    write(shop.second, {"empty.txt": ""})
    record = shop.build(shop.first, shop.second).to_json("fr")
    assert list(record)[:5] == ["added", "updated", "unchanged", "removed", "failed"]
    assert set(record) == {*list(record)[:5], "documents", "passages", "facts", "seconds", "snapshot"}
    assert [set(failure) for failure in record["failed"]] == [{"source", "error"}]


def test_pages_of_the_same_name_in_two_places_are_two_documents(shop: Workshop) -> None:
    write(shop.second, {"lyon.md": DAKAR})
    shop.build(shop.first)
    ids = {document.text: document.id for document in shop.open().documents()}
    assert changes(shop.build(shop.second)) == (1, 0, 0, 0, 0)
    assert ids.items() < {document.text: document.id for document in shop.open().documents()}.items()
    assert changes(shop.build(shop.second, shop.first)) == (0, 0, 3, 0, 0)
    write(shop.second, {})
    assert changes(shop.build(shop.second, shop.first)) == (0, 0, 2, 1, 0)


def test_a_folder_may_be_given_by_its_parent_or_through_a_link(shop: Workshop) -> None:
    shop.build(shop.first)
    (shop.index.parent / "link").symlink_to(shop.first)
    assert changes(shop.build(shop.index.parent / "link")) == (0, 0, 2, 0, 0)
    inner = write(shop.first / "inner", {"dakar.txt": DAKAR})
    assert changes(shop.build(shop.first)) == (1, 0, 2, 0, 0)
    assert changes(shop.build(inner)) == (0, 0, 1, 0, 0)
    shutil.rmtree(inner)
    assert changes(shop.build(shop.first)) == (0, 0, 2, 1, 0)


def test_a_corpus_that_moved_is_not_indexed_twice(shop: Workshop) -> None:
    shop.build(shop.first)
    moved = shop.first.rename(shop.first.with_name("moved"))
    report = shop.build(moved)
    assert changes(report) == (0, 2, 0, 0, 0)
    assert not shop.encoder.encoded
    assert all(document.source.startswith(str(moved)) for document in shop.open().documents())
    write(moved, {"lyon.md": LYON})
    assert changes(shop.build(moved)) == (0, 0, 1, 1, 0)


def test_a_folder_that_cannot_be_listed_removes_nothing(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = write(shop.first / "inner", {"dakar.txt": DAKAR})
    shop.build(shop.first)
    real = os.scandir

    def scandir(path: str | int) -> object:
        # Removing the right to read would not stop root, whom tests may run as.
        if str(path) == str(inner):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    report = shop.build(shop.first)
    assert changes(report) == (0, 0, 2, 0, 1)
    assert report.failed[0].source == str(inner)
    assert report.documents == 3

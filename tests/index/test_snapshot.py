"""Publication is all or nothing, a reader keeps what it opened, and an index that cannot be used says why."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from index.build import build
from index.manifest import FORMAT, MANIFEST
from index.publish import CURRENT, KEPT, SNAPSHOTS
from index.snapshot import STORE, UNITS, VECTORS, Snapshot
from ingest.errors import SnapshotError
from tests.index.hash_encoder import HashEncoder
from tests.index.pages import DAKAR, LYON, TURIN, texts, write

ROOT = Path(__file__).resolve().parents[2]
KILLS = 12


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return write(tmp_path / "pages", {"lyon.md": LYON, "turin.txt": TURIN})


@pytest.fixture
def index(tmp_path: Path, pages: Path) -> Path:
    build([str(pages)], tmp_path / "index", HashEncoder())
    return tmp_path / "index"


def refusal(index: Path, fingerprint: str | None = None, model: str | None = None) -> SnapshotError:
    with pytest.raises(SnapshotError) as caught:
        Snapshot.open(index, fingerprint, model)
    return caught.value


def test_killed_at_any_moment_a_build_leaves_a_whole_snapshot(tmp_path: Path) -> None:
    old, new = {"lyon.md": LYON, "turin.txt": TURIN}, {"lyon.md": LYON.replace("1989", "1990"), "dakar.txt": DAKAR}
    folders = [write(tmp_path / "a", old), write(tmp_path / "b", new)]
    index = tmp_path / "index"
    chance = random.Random(0)
    found: list[dict[str, str]] = []
    for _ in range(KILLS):
        command = [sys.executable, "-m", "tests.index.build_forever", *map(str, [index, *folders])]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            time.sleep(chance.uniform(0, 0.2))
            process.kill()
        with_text = Snapshot.open(index, HashEncoder().fingerprint)
        assert not with_text.verify()
        found.append(texts(with_text))
        assert found[-1].keys() in (old.keys(), new.keys())
        assert ("1990" in found[-1]["lyon.md"]) == ("dakar.txt" in found[-1])
    build([str(tmp_path / "a")], index, HashEncoder())
    entries = list((index / SNAPSHOTS).iterdir())
    assert len(entries) <= KEPT
    assert all((entry / MANIFEST).is_file() for entry in entries)


def test_a_reader_keeps_the_snapshot_it_opened(index: Path, pages: Path) -> None:
    encoder = HashEncoder()
    reader = Snapshot.open(index, encoder.fingerprint)
    query = encoder.encode_queries(["Lyon"])[0]
    scores, lexical = reader.vectors.all_scores(query), reader.lexical.scores(["lyon"])
    # So many builds that even the files of the reader's snapshot are deleted.
    for year in range(KEPT + 1):
        write(pages, {"lyon.md": LYON.replace("1989", str(2000 + year))})
        build([str(pages)], index, encoder)
    assert not reader.directory.exists()
    assert "1989" in texts(reader)["lyon.md"]
    assert "turin.txt" in texts(reader)
    assert all(reader.unit_vectors(number).shape[1] == encoder.dimensions for number in range(reader.passages))
    np.testing.assert_array_equal(reader.vectors.all_scores(query), scores)
    np.testing.assert_array_equal(reader.lexical.scores(["lyon"]), lexical)
    assert "2003" in texts(Snapshot.open(index))["lyon.md"]


def test_without_an_index_the_remedy_is_told(tmp_path: Path) -> None:
    error = refusal(tmp_path / "none")
    assert error.code == "snapshot.missing"
    assert str(tmp_path / "none") in str(error)
    assert "python -m ingest" in error.text("fr")


def test_an_index_of_another_model_is_refused_and_both_are_named(index: Path) -> None:
    other = HashEncoder("another/model", 16)
    error = refusal(index, other.fingerprint, other.name)
    assert error.code == "snapshot.model"
    for text in (error.text("fr"), error.text("en")):
        assert "hash" in text
        assert "another/model" in text
        assert "PASSERELLE_EMBEDDING_MODEL" in text
        assert "python -m ingest" in text
    assert Snapshot.open(index).passages


def test_other_weights_of_the_same_name_are_refused_too(index: Path) -> None:
    error = refusal(index, "0123456789", "hash")
    assert error.code == "snapshot.model"
    assert "hash (01234567)" in str(error)


@pytest.mark.parametrize("name", [STORE, VECTORS, UNITS, "lexical/lexical.json", MANIFEST])
@pytest.mark.parametrize("harm", ["shorter", "gone"])
def test_a_damaged_file_is_named(index: Path, name: str, harm: str) -> None:
    path = Snapshot.open(index).directory / name
    if harm == "gone":
        path.unlink()
    else:
        os.truncate(path, path.stat().st_size - 7)
    error = refusal(index)
    assert error.code == "snapshot.damaged"
    assert str(path) in error.text("fr")


def test_verify_finds_one_changed_byte(index: Path) -> None:
    snapshot = Snapshot.open(index)
    path = snapshot.directory / VECTORS
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    assert Snapshot.open(index).verify() == (path,)


@pytest.mark.parametrize("pointer", ["", "../../etc", "no-such-snapshot", "\udcff"])
def test_a_pointer_to_nothing_is_damage(index: Path, pointer: str) -> None:
    (index / CURRENT).write_bytes(pointer.encode(errors="surrogateescape"))
    assert refusal(index).code == "snapshot.damaged"


@pytest.mark.parametrize("field", ["format", "analysis"])
def test_an_index_of_another_version_is_refused(index: Path, field: str) -> None:
    path = Snapshot.open(index).directory / MANIFEST
    record = json.loads(path.read_text())
    path.write_text(json.dumps(record | {field: 99}))
    error = refusal(index)
    assert error.code == "snapshot.format"
    assert "99" in str(error)


@pytest.mark.parametrize(
    "content", ["[]", "{}", f'{{"format": {FORMAT}}}', "null", f'{{"format": {FORMAT}, "files": [], "roots": []}}']
)
def test_a_manifest_of_another_shape_is_damage(index: Path, content: str) -> None:
    path = Snapshot.open(index).directory / MANIFEST
    path.write_text(content)
    assert refusal(index).code == "snapshot.damaged"


def test_a_copy_of_an_index_can_be_read_elsewhere(index: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(index, tmp_path / "copié ailleurs #1?")
    assert texts(Snapshot.open(copy)) == texts(Snapshot.open(index))


def test_the_manifest_says_what_made_it(index: Path) -> None:
    manifest = Snapshot.open(index).manifest
    assert (manifest.model, manifest.model_fingerprint, manifest.dimensions) == ("hash", "hash-16", 16)
    assert {"python", "sqlite", "faiss", "bm25s", "numpy"} <= manifest.versions.keys()
    assert manifest.counts["documents"] == 2
    assert {STORE, VECTORS, UNITS} < manifest.files.keys()


def test_equal_corpora_have_equal_hashes(index: Path, pages: Path, tmp_path: Path) -> None:
    build([str(pages)], tmp_path / "other", HashEncoder())
    first, second = Snapshot.open(index), Snapshot.open(tmp_path / "other")
    assert first.manifest.corpus == second.manifest.corpus
    assert first.manifest.files == second.manifest.files

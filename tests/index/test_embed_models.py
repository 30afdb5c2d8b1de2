"""Where models come from: the carried one in its cache, and others by their folder. Small ones, made for the test."""

from __future__ import annotations

import json
import multiprocessing
from pathlib import Path

import numpy as np
import pytest

from index.embed import load_encoder
from ingest import carried
from ingest.carried import SUMS, carried_folder, is_intact, write_folder
from ingest.carried_source import CarriedSource, dequantise, read_source
from ingest.errors import ModelError


def tiny_source(seed: int = 0) -> CarriedSource:
    """A network of one layer and eight dimensions, with random weights."""
    draw = np.random.default_rng(seed)
    pieces = ["<s>", "<pad>", "</s>", "<unk>", "▁", *"abcdefghijklmnopqrstuvwxyzé.:", "▁ville", "<mask>"]
    shapes = {"emb.word": len(pieces) * 8, "emb.pos": 64 * 8, "emb.type": 16, "emb.ln.w": 8, "emb.ln.b": 8}
    for part, (outputs, inputs) in {
        "q": (8, 8),
        "k": (8, 8),
        "v": (8, 8),
        "ao": (8, 8),
        "fi": (16, 8),
        "fo": (8, 16),
    }.items():
        shapes |= {f"l0.{part}.w": outputs * inputs, f"l0.{part}.b": outputs}
    shapes |= {"l0.aln.w": 8, "l0.aln.b": 8, "l0.oln.w": 8, "l0.oln.b": 8}
    return CarriedSource(
        hidden=8,
        layers=1,
        heads=2,
        inner=16,
        vocabulary=len(pieces),
        positions=64,
        types=2,
        epsilon=1e-12,
        bos=0,
        eos=2,
        pad=1,
        unknown=3,
        pieces=tuple((piece, -float(i)) for i, piece in enumerate(pieces)),
        tensors={name: draw.normal(size=size).astype(np.float32) for name, size in shapes.items()},
    )


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    folder = tmp_path / "tiny"
    folder.mkdir()
    write_folder(tiny_source(), folder)
    return folder


def test_q4_blocks_hold_the_low_halves_first() -> None:
    nibbles = np.arange(16, dtype=np.uint8) | np.arange(16, dtype=np.uint8)[::-1] << 4
    block = np.frombuffer(np.float16(0.5).tobytes() + nibbles.tobytes(), [("scale", "<f2"), ("nibbles", "u1", 16)])
    np.testing.assert_array_equal(dequantise(block), [(n - 8) / 2 for n in [*range(16), *range(15, -1, -1)]])


@pytest.mark.parametrize("data", [b"", b"E5S1", b"GGUF" + bytes(200), b"E5S1" + bytes(200)])
def test_another_file_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"format|truncated"):
        read_source(data)


def open_in(cache: Path) -> str:
    return str(carried_folder(cache))


def test_the_cache_is_written_once_by_two_processes_and_repaired_when_damaged(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        first, second = pool.map(open_in, [tmp_path, tmp_path])
    assert first == second
    folder = Path(first)
    assert is_intact(folder)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([folder.name, f"{folder.name}.lock"])

    written = (folder / SUMS).stat().st_mtime_ns
    assert carried_folder(tmp_path) == folder
    assert (folder / SUMS).stat().st_mtime_ns == written

    with (folder / "model.safetensors").open("r+b") as file:
        file.seek(1_000_000)
        file.write(b"damaged")
    (tmp_path / f"{folder.name}.part-left").mkdir()
    assert not is_intact(folder)
    assert is_intact(carried_folder(tmp_path))
    assert not list(tmp_path.glob("*.part-*"))


def test_a_missing_or_damaged_package_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carried.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ModelError, match="pip install") as missing:
        carried_folder(tmp_path)
    assert "réinstallez" in missing.value.text("fr")
    (tmp_path / "broken.bin").write_bytes(b"E5S1")
    monkeypatch.setattr(carried, "source_path", lambda: tmp_path / "broken.bin")
    with pytest.raises(ModelError, match="damaged"):
        carried_folder(tmp_path)


def test_a_cache_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(ModelError, match="XDG_CACHE_HOME"):
        carried_folder(tmp_path / "file" / "cache")


def test_another_model_is_loaded_from_its_folder(tiny: Path) -> None:
    encoder = load_encoder(str(tiny))
    assert (encoder.name, encoder.dimensions) == (str(tiny), 8)
    vectors, (units,) = encoder.encode_passages_with_units(["une ville. la ville"], [[(0, 10), (11, 19)]])
    assert vectors.shape == (1, 8)
    assert units.shape == (2, 8)


def test_a_model_that_keeps_its_first_token_has_units_embedded_alone(tiny: Path) -> None:
    (tiny / "1_Pooling/config.json").write_text(
        json.dumps({"word_embedding_dimension": 8, "pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False})
    )
    encoder = load_encoder(str(tiny))
    _, (units,) = encoder.encode_passages_with_units(["une ville. la ville"], [[(0, 10), (11, 19)]])
    np.testing.assert_allclose(units, encoder.encode_passages(["une ville.", "la ville"]), atol=1e-5)


def test_a_fingerprint_follows_weights_prompts_and_pooling_and_not_the_place(tiny: Path, tmp_path: Path) -> None:
    original = load_encoder(str(tiny)).fingerprint
    assert load_encoder(str(tiny)).fingerprint == original
    moved = tiny.rename(tmp_path / "moved")
    assert load_encoder(str(moved)).fingerprint == original
    settings = moved / "config_sentence_transformers.json"
    settings.write_text(settings.read_text().replace("passage: ", "document: "))
    prompted = load_encoder(str(moved)).fingerprint
    other = tmp_path / "other"
    other.mkdir()
    write_folder(tiny_source(seed=1), other)
    assert len({original, prompted, load_encoder(str(other)).fingerprint}) == 3


def test_the_e5_family_gets_its_prompts_where_the_folder_gives_none(tiny: Path, tmp_path: Path) -> None:
    told = load_encoder(str(tiny)).encode_queries(["ville"])
    (tiny / "config_sentence_transformers.json").write_text("{}")
    untold = load_encoder(str(tiny)).encode_queries(["ville"])
    family = load_encoder(str(tiny.rename(tmp_path / "multilingual-e5-tiny"))).encode_queries(["ville"])
    np.testing.assert_allclose(family, told, atol=1e-6)
    assert not np.allclose(untold, told, atol=1e-3)


@pytest.mark.parametrize("content", [None, "{}", "not json"])
def test_a_model_that_cannot_be_loaded_is_said_with_the_remedy(tmp_path: Path, content: str | None) -> None:
    folder = tmp_path / "model"
    if content is not None:
        folder.mkdir()
        (folder / "config.json").write_text(content)
    with pytest.raises(ModelError, match="PASSERELLE_EMBEDDING_MODEL") as error:
        load_encoder(str(folder))
    assert "retirez ce réglage" in error.value.text("fr")

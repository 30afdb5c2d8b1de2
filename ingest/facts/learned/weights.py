"""The trained network, loaded once a process: its weights come with the project, its table of words with the carried
model."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tokenizers import Tokenizer

from ingest.carried import carried_folder

if TYPE_CHECKING:
    from torch import Tensor

    from ingest.facts.learned.network import LinkNetwork

FILE: Final = "links.safetensors"
SCALE: Final = ".scale"
_LOADING: Final = threading.Lock()


def weights_path() -> Path:
    """Where the trained weights lie."""
    return Path(str(files("ingest.facts") / "data" / FILE))


@cache
def weights_version() -> str:
    """Changes with the weights: part of what decides whether a source is read again."""
    path = weights_path()
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.exists() else "none"


def packed(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Matrices as eight-bit integers with a scale a row, half the size of half precision; vectors as they are."""
    import torch

    small: dict[str, Tensor] = {}
    for name, value in weights.items():
        if value.ndim < 2:
            small[name] = value.half()
            continue
        scale = value.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        small[name] = (value / scale).round().to(torch.int8)
        small[name + SCALE] = scale.half()
    return {name: value.contiguous() for name, value in small.items()}


def unpacked(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """What `packed` was given, in single precision, to within the rounding."""
    return {
        name: value.float() * weights[name + SCALE].float() if name + SCALE in weights else value.float()
        for name, value in weights.items()
        if not name.endswith(SCALE)
    }


class Loaded:
    """The network with what it needs to read texts. Several threads may use it at once."""

    def __init__(self, network: LinkNetwork, tokenizer: Tokenizer, words: Tensor) -> None:
        self.network = network
        self.tokenizer = tokenizer
        self.words = words


def loaded() -> Loaded | None:
    """The network, loaded at the first call; None where no weights are there.

    :raises ModelError: if the carried model is missing or damaged.
    """
    with _LOADING:
        return _loaded(str(weights_path()))


@cache
def _loaded(path: str) -> Loaded | None:
    if not Path(path).exists():
        return None
    from safetensors import safe_open

    from ingest.facts.learned.network import LinkNetwork, Shape

    folder = carried_folder()
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    with safe_open(path, "pt") as file:
        shape = Shape(
            vocabulary=config["vocab_size"],
            hidden=config["hidden_size"],
            heads=config["num_attention_heads"],
            inner=config["intermediate_size"],
            positions=config["max_position_embeddings"],
            epsilon=config["layer_norm_eps"],
            layers=int(file.metadata()["layers"]),
        )
        network = LinkNetwork(shape)
        network.load_state_dict(unpacked({name: file.get_tensor(name) for name in file.keys()}))  # noqa: SIM118
    network.eval().requires_grad_(False)
    with safe_open(folder / "model.safetensors", "pt") as file:
        words = file.get_tensor("embeddings.word_embeddings.weight")
    return Loaded(network, Tokenizer.from_file(str(folder / "tokenizer.json")), words)

"""The trained network, loaded once a process: its weights come with the project, its table of words with the carried
model."""

from __future__ import annotations

import hashlib
import threading
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
_LOADING: Final = threading.Lock()


def weights_path() -> Path:
    """Where the trained weights lie."""
    return Path(str(files("ingest.facts") / "data" / FILE))


@cache
def weights_version() -> str:
    """Changes with the weights: part of what decides whether a source is read again."""
    return hashlib.sha256(weights_path().read_bytes()).hexdigest()[:12]


class Loaded:
    """The network with what it needs to read texts. Several threads may use it at once."""

    def __init__(self, network: LinkNetwork, tokenizer: Tokenizer, words: Tensor) -> None:
        self.network = network
        self.tokenizer = tokenizer
        self.words = words


def loaded() -> Loaded:
    """The network, loaded at the first call.

    :raises ModelError: if the carried model is missing or damaged.
    """
    with _LOADING:
        return _loaded(str(weights_path()))


@cache
def _loaded(path: str) -> Loaded:
    from safetensors import safe_open

    from ingest.encoder.layers import carried_words, shape_of
    from ingest.encoder.packing import unpacked
    from ingest.facts.learned.network import LinkNetwork

    folder = carried_folder()
    with safe_open(path, "pt") as file:
        network = LinkNetwork(shape_of(folder, int(file.metadata()["layers"])))
        network.load_state_dict(unpacked({name: file.get_tensor(name) for name in file.keys()}))  # noqa: SIM118
    network.eval().requires_grad_(False)
    return Loaded(network, Tokenizer.from_file(str(folder / "tokenizer.json")), carried_words(folder))

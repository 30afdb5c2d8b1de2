"""What a loaded model says of itself: its prompts, its pooling, and what tells it from any other."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any, Final

from ingest.carried import PROMPTS

Model = Any
"""A `SentenceTransformer`, whose library only `index.embed` imports."""

_E5: Final = re.compile(r"(?<![a-z0-9])e5(?![a-z0-9])(?!.*instruct)", re.IGNORECASE)


def prompt_of(model: Model, name: str, task: str) -> str:
    """The prompt of the model for `query` or `passage`: its own, else that of its family, else none."""
    names = ("query",) if task == "query" else ("passage", "document", "corpus")
    for prompt in filter(None, map(model.prompts.get, names)):
        return str(prompt)
    return PROMPTS[task] if _E5.search(Path(name).name) else ""


def is_mean_pooled(model: Model) -> bool:
    """True if a passage's vector is the mean of its tokens' vectors, which then gives those of its parts too."""
    kinds = [type(module).__name__ for module in model]
    pooling = getattr(model[1], "pooling_mode", None) if len(kinds) > 1 else None
    return kinds in (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"]) and pooling in (
        "mean",
        ("mean",),
        ["mean"],
    )


def fingerprint_of(model: Model, prompts: dict[str, str], weights: str) -> str:
    steps = []
    for module in model:
        settings: Any = getattr(module, "get_config_dict", dict)
        steps.append([type(module).__name__, settings()])
    parts = [weights, steps, prompts, model.max_seq_length]
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


def hash_weights(model: Model) -> str:
    import torch

    digest = hashlib.sha256()
    # A pooler that the files lack is drawn at random at each loading, and mean or first-token pooling ignores it.
    kept = {name: tensor for name, tensor in model.state_dict().items() if ".pooler." not in name}
    for name, tensor in sorted(kept.items()):
        digest.update(name.encode())
        digest.update(tensor.detach().cpu().contiguous().view(-1).view(torch.uint8).numpy())
    return digest.hexdigest()

"""Kinds of links between places and their families: a twinning is no cooperation, nor a letter of intent."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

from ingest.normalise import fold

FILE: Final = "kinds.toml"


@cache
def families() -> dict[str, dict[str, list[str]]]:
    """Family → its kinds (French label → the words that name it in French and English)."""
    return tomllib.loads((files("ingest.facts") / "data" / FILE).read_text(encoding="utf-8"))


def family_of(kind: str | None) -> str | None:
    """The family of a kind, None for one that no family lists."""
    wanted = fold(kind or "")
    return next((family for family, kinds in families().items() if any(fold(one) == wanted for one in kinds)), None)

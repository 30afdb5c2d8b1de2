"""Vocabulary files as regular expressions."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def vocabulary(file: str) -> dict[str, Any]:
    """The tables of `data/<file>.toml`."""
    return tomllib.loads((files("ingest.facts") / "data" / f"{file}.toml").read_text(encoding="utf-8"))


def any_of(file: str, table: str, name: str) -> str:
    """One alternation of the expressions of a list, « ~ » standing for spaces."""
    return "(?:" + "|".join(vocabulary(file)[table][name]).replace("~", r"\s+") + ")"


@cache
def pattern(template: str, file: str) -> re.Pattern[str]:
    """`template` with each `<table.name>` replaced by the alternation of that list; case does not count."""

    def fill(found: re.Match[str]) -> str:
        return any_of(file, found[1], found[2])

    return re.compile(re.sub(r"<(\w+)\.(\w+)>", fill, template), re.IGNORECASE | re.VERBOSE)

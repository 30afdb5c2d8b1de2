"""Text as markdown shows it unchanged."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_MARKDOWN: Final = re.compile(r"([\\`*_\[\]<>#|~])")


def plain(text: str) -> str:
    """`text` so that markdown shows it as it is: a page may hold « [3] » or stars of its own."""
    return _MARKDOWN.sub(r"\\\1", text)


def marks(numbers: Iterable[int]) -> str:
    """« [1] [4] »."""
    return " ".join(f"[{number}]" for number in numbers)

"""The dates and the numbers of a text, which relations of networks and of links may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ingest.facts.learned.sample import Name
from ingest.facts.wording.dating import find_whens
from ingest.facts.wording.numerals import expression, value_of

NUMBER: Final = re.compile(
    rf"(?i)(?<![\w.,/-])(?:\d{{1,3}}(?:[\s\u202f.,]\d{{3}})+(?![\d])|\d{{1,6}}(?![\d%€])|(?:{expression()})(?!\w))"
)


def amounts(text: str) -> Iterator[Name]:
    """Dates, then the numbers that are part of none."""
    dates = list(find_whens(text))
    for one in dates:
        yield Name(one.start, one.end, "date", "date", f"date:{one.iso}")
    for found in NUMBER.finditer(text):
        if not any(one.start < found.end() and found.start() < one.end for one in dates):
            yield Name(found.start(), found.end(), "number", "number", f"number:{value_of(found[0])}")

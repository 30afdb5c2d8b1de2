"""Towns that no gazetteer knows, told by what stands beside their names."""

from __future__ import annotations

import re
from typing import Final

from ingest.names.key import key
from ingest.names.vocabulary import common_words, words

NAME: Final = (
    r"[A-ZÀ-Þ][\w’']{0,30}(?:[ -]"
    r"(?:(?:de|du|des|da|do|la|le|les|el|al|sur|lès|d['’]|an der|am|upon|und)[ -]?){0,3}"
    r"[A-ZÀ-Þ][\w’']{0,30}){0,4}"
)
UNKNOWN: Final = re.compile(rf"(?<![\w’'-])({NAME}) \(([^()\n]{{3,40}})\)")
TOWN_CALLED: Final = re.compile(
    r"\b(?:la (?:ville|commune|municipalité)|le (?:village|conseil (?:communal|municipal|rural))|the (?:town|village))"
    rf"(?: ([a-zà-ÿ-]{{4,20}}))?(?: d['’]| (?:de|of) )({NAME})"
)
"""« la ville russe de Serguiev Possad »: with or without an adjective, which must be a country's."""


def is_word(name: str) -> bool:
    """Whether a name is rather a word of another kind."""
    folded = key(name).split()
    groups = ("institution", "named", "network_heads", "network_words", "not_the_place", "persons")
    return any(set(folded) & words(group) for group in groups) or (len(folded) == 1 and folded[0] in common_words())

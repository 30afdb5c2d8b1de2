"""The small words of sentences as expressions, for patterns over a sketch."""

from __future__ import annotations

import re
from typing import Final

from ingest.facts.sentences.sketch import CITY, COUNTRY, DATE, REGION, ROLES
from ingest.facts.wording.words import any_of

FILE: Final = "grammar"


def words(name: str, table: str = "words") -> str:
    """One group for a list of data/grammar.toml."""
    return any_of(FILE, table, name)


SIGNS: Final = ROLES["signs"]
JOINS: Final = ROLES["joins"]
ADVERB: Final = words("adverbs")
COPULA: Final = f"(?:{words('copulas')}|{JOINS})"
HEAD: Final = f"(?:{words('heads')}|{ROLES['partner']})"
WHENS: Final = (
    r"(?:(?:depuis|en|le|des|since|in|on|from|for(?: over)?|a partir de|ce|du)\s+(?:l'annee\s+|plus de\s+|une\s+|"
    r"des\s+)?"
    rf"(?:{DATE}|{words('durations')}))"
)
MEANWHILE: Final = rf"(?:(?:{ADVERB}|{WHENS}|,)\s*)*"
"""Adverbs and dates between a subject and its verb, or a verb and its object."""
ALONG: Final = r"(?:\s+(?:et|and)\s+(?:la|le|les|l'|sa|son|ses|the|its)\s*[a-z' -]{3,30}?)?"
"""« La ville et la communauté urbaine … »: who else is a subject."""
NO_CITY: Final = rf"[^{CITY};:.!?]"
AREA: Final = f"[{COUNTRY}{REGION}]"


def compiled(expression: str) -> re.Pattern[str]:
    """The expression with « ~ » for spaces."""
    return re.compile(expression.replace("~", r"\s+"))

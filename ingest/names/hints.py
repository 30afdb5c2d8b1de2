"""The country that stands beside a name: « Tripoli (Liban) », « Cleveland, dans l'Ohio », « la ville libanaise de »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.names.choice import Hint
from ingest.names.countries import Countries
from ingest.names.tokens import Tokens
from ingest.names.vocabulary import words
from ingest.records import Entity

BESIDE: Final = re.compile(r",? ?\(| ?, | ?[|;\t] ?|,? (?:en|au|aux|dans|du|des|de|d['’]|in) ?| (?=[A-ZÀ-Þ])")
"""What may stand between a name and its country."""
SEPARATED: Final = re.compile(r",? ?\(| ?,| ?[|;\t]| $")
"""What sets a country apart from the name, without a preposition that any word could have: « Nice, en France »."""
READ: Final = 60
"""Characters behind a name that are looked at."""
LONGEST: Final = 5
SKIPPED: Final = 2
STATES: Final = frozenset({"US", "CA"})
"""Where the code of a state may stand for it: "St. Louis, MO"."""


class Hints:
    """Reads what stands beside names."""

    def __init__(self, countries: Countries) -> None:
        self._countries = countries
        self._states: dict[str, Entity] = {}
        for regions in countries.regions.values():
            for region in regions:
                if region.country in STATES and region.id in countries.divisions:
                    self._states.setdefault(countries.divisions[region.id], region)

    def behind(self, text: str, end: int) -> Hint | None:
        """The country or region right behind `text[:end]`."""
        lead = BESIDE.match(text, end)
        if not lead:
            return None
        rest = text[lead.end() : lead.end() + READ]
        bracketed = "(" in lead[0]
        if bracketed:
            inside, closing, _ = rest.partition(")")
            if not closing:
                return None
        else:
            inside = re.split(r"[\n.;:()|\t]", rest, maxsplit=1)[0]
        return self._read(inside, bracketed, bool(SEPARATED.match(lead[0])), lead[0] == " ")

    def before(self, tokens: Tokens, first: int) -> Hint | None:
        """The adjective of « la ville libanaise de Tripoli », "the Spanish city of Valencia"."""
        if not first or tokens.keys[first - 1] not in words("links"):
            return None
        for back in range(first - 2, max(-1, first - 5), -1):
            code = self._countries.adjectives.get(tokens.keys[back])
            if code and not words("towns").isdisjoint(tokens.keys[max(0, back - 2) : first]):
                return Hint(self._countries.family(code))
        return None

    def _read(self, inside: str, bracketed: bool, separated: bool, bare: bool) -> Hint | None:
        tokens = Tokens(inside)
        countries: frozenset[str] = frozenset()
        division: str | None = None
        index, skipped = 0, 0
        while index < len(tokens):
            size, found, region = self._place(tokens, index, countries)
            if size:
                if bare and region is not None:
                    return None
                countries = countries or found
                division = division or (self._countries.divisions.get(region.id) if region else None)
                index += size
                if not bracketed and not tokens_continue(tokens, index):
                    break
                continue
            skipped += 1
            passing = tokens.keys[index] in words("inner") or tokens.keys[index] in words("region_words")
            if countries or not passing or skipped > SKIPPED:
                break
            index += 1
        return Hint(countries, division, bracketed, separated) if countries else None

    def _place(self, tokens: Tokens, index: int, known: frozenset[str]) -> tuple[int, frozenset[str], Entity | None]:
        """What country or region begins at `index`: how many words, the countries, the region; no word where none."""
        for size in range(min(LONGEST, len(tokens) - index), 0, -1):
            if not tokens.words[index][0].isupper():
                break
            if not all(tokens.joined(at) for at in range(index + 1, index + size)):
                continue
            phrase = " ".join(tokens.keys[index : index + size])
            code = self._countries.codes.get(phrase)
            regions: Sequence[Entity] = self._countries.regions.get(phrase, ())
            if not regions and not index and tokens.words[index] in self._states:
                regions = [self._states[tokens.words[index]]]
            if known:
                regions = [one for one in regions if one.country in known]
            if code and not (known and regions):
                return size, self._countries.family(code), None
            if regions:
                return size, frozenset(one.country for one in regions if one.country), regions[0]
        return 0, frozenset(), None


def tokens_continue(tokens: Tokens, index: int) -> bool:
    """Whether a bracket or comma right behind may still name the region of the country: « Canada (Québec) »."""
    return 0 < index < len(tokens) and tokens.gap(index) in (" (", ", ")

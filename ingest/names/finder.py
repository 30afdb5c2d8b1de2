"""Where a text uses the names that are known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ingest.names.cities import Cities
from ingest.names.context import opens_sentence
from ingest.names.countries import Countries
from ingest.names.hints import Hints
from ingest.names.networks import Called, Networks, goes_on
from ingest.names.settle import Found, Settling
from ingest.names.tokens import Tokens
from ingest.names.towns import CONTRACTED, KNOWN_FROM, SMALL_FROM, Naming, Setting, Towns
from ingest.names.vocabulary import common_words, words

LONGEST: Final = 12
"""Words of a name."""
ARTICLES: Final = frozenset({"le", "la", "les", "l"})
INSIDE: Final = re.compile(r" ?\($")
NOWHERE: Final = Setting()


class Finder:
    """Looks for the names of cities, countries and networks. Immutable, shared by threads."""

    def __init__(self, cities: Cities, countries: Countries, networks: Networks) -> None:
        self.cities = cities
        self.countries = countries
        self.networks = networks
        self.hints = Hints(countries)
        self._settling = Settling(cities, countries)
        self._towns = Towns(cities, countries, self.hints)
        self._openings: dict[str, int] = {}
        """First word of any name → words of the longest that begins with it."""
        self._network_openings: dict[str, int] = {}
        self._stripped: dict[str, str] = {}
        """Name without its article → the whole one: « mans » for « le mans »."""
        for name in networks.called:
            _open(self._network_openings, name)
        for name in (*countries.codes, *countries.regions, *networks.called):
            _open(self._openings, name)
        for name in cities.keys:
            first = _open(self._openings, name)
            if first in ARTICLES and first != name:
                rest = name[len(first) + 1 :]
                self._stripped.setdefault(rest, name)
                _open(self._openings, rest)

    def find(self, text: str, setting: Setting = NOWHERE, extra: Networks | None = None) -> list[Found]:
        """The names in `text`, in order, the longest at each place. `extra`: networks that the page introduces."""
        tokens = Tokens(text)
        if not setting.loose:
            setting = replace(setting, small=setting.small | tokens.small())
        return self._settling.read(list(self._scan(tokens, setting, extra)), setting)

    def _scan(self, tokens: Tokens, setting: Setting, extra: Networks | None) -> Iterator[Found]:
        index, count = 0, len(tokens)
        before: Found | None = None
        while index < count:
            longest = self._longest(tokens, index, setting.loose, extra)
            found: Found | None = None
            if longest:
                phrases = [tokens.keys[index]]
                at = index + 1
                while at < count and at - index < longest and tokens.joined(at):
                    phrases.append(f"{phrases[-1]} {tokens.keys[at]}")
                    at += 1
                for size in range(len(phrases), 0, -1):
                    if not self._is_name(phrases[size - 1], extra):
                        continue
                    found = self._read(tokens, index, index + size, phrases[size - 1], before, setting, extra)
                    if found:
                        yield found
                        before = found
                        index += size - 1
                        break
            index += 1

    def _is_name(self, phrase: str, extra: Networks | None) -> bool:
        return (
            phrase in self.cities.keys
            or phrase in self.networks.called
            or phrase in self.countries.codes
            or phrase in self.countries.regions
            or phrase in self._stripped
            or (extra is not None and phrase in extra.called)
        )

    def _longest(self, tokens: Tokens, index: int, loose: bool, extra: Networks | None) -> int:
        """Words of the longest name that may begin at `index`."""
        first, letter = tokens.keys[index], tokens.words[index][0]
        if extra is not None and first in extra.openings:
            return LONGEST
        after_article = first in ARTICLES and tokens.words[min(index + 1, len(tokens) - 1)][0].isupper()
        if loose or after_article or letter.isupper() or letter.isdigit():
            return self._openings.get(first, 0)
        return self._network_openings.get(first, 0)

    def _read(
        self,
        tokens: Tokens,
        first: int,
        last: int,
        phrase: str,
        before: Found | None,
        setting: Setting,
        extra: Networks | None,
    ) -> Found | None:
        """What the words from `first` to `last` name, `phrase` being their key."""
        called = self.networks.called.get(phrase) or (extra.called.get(phrase) if extra else None)
        if called and (network := _network(tokens, first, last, called, setting.loose)):
            return network
        code = self.countries.codes.get(phrase)
        regions = self.countries.regions.get(phrase)
        cities = self._after_article(tokens, first, phrase) or self.cities.called(phrase)
        if (
            phrase in self.countries.continents
            or not (code or regions or cities)
            or not (setting.loose or _capitalised(tokens, first, last))
        ):
            return None
        end = _closed(tokens, first, last)
        start = tokens.starts[first]
        paired = bool(before and before.end == start - 1 and tokens.text[before.end] in "-–/")
        if end is None:
            return None
        if not paired and (_part_of_more(tokens.text, start, end) or self._hyphened(tokens, last, end)):
            return None
        previous = tokens.keys[first - 1] if first and tokens.joined(first) else ""
        head = _head(tokens, first)
        determined = previous in words("determiners") or previous in ("en", "in")
        inside = bool(INSIDE.search(tokens.text, max(0, start - 2), start))
        rather_city = bool(cities) and not determined and self._well_known(cities)
        if code and not rather_city:
            if phrase in words("words_too") and not determined and not inside:
                return None
            return Found(start, end, self.countries.entities[code])
        in_region = head in words("region_words")
        if regions and (not rather_city or inside or in_region):
            region = max(regions, key=lambda one: (one.country in setting.near, one.country == (setting.home or "FR")))
            usual = " " not in phrase and (phrase in common_words() or tokens.words[first].lower() in setting.small)
            if usual and not in_region and not inside:
                return None
            return Found(start, end, region, certain=not usual)
        naming = Naming(tokens, first, start, end, phrase, cities, paired, previous, head)
        town = self._towns.read(naming, setting) if cities else None
        return Found(start, end, None, town, town.certain, paired, cities) if town else None

    def _after_article(self, tokens: Tokens, first: int, phrase: str) -> tuple[int, ...]:
        """The cities of « au Havre », « du Mans », whose article is melted into the preposition."""
        whole = self._stripped.get(phrase)
        if not whole or not first or not tokens.joined(first):
            return ()
        if tokens.keys[first - 1] not in CONTRACTED[whole.partition(" ")[0]]:
            return ()
        return tuple(one for one in self.cities.called(whole) if one >= 0)

    def _well_known(self, called: tuple[int, ...]) -> bool:
        """Whether a name that a country or a region shares is rather the city's."""
        return any(one >= 0 and (one in self.cities.listed or self.cities.people[one] >= KNOWN_FROM) for one in called)

    def _hyphened(self, tokens: Tokens, last: int, end: int) -> bool:
        """Whether a hyphen makes the name part of another: « Paris-Saclay », but not « Lyon-Ouagadougou »."""
        text = tokens.text
        if text[end : end + 1] != "-" or last >= len(tokens) or not tokens.words[last][0].isupper():
            return False
        key = tokens.keys[last]
        for size in (1, 2, 3):
            if any(
                one >= 0 and (self.cities.people[one] >= SMALL_FROM or one in self.cities.listed)
                for one in self.cities.called(key)
            ):
                return False
            if last + size >= len(tokens) or not tokens.joined(last + size):
                break
            key = f"{key} {tokens.keys[last + size]}"
        return True


def _open(openings: dict[str, int], name: str) -> str:
    size = 1 + name.count(" ")
    first = name.partition(" ")[0] if size > 1 else name
    if openings.get(first, 0) < size:
        openings[first] = min(size, LONGEST)
    return first


def _network(tokens: Tokens, first: int, last: int, called: Called, loose: bool) -> Found | None:
    end = _closed(tokens, first, last)
    if end is None:
        return None
    text, start, size = tokens.text, tokens.starts[first], last - first
    raw = text[start:end]
    if text[max(0, start - 1) : start] in ("@", "_", "/") or re.match(r"[@_]|\.\w", text[end : end + 2]):
        return None
    if goes_on(text, start, end):
        return None
    capital = any(letter.isupper() or letter.isdigit() for letter in raw)
    if loose:
        return Found(start, end, called.entity, certain=capital or size > 1 or not called.common)
    if called.as_written and not raw.replace(".", "").isupper():
        return None
    if called.common and called.as_written and _is_shouted(tokens, first, last):
        return None
    if (not capital and size == 1) or (called.common and size > 1 and raw[0].islower()):
        return None
    doubtful = called.common and (size > 1 or raw[1:].islower()) and opens_sentence(text, start)
    return Found(start, end, called.entity, certain=not doubtful and (capital or size > 2))


def _is_shouted(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a word stands among others in capitals, « VILLES JUMELÉES AVEC SAUMUR », where it is but the word."""
    if first and tokens.keys[first - 1] in words("network_heads"):
        return False
    beside = [tokens.words[at] for at in (first - 1, last) if 0 <= at < len(tokens)]
    return any(len(word) > 1 for word in beside) and all(word.isupper() for word in beside)


def _closed(tokens: Tokens, first: int, last: int) -> int | None:
    """The end of a name, with the bracket that it opens (« Halle (Saale) »); None where that stays open."""
    end = tokens.ends[last - 1]
    if tokens.text.find("(", tokens.starts[first], end) < 0:
        return end
    return end + 1 if tokens.text[end : end + 1] == ")" else None


def _capitalised(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the words that carry the name have capitals."""
    for index in range(first, last):
        if tokens.words[index][0].islower() and tokens.keys[index] not in words("inner"):
            # « Buenos-aires », « M'diq »: joined to a first word that has one.
            return index > first and tokens.words[first][0].isupper() and tokens.gap(index) in ("-", "'", "’")
    return any(word[0].isupper() or word[0].isdigit() for word in tokens.words[first:last])


def _part_of_more(text: str, start: int, end: int) -> bool:
    """« Vitry » of « Vitry-sur-Seine », « Ville » of « Basse-Ville », addresses: other names."""
    if re.match(r"-[^\W\d_A-ZÀ-Þ]|[@_]|\.\w", text[end : end + 2]):
        return True
    before, further = text[max(0, start - 1) : start], text[max(0, start - 2) : max(0, start - 1)]
    if before in ("@", "_", ".") or (before == "/" and further in ("/", ".")):
        return True
    return before == "-" and further.isalnum()


def _head(tokens: Tokens, first: int) -> str:
    """The word on which the name depends: « université » in « l'université de Dakar »; empty where none."""
    links, index = words("links"), first - 1
    while index >= 0 and tokens.keys[index] in links and tokens.joined(index + 1):
        index -= 1
    return tokens.keys[index] if 0 <= index < first - 1 and tokens.joined(index + 1) else ""

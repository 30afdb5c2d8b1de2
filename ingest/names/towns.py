"""Whether a word that a city is called stands for the city, and which of its namesakes is meant."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from ingest.names.choice import Choice, choose
from ingest.names.cities import Cities
from ingest.names.context import opens_sentence, role_of
from ingest.names.countries import Countries
from ingest.names.hints import Hints
from ingest.names.tokens import Tokens
from ingest.names.vocabulary import common_words, words

PLAIN_FROM: Final = 15_000
"""Inhabitants of a French town that is known by its bare name."""
KNOWN_FROM: Final = 100_000
"""Inhabitants from which a foreign city is."""
SMALL_FROM: Final = 15_000
"""Inhabitants under which a foreign town needs something beside its name to be sure."""
SHORT: Final = 3
"""Letters up to which a name may be any code."""
CONTRACTED: Final = {
    "le": frozenset({"le", "du", "au"}),
    "la": frozenset({"la"}),
    "les": frozenset({"les", "des", "aux"}),
    "l": frozenset({"l"}),
}
"""The articles of names, as they stand in a sentence."""
SHORTENED: Final = re.compile(r"(?i)ste?s?\b")
"""« St. Louis », which is how English writes it and French does not."""
AND_ANOTHER: Final = re.compile(r" (?:et|and|&) (?:l['’])?(?=[A-ZÀ-Þ])")
LINKED: Final = re.compile(r"(?i)\b(?:jumel|twin|partenair|partenariat|sister)")
"""What shows that a sentence speaks of two towns."""
SUPPORTED: Final = frozenset({"institution", "named", "partner", "located"})
ALONE: Final = re.compile(r"[^\w]*(?:[\d–—-][^a-zà-ÿ]*|[(,;:].*)?$")
"""Around a name that is an item of a list or a cell: nothing but dates and marks."""
NEIGHBOUR_BEFORE: Final = re.compile(r"[A-ZÀ-Þ][\w’'-]* $")
NEIGHBOUR_AFTER: Final = re.compile(r" [A-ZÀ-Þ]")


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a text beside its words."""

    home: str | None = None
    """Country of the page's own city."""
    near: Collection[str] = ()
    """Countries that the headings or the neighbours speak of."""
    small: frozenset[str] = frozenset()
    """Words that the page writes without a capital: as names they would be doubtful."""
    loose: bool = False
    """Whether capitals do not matter."""


@dataclass(frozen=True, slots=True)
class Naming:
    """A place in a text where cities may be named: the words from `first` on, `text[start:end]`."""

    tokens: Tokens
    first: int
    start: int
    end: int
    phrase: str
    called: tuple[int, ...]
    paired: bool
    previous: str
    """Key of the word right before, empty where something separates them."""
    head: str
    """The word on which the name depends (« université »), empty where none."""

    @property
    def raw(self) -> str:
        """As it is written."""
        return self.tokens.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Town:
    """A city in a text: one of the gazetteer, or a name that none there has in the country beside it."""

    choice: Choice | None
    country: str | None = None
    certain: bool = True
    hinted: bool = False
    plain: bool = False


class Towns:
    """Decides on names of cities."""

    def __init__(self, cities: Cities, countries: Countries, hints: Hints) -> None:
        self._cities = cities
        self._countries = countries
        self._hints = hints

    def read(self, name: Naming, setting: Setting) -> Town | None:
        """The city that is meant, None where none is."""
        text = name.tokens.text
        hint = self._hints.behind(text, name.end) or self._hints.before(name.tokens, name.first)
        called = self._so_written(name)
        choice = choose(self._cities, self._countries, called, setting.home, hint, setting.near)
        if hint and choice is None and hint.bracketed:
            return Town(None, min(hint.countries), hinted=True)
        hinted = hint is not None and choice is not None
        choice = choice or choose(self._cities, self._countries, called, setting.home, None, setting.near)
        if choice is None or (name.head in words("not_the_place") and not hinted):
            return None
        people = self._cities.people[choice.number]
        french = self._cities.countries[choice.number] in self._countries.family("FR")
        plain = choice.own and people >= PLAIN_FROM and french
        ambiguous = name.phrase.removeprefix("l ").removeprefix("la ") in words("words_too")
        if hinted and hint and (hint.separated or not ambiguous):
            return Town(choice, hinted=True, plain=plain)
        return self._unaided(name, setting, choice, plain, ambiguous)

    def _unaided(self, name: Naming, setting: Setting, choice: Choice, plain: bool, ambiguous: bool) -> Town | None:
        """The city where nothing beside the name tells its country."""
        text, raw, start, end = name.tokens.text, name.raw, name.start, name.end
        listed = choice.number in self._cities.listed
        people = self._cities.people[choice.number]
        usual = name.phrase in common_words()
        # Addresses write towns without a capital: only where the word exists does that make the name doubtful.
        is_word = raw.lower() in setting.small and (usual or not plain)
        if not plain and (is_word or self._is_code(raw, choice, listed) or self._determined(name)):
            return None
        if not choice.own and name.phrase in self._countries.adjectives:
            return None
        if name.previous in words("persons") and name.tokens.words[name.first - 1][0].isupper():
            return None
        role = role_of(text, start, end, False, name.paired)
        named = role in ("institution", "named")
        known = listed or people >= KNOWN_FROM
        supported = role in SUPPORTED or (known and bool(ALONE.match(text[:start]) and ALONE.match(text[end:])))
        before = NEIGHBOUR_BEFORE.search(text, max(0, start - 30), start)
        neighbour = bool(before or NEIGHBOUR_AFTER.match(text, end))
        minor = not plain and not known and " " not in name.phrase
        if not setting.loose:
            if ambiguous and not plain and ((neighbour and not name.paired) or not supported):
                return None
            if minor and ((usual and not supported) or (neighbour and not named)):
                return None
            linked = AND_ANOTHER.match(text, end) and LINKED.search(text, end)
            if not choice.own and (minor or usual) and not (named or role == "partner" or linked):
                return None
        shouted = raw.isupper() and len(raw) > SHORT
        if (is_word or ambiguous) and neighbour and not (named or role == "partner" or shouted):
            return None
        # Only what is a word too may be one where every word has a capital.
        wordlike = ambiguous or is_word or (usual and minor)
        unsure = wordlike and (opens_sentence(text, start) or shouted or minor)
        small = minor and people < SMALL_FROM
        certain = named or not (unsure or small or not choice.own)
        return Town(choice, certain=certain and choice.decided, plain=plain)

    def _so_written(self, name: Naming) -> tuple[int, ...]:
        """Those that are called as the text writes « St », where any is."""
        if len(name.called) < 2 or not SHORTENED.match(name.raw):
            return name.called
        cities = self._cities
        numbers = {mark: mark if mark >= 0 else ~mark for mark in name.called}
        named = tuple(
            mark
            for mark, number in numbers.items()
            if SHORTENED.match(cities.names[number]) or SHORTENED.match(cities.english.get(number, ""))
        )
        return named or name.called

    def _is_code(self, raw: str, choice: Choice, listed: bool) -> bool:
        if len(raw) < SHORT or (len(raw) == SHORT and not listed):
            return True
        return not choice.own and raw.isupper() and len(raw) <= SHORT + 1

    def _determined(self, name: Naming) -> bool:
        """« la Palestine », « l'Alliance »: French cities have no article but their own."""
        if name.previous not in words("determiners"):
            return False
        return not any(
            one >= 0
            for article, forms in CONTRACTED.items()
            if name.previous in forms
            for one in self._cities.called(f"{article} {name.phrase}")
        )

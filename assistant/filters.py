"""What a question restricts its rows to: countries, continents, kinds of links, statuses, dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.directory import tolerance
from assistant.ordinary import is_ordinary
from assistant.tokens import Token, plain
from assistant.vocabulary import Phrases, Vocabulary
from ingest.gazetteer import country_names
from ingest.names import Names

EVERYWHERE: Final = frozenset({"AF", "AS", "EU", "NA", "OC", "SA"})
_LONGEST_COUNTRY: Final = 5
_WITHIN: Final = frozenset({"en", "in", "from", "dans"})
_ARTICLES: Final = frozenset({"l", "la", "le", "les", "the", "of", "de", "du", "des", "d"})


@dataclass(frozen=True, slots=True)
class Region:
    """A country, a continent or an area that the question names."""

    start: int
    end: int
    countries: frozenset[str] = frozenset()
    continents: frozenset[str] = frozenset()
    divisions: frozenset[str] = frozenset()
    """Ids of the regions of a country."""
    typed: str = ""
    understood: str | None = None
    """What a misspelt name was taken for."""
    left_out: bool = False
    """Whether the countries are those that are not wanted: « hors d'Allemagne », « qui ne sont pas allemandes »."""


def regions(tokens: tuple[Token, ...], names: Names, vocabulary: Vocabulary) -> list[Region]:
    """The countries (their adjectives included), areas and continents among the words, the longest at each place."""
    found: list[Region] = []
    at = 0
    while at < len(tokens):
        for end in range(min(at + _LONGEST_COUNTRY, len(tokens)), at, -1):
            region = _region(tokens, at, end, names, vocabulary)
            if region:
                found.append(_turned(region, tokens, vocabulary))
                at = end
                break
        else:
            at += 1
    return found


def misspelt_regions(tokens: tuple[Token, ...], free: Sequence[int], names: Names) -> list[Region]:
    """Countries that are not spelt as they should be, among the words `free` that nothing else explains."""
    found: list[Region] = []
    for index in free:
        for start, end in ((index, index + 2), (index - 1, index + 1), (index, index + 1)):
            if start < 0 or end > len(tokens) or any(one.end > start for one in found):
                continue
            if is_ordinary(tokens[index].key) and not tokens[index].capital:
                continue
            meant = _nearest_country(plain(tokens, start, end))
            code = names.country(meant) if meant else None
            if code and meant:
                found.append(Region(start, end, frozenset({code}), typed=plain(tokens, start, end), understood=meant))
                break
    return found


def _region(tokens: tuple[Token, ...], start: int, end: int, names: Names, vocabulary: Vocabulary) -> Region | None:
    name = plain(tokens, start, end)
    if end - start > 1 and tokens[start].key in _ARTICLES:
        return None
    if division := _division(tokens, start, end, name, names, vocabulary):
        return Region(start, end, divisions=frozenset({division}), typed=name)
    listed = vocabulary.data["areas"].get(name)
    if listed:
        return Region(start, end, frozenset(listed), typed=name)
    code = country_of(name, names)
    if code and _is_region(name, names):
        return None
    if code and not (len(name) < 3 and not tokens[start].acronym) and not _also_asks(name, vocabulary):
        return Region(start, end, frozenset({code}), typed=name)
    words = name.split()
    codes = {continent for continent, phrases in vocabulary.continents.items() if phrases.is_all(words)}
    return Region(start, end, continents=frozenset(codes), typed=name) if codes else None


def _division(
    tokens: tuple[Token, ...], start: int, end: int, name: str, names: Names, vocabulary: Vocabulary
) -> str | None:
    """The region that « bretonnes », « en Bretagne » or « les villes de Bretagne » restricts to; « Bretagne » alone may
    be a partner like any other."""
    adjectives = vocabulary.data["regional"]
    named = next((adjectives[form] for form in _forms(name) if form in adjectives), None)
    if named is None:
        before = [token.key for token in tokens[max(0, start - 3) : start] if token.key not in _ARTICLES]
        of = start > 0 and tokens[start - 1].key in _ARTICLES
        cities = vocabulary.cues["cities"]
        if not before or not (before[-1] in _WITHIN or (of and cities.is_all(before[-1:]))):
            return None
        named = name
    found = (one for one in names.known(named) if one.kind == "region")
    return next((id for one in found if (id := names.division(one))), None)


@lru_cache(maxsize=20_000)
def _is_region(name: str, names: Names) -> bool:
    """« Bretagne » has a country and is none."""
    kinds = [one.kind for one in names.known(name)]
    return "region" in kinds and "country" not in kinds


@lru_cache(maxsize=20_000)
def country_of(name: str, names: Names) -> str | None:
    """The code of a country called `name` (folded), or of which `name` is an adjective, inflected or not."""
    found = ((form, names.country(form)) for form in _forms(name))
    # « chers » is no form of the region of Cher.
    return next((code for form, code in found if code and (form == name or not _is_region(form, names))), None)


def _forms(name: str) -> tuple[str, ...]:
    """`name` and what it may be the feminine or the plural of."""
    forms = [name]
    if " " not in name and len(name) > 4:
        bare = name.removesuffix("s")
        forms.append(bare)
        if bare.endswith("e"):
            forms.append(bare[:-1])
            forms.append(bare[:-2] if bare[:-1].endswith(("nn", "tt", "ll")) else bare)
        if bare.endswith("cque"):
            forms.append(bare[:-4] + "c")
        if bare.endswith("que"):
            forms.append(bare[:-3] + "c")
    return tuple(dict.fromkeys(forms))


def _also_asks(name: str, vocabulary: Vocabulary) -> bool:
    return any(name == listed for listed in vocabulary.data["neutral"]["fr"].split()) or name in (
        "la",
        "de",
        "in",
        "it",
        "is",
    )


def _turned(region: Region, tokens: Sequence[Token], vocabulary: Vocabulary) -> Region:
    """« hors d'Europe » asks for every other continent, « qui ne sont pas allemandes » for every other country."""
    for length in (4, 3, 2, 1):
        before = " ".join(token.key for token in tokens[max(0, region.start - length) : region.start])
        if before not in vocabulary.data["outside"]["words"]:
            continue
        start = region.start - length
        if region.continents:
            return Region(start, region.end, continents=EVERYWHERE - region.continents, typed=region.typed)
        if region.countries:
            return replace(region, start=start, left_out=True)
    return region


@lru_cache(maxsize=2_000)
def _nearest_country(name: str) -> str | None:
    allowed = tolerance(name)
    if not allowed:
        return None
    found = process.extractOne(name, country_names(), scorer=OSA.distance, score_cutoff=allowed)
    return found[0] if found else None


def families(words: Sequence[str], vocabulary: Vocabulary) -> frozenset[str]:
    """The families of links that are asked for; where phrases overlap, the longest says which."""
    return frozenset(name for name, _, _ in _longest(words, vocabulary.links)) - {"none"}


def statuses(words: Sequence[str], vocabulary: Vocabulary) -> dict[str, tuple[int, int]]:
    """The statuses that are asked for, by their name in `questions.toml`, and where."""
    return {name: (start, end) for name, start, end in _longest(words, vocabulary.statuses)}


def _longest(words: Sequence[str], groups: Mapping[str, Phrases]) -> list[tuple[str, int, int]]:
    matches = [(name, *place) for name, phrases in groups.items() for place in phrases.all(words)]
    kept: list[tuple[str, int, int]] = []
    for one in sorted(matches, key=lambda one: one[1] - one[2]):
        if all(one[2] <= other[1] or one[1] >= other[2] for other in kept):
            kept.append(one)
    return kept

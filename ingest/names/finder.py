"""Where a text uses the names that are known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Final

from ingest.names.choice import Choice, Hint, choose
from ingest.names.context import opens_sentence, role_of
from ingest.names.countries import Countries
from ingest.names.geonames import Cities
from ingest.names.networks import Called, Networks
from ingest.names.tokens import Tokens
from ingest.names.vocabulary import common_words, words
from ingest.records import Entity

LONGEST: Final = 12
"""Words of a name."""
ARTICLES: Final = frozenset({"le", "la", "les", "l"})
CONTRACTED: Final = {
    "le": frozenset({"le", "du", "au"}),
    "la": frozenset({"la"}),
    "les": frozenset({"les", "des", "aux"}),
    "l": frozenset({"l"}),
}
DETERMINERS: Final = frozenset(
    ["la", "le", "les", "l", "une", "un", "cette", "cet", "ces", "des", "aux", "du", "au", "the", "an", "a"]
)
LINKS: Final = frozenset(["de", "d", "du", "des", "of", "la", "le", "les", "l", "the"])
REGION_WORDS: Final = frozenset(
    [
        "region",
        "regions",
        "province",
        "land",
        "etat",
        "state",
        "departement",
        "departements",
        "departemental",
        "departementale",
        "comte",
        "canton",
        "gouvernorat",
        "wilaya",
        "prefecture",
        "ile",
        "archipel",
    ]
)
INNER: Final = frozenset(
    [
        "de",
        "du",
        "des",
        "d",
        "la",
        "le",
        "les",
        "l",
        "sur",
        "sous",
        "en",
        "lez",
        "les",
        "et",
        "a",
        "au",
        "aux",
        "bei",
        "am",
        "an",
        "der",
        "im",
        "upon",
        "on",
        "the",
        "of",
        "and",
        "di",
        "del",
        "da",
        "do",
        "dos",
        "das",
        "y",
        "von",
        "der",
        "den",
        "aan",
        "ob",
        "pri",
        "nad",
        "na",
        "es",
    ]
)
PLAIN_FROM: Final = 15_000
"""Inhabitants of a French town that is known by its bare name."""
KNOWN_FROM: Final = 100_000
SMALL_FROM: Final = 15_000
"""Inhabitants under which a foreign town needs something beside its name."""
AFTER_COUNTRY: Final = re.compile(r",? ?\(|, |,? (?:en|au|aux|dans|du|des|de|d['’]|in) ?")


@dataclass(frozen=True, slots=True)
class Found:
    """A name at `start:end`: a known entity, or a city by number."""

    start: int
    end: int
    entity: Entity | None
    city: Choice | None = None
    certain: bool = True
    hinted: bool = False
    paired: bool = False
    called: tuple[int, ...] = ()
    plain: bool = True
    own: tuple[str, str] | None = None
    """Name and country of a city that no gazetteer knows."""


class Finder:
    """Looks for the names of cities, countries and networks. Immutable, shared by threads."""

    def __init__(self, cities: Cities, countries: Countries, networks: Networks) -> None:
        self.cities = cities
        self.countries = countries
        self.networks = networks
        self._openings: dict[str, int] = {}
        """First word of any name → words of the longest that begins with it."""
        self._network_openings: dict[str, int] = {}
        self._stripped: dict[str, str] = {}
        """Name without its article → the whole one: « mans » for « le mans »."""
        for name in networks.called:
            _open(self._network_openings, name)
        for name in (*countries.codes, *countries.regions):
            _open(self._openings, name)
        for name in cities.keys:
            _open(self._openings, name)
            first, _, rest = name.partition(" ")
            if rest and first in ARTICLES:
                self._stripped.setdefault(rest, name)
                _open(self._openings, rest)
        for name, longest in self._network_openings.items():
            self._openings[name] = max(longest, self._openings.get(name, 0))
        self._region_codes = {
            code for id, code in countries.divisions.items() if id.startswith(("region:us", "region:ca"))
        }

    def find(
        self,
        text: str,
        home: str | None = None,
        near: Collection[str] = (),
        small: frozenset[str] = frozenset(),
        loose: bool = False,
        extra: Networks | None = None,
    ) -> list[Found]:
        """The names in `text`, in order, the longest at each place.

        :param home: country of the page's own city.
        :param near: countries that the headings or the neighbours speak of.
        :param small: words that the whole page writes without a capital.
        :param loose: whether capitals do not matter, as in a question typed in haste.
        :param extra: networks that the page itself introduces.
        """
        tokens = Tokens(text)
        small = small | tokens.small() if not loose else small
        found = list(self._scan(tokens, home, near, small, loose, extra))
        return self._settle(found, home, near)

    def _scan(
        self,
        tokens: Tokens,
        home: str | None,
        near: Collection[str],
        small: frozenset[str],
        loose: bool,
        extra: Networks | None,
    ) -> Iterator[Found]:
        keys, spelled, count = tokens.keys, tokens.words, len(tokens)
        openings, low = self._openings, self._network_openings
        index = 0
        before: Found | None = None
        while index < count:
            first = keys[index]
            letter = spelled[index][0]
            if (
                letter.isupper()
                or letter.isdigit()
                or loose
                or (first in ARTICLES and index + 1 < count and spelled[index + 1][0].isupper())
            ):
                longest = openings.get(first, 0)
            else:
                longest = low.get(first, 0)
            if extra is not None:
                longest = max(longest, LONGEST if first in extra.openings else 0)
            found: Found | None = None
            if longest:
                phrases = [first]
                at = index + 1
                while at < count and at - index < longest and tokens.joined(at):
                    phrases.append(f"{phrases[-1]} {keys[at]}")
                    at += 1
                for size in range(len(phrases), 0, -1):
                    found = self._read(
                        tokens, index, index + size, phrases[size - 1], before, home, near, small, loose, extra
                    )
                    if found:
                        index += size
                        break
            if found:
                yield found
                before = found
            else:
                index += 1

    def _read(
        self,
        tokens: Tokens,
        first: int,
        last: int,
        phrase: str,
        before: Found | None,
        home: str | None,
        near: Collection[str],
        small: frozenset[str],
        loose: bool,
        extra: Networks | None,
    ) -> Found | None:
        called = self.networks.called.get(phrase) or (extra.called.get(phrase) if extra else None)
        if called and (network := self._network(tokens, first, last, called, loose)):
            return network
        code = self.countries.codes.get(phrase)
        regions = self.countries.regions.get(phrase)
        cities = self.cities.called(phrase)
        if not cities and (whole := self._stripped.get(phrase)) and first:
            article = whole.partition(" ")[0]
            if tokens.keys[first - 1] in CONTRACTED[article] and tokens.joined(first):
                cities = tuple(one for one in self.cities.called(whole) if one >= 0)
        if not (code or regions or cities):
            return None
        if not (loose or _capitalised(tokens, first, last)):
            return None
        text, start, end = tokens.text, tokens.starts[first], tokens.ends[last - 1]
        if text.find(" (", start, end) >= 0:
            if text[end : end + 1] != ")":
                return None
            end += 1
        paired = bool(before and before.end == start - 1 and text[before.end] in "-–/")
        if not paired and _part_of_more(text, start, end):
            return None
        if (
            not paired
            and text[end : end + 1] == "-"
            and text[end + 1 : end + 2].isupper()
            and not self._pairs(tokens, last)
        ):
            return None
        previous = tokens.keys[first - 1] if first and tokens.joined(first) else ""
        determined = previous in DETERMINERS or previous in ("en", "in")
        headed = _head(tokens, first)
        if code and not (cities and self._is_city(cities, determined, text[start:end])):
            if phrase in words("words_too") and not determined and not _bracketed(text, start, end):
                return None
            return Found(start, end, self.countries.entities[code])
        inside = before is not None and before.end == start - 2 and text[start - 2 : start] == " ("
        if regions and (
            not cities or inside or determined or headed in REGION_WORDS or not self._is_city(cities, False, "")
        ):
            region = _likeliest(regions, home, near)
            usual = " " not in phrase and (phrase in common_words() or phrase in small)
            if usual and headed not in REGION_WORDS and not _bracketed(text, start, end):
                return None
            return Found(start, end, region, certain=not usual)
        if not cities:
            return None
        return self._city(tokens, first, last, phrase, cities, paired, previous, headed, home, near, small, loose, end)

    def _network(self, tokens: Tokens, first: int, last: int, called: Called, loose: bool) -> Found | None:
        text, start, end = tokens.text, tokens.starts[first], tokens.ends[last - 1]
        raw = text[start:end]
        size = last - first
        if "(" in raw:
            if text[end : end + 1] != ")":
                return None
            end += 1
        if (
            text[start - 1 : start] in ("@", "_", "/")
            or text[end : end + 1] in ("@", "_")
            or re.match(r"\.\w", text[end:])
        ):
            return None
        if not loose:
            if called.as_written and not raw.replace(".", "").isupper():
                return None
            if size <= 2 and not any(letter.isupper() or letter.isdigit() for letter in raw):
                return None
        elif called.as_written and raw.islower() and len(raw) < 3:
            return None
        if called.common and not loose and opens_sentence(text, start) and raw[1:].islower():
            return Found(start, end, called.entity, certain=False)
        return Found(start, end, called.entity, certain=raw != raw.lower() or size > 2)

    def _is_city(self, cities: tuple[int, ...], determined: bool, raw: str) -> bool:
        """Whether a name that countries or regions share is rather the city's."""
        if determined:
            return False
        own = [one for one in cities if one >= 0]
        return any(one in self.cities.listed or self.cities.people[one] >= KNOWN_FROM for one in own)

    def _pairs(self, tokens: Tokens, last: int) -> bool:
        """Whether a city's name begins right behind the hyphen: « Lyon-Ouagadougou »."""
        key = tokens.keys[last] if last < len(tokens) else ""
        for size in (1, 2, 3):
            if any(
                (one >= 0 and self.cities.people[one] >= SMALL_FROM) or one in self.cities.listed
                for one in self.cities.called(key)
            ):
                return True
            if last + size >= len(tokens) or not tokens.joined(last + size):
                return False
            key = f"{key} {tokens.keys[last + size]}"
        return False

    def _city(
        self,
        tokens: Tokens,
        first: int,
        last: int,
        phrase: str,
        called: tuple[int, ...],
        paired: bool,
        previous: str,
        headed: str,
        home: str | None,
        near: Collection[str],
        small: frozenset[str],
        loose: bool,
        end: int,
    ) -> Found | None:
        text, start = tokens.text, tokens.starts[first]
        raw = text[start:end]
        hint = self.hint(text, end) or self._adjective(tokens, first)
        choice = choose(self.cities, self.countries, called, home, hint, near)
        hinted = hint is not None and choice is not None
        if choice is None:
            if hint and hint.bracketed:
                return Found(start, end, None, own=(raw, min(hint.countries, key=len)), hinted=True)
            choice = choose(self.cities, self.countries, called, home, None, near)
            if choice is None:
                return None
        if headed in words("not_the_place") and not hinted:
            return None
        people = self.cities.people[choice.number]
        country = self.cities.countries[choice.number]
        plain = choice.own and people >= PLAIN_FROM and country in self.countries.family("FR")
        listed = choice.number in self.cities.listed
        if hinted and hint and (hint.bracketed or text[end : end + 1] == "," or phrase not in words("words_too")):
            return Found(start, end, None, choice, True, True, paired, called, plain)
        is_word = raw.lower() in small
        if previous in DETERMINERS and not plain and previous not in CONTRACTED.get(phrase.partition(" ")[0], ()):
            whole = self._stripped.get(phrase)
            if not whole or not self.cities.called(whole):
                return None
        ambiguous = phrase.removeprefix("l ").removeprefix("la ") in words("words_too")
        if not plain and (is_word or len(phrase) <= 2 or (len(phrase) <= 3 and not listed)):
            return None
        shouted = raw.isupper() and len(raw) > 3
        if not choice.own and raw.isupper() and len(raw) <= 4:
            return None
        opening = opens_sentence(text, start)
        role = role_of(text, start, end, False, paired)
        named = role in ("institution", "named")
        neighbour = re.search(r"[A-ZÀ-Þ][\w’'-]* $", text[max(0, start - 30) : start]) or re.match(
            r" [A-ZÀ-Þ]", text[end : end + 2]
        )
        if previous and tokens.keys[first - 1] in words("persons") and tokens.words[first - 1][0].isupper():
            return None
        minor = not plain and not listed and people < KNOWN_FROM and " " not in phrase
        if ambiguous and not plain and not loose and ((neighbour and not paired) or not (named or role == "partner")):
            return None
        if minor and not loose:
            usual = phrase in common_words()
            if usual and not named:
                return None
            if neighbour and not (named or role == "partner"):
                return None
            if not choice.own and not (named or role == "partner"):
                return None
        doubtful = not plain or is_word or ambiguous
        if (is_word or ambiguous) and neighbour and not (named or role == "partner" or shouted):
            return None
        certain = named or not (opening or shouted) or not doubtful or (listed and not ambiguous)
        if minor and people < SMALL_FROM and not named:
            certain = False
        return Found(start, end, None, choice, certain and choice.decided, False, paired, called, plain)

    def hint(self, text: str, end: int) -> Hint | None:
        """The country or region that stands right behind a name: « (Liban) », « , Espagne », « , dans l'Ohio »."""
        lead = AFTER_COUNTRY.match(text, end)
        if not lead:
            return None
        bracketed = "(" in lead[0]
        rest = text[lead.end() : lead.end() + 60]
        if bracketed:
            inside, closing, _ = rest.partition(")")
            if not closing:
                return None
        else:
            inside = re.split(r"[\n.;:()]", rest, maxsplit=1)[0]
        return self._place_hint(inside, bracketed, lead.end())

    def _place_hint(self, inside: str, bracketed: bool, at: int) -> Hint | None:
        tokens = Tokens(inside)
        countries: frozenset[str] = frozenset()
        division: str | None = None
        index, skipped = 0, 0
        while index < len(tokens):
            for size in range(min(5, len(tokens) - index), 0, -1):
                if not all(tokens.joined(at) for at in range(index + 1, index + size)):
                    continue
                phrase = " ".join(tokens.keys[index : index + size])
                raw = inside[tokens.starts[index] : tokens.ends[index + size - 1]]
                if not raw[0].isupper():
                    continue
                code = self.countries.codes.get(phrase)
                regions = self.countries.regions.get(phrase, ())
                if countries and not code:
                    regions = [one for one in regions if one.country in countries]
                if (
                    not code
                    and not regions
                    and size == 1
                    and len(raw) == 2
                    and raw in self._region_codes
                    and index == 0
                ):
                    regions = [one for one in self._by_code(raw)]
                if code and not (regions and countries):
                    countries = countries or self.countries.family(code)
                elif regions:
                    countries = countries or frozenset(one.country for one in regions if one.country)
                    division = division or self.countries.divisions.get(regions[0].id)
                else:
                    continue
                index += size - 1
                break
            else:
                if not countries and (tokens.keys[index] not in INNER | REGION_WORDS or skipped > 2):
                    return None
                skipped += 1
                if countries:
                    break
            index += 1
            if countries and not bracketed:
                break
        return Hint(countries, division, bracketed, at) if countries else None

    def _by_code(self, code: str) -> Iterator[Entity]:
        for regions in self.countries.regions.values():
            for region in regions:
                if self.countries.divisions.get(region.id) == code and region.country in ("US", "CA"):
                    yield region
                    return

    def _adjective(self, tokens: Tokens, first: int) -> Hint | None:
        """« la ville libanaise de Tripoli », "the Spanish city of Valencia"."""
        if not first or tokens.keys[first - 1] not in LINKS:
            return None
        for back in range(first - 2, max(-1, first - 5), -1):
            code = self.countries.adjectives.get(tokens.keys[back])
            if code and any(
                key in ("ville", "city", "commune", "cite", "capitale", "metropole", "port", "town", "municipality")
                for key in tokens.keys[max(0, back - 2) : first]
            ):
                return Hint(self.countries.family(code))
        return None

    def _settle(self, found: list[Found], home: str | None, near: Collection[str]) -> list[Found]:
        """Lets the cities that are sure decide between the namesakes among the others."""
        open_ones = [one for one in found if one.city and not one.city.decided and not one.hinted]
        if not open_ones or len(found) < 2:
            return found
        votes = Counter(
            self.cities.countries[one.city.number]
            for one in found
            if one.city
            and (one.city.decided or one.hinted)
            and self.cities.countries[one.city.number] != (home or "FR")
        )
        votes.update(
            one.entity.country
            for one in found
            if one.entity and one.entity.kind in ("country", "region") and one.entity.country
        )
        if not votes:
            return found
        around = {*near, *(code for code, _ in votes.most_common(2))}
        settled: list[Found] = []
        for one in found:
            if one.city and not one.city.decided and not one.hinted:
                better = choose(self.cities, self.countries, one.called, home, None, around)
                if better and better.number != one.city.number:
                    one = replace(one, city=better)
            settled.append(one)
        return settled


def _open(openings: dict[str, int], name: str) -> None:
    first, _, rest = name.partition(" ")
    size = min(LONGEST, 1 + rest.count(" ") + bool(rest))
    if openings.get(first, 0) < size:
        openings[first] = size


def _capitalised(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the words that carry the name have capitals."""
    for index in range(first, last):
        word = tokens.words[index]
        if word[0].islower() and tokens.keys[index] not in INNER:
            # « d'AIX-en-provence », « Buenos aires »: the first capital is enough for a name of several words.
            return index > first and last - first >= 2 and tokens.words[first][0].isupper() and tokens.gap(index) == "-"
    return any(word[0].isupper() or word[0].isdigit() for word in tokens.words[first:last])


def _part_of_more(text: str, start: int, end: int) -> bool:
    """« Vitry » of « Vitry-sur-Seine », « Ville » of « Basse-Ville », addresses: other names."""
    after = text[end : end + 2]
    if re.match(r"-[^\W\d_A-ZÀ-Þ]|[@_]|\.\w", after):
        return True
    before = text[max(0, start - 1) : start]
    if before in ("@", "_", ".") or (before == "/" and text[max(0, start - 2) : start - 1] in ("/", ".")):
        return True
    return before == "-" and text[max(0, start - 2) : start - 1].isalnum()


def _head(tokens: Tokens, first: int) -> str:
    """The word on which the name depends: « université » in « l'université de Dakar »; empty where none."""
    index = first - 1
    linked = False
    while index >= 0 and tokens.keys[index] in LINKS and tokens.joined(index + 1):
        linked = True
        index -= 1
    return tokens.keys[index] if linked and index >= 0 and tokens.joined(index + 1) else ""


def _bracketed(text: str, start: int, end: int) -> bool:
    return text[max(0, start - 1) : start] == "(" and text[end : end + 1] in (")", ",", " ")


def _likeliest(regions: list[Entity], home: str | None, near: Collection[str]) -> Entity:
    return max(regions, key=lambda one: (one.country in near, one.country == (home or "FR")))

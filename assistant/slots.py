"""Everything that one question says, piece by piece, before it is decided what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from assistant.asking import asking_part, part_shape
from assistant.capitals import LOCATING, capitals
from assistant.directory import Directory
from assistant.filters import Region, families, misspelt_regions, regions, statuses
from assistant.linking import Linked, link, settle
from assistant.masked import DATE, PLACE, Masked, mask
from assistant.periods import Dated, dates
from assistant.shape import CITY, COUNTRY, NETWORK, shape
from assistant.shape import DATE as DATED
from assistant.tokens import Token, tokenise
from assistant.vocabulary import NAME, vocabulary
from index.stopwords import STOPWORDS
from ingest.names import Names

FUNCTION_WORDS: Final = STOPWORDS["fr"] | STOPWORDS["en"]

_WHETHER: Final = (("est", "ce", "que"), ("est", "ce", "qu"))


@dataclass(frozen=True)
class Slots:
    """A question taken apart."""

    text: str
    tokens: tuple[Token, ...]
    linked: tuple[Linked, ...]
    regions: tuple[Region, ...]
    dates: tuple[Dated, ...]
    masked: Masked
    families: frozenset[str]
    statuses: frozenset[str]
    """By their names in `questions.toml`."""
    status_cues: frozenset[str]
    shape: tuple[str, ...] = ()
    """Its words, with a sign for each name: what its kind is learned from."""
    asking: tuple[str, ...] = ()
    """The same of the sentence that asks, where others stand around it; empty where there is but one."""
    asks: range | None = None
    """The tokens of that sentence."""
    marked: frozenset[str] = frozenset()
    """Statuses that a second clause asks for: « …, et laquelle est à renouveler ? »."""

    @cached_property
    def places(self) -> tuple[Linked, ...]:
        """Cities and regions."""
        return tuple(one for one in self.linked if one.entity.kind in ("city", "region") and not one.is_word)

    @cached_property
    def networks(self) -> tuple[Linked, ...]:
        """Networks, organisations and programmes."""
        return tuple(one for one in self.linked if one.entity.kind not in ("city", "region") and not one.is_word)

    @cached_property
    def yes_no(self) -> bool:
        """Whether « oui » or « non » would answer: no word that asks for more, and a verb put first or turned round."""
        words = self.masked.words
        if self.masked.has("confirms") or self._asks_after_topic:
            return True
        if not (self.linked or self.regions) or self.masked.has("list"):
            return False
        asked = vocabulary().cues["question"].find(words[3:] if words[:3] in _WHETHER else words)
        if asked or self.masked.has("count", "status", "timeline"):
            return False
        opens = self.masked.cues.get("asks_whether")
        return (opens is not None and opens[0] <= 1) or self.masked.has("inverted")

    @property
    def _asks_after_topic(self) -> bool:
        """« Lyon – Turin : est-ce encore en vigueur ? », "Lyon and Turin: is it still on?"."""
        if ":" not in self.shape:
            return False
        asked = [word for word in self.shape[self.shape.index(":") + 1 :] if word.isalpha()]
        known = vocabulary().cues
        opens = known["asks_whether"].find(asked)
        return opens is not None and opens[0] == 0 and known["question"].find(asked) is None

    @cached_property
    def features(self) -> dict[str, float]:
        """What the kind of question is decided by."""
        places, networks = len(self.places), len(self.networks)
        found = dict.fromkeys(self.masked.cues, 1.0)
        found |= {
            "city": float(places > 0),
            "one_city": float(places == 1 and not networks),
            "pair": float(places > 1 and not networks),
            "one_network": float(networks == 1),
            "many_networks": float(networks > 1),
            "network_named": float(networks > 0),
            "nameless": float(not self.linked),
            "topic": float(bool(self.linked)),
            "bare": float(not self.masked.unexplained),
            "unexplained": float(min(len(self.masked.unexplained), 3)),
            "restricted": float(bool(self.statuses)),
            "yes_no": float(self.yes_no),
            "region": float(bool(self.regions)),
            "counts_other": float(self._counts_other),
        }
        return {name: value for name, value in found.items() if value}

    @property
    def _counts_other(self) -> bool:
        """Whether something else than cities, networks and links is counted: inhabitants, employees, euros."""
        place = self.masked.cues.get("count")
        if place is None:
            return False
        counted = next((word for word in self.masked.words[place[1] :] if word not in FUNCTION_WORDS), "")
        return counted in self.masked.unexplained or vocabulary().cues["open"].is_all((counted,))


def read(text: str, directory: Directory, names: Names) -> Slots:
    """Takes a question apart. Pure; about a millisecond."""
    known = vocabulary()
    tokens = tokenise(text)
    cited = _cited(tokens)
    dated = [one for one in dates(tokens, known) if one.end <= cited]
    placed = regions(tokens, names, known)
    blocked = _tokens(dated) | _tokens(placed)
    linked = link(text, tokens, directory, names, known, frozenset(blocked))
    linked = (*linked, *capitals(tokens, placed, linked, directory, names))
    linked = tuple(sorted(linked, key=lambda one: one.start))
    named = _tokens([one for one in linked if not one.is_word])
    placed = [one for one in placed if named.isdisjoint(range(one.start, one.end))]
    located = [one for one in placed if _locates(one, linked, tokens, text)]
    used = named | _tokens(placed) | _tokens(dated)
    mistyped = [one for one in linked if one.how in ("known", "unknown") and _in_country(one, tokens)]
    if near := misspelt_regions(tokens, [one.start for one in mistyped if one.end - one.start == 1], names):
        linked = tuple(one for one in linked if all(one.start != region.start for region in near))
        placed += near
    free = [index for index, token in enumerate(tokens) if index not in used and not known.knows(token.key)]
    placed += misspelt_regions(tokens, free, names)
    countries = frozenset(country for one in placed for country in one.countries)
    linked = settle(linked, countries)
    placed = [one for one in placed if one not in located]
    last = max([cited, *(one.end for one in linked if not one.is_word)]) if cited < len(tokens) else cited
    signs = _signs(linked, [*placed, *located], dated)
    marks = {index: MARKS[sign] for index, (_, sign) in signs.items()}
    networks = frozenset(index for index, (_, sign) in signs.items() if sign == NETWORK)
    masked = mask(tokens[:last], marks, networks, known)
    found = statuses(masked.words, known)
    second = known.cues["second"].find(masked.words)
    asking, shaped = asking_part(text, tokens), _signs(linked, placed, dated)
    later = {name for name, (start, _) in found.items() if second and start > second[0]}
    if second and not {NAME, PLACE} & set(masked.words[: second[0]]):
        later = set()
    return Slots(
        text=text,
        tokens=tokens,
        linked=linked,
        regions=tuple(sorted(placed, key=lambda one: one.start)),
        dates=tuple(dated),
        masked=masked,
        families=frozenset() if masked.has("any_kind") else families(masked.words, known),
        statuses=frozenset(
            status
            for name, place in found.items()
            if name not in later
            for status in known.data["meaning"]["live" if _is_denied(masked.words, place[0], name) else name]
        ),
        status_cues=frozenset(found) - later,
        shape=tuple(shape(text, tokens, shaped, known)),
        asking=part_shape(text, tokens, asking, shaped, known) if asking else (),
        asks=asking,
        marked=frozenset(status for name in later for status in known.data["meaning"][name]),
    )


WITH: Final = frozenset({"avec", "with", "to", "entre", "between"})
"""Words before the other end of a link."""


def _locates(region: Region, linked: Sequence[Linked], tokens: Sequence[Token], text: str) -> bool:
    """Whether a country only tells which town is meant: « Mopti, au Mali », "Anyang in South Korea"."""
    for one in linked:
        between = tokens[one.end : region.start]
        own = {entity.country for entity in (one.entity, *one.others) if entity.kind == "city"}
        beside = len(between) <= 2 and all(token.key in LOCATING for token in between)
        if one.end <= region.start and beside and own & region.countries and not one.is_word:
            if text[: tokens[region.start].start].endswith("("):
                return True
            return not (region.left_out or _asks_where(tokens, one.start))
    return False


def _asks_where(tokens: Sequence[Token], end: int) -> bool:
    """« Quels partenaires de Lyon en France »: the country of a list's own town restricts the list."""
    known = vocabulary().cues
    words = [token.key for token in tokens[:end]]
    if words and words[-1] in WITH:
        return False
    return any(known[group].find(words[-3:]) for group in ("partner", "member", "network"))


def _in_country(name: Linked, tokens: Sequence[Token]) -> bool:
    return name.start > 0 and tokens[name.start - 1].key in ("en", "au", "aux", "in")


_NEGATIONS: Final = frozenset({"pas", "not", "non", "jamais", "never", "no", "sans", "without", "aren", "isn", "haven"})
_ENDED: Final = frozenset({"suspended", "former", "rejected"})


def _is_denied(words: Sequence[str], start: int, status: str) -> bool:
    """« qui ne sont pas suspendus », "that have not been put on hold": what goes on is asked for."""
    return status in _ENDED and not _NEGATIONS.isdisjoint(words[max(0, start - 3) : start])


def _tokens(found: Sequence[Linked] | Sequence[Region] | Sequence[Dated]) -> set[int]:
    return {index for one in found for index in range(one.start, one.end)}


def _cited(tokens: Sequence[Token]) -> int:
    """Where a question begins to name its source: « selon la note de 2025 » restricts nothing."""
    words = [token.key for token in tokens]
    found = vocabulary().cues["source"].find(words)
    return found[0] if found else len(words)


MARKS: Final = {DATED: DATE, COUNTRY: PLACE, CITY: NAME, NETWORK: NAME}
"""What stands for a sign in the words of a mask."""


def _signs(linked: Sequence[Linked], placed: Sequence[Region], dated: Sequence[Dated]) -> dict[int, tuple[int, str]]:
    signs = {index: (one.start, DATED) for one in dated for index in range(one.start, one.end)}
    signs |= {index: (one.start, COUNTRY) for one in placed for index in range(one.start, one.end)}
    for one in linked:
        if not one.is_word:
            sign = CITY if one.entity.kind in ("city", "region") else NETWORK
            signs |= dict.fromkeys(range(one.start, one.end), (one.start, sign))
    return signs

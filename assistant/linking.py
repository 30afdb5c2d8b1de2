"""The entities that a question names, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from assistant.directory import Directory
from assistant.tokens import Token, plain
from assistant.vocabulary import Vocabulary
from index.stopwords import STOPWORDS
from ingest.mentions import WORDS_TOO
from ingest.names import Names
from ingest.records import Entity

LINKING: Final = STOPWORDS["fr"] | STOPWORDS["en"]
LONGEST: Final = 9
"""Words of a name: « association française des communes départements et régions pour la paix »."""
How = Literal["exact", "part", "typo", "known", "unknown"]
"""By a name of an entity with facts; by a part of it; misspelt; without facts; in no directory at all."""

_CONFIDENCE: Final[dict[How, float]] = {"exact": 1.0, "known": 0.9, "part": 0.75, "typo": 0.7, "unknown": 0.4}
_REORDERED: Final = 0.95
_LETTER: Final = 0.1
"""Confidence that each wrong letter costs."""


@dataclass(frozen=True, slots=True)
class Linked:
    """One name of the question."""

    entity: Entity
    typed: str
    """As the question has it."""
    start: int
    """First token."""
    end: int
    """One past its last token."""
    how: How
    confidence: float
    others: tuple[Entity, ...] = ()
    """What else it may name, the likeliest first."""
    is_word: bool = False
    """Whether it is also a word of questions: then it may be what is defined, and nothing else."""

    @property
    def corrected(self) -> bool:
        """Whether the answer should say which name was understood."""
        return self.how in ("typo", "part")


def link(
    text: str,
    tokens: tuple[Token, ...],
    directory: Directory,
    names: Names,
    vocabulary: Vocabulary,
    blocked: frozenset[int] = frozenset(),
) -> tuple[Linked, ...]:
    """The names in a question, in order, without overlaps.

    :param blocked: tokens that say something else (a country, a date) unless a longer name holds them.
    """
    linker = _Linker(text, tokens, directory, names, vocabulary, blocked)
    kept: list[Linked] = []
    for one in sorted(linker.candidates(), key=_preference):
        if all(index in blocked for index in range(one.start, one.end)) and not linker.place_after_all(one):
            continue
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))


def _preference(one: Linked) -> tuple[float, ...]:
    # A longer name holds the shorter one; of one length the surer; a word of questions comes after any name.
    letters = 0.5 * (one.end - one.start) + one.confidence
    return one.is_word, one.how == "unknown", -letters, one.start


class _Linker:
    def __init__(
        self,
        text: str,
        tokens: tuple[Token, ...],
        directory: Directory,
        names: Names,
        vocabulary: Vocabulary,
        blocked: frozenset[int],
    ) -> None:
        self.blocked = blocked
        self.text, self.tokens = text, tokens
        self.directory, self.names, self.vocabulary = directory, names, vocabulary
        self.cased = any(token.capital for token in tokens)
        self.known = [vocabulary.knows(token.key) for token in tokens]

    def candidates(self) -> Iterator[Linked]:
        exact = list(self._exact())
        yield from exact
        sure = {i for one in exact if not one.is_word and one.confidence >= 0.9 for i in range(one.start, one.end)}
        sure |= self.blocked
        spelt = list(self._spelt(sure))
        yield from spelt
        taken = sure | {i for one in spelt for i in range(one.start, one.end)}
        yield from self._unknown(taken | {i for one in exact for i in range(one.start, one.end)})

    def place_after_all(self, one: Linked) -> bool:
        """« jumelée avec Luxembourg » means the city, « au Luxembourg » and « luxembourgeoises » the country."""
        before = self.tokens[one.start - 1].key if one.start else None
        return one.how == "exact" and before in ("avec", "with", "et", "and", "ville")

    def _spans(self, longest: int) -> Iterator[tuple[int, int, str]]:
        for start in range(len(self.tokens)):
            for end in range(start + 1, min(start + longest, len(self.tokens)) + 1):
                yield start, end, plain(self.tokens, start, end)

    def _exact(self) -> Iterator[Linked]:
        for start, end, name in self._spans(LONGEST):
            if len(name) < 2:
                continue
            found, how = tuple(self.directory.find(name)), "exact"
            if not found:
                found, how = tuple(self.names.known(name)), "known"
            found = tuple(one for one in found if one.kind != "country")
            if found:
                yield from self._named(start, end, name, found, "exact" if how == "exact" else "known")

    def _named(self, start: int, end: int, name: str, found: tuple[Entity, ...], how: How) -> Iterator[Linked]:
        is_word = all(self.known[start:end])
        place = found[0].kind in ("city", "region")
        doubtful = (is_word or name in WORDS_TOO or (place and end - start == 1 and how == "known")) and not any(
            token.capital for token in self.tokens[start:end]
        )
        # A network is written in full or as an acronym: only names of places are also everyday words.
        if doubtful and place and not self._in_slot(start, end, how):
            return
        is_word = is_word and not place and not any(token.acronym for token in self.tokens[start:end])
        is_word = is_word and end - start < 3
        yield self._linked(start, end, found, how, is_word=is_word and how == "exact")

    def _in_slot(self, start: int, end: int, how: How) -> bool:
        """Whether the words around say that a place is named."""
        slots = self.vocabulary.slots
        before = self.tokens[start - 1].key if start else None
        after = self.tokens[end].key if end < len(self.tokens) else None
        if before in slots["no_name_follows"]:
            return False
        if before in slots["name_follows"]:
            return True
        return (after in slots["verb_follows"]) if self._opens(start) or how == "exact" else False

    def _opens(self, start: int) -> bool:
        return start == 0 or self.text[self.tokens[start - 1].end : self.tokens[start].start].strip() != ""

    def _spelt(self, sure: set[int]) -> Iterator[Linked]:
        """Names typed in part, or not as they are spelt."""
        for start, end, name in self._spans(6):
            within = range(start, end)
            if all(i in sure or self.known[i] for i in within):
                continue
            if end - start > 1:
                ends = {self.tokens[start].key, self.tokens[end - 1].key}
                for one in self.directory.reordered(name) if ends.isdisjoint(LINKING) else ():
                    yield replace(self._linked(start, end, one.entities, "exact"), confidence=_REORDERED)
            if not self._may_begin(start, end) or (end - start == 1 and start in sure):
                continue
            parted = self.directory.partial(name) if self._may_be_part(start, end, name, sure) else ()
            for one in parted:
                yield self._linked(start, end, one.entities, "part")
            close = [one for one in self.directory.near(name) if self._closer(start, end, one.distance, sure)]
            if close and not parted:
                found = tuple(dict.fromkeys(entity for one in close for entity in one.entities))
                yield self._linked(start, end, found, "typo", close[0].distance)

    def _may_begin(self, start: int, end: int) -> bool:
        """A misspelt name neither begins nor ends with a word of questions, but for an article."""
        inside = self.known[start:end]
        article = self.tokens[start].key in ("la", "le", "les", "l", "new", "the")
        return not inside[-1] and (article or not inside[0])

    def _may_be_part(self, start: int, end: int, name: str, sure: set[int]) -> bool:
        """Whether a few letters may stand for a whole name: who writes capitals would have written one here."""
        if any(i in sure for i in range(start, end)) or self.known[start]:
            return False
        capital = self.tokens[start].capital
        return capital if self.cased else self._in_slot(start, end, "exact")

    def _closer(self, start: int, end: int, distance: int, sure: set[int]) -> bool:
        """Whether a name is the better reading than a misspelt word of questions, or than the sure name it holds."""
        words = end - start
        name = plain(self.tokens, start, end)
        if any(i in sure for i in range(start, end)):
            return distance * 6 <= len(name.replace(" ", ""))
        if words > 1:
            return True
        corrected = self.vocabulary.corrected(name)
        return corrected is None or distance < corrected[1] or self.tokens[start].capital

    def _unknown(self, taken: set[int]) -> Iterator[Linked]:
        """Words written as names that nothing knows: runs of capitals, « Villeneuve-lès-Maguelone »."""
        start = 0
        while start < len(self.tokens):
            if not self._unknown_name(start, taken):
                start += 1
                continue
            end = self._unknown_end(start, taken)
            written = self.text[self.tokens[start].start : self.tokens[end - 1].end]
            acronym = all(token.acronym for token in self.tokens[start:end])
            network = (
                acronym or end - start > 3 or self.vocabulary.names_network(self.tokens[start - 1].key if start else "")
            )
            hyphened = any(token.hyphened for token in self.tokens[start:end])
            entity = self.names.network(written) if network and not hyphened else self.names.place(written)
            yield Linked(entity, written, start, end, "unknown", _CONFIDENCE["unknown"])
            start = end

    def _unknown_end(self, start: int, taken: set[int]) -> int:
        """« Organization of World Heritage Cities »: capitals go on, small words between two of them too."""
        end = start + 1
        while end < len(self.tokens):
            token = self.tokens[end]
            after = self.tokens[end + 1] if end + 1 < len(self.tokens) else None
            apart = self.text[self.tokens[end - 1].end : token.start].strip(" -–'’")
            linked = token.key in ("of", "des", "for") and after and after.capital and end + 1 not in taken
            if end in taken or apart or not (token.capital or token.hyphened or linked):
                break
            end += 1
        return end

    def _unknown_name(self, index: int, taken: set[int]) -> bool:
        token = self.tokens[index]
        if index in taken or len(token.key) < 2 or (self.known[index] and not token.acronym):
            return False
        # « Xanadu est-elle jumelée … »: the first word has its capital anyway, and what follows makes it a name.
        opens = index == 0 and self.text[token.start].isupper() and self._in_slot(0, 1, "known")
        return token.capital or opens

    def _linked(
        self, start: int, end: int, found: Sequence[Entity], how: How, distance: int = 0, is_word: bool = False
    ) -> Linked:
        typed = self.text[self.tokens[start].start : self.tokens[end - 1].end]
        confidence = _CONFIDENCE[how] - _LETTER * distance
        return Linked(found[0], typed, start, end, how, confidence, tuple(found[1:6]), is_word)


def settle(linked: Sequence[Linked], countries: frozenset[str]) -> tuple[Linked, ...]:
    """Namesakes decided by the countries that the question names: « Tripoli, au Liban »."""
    return tuple(_in_country(one, countries) for one in linked)


def _in_country(one: Linked, countries: frozenset[str]) -> Linked:
    if not countries or one.entity.country in countries:
        return one
    other = next((other for other in one.others if other.country in countries and one.how != "typo"), None)
    if other is None:
        return one
    return replace(one, entity=other, others=(one.entity, *(kept for kept in one.others if kept != other)))

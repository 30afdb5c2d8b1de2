"""What the words of a question may name, and how sure each reading is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from assistant.directory import Directory, Near
from assistant.linked import How, Linked
from assistant.ordinary import is_ordinary
from assistant.tokens import Token, plain
from assistant.vocabulary import Vocabulary
from index.entities import key
from index.stopwords import STOPWORDS
from ingest.names import Names
from ingest.names.bodies import heads
from ingest.names.vocabulary import common_words, words
from ingest.records import Entity

FUNCTION_WORDS: Final = STOPWORDS["fr"] | STOPWORDS["en"]
ARTICLES: Final = frozenset({"la", "le", "les", "l", "the", "du", "de", "d", "of", "des"})
INTRODUCING: Final = ARTICLES | {"ville", "city", "town", "commune", "mairie"}
CONTRACTED: Final = {"du": "le", "au": "le", "des": "les", "aux": "les"}
"""What stands for « de » or « à » with the article that begins a name."""
LONGEST: Final = 9
"""Words of a name: « association française des communes départements et régions pour la paix »."""
_CONFIDENCE: Final[dict[How, float]] = {"exact": 1.0, "known": 0.9, "part": 0.75, "typo": 0.7, "unknown": 0.4}
SHORT_LETTERS: Final = 5
SURE_LETTERS: Final = 8
"""Letters from which a name is recognised with a wrong first letter, or rather than a namesake far away."""
COUNTING: Final = frozenset({("combien", "de"), ("combien", "d"), ("how", "many"), ("nombre", "de"), ("number", "of")})
_REORDERED: Final = 0.95
_LETTER: Final = 0.1
"""Confidence that each wrong letter costs."""


_NOBODY: Final = Entity("", "city", "", "")


class Candidates:
    """The readings of one question's words as names; they may overlap."""

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
        self._asking = frozenset(token.key for token in tokens if vocabulary.knows(token.key))
        self.known = [vocabulary.knows(token.key) for token in tokens]

    def all(self) -> Iterator[Linked]:
        """Every reading."""
        exact = [*self._bodies(), *(self._nearer(one) or one for one in self._exact())]
        yield from exact
        sure = {i for one in exact if not one.is_word and one.confidence > 0.6 for i in range(one.start, one.end)}
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
        read: dict[tuple[int, int], Linked] = {}
        for start, end, name in sorted(self._spans(LONGEST), key=lambda span: -span[0]):
            first, last = self.tokens[start], self.tokens[end - 1]
            if len(name) < 2 or (last.key in FUNCTION_WORDS and not last.acronym):
                continue
            if first.key in FUNCTION_WORDS and first.key not in ARTICLES and not first.acronym:
                continue
            one = self._called(start, end, name)
            if one is None:
                continue
            # « l'AIMF » and « la ville de Tunis » are AIMF and Tunis: what only introduces a name is no part of it.
            inner = next((read[at, end] for at in range(start + 1, end) if (at, end) in read), None)
            introduced = inner and all(token.key in INTRODUCING for token in self.tokens[start : inner.start])
            if not (inner and introduced and inner.entity.id == one.entity.id):
                read[start, end] = one
        known = {index for one in read.values() for index in range(one.start, one.end) if not self._continues(one)}
        for one in read.values():
            if not self._continues(one) and (one.how == "exact" or not self._in_longer_name(one, known)):
                yield one

    def _bodies(self) -> Iterator[Linked]:
        """« Nantes Métropole », « le département du Gers »: bodies, and not the town or part whose name they hold."""
        if not heads(self.text):
            return
        without = {(one.start, one.end) for one in self.names.of_towns().mentions(self.text, loose=not self.cased)}
        for one in self.names.mentions(self.text, loose=not self.cased):
            if (one.start, one.end) in without:
                continue
            inside = [i for i, token in enumerate(self.tokens) if one.start <= token.start and token.end <= one.end]
            if one.entity.kind == "region" and len(inside) > 1:
                how: How = "exact" if self.directory.holds(one.entity) else "known"
                yield self._linked(inside[0], inside[-1] + 1, [one.entity], how)

    def _continues(self, one: Linked) -> bool:
        """« Villeneuve » of « Villeneuve-lès-Maguelone »: a hyphen and a small letter go on with the name."""
        after = self.tokens[one.end] if one.end < len(self.tokens) else None
        written = self.text[self.tokens[one.start].start]
        return after is not None and after.hyphened and written.isupper() and self.text[after.start].islower()

    def _nearer(self, one: Linked) -> Linked | None:
        """« Montpelier » is a town of Vermont; where the documents speak of Montpellier, a letter is missing."""
        name = plain(self.tokens, one.start, one.end)
        if one.how != "known" or one.entity.kind != "city" or len(name) < SURE_LETTERS:
            return None
        close = [near for near in self.directory.near(name) if near.distance == 1 and near.name[0] == name[0]]
        found = [entity for near in close for entity in near.entities if entity.country != one.entity.country]
        return self._linked(one.start, one.end, list(dict.fromkeys([*found, one.entity])), "typo", 1) if found else None

    def _called(self, start: int, end: int, name: str) -> Linked | None:
        how: How = "exact"
        found = tuple(self.directory.find(name)) or self._contracted(start, name)
        if not found and self.tokens[start].key not in INTRODUCING - ARTICLES:
            found = _known(self.names, name)
            how = "exact" if found and self.directory.holds(found[0]) else "known"
        found = tuple(one for one in found if one.kind != "country")
        return self._named(start, end, name, found, how) if found else None

    def _contracted(self, start: int, name: str) -> tuple[Entity, ...]:
        """« du Mans » and « au Havre » are of Le Mans and at Le Havre."""
        article = CONTRACTED.get(self.tokens[start - 1].key) if start else None
        return tuple(self.directory.find(f"{article} {name}")) if article and self.tokens[start].capital else ()

    def _named(self, start: int, end: int, name: str, found: tuple[Entity, ...], how: How) -> Linked | None:
        """The reading of a span as a name, None where it is more likely to be just words."""
        tokens = self.tokens[start:end]
        content = [token for token in tokens if token.key not in FUNCTION_WORDS and token.key not in INTRODUCING]
        acronym = any(token.acronym for token in tokens)
        place = found[0].kind in ("city", "region")
        is_word = all(self.known[start:end]) and not acronym
        if not content and not acronym:
            return None
        capital = any(token.capital for token in content)
        if place and not capital:
            everyday = len(content) == 1 and content[0].key in common_words() and start > 0
            doubtful = name in words("words_too") or everyday or (len(content) == 1 and how == "known")
            # « la paix » is a nickname of Toul in some list: with its article, only a name that has one is meant.
            nickname = tokens[0].key in ARTICLES and key(found[0].name_fr) != name
            if how == "known" and (everyday or nickname):
                return None
            slot = self._in_slot(start, end, how) or (
                how == "exact" and name not in words("words_too") and self._by_link(start, end)
            )
            if is_word or (doubtful and not slot):
                return None
        if place or end - start > 2 or not is_word:
            return self._linked(start, end, found, how)
        # « jumelage », « coopération décentralisée »: may be what is defined, or the name of nothing in the documents.
        return self._linked(start, end, found, how, is_word=True) if how == "exact" else None

    def _in_longer_name(self, one: Linked, known: set[int]) -> bool:
        """Whether a capital beside it makes it a part of another name: « Jean-Noël Barrot » is in no town of Noël."""
        return any(
            0 <= beside < len(self.tokens)
            and self.tokens[beside].capital
            and not self.known[beside]
            and beside not in known
            and self._joined(min(edge, beside), max(edge, beside))
            for edge, beside in ((one.start, one.start - 1), (one.end - 1, one.end))
        )

    def _joined(self, left: int, right: int) -> bool:
        return self.text[self.tokens[left].end : self.tokens[right].start] in (" ", "-", "")

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
            if all(self.known[i] for i in within):
                continue
            if end - start > 1:
                ends = {self.tokens[start].key, self.tokens[end - 1].key}
                for one in self.directory.reordered(name) if ends.isdisjoint(FUNCTION_WORDS) else ():
                    yield replace(self._linked(start, end, one.entities, "exact"), confidence=_REORDERED)
                for one in self.directory.shortened(name) if ends.isdisjoint(FUNCTION_WORDS) else ():
                    yield self._linked(start, end, one.entities, "part")
            if all(i in sure or self.known[i] for i in within):
                continue
            if not self._may_begin(start, end) or (end - start == 1 and start in sure):
                continue
            if not (any(token.capital for token in self.tokens[start:end]) or self._beside(start, end, name, sure)):
                continue
            parted = self.directory.partial(name) if self._may_be_part(start, end, sure) else ()
            # One word of an organisation's name is too little: "Green" is not the Green City Accord.
            parted = [one for one in parted if end - start > 1 or one.entities[0].kind in ("city", "region")]
            for one in parted:
                yield self._linked(start, end, one.entities, "part")
            near = () if self._is_just_a_word(start, end) else self.directory.near(name)
            close = [one for one in near if self._closer(start, end, one, sure)]
            alone = end - start == 1 and self._in_longer_name(Linked(_NOBODY, "", start, end, "typo", 0.0), sure)
            if close and not parted and not alone:
                found = tuple(dict.fromkeys(entity for one in close for entity in one.entities))
                yield self._linked(start, end, found, "typo", close[0].distance)

    def _is_just_a_word(self, start: int, end: int) -> bool:
        """Whether one word in small letters is an ordinary one: « parlé » is no misspelt Parme."""
        token = self.tokens[start]
        if end - start > 1 or token.capital:
            return False
        # « combien de kilos »: what is counted is no place.
        before = tuple(one.key for one in self.tokens[max(0, start - 2) : start])
        return is_ordinary(token.key) or before in COUNTING

    def _beside(self, start: int, end: int, name: str, sure: set[int]) -> bool:
        """Whether something around words without a capital says that they are a name, or they are long enough."""
        named = sure - self.blocked
        if self._in_slot(start, end, "exact") or (end - start > 1 and len(name) > 2 * SHORT_LETTERS):
            return True
        if self.cased:
            return False
        if end - start == 1 and len(name) >= SURE_LETTERS:
            return True
        if start - 1 in named or end in named:
            return True
        return self._by_link(start, end)

    def _by_link(self, start: int, end: int) -> bool:
        """Whether a word that ties names together stands beside, or another place where nobody writes capitals."""
        around = [self.tokens[index].key for index in (start - 1, end) if 0 <= index < len(self.tokens)]
        if any(self.vocabulary.links_names(key) for key in around):
            return True
        return not self.cased and any(key not in self._asking and self.directory.find(key) for key in around)

    def _may_begin(self, start: int, end: int) -> bool:
        """A misspelt name neither begins nor ends with a word of questions, but for an article."""
        inside = self.known[start:end]
        article = self.tokens[start].key in ("la", "le", "les", "l", "new", "the")
        return not inside[-1] and (article or not inside[0])

    def _may_be_part(self, start: int, end: int, sure: set[int]) -> bool:
        """Whether a few letters may stand for a whole name: who writes capitals would have written one here."""
        if any(i in sure for i in range(start, end)) or self.known[start]:
            return False
        capital = self.tokens[start].capital
        return capital if self.cased else self._in_slot(start, end, "exact")

    def _closer(self, start: int, end: int, near: Near, sure: set[int]) -> bool:
        """Whether a name is the better reading than a misspelt word of questions, or than the sure name it holds."""
        name = plain(self.tokens, start, end)
        letters = len(name.replace(" ", ""))
        if near.name[0] != name[0] and letters < SURE_LETTERS:
            return False
        if any(i in sure for i in range(start, end)):
            return near.distance * 6 <= letters
        if end - start > 1:
            return True
        if self.tokens[start].capital:
            return True
        corrected = self.vocabulary.corrected(name)
        return name not in common_words() and (corrected is None or near.distance < corrected[1])

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


@lru_cache(maxsize=20_000)
def _known(names: Names, name: str) -> tuple[Entity, ...]:
    return tuple(names.known(name)[:6])

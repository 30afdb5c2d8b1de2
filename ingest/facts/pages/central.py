"""The place or the network that the text of a page turns around, where neither the page nor its title names it.

A place counts as far as it stands at the near end of links: it is called a town or its mayor speaks, it "has", "is
twinned", the list is « les villes jumelles de X »; against it, that it stands after « avec », heads its own item, or is
told with its country, as partners are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from ingest.facts.pages.entries import PLACES
from ingest.facts.pages.headings import NETWORK_KINDS
from ingest.facts.pages.page import Line, Page
from ingest.facts.wording.kinds import kinds_in
from ingest.facts.wording.phrases import LINKS, find_phrases
from ingest.facts.wording.plain import plain
from ingest.facts.wording.words import pattern
from ingest.names import Mention, Names
from ingest.names.context import opens_sentence, role_of
from ingest.records import Entity

FILE: Final = "subject"
READ: Final = 300
"""Lines that are looked at: whom a page is about shows early."""
WEIGHTS: Final = {"institution": 2.0, "named": 2.0, "subject": 1.0, "located": 0.5, "plain": 0.4, "partner": 0.0}
OWNER: Final = 3.0
"""« Les villes jumelles de X », "X's twin towns"; twice that in a heading or at the top."""
HOLDER: Final = 2.0
"""It stands before the words of a link: « X est jumelée avec … »."""
ENDED: Final = 1.0
"""What standing at the far end of a link takes away."""
TOP: Final = 3
SHORT: Final = 3
"""Words of a line that is but a name."""
REACH: Final = 6
"""Words between one name of a list and the next."""
ENOUGH: Final = 2.0
UNHELD: Final = 3.0
"""What the first needs where no sentence tells a link of it."""
AHEAD: Final = 1.6
"""How far the first must be ahead of the second, so that a page with two owners has none."""
SOLE: Final = 4.0
"""The same where a single sentence speaks for it."""
NAMED: Final = 3
"""Times that a network must be named."""
BEHIND: Final = re.compile(
    r"\s?(?:\(|,|en|au|aux|in)\s?(?:en |au |aux |in )?(?P<place>[A-ZÀ-Þ][\w’'-]*(?: [A-ZÀ-Þ][\w’'-]*)*)"
)


@dataclass(slots=True)
class _Candidate:
    entity: Entity
    own: float = 0.0
    end: float = 0.0
    strong: int = 0
    """Mentions that say more than that it is there."""
    linked: bool = False
    """Whether a line with words of a link names it other than as the far end."""
    held: set[int] = field(default_factory=set)
    """Lines that tell a link of which it is the near end."""

    @property
    def score(self) -> float:
        return self.own - self.end


@dataclass(frozen=True, slots=True)
class _Seen:
    """A line with the places it names and its words of links."""

    line: Line
    flat: str
    places: tuple[Mention, ...]
    links: tuple[tuple[int, int], ...]


def central_place(page: Page) -> Entity | None:
    """The place at the near end of the links that the text tells, if it is one and the same."""
    ranked = sorted(_candidates(page), key=lambda one: -one.score)
    if not ranked:
        return None
    best, others = ranked[0], ranked[1:]
    if not best.strong:
        lone = best.linked and all(one.score <= 0 and not one.linked for one in others)
        return best.entity if lone and any(one.end for one in others) else None
    second = max([0.0, *(one.score for one in others)])
    if best.score < (ENOUGH if best.held else UNHELD) or best.score < (AHEAD if best.strong > 1 else SOLE) * second:
        return None
    if not best.held and (best.strong < 2 or any(one.strong for one in others)):
        return None
    rivals = set().union(*(one.held for one in others)) - best.held
    return best.entity if len(rivals) <= len(best.held) / 2 else None


def central_network(page: Page) -> Entity | None:
    """The network that the text names time and again, and no other nearly as often."""
    named: Counter[str] = Counter()
    entities: dict[str, Entity] = {}
    for line in page.lines[:READ]:
        for one in page.names.mentions(line.text):
            if one.entity.kind in NETWORK_KINDS:
                named[one.entity.id] += 1
                entities[one.entity.id] = one.entity
    ranked = named.most_common(2)
    if not ranked or ranked[0][1] < NAMED or (ranked[1:] and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return entities[ranked[0][0]]


def is_far_end(text: str, one: Mention) -> bool:
    """Whether the words right before a name make it a partner: « avec X », « avec la ville de X »."""
    return one.paired or _reads("end", plain(text[: one.start]))


def is_of_many(text: str, one: Mention) -> bool:
    """Whether the name says where several places lie: « des communes de X »."""
    return one.entity.kind == "region" and _reads("many", plain(text[: one.start]))


def _candidates(page: Page) -> Iterable[_Candidate]:
    found: dict[str, _Candidate] = {}
    for line in page.lines[:READ]:
        places = tuple(one for one in page.names.mentions(line.text) if one.entity.kind in PLACES)
        if places:
            seen = _Seen(line, plain(line.text), places, _links(line.text))
            for one in places:
                _weigh(page, found.setdefault(one.entity.id, _Candidate(one.entity)), one, seen)
    return found.values()


def _links(text: str) -> tuple[tuple[int, int], ...]:
    """Where a text has words that tie places, verbs and nouns."""
    spans = [(one.start, one.end) for one in find_phrases(text) if one.sense.role in LINKS]
    return tuple(sorted({*spans, *((word.start, word.end) for word in kinds_in(text))}))


def _weigh(page: Page, known: _Candidate, one: Mention, seen: _Seen) -> None:
    """Adds to `known` what one mention says for it or against it."""
    line, before, after = seen.line, seen.flat[: one.start], seen.flat[one.end :]
    holds = bool(pattern(r"^<after.holds>", FILE).match(after))
    if _reads("owner", before) or pattern(r"^<after.owner>", FILE).match(after):
        known.own += OWNER * (2 if line.unit.kind == "heading" or line.index < TOP else 1)
        known.strong += 2
        known.held.add(line.index)
        return
    if _is_end(page, one, seen, holds):
        known.end += ENDED
        return
    if known.entity.kind == "region" and not (_reads("region", before) or opens_sentence(line.text, one.start)):
        return
    if any(known.entity.id in _named(page, heading.line) for heading in line.headings[-1:]):
        return
    if len(seen.places) == 1 and (line.unit.kind == "heading" or len(seen.flat.split()) <= SHORT):
        return
    role = role_of(line.text, one.start, one.end, False, one.paired)
    weight = WEIGHTS["institution" if _reads("town", before) else role]
    known.linked = known.linked or (bool(seen.links) and not _reads("place", before))
    if any(start >= one.end for start, _ in seen.links) and _holds(one, seen, holds):
        weight = max(weight, HOLDER)
        known.held.add(line.index)
    elif pattern(r"^<after.described>", FILE).match(after):
        weight = WEIGHTS["plain"]
    known.own += weight
    known.strong += weight >= 1


def _holds(one: Mention, seen: _Seen, holds: bool) -> bool:
    """Whether a link told behind a place is the place's: « X est … », « À X, on fête … »."""
    before, after = seen.flat[: one.start], seen.flat[one.end :]
    if not _reads("place", before):
        return holds
    opens = len(before.split()) == 1
    return opens and bool(re.match(r"\s?(?:\([^()]*\)\s?)?,", after))


def _is_end(page: Page, one: Mention, seen: _Seen, holds: bool) -> bool:
    """Whether the mention is the far end of a link: behind « avec », in a list of partners, told with its country."""
    text, flat = seen.line.text, seen.flat
    before = flat[: one.start]
    if is_far_end(text, one) or pattern(r"^<after.twin>", FILE).match(flat[one.end :]):
        return True
    if one.hinted and _is_abroad(page.names, text[one.end :]):
        return True
    if not holds and not _reads("town", before) and any(end <= one.start for _, end in seen.links):
        tied = min(end for _, end in seen.links if end <= one.start)
        joined = list(pattern(r"(?<!\w)<within.with>(?!\w)", FILE).finditer(flat, tied, one.start))
        if joined and _is_listed(one, seen, joined[-1].end()):
            return True
    return seen.line.unit.kind in ("item", "row") and not before.strip(" -•*")


def _is_listed(one: Mention, seen: _Seen, start: int) -> bool:
    """Whether from `start` to the mention there is but a list of names."""
    ends = [start, *(other.end for other in seen.places if start < other.end <= one.start), one.start]
    gaps = [seen.flat[left:right] for left, right in pairwise(ends)]
    return all(len(gap.split()) <= REACH and not re.search(r"[.;!?]\s", gap) for gap in gaps)


def _is_abroad(names: Names, behind: str) -> bool:
    """Whether a country, rather than the region that a reader at home is told, stands right behind a name."""
    found = BEHIND.match(behind)
    known = names.known(found["place"]) if found else ()
    return bool(known) and known[0].kind == "country"


def _reads(words: str, before: str) -> bool:
    return bool(pattern(rf"(?<![\w-])<before.{words}>\s*$", FILE).search(before))


def _named(page: Page, line: int) -> frozenset[str]:
    return frozenset(one.entity.id for one in page.names.mentions(page.lines[line].text))

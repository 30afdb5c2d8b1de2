"""A sentence with one sign for each thing it names, so that the grammar of links can be read by plain patterns.

« Toulouse est jumelée avec Kiev depuis 1975 » becomes « P est T avec P depuis D »: lower case, no accents, and a
private character for each place, network, country, date and phrase.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ingest.facts.pages.page import Line, Page
from ingest.facts.wording.dating import When, find_whens
from ingest.facts.wording.phrases import Phrase, find_phrases
from ingest.facts.wording.plain import plain
from ingest.facts.wording.stance import is_of_source
from ingest.names import Mention

CITY: Final = "\ue000"
REGION: Final = "\ue001"
COUNTRY: Final = "\ue002"
NETWORK: Final = "\ue003"
DATE: Final = "\ue004"
ROLES: Final = {
    "tied": "\ue010", "bond": "\ue011", "partner": "\ue012", "belongs": "\ue013", "joins": "\ue014",
    "signs": "\ue015", "leaves": "\ue016", "membership": "\ue017", "members": "\ue018",
}  # fmt: skip
KINDS: Final = {"city": CITY, "region": REGION, "country": COUNTRY}
PLACE: Final = f"[{CITY}{REGION}]"
THING: Final = f"[{CITY}{REGION}{NETWORK}]"

Thing = Mention | When | Phrase


@dataclass(frozen=True, slots=True)
class Sketch:
    """`signs[i]` stands for `things[i]` where it is a private character, and for `text[offsets[i]]` in any case."""

    line: Line
    signs: str
    offsets: tuple[int, ...]
    """Position in the line's text of each sign, and the length of the text at the end."""
    things: dict[int, Thing]

    def mention(self, at: int) -> Mention:
        found = self.things[at]
        assert isinstance(found, Mention)
        return found

    def phrases(self) -> list[tuple[int, Phrase]]:
        """The phrases with their places, in order."""
        return [(at, one) for at, one in self.things.items() if isinstance(one, Phrase)]

    def whens(self, start: int, end: int) -> list[tuple[int, When]]:
        """The dates between two places, those of sources apart (« selon la liste du 8 février 2026 »)."""
        dates = ((at, one) for at, one in self.things.items() if start <= at < end and isinstance(one, When))
        flat = plain(self.line.text)
        return [(at, one) for at, one in dates if not is_of_source(flat[: one.start])]

    def place(self, offset: int) -> int:
        """The sign that stands for what is at `offset` of the text, or after it."""
        return bisect_left(self.offsets, offset)


def sketch(
    page: Page, line: Line, phrases: list[Phrase] | None = None, names: Sequence[Mention] | None = None
) -> Sketch:
    """The sketch of a line. Names win over phrases (« Convention des maires »), phrases over dates.

    `phrases`, `names`: those to take instead of all that the line holds.
    """
    chosen: list[Thing] = []
    whens = list(find_whens(line.text))
    mentions = [one for one in (page.mentions(line) if names is None else names) if not _in_date(one, whens)]
    for things in (mentions, find_phrases(line.text) if phrases is None else phrases, whens):
        taken = list(chosen)
        chosen += [one for one in things if not any(one.start < old.end and old.start < one.end for old in taken)]
    chosen.sort(key=lambda one: one.start)
    flat = plain(line.text)
    signs, offsets, placed, at = "", list[int](), dict[int, Thing](), 0
    for thing in chosen:
        signs += flat[at : thing.start]
        offsets += range(at, thing.start)
        placed[len(signs)] = thing
        signs += _sign(thing)
        offsets.append(thing.start)
        at = thing.end
    return Sketch(line, signs + flat[at:], (*offsets, *range(at, len(flat) + 1)), placed)


def _in_date(mention: Mention, whens: Sequence[When]) -> bool:
    """« August 2008 » is no town."""
    length = mention.end - mention.start
    return any(one.start <= mention.start and mention.end <= one.end and length < one.end - one.start for one in whens)


def _sign(thing: Thing) -> str:
    if isinstance(thing, Mention):
        return KINDS.get(thing.entity.kind, NETWORK)
    return DATE if isinstance(thing, When) else ROLES[thing.sense.role]

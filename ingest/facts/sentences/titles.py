"""The networks of a page as its sentences mean them: by name, by the title a network gives (« City of Film »), or by
« le réseau »."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Final

from ingest.facts.pages.headings import NETWORK_KINDS
from ingest.facts.pages.page import Line, Page
from ingest.facts.pages.subject import subject_of_page
from ingest.facts.sentences.sketch import Sketch, sketch
from ingest.facts.wording.plain import plain
from ingest.facts.wording.words import any_of, vocabulary
from ingest.names import Mention
from ingest.records import Entity

FILE: Final = "enumerations"
TOWN_FIRST: Final = re.compile(r"(?:villes?|cites?|communes?|villages?|territoires?|pays)\s")
TOWN_LAST: Final = re.compile(r"\s(?:city|cities|towns?|communit(?:y|ies)|capitals?)$")
TOWN_BEHIND: Final = re.compile(r"\s(?:cit(?:y|ies)|towns?|municipalit(?:y|ies))(?!\w)")
PLURAL: Final = re.compile(r"\b(?:villes|cites|communes|villages|territoires|cities|towns|communities)\b")
BACK: Final = 4
"""Lines above a sentence whose network « le réseau » may still mean."""


@dataclass(frozen=True, slots=True)
class Title:
    """What a network calls its members: a name of the network that is a name of towns too."""

    network: Entity
    kind: str | None
    plural: bool


@cache
def _titles() -> tuple[tuple[re.Pattern[str], str, str | None, bool], ...]:
    return tuple(
        (
            re.compile(rf"(?<!\w)(?:{'|'.join(entry['words'])})(?!\w)".replace("~", r"\s+")),
            entry["network"],
            entry.get("kind"),
            entry.get("sure", False),
        )
        for entry in vocabulary(FILE)["title"]
    )


def words(table: str, name: str) -> str:
    """One group for a list of data/enumerations.toml."""
    return any_of(FILE, table, name)


def titles_of(page: Page) -> Titles:
    """The titles of `page`, worked out once."""
    known = page.memo.get("titles")
    if known is None:
        known = page.memo["titles"] = Titles(page)
    assert isinstance(known, Titles)
    return known


class Titles:
    """The titles and the networks of one page, line by line."""

    def __init__(self, page: Page) -> None:
        self.page = page
        flat = plain(page.document.text)
        self.counts = Counter(
            one.entity.id for line in page.lines for one in page.mentions(line) if one.entity.kind in NETWORK_KINDS
        )
        self.counts.update(
            one.entity.id for one in page.names.mentions(page.document.title) if one.entity.kind in NETWORK_KINDS
        )
        known = [(one, page.names.network(one[1])) for one in _titles() if one[0].search(flat)]
        self.known = [
            (pattern, network, kind) for (pattern, _, kind, sure), network in known if sure or self.counts[network.id]
        ]
        self.titles: dict[tuple[int, int], Title] = {}
        self.sketches: dict[int, Sketch] = {}

    def sketch(self, line: Line) -> Sketch:
        """The sketch of `line` with its titles as networks, and no phrases."""
        if line.index not in self.sketches:
            self.sketches[line.index] = self._sketch(line)
        return self.sketches[line.index]

    def _sketch(self, line: Line) -> Sketch:
        flat = plain(line.text)
        found: list[Mention] = []
        for pattern, network, kind in self.known:
            for match in pattern.finditer(flat):
                found = [one for one in found if not (match.start() <= one.start and one.end <= match.end())]
                if not any(one.start < match.end() and match.start() < one.end for one in found):
                    found.append(Mention(*match.span(), network))
                    self.titles[line.index, match.start()] = Title(network, kind, bool(PLURAL.search(match[0])))
        named = [
            one
            for one in self.page.mentions(line)
            if not any(one.start < title.end and title.start < one.end for title in found)
            or (one.entity.kind in NETWORK_KINDS and "network" in flat[one.start : one.end])
        ]
        found = [one for one in found if not any(one.start < other.end and other.start < one.end for other in named)]
        for one in named:
            text = flat[one.start : one.end]
            towns = TOWN_BEHIND.match(flat, one.end)
            if one.entity.kind in NETWORK_KINDS and (TOWN_FIRST.match(text) or TOWN_LAST.search(text) or towns):
                plural = PLURAL.search(text + towns[0] if towns else text)
                self.titles[line.index, one.start] = Title(one.entity, None, bool(plural))
        return sketch(self.page, line, [], sorted([*named, *found], key=lambda one: one.start))

    def title(self, read: Sketch, at: int) -> Title | None:
        """The title at place `at` of a sketch, if what stands there is one."""
        return self.titles.get((read.line.index, read.things[at].start)) if at in read.things else None

    def meant(self, line: Line) -> Entity | None:
        """The network that `line` means without naming it: the one told just above, the page's own or only one."""
        for above in reversed(self.page.lines[max(0, line.index - BACK) : line.index]):
            if found := self._of(above):
                return found
        for heading in reversed(line.headings):
            if found := self._of(self.page.lines[heading.line]):
                return found
        subject = subject_of_page(self.page)
        if subject and subject.kind in NETWORK_KINDS:
            return subject
        return self.main()

    def only(self) -> Entity | None:
        """The network of the page where it names but one."""
        if len(self.counts) != 1:
            return None
        (name,) = self.counts
        told = (one.entity for line in self.page.lines for one in self.page.mentions(line) if one.entity.id == name)
        return next(told, None)

    def main(self) -> Entity | None:
        """The network that the page speaks of most, by far."""
        ranked = self.counts.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
            return None
        told = (one.entity for line in self.page.lines for one in self.page.mentions(line))
        return next((one for one in told if one.id == ranked[0][0]), None)

    def _of(self, line: Line) -> Entity | None:
        nets = {one.entity.id: one.entity for one in self.page.mentions(line) if one.entity.kind in NETWORK_KINDS}
        if len(nets) == 1:
            return next(iter(nets.values()))
        main = self.main()
        return main if main and main.id in nets else None

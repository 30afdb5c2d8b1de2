"""What stands around a table tells what it lists and for whom: its caption, the headings above it, the page's title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from ingest.facts.pages.page import Line, Page
from ingest.facts.pages.subject import subject_of_page
from ingest.facts.tables.columns import NETWORKS
from ingest.facts.tables.table import Table
from ingest.facts.tables.values import dates_of, membership_kind, one_of, status_of
from ingest.facts.wording.kinds import kinds_in, one_kind
from ingest.facts.wording.plain import plain
from ingest.facts.wording.words import pattern
from ingest.names.vocabulary import words
from ingest.normalise import fold
from ingest.records import Entity

PLACES: Final = ("city", "region")
CAPTION_WORDS: Final = 20
OWNED: Final = 0.5
"""Share of a heading that a name must fill for the section to be its own."""
FILE: Final = "columns"
NAME_WORDS: Final = 8
"""Of a network's name."""
NOTES: Final = 6
"""Lines under a table that may be notes."""
NOTED: Final = re.compile(r"\s*([*†‡°]+|\[\w{1,2}\]|[¹²³⁴⁵⁶⁷⁸⁹]+|\(\d\))\s*[:=–-]?\s*(.+)")
OF: Final = re.compile(
    r"(?i)(?:\b(?:de|du|des|of|à|in|for|pour)(?: la| l['’])?(?: ville| métropole| commune| city)?"
    r"(?: de| d['’]| of)?|\bd['’])\s*$"
)


class Around:
    """The context of a table."""

    def __init__(self, page: Page, table: Table) -> None:
        self.page = page
        self.table = table
        self.first = table.lines[0]
        self.last = table.lines[-1]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The caption and the headings above the table, the nearest first."""
        above = self.page.lines[self.first.index - 1] if self.first.index else None
        caption = above is not None and above.unit.kind == "sentence" and above.headings == self.first.headings
        near = [above] if above is not None and caption and len(above.text.split()) <= CAPTION_WORDS else []
        return (*near, *(self.page.lines[heading.line] for heading in reversed(self.first.headings)))

    @cached_property
    def notes(self) -> dict[str, str]:
        """What stands under the table, by the mark that it explains: « * jumelage suspendu »."""
        below = self.page.lines[self.last.index + 1 :][:NOTES]
        found = (NOTED.match(line.text) for line in below if not line.cells and line.headings == self.last.headings)
        return {note[1]: note[2] for note in found if note}

    @cached_property
    def latest(self) -> str | None:
        """The last beginning that the table dates: it was written later, whatever the page's date."""
        begun = (record.text("since") or record.text("date") for record in self.table.records)
        return max((first for text in begun if (first := dates_of(text)[0])), default=None)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        return (*(line.text for line in self.lines), self.page.document.title)

    @cached_property
    def near(self) -> bool:
        """Whether the nearest heading or caption is what tells what the table lists."""
        return self.lists == self._listed(self.lines[:1]) is not None or not self.lines

    @cached_property
    def lists(self) -> str | None:
        """`members`, `partners` or `networks`, as the nearest words that tell it say."""
        return self._listed((*self.lines, None))

    def _listed(self, lines: Sequence[Line | None]) -> str | None:
        for line in lines:
            text = line.text if line else self.page.document.title
            if one_of("tables", "members").search(fold(text)):
                return "members"
            if one_of("tables", "partners").search(fold(text)) or kinds_in(text):
                return "partners"
            if one_of("tables", "networks").search(fold(text)):
                return "networks"
            if line and any(one.entity.kind in NETWORKS for one in self.page.mentions(line)):
                return "members"
        return None

    @cached_property
    def kind(self) -> str | None:
        """The kind of link that the nearest words name; none where they name several."""
        for text in self.texts:
            if found := kinds_in(text):
                return one_kind(found)
        return None

    @cached_property
    def membership(self) -> str | None:
        return next((kind for text in self.texts if (kind := membership_kind(text))), None)

    @cached_property
    def status(self) -> str | None:
        """« Jumelages suspendus », « Villes candidates »: what the nearest heading says of all its rows."""
        for line in self.lines:
            found = status_of(line.text) if len(line.text.split()) <= 6 else None
            if found and found not in ("active", "marked", "listed", "done", "in-progress"):
                return found
        return None

    @cached_property
    def country(self) -> str | None:
        """Of a table under the name of a country."""
        found = (self.page.names.country(line.text.strip(" :")) for line in self.lines[:1])
        return next((code for code in found if code), None)

    def city(self) -> Entity | None:
        """The city or region whose table it is."""
        return self._owner(PLACES)

    def network(self) -> Entity | None:
        """The network whose table it is."""
        return self._owner(NETWORKS) or self._introduced()

    def _introduced(self) -> Entity | None:
        """« Members of the Forum of Walled Towns »: a network that only the words above the table name."""
        for text in self.texts:
            found = pattern(r"(?<!\w)<tables.members_of>\s*", FILE).search(plain(text))
            name = (
                re.split(r"[,;:.()]|\s[–-]\s|\s(?:en|au|in|on|as of)\s+(?=\d|[a-zà-ÿ]+ \d)", text[found.end() :])[0]
                if found
                else ""
            )
            named = name[:1].isupper() and len(name.split()) <= NAME_WORDS
            if named and set(fold(name).split()) & words("network_heads") and not self.page.names.known(name):
                return self.page.names.network(name.strip())
        return None

    def _owner(self, kinds: tuple[str, ...]) -> Entity | None:
        about = subject_of_page(self.page)
        own = about if about and about.kind in kinds else None
        for line in self.lines:
            named = list(self._named(line, kinds, strict=own is not None and kinds == PLACES))
            if len({one.id for one in named}) == 1:
                return named[0]
        if own:
            return own
        title = self.page.document.title
        found = {one.entity.id: one.entity for one in self.page.names.mentions(title) if one.entity.kind in kinds}
        return next(iter(found.values())) if len(found) == 1 else None

    def _named(self, line: Line, kinds: tuple[str, ...], strict: bool) -> Iterator[Entity]:
        """The entities of a heading; `strict`: only those whose own section it is, on a page about another one."""
        for one in self.page.mentions(line):
            if one.entity.kind in kinds:
                whole = one.end - one.start >= OWNED * len(line.text)
                if not strict or whole or OF.search(line.text[: one.start]):
                    yield one.entity

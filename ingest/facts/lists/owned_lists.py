"""Partners listed in one line behind whose they are, on a page that speaks of such links.

« TOURS : Mulheim (Allemagne, 1962), Ségovie (Espagne) », « La cité a voyagé loin : Parme en Italie (1979), Brasov en
Roumanie, … ».
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from ingest.facts.lists.items import LABEL, pieces
from ingest.facts.pages.entries import PLACES, Entry, read_entry
from ingest.facts.pages.headings import Reading, read_heading, same_place
from ingest.facts.pages.page import Draft, Line, Page
from ingest.facts.pages.remarks import remarks
from ingest.facts.pages.scope import Scope, scope_of
from ingest.facts.wording.kinds import VAGUE, kinds_in
from ingest.facts.wording.orders import is_order
from ingest.facts.wording.plain import plain
from ingest.facts.wording.stance import VOID, stance_of
from ingest.facts.wording.words import any_of
from ingest.records import Entity

EXTRACTOR: Final = "items.owned"
FILE: Final = "narrated"
FEWEST: Final = 3
FEWEST_NAMED: Final = 2
"""Entries that such a list has; fewer where the label is the name of the town whose list it is."""
SHARE: Final = 0.6
"""Of the entries, those that say their country or a year."""
SPOKEN: Final = 2
"""Times that a page names a kind of link it speaks of."""
IN_BRACKETS: Final = re.compile(r"\W*(?P<town>[^():;,]{2,40}?)\s*\((?P<list>[^()]{4,200})\)\W*$")
ELSEWHERE: Final = re.compile(rf"(?<!\w){any_of(FILE, 'elsewhere', 'words')}(?!\w)")


def owned_lists(page: Page) -> Iterator[Draft]:
    """The partners of the lists whose label names their town, or tells nothing of what it lists."""
    for line in page.lines:
        label = LABEL.match(line.text) if _may_list(line) else None
        scope = scope_of(page, line)
        if label is None or scope.denied or scope.aside:
            continue
        reading = read_heading(label["label"], page.names, scope.subject.country if scope.subject else None, lead=True)
        owner, fewest = _owner(reading, label["label"], scope)
        kind = _kind(page, scope) if owner else None
        if owner is None or kind is None:
            continue
        entries = [(text, read_entry(text, page.names)) for _, text in pieces(line.text, label.end(), page.names)]
        sure = [(text, entry) for text, entry in entries if entry and _says_where(entry)]
        if len(sure) < fewest or len(sure) < SHARE * len(entries):
            continue
        for text, entry in sure:
            for place, said in remarks(text, entry):
                if not same_place(place, owner):
                    yield Draft(
                        owner, "partner_of", place, line, EXTRACTOR,
                        kind=said.kind or kind, since=said.since, until=said.until, status=said.status or "active",
                    )  # fmt: skip


def bracketed_lists(page: Page) -> Iterator[Draft]:
    """« Auch (Memmingen, depuis 1990 ; Calatayud) »: the partners in brackets behind each town of a list."""
    for line in page.lines:
        found = IN_BRACKETS.match(line.text) if line.unit.kind == "item" and _may_list(line) else None
        scope = scope_of(page, line)
        if found is None or scope.denied or scope.aside:
            continue
        town = read_entry(found["town"], page.names, scope.subject.country if scope.subject else None)
        kind = _kind(page, scope)
        if kind is None or town is None or not _is_one(town, found["town"]):
            continue
        owner = town.places[0].entity
        if scope.subject is None or owner.country != scope.subject.country or same_place(owner, scope.subject):
            continue
        entries = [(text, read_entry(text, page.names)) for _, text in pieces(found["list"], 0, page.names)]
        sure = [(text, entry) for text, entry in entries if entry and entry.sure]
        if len(sure) < len(entries) or (len(sure) < FEWEST_NAMED and not any(entry.dated for _, entry in sure)):
            continue
        told = [(place, said) for text, entry in sure for place, said in remarks(text, entry)]
        if all(place.kind in PLACES and place.country != owner.country for place, _ in told):
            for place, said in told:
                yield Draft(
                    owner, "partner_of", place, line, EXTRACTOR,
                    kind=said.kind or kind, since=said.since, until=said.until, status=said.status or "active",
                )  # fmt: skip


def _is_one(entry: Entry, text: str) -> bool:
    """Whether an entry is the name of one known town, and nothing more."""
    return entry.sure and len(entry.places) == 1 and not re.search(r"\w", entry.rest) and not re.search(r"\d", text)


def _may_list(line: Line) -> bool:
    return (
        line.unit.kind in ("sentence", "item")
        and not (line.cells or line.listing or line.unit.status)
        and not is_order(line.text)
    )


def _owner(reading: Reading, label: str, scope: Scope) -> tuple[Entity | None, int]:
    """Whose list it is, and how many entries show that it is one."""
    if reading.sort == "place" and len(reading.places) == 1 and not reading.told:
        return reading.places[0], FEWEST_NAMED
    flat = plain(label)
    if reading.sort != "other" or ELSEWHERE.search(flat) or stance_of(flat, 0) == VOID:
        return None, FEWEST
    owner = scope.subject
    return (owner if owner and owner.kind in PLACES else None), FEWEST


def _says_where(entry: Entry) -> bool:
    return bool(entry.places) and all(place.told or (place.known and entry.dated) for place in entry.places)


def _kind(page: Page, scope: Scope) -> str | None:
    """The kind of link that the section lists, else the one that the page names most."""
    if scope.topic and scope.topic.lists == "partners":
        return scope.topic.kind
    if scope.topic and scope.topic.line >= 0:
        return None
    if "spoken" not in page.memo:
        texts = (page.document.title, *(line.text for line in page.lines))
        found = Counter(word.kind for text in texts for word in kinds_in(text) if word.kind not in VAGUE)
        most = found.most_common(1)
        page.memo["spoken"] = most[0][0] if most and most[0][1] >= SPOKEN else ""
    return str(page.memo["spoken"]) or None

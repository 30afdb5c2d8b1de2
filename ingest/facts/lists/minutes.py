"""Minutes of a network's assembly: who was there, who was admitted, who left, whose request was put off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ingest.dates import YEAR, find_dates
from ingest.facts.lists.items import pieces
from ingest.facts.pages.entries import PLACES, read_entry
from ingest.facts.pages.headings import NETWORK_KINDS, same_place
from ingest.facts.pages.meetings import is_minutes, says
from ingest.facts.pages.page import Draft, Line, Page
from ingest.facts.pages.subject import subject_of_page
from ingest.facts.wording.orders import is_order
from ingest.facts.wording.plain import plain
from ingest.facts.wording.words import pattern
from ingest.names import Mention
from ingest.records import Entity

FILE: Final = "headings"
EXTRACTOR: Final = "minutes"
LABEL: Final = re.compile(r"^\W*(?P<label>[^:.;!?]{3,60}?)\s*:\s+(?=\S)")
MOST_PEOPLE: Final = 0.5
SINCE: Final = re.compile(
    r"(?i)\b(?:membres?|adhérente?s?|member|joined)\s+(?:depuis|since|en|in)\s+(?:le\s+)?"
    rf"(?P<when>(?:\d{{1,2}}\s+)?(?:[^\W\d]+\s+)?{YEAR})"
)
AMONG: Final = re.compile(
    r"(?i)^\W*(?:parmi elles|parmi eux|among them|dont|including|il s'agit de|those are|elles? concern\w+)\b"
)


def minutes(page: Page) -> Iterator[Draft]:
    """The memberships that minutes record."""
    network = subject_of_page(page)
    if network is None or network.kind not in NETWORK_KINDS or not is_minutes(page):
        return
    postponed: int | None = None
    for line in page.lines:
        if line.cells or is_order(line.text):
            continue
        flat = plain(line.text)
        yield from _present(page, line, network)
        if line.unit.kind == "sentence":
            yield from _withdrawn(page, line, network, flat)
        requests = says("requests", flat) and says("postponed", flat)
        follows = postponed is not None and line.index - postponed <= 3 and AMONG.match(line.text)
        if line.unit.kind == "sentence" and (requests or follows):
            for one in _cities(page, line, network):
                yield _candidate(one.entity, network, line)
        postponed = line.index if requests else postponed


def _present(page: Page, line: Line, network: Entity) -> Iterator[Draft]:
    """« Présents ou représentés : Barcelone (aire métropolitaine), Dubrovnik … », cities and not people."""
    label = LABEL.match(line.text)
    if not label or not pattern(r"^\W*<minutes.present>\W*$", FILE).match(plain(label["label"])):
        return
    entries = [read_entry(text, page.names) for _, text in pieces(line.text, label.end(), page.names)]
    known = [entry for entry in entries if entry is not None and entry.sure]
    if len(known) < max(1, MOST_PEOPLE * len(entries)):
        return
    for entry in entries:
        for place in entry.places if entry else ():
            yield Draft(
                place.entity, "member_of", network, line, f"{EXTRACTOR}.present", kind="membre", status="active"
            )


def _withdrawn(page: Page, line: Line, network: Entity, flat: str) -> Iterator[Draft]:
    """« L'assemblée prend acte du départ d'Ancône, membre depuis janvier 2008, à la date du 31 décembre 2016. »"""
    noun = pattern(
        r"(?<!\w)<minutes.withdrawn>\s+(?:de\s+la\s+(?:ville\s+d[e']\s*)?|de\s+|d'|du\s+|of\s+)", FILE
    ).search(flat)
    if not noun:
        return
    for one in _cities(page, line, network):
        if one.start - noun.end() in range(4):
            since = SINCE.search(line.text)
            rest = line.text[one.end :]
            if since:
                rest = line.text[one.end : since.start()] + line.text[since.end() :]
            until = next((found.iso for found in find_dates(rest)), None)
            yield Draft(
                one.entity, "member_of", network, line, f"{EXTRACTOR}.withdrawn",
                kind="membre", since=_iso(since["when"]) if since else None, until=until, status="former", as_of=until,
            )  # fmt: skip


def _iso(when: str) -> str | None:
    year = re.search(YEAR, when)
    return next((found.iso for found in find_dates(when)), year[0] if year else None)


def _cities(page: Page, line: Line, network: Entity) -> list[Mention]:
    return [one for one in page.mentions(line) if one.entity.kind in PLACES and not same_place(one.entity, network)]


def _candidate(city: Entity, network: Entity, line: Line) -> Draft:
    return Draft(city, "status", network, line, f"{EXTRACTOR}.requests", kind="candidature", status="candidate")

"""Members that running text enumerates: « 18 Cities of Film … Those are A, B and C », « les communes adhérentes, de A à
B », « Four new members joined N: A, B … ».

A list is read first, then what it hangs on: words for members, a title that a network gives, or towns of which a verb
says that they joined. Lists that hang on anything else (participants, partners, a board) are no members.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from ingest.facts.pages.headings import same_place
from ingest.facts.pages.page import Draft, Line, Page
from ingest.facts.pages.scope import scope_of
from ingest.facts.sentences.coordination import Item
from ingest.facts.sentences.runs import read_range, read_run
from ingest.facts.sentences.sketch import CITY, NETWORK, Sketch
from ingest.facts.sentences.titles import Titles, titles_of, words
from ingest.facts.wording.orders import is_order
from ingest.facts.wording.plain import plain
from ingest.facts.wording.stance import VOID, stance_of
from ingest.records import Entity

EXTRACTOR: Final = "enumeration"


def _word(table: str, *lists: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words(table, name) for name in lists)})(?![\w-])")


MEMBERS: Final = _word("heads", "members")
TOWNS: Final = _word("heads", "places")
OTHERS: Final = _word("heads", "others")
CANDIDATES: Final = _word("heads", "candidates")
FRESH: Final = _word("heads", "fresh")
STANDING: Final = _word("heads", "standing")
FOUNDING: Final = _word("heads", "founding")
JOIN: Final = _word("verbs", "join")
AWARD: Final = _word("verbs", "award")
GATHER: Final = _word("verbs", "gather")
LABELLED: Final = _word("verbs", "labelled")
THE_NETWORK: Final = _word("context", "network")
ADJACENT: Final = re.compile(rf",?\s(?={CITY})")
JOINT: Final = re.compile(
    rf"\s*(?:,?\s*(?<!\w)(?:{words('joints', 'inner')})(?!\w)\s*:?|:\s*(?:(?:{words('joints', 'onward')})(?!\w))?|"
    r"\((?=[^()]*,)|–|,(?=\s*(?:de|from)\s))\s*(?:(?:celles?|ceux|celui|those)\s+(?:de|d'|of)\s*)?"
)
CLOSED: Final = re.compile(r"\s*(?:[,.;:)!–]|$)")
"""« two member cities, A and B, … »: what closes an apposition."""
BESIDE: Final = re.compile(r"join|rejoign|cotes|alongside")
"""« …, joining A and B »: those were members before."""
ONWARD: Final = re.compile(rf"\s*(?:{words('joints', 'onward')})(?!\w)\s*:?\s*")
OF_NETWORK: Final = re.compile(r"\s*(?:son|sa|ses|il|elle|it|its)\s")
END: Final = re.compile(r"[;?!…]|(?<![^\w][a-z])\.(?=\s|$)")
REACH: Final = 120
"""Characters between what a list hangs on and the list."""
AROUND: Final = 30
"""Characters before the head that may say whose list it is."""
RECENT: Final = 2
"""Lines above a sentence that may have told of new members."""
SURE: Final = 2
"""Places that a list must hold where no name of a network stands in its sentence."""


@dataclass(frozen=True, slots=True)
class Head:
    """What makes the places of a list members of `network`."""

    network: Entity
    status: str
    kind: str | None
    told: bool
    """Whether the sentence itself names the network."""
    since: str | None = None


def enumerations(page: Page) -> Iterator[Draft]:
    """The members that sentences enumerate."""
    titles: Titles | None = None
    before: Sketch | None = None
    for line in page.lines:
        if line.cells or line.unit.kind == "row" or line.unit.status or is_order(line.text) or "?" in line.text:
            before = None
            continue
        if scope_of(page, line).denied or not _may_enumerate(page, line):
            before = None
            continue
        titles = titles or titles_of(page)
        read = titles.sketch(line)
        yield from _lists(titles, read)
        if before and before.line.headings == line.headings and (opened := ONWARD.match(read.signs)):
            items = read_run(read, opened.end(), page.names)
            head = _head(titles, before, len(before.signs.rstrip(" .:"))) if items else None
            if head and head.status == "active" and FRESH.search(opened[0]):
                head = replace(head, status="joined")
            yield from _drafts(line, items, head)
        before = read


def _may_enumerate(page: Page, line: Line) -> bool:
    """Whether it is worth a sketch: it speaks of members, or names places."""
    return len(line.text) > 12 and (
        bool(page.mentions(line)) or any(mark in line.text.lower() for mark in ("cit", "vill", "memb", "town"))
    )


def _lists(titles: Titles, read: Sketch) -> Iterator[Draft]:
    done = 0
    joints = [*JOINT.finditer(read.signs), *(one for one in ADJACENT.finditer(read.signs))]
    for joint in sorted(joints, key=lambda one: one.start()):
        if joint.start() < done:
            continue
        range_ = read_range(read, joint.start(), titles.page.names)
        items = range_ or read_run(read, joint.end(), titles.page.names)
        if not items:
            continue
        mark = "range" if range_ else joint[0].strip()
        head = _head(titles, read, joint.start(), 0 if mark in ("", ",") else REACH)
        if head is None or (mark in ("(", ",") and len(items) < SURE):
            continue
        if mark == "," and not CLOSED.match(read.signs, items[-1].stop):
            continue
        if BESIDE.search(joint[0]):
            head = replace(head, status="active", since=None)
        done = items[-1].stop
        yield from _drafts(read.line, items, head)


def _drafts(line: Line, items: list[Item], head: Head | None) -> Iterator[Draft]:
    if head is None or (not head.told and len(items) < SURE):
        return
    for item in items:
        if same_place(item.entity, head.network):
            continue
        if head.status == "candidate":
            yield Draft(item.entity, "status", head.network, line, EXTRACTOR, kind="candidature", status="candidate")
            continue
        since = item.since or head.since
        yield Draft(item.entity, "member_of", head.network, line, EXTRACTOR, head.kind, since, None, head.status)


def _head(titles: Titles, read: Sketch, end: int, reach: int = REACH) -> Head | None:
    """What the list that begins at place `end` hangs on, at most `reach` characters before."""
    signs = read.signs
    starts = [one.end() for one in END.finditer(signs, 0, end)]
    start = starts[-1] if starts else 0
    found = [(one, one.start(), one.end()) for one in MEMBERS.finditer(signs, start, end)]
    places = [(at, at + 1) for at in read.things if start <= at < end and titles.title(read, at)]
    spans = [(first, last, "members") for _, first, last in found]
    spans += [(first, last, "title") for first, last in places]
    spans += [(one.start(), one.end(), "towns") for one in TOWNS.finditer(signs, start, end)]
    for first, last, sort in sorted(spans, key=lambda one: (-one[1], one[0])):
        between = signs[last:end]
        if len(between) > reach or re.search(CITY, re.sub(r"\([^()]*\)", "", between)):
            return None
        around = signs[max(start, first - AROUND, signs.rfind(",", start, first) + 1) : end]
        if OTHERS.search(around):
            return None
        head = _of(titles, read, start, (first, last), end, sort)
        if head:
            return head
    return None


def _of(titles: Titles, read: Sketch, start: int, span: tuple[int, int], end: int, sort: str) -> Head | None:
    signs = read.signs
    clause = signs[start:end]
    named = [at for at in read.things if start <= at < end and signs[at] == NETWORK]
    title = titles.title(read, span[0]) if sort == "title" else None
    if sort == "towns" and not (_made_members(clause, bool(named)) or _newcomers(titles, read, start, span[0])):
        return None
    if title:
        network: Entity | None = title.network
    else:
        after = [at for at in named if at >= span[0]]
        nearest = after[0] if after else named[-1] if named else None
        network = read.mention(nearest).entity if nearest is not None else titles.meant(read.line)
    if network is None:
        return None
    if sort == "towns" and stance_of(clause, span[0] - start) in (VOID, "planned"):
        return None
    near = signs[max(start, span[0] - AROUND) : end]
    status = _status(near, clause if sort == "towns" else near)
    kind = title.kind if title else None
    kind = kind or ("membre fondateur" if status == "founding" else "label" if LABELLED.search(clause) else "membre")
    dates = [when.iso for at, when in read.whens(start, end) if when.mode != "until"]
    since = dates[0] if status == "joined" and len(dates) == 1 else None
    return Head(network, status, kind, bool(named) or title is not None, since)


def _made_members(clause: str, named: bool) -> bool:
    """Whether the clause says that the towns belong to a network: they joined it, or it counts them."""
    if not (named or THE_NETWORK.search(clause)):
        return bool(OF_NETWORK.match(clause) and GATHER.search(clause))
    return bool(JOIN.search(clause) or AWARD.search(clause) or LABELLED.search(clause) or GATHER.search(clause))


def _newcomers(titles: Titles, read: Sketch, start: int, head: int) -> bool:
    """« three additional cities », soon after a sentence that told of the network's new members."""
    if not FRESH.search(read.signs, max(start, head - AROUND), head):
        return False
    above = [plain(line.text) for line in titles.page.lines[max(0, read.line.index - RECENT) : read.line.index]]
    return any(FRESH.search(text) and MEMBERS.search(text) for text in above)


def _status(near: str, clause: str) -> str:
    if CANDIDATES.search(near):
        return "candidate"
    if FOUNDING.search(near):
        return "founding"
    return "joined" if FRESH.search(clause) and not STANDING.search(near) else "active"

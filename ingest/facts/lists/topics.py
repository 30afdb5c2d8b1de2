"""The lists of a page whose topic is a relation, those included that only their shape shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from ingest.facts.lists.flat_rows import FEWEST, read_row, read_rows
from ingest.facts.pages.entries import Entry, read_entry
from ingest.facts.pages.headings import same_place
from ingest.facts.pages.page import Line, Page
from ingest.facts.pages.scope import SHORT_LEAD, Scope, Topic, below, scope_of
from ingest.facts.wording.kinds import kinds_in
from ingest.facts.wording.orders import is_order
from ingest.facts.wording.plain import plain
from ingest.facts.wording.words import pattern
from ingest.marks import BULLETS, leading_mark, read_legend
from ingest.names import Names
from ingest.records import Entity

SHORT: Final = 12
"""Words of a line that can be an entry of a list without bullets."""
TITLE_WORDS: Final = 5
FEWEST_MARKED: Final = 3
"""Items with marks from which a list can be one of links by its legend alone."""
SHAPED: Final = 0.6
"""Share of a list's items that must have the shape of entries where no heading says what they are."""
PAIR: Final = re.compile(r"\s+(?:[-–—/:]|<?->|↔|et|and|&)\s+")
INTRO: Final = re.compile(r"(?i)\b(?:list of|liste (?:complète )?d(?:es|e|['’]))")
# « … compte 8 villes jumelles », "is twinned with six towns": as many as the items below.
COUNTED: Final = re.compile(
    r"\b(?:\d{1,3}|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|plusieurs|suivantes?|ci-dessous|two|three|four"
    r"|five|seven|eight|nine|ten|eleven|twelve|several|following|below)\b"
)
INTRO_REACH: Final = 6
"""Lines at the top of a page among which one says what the whole page lists."""


@dataclass(frozen=True, slots=True)
class Run:
    """Lines that stand together as a list."""

    lines: tuple[Line, ...]
    entries: tuple[Entry | None, ...]
    """What each line lists."""
    scope: Scope
    """Of the whole list."""


def runs(page: Page) -> tuple[Run, ...]:
    """The lists of `page` that stand under a relation topic, worked out once."""
    known = page.memo.get("runs")
    if known is None:
        known = page.memo["runs"] = tuple(_runs(page))
    assert isinstance(known, tuple)
    return known


def listed(page: Page) -> frozenset[int]:
    """Indexes of the lines that stand in those lists."""
    known = page.memo.get("listed")
    if known is None:
        known = page.memo["listed"] = frozenset(line.index for run in runs(page) for line in run.lines)
    assert isinstance(known, frozenset)
    return known


def entry_of(page: Page, line: Line) -> Entry | None:
    """What `line` was read to list, where it stands in a list."""
    known = page.memo.get("entries")
    if known is None:
        pairs = (zip(run.lines, run.entries, strict=True) for run in runs(page))
        known = page.memo["entries"] = {one.index: entry for run in pairs for one, entry in run}
    assert isinstance(known, dict)
    return known.get(line.index)


def unmarked(text: str) -> str:
    """The item without its mark or bullet, its place kept by spaces."""
    mark = re.match(r"^[^\w«\"“(]+\s*", text)
    return " " * mark.end() + text[mark.end() :] if mark else text


def read_pair(text: str, names: Names) -> tuple[Entity, Entity, str] | None:
    """« Besançon - Fribourg-en-Brisgau (1959) »: two places, and what is said of their link."""
    cut = PAIR.search(text)
    if not cut or names.country(text[: cut.start()].strip()):
        return None
    left, right = read_entry(text[: cut.start()], names), read_entry(text[cut.end() :], names)
    if not left or not right or len(left.places) != 1 or len(right.places) != 1 or left.rest or left.dated:
        return None
    if not left.places[0].known or names.country(re.split(r"[(,]", text[cut.end() :])[0].strip()):
        return None
    return left.places[0].entity, right.places[0].entity, text[cut.end() :] if right.dated else right.rest


def is_own_list(page: Page, owner: Entity) -> bool:
    """Whether the partners listed can be those of `owner`: not where it stands among them with its own country."""
    key = f"own:{owner.id}"
    if key not in page.memo:
        page.memo[key] = not any(_lists_itself(page, line, owner) for line in page.lines)
    return bool(page.memo[key])


def _lists_itself(page: Page, line: Line, owner: Entity) -> bool:
    topic = scope_of(page, line).topic
    if line.cells or topic is None or topic.lists != "partners" or len(line.text.split()) > SHORT:
        return False
    entry = read_entry(unmarked(line.text), page.names)
    return entry is not None and any(place.told and same_place(place.entity, owner) for place in entry.places)


def _runs(page: Page) -> Iterator[Run]:
    taken: set[int] = set()
    for number, group in groupby(page.lines, key=lambda line: (line.list, line.headings) if line.list else None):
        lines = [line for line in group if _may_list(line)]
        if number is None:
            for loose in _loose(page, lines):
                taken.update(line.index for line in loose)
                yield from _run(page, loose)
        elif lines and lines[0].unit.kind == "item":
            above = page.lines[lines[0].index - 1] if lines[0].index else None
            if (
                above
                and above.unit.kind == "heading"
                and above.index not in taken
                and _leads_its_like(page, above, lines)
            ):
                lines = [above, *lines]
            for part in _parts(page, lines):
                yield from _run(page, part)


def _marked_links(page: Page, lines: list[Line]) -> str | None:
    """The kind of link that the page's legend speaks of (« [x] lien signé, [ ] en projet »), for a list of places with
    such a mark before each."""
    if len(lines) < FEWEST_MARKED or not all(line.unit.mark and line.unit.status for line in lines):
        return None
    if sum(_shaped(page, line) for line in lines) < SHAPED * len(lines):
        return None
    kinds = []
    for text in page.document.text.split("\n"):
        if leading_mark(text) or read_legend(text):
            if text == lines[0].text:
                break
            kinds += [word.kind for word in kinds_in(text)]
            kinds += ["partenariat"] if pattern(r"(?<!\w)<marked.links>(?!\w)", "headings").search(plain(text)) else []
    return one_kind_of(kinds)


def one_kind_of(kinds: list[str]) -> str | None:
    """The one kind among `kinds`, a vague one where they differ."""
    return kinds[0] if len(set(kinds)) == 1 else "partenariat" if kinds else None


def _parts(page: Page, lines: list[Line]) -> Iterator[list[Line]]:
    """A list cut behind the lines that are titles left among its items: « Nos membres »."""
    part: list[Line] = []
    for line in lines:
        if part and _is_title(page, line):
            yield part
            part = []
        part.append(line)
    yield part


def _is_title(page: Page, line: Line) -> bool:
    short = not line.prefix and len(line.text.split()) <= TITLE_WORDS and not re.search(r"[\d,;()]", line.text)
    if not short or read_entry(line.text, page.names):
        return False
    topic = below(page, line, line.text).topic
    return topic is not None and topic.line == line.index and not topic.vague


def _run(page: Page, lines: list[Line]) -> Iterator[Run]:
    scope = _scope(page, lines)
    topic = scope.topic
    if topic is None and not (scope.denied or scope.aside) and (kind := _marked_links(page, lines)):
        topic = Topic("partner_of", "partners", kind, line=lines[0].index)
        scope = replace(scope, topic=topic)
    if topic is None or scope.denied or scope.aside:
        return
    if topic.lists == "networks":
        entries: list[Entry | None] = [None for _ in lines]
    else:
        entries = [read_entry(unmarked(line.text), page.names, scope.country) for line in lines]
        if sum(entry is not None and entry.sure for entry in entries) < SHAPED * len(entries):
            texts = [unmarked(line.text) for line in lines]
            alone = len(lines) < FEWEST and not (topic.vague or topic.loose)
            # Under « ANCIENS JUMELAGES », one row or two are no table yet, and rows all the same.
            rows = [read_row(text, page.names) for text in texts] if alone else read_rows(texts, page.names)
            entries = [row or entry for row, entry in zip(rows, entries, strict=True)] if rows else entries
    yield Run(tuple(lines), tuple(entries), scope)


def _scope(page: Page, lines: list[Line]) -> Scope:
    """The scope of a list: that of its first line, or what the line right above it says."""
    first = lines[0]
    if first.unit.kind == "item" and len(lines) > 1 and _is_title(page, first):
        return below(page, first, first.text)
    scope = scope_of(page, first)
    if first.index == 0:
        return scope
    above = page.lines[first.index - 1]
    if first.unit.kind == "item":
        told = len(lines) > 1 and sum(_shaped(page, line) for line in lines) >= SHAPED * len(lines)
        return _told_above(page, above, scope) if told else scope
    text = re.sub(r"\[\s*\d+\s*\]", "", above.text).strip()
    if above.unit.kind == "sentence" and (text.endswith(":") or len(text.split()) <= SHORT_LEAD):
        lead = below(page, above, text)
        if lead.topic is not None and lead.topic.line == above.index:
            return lead
        place = read_entry(text, page.names) if not text.endswith(":") else None
        if place and place.sure and len(place.places) == 1 and not place.rest:
            # A list of lists: « Beihai » above its own twin towns, on a page that says that it lists twin towns.
            for intro in page.lines[:INTRO_REACH]:
                if INTRO.search(intro.text) and kinds_in(intro.text):
                    found = below(page, intro, intro.text)
                    subject = place.places[0].entity
                    return Scope(subject=subject, topic=found.topic)
    return scope


def _told_above(page: Page, above: Line, scope: Scope) -> Scope:
    """The scope of items under a sentence without a colon that says what they are: « Brest a huit villes jumelles. »"""
    if above.unit.kind != "sentence" or is_order(above.text) or (scope.topic and not scope.topic.loose):
        return scope
    told = below(page, above, above.text)
    topic = told.topic
    if topic is None or topic.line != above.index or topic.vague or told.denied or told.objects:
        return scope
    return told if COUNTED.search(plain(above.text)) else scope


def _may_list(line: Line) -> bool:
    return line.unit.kind in ("item", "sentence") and not line.cells and not line.listing and not is_order(line.text)


def _loose(page: Page, lines: list[Line]) -> Iterator[list[Line]]:
    """Plain lines one below the other that have the shape of entries: « Gold Coast, Australia ».

    A short line that cannot be read does not part those around it.
    """
    current: list[Line] = []
    odd: list[Line] = []
    for line in lines:
        follows = current and line.index == [*current, *odd][-1].index + 1 and line.headings == current[-1].headings
        if current and not follows:
            if len(current) > 1:
                yield current
            current, odd = [], []
        if _shaped(page, line):
            current += [*odd, line]
            odd = []
        elif len(current) > 1 and not odd and _is_short(line):
            odd = [line]
        else:
            if len(current) > 1:
                yield current
            current, odd = [], []
    if len(current) > 1:
        yield current


def _is_short(line: Line) -> bool:
    """Whether it has the parts of an entry: « Cochabamba (Bolivia [Plurinational State of]) – Gastronomy »."""
    parted = re.search(r"[,(]|\s[–—-]\s", line.text)
    return parted is not None and len(line.text.split()) <= SHORT and not re.search(r"[.!?…:]$", line.text)


def _shaped(page: Page, line: Line) -> bool:
    if len(line.text.split()) > SHORT:
        return False
    entry = read_entry(unmarked(line.text), page.names)
    if entry is None or not entry.sure:
        entry = read_row(unmarked(line.text), page.names) or entry
    if entry is None:
        return False
    if line.text[0] in BULLETS:
        return True
    return entry.sure and all(place.told for place in entry.places) and not re.search(r"[.!?]\s", plain(entry.rest))


def _leads_its_like(page: Page, heading: Line, items: list[Line]) -> bool:
    """Whether what looks like a heading is the first entry of the list under it: it is of the items' own shape."""
    if kinds_in(heading.text):
        return False
    for shaped in (_shaped, _is_pair):
        if shaped(page, heading) and sum(shaped(page, line) for line in items) > len(items) / 2:
            return True
    return False


def _is_pair(page: Page, line: Line) -> bool:
    return len(line.text.split()) <= SHORT and read_pair(unmarked(line.text), page.names) is not None

"""Lists of places and of networks under a heading or a line that says what they list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ingest.dates import YEAR
from ingest.facts.lists.labelled import ties_others
from ingest.facts.lists.member_cards import is_card
from ingest.facts.lists.topics import Run, is_own_list, listed, read_pair, runs, unmarked
from ingest.facts.pages.entries import PLACES, Entry, is_date, read_entry
from ingest.facts.pages.headings import read_heading, same_place
from ingest.facts.pages.meetings import is_admission, is_minutes
from ingest.facts.pages.network_names import read_networks
from ingest.facts.pages.page import Draft, Line, Page
from ingest.facts.pages.remarks import remark, remarks
from ingest.facts.pages.scope import Scope, Topic, below, scope_of
from ingest.facts.wording.bodies import body_told
from ingest.facts.wording.kinds import GENERIC, VAGUE, family_of
from ingest.facts.wording.orders import is_order
from ingest.facts.wording.plain import plain
from ingest.facts.wording.qualifiers import Qualifiers, cue, read_qualifiers
from ingest.names import Names
from ingest.records import Entity

ENOUGH: Final = 0.5
WISHED: Final = (None, "planned", "in-progress")
"""Statuses of a membership that a remark can take back to a mere wish."""
"""Share of a list's items that must surely be places for the doubtful ones among them to be taken too."""
LABEL: Final = re.compile(r"^\W*(?P<label>[^:.;!?]{3,90}?)\s*:\s+(?=\S)")
STROKE: Final = re.compile(r"\s[-–—•·|*]\s(?=[A-ZÀ-Þ][^\d]{2})|\s?[•▪■]\s?(?=[A-ZÀ-Þ])")
BRACKETED: Final = re.compile(r"(?:[^\W\d]|[^()\w.;:]|\d){0,60}\)\s*\.?")
"""The end of a remark in brackets that closes a list: « jusqu'en 2011). »."""
ENDS: Final = re.compile(r"(?<!\bSt)(?<!\bSte)[.!?](?=\s|$)")
"""« St. Louis » goes on."""
AVEC: Final = re.compile(r"\s+(?:avec|with|<->|↔)\s+(?=[A-ZÀ-Þ])")
"""Between the two ends of a link that is not the page's own."""
LABELLED: Final = re.compile(r"(?i)^\W*label\b")
REMARKED: Final = re.compile(r"(?::|\s[–—-])\s*$")
THAT_YEAR: Final = re.compile(r"(?i)\bcette (?:même )?année(?:-là)?\b|\bla même année\b|\bthat (?:same )?year\b")

EQUALS: Final = re.compile(r"\s=\s*\d")
"""« Réseau des Cités du Sel = 12 communes » tells what it is, not who belongs to it."""


def list_items(page: Page) -> Iterator[Draft]:
    """« Salford (Royaume-Uni), 1966 » under « Villes jumelées », « Larnaca » under « Nos membres »."""
    for run in runs(page):
        scope, topic = run.scope, run.scope.topic
        if topic is None:
            continue
        owner = scope.subject
        if topic.lists == "partners" and (owner is None or owner.kind != "city"):
            pairs = list(_pairs(page, run))
            if pairs:
                yield from pairs
                continue
        if topic.lists == "partners" and owner and not is_own_list(page, owner):
            continue
        sure = sum(entry is not None and entry.sure for entry in run.entries) >= ENOUGH * len(run.lines)
        for line, entry in zip(run.lines, run.entries, strict=True):
            if not is_card(page, line):
                yield from _item(page, line, entry, scope, sure)


def _pairs(page: Page, run: Run) -> Iterator[Draft]:
    """« Besançon - Fribourg-en-Brisgau (1959) » in a list of twinnings that is no single city's."""
    read = [(line, read_pair(unmarked(line.text), page.names)) for line in run.lines]
    if sum(pair is not None for _, pair in read) < ENOUGH * len(read) or run.scope.topic is None:
        return
    for line, pair in read:
        if pair:
            scope = replace(run.scope, subject=pair[0])
            yield from link(line, pair[1], scope, run.scope.topic, read_qualifiers(pair[2]), "items.pair")


def inline_lists(page: Page) -> Iterator[Draft]:
    """« Jumelages : Coventry (1955), Wuppertal (1960) » in one line, and bare lists of names under a topic."""
    for line in page.lines:
        if line.cells or line.unit.kind == "row" or is_order(line.text):
            continue
        scope = scope_of(page, line)
        label = LABEL.match(line.text)
        country = scope.subject.country if scope.subject else None
        reading = read_heading(label["label"], page.names, country, lead=True) if label else None
        if label and reading and reading.sort == "topic":
            topic = below(page, line, label["label"])
            if topic.topic and not topic.denied and len(label["label"].split()) <= 12:
                yield from _inline(page, line, label.end(), _owned(page, label["label"], topic))
        elif line.unit.kind == "sentence" and not (line.listing or scope.denied or scope.aside):
            yield from _names_only(page, line, scope)
            yield from _card(page, line, scope)


def _owned(page: Page, label: str, topic: Scope) -> Scope:
    """The scope of « Bath has its own twins: … » on a page about another town: the one place that opens the label."""
    named = [one for one in page.names.mentions(label) if one.entity.kind in PLACES]
    if len(named) == 1 and named[0].start <= 3 and topic.topic and topic.topic.lists != "members":
        return replace(topic, subject=named[0].entity)
    return topic


def is_item(page: Page, line: Line) -> bool:
    """Whether the line is an item of a list whose topic is a relation."""
    return line.index in listed(page)


def _item(page: Page, line: Line, entry: Entry | None, scope: Scope, proven: bool) -> Iterator[Draft]:
    topic = scope.topic
    if topic is None:
        return
    if topic.lists == "networks":
        yield from network_items(page, line, scope, topic)
        return
    if entry is None:
        return
    if not entry.sure and read_heading(line.text, page.names).sort in ("status", "denied", "aside"):
        # « ANCIENNES »: a title that was left among the items.
        return
    label = None if entry.sure else LABEL.match(line.text)
    if label and read_heading(label["label"], page.names).sort in ("topic", "aside"):
        # « Réseaux : … » among towns: what the item is about, no town.
        return
    trusted = entry.sure or (proven and not topic.vague) or (scope.country is not None and not topic.loose)
    if not trusted or (topic.loose and not (entry.sure and proven)):
        return
    if topic.lists == "partners" and scope.subject and ties_others(page, line, scope.subject):
        return
    joined = admission_date(page, line, topic)
    if topic.lists == "partners" and (tied := _tied(page, line, entry)):
        other, said = tied
        other_scope = replace(scope, subject=entry.places[0].entity)
        yield from link(line, other, other_scope, topic, said, "items.pair")
        return
    if topic.lists == "partners" and scope.subject and (body := body_told(entry.rest, scope.subject, page.names)):
        scope = replace(scope, subject=body)
    for place, said in remarks(unmarked(line.text), entry, topic.kind):
        yield from link(line, place, scope, topic, replace(said, since=said.since or joined), "items.list")


def _tied(page: Page, line: Line, entry: Entry) -> tuple[Entity, Qualifiers] | None:
    """« Mellé avec Kochel, suspendu » in a list: the other end of a link of its own, and what is said of it."""
    behind = AVEC.match(line.text, entry.places[0].end) if len(entry.places) == 1 else None
    for one in page.mentions(line):
        if behind and one.start == behind.end() and one.entity.kind in PLACES:
            return one.entity, remark(line.text[one.end :])
    return None


def admission_date(page: Page, line: Line, topic: Topic) -> str | None:
    """When those who are listed as newcomers joined: what their lead says, or in minutes the day of the meeting."""
    if topic.status != "joined" or topic.line < 0:
        return None
    lead = page.lines[topic.line].text
    end = lead.find(":")
    told = read_qualifiers(lead[: end + 1] if end >= 0 else lead).since
    if told is None and THAT_YEAR.search(lead):
        before = (one.text for one in reversed(page.lines[max(0, topic.line - 3) : topic.line]))
        told = next((years[-1] for text in before if (years := re.findall(rf"(?<!\d){YEAR}(?!\d)", text))), None)
    if told is None and is_minutes(page) and is_admission(lead):
        return page.as_of(line)
    return told


def link(line: Line, place: Entity, scope: Scope, topic: Topic, said: Qualifiers, extractor: str) -> Iterator[Draft]:
    """The fact that `place` stands under `topic`."""
    intended = "planned" if family_of(said.kind or topic.kind) == "intention" else None
    status: str | None = said.status or topic.status or intended or line.unit.status
    status = "active" if status == "done" else status
    if topic.lists == "members" and topic.network:
        if same_place(place, topic.network):
            return
        membership = "membre fondateur" if status == "founding" else topic.kind or "membre"
        if status == "candidate":
            yield Draft(place, "status", topic.network, line, extractor, kind="candidature", status="candidate")
            return
        yield Draft(
            place, "member_of", topic.network, line, extractor,
            kind=membership, since=said.since, until=said.until, status=status or "active",
        )  # fmt: skip
    elif topic.lists == "partners" and scope.subject and scope.subject.kind in PLACES:
        if same_place(place, scope.subject):
            return
        kind = topic.kind
        if said.kind and said.kind != said.denied:
            # « Accords de coopération » says more of an item than its own « accord de 1994 ».
            less = said.kind in GENERIC and kind is not None and family_of(kind) == family_of(said.kind)
            kind = kind if less or (said.kind in VAGUE and kind is not None) else said.kind
        yield Draft(
            scope.subject, "partner_of", place, line, extractor,
            kind=kind, since=said.since, until=said.until, status=status or "active",
        )  # fmt: skip


def network_items(page: Page, line: Line, scope: Scope, topic: Topic, start: int = 0) -> Iterator[Draft]:
    """« Eurocities, depuis 1991 » under « Nos réseaux » of a city's page. `start`: of the names behind a label."""
    owner = scope.subject
    if owner is None or owner.kind not in PLACES:
        return
    text = " " * start + line.text[start:] if start else unmarked(line.text)
    if EQUALS.search(text):
        return
    for network, rest in read_networks(text, page, line):
        said = remark(rest, network=True)
        status: str | None = said.status or topic.status or line.unit.status
        status = "active" if status == "done" else status
        if status == "candidate" or (status in WISHED and cue("wished", "network").search(plain(rest))):
            yield Draft(owner, "status", network, line, "items.networks", kind="candidature", status="candidate")
            continue
        kind = "membre fondateur" if status == "founding" else "label" if LABELLED.search(rest) else "membre"
        yield Draft(
            owner, "member_of", network, line, "items.networks",
            kind=kind, since=None if status == "planned" else said.since, until=said.until, status=status or "active",
        )  # fmt: skip


def _inline(page: Page, line: Line, start: int, scope: Scope) -> Iterator[Draft]:
    """The names after a label, cut at commas and semicolons outside brackets."""
    topic = scope.topic
    if topic is None:
        return
    if topic.lists == "networks":
        yield from network_items(page, line, scope, topic, start)
        return
    parts = list(pieces(line.text, start, page.names))
    entries = [read_entry(text, page.names, scope.country) for _, text in parts]
    sure = sum(entry is not None and entry.sure for entry in entries)
    if not entries or sure < ENOUGH * len(entries) or entries[0] is None:
        return
    for (_, text), entry in zip(parts, entries, strict=True):
        if entry is None:
            continue
        joined = admission_date(page, line, topic)
        for place, said in remarks(text, entry, topic.kind):
            yield from link(line, place, scope, topic, replace(said, since=said.since or joined), "items.inline")


def pieces(text: str, start: int, names: Names) -> Iterator[tuple[int, str]]:
    """The entries after a label: cut at semicolons where there are any, else at the commas that begin a new name.

    « Cleveland, Ohio » and « Coventry, 1955 » stay whole.
    """
    end = next(
        (cut.start() for cut in ENDS.finditer(text[start:]) if cut.start() > 3),
        len(text) - start,
    )
    body = text[start : start + end]
    parted = list(STROKE.finditer(body))
    if parted and len(parted) >= body.count(",") and ";" not in body:
        # A list whose bullets were left in one line: « Kiel (Allemagne) 1964 - Plymouth (Royaume-Uni) 1963 ».
        ends = [*(cut.start() for cut in parted), len(body)]
        for begin, stop in zip([0, *(cut.end() for cut in parted)], ends, strict=True):
            if body[begin:stop].strip():
                yield start + begin, body[begin:stop].strip()
        return
    marks = ";" if ";" in body else ","
    depth = 0
    begin = 0
    for at, char in enumerate(body):
        depth += (char in "([") - (char in ")]" and depth > 0)
        if char in marks and not depth:
            after = re.match(r"\s*([^,;(]+)", body[at + 1 :])
            goes_on = after is not None and (not re.match(r"[^\W\d_]", after[1]) or names.country(after[1].strip(" .")))
            if char == "," and goes_on:
                continue
            yield start + begin, body[begin:at].strip()
            begin = at + 1
    if body[begin:].strip():
        yield start + begin, body[begin:].strip()


def _names_only(page: Page, line: Line, scope: Scope) -> Iterator[Draft]:
    """A sentence without a verb under a topic: « Ghent, Glasgow, Dubrovnik, Leipzig and Rabat. »"""
    topic = scope.topic
    if topic is None or topic.lists == "networks" or topic.loose or topic.line < 0:
        return
    entry = read_entry(line.text, page.names, scope.country)
    if entry is None or not _is_all(line.text, entry):
        return
    if len(entry.places) > 1 or all(place.told for place in entry.places) or entry.dated:
        for place, said in remarks(line.text, entry, topic.kind):
            yield from link(line, place, scope, topic, said, "items.names")


def _is_all(text: str, entry: Entry) -> bool:
    """Whether a line says no more than the places of a list, a short remark on the last of them or on the only one."""
    rest = entry.rest
    if not entry.sure:
        return False
    if not re.search(r"[^\W\d]{3}", rest) or is_date(rest.strip(" .,;()")):
        return True
    if len(entry.places) > 1 and BRACKETED.fullmatch(rest):
        return True
    # « Sarnia, Canada: partner since 1995, suspended in 2022 »
    told = all(place.told for place in entry.places)
    return told and bool(REMARKED.search(text[: len(text) - len(rest)])) and bool(re.search(r"\d{4}", rest))


def _card(page: Page, line: Line, scope: Scope) -> Iterator[Draft]:
    """« Limbé, au Cameroun : accord de coopération conclu en 1999. », in a text that announced no list."""
    owner, entry = scope.subject, read_entry(line.text, page.names)
    if owner is None or owner.kind != "city" or scope.topic or entry is None or len(entry.places) != 1:
        return
    place = entry.places[0]
    if not place.told or not re.match(r"\W{0,3}:|\W+\s*:", entry.rest) or place.entity.country == owner.country:
        return
    said = read_qualifiers(entry.rest)
    if said.kind and said.kind != said.denied and read_heading(entry.rest, page.names).sort in ("topic", "other"):
        topic = Topic("partner_of", "partners", said.kind, line=line.index)
        yield from link(line, place.entity, scope, topic, said, "items.card")


def gaps(page: Page, lines: Sequence[int]) -> list[Line]:
    """Lines under a relation topic from which nothing came. `lines`: indexes of those that gave a fact."""
    used = set(lines)
    return [line for line in page.lines if is_item(page, line) and line.index not in used]


def counted(page: Page) -> int:
    """How many items stand under a relation topic."""
    return sum(is_item(page, line) for line in page.lines)

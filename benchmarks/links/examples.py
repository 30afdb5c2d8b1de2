"""Texts with what they relate, as examples to train on.

Two sources: short paragraphs (`paragraphs/*.jsonl`: title, about, headings, text, facts) and whole documents with gold
facts, cut into windows just as an ingest does. Every pair of names that no fact joins is an example of no relation.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from benchmarks.fact_matching import Gold, name_keys, read_gold
from ingest.errors import IngestError
from ingest.facts.learned.amounts import amounts
from ingest.facts.learned.labels import RELATIONS, STATUSES
from ingest.facts.learned.sample import SEPARATOR, Name, Role, Sample, kind_of, opening, role_of
from ingest.facts.learned.windows import Window, windows
from ingest.facts.pages.page import read_page
from ingest.gazetteer import key
from ingest.names import Names, names
from ingest.normalise import fold
from ingest.pipeline import discover, read_source
from ingest.records import Entity

ENDED: Final = frozenset({"former", "ended", "superseded", "rejected"})
PLANNED: Final = frozenset({"planned", "candidate", "marked"})
OF_FACT: Final = {
    "partner_of": "link",
    "member_of": "link",
    "founded": "founded",
    "seat": "seat",
    "member_count": "count",
}
"""Relation of a fact → that of two names."""
BODY: Final = re.compile(
    r"(?i)\b(?:réseau|network|association|union|fédération|federation|alliance|ligue|league|label|club|forum|conférence"
    r"|coalition|organi[sz]ation|pacte|charte)\b"
)
"""What the name of a network often holds, where no fact tells that it is one."""
MOST: Final = 0.6
"""Share of a page's links that are those of whom it speaks for."""
LINKS_ONLY: Final = frozenset({"link"})

Related = tuple[str, frozenset[str]]
"""A relation and the keys of its two ends."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sample and what it relates."""

    sample: Sample
    related: dict[Related, int]
    """What is stated → place in `network.STATUSES`."""
    told: frozenset[str]
    """The relations of which the example says all; of others it says nothing."""
    unsure: frozenset[Related] = frozenset()
    """What its document states elsewhere: here it may be stated or not."""
    owner: str | None = None
    """The key of whom the text speaks for, where it speaks for one; only of openings is that known."""
    opens: bool = True
    """Whether it is the opening of its page, where a reader sees whose it is."""
    document: str = ""
    """The name of its document; empty for a paragraph."""


def status_number(status: str | None) -> int:
    """Place in `STATUSES` of a status of the gold."""
    if status in ENDED:
        return STATUSES.index("ended")
    if status in ("suspended", "dormant"):
        return STATUSES.index("suspended")
    return STATUSES.index("planned" if status in PLANNED else "active")


def from_paragraphs(path: Path) -> Iterator[Example]:
    """One example a line."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield _paragraph(json.loads(line), names())


def _paragraph(row: dict[str, Any], known: Names) -> Example:
    above = opening(row.get("about"), row.get("title"), row.get("headings") or (), None)
    text = SEPARATOR.join(above) + ("\n" if above else "")
    body = len(text)
    text += row["text"].strip()
    spans = _argument_spans(row, text)
    own = known.of_page(text)
    mentions: list[tuple[int, int, Entity]] = []
    values: list[Name] = []
    at = 0
    for part in text.split("\n"):
        mentions += [(at + one.start, at + one.end, one.entity) for one in own.mentions(part)]
        values += [replace(one, start=at + one.start, end=at + one.end) for one in amounts(part) if at >= body]
        at += len(part) + 1
    entity_of = {(start, end): entity for start, end, entity in mentions}
    key_of = {name: f"text:{fold(name)}" for _, _, name, _ in spans}
    for start, end, name, _ in spans:
        if (start, end) in entity_of:
            key_of[name] = entity_of[start, end].id
    owner = key_of.get(row.get("about") or "")
    found: list[Name] = []
    for start, end, name, role in spans:
        entity = entity_of.get((start, end))
        kind = "owner" if key_of[name] == owner else kind_of(entity) if entity else "none"
        found.append(Name(start, end, kind, role, key_of[name]))
    for start, end, entity in mentions:
        if not any(start < last and first < end for first, last, _, _ in spans):
            kind = "owner" if entity.id == owner else kind_of(entity)
            found.append(Name(start, end, kind, role_of(entity), entity.id))
    found += [one for one in values if not any(one.start < other.end and other.start < one.end for other in found)]
    found.sort(key=lambda one: one.start)
    sample = Sample(text, body, tuple(found))
    full = any(len(fact) > 4 for fact in row["facts"]) or row.get("full", False)
    told = frozenset(RELATIONS) if full else LINKS_ONLY
    return Example(sample, _stated(row, sample, key_of), told, owner=owner)


def _argument_spans(row: dict[str, Any], text: str) -> list[tuple[int, int, str, Role]]:
    """Where the ends of the paragraph's facts stand, and its owner, each with its role."""
    roles: dict[str, Role] = {}
    for subject, relation, thing, *_ in row["facts"]:
        network = relation in ("founded", "seat", "member_count")
        roles.setdefault(subject, "network" if network else "place")
        if relation not in ("founded", "member_count"):
            roles.setdefault(thing, "network" if relation == "member_of" else "place")
    if row.get("about"):
        roles.setdefault(row["about"], "network" if BODY.search(row["about"]) else "place")
    spans: list[tuple[int, int, str, Role]] = []
    for name in sorted(roles, key=len, reverse=True):
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            if not any(found.start() < end and start < found.end() for start, end, _, _ in spans):
                spans.append((found.start(), found.end(), name, roles[name]))
    return spans


def _stated(row: dict[str, Any], sample: Sample, key_of: dict[str, str]) -> dict[Related, int]:
    related: dict[Related, int] = {}
    owner = key_of.get(row.get("about") or "")
    for subject, relation, thing, status, *when in row["facts"]:
        first = key_of.get(subject)
        if first is None or (relation not in ("founded", "member_count") and thing not in key_of):
            # Told only by a title that is too long to be read whole.
            continue
        if relation in ("founded", "member_count"):
            seconds = _value_keys(sample, str(thing), "date" if relation == "founded" else "number")
        else:
            seconds = [key_of[thing]]
        for second in seconds:
            if first != second:
                related[OF_FACT[relation], frozenset((first, second))] = status_number(status)
        for date in _value_keys(sample, when[0], "date") if when and when[0] else ():
            for end in _far_ends(relation, first, seconds[0], owner):
                related["since", frozenset((end, date))] = 0
    return related


def _far_ends(relation: str, first: str, second: str, owner: str | None) -> list[str]:
    """The ends of a link that a date tells about: of the page's own town, which has many links, it would not."""
    if first == owner:
        return [second]
    return [first] if second == owner or relation == "member_of" else [first, second]


def _value_keys(sample: Sample, written: str, role: Role) -> list[str]:
    """Keys of the dates or numbers of a sample that are `written` so."""
    return list(
        dict.fromkeys(
            one.key
            for one in sample.names
            if one.role == role
            and (sample.text[one.start : one.end] in written or written in sample.text[one.start : one.end])
        )
    )


def from_documents(docs: Path, gold: Sequence[Path]) -> Iterator[Example]:
    """One example a window of each document that the gold names."""
    by_document = read_gold(gold)
    for source in discover([str(docs)]).sources:
        facts = by_document.get(source.path.name)
        if facts is None:
            continue
        try:
            read = read_source(source)
        except IngestError as failure:
            print(failure, file=sys.stderr)
            continue
        page = read_page(read.document, read.placed, names())
        linked = [one for one in facts if one.relation in OF_FACT]
        flat = _flat(read.document.text)
        owner = owner_of(linked)
        for number, window in enumerate(windows(page)):
            own = _flat(" ".join(line.text for line, _ in window.lines))
            told = [_is_told(one.quote, own, flat) for one in linked]
            yield replace(_window(window, linked, told, owner), opens=not number, document=source.path.name)


def owner_of(facts: Sequence[Gold]) -> tuple[tuple[str, ...], Role] | None:
    """Whom a page speaks for: the names of the town or the network that most of its links are of."""
    links = [one for one in facts if OF_FACT[one.relation] == "link"]
    ends: Counter[tuple[tuple[str, ...], Role]] = Counter()
    for one in links:
        ends[one.subject, "place"] += 1
        if one.relation == "member_of":
            ends[one.object, "network"] += 1
    if not ends:
        return None
    (names, role), count = max(ends.items(), key=lambda item: (item[1], item[0][1] == "place"))
    if count < MOST * len(links) or (role == "network" and count < 3):
        return None
    return names, role


def _flat(text: str) -> str:
    """Letters and figures alone, so that marks and spaces do not matter."""
    return re.sub(r"[\W_]+", "", fold(re.sub(r"<[^>]*>", " ", text)))


def _is_told(quote: str, window: str, page: str) -> bool:
    """Whether a window holds a quote, or a good part of it; of a quote that its page does not hold, yes."""
    flat = _flat(quote)
    if flat in window or flat not in page:
        return True
    half = len(flat) // 2
    return half > 12 and (flat[:half] in window or flat[-half:] in window)


def _window(
    window: Window, facts: Sequence[Gold], told: Sequence[bool], owner: tuple[tuple[str, ...], Role] | None
) -> Example:
    sample = window.sample
    keys: dict[str, str] = {}
    """Folded name → key."""
    for name, named in zip(sample.names, window.named, strict=True):
        if named.entity:
            for one in name_keys([named.entity.name_fr, sample.text[name.start : name.end]], named.entity):
                keys.setdefault(one, name.key)
    extra: list[Name] = []
    related: dict[Related, int] = {}
    unsure: set[Related] = set()
    for fact, here in zip(facts, told, strict=True):
        network = fact.relation in ("founded", "seat", "member_count")
        first = _end(sample, fact.subject, "network" if network else "place", keys, extra)
        if fact.relation == "founded":
            seconds = [one.key for one in sample.names if one.role == "date" and _agrees(one.key, fact.object[0])]
        elif fact.relation == "member_count":
            digits = re.sub(r"\D", "", fact.object[0])
            seconds = [one.key for one in sample.names if one.key == f"number:{digits}"]
        else:
            role: Role = "network" if fact.relation == "member_of" else "place"
            second = _end(sample, fact.object, role, keys, extra)
            seconds = [second] if second else []
        if first is None or first in seconds:
            continue
        for second in dict.fromkeys(seconds):
            what = OF_FACT[fact.relation], frozenset((first, second))
            if not here or fact.optional:
                unsure.add(what)
            else:
                related[what] = status_number(fact.qualifiers.get("status"))
        since = fact.qualifiers.get("since")
        if since and seconds and OF_FACT[fact.relation] == "link":
            page_owner = next((one.key for one in sample.names if one.kind == "owner"), None)
            for date in {one.key for one in sample.names if one.role == "date" and _agrees(one.key, since)}:
                for end in _far_ends(fact.relation, first, seconds[0], page_owner):
                    related["since", frozenset((end, date))] = 0
    owned = _end(sample, *owner, keys, extra) if owner else None
    kept = [one for one in sample.names if not any(one.start < x.end and x.start < one.end for x in extra)]
    ordered = sorted([*kept, *extra], key=lambda one: one.start)
    found = replace(sample, names=tuple(ordered))
    return Example(found, related, frozenset(RELATIONS), frozenset(unsure - related.keys()), owner=owned)


def _agrees(date: str, iso: str) -> bool:
    """Whether the date of a key is `iso`, or one of the two is coarser."""
    own = date.removeprefix("date:")
    return own.startswith(iso) or iso.startswith(own)


def _end(
    sample: Sample, alternatives: Sequence[str], role: Role, keys: dict[str, str], extra: list[Name]
) -> str | None:
    """The key of one end of a fact; where the gazetteer did not find it, with a name for each place where it stands."""
    known = next((keys[one] for one in name_keys(alternatives, None) if one in keys), None)
    if known:
        return known
    own = f"text:{key(alternatives[0])}"
    if any(one.key == own for one in extra):
        return own
    for form in alternatives:
        for place in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", sample.text):
            if not any(place.start() < name.end and name.start < place.end() for name in extra):
                extra.append(Name(place.start(), place.end(), "none", role, own))
    return own if any(one.key == own for one in extra) else None

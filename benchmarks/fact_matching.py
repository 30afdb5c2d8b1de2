"""When an extracted fact says what a gold fact says.

Two facts match when they are of the same document and relation, and their subjects and objects are one. Names are one
when they are equal after folding, under any of the names that the gazetteer or the extracted entity knows;
`partner_of` reads the same from both ends. A member count is its number; a founding date is equal to a coarser one
(1991, 1991-11); a definition, an action or an event is paired with the gold whose words it shares most, at least
three in five of the shorter text, events of different dates being different.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from ingest.gazetteer import equivalents, key
from ingest.normalise import fold
from ingest.records import Entity, Fact

SAME_WORDS: Final = 0.6
"""Share of the shorter text's words that two free texts must have in common to say the same."""
FREE_TEXT: Final = frozenset({"defined_as", "did", "event", "status"})
LITTLE: Final = re.compile(
    r"\b(?:ville|city|commune|reseau|network|le|la|les|l|de|du|des|d|of|the|et|and|a|au|aux|en)\b"
)


@dataclass(frozen=True, slots=True)
class Gold:
    """A fact that a careful reader finds in `doc`. Names hold alternatives, the first being the usual one."""

    doc: str
    relation: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    qualifiers: dict[str, str | None]
    quote: str
    optional: bool
    """A reader may leave it out: neither missed when absent nor wrong when found."""


@dataclass(frozen=True, slots=True)
class Found:
    """An extracted fact with every name of its two ends, as keys."""

    doc: str
    fact: Fact
    subject: frozenset[str]
    object: frozenset[str]
    country: str | None
    """Of the object, ISO 3166, where it is a place."""
    quote: str


@dataclass(slots=True)
class Reading:
    """What was read of one gold document: its gold facts and what was extracted from it."""

    gold: list[Gold] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)


def read_gold(paths: Iterable[Path]) -> dict[str, list[Gold]]:
    """Gold facts by file name. A line without `relation` declares a document in which there is nothing to find."""
    by_document: dict[str, list[Gold]] = {}
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                row = json.loads(line)
                facts = by_document.setdefault(row["doc"], [])
                if row.get("relation"):
                    facts.append(_gold(row))
    return by_document


def found(doc: str, fact: Fact, entities: Mapping[str, Entity], text: str) -> Found:
    """`fact` ready to be matched; `text` is that of its document."""
    subject = name_keys([fact.subject], entities.get(fact.subject_id or ""))
    entity = entities.get(fact.object_id or "")
    object_ = name_keys([fact.object], entity)
    country = entity.country if entity else None
    return Found(doc, fact, subject, object_, country, " ".join(fact.span.of(text).split()))


def likeness(gold: Gold, one: Found) -> float:
    """How much `one` is the fact that `gold` describes, whatever their qualifiers: 0 is not at all, 1 is fully."""
    if gold.doc != one.doc or gold.relation != one.fact.relation:
        return 0.0
    subject, object_ = _keys(gold.subject), _keys(gold.object)
    if gold.relation == "partner_of":
        straight = bool(subject & one.subject and object_ & one.object)
        return float(straight or bool(subject & one.object and object_ & one.subject))
    if gold.relation == "event":
        dates = gold.qualifiers.get("since"), one.fact.qualifiers.get("since")
        if all(dates) and not _same_date(dates[0] or "", dates[1] or ""):
            return 0.0
        return _same_text(gold.object, one.fact.object)
    if not subject & one.subject:
        return 0.0
    if gold.relation in FREE_TEXT:
        return _same_text(gold.object, one.fact.object)
    if gold.relation == "member_count":
        return float(any(_digits(name) == _digits(one.fact.object) for name in gold.object))
    if gold.relation == "founded":
        return float(any(_same_date(name, one.fact.object) for name in gold.object))
    return float(bool(object_ & one.object))


def same_fact(left: Found, right: Found) -> bool:
    """Whether two extracted facts tell the same link, so that they count once."""
    if left.doc != right.doc or left.fact.relation != right.fact.relation:
        return False
    if left.fact.relation in FREE_TEXT:
        # One event may be told of each of those that take part.
        of_same = left.fact.relation == "event" or left.fact.subject == right.fact.subject
        told = of_same and fold(left.fact.object) == fold(right.fact.object)
        return told and left.fact.qualifiers.get("since") == right.fact.qualifiers.get("since")
    return likeness(_as_gold(left), right) > 0


def _gold(row: Mapping[str, Any]) -> Gold:
    return Gold(
        doc=row["doc"],
        relation=row["relation"],
        subject=tuple(row["subject"].split("|")),
        object=tuple(str(row["object"]).split("|")),
        qualifiers=row.get("qualifiers") or {},
        quote=row.get("quote") or "",
        optional=bool(row.get("optional")),
    )


def _as_gold(one: Found) -> Gold:
    fact = one.fact
    return Gold(one.doc, fact.relation, tuple(one.subject), (fact.object, *one.object), {}, one.quote, False)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _same_date(left: str, right: str) -> bool:
    return bool(left and right) and (left.startswith(right) or right.startswith(left))


def _same_text(alternatives: Iterable[str], text: str) -> float:
    words = _words(text)
    best = 0.0
    for one in alternatives:
        other = _words(one)
        common, shorter = len(words & other), min(len(words), len(other))
        if shorter and common >= SAME_WORDS * shorter:
            # Among texts that hold all the gold's words, the one with the fewest others is the likest.
            best = max(best, (common / shorter + common / len(words | other)) / 2)
    return best


@cache
def _words(text: str) -> frozenset[str]:
    return frozenset(LITTLE.sub(" ", fold(text)).split())


@cache
def _keys(names: tuple[str, ...]) -> frozenset[str]:
    return name_keys(names, None)


def name_keys(names: Iterable[str], entity: Entity | None) -> frozenset[str]:
    known = [*names, *((entity.name_fr, entity.name_en, *entity.aliases) if entity else ())]
    keys = {_bare(name) for name in known}
    return frozenset(keys.union(*(map(_bare, equivalents(key(name))) for name in known))) - {""}


def _bare(name: str) -> str:
    """A name without its little words: « Ville de La Haye » and "the Hague" keep what tells them from others."""
    folded = fold(name.replace("ł", "l").replace("Ł", "L"))
    return " ".join(LITTLE.sub(" ", folded).split()) or folded

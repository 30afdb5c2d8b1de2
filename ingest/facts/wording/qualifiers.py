"""What the remark of a list item says of a link: since when, until when, of which kind, and how it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from ingest.dates import YEAR, find_dates
from ingest.facts.wording.kinds import kinds_in
from ingest.facts.wording.plain import plain
from ingest.facts.wording.words import pattern, vocabulary

FILE: Final = "items"
RANGE: Final = re.compile(rf"(?<!\d)({YEAR})\s*[-–/]\s*({YEAR})(?!\d)")
BARE: Final = re.compile(rf"(?<![\d/.-]){YEAR}(?![\d/]|-\d)")
NEGATED: Final = re.compile(
    r"(?:\b(?:n'(?:est|a)|ne|not|pas|non|jamais|never|sans|no|aucune?|without)\s+(?:\w+\s+){0,2})$"
)
CLAUSE: Final = re.compile(r"[;,.()]|\s[-–—]\s")


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """What a remark says; None where it does not say."""

    kind: str | None = None
    since: str | None = None
    until: str | None = None
    status: str | None = None
    denied: str | None = None
    """The kind that it says the link is not: « ce n'est pas un jumelage »."""


def read_qualifiers(text: str, network: bool = False) -> Qualifiers:
    """The qualifiers that `text` gives, which stands beside the name of a place or of a network.

    `network`: whether it is a network's, so that « créé en 1987 » dates the network and « cotisation 2024 » its fee.
    """
    flat = plain(text)
    since, until = _dates(text, flat, ("renewal", "paused", "other", *(("of_network",) if network else ())))
    kind, denied = _kind(text, flat)
    status = _status(flat)
    return Qualifiers(kind, since, until, status, denied)


def status_in(text: str) -> str | None:
    """The status that `text` names without a negation before it."""
    return _status(plain(text))


@cache
def cue(table: str, name: str) -> re.Pattern[str]:
    """The expressions of a list of data/items.toml, to be searched in a plain text."""
    return pattern(rf"(?<![\w-])<{table}.{name}>(?!\w)", FILE)


def _status(flat: str) -> str | None:
    statuses: list[str] = list(vocabulary(FILE)["remark"])
    for status in statuses:
        for found in cue("remark", status).finditer(flat):
            if not NEGATED.search(flat[: found.start()]):
                return status
    return None


def _kind(text: str, flat: str) -> tuple[str | None, str | None]:
    """The kind named in the first clauses, and the one that is denied."""
    end = re.search(r"[.;](?:\s|$)", text)
    kind: str | None = None
    denied: str | None = None
    for word in kinds_in(text[: end.start()] if end else text):
        if NEGATED.search(flat[: word.start]) or re.search(
            r"\bpas\s+(?:un|une|de)\s+$|\bnot\s+an?\s+$", flat[: word.start]
        ):
            denied = denied or word.kind
        elif kind is None and word.kind != "relations":
            kind = word.kind
    return kind, denied


def _dates(text: str, flat: str, others: tuple[str, ...]) -> tuple[str | None, str | None]:
    span = RANGE.search(text)
    found = [(one.start, one.end, one.iso) for one in find_dates(text)]
    years = [(one.start(), one.end(), one[0]) for one in BARE.finditer(text)]
    found += [year for year in years if not any(start <= year[0] < end for start, end, _ in found)]
    since: str | None = span[1] if span else None
    until: str | None = span[2] if span else None
    for start, _, iso in sorted(found):
        before = flat[:start]
        cuts = list(CLAUSE.finditer(before))
        clause = before[cuts[-1].end() :] if cuts else before
        if cue("dates", "until").search(clause) or cue("dates", "ended").search(clause):
            until = until or iso
        elif any(cue("dates", name).search(clause) for name in others):
            continue
        elif since is None and iso != until:
            since = iso
    return since, until

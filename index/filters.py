"""Restricts rows by country, kind of link, status and time. Pure functions over rows: no fact is looked up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from index.facts import Row, as_of
from index.standing import STANDINGS, WEAK, settled, states
from ingest.countries import continent_of
from ingest.facts.wording.kinds import family_of
from ingest.names import names
from ingest.records import Entity, Fact

_FIRST, _LAST = "0000-01-01", "9999-12-31"
QUALITIES: Final = frozenset({"founding", "associate", "joined", "renewed"})
"""Statuses that stay true, whatever is said later, as long as the link lives."""
UNDER_WAY: Final = frozenset({"in-progress", "planned", "reactivating"})
"""Statuses that « active » does not put an end to: it is the renewal that is under way, not the link."""


@dataclass(frozen=True, slots=True)
class Period:
    """ISO 8601 dates, ends included; None where it is open."""

    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Filters:
    """What the rows are restricted to; an empty set restricts nothing."""

    countries: frozenset[str] = frozenset()
    """ISO 3166 alpha-2."""
    continents: frozenset[str] = frozenset()
    """GeoNames codes: AF, AS, EU, NA, OC, SA."""
    abroad_from: frozenset[str] = frozenset()
    """Countries that are left out, ISO 3166 alpha-2."""
    regions: frozenset[str] = frozenset()
    """Ids of regions that GeoNames knows the cities of."""
    kinds: frozenset[str] = frozenset()
    """Families of links: see `ingest.facts.wording.kinds`."""
    statuses: frozenset[str] = frozenset()
    since: Period | None = None
    """When the link began."""
    during: Period | None = None
    """When the link held, or when its source says so."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows that pass, with the facts of theirs that do, and those whose date nobody tells."""

    rows: tuple[Row, ...]
    undated: tuple[Row, ...] = ()
    """Rows that only the period leaves out, because no source says when the link began or held."""


def select(rows: Iterable[Row], filters: Filters) -> Selection:
    """Applies all the filters. Kinds and `during` also leave out the facts of other kinds and times, so that a row's
    state is that of the link that is asked for; the other filters look at a row as a whole."""
    kept: list[Row] = []
    undated: list[Row] = []
    for whole in rows:
        row = _of_kinds(whole, filters.kinds) if filters.kinds else whole
        if row is None or not is_placed(row.entity, filters) or not _has_status(row, filters.statuses):
            continue
        timed, known = _in_time(row, filters)
        if timed:
            kept.append(timed)
        elif not known:
            undated.append(row)
    return Selection(tuple(kept), tuple(undated))


def overlaps(date: str, period: Period) -> bool:
    """Whether a date, of whatever precision, may fall in a period: 1993 does in one that begins in May 1993."""
    return _first_day(date) <= _last_day(period.end or _LAST) and _last_day(date) >= _first_day(period.start or _FIRST)


def is_placed(place: Entity, filters: Filters) -> bool:
    """Whether a place lies where the filters say."""
    country = place.country
    if (filters.countries and country not in filters.countries) or country in filters.abroad_from:
        return False
    if filters.regions and names().division(place) not in filters.regions:
        return False
    return not filters.continents or continent_of(country) in filters.continents


def _of_kinds(row: Row, families: frozenset[str]) -> Row | None:
    return _narrowed(
        row, [[fact for fact in part if family_of(fact.qualifiers.get("kind")) in families] for part in row.parts]
    )


def _narrowed(row: Row, parts: Sequence[Sequence[Fact]]) -> Row | None:
    """The row with fewer facts; None where a side has none left."""
    if not all(parts):
        return None
    facts = tuple(fact for part in parts for fact in part)
    return replace(row, facts=facts, sides=tuple(map(tuple, parts)) if row.sides else ())


def _has_status(row: Row, statuses: frozenset[str]) -> bool:
    return not statuses or any(_bears(part, statuses) for part in row.parts)


def _bears(facts: Sequence[Fact], statuses: frozenset[str]) -> bool:
    """Whether the link has one of the statuses: decisively, or by a fact that nothing newer has overtaken."""
    if any(state.status in statuses for state in states(facts)):
        return True
    live = settled(facts).standing == "live"
    newer: set[str | None] = set()
    for fact in facts:
        status = fact.qualifiers.get("status")
        if status in statuses:
            if status in QUALITIES and live:
                return True
            if status in UNDER_WAY and newer <= UNDER_WAY | WEAK | {"active"}:
                return True
        if STANDINGS[status] != "unconfirmed":
            newer.add(status)
    return False


def _in_time(row: Row, filters: Filters) -> tuple[Row | None, bool]:
    """The row as far as it lies in the periods, and whether its dates are known well enough to tell."""
    known = True
    if filters.since:
        begun = [claim for claim in map(_beginning, row.parts) if claim]
        known = bool(begun)
        if not any(overlaps(date, filters.since) for dates in begun for date in dates):
            return None, known
    if filters.during:
        period = filters.during
        parts = [[fact for fact in part if _held(fact, period)] for part in row.parts]
        if all(parts):
            return _narrowed(row, parts), True
        return None, all(fact.qualifiers.get("since") or as_of(fact) for fact in row.facts)
    return row, known


def _beginning(facts: Sequence[Fact]) -> tuple[str, ...]:
    """Every version of when the link began."""
    told = [
        version
        for state in states(facts)
        for one in state.disagreements
        if one.about == "since"
        for version in one.claims
    ]
    own = [state.since for state in states(facts) if state.since]
    return tuple(dict.fromkeys([*own, *(claim.value for claim in told)]))


def _held(fact: Fact, period: Period) -> bool:
    """Whether the link held in the period as far as this source knows, or the source speaks from it."""
    since, until, said = fact.qualifiers.get("since"), fact.qualifiers.get("until"), as_of(fact)
    if STANDINGS[fact.qualifiers.get("status")] == "ended":
        # It tells when the link was over by: before its own date, the link may have held from `since` to `until` only.
        return bool(since and until and _crosses(since, until, period)) or bool(said and overlaps(said, period))
    if since:
        return _crosses(since, until or _LAST, period)
    return bool(said and overlaps(said, period))


def _crosses(start: str, end: str, period: Period) -> bool:
    return _first_day(start) <= _last_day(period.end or _LAST) and _last_day(end) >= _first_day(period.start or _FIRST)


def _first_day(date: str) -> str:
    return f"{date}{_FIRST[len(date) :]}"


def _last_day(date: str) -> str:
    """Months are taken to have 31 days: dates are only compared."""
    return f"{date}{_LAST[len(date) :]}" if len(date) != 7 else f"{date}-31"

"""Rows restricted by place, kind, status and time, and joined with rows of other sets."""

from __future__ import annotations

import pytest

from index.facts import Row
from index.filters import Filters, Period, overlaps, select
from index.sets import difference, intersection, union
from ingest.countries import continent_of
from tests.index.facts_of import CGLU, EREVAN, LYON, MADRID, fact, link, row


def passes(one: Row, filters: Filters) -> bool:
    return bool(select([one], filters).rows)


def test_by_country_and_continent() -> None:
    rows = [row(EREVAN, link()), row(MADRID, link())]
    assert select(rows, Filters()).rows == tuple(rows)
    assert select(rows, Filters(countries=frozenset({"ES", "PT"}))).rows == (rows[1],)
    assert select(rows, Filters(continents=frozenset({"AS"}))).rows == (rows[0],)
    assert select(rows, Filters(continents=frozenset({"EU", "AS"}))).rows == tuple(rows)
    assert (continent_of("bf"), continent_of(None), continent_of("XX")) == ("AF", None, None)


def test_by_kind_a_row_keeps_the_facts_of_that_kind() -> None:
    twinning, convention = link(1, kind="jumelage", status="former"), link(2, kind="convention", status="active")
    (found,) = select([row(EREVAN, twinning, convention)], Filters(kinds=frozenset({"jumelage"}))).rows
    assert found.facts == (twinning,)
    assert not passes(row(EREVAN, convention), Filters(kinds=frozenset({"jumelage"})))


@pytest.mark.parametrize(
    ("statuses", "asked", "expected"),
    [
        # The newest source comes first.
        (["active", "suspended"], "active", True),
        (["active", "suspended"], "suspended", False),
        (["active", "founding"], "founding", True),
        (["former", "founding"], "founding", False),
        (["active", "in-progress"], "in-progress", True),
        (["renewed", "in-progress"], "in-progress", False),
        (["former", "planned"], "planned", False),
        (["unknown", "in-progress"], "in-progress", True),
        (["unknown"], "active", False),
    ],
)
def test_by_status(statuses: list[str], asked: str, expected: bool) -> None:
    facts = [link(at, status=status, as_of=str(2020 - at)) for at, status in enumerate(statuses)]
    assert passes(row(EREVAN, *facts), Filters(statuses=frozenset({asked}))) is expected


@pytest.mark.parametrize(
    ("date", "start", "end", "expected"),
    [
        ("1993", "1993-05", "1994", True),
        ("1993-04-30", "1993-05", None, False),
        ("1993-05", "1993-05-31", "1993-05-31", True),
        ("2001", None, "2000", False),
        ("2001", None, None, True),
    ],
)
def test_dates_are_as_wide_as_their_precision(date: str, start: str | None, end: str | None, expected: bool) -> None:
    assert overlaps(date, Period(start, end)) is expected


def test_since_looks_at_every_version_and_tells_who_has_no_date() -> None:
    old, new = row(EREVAN, link(since="1992")), row(EREVAN, link(1, since="2015", as_of="2020"), link(since="2008"))
    none = row(MADRID, link())
    found = select([old, new, none], Filters(since=Period("2000", "2010")))
    assert (found.rows, found.undated) == ((new,), (none,))


def test_during_keeps_what_held_or_was_said_then() -> None:
    year = Filters(during=Period("2012-01-01", "2012-12-31"))
    assert passes(row(EREVAN, link(since="1992", as_of="2025")), year)
    assert passes(row(EREVAN, link(as_of="2012-04-05")), year)
    assert not passes(row(EREVAN, link(since="2013")), year)
    assert not passes(row(EREVAN, link(since="1992", until="2011")), year)
    assert not passes(row(EREVAN, link(since="1992", status="former", as_of="2008")), year)
    assert passes(row(EREVAN, link(since="1992", until="2015", status="former", as_of="2020")), year)
    found = select([row(EREVAN, link()), row(MADRID, link(as_of="2020"))], year)
    assert (len(found.rows), [one.entity for one in found.undated]) == (0, [EREVAN])


def test_during_leaves_out_what_was_said_of_other_times() -> None:
    then, later = link(1, status="active", as_of="2012"), link(2, status="former", as_of="2020")
    (found,) = select([row(EREVAN, then, later)], Filters(during=Period("2012", "2012"))).rows
    assert found.facts == (then,)


def test_intersection_keeps_the_facts_of_every_side() -> None:
    one, other = fact(LYON, "member_of", CGLU, 1), fact(LYON, "member_of", CGLU, 2)
    (found,) = intersection([[row(LYON, one), row(MADRID, one)], [row(EREVAN, other), row(LYON, other)]])
    assert (found.entity, found.sides, found.facts) == (LYON, ((one,), (other,)), (one, other))
    (narrowed,) = select([found], Filters(during=None, countries=frozenset({"FR"}))).rows
    assert narrowed.sides == found.sides


def test_a_filter_must_leave_something_on_every_side() -> None:
    twinning, accord = link(1, kind="jumelage"), link(2, kind="accord")
    both = intersection([[row(EREVAN, twinning)], [row(EREVAN, accord)]])
    assert select(both, Filters(kinds=frozenset({"jumelage"}))).rows == ()


def test_difference_and_union() -> None:
    first, second = [row(MADRID, link(1)), row(LYON, link(2))], [row(LYON, link(3)), row(EREVAN, link(4))]
    assert difference(first, [second]) == first[:1]
    assert [one.entity for one in union([first, second])] == [EREVAN, LYON, MADRID]
    assert [len(one.parts) for one in union([first, second])] == [1, 2, 1]

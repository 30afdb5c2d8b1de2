"""What a row's sources come to: which one decides, and what they disagree on."""

from __future__ import annotations

from typing import get_args

import pytest

from index.facts import Row
from index.standing import STANDINGS, Claim, settled, sort_out, standing_of, states, values
from ingest.records import Fact, FactStatus
from tests.index.facts_of import CGLU, EREVAN, LYON, MADRID, fact, link, row


def said(claims: tuple[Claim, ...]) -> list[tuple[str, str | None]]:
    return [(claim.value, claim.as_of) for claim in claims]


def test_every_status_has_a_standing() -> None:
    assert {*STANDINGS} == {None, *get_args(FactStatus)}


def test_the_newest_source_decides_and_the_older_one_stays() -> None:
    state = settled([link(1, status="active", as_of="2005"), link(2, status="former", as_of="2019-03")])
    assert (state.status, state.standing, state.as_of) == ("former", "ended", "2019-03")
    (differing,) = state.disagreements
    assert (differing.about, said(differing.claims)) == ("status", [("former", "2019-03"), ("active", "2005")])
    assert differing.claims[1].facts[0].span.start == 1


def test_a_source_without_a_date_comes_after_every_dated_one() -> None:
    assert settled([link(1, status="suspended"), link(2, status="active", as_of="1999")]).status == "active"


def test_being_listed_overrules_nobody() -> None:
    facts = [link(1, status="listed", as_of="2026"), link(2, status="suspended", as_of="2022")]
    state = settled(facts)
    assert state.status == "suspended"
    assert [said(one.claims) for one in state.disagreements] == [[("listed", "2026"), ("suspended", "2022")]]
    assert settled([link(1, as_of="2026"), link(2, status="renewed", as_of="2020")]).status == "renewed"
    assert settled(facts[:1]).status == "listed"


def test_words_for_the_same_standing_are_no_disagreement() -> None:
    facts = [
        link(1, status="renewed", as_of="2025"),
        link(2, status="in-progress"),
        link(3, status="active", as_of="2020"),
    ]
    assert settled(facts).disagreements == ()


def test_a_plan_that_was_carried_out_is_no_disagreement_but_one_that_follows_is() -> None:
    plan, member = link(1, status="candidate", as_of="2019"), link(2, status="joined", as_of="2021")
    assert settled([plan, member]).disagreements == ()
    later = link(3, status="candidate", as_of="2023")
    assert [one.about for one in settled([later, member]).disagreements] == ["status"]


def test_a_link_of_no_particular_kind_is_the_one_told_beside_it() -> None:
    twinning = link(1, kind="jumelage", since="1960", as_of="2020")
    vague = link(2, kind="partenariat", status="active", as_of="2023")
    (state,) = states([twinning, vague])
    assert (state.family, state.since, state.kinds) == ("jumelage", "1960", ("partenariat", "jumelage"))
    cooperation = link(3, kind="coopération", as_of="2021")
    assert {one.family for one in states([twinning, vague, cooperation])} == {"jumelage", "partenariat", "coopération"}
    assert [one.family for one in states([vague])] == ["partenariat"]


def test_what_nothing_confirms_is_not_asserted() -> None:
    assert settled([link(status="unknown", since="1970")]).standing == "unconfirmed"
    state = settled([link(1, status="unknown", since="1970", as_of="2027"), link(2, status="listed", as_of="2026")])
    assert (state.standing, state.since, state.disagreements) == ("live", None, ())


def test_beginnings_that_differ_are_all_told() -> None:
    facts = [link(1, since="1972", as_of="2000"), link(2, since="1964", as_of="2010"), link(3, since="1972")]
    state = settled(facts)
    assert state.since == "1964"
    (differing,) = state.disagreements
    assert (differing.about, said(differing.claims)) == ("since", [("1964", "2010"), ("1972", "2000")])
    assert [one.span.start for one in differing.claims[1].facts] == [1, 3]


def test_a_year_and_a_day_of_it_agree() -> None:
    state = settled([link(1, since="1993", as_of="2020"), link(2, since="1993-05-04")])
    assert (state.since, state.disagreements) == ("1993-05-04", ())
    assert len(settled([link(1, since="1993-05"), link(2, since="1993-06")]).disagreements) == 1


def test_a_renewal_does_not_begin_a_link() -> None:
    facts = [link(1, status="renewed", since="2025-04", as_of="2025"), link(2, status="active", since="1992")]
    assert (settled(facts).since, settled(facts).disagreements) == ("1992", ())
    assert settled(facts[:1]).since == "2025-04"


def test_links_of_different_kinds_are_read_apart() -> None:
    twinning = link(1, kind="jumelage", status="former", since="1960", as_of="2024")
    convention = link(2, kind="convention", status="active", since="1993", as_of="2010")
    accord = link(3, kind="accord de coopération", status="active", since="1993", as_of="2011")
    found = states([twinning, convention, accord])
    assert [(one.family, one.status, one.since) for one in found] == [
        ("coopération", "active", "1993"),
        ("jumelage", "former", "1960"),
    ]
    state = settled([twinning, convention, accord])
    assert (state.standing, state.since, state.disagreements) == ("live", "1993", ())
    assert state.kinds == ("accord de coopération", "convention", "jumelage")


def test_memberships_are_one_link_whatever_they_are_called() -> None:
    signed = fact(LYON, "member_of", CGLU, 1, kind="convention", status="former", as_of="2020")
    assert len(states([signed, fact(LYON, "member_of", CGLU, 2, status="active", as_of="2010")])) == 1


def test_no_facts_have_no_state() -> None:
    with pytest.raises(ValueError, match="no state"):
        settled([])


def test_numbers_are_told_by_date() -> None:
    counts = [fact(CGLU, "member_count", "1000", 1, as_of="2012"), fact(CGLU, "member_count", "240000", 2)]
    counts.append(fact(CGLU, "member_count", "1000", 3, as_of="2010"))
    assert said(values(counts)) == [("1000", "2012"), ("240000", None)]
    founded = [fact(CGLU, "founded", "2004", 1), fact(CGLU, "founded", "2004-05", 2, as_of="2020")]
    assert said(values(founded)) == [("2004-05", "2020")]


def test_rows_are_told_apart_by_what_may_be_said_of_them() -> None:
    facts: dict[str, Fact] = {status: link(status=status) for status in get_args(FactStatus)}
    found = sort_out([row(EREVAN, one) for one in facts.values()])
    by_status = {name: [one.facts[0].qualifiers["status"] for one in getattr(found, name)] for name in found.__slots__}
    assert by_status["pending"] == ["planned", "candidate"]
    assert by_status["paused"] == ["dormant", "suspended"]
    assert by_status["ended"] == ["former", "rejected", "superseded"]
    assert by_status["unconfirmed"] == ["disputed", "unknown"]
    assert len(by_status["live"]) == len(facts) - 9


def test_of_several_sets_the_weakest_counts() -> None:
    member = fact(MADRID, "member_of", CGLU, status="active")
    candidate = fact(MADRID, "member_of", CGLU, status="candidate")
    both = Row(MADRID, (member, candidate), ((member,), (candidate,)))
    assert standing_of(both) == "pending"


@pytest.mark.parametrize("first", [None, *get_args(FactStatus)])
def test_the_short_way_to_a_standing_leads_to_the_same(first: str | None) -> None:
    for second in STANDINGS:
        for kind in ("jumelage", "convention"):
            one = row(EREVAN, link(1, status=first, kind="jumelage", as_of="2020"), link(2, status=second, kind=kind))
            assert standing_of(one) == settled(one.facts).standing

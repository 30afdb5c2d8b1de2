"""Lists made of facts: complete, counted, proved row by row, and honest about what does not hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.query import Filters, Group, Period, Query
from ingest.records import Entity, Origin
from tests.assistant.shelf import (
    BAMAKO,
    BREST,
    GENOA,
    HAMBURG,
    LEIPZIG,
    LIGHTS,
    LYON,
    TVER,
    WATERS,
    Shelf,
    labels,
    member,
    of,
    quotes,
    says,
    twins,
)


def test_members_come_with_count_source_and_proof(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, (member(LYON, LIGHTS, since="1999"), member(BREST, LIGHTS), member(BREST, WATERS)))
    answer = shelf.asked(of("members", LIGHTS))
    assert labels(answer) == ["Brest", "Lyon"]
    assert answer.markdown.startswith("D'après un document (mai 2024), 2 villes sont membres du réseau Lumina.")
    assert "- **Lyon** (France), depuis 1999 [2]" in answer.markdown
    assert quotes(answer, 1) == ["Lyon est membre du réseau Lumina 1999"]
    assert (answer.items[1].since, answer.items[1].status, answer.items[1].as_of) == ("1999", "active", "2024-05")
    assert (answer.items[1].country, answer.kind) == ("France", "members")
    assert (answer.coverage.documents_used, answer.coverage.documents_total) == (1, 1)


def test_the_answer_is_in_the_language_of_the_question(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, (member(GENOA, WATERS), member(HAMBURG, WATERS)))
    answer = shelf.asked(of("members", WATERS), "en")
    assert labels(answer) == ["Genoa", "Hamburg"]
    assert "2 cities are members of Living Waters Network (LWN)." in answer.markdown
    assert "**Genoa** (“Gênes” in the source, Italy)" in answer.markdown


def test_a_row_that_several_pages_prove_cites_them(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, (member(LYON, LIGHTS), member(LYON, LIGHTS, page="autre", as_of="2020")))
    answer = shelf.asked(of("members", LIGHTS))
    assert answer.items[0].citations == (1, 2)
    assert answer.markdown.startswith("D'après 2 documents")


def test_rows_of_a_table_name_their_own_sources(tmp_path: Path) -> None:
    rows = (
        member(LYON, LIGHTS, as_of=None, origin=Origin("Journal de Lyon", "https://a.example", "2020")),
        member(BREST, LIGHTS, as_of=None, origin=Origin("Gazette de Brest", "https://b.example", "2021")),
    )
    answer = Shelf(tmp_path, rows).asked(of("members", LIGHTS))
    assert [citation.title for citation in answer.citations] == ["Gazette de Brest", "Journal de Lyon"]
    assert answer.markdown.startswith("D'après un document (2 sources), 2 villes")


@pytest.mark.parametrize(
    ("status", "title"),
    [
        ("candidate", "Prévus ou candidats"),
        ("planned", "Prévus ou candidats"),
        ("suspended", "Suspendus"),
        ("former", "Terminés"),
        ("unknown", "Non confirmés"),
        ("disputed", "Non confirmés"),
    ],
)
def test_what_does_not_hold_stands_apart_and_is_not_counted(tmp_path: Path, status: str, title: str) -> None:
    shelf = Shelf(tmp_path, (member(LYON, LIGHTS), member(BREST, LIGHTS, status=status)))
    answer = shelf.asked(of("members", LIGHTS))
    assert labels(answer) == ["Lyon"]
    assert "une seule ville est membre" in answer.markdown
    head, tail = answer.markdown.split(title)
    assert "Brest" in tail and "Brest" not in head


def test_only_unconfirmed_members_are_not_members(tmp_path: Path) -> None:
    answer = Shelf(tmp_path, (member(BREST, LIGHTS, status="unknown"),)).asked(of("members", LIGHTS))
    assert not answer.items
    assert "aucune collectivité n'est établie" in answer.markdown
    assert "Non confirmés" in answer.markdown


def test_a_status_that_is_asked_for_is_the_list(tmp_path: Path) -> None:
    told = (
        member(LYON, LIGHTS, status="founding"),
        member(BREST, LIGHTS),
        twins(LYON, TVER, status="suspended"),
        twins(LYON, LEIPZIG),
        twins(LYON, BAMAKO, status="unknown"),
    )
    shelf = Shelf(tmp_path, told)
    founding = shelf.asked(of("members", LIGHTS, filters=Filters(statuses=frozenset({"founding"}))))
    assert labels(founding) == ["Lyon"]
    assert "une seule ville est membre fondateur du réseau Lumina." in founding.markdown
    paused = Filters(kinds=frozenset({"jumelage"}), statuses=frozenset({"suspended", "dormant"}))
    assert labels(shelf.asked(of("partners", LYON, filters=paused))) == ["Tver"]
    live = Filters(statuses=frozenset({"active", "listed", "renewed"}))
    assert labels(shelf.asked(of("partners", LYON, filters=live))) == ["Leipzig"]


def test_partners_from_both_ends_by_kind_country_and_continent(tmp_path: Path) -> None:
    told = (
        twins(LYON, HAMBURG, since="1958-07-11"),
        twins(GENOA, LYON),
        twins(LYON, BAMAKO, kind="convention de coopération"),
    )
    shelf = Shelf(tmp_path, told)
    everything = shelf.asked(of("partners", LYON))
    assert labels(everything) == ["Bamako", "Gênes", "Hambourg"]
    assert [item.kind for item in everything.items] == ["convention de coopération", "jumelage", "jumelage"]
    assert "**Bamako** (Mali), convention de coopération" in everything.markdown
    assert "depuis le 11 juillet 1958" in everything.markdown
    twinned = shelf.asked(of("partners", LYON, filters=Filters(kinds=frozenset({"jumelage"}))))
    assert labels(twinned) == ["Gênes", "Hambourg"]
    assert "Lyon compte 2 villes jumelées." in twinned.markdown
    german = shelf.asked(of("partners", LYON, filters=Filters(countries=frozenset({"DE"}))), "en")
    assert labels(german) == ["Hamburg"]
    assert "Lyon has only one partner (country: Germany)." in german.markdown
    african = shelf.asked(of("partners", LYON, filters=Filters(continents=frozenset({"AF"}))))
    assert labels(african) == ["Bamako"]
    assert labels(shelf.asked(of("partners", BAMAKO))) == ["Lyon"]


def test_networks_of_a_city(tmp_path: Path) -> None:
    answer = Shelf(tmp_path, (member(LYON, LIGHTS), member(LYON, WATERS))).asked(of("networks_of", LYON))
    assert labels(answer) == ["Lumina", "Réseau des eaux vives"]
    assert "Lyon est membre de 2 réseaux." in answer.markdown


def test_who_joined_in_a_period_and_whose_date_nobody_knows(tmp_path: Path) -> None:
    told = (member(LYON, LIGHTS, since="2016-12"), member(BREST, LIGHTS, since="1999"), member(HAMBURG, LIGHTS))
    query = of("members", LIGHTS, filters=Filters(since=Period("2016-01-01", "2016-12-31")))
    answer = Shelf(tmp_path, told).asked(query)
    assert labels(answer) == ["Lyon"]
    assert "(début : 2016)" in answer.markdown
    assert "Hambourg" in answer.markdown.split("Sans date connue")[1]
    assert "Brest" not in answer.markdown


def test_nothing_that_fits_is_an_abstention_that_says_what_there_is(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, (member(LYON, LIGHTS), member(BREST, LIGHTS)))
    answer = shelf.asked(of("members", LIGHTS, filters=Filters(countries=frozenset({"PT"}))))
    assert answer.abstained and not answer.items and not answer.citations and answer.nearest
    assert "pays : Portugal" in answer.markdown and "en nomment 2" in answer.markdown


def test_an_unknown_network_is_left_to_the_passages(tmp_path: Path) -> None:
    assert Shelf(tmp_path, (member(LYON, LIGHTS),)).ask(of("members", WATERS)) is None


def test_a_partial_list_says_so(tmp_path: Path) -> None:
    told = (
        member(LYON, LIGHTS),
        says(LIGHTS, "member_count", "1200", "Lumina réunit 1 200 villes", as_of="2025-10-07", kind="villes"),
        says(LIGHTS, "member_count", "900", "Lumina réunit 900 villes", as_of="2012", kind="villes", page="ancien"),
        says(LIGHTS, "status", "partielle", "Liste partielle", kind="liste"),
    )
    answer = Shelf(tmp_path, told).asked(of("members", LIGHTS))
    assert "Cette liste n'est pas complète" in answer.markdown
    assert "Le réseau annonce 1 200 villes (7 octobre 2025)" in answer.markdown.replace("\u00a0", " ")
    assert "les documents n'en nomment que 1." in answer.markdown
    (conflict,) = answer.conflicts
    assert [version.as_of for version in conflict.versions] == ["2025-10-07", "2012"]
    assert all(version.citations for version in conflict.versions)


def test_sources_that_disagree_are_both_shown_newest_first(tmp_path: Path) -> None:
    told = (
        twins(LYON, TVER, since="1972", page="ancien", as_of="2009"),
        twins(LYON, TVER, since="1973", status="suspended", as_of="2025-05"),
    )
    answer = Shelf(tmp_path, told).asked(of("partners", LYON, filters=Filters(statuses=frozenset({"suspended"}))))
    assert answer.items[0].since == "1973" and answer.items[0].status == "suspended"
    about = {conflict.about: [version.value for version in conflict.versions] for conflict in answer.conflicts}
    assert about == {"Tver, état": ["suspendu", "en vigueur"], "Tver, début": ["1973", "1972"]}
    assert "Tver, début : 1973 (mai 2025) [1] ; 1972 (2009) [2]" in answer.markdown


def test_common_to_two_networks(tmp_path: Path) -> None:
    told = (member(LYON, LIGHTS), member(BREST, LIGHTS), member(LYON, WATERS), member(GENOA, WATERS))
    groups = (Group("member_of", LIGHTS), Group("member_of", WATERS))
    shelf = Shelf(tmp_path, told)
    both = shelf.asked(Query("shared", groups))
    assert labels(both) == ["Lyon"]
    assert quotes(both) == ["Lyon est membre du réseau Lumina", "Lyon est membre du réseau Réseau des eaux vives"]
    assert "Lumina et Réseau des eaux vives ont une seule ville en commun." in both.markdown
    assert labels(shelf.asked(Query("shared", groups, "minus"))) == ["Brest"]
    assert labels(shelf.asked(Query("shared", groups, "or"))) == ["Brest", "Gênes", "Lyon"]


def test_nothing_in_common_needs_both_sides(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, (twins(LYON, HAMBURG), twins(BREST, GENOA)))
    groups = (Group("partner_of", LYON), Group("partner_of", BREST))
    answer = shelf.asked(Query("shared", groups))
    assert not answer.abstained and not answer.items
    assert "n'ont pas de partenaire en commun" in answer.markdown
    assert "Hambourg [1]" in answer.markdown and "Gênes [2]" in answer.markdown
    assert shelf.ask(Query("shared", (groups[0], Group("partner_of", TVER)))) is None


def test_a_difference_from_an_incomplete_list_says_that_absence_proves_nothing(tmp_path: Path) -> None:
    told = (
        member(LYON, LIGHTS),
        member(BREST, WATERS),
        says(WATERS, "member_count", "80", "80 villes", as_of="2024"),
    )
    groups = (Group("member_of", LIGHTS), Group("member_of", WATERS))
    answer = Shelf(tmp_path, told).asked(Query("shared", groups, "minus"))
    assert labels(answer) == ["Lyon"]
    assert "une absence n'y prouve rien" in answer.markdown


def test_a_name_read_otherwise_than_typed_is_told(tmp_path: Path) -> None:
    answer = Shelf(tmp_path, (twins(LYON, HAMBURG),)).asked(of("partners", LYON), misread=(("lion", "Lyon"),))
    assert answer.markdown.startswith("J'ai lu « lion » comme Lyon.")


def test_names_of_pages_cannot_write_markup(tmp_path: Path) -> None:
    strange = Entity("city:99", "city", "Bourg [9] *gras*", "Bourg [9] *gras*")
    answer = Shelf(tmp_path, (twins(LYON, strange),)).asked(of("partners", LYON))
    assert r"**Bourg \[9\] \*gras\***" in answer.markdown
    assert labels(answer) == ["Bourg [9] *gras*"]


def test_a_link_of_unspecified_nature_is_shown_for_what_it_is(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, (twins(LYON, HAMBURG, kind="partenariat"), twins(BREST, GENOA, kind="convention")))
    twinned = Filters(kinds=frozenset({"jumelage"}))
    answer = shelf.asked(of("partners", LYON, filters=twinned))
    assert labels(answer) == ["Hambourg"]
    assert "dont la nature n'est pas précisée" in answer.markdown
    assert shelf.asked(of("partners", BREST, filters=twinned)).abstained

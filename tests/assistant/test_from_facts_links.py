"""One link, one network, one word: dates, states, yes and no, counts, definitions, timelines."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.query import Filters, Period, Query
from ingest.records import Entity
from tests.assistant.shelf import (
    BAMAKO,
    BREST,
    HAMBURG,
    LIGHTS,
    LYON,
    TVER,
    Shelf,
    Told,
    labels,
    member,
    of,
    quotes,
    says,
    twins,
)

TWINNED = Filters(kinds=frozenset({"jumelage"}))


def pair(kind: str, one: Entity = LYON, other: Entity = HAMBURG, **more: object) -> Query:
    return Query(kind, pair=(one, other), **more)  # type: ignore[arg-type]


def test_since_when_with_the_sentence_that_says_it(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, (twins(LYON, HAMBURG, since="1958-07-11"), twins(LYON, BAMAKO, since="1974")))
    answer = shelf.asked(pair("since", filters=TWINNED))
    assert answer.markdown.startswith("Lyon – Hambourg : jumelage depuis le 11 juillet 1958 [1].")
    assert "> Lyon est jumelée avec Hambourg 1958-07-11 [1]" in answer.markdown
    assert "1974" not in answer.markdown
    english = shelf.asked(pair("since", HAMBURG, LYON), "en")
    assert english.markdown.startswith("Hamburg – Lyon: twinning since 11 July 1958 [1].")


def test_a_link_without_a_date_is_not_given_another_links_date(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, (twins(LYON, HAMBURG), twins(LYON, BAMAKO, since="1974")))
    answer = shelf.asked(pair("since"))
    assert answer.abstained and not answer.items and not answer.citations
    assert "Aucun document ne donne la date" in answer.markdown and "1974" not in answer.markdown
    assert [near.quote for near in answer.nearest] == ["Lyon est jumelée avec Hambourg"]


def test_a_planned_link_has_not_begun(tmp_path: Path) -> None:
    answer = Shelf(tmp_path, (member(LYON, LIGHTS, status="planned", since="2025"),)).asked(pair("since", LYON, LIGHTS))
    assert answer.abstained
    assert "projet" in answer.markdown


def test_the_date_of_another_kind_of_link_is_named_as_such(tmp_path: Path) -> None:
    told = (twins(LYON, HAMBURG, kind="convention de coopération", since="1989"),)
    answer = Shelf(tmp_path, told).asked(pair("since", filters=TWINNED))
    assert "ne parlent pas de jumelage" in answer.markdown
    assert "convention de coopération depuis 1989" in answer.markdown


def test_no_link_at_all_is_left_to_the_passages(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, (twins(LYON, BAMAKO),))
    assert shelf.ask(pair("since")) is None
    assert shelf.ask(pair("status", yes_no=True)) is None


def test_two_dates_are_both_given(tmp_path: Path) -> None:
    told = (twins(LYON, TVER, since="1973", as_of="2025"), twins(LYON, TVER, since="1972", page="b", as_of="2009"))
    answer = Shelf(tmp_path, told).asked(pair("since", LYON, TVER))
    assert "depuis 1973" in answer.markdown.splitlines()[0]
    assert [version.value for version in answer.conflicts[0].versions] == ["1973", "1972"]


def test_a_membership_older_than_its_network_is_remarked(tmp_path: Path) -> None:
    told = (member(LYON, LIGHTS, since="2001"), says(LIGHTS, "founded", "2002", "Lumina est fondée en 2002"))
    assert "n'a été fondé qu'en 2002" in Shelf(tmp_path, told).asked(pair("since", LYON, LIGHTS)).markdown


@pytest.mark.parametrize(
    ("status", "opening"),
    [
        ("active", "Oui :"),
        ("listed", "Oui :"),
        ("suspended", "Oui, mais ce lien est à l'arrêt :"),
        ("planned", "Non, pas encore :"),
        ("candidate", "Non, pas encore :"),
        ("former", "Non, plus maintenant :"),
        ("unknown", "Les documents ne permettent pas de l'affirmer :"),
        ("disputed", "Les documents ne permettent pas de l'affirmer :"),
    ],
)
def test_yes_or_no(tmp_path: Path, status: str, opening: str) -> None:
    answer = Shelf(tmp_path, (twins(LYON, HAMBURG, status=status),)).asked(pair("status", filters=TWINNED, yes_no=True))
    assert answer.markdown.startswith(opening)
    assert answer.citations
    assert not (status == "unknown" and answer.items)


def test_another_kind_of_link_only_is_a_no(tmp_path: Path) -> None:
    told = (twins(LYON, HAMBURG, kind="protocole d'amitié", quote="Un protocole d'amitié lie Lyon à Hambourg."),)
    shelf = Shelf(tmp_path, told)
    french = shelf.asked(pair("status", filters=TWINNED, yes_no=True))
    assert french.markdown.startswith("Non : entre Lyon et Hambourg")
    assert "protocole d'amitié [1]" in french.markdown
    english = shelf.asked(pair("status", filters=TWINNED, yes_no=True), "en")
    assert english.markdown.startswith("No:") and "friendship protocol" in english.markdown


@pytest.mark.parametrize(
    ("status", "asked", "opening"),
    [
        ("suspended", {"suspended", "dormant"}, "Oui :"),
        ("dormant", {"suspended", "dormant"}, "Oui :"),
        ("active", {"suspended", "dormant"}, "Non :"),
        ("suspended", {"active", "listed", "renewed"}, "Non :"),
        ("listed", {"active", "listed", "renewed"}, "Oui :"),
    ],
)
def test_a_state_that_is_asked_about(tmp_path: Path, status: str, asked: set[str], opening: str) -> None:
    query = pair("status", filters=Filters(statuses=frozenset(asked)), yes_no=True)
    assert Shelf(tmp_path, (twins(LYON, HAMBURG, status=status),)).asked(query).markdown.startswith(opening)


def test_the_newest_source_decides_and_the_older_one_is_shown(tmp_path: Path) -> None:
    told = (
        twins(LYON, TVER, as_of="2009", page="ancien"),
        twins(LYON, TVER, status="suspended", since="1973", as_of="2025-05"),
    )
    answer = Shelf(tmp_path, told).asked(pair("status", LYON, TVER))
    assert answer.markdown.startswith("Lyon – Tver : jumelage depuis 1973 — suspendu (source de mai 2025) [1]")
    assert [version.value for version in answer.conflicts[0].versions] == ["suspendu", "en vigueur"]


def test_links_of_several_kinds_are_told_apart(tmp_path: Path) -> None:
    told = (twins(LYON, HAMBURG, status="suspended"), twins(LYON, HAMBURG, kind="accord de coopération", page="b"))
    answer = Shelf(tmp_path, told).asked(pair("status"))
    assert [(item.kind, item.status) for item in answer.items] == [
        ("accord de coopération", "active"),
        ("jumelage", "suspended"),
    ]
    assert not answer.conflicts


def test_counts_announced_and_named(tmp_path: Path) -> None:
    told = (
        member(LYON, LIGHTS),
        member(BREST, LIGHTS),
        says(LIGHTS, "member_count", "57", "57 villes", as_of="2023", kind="villes"),
        says(LIGHTS, "member_count", "44", "44 membres", as_of="2016", page="b"),
    )
    shelf = Shelf(tmp_path, told)
    query = of("count", LIGHTS, relations=frozenset({"member_count"}))
    answer = shelf.asked(query)
    assert answer.markdown.startswith("Lumina annonce 57 villes (2023) [1].")
    assert "Les documents en nomment 2." in answer.markdown
    assert [version.value for version in answer.conflicts[0].versions] == ["57", "44"]
    then = shelf.asked(of("count", LIGHTS, relations=query.relations, filters=Filters(during=Period("2016", "2016"))))
    assert "44" in then.markdown and "57" not in then.markdown


def test_counts_of_rows_show_what_was_counted(tmp_path: Path) -> None:
    answer = Shelf(tmp_path, (twins(LYON, HAMBURG), twins(LYON, TVER))).asked(
        of("count", LYON, relation="partner_of", filters=TWINNED), "en"
    )
    assert answer.markdown.startswith("According to one document (May 2024), Lyon has 2 twin towns.")
    assert labels(answer) == ["Hamburg", "Tver"]


def test_a_definition_gives_the_words_first_and_each_once(tmp_path: Path) -> None:
    told = (
        says(LIGHTS, "defined_as", "association de villes éclairées", "Lumina est une association", kind="description"),
        says(LIGHTS, "defined_as", "Lumières unies", "Lumina (Lumières unies)", kind="sigle"),
        says(LIGHTS, "defined_as", "Lumières Unies", "Lumières Unies (Lumina)", kind="sigle", page="b"),
    )
    answer = Shelf(tmp_path, told).asked(Query("definition", topic=LIGHTS))
    lines = answer.markdown.split("\n\n")
    assert lines[0] == "Lumina signifie « Lumières unies » [1] [2]."
    assert lines[1] == "Lumina : association de villes éclairées. [3]"
    assert len(answer.items) == 2


def test_a_profile_shows_versions_with_their_dates(tmp_path: Path) -> None:
    told = (
        says(LIGHTS, "founded", "1991-11", "Lumina est née en novembre 1991"),
        says(LIGHTS, "seat", "Lyon", "Le siège est à Lyon", since="2009"),
        says(LIGHTS, "seat", "Brest", "Le siège est à Brest", page="b", as_of="2001"),
    )
    shelf = Shelf(tmp_path, told)
    answer = shelf.asked(Query("profile", topic=LIGHTS))
    assert "Lumina – fondation : novembre 1991 [1]" in answer.markdown
    assert "- Lyon (depuis 2009) [2]\n- Brest [3]" in answer.markdown
    assert [version.value for version in answer.conflicts[0].versions] == ["Lyon", "Brest"]
    founded = shelf.asked(Query("profile", topic=LIGHTS, relations=frozenset({"founded"})))
    assert "siège" not in founded.markdown


def test_a_timeline_is_in_order_cited_and_tells_nothing_twice(tmp_path: Path) -> None:
    event = Told(
        LYON, "event", "Visite du maire de Hambourg", "Visite du maire de Hambourg", status=None, since="1990-04"
    )
    told = (
        twins(LYON, HAMBURG, since="1958"),
        twins(LYON, HAMBURG, since="1958", page="b"),
        event,
        twins(LYON, HAMBURG, status="renewed", since="2018", page="c"),
        twins(LYON, HAMBURG, status="unknown", since="1900", page="d"),
        twins(LYON, BAMAKO, since="1974"),
    )
    answer = Shelf(tmp_path, told).asked(pair("timeline"))
    assert [item.since for item in answer.items] == ["1958", "1990-04", "2018"]
    assert len(answer.items[0].citations) == 2
    assert "3 étapes datées : Lyon – Hambourg." in answer.markdown
    assert quotes(answer, 1) == ["Visite du maire de Hambourg"]


def test_an_open_question_is_not_for_the_facts(tmp_path: Path) -> None:
    assert Shelf(tmp_path, (twins(LYON, HAMBURG),)).ask(Query("open")) is None


def test_what_happened_may_be_all_there_is_between_two_cities(tmp_path: Path) -> None:
    signed = "Lyon a signé un partenariat économique avec Hambourg en 2019"
    shelf = Shelf(tmp_path, (Told(LYON, "event", signed, signed, status=None, since="2019"), twins(LYON, TVER)))
    answer = shelf.asked(pair("status", filters=TWINNED, yes_no=True))
    assert answer.markdown.startswith("Non : entre Lyon et Hambourg")
    assert "partenariat économique [1]" in answer.markdown and not answer.items
    assert shelf.ask(pair("status", LYON, BAMAKO, filters=TWINNED, yes_no=True)) is None


def test_a_state_that_names_its_network_in_words_only(tmp_path: Path) -> None:
    told = (
        Told(BREST, "status", "candidature Lumina", "Brest | Lumina | candidate", status="candidate", kind="Lumina"),
    )
    answer = Shelf(tmp_path, told).asked(pair("status", BREST, LIGHTS, yes_no=True))
    assert answer.markdown.startswith("Non, pas encore : Brest – Lumina, adhésion — candidature")


def test_what_a_city_announces_stands_before_what_is_named(tmp_path: Path) -> None:
    told = (
        twins(LYON, HAMBURG),
        says(LYON, "member_count", "17", "Lyon compte 17 jumelages et 29 accords.", kind="jumelages"),
        says(LYON, "member_count", "29", "Lyon compte 29 accords de coopération.", kind="accords de coopération"),
    )
    query = of("count", LYON, relation="partner_of", filters=TWINNED, relations=frozenset({"member_count"}))
    answer = Shelf(tmp_path, told).asked(query)
    assert answer.markdown.startswith("Lyon annonce 17 jumelages (mai 2024) [1].")
    assert "Lyon compte une seule ville jumelée." in answer.markdown and "29 acc" not in answer.markdown
    assert labels(answer) == ["Hambourg"]

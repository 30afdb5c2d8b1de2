"""Whom a page speaks for, where the network reads its opening."""

from __future__ import annotations

from pathlib import Path

from ingest.records import Fact
from tests.ingest.reading import read

COMMITTEE = (
    "# Le comité\n\nLe comité de jumelage d'Ervy-le-Châtel a tenu son assemblée générale hier soir. Les adhérents"
    " d'Ervy-le-Châtel accueillent leurs amis de Dettelbach, avec qui la commune est jumelée depuis 1984.\n"
)
NEWS = (
    "# Dates de l'année\n\n## Forum de Polis\n\nPolis a tenu son forum annuel à Louvain en public.\n\n"
    "## Annecy et Cheltenham\n\nAnnecy et Cheltenham ont signé une convention.\n\n"
    "## Jumelages de Sélestat\n\nSélestat a fêté ses jumelages.\n"
)


def members(facts: tuple[Fact, ...]) -> set[tuple[str, str]]:
    return {(fact.subject, fact.object) for fact in facts if fact.relation == "member_of"}


def test_the_town_of_the_page_and_not_its_partner(tmp_path: Path) -> None:
    facts = read(tmp_path, "page.md", COMMITTEE, learned=True).facts
    assert {(fact.subject, fact.object) for fact in facts if fact.relation == "partner_of"} == {
        ("Ervy-le-Châtel", "Dettelbach")
    }


def test_the_first_of_several_news_does_not_speak_for_the_others(tmp_path: Path) -> None:
    assert not members(read(tmp_path, "page.md", NEWS, learned=True).facts)


def test_what_a_source_says_of_itself_stands(tmp_path: Path) -> None:
    declared = f"---\nabout: Troyes\n---\n\n{COMMITTEE}"
    assert read(tmp_path, "page.md", declared, learned=True).document.about == "Troyes"


def test_a_page_on_a_subject_matter_speaks_for_no_one(tmp_path: Path) -> None:
    page = f"---\nabout: Coopération décentralisée\n---\n\n{NEWS}"
    ingested = read(tmp_path, "page.md", page, learned=True)
    assert ingested.document.about == "Coopération décentralisée"
    assert not members(ingested.facts)

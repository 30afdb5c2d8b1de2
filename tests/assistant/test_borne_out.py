"""Passages stand in for facts only where they hold what was asked."""

from __future__ import annotations

import pytest

from assistant.borne_out import borne_out
from assistant.query import Filters, Query
from ingest.names import names
from ingest.records import Answer, Citation, Entity

LYON = Entity("city:2996944", "city", "Lyon", "Lyon", (), "FR")
HAMBURG = Entity("city:2911298", "city", "Hambourg", "Hamburg", (), "DE")
NETWORK = Entity("network:x", "network", "Lumina", "Lumina")


def quoting(quote: str, title: str = "Une page") -> Answer:
    citation = Citation(1, "page", "page.txt", title, None, None, None, None, 0, len(quote), quote)
    return Answer("?", "fr", "open", "?", False, f"> {quote} [1]", citations=(citation,))


@pytest.mark.parametrize(
    ("query", "quote", "holds"),
    [
        (Query("partners", filters=Filters(kinds=frozenset({"jumelage"}))), "Lyon est jumelée avec Hambourg.", True),
        (Query("partners", filters=Filters(kinds=frozenset({"jumelage"}))), "Lyon étudie son adhésion.", False),
        (Query("since", pair=(LYON, HAMBURG)), "Le serment de Lyon avec Hamburg date de 1958.", True),
        (Query("since", pair=(LYON, HAMBURG)), "Le serment de Lyon date de 1958.", False),
        (Query("since", pair=(LYON, HAMBURG)), "Lyon et Hambourg sont liées.", False),
        (Query("profile", topic=NETWORK, relations=frozenset({"seat"})), "Le siège est à Lyon.", True),
        (Query("profile", topic=NETWORK, relations=frozenset({"seat"})), "Lumina ; siège : n. c.", False),
        (Query("profile", topic=NETWORK, relations=frozenset({"founded"})), "Lumina naît en 1990.", True),
        (Query("profile", topic=NETWORK, relations=frozenset({"founded"})), "Lumina est un réseau.", False),
        (Query("open"), "N'importe quoi.", True),
    ],
)
def test_what_a_passage_must_hold(query: Query, quote: str, holds: bool) -> None:
    assert borne_out(query, quoting(quote), names()) is holds


def test_the_page_may_name_one_end() -> None:
    query = Query("since", pair=(LYON, HAMBURG))
    assert borne_out(query, quoting("Hambourg : 1958", "Jumelages de Lyon"), names())

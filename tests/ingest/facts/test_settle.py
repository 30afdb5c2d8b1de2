"""The statements of one page settled among themselves."""

from __future__ import annotations

from ingest.facts.pages.page import Draft, Line, Page
from ingest.facts.settle import settle
from ingest.names import names
from ingest.records import Document, Entity, Span, Unit

CITY = Entity("city:1", "city", "Aubourg", "Aubourg", country="FR")
PARTNER = Entity("city:2", "city", "Belstadt", "Belstadt", country="DE")
FRANCE = Entity("country:FR", "country", "France", "France", country="FR")
NETWORK = Entity("network:n", "network", "Réseau N", "Network N")


def page_of(*texts: str) -> Page:
    """A page of one line a text."""
    whole = "\n".join(texts)
    lines = []
    start = 0
    for index, text in enumerate(texts):
        unit = Unit(Span(start, start + len(text)), "sentence")
        lines.append(Line(index, unit, text, index, (), None, None))
        start += len(text) + 1
    document = Document("d", "d", "Titre", whole, "fr", "text/plain", "0")
    return Page(document, tuple(lines), names())


def draft(page: Page, line: int, extractor: str, **given: str | None) -> Draft:
    fields: dict[str, str | None] = {"kind": "jumelage", "status": "active", **given}
    return Draft(CITY, "partner_of", PARTNER, page.lines[line], extractor, **fields)  # type: ignore[arg-type]


def test_a_sentence_completes_the_date_of_a_list() -> None:
    page = page_of("Belstadt (Allemagne), 1962", "La charte avec Belstadt a été signée le 13 mai 1962.")
    drafts = [draft(page, 0, "items.list", since="1962"), draft(page, 1, "sentence", since="1962-05-13")]
    (fact,) = settle(page, drafts)
    assert (fact.since, fact.line.index) == ("1962-05-13", 1)


def test_another_year_does_not_replace_that_of_the_list_unless_it_corrects_it() -> None:
    page = page_of("Belstadt, 1972", "Visite en 1975.", "Le jumelage date de 1973, et non de 1972.")
    listed, visit = draft(page, 0, "items.list", since="1972"), draft(page, 1, "sentence", since="1975")
    corrected = draft(page, 2, "sentence", since="1973")
    assert [one.since for one in settle(page, [listed, visit])] == ["1972"]
    assert [one.since for one in settle(page, [listed, corrected])] == ["1973"]


def test_an_end_that_is_told_beats_what_is_assumed() -> None:
    page = page_of("Belstadt", "Le jumelage avec Belstadt est suspendu.")
    drafts = [draft(page, 0, "items.list"), draft(page, 1, "sentence", status="suspended")]
    assert [one.status for one in settle(page, drafts)] == ["suspended"]


def test_different_families_stay_apart_and_vague_kinds_join_the_precise_one() -> None:
    page = page_of("Jumelage", "Accord", "Relations")
    twin, agreement = draft(page, 0, "sentence"), draft(page, 1, "sentence", kind="accord de coopération")
    vague = draft(page, 2, "sentence", kind="partenariat")
    assert {one.kind for one in settle(page, [twin, agreement])} == {"jumelage", "accord de coopération"}
    assert [one.kind for one in settle(page, [twin, vague])] == ["jumelage"]


def test_no_link_with_oneself_or_with_ones_country() -> None:
    page = page_of("x")
    line = page.lines[0]
    drafts = [Draft(CITY, "partner_of", CITY, line, "sentence"), Draft(CITY, "partner_of", FRANCE, line, "sentence")]
    assert settle(page, drafts) == []


def test_what_a_list_reader_made_of_a_line_is_not_guessed_again() -> None:
    page = page_of("🔄 Candidature au réseau N")
    line = page.lines[0]
    candidate = Draft(CITY, "status", NETWORK, line, "items.action", status="candidate")
    guessed = Draft(CITY, "member_of", NETWORK, line, "sentence", status="active")
    assert settle(page, [candidate, guessed]) == [candidate]


def test_exact_doubles_count_once() -> None:
    page = page_of("Belstadt", "Belstadt encore")
    assert len(settle(page, [draft(page, 0, "items.list"), draft(page, 1, "items.list")])) == 1


def test_a_membership_whose_end_is_past_is_over() -> None:
    page = page_of("Réseau N, jusqu'en 2020", "Réseau N, jusqu'en 2030")
    past, to_come = (
        settle(
            page,
            [
                Draft(
                    CITY,
                    "member_of",
                    NETWORK,
                    line,
                    "items.networks",
                    "membre",
                    until=until,
                    status="active",
                    as_of="2024-09",
                )
            ],
        )
        for line, until in zip(page.lines, ("2020", "2030"), strict=True)
    )
    assert [one.status for one in (*past, *to_come)] == ["former", "active"]

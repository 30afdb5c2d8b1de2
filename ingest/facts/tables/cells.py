"""From cells to entities: a city with its country, several cities in one cell, networks, terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ingest.facts.pages.page import Page
from ingest.facts.tables.columns import NETWORKS, is_country, is_network, is_place
from ingest.facts.tables.context import Around
from ingest.facts.tables.table import Record, Value
from ingest.facts.tables.values import PIECES, STRONG, is_blank, is_body, is_own, one_of, opens_with, says, status_of
from ingest.normalise import fold
from ingest.records import Entity

MOST_WORDS: Final = 7
ACRONYM: Final = re.compile(r"(?:[A-ZÀ-Þ]\.?){2,}\d*")
NOTE: Final = re.compile(r"\s*(?:\[[^\]]{0,12}\]|[*†‡°]+|[¹²³⁴⁵⁶⁷⁸⁹]+|\(\d\))\s*$|^[*†‡°]+\s*")
"""A mark that sends to a note under the table."""
BRACKETS: Final = re.compile(r"\s*\(([^()]*)\)")
NATURE: Final = re.compile(
    r"(?i)\s*\((?:county|region|district|province|municipality|state|borough|prefecture|comté|région|département"
    r"|métropole|commune|land|canton|agglomération|préfecture)\)$"
)
"""« Hordaland (county) »: what it is, not where."""
WHAT: Final = re.compile(
    r"(?i)\s*\((?:l['’])?(?:association|réseau|network|label|pôle|charte|pacte|programme|club|fédération|organisation|charter"
    r"|pact|federation|ngo|ong)\)$"
)
"""« Villes cathédrales (association) »: what it is, no part of its name."""
OWN_NAME: Final = re.compile(
    r"(?:[^\W\d_][\w’'-]*\s+){1,4}(?:«\s*|[\"“])(?P<name>[A-ZÀ-Þ][^«»\"“”]{2,60}?)(?:\s*»|[\"”])"
)
"""« Réseau « Rues aux enfants » », 'Cities of Refuge "Safe Harbours"': the quoted words are the name."""
WHOLE: Final = re.compile(r"\([^()]*\)")


def row_places(page: Page, around: Around, record: Record, value: Value | None, country: str) -> Iterator[Entity]:
    """The cities of a cell, in the country that the row or the heading above names; « Ville » is the page's own."""
    if value and is_own(value.text):
        if own := around.city():
            yield own
        return
    told = record.text(country)
    code = country_of(page, told) or around.country
    yield from places(page, value.text if value else "", code, told=bool(told or code))


def pieces(page: Page, value: Value) -> list[Value]:
    """The cell as several, where it lists several names: each has brackets of its own."""
    if is_place(value.text, page.names):
        return [value]
    for cut in (STRONG, PIECES):
        found = [piece for piece in cut.split(value.text) if piece]
        if len(found) > 1 and (cut is STRONG or all(is_place(piece, page.names) for piece in found)):
            return [part for piece in found for part in pieces(page, replace(value, text=piece))]
    return [value]


def bearer(page: Page, value: str, owner: Entity) -> Entity | None:
    """Who belongs to a network on the page of `owner`, by the cell that tells: « Ville », « Nantes Métropole », "the
    county council"; None where it is nobody that the cell names, or no member."""
    for piece in re.split(r"\s*[,;/]\s*", value):
        if is_own(piece):
            return owner
        if is_body(piece):
            # A body of towns is not its town, whatever the gazetteer calls by that name.
            named = re.search(r"(?<!^)[A-ZÀ-Þ]|^[A-ZÀ-Þ]\w+ [A-ZÀ-Þa-z]", piece)
            return Entity(f"organisation:{_slug(piece)}", "organisation", piece, piece) if named else None
        if is_place(piece, page.names):
            return page.names.place(piece, owner.country)
    member = says(value, "inside") or status_of(value) in ("founding", "active", "joined", "associate", "candidate")
    return owner if member and not says(value, "others") else None


def is_of_network(page: Page, record: Record, value: Value) -> bool:
    """Whether a row says that what stands among partners is a network, known or not: « membre », « réseau »."""
    said = any(opens_with(record.text(role), "network") for role in ("kind", "purpose"))
    return said and not is_place(value.text, page.names)


def seat_in(page: Page, remark: str) -> Entity | None:
    """The city in which a remark says that a network has its seat: « siège à Rabat »."""
    for one in page.names.mentions(remark):
        before = fold(remark[: one.start])
        if one.entity.kind == "city" and any(
            found.end() == len(before) for found in one_of("values", "seated").finditer(before)
        ):
            return one.entity
    return None


def country_of(page: Page, value: str) -> str | None:
    """ISO 3166 code of the country that a cell names; « Ukraine (Crimée) » is Ukraine."""
    names = page.names
    return names.country(BRACKETS.sub("", value).strip()) or names.country(value) if value else None


def places(page: Page, value: str, country: str | None, told: bool = False) -> Iterator[Entity]:
    """The cities or regions that a cell names, in `country` (ISO 3166) where another column tells it.

    `told`: the row names a country elsewhere, so that « Mexico » or « Luxembourg » is the city.
    """
    text = NOTE.sub("", value).strip(" .;,")
    if is_own(text):
        return
    if WHOLE.fullmatch(text):
        text = text[1:-1]
    if is_place(text, page.names):
        yield _place(page, text, country)
        return
    parts = [part for part in PIECES.split(text) if part]
    if len(parts) == 2 and is_country(parts[1], page.names) and re.search("[,/]", text):
        yield from places(page, parts[0], page.names.country(parts[1]) or country, told=True)
    elif len(parts) > 1 and all(is_place(part, page.names) for part in parts):
        for part in parts:
            yield _place(page, part, country)
    elif len(parts := [part for part in STRONG.split(text) if part]) > 1:
        for part in parts:
            yield from places(page, part, country, told)
    elif _reads_as_name(text) and (told or not is_country(text, page.names)):
        yield _place(page, text, country)


def _place(page: Page, text: str, country: str | None) -> Entity:
    """« Coni (Cuneo) » is Coni, « Valence (Espagne) » the one in Spain, « Bucarest (2e arrondissement) » a district."""
    text = NATURE.sub("", text)
    inner = BRACKETS.search(text)
    return page.names.place(text, country or (country_of(page, inner[1]) if inner else None))


def _reads_as_name(text: str) -> bool:
    """Whether a cell of cities holds a name: « Prague 6 » does, « 13 villes » and a sentence do not."""
    bare = BRACKETS.sub("", text).strip()
    if is_blank(bare) or re.search(r"^\d|\d{3}|[:!?]|https?", bare) or len(bare.split()) > MOST_WORDS:
        return False
    return bare[:1].isupper()


def networks(page: Page, value: str) -> Iterator[Entity]:
    """The networks that a cell names."""
    text = NOTE.sub("", value).strip(" .;,")
    pieces = [piece for piece in re.split(r"\s*[;|•\n]\s*|\s*,\s+", text) if piece]
    if len(pieces) > 1 and not is_network(text, page.names) and all(is_network(piece, page.names) for piece in pieces):
        yield from map(page.names.network, pieces)
    elif (quoted := OWN_NAME.fullmatch(text)) and not is_network(text, page.names):
        yield from networks(page, quoted["name"])
    elif (bare := WHAT.sub("", text)) != text and not is_network(text, page.names):
        yield from networks(page, bare)
    elif text and not re.fullmatch(r"[\W\d]+", text):
        yield page.names.network(text)


def holder(page: Page, value: str) -> Entity:
    """Who a cell names: somebody known, else an organisation of that name."""
    known = page.names.known(value)
    if known and known[0].kind != "country":
        return known[0]
    if ACRONYM.fullmatch(value):
        return page.names.network(value)
    return Entity(f"organisation:{_slug(value)}", "organisation", value, value)


def term(page: Page, value: str) -> Entity:
    """The network, programme or notion that a glossary explains."""
    known = page.names.known(value)
    if known and known[0].kind in NETWORKS:
        return known[0]
    if ACRONYM.fullmatch(value):
        return page.names.network(value)
    return Entity(f"notion:{_slug(value)}", "organisation", value, value)


def _slug(name: str) -> str:
    return fold(name).replace(" ", "-")

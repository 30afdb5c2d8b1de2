"""From cells to entities: a city with its country, several cities in one cell, networks, terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ingest.facts.columns import NETWORKS, is_country, is_network, is_place
from ingest.facts.page import Page
from ingest.facts.values import is_blank
from ingest.normalise import fold
from ingest.records import Entity

MOST_WORDS: Final = 7
ACRONYM: Final = re.compile(r"(?:[A-ZÀ-Þ]\.?){2,}\d*")
NOTE: Final = re.compile(r"\s*(?:\[[^\]]{0,12}\]|[*†‡°]+|[¹²³⁴⁵⁶⁷⁸⁹]+)\s*$")
BRACKETS: Final = re.compile(r"\s*\(([^()]*)\)")
NATURE: Final = re.compile(
    r"(?i)\s*\((?:county|region|district|province|municipality|state|borough|prefecture|comté|région|département"
    r"|métropole|commune|land|canton|agglomération|préfecture)\)$"
)
"""« Hordaland (county) »: what it is, not where."""
WHOLE: Final = re.compile(r"\([^()]*\)")
PIECES: Final = re.compile(r"\s*[;|•/\n]\s*|\s*,\s+|\s+(?:et|and|&)\s+")


def country_of(page: Page, value: str) -> str | None:
    """ISO 3166 code of the country that a cell names; « Ukraine (Crimée) » is Ukraine."""
    names = page.names
    return names.country(BRACKETS.sub("", value).strip()) or names.country(value) if value else None


def places(page: Page, value: str, country: str | None, told: bool = False) -> Iterator[Entity]:
    """The cities or regions that a cell names, in `country` (ISO 3166) where another column tells it.

    `told`: the row names a country elsewhere, so that « Mexico » or « Luxembourg » is the city.
    """
    text = NOTE.sub("", value).strip(" .;,")
    if WHOLE.fullmatch(text):
        text = text[1:-1]
    if is_place(text, page.names):
        yield _place(page, text, country)
        return
    pieces = [piece for piece in PIECES.split(text) if piece]
    if len(pieces) == 2 and is_country(pieces[1], page.names) and "," in text:
        yield from places(page, pieces[0], page.names.country(pieces[1]) or country, told=True)
    elif len(pieces) > 1 and all(is_place(piece, page.names) for piece in pieces):
        for piece in pieces:
            yield _place(page, piece, country)
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

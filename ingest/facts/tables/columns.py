"""What the columns of a table hold, by their headers and, where these say too little, by their values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from ingest.facts.tables.values import PIECES, is_blank, is_body, is_date, is_own, number_of, one_of, status_of
from ingest.facts.wording.kinds import kinds_in
from ingest.facts.wording.words import vocabulary
from ingest.gazetteer import country_names
from ingest.names import Names
from ingest.normalise import fold

SAMPLE: Final = 200
"""Values of a column that are looked at: a longer table tells no more."""
ENOUGH: Final = 0.6
"""Share of a column's values that must be of a sort for the column to be."""
SHORT_KIND: Final = 4
"""Words of a cell that names a kind of link under a header that says nothing of it."""
REMEMBERED: Final = 8192
"""Values of which it is known what they name: tables repeat them, and are looked through more than once."""
NETWORKS: Final = ("network", "organisation", "programme")
WHOSE: Final = re.compile(r"^(?:their|its|our|leurs?|son|sa|ses|notre|nos|the|les?|la|l) ")
"""Before what a header names: « leur siège », "our status"."""
OR: Final = re.compile(r"\s*/\s*|\s+(?:ou|or|et/ou|and/or)\s+", re.IGNORECASE)
"""Between the things that one column may hold."""
Key = tuple[str, int]
"""A header, and which of the columns of that header it is, counted from 0."""


@cache
def role_of_header(header: str) -> str | None:
    """The role that a header names; None for one that no list knows. Of « Pays / réseau » and « Partenaire ou
    réseau », the first that is known."""
    bare = re.sub(r"\([^()]*\)|\[[^\]]*\]", " ", header)
    named = (_named(form) for form in (fold(bare) or fold(header), *map(fold, OR.split(bare))))
    return next((role for role in named if role), None)


def _named(folded: str) -> str | None:
    for form in (folded, WHOSE.sub("", folded)):
        found: Iterator[str] = (
            role for role in vocabulary("columns")["roles"] if form and one_of("roles", role, True).match(form)
        )
        if role := next(found, None):
            return role
    return None


@lru_cache(maxsize=REMEMBERED)
def is_country(value: str, names: Names) -> bool:
    """Whether the cell names a country, a part of it in brackets or not."""
    bare = re.sub(r"\([^()]*\)", "", value).strip()
    return names.country(bare) is not None or fold(bare) in country_names()


@lru_cache(maxsize=REMEMBERED)
def is_network(value: str, names: Names) -> bool:
    known = names.known(value)
    return bool(known) and known[0].kind in NETWORKS


@lru_cache(maxsize=REMEMBERED)
def is_place(value: str, names: Names) -> bool:
    if is_own(value):
        return False
    known = names.known(re.sub(r"\s*\([^()]*\)", "", value))
    return bool(known) and known[0].kind in ("city", "region")


def _are_places(value: str, names: Names) -> bool:
    parts = [part for part in PIECES.split(value) if part]
    return len(parts) > 1 and all(is_place(part, names) for part in parts)


def is_count(value: str) -> bool:
    """Whether the cell is a number, perhaps with its unit: « 7 500 », « environ 200 villes »."""
    return number_of(value) is not None and len(re.findall(r"[^\W\d_]{2,}", value)) <= 2


def sort_of_value(value: str, names: Names) -> str | None:
    """The role that a value alone tells: a country, a date, a network, a city, a status."""
    if is_country(value, names):
        return "country"
    if is_date(value):
        return "date"
    if is_network(value, names):
        return "network"
    if is_place(value, names) or _are_places(value, names):
        return "city"
    # « Oui » answers whatever the header asks.
    said = len(value.split()) <= 3 and not re.fullmatch(r"oui|non?|yes", fold(value))
    return "status" if said and status_of(value) else None


def roles_of(columns: Mapping[Key, Sequence[str]], names: Names) -> dict[Key, str]:
    """Role of each column. `columns`: the values of each; a column that cannot be understood has none."""
    roles: dict[Key, str] = {}
    for key, values in columns.items():
        named = role_of_header(key[0])
        if named is None and is_network(key[0], names):
            roles[key] = "in_network"
        elif named is None and is_place(key[0], names):
            roles[key] = "of_city"
        elif role := _role(named, [value for value in values[:SAMPLE] if not is_blank(value)], names):
            roles[key] = role
    if "country" in roles.values() and not {"city", "partner", "network"} & set(roles.values()):
        # « Nom | Pays »: what has a country is a place.
        unnamed = (key for key in columns if roles.get(key, "title") == "title" and _are_names(columns[key]))
        if first := next(unnamed, None):
            roles[first] = "city"
    told = {key for key in roles if not key[0] or role_of_header(key[0]) is not None}
    if any(roles[key] == "city" for key in told):
        # What a header that nobody knows puts beside a town may be where somebody was born.
        roles = {key: role for key, role in roles.items() if role != "city" or key in told}
    for place, partner in (("city", "partner"), ("country", "partner_country")):
        same = [key for key, role in roles.items() if role == place]
        if len(same) == 2 and (place == "country" or told.issuperset(same)) and partner not in roles.values():
            roles[same[1]] = partner
    order = [roles.get(key) for key in columns]
    if {"city", "partner", "country"} <= set(order) and "partner_country" not in order:
        # « Council | Place | Country »: the country of the name before it.
        last = max(order.index("city"), order.index("partner"))
        if last == order.index("partner") < order.index("country"):
            roles = {key: "partner_country" if role == "country" else role for key, role in roles.items()}
    return roles


def _are_names(values: Sequence[str]) -> bool:
    said = [value for value in values if not is_blank(value)]
    return bool(said) and all(value[0].isupper() and not re.search(r"\d", value) for value in said)


def _role(named: str | None, values: Sequence[str], names: Names) -> str | None:
    def mostly(test: Callable[[str], bool]) -> bool:
        return bool(values) and sum(map(test, values)) >= ENOUGH * len(values)

    def numeric(value: str) -> bool:
        return number_of(value) is not None and len(re.findall(r"[^\W\d_]{2,}", value)) <= 3

    def bare(value: str) -> str:
        return re.sub(r"\s*\([^()]*\)", "", value) or value

    if named in (None, "city", "members") and any(map(is_own, values)):
        # « Ville », « Métropole »: who of the page's own is the member.
        return "capacity" if mostly(lambda value: is_own(value.split(",")[0]) or is_body(value)) else named
    if named == "members":
        return "count" if mostly(numeric) else "city"
    if named in ("city", "partner") and mostly(lambda value: is_date(bare(value))):
        # « From | To » over dates.
        return "since" if named == "city" else "until"
    if (
        named in ("country", "partner_country", "city", "partner", "network")
        and values
        and mostly(lambda value: numeric(bare(value)))
    ):
        return None
    if named == "status" and mostly(lambda value: is_country(value, names)):
        return "country"
    if named == "city" and mostly(lambda value: is_network(value, names) and not is_place(value, names)):
        return "network"
    if named == "network" and mostly(lambda value: is_place(value, names) and not is_network(value, names)):
        return "city"
    if named in (None, "title", "remark") and values:
        sorts = ("country", "network", "city") if named else ("country", "date", "network", "city", "status")
        for sort in sorts:
            if mostly(lambda value, sort=sort: sort_of_value(value, names) == sort):  # type: ignore[misc]
                return sort
    if named in (None, "source") and mostly(lambda value: len(value.split()) <= SHORT_KIND and bool(kinds_in(value))):
        # « Lien » heads addresses, or what the links are.
        return "kind"
    return named

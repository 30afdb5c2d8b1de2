"""What a heading, a line that introduces a list, or a label before a colon says of what follows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from ingest.dates import YEAR
from ingest.facts.pages.entries import PLACES, Entry, read_entry
from ingest.facts.wording.kinds import VAGUE, kinds_in, one_kind
from ingest.facts.wording.plain import plain
from ingest.facts.wording.words import pattern, vocabulary
from ingest.marks import INNER_LEGEND
from ingest.names import Mention, Names
from ingest.normalise import fold
from ingest.records import Entity

FILE: Final = "headings"
Sort = Literal["topic", "status", "place", "network", "country", "area", "denied", "aside", "other"]
Lists = Literal["partners", "members", "networks"]
YEAR_ALONE: Final = re.compile(rf"\W*(?:(?:depuis|since|en|in)\s+)?{YEAR}\W*")
NUMBER: Final = re.compile(r"^\s*(?:(?:[IVX]{1,4}|\d{1,2}(?:\.\d{1,2})*|[A-Za-z])[.)°–-]+(?=\s)|§)\s*")
WITH: Final = re.compile(
    r"(?i)(?:\b(?:avec|with|à|et|and|entre|between|to)\s+(?:la\s+(?:ville|région)\s+d[e'’]\s*|the\s+)?|[:–—-]\s*)$"
)
TABLES: Final[dict[str, Lists]] = {"links": "partners", "members": "members", "networks": "networks"}
NETWORK_KINDS: Final = ("network", "organisation", "programme")
NETWORK_SHARE: Final = 0.6
"""Of a heading's letters that a network's name must fill for the heading to be that name."""
LASTING: Final = ("former", "suspended", "dormant", "candidate", "planned")
"""Statuses that a heading of some length says by its first word: « Candidatures en cours d'examen »."""
SHORT_TOPIC: Final = 8
LONGEST_TOPIC: Final = 14
"""Words of a heading beyond which it tells something rather than naming a list."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one heading says, by itself."""

    sort: Sort
    lists: Lists | None = None
    """Of a topic: what stands below."""
    kind: str | None = None
    status: str | None = None
    subject: Entity | None = None
    """« Jumelages de Caen »: whose list it is."""
    network: Entity | None = None
    """« Membres de LUCI »: of what."""
    places: tuple[Entity, ...] = ()
    """The places that the heading is, or that it names as the other end (« Jumelage avec Lübeck »)."""
    told: bool = False
    """Whether it says their country."""
    country: str | None = None
    vague: bool = False
    """Whether its words have other uses too (« Partenaires », « Réseaux » over a directory of them)."""


def read_heading(text: str, names: Names, country: str | None = None, lead: bool = False) -> Reading:
    """The reading of `text`. `country`: of the page's city; `lead`: it is a sentence that introduces a list."""
    return _read(text.strip(), names, country, lead)


def _read(text: str, names: Names, country: str | None, lead: bool) -> Reading:
    bare = _without_button(INNER_LEGEND.sub("", NUMBER.sub("", text)).strip(" .:–—-"))
    flat = plain(bare)
    if not flat or len(bare.split()) > (60 if lead else 25):
        return Reading("other")
    lists = _lists(_without_networks(flat, bare, names, country), bare)
    if not (lead and lists == "members") and (named := _name(bare, names, country)):
        return named
    if lists and (apart := _find("restricted", flat)) and _lists(flat[: apart.start()], bare[: apart.start()]):
        # « Coopérations, sans jumelage »: what stands before the restriction is what the list holds.
        return _read(bare[: apart.start()], names, country, lead)
    denied = _says("denied", flat)
    if denied and (lists or len(flat.split()) <= 5):
        return Reading("denied", lists=lists)
    aside = _says("aside", flat) or (bare.endswith("?") or text.rstrip().endswith("?"))
    if aside and not (lead and lists):
        return Reading("aside")
    status = _status(flat)
    if lists is None and _says("towns_of", flat) and len(bare.split()) <= SHORT_TOPIC:
        # « Nos villes de A à Z »: the members, on a network's own page.
        return Reading("topic", lists="members", kind="membre", vague=True)
    if lists and (lead or len(bare.split()) <= LONGEST_TOPIC):
        return _topic(bare, flat, lists, status, names, country)
    opening = re.sub(r"\s*\([^()]*\)", "", flat).split()
    opens = status in LASTING and 0 < len(opening) <= 5 and _status(opening[0])
    if status and (len(flat.split()) <= 3 or opens):
        return Reading("status", status=status)
    if _is_area(flat):
        return Reading("area")
    return Reading("other", places=_others(bare, names, country))


def _without_button(text: str) -> str:
    """« Voir la fiche de Lübeck (Allemagne) »: the heading is the name, the rest was a link."""
    button = pattern(r"^<buttons.words>\s+(?=\w)", FILE).match(plain(text))
    return text[button.end() :] if button else text


def _name(bare: str, names: Names, country: str | None) -> Reading | None:
    """A heading that is a name: of a country, of places, of a network."""
    if not re.search(r"[(),/:]|\s[–—-]\s", bare) and (code := names.country(bare)):
        cities = [one for one in names.known(bare) if one.kind in PLACES]
        if not cities or cities[0].kind == "region":
            return Reading("country", country=code)
        return Reading("country", country=code, places=(cities[0],))
    stripped = re.sub(r"(?i)^(?:le |la |les |l['’]|the )(?:réseau |network )?(?=\S)", "", bare)
    for name in (bare, stripped):
        known = names.known(name)
        if known and known[0].kind in NETWORK_KINDS:
            return Reading("network", network=known[0])
    if kinds_in(bare):
        return None
    entry = read_entry(bare, names)
    told = entry is not None and all(place.told for place in entry.places)
    # « Mönchengladbach (Allemagne) - 1970 »; « Lübeck, 2019 » may be the title of an event.
    bare_name = entry is not None and len(re.findall(r"\w+", entry.rest)) <= 1 and (not entry.dated or _is_dated(entry))
    if entry and entry.sure and bare_name:
        return Reading("place", places=tuple(place.entity for place in entry.places), told=told)
    found = [one for one in names.mentions(bare, country) if one.entity.kind in NETWORK_KINDS]
    letters = len(re.findall(r"\w", bare))
    if len(found) == 1 and len(re.findall(r"\w", bare[found[0].start : found[0].end])) >= NETWORK_SHARE * letters:
        return Reading("network", network=found[0].entity)
    return None


def _is_dated(entry: Entry) -> bool:
    """Whether an entry is a town with its country and a year, and nothing else."""
    return len(entry.places) == 1 and entry.places[0].told and bool(YEAR_ALONE.fullmatch(entry.rest))


def _lists(flat: str, bare: str) -> Lists | None:
    """What a heading with those words introduces; of several, what its first words say."""
    kinds = kinds_in(bare)
    at: dict[Lists, int] = {}
    if kinds:
        at["partners"] = kinds[0].start
    for table, listed in TABLES.items():
        if found := _find(table, flat):
            at[listed] = min(found.start(), at.get(listed, found.start()))
    if "members" in at and "networks" in at:
        # « Villes membres du réseau » lists cities, « Réseaux dont la Ville est membre » lists networks.
        return "members" if at["members"] < at["networks"] else "networks"
    order: list[tuple[int, Lists]] = sorted((place, listed) for listed, place in at.items())
    return order[0][1] if order else None


def _without_networks(flat: str, bare: str, names: Names, country: str | None) -> str:
    """`flat` without the names of networks, whose words (« Creative Cities Network ») announce no list of networks."""
    for one in names.mentions(bare, country):
        if one.entity.kind in NETWORK_KINDS:
            flat = flat[: one.start] + " " * (one.end - one.start) + flat[one.end :]
    return flat


def _topic(bare: str, flat: str, lists: Lists, status: str | None, names: Names, country: str | None) -> Reading:
    kinds = kinds_in(bare)
    mentions = names.mentions(bare, country)
    nets = [one for one in mentions if one.entity.kind in NETWORK_KINDS]
    cities = [one for one in mentions if one.entity.kind in PLACES and (one.certain or _is_owner(bare, one))]
    ends = tuple(one.entity for one in cities if lists == "partners" and (_is_end(bare, one) or _is_far(one, country)))
    owners = [one.entity for one in cities if one.entity not in ends]
    kind = one_kind(kinds) if lists == "partners" else _membership(flat)
    vague = lists == "partners" and (not kinds or all(word.kind in VAGUE for word in kinds))
    if lists == "networks":
        vague = not _match("networks", "own", flat)
    if lists == "partners" and not kinds:
        kind = "partenariat"
    return Reading(
        "topic",
        lists=lists,
        kind="partenariat" if kind == "relations" else kind,
        status=status,
        subject=owners[0] if len(owners) == 1 else None,
        network=nets[0].entity if len(nets) == 1 else None,
        places=ends,
        vague=vague,
    )


def _membership(flat: str) -> str:
    if re.search(r"signat", flat):
        return "signataire"
    return "label" if re.search(r"label|laureat", flat) else "membre"


def _is_end(bare: str, mention: Mention) -> bool:
    """« Jumelage avec Lübeck », « Jumelage : Lübeck »: the other end, not the one whose link it is."""
    before = bare[: mention.start]
    return bool(WITH.search(before)) and bool(kinds_in(before)) and not _is_owner(bare, mention)


def _is_far(mention: Mention, country: str | None) -> bool:
    """« Steinbach (Allemagne) : jumelage signé en 1981 », on the page of a French town."""
    return mention.hinted and country is not None and mention.entity.country != country


def _is_owner(bare: str, mention: Mention) -> bool:
    """« Villes jumelées avec Caen » lists the partners of Caen, « Jumelage avec Lübeck » tells of one with Lübeck."""
    return bool(pattern(r"(?<!\w)<towns.words>\s*$", FILE).search(plain(bare[: mention.start])))


def _others(bare: str, names: Names, country: str | None) -> tuple[Entity, ...]:
    """Places that a heading names among other words (« Kapan, la dernière venue »)."""
    return tuple(one.entity for one in names.mentions(bare, country) if one.entity.kind in PLACES and one.certain)


def _status(flat: str) -> str | None:
    return next((status for status in vocabulary(FILE)["status"] if _match("status", status, flat)), None)


def _is_area(flat: str) -> bool:
    left = pattern(r"(?<!\w)<areas.words>(?!\w)", FILE).sub(" ", flat)
    left = re.sub(rf"{YEAR}|\d+|(?<!\w)[a-z](?!\w)", " ", left)
    return not re.search(r"\w", left)


def _says(table: str, flat: str) -> bool:
    return _find(table, flat) is not None


def _find(table: str, flat: str) -> re.Match[str] | None:
    return pattern(rf"(?<!\w)<{table}.words>(?!\w)", FILE).search(flat)


def _match(table: str, name: str, flat: str) -> bool:
    return bool(pattern(rf"(?<![\w-])<{table}.{name}>(?!\w)", FILE).search(flat))


def same_place(left: Entity | None, right: Entity | None) -> bool:
    """Whether two entities are one, by their id or, where one is unknown to the gazetteer, by their name."""
    if left is None or right is None:
        return False
    return left.id == right.id or (fold(left.name_fr) == fold(right.name_fr) and left.country == right.country)

"""The bodies around or above a town, which bear its name or a country's part's: agglomerations, departments …"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from ingest.names.key import key, slug
from ingest.names.unknown import NAME
from ingest.records import Entity

if TYPE_CHECKING:
    from ingest.names.mention import Mention

Anchor = Callable[[str], Entity | None]
"""The city or region that is called so."""

REACH: Final = 60
"""Characters between the two ends of a name."""
LINK: Final = r"(?:(?i: (?:de la|de l['’]|des|de|du|of the|of)(?:(?<=['’])| )| d['’]))"
LEADING: Final = f"(?:{LINK}|(?: (?i:grand))?(?<=[A-Za-zÀ-ÿ]) )(?:L[ae]s? |L['’]|[Gg]rand )?$"
INNER: Final = r"(?:[ -](?:[A-ZÀ-Þ][\w’']+|en|sur|les|lès)){0,3}?"
PLACED: Final = re.compile(
    r"(?i)(?:\b(?:dans|en|in|from|within|inside|across|depuis|hors) (?:la |le |l['’]|les |the )?|, |\("
    r"|\b(?:une?|an?|one|chaque|each|grande|petite|large) "
    r"|\b(?:chef-lieu|capitale?|préfecture|sous-préfecture|communes?|villes?|villages?|nord|sud|est|ouest|north|south"
    r"|east|west|seat|towns?|cities|city) (?:de la |de l['’]|du |of the ))$"
)
"""Before a small letter: where something lies (« Huesca, dans la province de Huesca »), or what it is."""
OF_ITS_OWN: Final = re.compile(r" [A-ZÀ-Þ][\w’']+")
"""« Nantes Métropole Habitat » is a company."""
ADJECTIVE: Final = re.compile(
    r"(?i) (?:de|du|des|of|\w+(?:aise?|ais|oise?|ois|ien|ienne|éen|éenne|ane|ine|aine?|ale?|onne|ique|phone))s?(?!\w)"
    r"| d['’]"
)
"""After « la métropole »: one that is said otherwise than by what this page calls it."""
ENGLISH: Final = ("agglomeration", "county")
AUTHORITY: Final = re.compile(
    r"(?<![\w’'-])(?!(?:The|Our|This|A|City|Town|Borough|Council|County|Mayor|And|In|With|By|For) )"
    r"(?P<name>[A-Z][\w’'-]+(?: (?:and |of )?[A-Z][\w’'-]+){0,3}?) (?P<head>Combined Authority|County Council)(?!\w)"
)
GREATER: Final = re.compile(r"(?:Grand|Greater) ")
TAIL: Final = re.compile(
    r" (?:Val|Vallées?|Pays|Côte|Terres?|Bassin|Rives?)"
    r"(?: (?:de la|de l['’]|de|du|des)(?:(?<=['’])| )| d['’]| )[A-ZÀ-Þ][\w’'-]+"
)
"""« Tours Métropole Val de Loire »."""
COMPOUND: Final = re.compile(r"(?<![\w’'-])(?P<name>[A-ZÀ-Þ][\w’']+(?:-[A-ZÀ-Þ][\w’']+)+)")
ARTICLES: Final = r"(?:le |la |du |au |the |de la |à la |l['’])"
VOWEL: Final = "aeiouy"


@dataclass(frozen=True, slots=True)
class Body:
    """`text[start:end]` names `entity`, a body of that level."""

    start: int
    end: int
    entity: Entity
    level: str


@dataclass(frozen=True, slots=True)
class Level:
    """One level of bodies, its words as patterns."""

    name: str
    usual: str
    before: re.Pattern[str]
    direct: re.Pattern[str] | None
    behind: re.Pattern[str]
    leading: re.Pattern[str]
    """`before` with what may stand between it and the place."""
    trailing: re.Pattern[str]
    """`behind` with what may stand between the place and it."""
    sure: re.Pattern[str] | None
    capital: frozenset[str]
    short: re.Pattern[str] | None


@cache
def levels() -> tuple[Level, ...]:
    """The levels of `data/bodies.toml`."""
    text = (files("ingest.names") / "data" / "bodies.toml").read_text(encoding="utf-8")
    return tuple(_level(name, table) for name, table in tomllib.loads(text).items())


def _level(name: str, table: dict[str, Any]) -> Level:
    before = _pattern(r"(?<![\w-])(?P<head>(?i:{}))(?![\w-])", table["before"])
    behind = _pattern(r"[ -](?P<head>(?i:{}))(?![\w-])", table["behind"])
    assert before and behind
    called = [re.sub(r"^(?:l[ae] |l'|the )", "", word) for word in table["short"]]
    return Level(
        name,
        table["usual"],
        before,
        _pattern(r"(?<![\w’'-])(?P<head>{}) $", table["direct"], _capitals),
        behind,
        re.compile(before.pattern + LEADING),
        re.compile(INNER + behind.pattern),
        _pattern(r"(?i:{})", table["sure"]),
        frozenset(table["capital"]),
        _pattern(rf"(?<![\w’'-])(?i:{ARTICLES})(?P<body>{{}})(?![\w-])", called, _called),
    )


def _pattern(form: str, words: Sequence[str], write: Callable[[str], str] | None = None) -> re.Pattern[str] | None:
    """Any of `words`, the longest first, within `form`; None for none."""
    listed = "|".join((write or _written)(word) for word in sorted(words, key=lambda word: -len(word)))
    return re.compile(form.format(listed)) if words else None


def _called(word: str) -> str:
    """A word with a capital must have one; others may."""
    return _written(word) if word[0].isupper() else f"(?i:{_written(word)})"


def _written(word: str) -> str:
    return word.replace("'", "['’]").replace("é", "[ée]").replace("ó", "[óo]")


def _capitals(word: str) -> str:
    return f"(?:{word.capitalize()}|{word.upper()})"


@cache
def _any_head() -> re.Pattern[str]:
    every = [pattern.pattern for one in levels() for pattern in (one.before, one.behind, one.direct) if pattern]
    return re.compile("|".join(re.sub(r"\?P<\w+>|\$$", "", each).replace("(head", "(") for each in every))


def heads(text: str) -> bool:
    """Whether `text` has a word that bodies are called by at all."""
    return _any_head().search(text) is not None


def bears_name(body: Entity, town: Entity) -> bool:
    """Whether `body` is one around or above the town whose name it bears, and not the town."""
    if body.kind != "region" or town.kind != "city" or body.country != town.country:
        return False
    own = f" {key(town.name_fr)} "
    return any(own in f" {key(name)} " and own != f" {key(name)} " for name in (body.name_fr, *body.aliases))


def bodies(text: str, mentions: Sequence[Mention], anchor: Anchor) -> list[Body]:
    """The bodies that `text` names in full, in order.

    :param mentions: the places that it names, of which some turn out to be but a part of a body's name.
    """
    found = [
        one for level in levels() for one in (*_around(level, text, mentions, anchor), *_headed(level, text, anchor))
    ]
    found += [one for level in levels() for one in _compound(level, text, anchor)]
    found += [one for level in levels() for one in _told_sure(level, text, anchor)]
    kept: list[Body] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def called_shortly(text: str, known: dict[str, Entity]) -> Iterator[Body]:
    """Where `text` calls one of the bodies `known`, by level, « la Métropole », « le Département »."""
    for level in levels():
        if level.short is None or level.name not in known:
            continue
        for found in level.short.finditer(text):
            if not ADJECTIVE.match(text, found.end()):
                yield Body(found.start("body"), found.end(), known[level.name], level.name)


def _around(level: Level, text: str, mentions: Sequence[Mention], anchor: Anchor) -> Iterator[Body]:
    """The bodies whose name is that of a place that is known, and a head beside it."""
    for one in mentions:
        if one.entity.kind != "city" and (one.entity.kind != "region" or level.name == "agglomeration"):
            continue
        start, end, heads = one.start, one.end, []
        if led := _leading(level, text, one.start):
            start, heads = led.start("head"), [led["head"]]
        place = _above(level, text[one.start : one.end], anchor) or one.entity
        if trailing := level.trailing.match(text, end):
            tail = TAIL.match(text, trailing.end())
            if OF_ITS_OWN.match(text, trailing.end()) and not (heads or tail):
                continue
            end = tail.end() if tail else trailing.end()
            heads.append(trailing["head"])
        if not heads:
            continue
        if led and not trailing and _opens_name(level, text, led, one.start) and (more := _name_at(text, one.start)):
            end = max(end, more)
        if _allowed(level, text, start, heads[0]):
            yield Body(start, end, _entity(level, text[start:end], place), level.name)


def _above(level: Level, name: str, anchor: Anchor) -> Entity | None:
    """The part of a country that is called so: Kent is a county before it is a town of Ohio."""
    found = anchor(name) if level.name != "agglomeration" else None
    return found if found and found.kind == "region" and (level.name != "county" or found.country != "US") else None


def _leading(level: Level, text: str, at: int) -> re.Match[str] | None:
    """The head in front of a place that begins at `at`."""
    window = max(0, at - REACH)
    return level.leading.search(text, window, at) or (level.direct.search(text, window, at) if level.direct else None)


def _opens_name(level: Level, text: str, led: re.Match[str], at: int) -> bool:
    """Whether more of a name may follow the place: « Communauté d'agglomération Maubeuge Val de Sambre »."""
    direct = text[led.end("head") : at].strip() == "" and led["head"][0].isupper()
    sure = level.sure is not None and level.sure.fullmatch(led["head"]) is not None
    return (direct or sure) and led["head"].lower() not in ("grand", "greater")


def _name_at(text: str, at: int) -> int | None:
    found = re.compile(NAME).match(text, at)
    return found.end() if found else None


def _headed(level: Level, text: str, anchor: Anchor) -> Iterator[Body]:
    """The bodies whose head hides its place from those who look for towns: « le département de Ziguinchor »."""
    for head in level.before.finditer(text):
        linked = re.compile(f"({LINK}| )(?:Grand )?").match(text, head.end())
        if not linked or not _allowed(level, text, head.start("head"), head["head"]):
            continue
        shorter = linked[1] != " "
        for end, name in _openings(text, linked.end(), shorter):
            place = anchor(name) or (anchor(f"le {name}") if linked[1].strip() == "du" else None)
            if place is not None and (place.kind == "city" or level.name != "agglomeration"):
                yield Body(head.start("head"), end, _entity(level, text[head.start("head") : end], place), level.name)
                break


def _openings(text: str, at: int, further: bool) -> Iterator[tuple[int, str]]:
    """The longest name that may begin at `at`, then, where `further`, shorter ones by whole words, with their ends."""
    found = re.compile(NAME).match(text, at)
    while found:
        yield found.end(), found[0]
        shorter = re.search(r"(?<![a-zà-ÿ]{2}) [^ ]+$|(?<=[^ ]{3}) [A-ZÀ-Þ][^ ]*$", found[0])
        if (
            shorter is None
            or not further
            or re.search(r" (?:de|du|des|la|le|les|sur|sous|en)$", found[0][: shorter.start()])
        ):
            return
        found = re.compile(NAME).match(text, at, at + shorter.start())


def _told_sure(level: Level, text: str, anchor: Anchor) -> Iterator[Body]:
    """The bodies of places that nobody knows: « Communauté d'agglomération du Niortais »."""
    if level.sure is None:
        return
    ahead = re.compile(rf"(?<![\w-])({level.sure.pattern})(?:{LINK}(?:Grand )?(?P<name>{NAME})| (?P<pays>Pays [\w-]+))")
    for found in ahead.finditer(text):
        yield Body(
            found.start(), found.end(), _entity(level, found[0], None, found["name"] or found["pays"]), level.name
        )
    for found in AUTHORITY.finditer(text) if level.name in ENGLISH else ():
        if level.sure.fullmatch(found["head"]):
            # « Leeds and West Yorkshire Combined Authority »: a town, and a body.
            first, joined, rest = found["name"].partition(" and ")
            place = anchor(first) if joined else None
            name = rest if place and place.kind == "city" else found["name"]
            start = found.start() + found["name"].index(name)
            yield Body(start, found.end(), _entity(level, text[start : found.end()], None, name), level.name)


def _compound(level: Level, text: str, anchor: Anchor) -> Iterator[Body]:
    """« Lannion-Trégor Communauté », « Métropole Aix-Marseille-Provence »: a town, by a name of several."""
    if level.name != "agglomeration":
        return
    for found in COMPOUND.finditer(text):
        led = re.compile(level.before.pattern + " $").search(text, max(0, found.start() - REACH), found.start())
        behind = level.behind.match(text, found.end())
        start = led.start("head") if led and led["head"][0].isupper() else found.start()
        end = behind.end() if behind and behind["head"][0].isupper() else found.end()
        if (start, end) == found.span() or OF_ITS_OWN.match(text, end):
            continue
        if any(anchor(part) for part in found["name"].split("-")):
            yield Body(start, end, _entity(level, text[start:end], None, found["name"]), level.name)


def _allowed(level: Level, text: str, start: int, head: str) -> bool:
    """Whether a head may be one: everyday words need a capital, and nothing must only lie there."""
    if head[0].isupper():
        return True
    return key(head) not in map(key, level.capital) and not PLACED.search(text, max(0, start - 30), start)


def _is_itself(place: Entity, level: Level) -> bool:
    """Whether the body is the place: the council of a department, the authority of Greater Manchester."""
    return (level.name == "agglomeration") == (place.kind == "city")


def _entity(level: Level, written: str, place: Entity | None, name: str = "") -> Entity:
    """The body as an entity: one for all its names, whichever of them is `written`."""
    written = " ".join(written.split())
    whole = re.sub(r"(?<!\w)Agglo$", "Agglomération", written)
    whole = whole[:1].upper() + whole[1:]
    if whole.isupper():
        whole = re.sub(r"\w{3,}", lambda word: word[0].capitalize(), whole)
    if place and key(whole) in map(key, (place.name_fr, place.name_en, *place.aliases)):
        return place
    called = place.name_fr if place else name
    usual = f"{level.usual} {'d’' if key(called)[:1] in VOWEL else 'de '}{called}".replace("’", "'")
    aliases = tuple(one for one in dict.fromkeys((written, usual)) if one != whole)
    if place and (place.kind == "region" or GREATER.match(place.name_fr)) and _is_itself(place, level):
        more = (one for one in (whole, *aliases) if one not in (place.name_fr, place.name_en, *place.aliases))
        return replace(place, aliases=(*place.aliases, *more))
    country = place.country if place else "GB" if re.search(r"Authority|Council", written) else "FR"
    id = f"region:{(country or 'x').lower()}:{slug(level.usual)}-{slug(called)}"
    return Entity(id, "region", whole, whole, aliases, country=country)

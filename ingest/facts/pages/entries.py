"""One entry of a list of places: « Alexandria et Nashville (États-Unis), 1991 », « Tunisie : M'Saken, Sousse »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from ingest.dates import YEAR, find_dates
from ingest.facts.wording.country_codes import coded_country
from ingest.facts.wording.flags import after_flag
from ingest.facts.wording.plain import plain
from ingest.names import Names
from ingest.records import Entity

PLACES: Final = ("city", "region")
DELIMITER: Final = re.compile(
    r"\s*(?P<leader>(?:\.{4,}|…{2,}|(?:\.\s){4,}\.?|·{4,}))\s*|\s*(?P<close>\))|\s*(?P<mark>[(,;:/|׀•·▪■])\s*(?:(?:au|aux|en|in)\s+(?:the\s+)?(?=[A-ZÀ-Þ]))?|\s+(?P<dash>[-–—]+|→)\s+|(?P<stop>(?<!\bSt)(?<!\bSte)\.)(?=\s|$)\s*"
    r"|\s+(?P<and>et|and|&|ainsi que|as well as)\s+|\s+(?P<in>au|aux|en|in)\s+(?:the\s+)?(?=[A-ZÀ-Þ])"
)
STROKES: Final = "|׀•·▪■"
"""What parts the entries of a list that was left in one line."""
MOST_WORDS: Final = 6
NUMBERED: Final = re.compile(r"^(?:\d{1,3}[.)°]|[a-zA-Z]\))\s+")
LABEL: Final = re.compile(
    r"^\W*(?i:pays|country|nation|ville|commune|town|city|partenaire|partner)\s?:\s+(?=\w)"
    r"|^\W*(?:(?:[ÀàAa]\s+)?(?:[Aa]jouter|[Rr]ajouter)|[Mm]anque(?:nt)?|[Oo]ubli(?:ée?)?|[Aa]jouts?"
    r"|(?:[Tt]o\s+(?:be\s+)?)?[Aa]dd(?:ed)?"
    r"|[Mm]issing|[Oo]mitted)\s*:?\s+(?=[A-ZÀ-Þ])"
)
"""« Pays : Allemagne », "Town: Lahnstein": the label of a card is no name."""
HEADER: Final = re.compile(
    r"(?i)^\W*(?:date|objet|sujet|subject|expéditeur|destinataires?|from|to|cc|sent|received|envoyée?(?: le)?"
    r"|références?|réf\.?"
    r"|pages?)\s?:\s"
)
"""« Date : 4 mars 2024 »: a line above a letter, though a town may be called so."""
ARTICLES: Final = re.compile(
    r"(?i)^\[?(?:(?:et|and|ainsi que|puis|aussi)\s+)?(?:avec\s+|with\s+)?"
    r"(?:(?:la|les|the|l['’])\s*)?(?:(?:[a-zà-ÿ-]+\s+){0,2}(?=(?:villes?|communes?|cit(?:y|ies)|towns?|village)\s))?"
    r"(?:villes?|communes?|cités?|municipalités?|city|cities|towns?|municipality|village|borough)"
    r"(?:\s+[a-zà-ÿ-]+){0,2}?(?:\s+(?:de(?=\s)|des|du|of)|\s+d(?=['’]))\]?\s*(?:['’]|(?:the|l['’])\s*)?"
)
WITH: Final = re.compile(r"(?:(?:[Ee]t|[Aa]nd)\s+)?(?:[Aa]vec|[Ww]ith|[Àà])\s+(?=[A-ZÀ-Þ])")
BODY: Final = re.compile(
    r"(?i)^(?:(?:le|la|les|l['’]|the)\s*)?(?:union|conseil|communauté|association|fédération|district|région|province|comté"
    r"|county|land|métropole|wilaya|gouvernorat|département|canton|préfecture|syndicat|collectivité|arrondissement|region"
    r"|council|municipalities|governorate|prefecture|metropolitan area|aire métropolitaine|agglomération|grand"
    r"|eurorégion)(?!\w)"
)
REGION: Final = re.compile(
    r"(?i)^(?:(?:le|la|l['’]|the)\s*)?(?:région|province|land|wilaya|gouvernorat|département|canton|préfecture|region"
    r"|governorate|prefecture|comté|county)\s+(?:of\s+|de\s+la\s+|de\s+l['’]|de\s+|du\s+|des\s+|d['’])?(?P<name>.+)$"
)
SMALL: Final = (
    "de|du|des|la|le|les|sur|sous|lès|lez|l|d|am|an|der|den|im|upon|on|of|the|under|by|del|della|di|do"
    "|dos|da|y|el|al|los|las|ob|bei|van|zu|na|nad|pod|i|ar|s"
)
NAME: Final = re.compile(
    rf"(?:(?:['’][a-z]+|[ld]['’])?(?=[^\W\d_])[A-ZÀ-ÞŁŠŽČĆŘĐİȘȚ][\w.'’-]*)"
    rf"(?:(?:-(?:en|aux?|à|et|in|al|les)(?=-))|[\s'’-]+(?:(?:{SMALL})(?=[\s'’-])|[A-ZÀ-ÞŁŠŽČĆŘĐİȘȚ][\w.'’-]*))*"
)
WHOLE: Final = re.compile(r"[A-ZÀ-Þ][\w’'-]+ (?:et|and|&) [A-ZÀ-Þ][\w’'-]+")
"""« Kensington and Chelsea »: one place, where a table knows it by that name."""
STATE: Final = re.compile(r"[A-Z]{2}")
"""« Pittsburgh, PA, United States »: the code of a state is no second place."""
DATED: Final = re.compile(
    rf"(?i)^(?:(?:depuis|en|de|du|le|dès|since|in|from|signée? (?:en|le)|signed (?:in|on)|jumelée? (?:en|depuis))\s+)*"
    rf"(?:l['’]an\s+)?(?:{YEAR})(?:\s*[-–/]\s*(?:{YEAR}|\d\d|\?)?)?$"
)
TRAILING: Final = re.compile(
    rf"(?i)[\s,]+(?:(?:depuis|en|since|in|signée? en|jumelée? en)\s+)?(?:{YEAR})(?:\s*[-–]\s*(?:{YEAR})?)?$"
)


# « Nuits-Saint-Georges near Dijon », « Hitchin since 1958. »: the name ends where such a word begins.
BEYOND: Final = re.compile(
    r"\s+(?:near|close to|since|from|in|located|situated|signed|twinned|près|proche|depuis|située?|jumelée?|signée?"
    r"|dans|en|au|aux|dès|pour|par|avec|with|where|où|which|qui|is|est|was|a|has)\s.*$"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place that an entry lists: `text[start:end]` is its name."""

    entity: Entity
    start: int
    end: int
    known: bool
    told: bool = False
    """Whether the entry itself says its country."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a line lists."""

    places: tuple[Place, ...]
    rest: str
    """What the line says after the places: a date, a kind of link, a remark."""
    country: str | None
    """The country that opens it: « Tunisie : … »."""
    dated: bool
    """Whether a date stands right with the names."""

    @property
    def sure(self) -> bool:
        """Whether it can be nothing but a list of places."""
        return bool(self.places) and all(place.told or place.known for place in self.places)


@dataclass(frozen=True, slots=True)
class _Atom:
    text: str
    start: int
    before: str
    inside: bool


def read_entry(text: str, names: Names, country: str | None = None) -> Entry | None:
    """The places that `text` begins by listing; None where it begins otherwise. `country`: of the list it stands in."""
    if HEADER.match(text):
        return None
    number = NUMBERED.match(text) or LABEL.match(text)
    flag = after_flag(text, names)
    country = flag[1] if flag else country
    atoms = list(_atoms(text, flag[0] if flag else number.end() if number else 0, names))
    found: list[Place] = []
    open_from = 0
    leading: str | None = None
    dated = False
    rest = len(text)
    for at, atom in enumerate(atoms):
        name, start = _bare(atom.text, atom.start)
        if is_date(name):
            dated = True
            if found and not atom.inside:
                rest = min(rest, atom.start)
                break
            if found:
                rest = min(rest, atom.start)
            continue
        code = names.country(name) if name else None
        if code is None and atom.inside and found[open_from:]:
            nearest = found[-1]
            code = coded_country(name, text[nearest.start : nearest.end], names)
        if code and not atom.inside and (leading == code or (not found and not _is_country(names, name))):
            # A province: « MADAGASCAR - Anosy et Analanjirofo » lists two of them.
            code = None
        alone = not found and leading is None and at == len(atoms) - 1
        if (
            code
            and not (alone and _known(names, name, country))
            and not (atom.before == "" and _twin_name(atoms, name))
        ):
            if found[open_from:]:
                *others, nearest = found[open_from:]
                shared = [_sharing(names, text, place, code) for place in others]
                found[open_from:] = [*shared, _in_country(names, text, nearest, code)]
                open_from = len(found)
            elif not found and not atom.inside:
                leading = code
            continue
        if atom.inside:
            if found and rest == len(text):
                rest = atom.start
            continue
        if found and rest < len(text) and atom.before not in (",", "and", ";", ")", *STROKES):
            break
        listed = _may_list(atom, bool(found), leading is not None or dated)
        place = _place(text, name, start, names, leading or country) if listed else None
        if place is None:
            rest = min(rest, atom.start)
            break
        if atom.before == "/" and found:
            # « Ratisbonne / Regensburg »: the same place under its other name, unless both are known and differ.
            both = place.known and found[-1].known and place.entity.id != found[-1].entity.id
            if not both:
                continue
        if found and atom.before == "," and leading is None and (not place.known or STATE.fullmatch(name)):
            continue
        dated = dated or TRAILING.search(atom.text.rstrip(" .;,:*")) is not None
        rest = len(text)
        found.append(place)
        if place.end < start + len(name):
            rest = place.end
            break
    if not found:
        return None
    told = leading is not None or flag is not None
    places = tuple(replace(place, told=place.told or told) for place in found)
    return Entry(places, text[rest:] if rest < len(text) else "", leading, dated)


def is_date(text: str) -> bool:
    """Whether `text` is only a date or a year, with the little word that introduces it."""
    bare = text.strip(" .")
    if DATED.match(bare):
        return True
    found = next(find_dates(bare), None)
    return found is not None and found.end == len(bare) and len(bare[: found.start].split()) <= 2


def _atoms(text: str, begin: int, names: Names) -> Iterator[_Atom]:
    """The pieces of `text` between delimiters; a name that holds « et » stays whole where it is known."""
    start, before, depth = begin, "", 0
    cuts = list(DELIMITER.finditer(text, begin))
    for number, cut in enumerate(cuts):
        mark = (
            cut["mark"]
            or cut["close"]
            or ("-" if cut["dash"] or cut["leader"] else "." if cut["stop"] else "and" if cut["and"] else "in")
        )
        if mark == "." and re.search(r"(?:^|[\s('’-])(?:St|Ste|[A-Z])$", text[start : cut.start()]):
            continue
        if mark == "in" and not _is_land(text, cut.end(), cuts[number + 1 :], names):
            continue
        if mark == "and":
            after = cuts[number + 1].start() if number + 1 < len(cuts) else len(text)
            whole = text[start:after].strip()
            if names.country(whole) or any(one.kind in PLACES for one in names.known(whole)):
                continue
        if text[start : cut.start()].strip():
            yield _Atom(text[start : cut.start()], start, before, depth > 0)
        depth += (mark == "(") - (mark == ")" and depth > 0)
        before = mark
        start = cut.end()
    if text[start:].strip():
        yield _Atom(text[start:], start, before, depth > 0)


def _is_land(text: str, start: int, cuts: list[re.Match[str]], names: Names) -> bool:
    """Whether a country stands from `start` to one of the next cuts: « au Mali », « in Bosnia and Herzegovina »."""
    ends = [*(cut.start() for cut in cuts[:2]), len(text)]
    return any(names.country(TRAILING.sub("", text[start:end].strip(" .;,:)"))) for end in ends)


def _bare(atom: str, start: int) -> tuple[str, int]:
    """The name in an atom without « la ville de », a year after it, a stop; and where it begins."""
    start += len(atom) - len(atom.lstrip())
    atom = atom.lstrip()
    article = ARTICLES.match(atom)
    if article and article.end() < len(atom):
        start += article.end()
        atom = atom[article.end() :]
    lead = len(atom) - len(atom.lstrip(" *•"))
    if introduced := WITH.match(atom):
        lead = introduced.end()
    # « Bolivia [Plurinational State of] »: what stands in square brackets is no part of the name.
    atom = re.sub(r"\s*\[[^\[\]]*\]\s*$", "", atom[lead:]).rstrip(" .;,:*")
    if not is_date(atom):
        atom = TRAILING.sub("", atom)
    return atom, start + lead


def _may_list(atom: _Atom, begun: bool, opened: bool) -> bool:
    """`opened`: a country or a date stands before (« Tunisie : … », « 1962 – … »)."""
    if not begun:
        return atom.before == "" or (opened and atom.before in (":", "-", ")", ","))
    return atom.before in (",", "and", "/", ";", ")", *STROKES)


def _twin_name(atoms: list[_Atom], name: str) -> bool:
    """« Luxembourg (Luxembourg) », « Mexico (Mexique) »: the first is the city."""
    return len(atoms) > 1 and atoms[1].inside and plain(atoms[1].text)[:4] == plain(name)[:4]


def _is_country(names: Names, name: str) -> bool:
    """Whether `name` is a country of its own rather than a state or a province of one."""
    return any(one.kind == "country" for one in names.known(name))


def _known(names: Names, name: str, country: str | None) -> bool:
    return any(one.kind in PLACES and (country is None or one.country in (None, country)) for one in names.known(name))


def _place(text: str, name: str, start: int, names: Names, country: str | None) -> Place | None:
    """The place called `name`, if that can be a name at all."""
    if BODY.match(name) and 1 < len(name.split()) <= MOST_WORDS + 2:
        return Place(_body(name, names, country), start, start + len(name), True)
    shaped = NAME.fullmatch(name) or (WHOLE.fullmatch(name) and _known(names, name, country))
    if not shaped and (shorter := BEYOND.sub("", name)) != name and _known(names, shorter, country):
        return _place(text, shorter, start, names, country)
    if not shaped or len(name.split()) > MOST_WORDS or len(name) < 2:
        return None
    known = _known(names, name, country)
    return Place(names.place(name, country), start, start + len(name), known)


def _body(name: str, names: Names, country: str | None) -> Entity:
    """« Union des municipalités de Jezzine » is a member of its own; « Land de Saxe » is Saxony."""
    bare = re.sub(r"(?i)^(?:le|la|les|the)\s+|^l['’]", "", name)
    region = REGION.match(name)
    if region:
        known = [one for one in names.known(region["name"]) if one.kind == "region"]
        if known:
            return known[0]
    return names.place(bare[:1].upper() + bare[1:], country, kind="region")


def _sharing(names: Names, text: str, place: Place, code: str) -> Place:
    """`place` with the country told behind a later one: « Faro et Lagos (Portugal) », but not « Lyon et Faro (…) »."""
    elsewhere = place.known and not _known(names, text[place.start : place.end], code)
    return place if elsewhere else _in_country(names, text, place, code)


def _in_country(names: Names, text: str, place: Place, code: str) -> Place:
    """`place` with the country that the entry gives it, which decides between namesakes."""
    name = text[place.start : place.end]
    if BODY.match(name):
        return replace(place, entity=_body(name, names, code), told=True)
    return replace(place, entity=names.place(name, code), told=True)

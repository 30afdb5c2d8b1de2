"""Networks that no table holds: the one that a page is by, and those that a sentence calls a network.

An association counts only where its name or its page says that towns or local governments make it up; what is called a
network counts as it is. A charity, a club or a company has neither seat nor members here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ingest.facts.pages.page import Line, Page
from ingest.facts.pages.subject import subject_of_page
from ingest.facts.wording.words import pattern
from ingest.names import Mention
from ingest.normalise import fold
from ingest.records import Entity

FILE: Final = "figures"
HOLDERS: Final = ("network", "organisation", "programme")
PARTS: Final = re.compile(r"\s+[|–—·•»>:-]\s+|\s*\|\s*|:\s+")
LONGEST: Final = 7
"""Words of a network's name."""
LONGEST_UNLISTED: Final = 11
"""Words of a network that a sentence names."""
TOP: Final = 8
"""Lines in which a page says whose it is."""
TAGLINE: Final = 14
"""Words of a line that is no sentence."""
NOUN: Final = "(?i:<unlisted.nouns>|<unlisted.networks>)"
WORD: Final = r"(?-i:[A-ZÀ-Þ])[\w&’'-]*(?:\.(?=\w)[\w&’'-]+)*"
SMALL: Final = r"(?:(?:de|des|du|la|le|les|et|en|aux?|pour|of|the|for|and|in|&)\s+|d['’]|l['’])"
STOP: Final = r"(?:\s*(?:[»”\",;()]|[.:](?:\s|$)|$)|\s+(?:<unlisted.verbs>|<unlisted.ends>)(?!\w))"
"""What a name in small letters does not go beyond."""
FRENCH: Final = (
    r"(?<![\w-])(?P<noun><unlisted.nouns>)\s+(?P<mark>[«“\"]\s*)?"
    rf"(?P<name>{WORD}(?:\s+{SMALL}*[\w.&’'-]+){{0,6}}?)"
    rf"(?={STOP})"
)
"""« l'association Villes cathédrales est installée … », « le réseau Rivages réunit … »."""
DESCRIBED: Final = (
    r"(?<![\w-])(?P<noun><unlisted.networks>)(?:\s+(?-i:[a-zà-ÿ])[\w-]{3,16}){1,2}\s+(?:[«“\"]\s*)?"
    rf"(?P<name>{WORD}(?:[\s-]{WORD}){{0,3}})(?={STOP})"
)
"""« le réseau régional multi-acteurs Rivages, créé en … »: a name of its own behind what it is."""
SIGLED: Final = (
    r"(?<![\w-])(?P<noun><unlisted.nouns>|<unlisted.networks>)(?:\s+(?-i:[a-zà-ÿ])[\w-]+){0,2}?\s+"
    rf"{SMALL}+(?:[\w&’'-]+\s+){{0,2}}?<unlisted.towns>(?:\s+[\w&’'-]+){{0,7}}?\s*\(\s*(?P<name>(?-i:[A-Z]{{3}})\w{{0,7}})\s*\)"
)
"""« l'association des villes amies du livre (AVALI) »: called by its acronym, whatever it spells."""
LOWER: Final = (
    r"(?<![\w-])(?:[ldLD]['’])?(?P<name>(?P<noun>(?-i:<unlisted.formal>))(?:\s+(?-i:[a-zà-ÿ])[\w-]+){0,2}?"
    rf"\s+{SMALL}+(?:[\w&’'-]+\s+){{0,2}}?<unlisted.towns>(?:\s+[\w&’'-]+){{0,6}}?)(?={STOP})"
)
"""The « Union des villes tisserandes », the « Association nationale des villes et pays d'art et d'histoire »."""
ENGLISH: Final = (
    rf"(?<![\w’'-])(?P<name>(?:{WORD}\s+)(?:(?:(?:of|and|&|for)\s+)?{WORD}\s+){{0,4}})"
    r"(?P<noun><unlisted.networks>|<unlisted.nouns>)(?![\w-])"
)
"""The Core Harbours group."""
OF: Final = (
    rf"(?<![\w’'-])(?:{WORD}\s+){{0,4}}(?P<noun>(?-i:<unlisted.formal>))\s+(?:{SMALL}+)"
    rf"{WORD}(?:\s+{SMALL}*{WORD}){{0,5}}"
)
"""The International Network of Basin Organizations."""
GATHERING: Final = (
    r"\s*[»”\"]?\s*(?:\([^()]{2,30}\)\s*)?,\s+(?:qui|which)\s+<counting.verbs>\s+(?:<counting.about>\s*)?\d{1,4}\s+"
    r"<unlisted.towns>(?!\w)"
)
"""« …, qui réunit 14 communes »."""
BRANCH: Final = re.compile(
    r"(?:\s|-)(?:(?:of|in|de|du|pour|for)\s+(?:(?:la|l['’]|the)\s*)?|d['’])?"
    r"(?P<part>[A-ZÀ-Þ][\w-]*(?:[ -](?:Pacific|Pacifique|America|Asia|East|West))?)"
)
COMPASS: Final = re.compile(r"[A-Z]{4,8}")


def own_network(page: Page) -> Entity | None:
    """The network that a page is by, though no table knows it; None where it is a city's or nobody says."""
    if "network" not in page.memo:
        page.memo["network"] = _own(page)
    found = page.memo["network"]
    assert found is None or isinstance(found, Entity)
    return found


def speaking(page: Page) -> Page:
    """The page, with the network that speaks in it where it is one that no table knows."""
    network = own_network(page)
    if network is None or page.about is not None or network.id == getattr(page.memo.get("subject"), "id", None):
        return page
    subject = subject_of_page(page)
    if subject and fold(subject.name_fr) != fold(network.name_fr):
        return page
    told = Page(page.document, page.lines, page.names.knowing({network.name_fr: network}))
    told.memo["subject"] = told.memo["network"] = network
    return told


def knowing_unlisted(page: Page) -> Page:
    """The page, its sentences knowing the networks that no table holds and that its words show to be networks."""
    forms: dict[str, Entity] = {}
    for line in page.lines:
        if line.cells or line.unit.kind == "heading":
            continue
        for one in unlisted(page, line.text):
            written = line.text[one.start : one.end].strip(' «»“”"')
            known = page.names.known(written)
            if len(written.split()) <= LONGEST_UNLISTED and not (known and known[0].kind in HOLDERS):
                forms.setdefault(written, one.entity)
                if re.search(rf"\W{re.escape(one.entity.name_fr)}$", written):
                    forms.setdefault(one.entity.name_fr, one.entity)
    # « German Association of World Heritage Sites »: the longer of two that stand at one place.
    longest = dict(sorted(forms.items(), key=lambda one: -len(one[0])))
    return Page(page.document, page.lines, page.names.knowing(longest)) if forms else page


def _own(page: Page) -> Entity | None:
    if page.about is not None:
        return None
    top = [line for line in page.lines[:TOP] if len(line.text.split()) <= TAGLINE]
    for text in dict.fromkeys((page.document.title, page.document.publisher or "", *(line.text for line in top))):
        name = _titled(page, text)
        if name and (is_called_network(page, name) or any(_made_of_towns(line.text) for line in top)):
            return page.names.network(name)
    return None


def _titled(page: Page, text: str) -> str | None:
    """The one name of a title, beside words that only say what the page shows (« Our members »)."""
    generic = pattern(r"\W*<unlisted.pages>\W*", FILE)
    parts = [part.strip(' «»“”"*#.') for part in PARTS.split(text)]
    kept = [part for part in parts if part and not generic.fullmatch(part)]
    if len(kept) != 1 or len(parts) < 2:
        return None
    name = re.sub(r"(?i)^(?:the|le|la|les)\s+|^l['’]", "", kept[0])
    if not name[:1].isupper() or len(name.split()) > LONGEST or re.search(r"[.!?,;]|\d{3}", name):
        return None
    # What a town or a network of the table is called is not unknown; a hamlet may bear the name of a network.
    known = page.names.known(name)
    taken = any(one.certain for one in page.names.mentions(name))
    return None if taken or (known and known[0].kind != "city") else name


def is_called_network(page: Page, name: str) -> bool:
    """Whether the name says so, or a line of the page: « X is a network … », « le réseau X », « … de villes »."""
    if pattern(r"(?<!\w)<unlisted.networks>(?!\w)", FILE).search(name) or _made_of_towns(name):
        return True
    if pattern(r"(?<!\w)<unlisted.nouns>(?!\w)", FILE).search(name) and _has_towns(name):
        return True
    written = re.escape(name)
    said = pattern(
        rf"(?<![\w-]){written}(?:\s*\([^()]*\))?(?:\s*,|\)?\s+(?:est|is|sont|are))\s+(?:an?|the|une?|le|la|l['’])\s*"
        r"(?P<what>[^.;:!?]{3,160})",
        FILE,
    )
    beside = pattern(
        rf"(?<!\w)(?:<unlisted.networks>\s+[«“\"]?\s*{written}|{written}[»”\"]?\s+<unlisted.networks>)(?!\w)", FILE
    )
    long = pattern(rf"(?P<long>[^.;:()]{{8,140}})\(\s*{written}\s*\)", FILE)
    definite = pattern(
        r"(?<!\w)(?:(?:le|du|au|ce|notre|the|this|our)\s+|d['’]un\s+)(?:<unlisted.networks>)(?!\s+(?:de|of)\s)(?!\w)",
        FILE,
    )
    for line in page.lines:
        if fold(name) not in fold(line.text):
            continue
        if (spelled := long.search(line.text)) and is_spelled_network(spelled["long"]):
            return True
        after = page.lines[line.index + 1 : line.index + 3]
        if any(definite.search(one.text) for one in after if one.unit.kind != "heading") and line.unit.kind != "row":
            return True
        if beside.search(line.text):
            return True
        if (found := said.search(line.text)) and (_made_of_towns(found["what"]) or _opens_network(found["what"])):
            return True
    return False


def is_private(page: Page, name: str) -> bool:
    """Whether the page says that a charity, a firm or a school is called so: « X est une association loi 1901 »."""
    private = pattern(rf"(?<![\w-]){re.escape(name)}\)?,?\s+(?:[\w'’-]+\s+){{0,5}}?<unlisted.private>(?!\w)", FILE)
    found = (private.search(line.text) for line in page.lines if name in line.text)
    return any(found) and not is_called_network(page, name)


def is_spelled_network(words: str) -> bool:
    """Whether what an acronym stands for is a network: « Union of African Cities », « Réseau des fonds locaux »."""
    gathers = pattern(r"(?<!\w)(?:<unlisted.nouns>)(?!\w)", FILE).search(words) and _has_towns(words)
    return bool(gathers) or bool(pattern(r"(?<!\w)<unlisted.networks>(?!\w)", FILE).search(words))


def _opens_network(words: str) -> bool:
    return bool(pattern(r"^(?:[\w'’-]+\s+){0,3}?<unlisted.networks>(?!\w)", FILE).match(words))


def _made_of_towns(words: str) -> bool:
    """« European network of river cities », « association de communes »."""
    made = (
        r"(?<!\w)(?:<unlisted.nouns>|<unlisted.networks>)\s+(?:[\w'’-]+\s+){0,2}?(?:of|for|de|des|du|d['’])\s*"
        r"(?:[\w'’-]+,?\s+){0,4}?<unlisted.towns>(?!\w)"
    )
    return bool(pattern(made, FILE).search(words))


def _has_towns(words: str) -> bool:
    return bool(pattern(r"(?<!\w)<unlisted.towns>(?!\w)", FILE).search(words))


def unlisted(page: Page, text: str) -> Iterator[Mention]:
    """The networks that a sentence names as such and that no table knows; in capitals throughout, no name shows."""
    yield from (one for one in _unlisted(page, text) if not text[one.start : one.end].isupper())


def _unlisted(page: Page, text: str) -> Iterator[Mention]:
    cue = pattern(r"(?<!\w)(?:<unlisted.nouns>|<unlisted.networks>)(?!\w)", FILE)
    if not cue.search(text):
        return
    for found in pattern(FRENCH, FILE).finditer(text):
        network = pattern(r"(?:<unlisted.networks>)", FILE).search(found["noun"])
        if network or _has_towns(found["name"]) or pattern(GATHERING, FILE).match(text, found.end()):
            yield _mention(page, found, found["name"])
    for found in pattern(ENGLISH, FILE).finditer(text):
        name = re.sub(r"^(?:The|Our|This|A)\s+", "", found["name"].strip())
        if _has_towns(name) or _is_named_network(page, found, name):
            yield _mention(page, found, name)
    for found in (*pattern(DESCRIBED, FILE).finditer(text), *pattern(SIGLED, FILE).finditer(text)):
        if not (known := page.names.known(found["name"])) or known[0].kind in HOLDERS:
            yield Mention(found.start("noun"), found.end(), page.names.network(found["name"]), certain=False)
    for found in pattern(LOWER, FILE).finditer(text):
        if _is_proper(text, found.start("name")):
            yield _mention(page, found, found["name"])
    for found in pattern(OF, FILE).finditer(text):
        name = re.sub(r"^(?:(?:The|Our|This|A|Le|La|Les)\s+|L['’]\s*)", "", found[0]).rstrip(" .")
        if _has_towns(name) or pattern(r"(?:<unlisted.networks>)", FILE).fullmatch(found["noun"]):
            yield _mention(page, found, name)


def _is_named_network(page: Page, found: re.Match[str], name: str) -> bool:
    """« the Key Rivers network »: several words with capitals before it, none of which is a place."""
    words = name.split()
    if not pattern(r"(?:<unlisted.networks>)", FILE).fullmatch(found["noun"]) or len(words) < 2:
        return False
    return not any(page.names.country(word) or page.names.continent_named(word) for word in words)


def _is_proper(text: str, start: int) -> bool:
    """Whether the capital at `start` is one that no opening of a sentence gives: « de l'Union des villes … »."""
    return bool(re.search(r"[\w,(]\s*(?:\b[ldLD]['’])?$", text[max(0, start - 4) : start]))


def _mention(page: Page, found: re.Match[str], name: str) -> Mention:
    start = found.start() + found[0].rfind(name)
    end = max(found.end(), start + len(name))
    closed = re.match(r"\s*[»”\"]", found.string[end:])
    end += closed.end() if closed else 0
    return Mention(start, end, page.names.network(name.strip()), certain=False)


def with_branch(page: Page, line: Line, one: Mention) -> Mention:
    """The mention with the continent behind it: « CGLU Africa » is not CGLU."""
    found = BRANCH.match(line.text, one.end)
    if not found or not (page.names.continent_named(found["part"]) or COMPASS.fullmatch(found["part"])):
        return one
    for name in (line.text[one.start : found.end()], *_translated(page, one.entity, found["part"])):
        known = page.names.known(name)
        if known and known[0].kind in HOLDERS:
            return replace(one, end=found.end(), entity=known[0])
    return replace(one, end=found.end(), entity=page.names.network(line.text[one.start : found.end()]))


def _translated(page: Page, whole: Entity, part: str) -> Iterator[str]:
    """The same branch in the other language, or by another name of the whole."""
    for other in (part, *_continents(page, page.names.continent_named(part))):
        for name in dict.fromkeys((whole.name_fr, whole.name_en, *whole.aliases)):
            yield f"{name} {other}"


def _continents(page: Page, code: str | None) -> tuple[str, ...]:
    """The nouns for a continent, in French and in English."""
    nouns = ("Afrique", "Africa", "Europe", "Asie", "Asia", "Amérique latine", "Latin America", "Océanie", "Oceania")
    return tuple(noun for noun in nouns if code and page.names.continent_named(noun) == code)

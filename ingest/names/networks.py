"""Networks, pacts and labels: those that are known, and those that a text introduces by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ingest.names.key import key, slug, word_key
from ingest.names.tables import NETWORKS, read_table
from ingest.names.vocabulary import words
from ingest.records import Entity

ARTICLES: Final = frozenset(["le", "la", "les", "l", "the", "un", "une"])
LONGEST_ACRONYM: Final = 5
"""Letters of an acronym that small letters would make a word (« luci », « com »)."""


DOTTED: Final = re.compile(r"(?<!\w)[^\W\d_](?:\.[^\W\d_])+\.?(?!\w)")


@dataclass(frozen=True, slots=True)
class Called:
    """A network under one of its names. `as_written`: the name is short, its capitals count."""

    entity: Entity
    as_written: bool
    common: bool
    """The name is a word too: « Délice », « Polis »."""


class Networks:
    """The networks of the table, and those that a page adds.

    :raises NamesError: for a table that cannot be used.
    """

    def __init__(self, folder: Path) -> None:
        self.called: dict[str, Called] = {}
        self.openings: set[str] = set()
        self.ids: dict[str, Entity] = {}
        for row in read_table(folder, NETWORKS):
            names = [row["Nom"], row["Nom anglais"], row["Sigle"], *row.list("Autres noms")]
            others = tuple(dict.fromkeys(name for name in names[1:] if name and name != row["Nom"]))
            entity = Entity(network_id(row["Nom"]), "network", row["Nom"], row["Nom anglais"] or row["Nom"], others)
            if row["Identifiant"]:
                self.ids[key(row["Identifiant"])] = entity
            for name in names:
                self.add(name, entity)

    def add(self, name: str, entity: Entity) -> None:
        """Makes `name` stand for the network, unless it has a meaning already."""
        folded = without_article(key(name))
        if not folded:
            return
        letters = folded.replace(" ", "")
        short = len(letters) <= LONGEST_ACRONYM and " " not in folded
        called = Called(
            entity, (short and name.isupper()) or (short and len(letters) <= 3), folded in words("networks_too")
        )
        self.called.setdefault(folded, called)
        self.openings.add(folded.partition(" ")[0])
        # « SilkyCities », « Silky-Cities » and « Silky Cities » are one.
        if folded.count(" ") == 1 and len(letters) >= 8:
            self.called.setdefault(letters, called)
            self.openings.add(letters)

    @classmethod
    def empty(cls) -> Networks:
        """No network yet."""
        found = cls.__new__(cls)
        found.called, found.openings, found.ids = {}, set(), {}
        return found

    def introduce(self, name: str, acronym: str) -> None:
        """A network that a page calls by its acronym after having spelled it out once."""
        entity = Entity(network_id(name), "network", name, name, (acronym,))
        self.add(name, entity)
        self.add(acronym, entity)

    def named(self, name: str) -> Entity | None:
        """The network called `name`, written in any way."""
        folded = without_article(key(DOTTED.sub(lambda found: found[0].replace(".", ""), name)))
        for form in (folded, re.sub(r"^(?:reseau|network) (?:des? |du |d )?|(?: network| reseau)$", "", folded)):
            if form in self.called:
                return self.called[form].entity
            if form in self.ids:
                return self.ids[form]
        return None


def network_id(name: str) -> str:
    """The id of a network by its usual name."""
    return f"network:{slug(name)}"


def without_article(folded: str) -> str:
    """A key without the article that begins it, unless nothing else would be left."""
    first, _, rest = folded.partition(" ")
    return rest if first in ARTICLES and rest else folded


# Every repeat has its bound, so that no text costs more than its length.
ACRONYM: Final = r"(?:[A-ZÀ-Þ](?:\.[A-ZÀ-Þ]){2,9}\.?|[A-ZÀ-Þ][A-Za-zÀ-ÿ0-9]{0,14}[A-ZÀ-Þ0-9][A-Za-z0-9]{0,8})"
BRACKETED: Final = re.compile(rf"\((?:le |la |the |l['’])?({ACRONYM})\)")
EXPANDED: Final = re.compile(rf"(?<![\w-])({ACRONYM}) ?\(([^()\n]{{8,110}})\)")
SMALL_WORDS: Final = frozenset(
    [
        "de",
        "du",
        "des",
        "d",
        "la",
        "le",
        "les",
        "l",
        "et",
        "en",
        "pour",
        "à",
        "a",
        "au",
        "aux",
        "sur",
        "of",
        "for",
        "the",
        "and",
        "in",
        "on",
        "to",
        "un",
        "une",
    ]
)
WORD: Final = re.compile(r"[^\W_]+")
HEAD: Final = re.compile(
    r"(?:(?<![\w’'-])|(?<=\b[lLdD]['’])(?=[A-Z]))(?:[Rr]éseau|RÉSEAU|[Nn]etwork|[Aa]ssociation|[Aa]lliance|[Cc]oalition|[Ff]édération|[Cc]lub|[Cc]harte"
    r"|[Pp]acte|[Cc]ommunauté|[Uu]nion|[Cc]onférence|[Ll]igue|[Ff]orum|[Cc]onvention)(?= )"
)
ADJECTIVE: Final = re.compile(
    r" (?:international|européen|mondial|méditerranéen|français|francophone|national|régional|africain"
    r"|euro-méditerranéen|informel|thématique)(?:e)?\b"
)
NAME: Final = re.compile(
    r" (?:(?:des |du |de la |de l['’]|de |d['’])(?:(?:grandes |petites )?"
    r"(?:villes|cités|communes|collectivités|maires|métropoles|capitales|territoires|autorités|municipalités|pouvoirs"
    r" locaux|gouvernements locaux|ports)(?: [a-zà-ÿ’'-]{1,30}){0,2}? ?)?)?"
    r"(?:(?:du |de la |de l['’]|de |d['’]|des |de l)?(?:[A-ZÀ-Þ][\w+&’'-]{0,40})(?: (?=[A-ZÀ-Þ]))?){1,5}"
    r"(?:(?:(?<=Villes)|(?<=Cités))(?: et Territoires)?(?: [a-zà-ÿ]{6,20})?)?"
    r"(?: d['’][A-ZÀ-Þ][\w-]+| et (?:du |des |de la |de l['’])[A-ZÀ-Þ][\w-]+)?"
)
MEMBERS: Final = (
    r" (?:des|de) (?:grandes |petites )?(?:villes|cités|communes|collectivités|maires|métropoles|territoires|ports)"
)
UNCAPITALISED: Final = re.compile(
    rf"{MEMBERS}(?: pour (?:la |le |les |l['’])?[a-zà-ÿ]{{4,20}}"
    r"| (?!dont|pour|dans|avec|sont|membres?|qui|entre)[a-zà-ÿ]{5,20})"
)
"""« Réseau des villes romaines », « Alliance des villes pour l'hospitalité »: names by their first capital."""
TOWNS: Final = re.compile(r"(?i)[^\W\d_]{4,} (?:des|de|of) (?:villes|cités|communes|cities|towns)$")
FURTHER: Final = re.compile(
    r" (?:(?:des|du|de la|de l['’]|de|d['’]|of|of the) ?[A-ZÀ-Þ]|(?:pour|for) (?:la |le |les |l['’]|the )?[a-zà-ÿ]{4})"
)
ENGLISH: Final = re.compile(
    r"(?<![\w-])(?:(?:[A-Z][\w’'-]{1,30}|for|of|and|the|in)[ ]){1,6}"
    r"(?:Network|Alliance|Coalition|Association|Pact|Charter)\b"
)


@dataclass(frozen=True, slots=True)
class Introduced:
    """A network that `text[start:end]` names, found by its form."""

    start: int
    end: int
    name: str
    acronym: str | None


def introduced(text: str) -> Iterator[Introduced]:
    """The networks that a text names by « Réseau … », « Expansion (SIGLE) », « SIGLE (Expansion) » or "X Network"."""
    if "(" in text:
        for found in BRACKETED.finditer(text):
            start = _expansion(text, found.start(), found[1])
            if start is not None and _is_network(text[start : found.start()].strip()):
                yield Introduced(start, found.end(), text[start : found.start()].strip(), found[1])
        for found in EXPANDED.finditer(text):
            inside = found[2].strip()
            if _spells(inside, found[1]) and _is_network(inside):
                yield Introduced(found.start(), found.end(), inside, found[1])
    for head in HEAD.finditer(text):
        at = head.end()
        if adjective := ADJECTIVE.match(text, at):
            at = adjective.end()
        named = NAME.match(text, at)
        if not named:
            plain = UNCAPITALISED.match(text, at) if _is_proper(text, head) else None
            if plain and _is_network(text[head.start() : plain.end()]):
                yield Introduced(head.start(), plain.end(), text[head.start() : plain.end()], None)
            continue
        name = text[head.start() : named.end()].rstrip(" ’'-")
        proper = head[0].lower() == "réseau"
        if (proper and re.search(r"[A-ZÀ-Þ0-9]", name[len(head[0]) :])) or _is_network(name):
            yield Introduced(head.start(), head.start() + len(name), name, None)
    if any(word in text for word in ("Network", "Alliance", "Coalition", "Association", "Pact", "Charter")):
        for found in ENGLISH.finditer(text):
            name = re.sub(r"^(?:(?:The|the|of|for|and|in) )+", "", found[0])
            if _is_network(name) and " " in name:
                yield Introduced(found.end() - len(name), found.end(), name, None)


def _is_proper(text: str, head: re.Match[str]) -> bool:
    """Whether the first word of a name has a capital that no sentence gives it; any town may speak of its communes."""
    if head[0].lower() == "communauté" or not head[0][0].isupper():
        return False
    return bool(re.search(r"[\w’'] ?$", text[max(0, head.start() - 2) : head.start()]))


def goes_on(text: str, start: int, end: int) -> bool:
    """Whether a known name is but the beginning of a longer one: « Alliance des villes » before « des Grands Lacs »."""
    return bool(TOWNS.search(text[start:end]) and FURTHER.match(text, end))


def abbreviated(text: str) -> Iterator[tuple[str, str]]:
    """What a text spells out before an acronym in brackets, be it a network or not, with the acronym."""
    for found in BRACKETED.finditer(text) if "(" in text else ():
        start = _expansion(text, found.start(), found[1])
        if start is not None:
            yield text[start : found.start()].strip(), found[1]


def _expansion(text: str, end: int, acronym: str) -> int | None:
    """Where the words that `acronym` abbreviates begin, before `end`; None where they do not spell it."""
    letters = key(acronym).replace(" ", "")
    if not letters:
        return None
    line = text.rfind("\n", 0, end) + 1
    before = list(WORD.finditer(text, max(line, end - 140), end))
    for count in range(min(len(letters), 2), min(len(before), 14) + 1):
        first = before[-count]
        if first[0] in SMALL_WORDS or word_key(first[0])[:1] != letters[0]:
            continue
        if _spells(text[first.start() : end], acronym):
            return first.start()
    return None


def _spells(expansion: str, acronym: str) -> bool:
    """Whether the initials of `expansion` give the acronym, small words counting or not."""
    letters = key(acronym).replace(" ", "").rstrip("0123456789")
    if len(letters) < 2:
        return False
    found = [word_key(word) for word in WORD.findall(expansion)]
    full = "".join(word[0] for word in found if word)
    short = "".join(word[0] for word in found if word and word not in SMALL_WORDS)
    return letters in (full, short)


def _is_network(name: str) -> bool:
    found = key(name).split()
    return (
        bool(found)
        and bool({found[0], found[-1]} & words("network_heads"))
        and bool(set(found) & words("network_words"))
    )

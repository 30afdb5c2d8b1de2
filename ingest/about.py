"""Who a page is about, where it does not say so itself: the city, or the network, that dominates it.

Every city that the page names gets a score from what a reader would go by: the title, the publisher and the site's
address, « Ville de X » and « maire de X », sentences whose subject it is, and how often it is named, partners in lists
counting least. The first one is taken when the title or the publisher supports it and it stands well before the second
one; without their support, only when it is named all along the page and has no rival. A network is taken when its name
opens the title and the text calls it a network. Else the page is about no one in particular: saying nothing costs less
than a wrong name, since `Document.about` lends its name to every sentence of the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from ingest.names import Mention, Names, names
from ingest.names.context import Role, opens_sentence, role_of
from ingest.names.vocabulary import words
from ingest.normalise import fold

READ: Final = 60_000
"""Characters of the text that are looked at, so that a long file costs no more than a long page."""
MASTHEAD: Final = 5
TITLE, PUBLISHER, HOST = 6.0, 6.0, 5.0
EQUALS: Final = (" et ", " and ", " & ", "-", " - ", " – ", "/", " / ")
"""Between two cities of a title: the page is about both, which is about neither."""
IN_PASSING: Final = 1.0
"""Of a title that names the city as a partner or as the place of an event."""
WEIGHTS: Final = {"institution": 2.0, "named": 1.2, "subject": 1.5, "plain": 0.6, "located": 0.5, "partner": 0.15}
MOST: Final = 8.0
"""What the text alone can bring: beyond it, more mentions prove nothing more."""
ENOUGH, AHEAD = 5.0, 1.4
UNAIDED, FAR_AHEAD = 2.5, 2.0
SPREAD: Final = 0.35
"""Share of the text between the first and the last mention; a city of one news item fills less."""
SHARE: Final = 0.4
"""Of all that is said of cities, what an unaided one must have."""
AGREEMENT: Final = re.compile(
    r"(?i)\b(?:accords?|pacte?|traité|charte|déclaration|convention|agenda|appel|forum|congrès|sommet|réseau|alliance|network"
    r"|agreement|treaty|charter|summit|mission)\b"
)
"""In a title, what may bear the name of a city without being about it (« Pacte de politique alimentaire de Milan »)."""
NETWORK_CUE: Final = (
    r"(?<!\w)(?:(?:[Rr]éseau|[Aa]ssociation|[Oo]rganisation|[Ss]ecrétariat|[Ss]ecrétaires? générale?|[Pp]résidente?"
    r"|[Mm]embres?|[Nn]etwork|[Mm]embers?|[Ss]ecretariat)(?: international| mondial| européen)?"
    r"(?: de | du | des | d['’]| of (?:the )?| )(?:l['’])?(?i:{name})\b"
    r"|(?i:{name})(?: \([^()]{{2,80}}\))? (?:est|is|was)(?: [\w’'-]+){{1,4}}?"
    r" (?:réseau|association|organisation|alliance|organi[sz]ation|network)\b"
    r"|{name}(?:,| [-–—]| :) (?:(?:le |the |un |une |l['’])?"
    r"(?:[Rr]éseau|RÉSEAU|[Aa]ssociation|ASSOCIATION|[Nn]etwork)))"
)
ABOUT_NETWORKS: Final = re.compile(
    r"(?i)\b(?:réseau|association|secrétariat|adhésion|network|secretariat|membership)\b"
)
JOINED: Final = re.compile(r"(?i)\b(?:avec|with|join(?:s|ed|ing)?|rejoi(?:nt|gnent))(?: [\w’'-]+){0,4} $")
"""Before the city of a title that is but the other end (« ends its links with twin town X », "47 cities join X")."""
SPEECH: Final = re.compile(
    r"(?i)\b(?:discours|allocution|mot|message|vœux|éditorial|édito|intervention|entretien|rencontre|interview|questions"
    r"|conversation|talk|speech|address|remarks|statement|word)(?: [\w’'-]+){0,4}?"
    r" (?:maire|mairesse|bourgmestre|adjointe?|élue?|mayor|councillor|leader)"
    r"(?: [\w’'-]+){0,5} (?:de |d['’]|of )(?:la ville de )?$"
)
"""« Discours du maire de X »: X speaks."""
ENUMERATED: Final = re.compile(r"(?: \([^()]*\))?, $")
"""Between two cities of a title that begins as a list of towns."""
SMALL: Final = re.compile(r"(?<!\w)[a-zà-ÿœ][^\W\d_]+")
ACRONYM: Final = re.compile(r"\b(?=\w*[A-ZÀ-Þ0-9.]{2}|\w+[a-zà-ÿ][A-ZÀ-Þ])[A-ZÀ-Þ][\w.]{2,}")
"""CGLU, C40, MedCités."""
PARTS: Final = re.compile(r" [–—|:-] |\s?: |, ")
NETWORK_NAME: Final = re.compile(r"[A-ZÀ-Þ][\w.]*[A-ZÀ-Þ0-9][\w.]*|[A-ZÀ-Þ][^\W\d_]{3,}(?: [A-ZÀ-Þ][^\W\d_]+)*")


@dataclass(slots=True)
class _Candidate:
    title: float = 0.0
    setting: bool = False
    """The title names it as the place of something (« Le jumelage à Nantes »)."""
    head: float = 0.0
    """Publisher, masthead and address."""
    own: float = 0.0
    weight: float = 0.0
    count: int = 0
    certain: bool = False
    lines: set[int] = field(default_factory=set)
    first: int = -1
    last: int = 0
    forms: Counter[str] = field(default_factory=Counter)

    @property
    def score(self) -> float:
        return self.title + self.head + min(self.weight, MOST)


def infer_about(title: str, publisher: str | None, url: str | None, text: str) -> str | None:
    """The city or network that the page is about, as the page writes it; None rather than a guess."""
    text = text[:READ]
    small = frozenset(SMALL.findall(text))
    page = names().of_page(text)
    found = _candidates(title, publisher, url, text, page.of_towns())
    network = _network(title, text, small)
    ranked = sorted((one for one in found.values() if one.certain), key=lambda one: -one.score)
    city = ranked[0] if ranked and _dominates(ranked, title, text) else None
    if network and (city is None or max(city.title, city.head) < TITLE or (not city.head and network[1] > city.count)):
        return network[0]
    return (_body(city, title, publisher, text, page) or _form(city.forms)) if city else None


def _body(city: _Candidate, title: str, publisher: str | None, text: str, page: Names) -> str | None:
    """The body that bears the city's name, where title, publisher, masthead, or else all the text, name only that."""
    towns = page.of_towns()
    masthead = [line for line in text.split("\n", MASTHEAD)[:MASTHEAD] if len(line.split()) <= 8]
    for source in (title, publisher or "", *masthead, text):
        within, alone = Counter[str](), False
        bodies = [one for one in page.mentions(source) if one.entity.kind == "region"]
        for mention in towns.mentions(source):
            if mention.entity.kind == "city" and source[mention.start : mention.end] in city.forms:
                around = [one for one in bodies if one.start <= mention.start and mention.end <= one.end]
                within.update(one.entity.name_fr for one in around)
                alone = alone or not around
        if within or alone:
            return None if alone else _form(within)
    return None


def _candidates(title: str, publisher: str | None, url: str | None, text: str, page: Names) -> dict[str, _Candidate]:
    found: dict[str, _Candidate] = {}

    def of(mention: Mention, source: str, certain: bool) -> _Candidate:
        one = found.setdefault(mention.entity.id, _Candidate())
        one.forms[source[mention.start : mention.end]] += 1
        one.certain = one.certain or certain
        return one

    end = -1
    cities = list(_cities(title, page))
    starts = [mention.start for mention, _ in cities]
    for number, (mention, role) in enumerate(cities):
        one = of(mention, title, mention.certain and mention.plain)
        equal = end >= 0 and title[end : mention.start] in EQUALS
        passing = role in ("partner", "located") and not (opens_sentence(title, mention.start) or equal)
        passing = passing or bool(AGREEMENT.search(title, 0, mention.start) or JOINED.search(title[: mention.start]))
        listed = number + 1 < len(cities) and ENUMERATED.fullmatch(title[mention.end : starts[number + 1]])
        passing = (passing or bool(listed)) and not SPEECH.search(title, 0, mention.start)
        one.setting = one.setting or role == "located"
        one.title = max(one.title, IN_PASSING if passing else TITLE)
        end = mention.end
    masthead = [line for line in text.split("\n", MASTHEAD)[:MASTHEAD] if len(line.split()) <= 8]
    for line in dict.fromkeys([publisher or "", *masthead]):
        for mention, role in _cities(line, page):
            if line != publisher and line[mention.end :].startswith((", ", " (")):
                # « City of X, Y »: whoever says where a town lies is not on its own page.
                continue
            whole = line == publisher and mention.end - mention.start == len(line)
            if role == "institution" or whole or SPEECH.search(line, 0, mention.start):
                of(mention, line, role == "institution" or mention.certain).head = PUBLISHER
    shown = {fold(title)}
    begun, number = 0, 0
    for mention, role in _cities(text, page):
        number += text.count("\n", begun, mention.start)
        begun = mention.start
        line = text[text.rfind("\n", 0, mention.start) + 1 : (text + "\n").index("\n", mention.end)]
        if fold(line) in shown:
            continue
        one = of(mention, text, mention.certain)
        short = len(line.split()) <= 3 and role == "plain"
        one.weight += WEIGHTS["partner" if short else role]
        one.own += role in ("institution", "named", "subject")
        one.count += 1
        one.lines.add(number)
        one.first = mention.start if one.first < 0 else one.first
        one.last = mention.end
    host = fold(re.sub(r"^www\d?\.", "", urlsplit(url).hostname or "")) if url else ""
    for one in found.values():
        if host and any(re.search(rf"\b(?:ville|mairie)? ?{fold(form)} (?!info)\w+$", host) for form in one.forms):
            one.head += HOST
    return found


def _is_noun(form: str) -> bool:
    """Whether it is a word for towns in capitals (« COMMUNES JUMELÉES »), not one of them."""
    return form.isupper() and not words("towns").isdisjoint({fold(form), fold(form).removesuffix("s")})


def _cities(text: str, page: Names) -> Iterator[tuple[Mention, Role]]:
    for mention in page.mentions(text):
        if mention.entity.kind == "city" and not _is_noun(text[mention.start : mention.end]):
            yield mention, role_of(text, mention.start, mention.end, mention.hinted, mention.paired)


def _dominates(ranked: list[_Candidate], title: str, text: str) -> bool:
    """Whether the first of `ranked` is what the page is about."""
    best, second = ranked[0], ranked[1].score if ranked[1:] else 0.0
    if best.title >= TITLE or best.head >= HOST:
        return best.score >= max(ENOUGH, AHEAD * second)
    if best.score < FAR_AHEAD * second or best.weight < SHARE * sum(one.weight for one in ranked):
        return False
    if AGREEMENT.search(title) or ACRONYM.search(title):
        return False
    if best.setting and best.count >= 3 and best.own >= 1:
        return True
    along = best.last - best.first >= SPREAD * len(text) and len(best.lines) >= 3
    return along and best.own >= 2 and best.score >= UNAIDED


def _network(title: str, text: str, small: frozenset[str]) -> tuple[str, int] | None:
    """The network whose name begins a part of the title, and how often the text names it."""
    for name in _openers(title):
        acronym = bool(ACRONYM.match(name)) and not _only_shouted(name, title, text)
        forms = Counter(re.findall(rf"(?i)(?<!\w){re.escape(name)}(?!\w)", text))
        uses = forms.total()
        if uses < (1 if acronym else 3) or name.lower() in small or fold(name) in words("words_too"):
            continue
        called = re.search(NETWORK_CUE.format(name=re.escape(name)), f"{title}\n{text}")
        if called or (acronym and len(ABOUT_NETWORKS.findall(text)) >= 2):
            return _form(forms), uses
    return None


def _only_shouted(name: str, title: str, text: str) -> bool:
    """Whether `name` is a word among others of a title in capitals and stands nowhere else but in capitals: they are
    no sign of an acronym then (« TRAIT D'UNION »)."""
    if not title.isupper() or name in PARTS.split(title):
        return False
    return all(line.isupper() for line in text.split("\n") if name in line)


def _openers(title: str) -> Iterable[str]:
    """The names that begin a part of the title, those written as acronyms first."""
    parts = PARTS.split(title)
    names = [match[0] for part in parts if (match := NETWORK_NAME.match(part)) and len(match[0]) >= 3]
    return sorted(dict.fromkeys(names), key=lambda name: not ACRONYM.match(name))


def _form(forms: Counter[str]) -> str:
    """The most frequent writing; of its spellings, one that is not all in capitals and has its accents."""
    usual = fold(max(forms, key=lambda form: (not form.isupper(), forms[form])))
    spellings = [form for form in forms if fold(form) == usual]
    return max(spellings, key=lambda form: (not form.isupper(), len(form.encode()), forms[form]))

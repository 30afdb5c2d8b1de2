"""Where a text names cities, and as what: its own city, a partner in a list, or a mere place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from ingest.gazetteer import Place, cities, country_names
from ingest.normalise import fold

Role = Literal["institution", "named", "subject", "plain", "located", "partner"]

CAPITALISED: Final = re.compile(r"(?<!\w)(?:[Ll](?:a|es?) |[Ll]['’])?(?=[A-ZÀ-ÞŒ])[^\W\d_]+")
SMALL: Final = re.compile(r"(?<!\w)[a-zà-ÿœ][^\W\d_]+")
ARTICLE: Final = re.compile(r"[Ll](?:a|es?) |[Ll]['’]")
LINK: Final = (" de ", "d'", "d’", " du ", " des ", " of ", " la ", "D'", "D’", " DE ", " DU ", " LA ", " L'")
WORD: Final = re.compile(r"[ '’-]?([^\W\d_]+)")
LONGEST: Final = 5
"""Words of a name: « Saint-Martin-de-Seignanx » has four, « L'Haÿ-les-Roses » five with its article apart."""
AMBIGUOUS: Final = (
    "nice tours sens vienne orange bourg lens gap die rue mer bonne croix gare roche isle union mission europe vannes"
    " grasse castres dole vire pau orly creil auch laval melle riom condom lion centre nord europa centro florence"
    " nancy victoria charlotte chelsea reading bath bury hull split mobile essen most san santa saint salon ville"
    " villes cite cites villeneuve montagne vallee plaine port ponts france date fiche page central cap alliance"
    " concorde liberte progres victoire mairie bureau maison moyenne presse"
)
WORDS_TOO: Final = frozenset(AMBIGUOUS.split())
"""Cities whose names are words, first names or parts of names: something else must show that a city is meant."""
NOT_THE_CITY: Final = re.compile(
    r"(?i)\b(?:accords?|trait[ée]s?|pacte?|déclaration|protocole|charte|sommet|conférence|processus|appel|agenda"
    r"|agreement|treaty|declaration|charter|rue|avenue|boulevard|place|quai|gare|porte|faubourg|région|province|lycée"
    r"|collège|stade|bataille|climat|objectifs?) (?:de la |de |du |des |d['’]|of )$"
)
INSTITUTION: Final = re.compile(
    r"(?:\b(?:Ville|Mairie|Commune|Métropole|Municipalité|Communauté urbaine|Conseil municipal|Hôtel de [Vv]ille"
    r"|City|Town|Municipality|Grand|VILLE|MAIRIE|COMMUNE|MÉTROPOLE|METROPOLE|CONSEIL MUNICIPAL)"
    r"(?: (?:de la |de |du |des |d['’]|of |DE LA |DE |DU |DES |D['’]|OF ))?(?:L[ae] )?)$"
)
NAMED: Final = re.compile(
    r"(?i)(?:\b(?:ville|mairie|commune|métropole|municipalité|maires?(?: adjointe?)?|conseil municipal|habitants|comité"
    r"|jumelages?|villes jumelles|villes partenaires|internationale?s?|associations|coopérations?|partenaires"
    r"|labellisation|candidature|adhésion|participation|entrée|engagements?|politique|stratégie|actions?|city|council|mayor)"
    r" (?:de la |de |du |des |d['’]|of ))$"
)
AFTER_INSTITUTION: Final = re.compile(
    r"(?i) (?:métropole|city council|town council|council|agglomération|ville (?!de |d['’])\w)"
)
SUBJECT: Final = re.compile(
    r"(?i) (?:n['’]|s['’]|se |y |en )?(?:a|est|was|is|has|had|participe|adhère|entretient|compte|mène|accueille"
    r"|soutient|développe|anime|souhaite|poursuit|demeure|reste|coopère|doit|fait|met|signe|noue|rejoint|préside|appartient"
    r"|dispose|propose|continue|maintains|participates|joined|belongs|hosts|supports|works|cooperates|signed)\b"
)
WITH: Final = re.compile(
    r"(?i)\b(?:avec|with|et|and|to|entre|between|&)"
    r" (?:(?:la |le |les |l['’]|the )?(?:ville|commune|city|town) (?:de |d['’]|of )|la |le |les |l['’])?$|[/,] $"
)
LOCATED: Final = re.compile(r"(?i)\b(?:à|au|aux|in|at|vers|depuis|près de|from|signée? à) $")
COUNTRY: Final = re.compile(r",? ?\(([^()\n]{2,60})\)")
# French cities have no article but their own: « la Palestine », « l'Alliance » are none.
DETERMINED: Final = re.compile(r"(?i)\b(?:(?:la|les?|une?|cette|cet|ces|des|aux|the|an?) |l['’])$")
SENTENCE_START: Final = re.compile(r"(?:\A|[\n.!?…:;•«\"“*–—-]|\d[.)])[ \t]*$")
VALUE: Final = re.compile(r"(?: : |^[ \t]*[-•*✓☑🔄✔][ \t]*)$")


@dataclass(frozen=True, slots=True)
class Mention:
    """One naming of a city. `certain`: it can be no other word, by its form or by what stands around it."""

    place: Place
    start: int
    end: int
    role: Role
    certain: bool
    at_start: bool


@lru_cache(maxsize=20_000)
def _folded(word: str) -> str:
    return fold(word)


@lru_cache(maxsize=1)
def _openings() -> dict[str, int]:
    """First word of the names of cities → words of the longest that begins with it."""
    longest: dict[str, int] = {}
    for name in cities():
        first, _, rest = name.partition(" ")
        longest[first] = max(longest.get(first, 0), 1 + rest.count(" ") + bool(rest))
    return longest


def small_words(text: str) -> frozenset[str]:
    """The words that `text` writes without a capital: as names they would be doubtful."""
    return frozenset(SMALL.findall(text))


def find_mentions(text: str, small: frozenset[str]) -> Iterator[Mention]:
    """The cities that `text` names, in order, the longest name at each place. `small`: see `small_words`."""
    known, openings = cities(), _openings()
    end = 0
    for opening in CAPITALISED.finditer(text):
        start = opening.start()
        if start < end:
            continue
        found = _longest_name(text, start, known, openings)
        if found is None and (article := ARTICLE.match(opening[0])):
            start += article.end()
            found = _longest_name(text, start, known, openings)
        if found:
            paired = 0 < end == start - 1 and text[end] == "-"
            name, end = found
            mention = _mention(text, start, end, name, known[name], text[start:end].lower() in small, paired)
            if mention:
                yield mention


def _longest_name(text: str, start: int, known: dict[str, Place], openings: dict[str, int]) -> tuple[str, int] | None:
    found: tuple[str, int] | None = None
    parts: list[str] = []
    at = start
    longest = LONGEST
    while len(parts) < longest and (word := WORD.match(text, at)) and (parts or word.start(1) == start):
        parts.append(_folded(word[1]))
        if len(parts) == 1:
            longest = min(LONGEST, openings.get(parts[0], 0))
        at = word.end()
        name = " ".join(parts)
        if name in known and longest:
            found = name, at
    return found


def _mention(text: str, start: int, end: int, name: str, place: Place, is_word: bool, paired: bool) -> Mention | None:
    if not place.plain and (is_word or len(name) <= 3 or name in country_names()):
        return None
    before, after = text[max(0, start - 40) : start], text[end : end + 65]
    # « Vitry » of « Vitry-sur-Seine », « Ville » of « Basse-Ville » are other names; « Lyon-Erevan » are two (paired).
    if re.match(r"-[^\W\d_A-ZÀ-Þ]|[\d_@]|\.\w", after) or (not paired and before.endswith(("-", "@", ".", "/", "_"))):
        return None
    if not place.plain and DETERMINED.search(before):
        return None
    linked = before.endswith(LINK)
    if linked and NOT_THE_CITY.search(before):
        return None
    shouted = text[start:end].isupper()
    opening = bool(SENTENCE_START.search(before))
    role = "partner" if paired else _role(before, after, linked)
    ambiguous = name.removeprefix("l ").removeprefix("la ") in WORDS_TOO
    doubtful = not place.plain or is_word or ambiguous
    neighbour = re.search(r"[A-ZÀ-Þ][\w’'-]* $", before) or re.match(r" [A-ZÀ-Þ]", after)
    named = role in ("institution", "named")
    if ambiguous and not place.plain and (neighbour or not named):
        return None
    if doubtful and neighbour and not (named or role == "partner" or shouted):
        return None
    certain = named or not (opening or shouted)
    return Mention(place, start, end, role, certain or not doubtful, opening)


def _role(before: str, after: str, linked: bool) -> Role:
    if (linked or before[-2:-1].isalpha()) and INSTITUTION.search(before):
        return "institution"
    inside = COUNTRY.match(after)
    if inside and any(fold(part) in country_names() for part in re.split(r"[,–-]", inside[1])):
        return "partner"
    if WITH.search(before) or VALUE.search(before.rsplit("\n", 1)[-1]):
        return "partner"
    if AFTER_INSTITUTION.match(after):
        return "institution"
    if linked and NAMED.search(before):
        return "named"
    if SUBJECT.match(after):
        return "subject"
    return "located" if LOCATED.search(before) else "plain"

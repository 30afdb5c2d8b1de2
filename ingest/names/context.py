"""What stands around a city's name: as what a sentence speaks of it."""

from __future__ import annotations

import re
from typing import Final, Literal

Role = Literal["institution", "named", "subject", "plain", "located", "partner"]

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
VALUE: Final = re.compile(r"(?: : |^[ \t]*[-•*✓☑🔄✔][ \t]*)$")
LINK: Final = (" de ", "d'", "d’", " du ", " des ", " of ", " la ", "D'", "D’", " DE ", " DU ", " LA ", " L'")
SENTENCE_START: Final = re.compile(r"(?:\A|[\n.!?…:;•«\"“*–—|-]|\d[.)])[ \t]*$")


def opens_sentence(text: str, start: int) -> bool:
    """Whether a sentence, a line or an item begins at `start`."""
    return bool(SENTENCE_START.search(text, max(0, start - 8), start)) if start else True


def role_of(text: str, start: int, end: int, located: bool = False, paired: bool = False) -> Role:
    """As what `text[start:end]` stands in its sentence.

    :param located: its country stands behind it, as for partners in lists.
    :param paired: it is the second of « Lyon-Ouagadougou ».
    """
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    linked = before.endswith(LINK)
    if (linked or before[-2:-1].isalpha()) and INSTITUTION.search(before):
        return "institution"
    if paired or located or WITH.search(before) or VALUE.search(before.rsplit("\n", 1)[-1]):
        return "partner"
    if AFTER_INSTITUTION.match(after):
        return "institution"
    if linked and NAMED.search(before):
        return "named"
    if SUBJECT.match(after):
        return "subject"
    return "located" if LOCATED.search(before) else "plain"

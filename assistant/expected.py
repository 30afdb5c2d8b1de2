"""Whether a sentence holds the kind of thing that was asked for: a date, a place, a person, a number, an expansion."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from index.analysis import fold
from index.stopwords import STOPWORDS

LINKS: Final = STOPWORDS["fr"] | STOPWORDS["en"]
_MONTH: Final = (
    r"janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|"
    r"january|february|march|april|may|june|july|august|september|october|november|december"
)
_DATE: Final = re.compile(rf"\b(?:1[0-9]|20)\d\d\b|\b(?:{_MONTH})\b|\b\d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b")
_NUMBER_WORDS: Final = (
    r"deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|"
    r"soixante|cent|cents|mille|millions?|milliards?|aucune?|"
    r"two|three|four|five|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|twenty|thirty|forty|fifty|hundred|thousand"
)
_NUMBER: Final = re.compile(rf"\d|\b(?:{_NUMBER_WORDS})\b")
_PLACE: Final = re.compile(
    r"(?:\b(?:à|au|aux|en|dans|de|d'|in|at|near|vers|chez|sur)\s*(?:l'|la |le |les |the )?|[(,]\s?)[A-ZÀ-ÖØ-Þ][\w-]+"
)
_PERSON: Final = re.compile(
    r"\b(?:M\.|Mme|MM\.|Mr|Mrs|Ms|Dr)\s+[A-ZÀ-ÖØ-Þ]|[A-ZÀ-ÖØ-Þ][\w'’-]+\s+(?:(?:de|du|des|d'|le|la|van|von|al|el|ben)\s+)?[A-ZÀ-ÖØ-Þ][\w'’-]+"
    r"|\b(?:[Mm]aires?|[Pp]résidente?|[Mm]inistre|[Dd]irect(?:eur|rice)|[Ss]ecrétaire|[Mm]ayors?|[Pp]resident)\b"
)
_ACRONYM: Final = re.compile(r"\b(?:[A-ZÀ-ÖØ-Þ]\.?){2,}[\w-]*")


def _expands(sentence: str) -> bool:
    """Whether an acronym stands beside words that begin with its letters, in order."""
    for found in _ACRONYM.finditer(sentence):
        letters = [fold(letter).lower() for letter in found[0] if letter.isalpha() and letter.isupper()]
        if len(letters) < 2:
            continue
        around = sentence[: found.start()] + " | " + sentence[found.end() :]
        initials = [
            fold(word)[0].lower() for word in re.findall(r"[^\W\d_]+", around) if fold(word).lower() not in LINKS
        ]
        # « Union des capitales de l'Union européenne (U.C.U.E) »: the letters are the initials of consecutive words.
        joined = "".join(initials)
        if "".join(letters) in joined:
            return True
    return False


_MONEY: Final = re.compile(r"[€$£]|\b(?:[Ee]uros?|EUR|USD|GBP|CHF|[Dd]ollars?|[Ff]rancs?|[Pp]ounds?|[Ll]ivres?)\b")
_PHONE: Final = re.compile(r"\+?\d{2,3}(?:[ .-]?\(?\d{1,4}\)?){3,}")


_HOLDS: Final[dict[str, Callable[[str], bool]]] = {
    "date": lambda sentence: bool(_DATE.search(fold(sentence.lower()))),
    "number": lambda sentence: bool(_NUMBER.search(sentence.lower())),
    "place": lambda sentence: bool(_PLACE.search(sentence)),
    "person": lambda sentence: bool(_PERSON.search(sentence)),
    "expansion": _expands,
    "money": lambda sentence: bool(_MONEY.search(sentence)),
    "email": lambda sentence: "@" in sentence,
    "phone": lambda sentence: bool(_PHONE.search(sentence)),
}


# « À la date du : 2026 » in a row dates the statement, not what it states.
_AS_OF: Final = re.compile(
    r"(?:^|;)\s*(?:à la date du|as of|état au|relevé le|mis à jour le|updated)\s*:[^;]*", re.IGNORECASE
)


def satisfied(expected: frozenset[str], sentence: str) -> frozenset[str]:
    """Those of the `expected` kinds that `sentence`, or a row of a table, holds."""
    sentence = _AS_OF.sub("", sentence)
    return frozenset(kind for kind in expected if kind in _HOLDS and _HOLDS[kind](sentence))


def recognisable(expected: frozenset[str]) -> frozenset[str]:
    """Those of the `expected` kinds that can be recognised in a sentence."""
    return expected & _HOLDS.keys()

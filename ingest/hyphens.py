"""Words cut at the end of a line by a hyphen, as in text copied from a typeset page, made whole again."""

from __future__ import annotations

import re
from typing import Final

CUT: Final = re.compile(r"(?:(?<![\w-])|(?<=\w-))([^\W\d_]{2,})[-\u00ad\u2010]$")
REST: Final = re.compile(r"([^\W\d_]{2,})(?![\w'’])")
PARTS: Final = re.compile(
    r"ci|là|mêmes?|être|elles?|ils?|on|je|tu|nous|vous|moi|toi|lui|eux|leur|le|la|les|lès|lez|de|du|des|en|sur|sous|à|et"
    r"|aux?|and|of|in|the|by|up|down|off|out"
)
"""Words that a hyphen joins to the one before without making them one: « celle-ci », « Saint-Germain-en-Laye »."""
FIRST: Final = re.compile(
    r"(?i)vice|demi|semi|mi|non|sous|ex|quasi|celles?|celui|ceux|peut|rendez|sud|nord|est|ouest|self|well|long|short|full"
    r"|half|high|low|cross|north|south|east|west|mid"
)


def joined(before: str, line: str, text: str) -> str | None:
    """Two lines as one where a word is cut between them, else None; the hyphen stays where it is the word's own.

    :param text: the whole text, which may write the word elsewhere.
    """
    cut, rest = CUT.search(before), REST.match(line)
    if not cut or not rest:
        return None
    hyphen = "-" if _is_compound(cut[1], rest[1], text) else ""
    return before[: cut.end(1)] + hyphen + line


def _is_compound(first: str, second: str, text: str) -> bool:
    """Whether the hyphen is the word's own: the text writes it so elsewhere, or one of its parts is always joined so,
    or a name goes on (« Saint-Brieuc »)."""
    if second[0].isupper():
        return True
    if re.search(rf"(?i)(?<!\w){first}{second}(?!\w)", text):
        return False
    if re.search(rf"(?i)(?<!\w){first}-{second}(?!\w)", text):
        return True
    return bool(PARTS.fullmatch(second) or FIRST.fullmatch(first))

"""Remarks that say that there is no link: « Réseau X : non », « pas membre », "not a member", « invitée seulement »."""

from __future__ import annotations

import re
from typing import Final

from ingest.facts.wording.kinds import family_of
from ingest.facts.wording.plain import plain
from ingest.facts.wording.qualifiers import FILE, Qualifiers
from ingest.facts.wording.words import pattern

STOP: Final = r"\s*(?:$|[.,;:!()–—]|\s-\s)"
LONGEST: Final = 12
"""Words of a remark in which « jamais membre » is said of what it stands beside."""


def is_no_link(remark: str) -> bool:
    """Whether what stands behind the name of a place or of a network says that there is no link with it."""
    flat = plain(remark)
    bare = re.sub(r"^[^\w]+", "", flat)
    if pattern(rf"<no_link.whole>(?!\w){STOP}", FILE).match(bare):
        return True
    if pattern(r"<no_link.opening>(?!\w)", FILE).match(bare):
        return True
    near = " ".join(re.split(r"[.;]\s", flat)[0].split()[:LONGEST])
    return bool(pattern(r"(?<![\w-])<no_link.said>(?!\w)", FILE).search(near))


def is_denied(said: Qualifiers, listed: str | None) -> bool:
    """Whether a remark denies the kind of link that the list holds, without another in its place.

    « n'est pas un jumelage » in a list of twinnings; « accord d'amitié et non jumelage » tells of a friendship.
    """
    if said.denied is None or (said.kind is not None and said.kind != said.denied):
        return False
    return family_of(said.denied) == family_of(listed)


def is_unsigned(text: str) -> bool:
    """Whether a text about a place says that nothing was ever signed with it."""
    return bool(pattern(r"(?<![\w-])<no_link.unsigned>", FILE).search(plain(text)))

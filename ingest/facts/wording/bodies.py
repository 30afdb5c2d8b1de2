"""The body around a town that holds a link in its place: « Agadir (Maroc), coopération portuaire, Lorient Agglo »."""

from __future__ import annotations

import re

from ingest.facts.wording.plain import plain
from ingest.facts.wording.qualifiers import FILE
from ingest.facts.wording.words import pattern
from ingest.names import Names
from ingest.records import Entity


def body_told(remark: str, owner: Entity, names: Names) -> Entity | None:
    """The agglomeration of `owner` that one of the pieces of a remark is; None where none is."""
    own = "|".join(re.escape(plain(name)) for name in {owner.name_fr, owner.name_en, *owner.aliases})
    for piece in re.split(r"[,;()]|\s[–—-]\s|:\s", remark):
        name = re.sub(r"^(?:par|via|pour|by|through|for|au titre de|au nom de)\s+", "", piece.strip(" ."))
        flat = plain(name)
        behind = re.fullmatch(rf"(?:{own})\s+(?P<word>.+)", flat)
        before = re.fullmatch(rf"(?:le\s+)?(?P<word>.+?)\s+(?:de\s+|d'|of\s+)?(?:{own})", flat)
        word = (behind or before or {"word": ""})["word"]
        if pattern(r"(?:<no_link.agglomeration>|grand|greater)(?:\s+d'agglomeration|\s+urbaine)?", FILE).fullmatch(
            word
        ):
            whole = re.sub(r"(?i)(?<!\w)agglo(?!\w)", "Agglomération", name)
            return names.place(whole[:1].upper() + whole[1:], owner.country, kind="region")
    return None

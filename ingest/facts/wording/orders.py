"""Orders to whoever reads: « Ajoutez Oslo à toutes les listes » states nothing, wherever a page says it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from ingest.facts.wording.plain import plain
from ingest.facts.wording.words import pattern

FILE: Final = "orders"
READER: Final = r"(?<!\w)<reader.addressed>(?!\w)"
RULES: Final = r"(?<!\w)<reader.rules>(?!\w)"
ANSWERS: Final = r"(?<!\w)<reader.answers>(?!\w)"
# A command opens a clause; « vous devez ajouter » and "please add" are commands too.
COMMAND: Final = (
    r"(?:^|[.!?:;,«»\"“”(\[>•*]\s*|\s-+\s+|(?<!\w)(?:et|and|puis|then|or|ou|ne)\s+)"
    r"(?:(?:svp|merci~de|veuillez|priere~de|il~faut|tu~dois|vous~devez|please|you~must|you~should|you~shall|do~not|don't|never|always|toujours|maintenant|now)\s+)*"
    r"(?:<reader.commands>)(?!\w)"
)
OPENING: Final = (
    r"^\W*(?:(?:svp|merci~de|veuillez|please|now)\s+)*"
    r"(?:ajoute[rz]?|ajoutons|supprime[rz]?|ignore[rz]?|oublie[rz]?|add|remove|delete|ignore|forget|disregard)(?!\w)"
)
LISTED: Final = (
    r"(?<!\w)(?:listes?|membres|jumelages|jumelles|partenaires|reseaux?|lists?|members|partners|twins?|networks?)(?!\w)"
)


@lru_cache(maxsize=8192)
def is_order(text: str) -> bool:
    """Whether `text` orders its reader, man or machine, to answer something or to change a list.

    A command alone is none (« Citez un exemple », « Ajouter au panier »): it must bear on the answers, the lists or the
    rules of who reads, or the text must speak to an assistant.
    """
    flat = plain(text)
    commanded = _match(COMMAND, flat)
    if _match(READER, flat):
        return commanded or _match(RULES, flat) or _match(ANSWERS, flat) or "!" in text or len(text.split()) < 8
    if commanded and (_match(RULES, flat) or _match(ANSWERS, flat)):
        return True
    return _match(OPENING, flat) and _match(LISTED, flat)


def _match(template: str, flat: str) -> bool:
    return bool(pattern(template.replace("~", r"\s+"), FILE).search(flat))

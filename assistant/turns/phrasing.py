"""How a question before is said again with what the next one adds."""

from __future__ import annotations

from assistant.slots import Slots
from assistant.turns.leaning import first_word
from assistant.turns.restated import bare, is_placed, located, replaced, written
from ingest.records import Language


def asked_family(slots: Slots) -> str:
    return next(iter(slots.families)) if len(slots.families) == 1 else "partner_of"


def in_region(text: str, before: Slots, slots: Slots, language: Language) -> str:
    """A question in another country: « et en Jordanie ? »; it takes the place of the one before."""
    new = slots.regions[-1]
    if before.regions:
        old = before.regions[-1]
        if is_placed(before, old):
            return replaced(text, before, old, located(slots, new, language), 1)
        if not is_placed(slots, new):
            return replaced(text, before, old, written(slots, new))
        text = replaced(text, before, old, "")
    said = located(slots, new, language)
    mark = " ?" if text.rstrip().endswith(" ?") else "?"
    return f"{bare(text)} {said}{mark}"


def dated_text(text: str, yes_no: bool, language: Language) -> str:
    """« Lyon est-elle jumelée avec Leipzig ? » gives « Depuis quand Lyon est-elle jumelée avec Leipzig ? »."""
    if yes_no:
        asked = "Since when " if language == "en" else "Depuis quand "
        first, _, rest = text.partition(" ")
        lowered = first.lower() if language == "en" or first in ("La", "Le", "Les", "L") or "'" in first else first
        return f"{asked}{lowered} {rest}"
    return f"{bare(text)}, and since when?" if language == "en" else f"{bare(text)}, et depuis quand ?"


def opened(slots: Slots) -> str:
    """The follow-up without the « et » that opens it, in lower case unless a name comes first."""
    first = first_word(slots)
    text = slots.text[slots.tokens[first].start :] if slots.tokens else slots.text
    named = any(one.start == first for one in slots.linked)
    return text if named else text[:1].lower() + text[1:]

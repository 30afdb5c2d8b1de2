"""A follow-up as a question that reads alone."""

from __future__ import annotations

from assistant.periods import Dated
from assistant.slots import Slots
from assistant.turns.by_list import of_list
from assistant.turns.by_name import corrected, of_names
from assistant.turns.by_subject import of_it, of_subject
from assistant.turns.kept import Kept
from assistant.turns.leaning import corrects, first_word
from assistant.turns.phrasing import dated_text, in_region, opened
from assistant.turns.restated import bare, put, replaced, two, written
from assistant.vocabulary import vocabulary
from ingest.records import Language


def standalone(slots: Slots, kept: Kept, language: Language) -> str:
    """The follow-up `slots`, as a question that reads alone."""
    before = kept.last.slots
    if corrects(slots):
        return corrected(slots, before, language)
    return (
        of_it(slots, kept, language)
        or of_list(slots, kept, language)
        or of_subject(slots, kept, language)
        or of_names(slots, kept, language)
        or _of_last(slots, kept, language)
    )


def _of_last(slots: Slots, kept: Kept, language: Language) -> str:
    """The question before, with another date, in another country, or asked for its date."""
    before = kept.last.slots
    if slots.masked.has("since") and not (slots.regions or slots.statuses or slots.masked.has("open")):
        return dated_text(before.text, before.yes_no, language)
    if slots.dates and before.dates and not (slots.regions or slots.statuses):
        return replaced(before.text, before, before.dates[-1], written(slots, slots.dates[-1]))
    if slots.dates and not (slots.regions or slots.statuses) and _is_only(slots, slots.dates[-1]):
        mark = " ?" if before.text.rstrip().endswith(" ?") else "?"
        return f"{bare(before.text)} {bare(opened(slots))}{mark}"
    if slots.statuses and before.statuses and (said := _in_state(slots, before)):
        return said
    if slots.regions and not slots.statuses and not slots.linked:
        base = before if before.regions or not kept.listed else kept.listed.slots
        return in_region(base.text, base, slots, language)
    if other := _counted_other(slots, before):
        return other
    return two(before.text, opened(slots), language)


def _is_only(slots: Slots, dated: Dated) -> bool:
    """Whether a date is all that a follow-up says: « et en 2015 ? »."""
    between = slots.tokens[first_word(slots) : dated.start]
    return dated.end == len(slots.tokens) and len(between) <= 2 and all(len(one.key) <= 2 for one in between)


def _in_state(slots: Slots, before: Slots) -> str | None:
    """« Quels jumelages sont actifs ? » of « et actifs ? » after « quels jumelages sont suspendus ? »."""
    old, new = _state(before), _state(slots)
    if old is None or new is None or new[1] - new[0] != len(slots.tokens) - first_word(slots):
        return None
    said = slots.text[slots.tokens[new[0]].start : slots.tokens[new[1] - 1].end]
    return put(before.text, before.tokens[old[0]].start, before.tokens[old[1] - 1].end, said)


def _state(slots: Slots) -> tuple[int, int] | None:
    """The words of the only status of a question."""
    keys = [token.key for token in slots.tokens]
    found = [place for phrases in vocabulary().statuses.values() for place in phrases.all(keys)]
    return found[0] if len(set(found)) == 1 else None


def _counted_other(slots: Slots, before: Slots) -> str | None:
    """« Combien de pays compte l'AIMF ? » of « et de pays ? » after « Combien de villes compte l'AIMF ? »."""
    tokens = before.tokens
    at = next((i for i, one in enumerate(tokens) if one.key in ("combien", "many", "nombre")), None)
    opening = first_word(slots)
    new = slots.tokens[opening:]
    if at is None or slots.linked or not opening or not 1 <= len(new) <= 2:
        return None
    counted = at + 2 if at + 1 < len(tokens) and tokens[at + 1].key in ("de", "d") else at + 1
    if (
        counted >= len(tokens)
        or (len(new) == 2 and new[0].key not in ("de", "d"))
        or new[-1].key in ("combien", "many")
    ):
        return None
    word = slots.text[new[-1].start : new[-1].end]
    return put(before.text, tokens[counted].start, tokens[counted].end, word)

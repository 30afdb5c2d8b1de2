"""Follow-ups about the one that was spoken of: « ses réseaux ? », "what else has it joined?"."""

from __future__ import annotations

from typing import Final

from assistant.linking import Linked
from assistant.slots import Slots
from assistant.turns.kept import Kept
from assistant.turns.leaning import first_word, points_back
from assistant.turns.phrasing import asked_family
from assistant.turns.restated import Said, about_pair, bare, capital, put
from ingest.records import Language

_ONE: Final = frozenset({"il", "elle", "it", "its", "son", "sa", "ses"})
_POSSESSIVES: Final = {"son": "le", "sa": "la", "ses": "les"}


def of_subject(slots: Slots, kept: Kept, language: Language) -> str | None:
    """« ses réseaux », « depuis quand est-elle membre »: with the name of whom it was about."""
    refers = points_back(slots)
    if refers is None or slots.masked.words[refers] not in _ONE:
        return None
    subject, before = _subject(slots, kept)
    if subject is None:
        return None
    names = Said(before, language)
    if slots.masked.has("since") and not slots.linked and (said := _since_then(slots, kept, language)):
        return said
    if kept.last.query.pair and slots.statuses:
        return None
    return _possessed(slots, subject, names) or _named(slots, subject, names)


def _since_then(slots: Slots, kept: Kept, language: Language) -> str | None:
    """« Depuis quand Lyon est-elle jumelée avec Turin ? » of « when did it start? »."""
    before = kept.last.slots
    ends = kept.last.query.pair
    if not ends or slots.masked.has("seat", "definition", "network", "open"):
        return None
    if slots.masked.has("founded") and before.networks:
        return None
    one, other = (next((name for name in before.linked if name.entity.id == end.id), None) for end in ends)
    return about_pair("since", asked_family(before), Said(before, language), one, other) if one and other else None


def of_it(slots: Slots, kept: Kept, language: Language) -> str | None:
    """« Quelles villes sont membres d'ICORN ? » of « quelles villes en sont membres ? »."""
    before, tokens = kept.last.slots, slots.tokens
    at = next((i for i, one in enumerate(tokens[:-2]) if one.key == "en" and tokens[i + 1].key in _BEING), None)
    if at is None or not before.networks or slots.linked:
        return None
    end = next((i for i in range(at + 2, len(tokens)) if tokens[i].key in _BELONGING), None)
    if end is None:
        return None
    text, of = slots.text, Said(before, language).of(before.networks[0])
    verb, last = tokens[at + 1].start, tokens[end].end
    opening = tokens[first_word(slots)].start
    return capital(f"{text[opening : tokens[at].start]}{text[verb:last]} {of}{text[last:]}")


_BEING: Final = frozenset({"est", "sont", "fait", "font", "etait", "etaient"})
_BELONGING: Final = frozenset({"membre", "membres", "partie", "adherent", "adherente", "adherents", "adherentes"})


def _subject(slots: Slots, kept: Kept) -> tuple[Linked | None, Slots]:
    """Whom « elle » or « son » means: what has a seat and members is a network, what has networks is a town."""
    before = kept.last.slots
    if not before.linked and kept.listed:
        before = kept.listed.slots
    if slots.masked.has("seat", "founded", "definition") and before.networks:
        return before.networks[0], before
    if slots.masked.has("network", "partner") and before.places:
        return before.places[0], before
    return (before.linked[0] if before.linked else None), before


def _possessed(slots: Slots, subject: Linked, names: Said) -> str | None:
    """« Quels sont les réseaux de Lyon ? » of « quels sont ses réseaux ? »."""
    at = next((i for i, one in enumerate(slots.tokens) if one.key in (*_POSSESSIVES, "its")), None)
    if at is None or at + 1 >= len(slots.tokens):
        return None
    token, text = slots.tokens[at], slots.text
    if token.key == "its":
        owned = text[: token.start] + names.of(subject) + text[token.end :]
        return _asking(owned, token.start, slots, at, "en")
    end = next((i for i in range(at + 2, len(slots.tokens)) if _ends_noun(slots, i)), len(slots.tokens))
    last = slots.tokens[end - 1].end
    article = _POSSESSIVES[token.key]
    noun = text[slots.tokens[at + 1].start : last]
    if article != "les" and noun[:1].lower() in "aeiouéèêàâîôh":
        article = "l'"
    said = f"{article}{noun}" if article == "l'" else f"{article} {noun}"
    head = text[: token.start]
    for before, contracted in (("de le ", "du "), ("de les ", "des "), ("à le ", "au "), ("à les ", "aux ")):
        if (head + said).lower().endswith(before + noun.lower()):
            head, said = head[: -len(before.split(" ")[0]) - 1], contracted + noun
    return _asking(f"{head}{said} {names.of(subject)}{text[last:]}", token.start, slots, at, "fr")


def _ends_noun(slots: Slots, index: int) -> bool:
    """Whether a possessive's noun is over before a word: at a preposition, a verb, a mark."""
    before, token = slots.tokens[index - 1], slots.tokens[index]
    between = slots.text[before.end : token.start]
    return between != " " or token.key in _CLOSING


_PLACED: Final = ("en", "au", "aux", "dans", "de", "du", "des", "d", "hors", "selon")
_CLOSING: Final = frozenset(
    (
        *_PLACED,
        "avec",
        "a",
        "et",
        "ou",
        "qui",
        "que",
        "est",
        "sont",
        "ont",
        "t",
        "il",
        "elle",
        "depuis",
        "pour",
        "par",
        "sur",
    )
)


def _asking(text: str, start: int, slots: Slots, at: int, language: Language) -> str:
    """A question of a noun alone, with its verb: « Quels sont les réseaux de Lyon ? »."""
    opening = first_word(slots)
    if at != opening:
        return capital(text[slots.tokens[opening].start :])
    rest, key = text[start:], slots.tokens[at].key
    if language == "en":
        words = bare(rest).split()
        plural = words[-1].endswith("s") and not words[-1].endswith("ss")
        return f"What {'are' if plural else 'is'} {bare(rest)}?"
    return f"{ {'ses': 'Quels sont', 'sa': 'Quelle est'}.get(key, 'Quel est') } {bare(rest)} ?".lstrip()


def _named(slots: Slots, subject: Linked, names: Said) -> str | None:
    """« Depuis quand Lyon est-elle membre d'ICORN ? » of « depuis quand est-elle … »."""
    tokens, text = slots.tokens, slots.text
    at = next((i for i, one in enumerate(tokens) if one.key in ("il", "elle", "it")), None)
    if at is None:
        return None
    name = names.the(subject)
    if tokens[at].hyphened and tokens[at].key != "it":
        verb = at - 2 if tokens[at - 1].key == "t" else at - 1
        if verb < 0:
            return None
        text = put(text, tokens[verb].start, tokens[verb].start, f"{name} ")
    else:
        text = put(text, tokens[at].start, tokens[at].end, name)
    return capital(text[tokens[first_word(slots)].start :])

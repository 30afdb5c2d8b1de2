"""Follow-ups that bring other names: « et Rouen ? », « pardon, Aix »."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.linking import Linked
from assistant.slots import Slots
from assistant.turns.kept import Kept
from assistant.turns.leaning import PRONOUNS, linked_with, points_back
from assistant.turns.phrasing import asked_family, dated_text, in_region
from assistant.turns.restated import Said, about_pair, renamed, two
from assistant.vocabulary import vocabulary
from ingest.records import Language


def corrected(slots: Slots, before: Slots, language: Language) -> str:
    """The question before, with the name that was meant, and the country."""
    wrong = {one.entity.id for one in before.linked}
    new = next((one for one in (*slots.places, *slots.networks) if one.entity.id not in wrong), None)
    text = before.text
    old = _mistaken(new, slots, before) if new else None
    regions = slots.regions[-1:]
    moved = bool(regions) and (not before.regions or before.regions[-1].countries != regions[0].countries)
    if moved and before.regions and old and before.regions[-1].start < old.start:
        # The last place first: what stands before it keeps its place.
        return in_region(renamed(text, before, old, slots, new), before, slots, language) if new else text
    if moved:
        text = in_region(text, before, slots, language)
    return renamed(text, before, old, slots, new) if old and new else text


def _mistaken(new: Linked, slots: Slots, before: Slots) -> Linked | None:
    """The name that another one is to take the place of: one that is said to be wrong, one of the same country."""
    said = {one.entity.id for one in slots.linked}
    towns = new.entity.kind in ("city", "region")
    olds = [one for one in before.linked if one.entity.id in said] or list(before.places if towns else before.networks)
    olds = olds or list(before.linked)
    beside = [one for one in olds if one.entity.country and one.entity.country == new.entity.country]
    if not olds:
        return None
    return beside[0] if len(beside) == 1 else olds[-1]


def of_names(slots: Slots, kept: Kept, language: Language) -> str | None:
    """The question before with other names, or what links a new name to the subject."""
    refers = points_back(slots)
    if not slots.linked or (refers is not None and not _renames(slots, refers)):
        return None
    before = kept.last.slots
    olds = [*_ends(before.places, slots.places), *_ends(before.networks, slots.networks)]
    news = [*slots.places, *slots.networks]
    subject = before.linked[0] if before.linked else None
    partner = bool(slots.places) and linked_with(slots, slots.places[0])
    if subject is None:
        return None
    if len(news) == 1 and (not olds or (partner and not linked_with(before, olds[0]))):
        return _tied(slots, subject, news[0], before, language)
    if len(olds) != len(news):
        return None
    text = before.text
    for old, new in sorted(zip(olds, news, strict=True), key=lambda pair: -pair[0].start):
        text = renamed(text, before, old, slots, new)
    if slots.masked.has("count") and not before.masked.has("count"):
        return two(text, "How many" if language == "en" else "Combien", language)
    if slots.masked.has("since") and not before.masked.has("since"):
        return dated_text(text, before.yes_no, language)
    return text


_WITH: Final = frozenset({"avec", "with", "de", "d", "of", "du", "pour", "for", "a"})


def _renames(slots: Slots, refers: int) -> bool:
    """« celle avec Turin », « ceux de Nantes », and pronouns whose name stands beside them."""
    words = slots.masked.words
    if words[refers] in PRONOUNS:
        return True
    found = next(end for start, end in vocabulary().anaphora.all(words) if start == refers)
    pointing = words[refers] in ("celle", "celui", "celles", "ceux", "the", "that", "those")
    return pointing and words[found : found + 1] != () and words[found] in _WITH and "#" in words[found : found + 3]


def _tied(slots: Slots, subject: Linked, name: Linked, before: Slots, language: Language) -> str | None:
    """« Lyon est-elle jumelée avec Turin ? », or since when, where the question before was about Lyon alone."""
    if slots.masked.unexplained or slots.masked.has("open", "definition", "timeline"):
        return None
    names = Said(before, language)
    family = asked_family(before)
    if subject.entity.kind not in ("city", "region") and name.entity.kind not in ("city", "region"):
        return None
    named = Said(slots, language) if name.entity.kind not in ("city", "region") else names
    return about_pair("since" if slots.masked.has("since") else "whether", family, named, subject, name)


def _ends(olds: Sequence[Linked], news: Sequence[Linked]) -> Sequence[Linked]:
    """The names that as many new ones take the place of: the last, « et Houston ? » changes the partner, unless another
    one is of the same country."""
    if len(news) == 1 and len(olds) > 1:
        beside = [one for one in olds if one.entity.country and one.entity.country == news[0].entity.country]
        return beside if len(beside) == 1 else olds[-1:]
    return olds[len(olds) - len(news) :] if len(olds) >= len(news) else olds

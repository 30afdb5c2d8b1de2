"""Questions that complete the one before them: « et Rouen ? », « depuis quand ? », « lesquels sont suspendus ? ».

A follow-up becomes a question that reads alone; that question is then understood like any other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from assistant.directory import Directory
from assistant.filters import Region
from assistant.kinds import KindReader
from assistant.linking import Linked
from assistant.parse import Parsed, build, understood
from assistant.periods import Dated
from assistant.slots import Slots, read
from assistant.vocabulary import vocabulary
from ingest.names import Names
from ingest.normalise import flat
from ingest.records import Language, Question, Turn

REMEMBERED: Final = 6
"""Earlier questions that a follow-up may lean on."""
LONGEST: Final = 400
"""Characters of a question that are read: a pasted page is no question over facts."""
SHORT: Final = 9
"""Words of a question that can lean on the one before without saying so."""
_LEANING: Final = (
    "since",
    "count",
    "network",
    "partner",
    "member",
    "status",
    "timeline",
    "founded",
    "seat",
    "definition",
)
_VOWEL: Final = re.compile(r"[aeiouyàâäéèêëîïôöùûüœæh]", re.IGNORECASE)


def resolve(
    question: Question, history: Sequence[Turn], directory: Directory, names: Names, reader: KindReader
) -> Parsed:
    """The query of `question`, completed from the questions asked before it."""
    earlier = [turn.content for turn in history if turn.role == "user"][-REMEMBERED:]
    before: Slots | None = None
    merged = counted = False
    for text in (*earlier, question.text):
        slots = read(flat(text)[:LONGEST], directory, names)
        merged = before is not None and follows(slots, reader)
        counted = merged and slots.masked.has("count")
        if before is not None and merged:
            slots = read(standalone(slots, before, question.asked_in), directory, names)
        before = slots
    assert before is not None, "the question itself is always read"
    parsed = understood(before, reader)
    if counted and parsed.query.groups:
        # « combien ? » after a list asks for its number.
        parsed = replace(parsed, query=build("count", before))
    return replace(parsed, reading=replace(parsed.reading, merged=merged)) if merged else parsed


def follows(slots: Slots, reader: KindReader) -> bool:
    """Whether a question needs the one before it."""
    words, cues = slots.masked.words, slots.masked
    named = bool(slots.places or slots.networks)
    complete = named and cues.has(*_LEANING) and understood(slots, reader).query.kind != "open"
    opening = vocabulary().opening.find(words[:3])
    if opening and opening[0] == 0:
        return not complete
    if (leaning := _refers(slots)) is not None:
        return not complete or (leaning < 3 and words[leaning] not in _PRONOUNS)
    if named or slots.regions:
        return not complete and not cues.unexplained and len(words) <= 3
    asks = cues.has(*_LEANING) or bool(slots.statuses or slots.dates)
    return asks and len(words) <= SHORT and not cues.unexplained and not cues.has("open", "definition")


_PRONOUNS: Final = frozenset({"il", "elle", "ils", "elles", "it", "they", "there"})
_ONE: Final = frozenset({"il", "elle", "it", "its", "son", "sa", "ses"})


def _refers(slots: Slots) -> int | None:
    """Where a question points back: « lesquelles », « ses », and « elle » unless its name stands before it."""
    words = slots.masked.words
    for start, _ in vocabulary().anaphora.all(words):
        if words[start] in _PRONOUNS and "#" in words[:start]:
            continue
        if "#" in words[:start] and words[start] in ("lesquels", "lesquelles", "lequel", "laquelle", "celles", "ceux"):
            continue
        return start
    return None


def standalone(slots: Slots, before: Slots, language: Language) -> str:
    """The follow-up `slots` to the question `before`, as a question that reads alone."""
    refers = _refers(slots)
    subject = before.linked[0] if before.linked else None
    if refers is not None and slots.masked.words[refers] in _ONE and subject:
        return _fronted(subject, slots, language)
    if slots.linked and (refers is None or slots.masked.words[refers] in _PRONOUNS):
        return _renamed(slots, before, language)
    if slots.masked.has("since") and not (slots.regions or slots.statuses):
        return _dated(before, language)
    if slots.dates and before.dates and not (slots.regions or slots.statuses):
        return _replaced(before.text, before, before.dates[-1], _written(slots, slots.dates[-1]))
    if slots.regions and not slots.statuses and refers is None:
        return _moved(slots, before)
    return _joined(before.text, _opened(slots), language)


def _renamed(slots: Slots, before: Slots, language: Language) -> str:
    """The question before with the names of this one."""
    olds = [*_ends(before.places, slots.places), *_ends(before.networks, slots.networks)]
    news = [*slots.places, *slots.networks]
    subject = before.linked[0] if before.linked else None
    partner = bool(slots.places) and _linked_with(slots, slots.places[0])
    if subject and (len(olds) != len(news) or (partner and len(news) == 1 and not _linked_with(before, olds[0]))):
        return _fronted(subject, slots, language)
    if not subject:
        return _joined(before.text, _opened(slots), language)
    text = before.text
    for old, new in sorted(zip(olds, news, strict=True), key=lambda pair: -pair[0].start):
        text = _replaced(text, before, old, new.typed)
    if slots.masked.has("count") and not before.masked.has("count"):
        return _joined(text, "how many?" if language == "en" else "combien ?", language)
    if slots.masked.has("since") and not before.masked.has("since"):
        return _dated_text(text, before.yes_no, language)
    return text


def _ends(olds: Sequence[Linked], news: Sequence[Linked]) -> Sequence[Linked]:
    """The names that as many new ones take the place of: the last, « et Houston ? » changes the partner."""
    return olds[len(olds) - len(news) :] if len(olds) >= len(news) else olds


def _linked_with(slots: Slots, name: Linked) -> bool:
    before = slots.tokens[name.start - 1].key if name.start else ""
    return before in ("avec", "with", "to", "entre", "between") or (name.start > 1 and before in ("et", "and"))


def _dated(before: Slots, language: Language) -> str:
    return _dated_text(before.text, before.yes_no, language)


def _dated_text(text: str, yes_no: bool, language: Language) -> str:
    """« Lyon est-elle jumelée avec Leipzig ? » gives « Depuis quand Lyon est-elle jumelée avec Leipzig ? »."""
    if yes_no:
        asked = "Since when " if language == "en" else "Depuis quand "
        first, _, rest = text.partition(" ")
        lowered = first.lower() if language == "en" or first in ("La", "Le", "Les", "L") or "'" in first else first
        return f"{asked}{lowered} {rest}"
    return f"{_bare(text)}, and since when?" if language == "en" else f"{_bare(text)}, et depuis quand ?"


def _moved(slots: Slots, before: Slots) -> str:
    """The question before, in another country: « et en Jordanie ? »."""
    written = _written(slots, slots.regions[-1], 1)
    text = before.text
    if before.regions:
        text = _replaced(text, before, before.regions[-1], "", 1)
    mark = " ?" if text.rstrip().endswith(" ?") else "?"
    return f"{_bare(text)} {written}{mark}"


def _fronted(subject: Linked, slots: Slots, language: Language) -> str:
    """« Lyon : quels sont ses réseaux ? »: whom the question points at stands first."""
    return f"{subject.typed}{':' if language == 'en' else ' :'} {_opened(slots)}"


def _joined(text: str, follow_up: str, language: Language) -> str:
    return f"{_bare(text)}{':' if language == 'en' else ' :'} {follow_up}"


def _opened(slots: Slots) -> str:
    """The follow-up without the « et » that opens it, in lower case unless a name comes first."""
    opening = vocabulary().opening.find(slots.masked.words[:3])
    tokens = slots.tokens
    first = opening[1] if opening and opening[0] == 0 and opening[1] < len(tokens) else 0
    text = slots.text[tokens[first].start :] if tokens else slots.text
    named = any(one.start == first for one in slots.linked)
    return text if named else text[:1].lower() + text[1:]


def _bare(text: str) -> str:
    return text.rstrip(" ?!.…")


_PLACING: Final = frozenset({"en", "au", "aux", "in", "from", "dans", "hors", "outside", "de", "d", "du", "des"})


def _written(slots: Slots, one: Region | Dated, before: int = 0) -> str:
    """The words of a restriction, with the preposition before it."""
    start = _placed(slots, one.start, before)
    return slots.text[slots.tokens[start].start : slots.tokens[one.end - 1].end]


def _placed(slots: Slots, start: int, before: int) -> int:
    return start - 1 if before and start > 0 and slots.tokens[start - 1].key in _PLACING else start


def _replaced(text: str, slots: Slots, old: Linked | Region | Dated, new: str, before: int = 0) -> str:
    """`text`, whose beginning is that of `slots`, with other words where `old` stands."""
    start = slots.tokens[_placed(slots, old.start, before)].start
    head, tail = text[:start], text[slots.tokens[old.end - 1].end :]
    if not new:
        return f"{head.rstrip()} {tail.lstrip()}"
    vowel = _VOWEL.match(new) is not None
    for elided, full in (("d'", "de "), ("d’", "de "), ("qu'", "que "), ("qu’", "que "), ("l'", ""), ("l’", "")):
        if not vowel and head.endswith(elided):
            return head.removesuffix(elided) + full + new + tail
    if vowel and head.endswith(" de "):
        head = head.removesuffix("de ") + "d'"
    return head + new + tail

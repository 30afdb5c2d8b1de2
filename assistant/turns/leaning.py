"""Whether a question leans on those before it, and by which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from assistant.directory import Directory
from assistant.kinds import KindReader
from assistant.linking import Linked
from assistant.parse import understood
from assistant.slots import WITH, Slots, read
from assistant.turns.kept import Kept
from assistant.vocabulary import Phrases, vocabulary
from ingest.names import Names
from ingest.records import Language

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
PRONOUNS: Final = frozenset({"il", "elle", "ils", "elles", "it", "they", "there"})


def to_the_point(slots: Slots, kept: Kept | None, directory: Directory, names: Names) -> tuple[Slots, bool]:
    """A question without the thanks before it, and whether it says that it leaves the subject."""
    words = [token.key for token in slots.tokens]
    start, afresh = 0, False
    while kept and start < len(words):
        found = _at(vocabulary().follow_up["courtesy"], words, start)
        if found and not _pauses(slots, found):
            found = None
        if end := _at(vocabulary().follow_up["elsewhere"], words, start):
            found, afresh = end, True
        elif afresh and words[start] in ("mais", "but"):
            found = start + 1
        if not found:
            break
        start = found
    if not 0 < start < len(words):
        return slots, False
    text = slots.text[slots.tokens[start].start :]
    return read(text[:1].upper() + text[1:] if afresh else text, directory, names), afresh


def _pauses(slots: Slots, index: int) -> bool:
    """Whether a sentence may begin anew at a word: after a mark, or with « et »; "Good practices" thanks nobody."""
    tokens = slots.tokens
    if index >= len(tokens):
        return True
    between = slots.text[tokens[index - 1].end : tokens[index].start]
    known = vocabulary()
    return between.strip() != "" or any(
        phrases.is_all((tokens[index].key,)) for phrases in (known.opening, known.follow_up["courtesy"])
    )


def _at(phrases: Phrases, words: Sequence[str], start: int) -> int | None:
    """One past the phrase that stands at `start`."""
    found = phrases.find(words[start : start + 6])
    return start + found[1] if found and found[0] == 0 else None


def wished(slots: Slots) -> Language | None:
    """The language that « et en anglais ? » wants the last answer in; None for any other question."""
    known = vocabulary()
    words = [token.key for token in slots.tokens]
    languages: tuple[Language, Language] = ("fr", "en")
    for language, group in zip(languages, ("french", "english"), strict=True):
        if found := known.follow_up[group].find(words):
            rest = words[: found[0]] + words[found[1] :]
            filling = known.data["follow_up"]["same"]
            if all(word in filling or known.opening.is_all((word,)) or _is_courtesy(word) for word in rest):
                return language
    return None


def _is_courtesy(word: str) -> bool:
    return vocabulary().follow_up["courtesy"].is_all((word,))


def follows(slots: Slots, reader: KindReader) -> bool:
    """Whether a question needs the one before it."""
    words, cues = slots.masked.words, slots.masked
    if corrects(slots) or says("else", slots) or vocabulary().follow_up["why"].is_all(words):
        return True
    named = bool(slots.places or slots.networks)
    complete = named and cues.has(*_LEANING) and understood(slots, reader).query.kind != "open"
    complete = complete and not _lacks_subject(slots)
    opening = vocabulary().opening.find(words[:3])
    if opening and opening[0] == 0:
        return not complete
    if within(slots) or _lacks_subject(slots):
        return True
    if (leaning := points_back(slots)) is not None:
        return not complete or (leaning < 3 and words[leaning] not in PRONOUNS)
    if _restricts(slots) and (cues.has("count") or picks_barely(slots)):
        return True
    if named or slots.regions:
        return not complete and not cues.unexplained and len(words) <= 3
    asks = cues.has(*_LEANING) or bool(slots.statuses or slots.dates)
    return asks and len(words) <= SHORT and not cues.unexplained and not cues.has("open", "definition")


def _restricts(slots: Slots) -> bool:
    """Whether a short question names a country, and not whose links or members are asked for."""
    if not slots.regions or slots.linked or slots.masked.unexplained or len(slots.masked.words) > SHORT:
        return False
    return not slots.masked.has("partner", "network", "open", "definition")


def _lacks_subject(slots: Slots) -> bool:
    """« et avec Bristol, depuis quand ? », "is it twinned with Bristol?": one end of a link without the other."""
    if len(slots.linked) != 1 or not linked_with(slots, slots.linked[0]) or slots.masked.unexplained:
        return False
    words = slots.masked.words
    name = words.index("#") if "#" in words else len(words)
    asked = slots.masked.has("since", "status") or any(word in ("il", "elle", "it") for word in words[:name])
    impersonal = any(words[i : i + 2] in (("y", "a"), ("il", "y"), ("t", "il")) for i in range(name))
    if any(word in ("il", "elle", "it") for word in words[:name]) and not impersonal:
        return True
    return asked and not impersonal and not slots.masked.has("partner", "member", "network", "open", "definition")


def picks_barely(slots: Slots) -> bool:
    """« qui est en France ? », "which are in Germany?": nothing says that it is one of a list, but nothing else is."""
    asks = slots.regions or slots.statuses or slots.dates
    words = slots.masked.words[first_word(slots) :]
    found = _at(vocabulary().follow_up["barely"], words, 0)
    return bool(asks) and found is not None and not slots.linked and points_back(slots) is None


def corrects(slots: Slots) -> bool:
    """Whether a question puts a name right: « non, je voulais dire Aix », "sorry, Tours"."""
    asks = ("partner", "member", "network", "seat", "status", "since", "count", "definition")
    if not (slots.places or slots.networks) or slots.masked.has(*asks):
        return False
    words = slots.masked.words
    end, found = 0, False
    while (at := _at(vocabulary().follow_up["corrected"], words, end)) is not None:
        end, found = at, True
    if not found or end >= len(words):
        return False
    # « Non, Lyon est jumelée avec qui ? » asks something else.
    rest = words[end:]
    return rest[0] == "#" or (rest[0] in ("a", "de", "d", "of") and rest[1:2] == ("#",))


def says(group: str, slots: Slots) -> bool:
    return vocabulary().follow_up[group].find(slots.masked.words) is not None


def within(slots: Slots) -> bool:
    """« Paris en fait partie ? », "Is Paris one of them?": a name, and a list that is not named."""
    return len(slots.linked) == 1 and says("within", slots) and not says("picking", _without_whether(slots))


def _without_whether(slots: Slots) -> Slots:
    """The question without "one of them", which picks nothing."""
    words = slots.masked.words
    found = vocabulary().follow_up["within"].find(words)
    rest = words[: found[0]] + words[found[1] :] if found else words
    return replace(slots, masked=replace(slots.masked, words=rest))


def points_back(slots: Slots) -> int | None:
    """Where a question points back: « lesquelles », « ses », and « elle » unless its name stands before it."""
    words = slots.masked.words
    for start, end in vocabulary().anaphora.all(words):
        if words[start] in PRONOUNS and "#" in words[:start]:
            continue
        if end < len(words) and words[start] in ("il", "there") and words[end] in ("y", "is", "are"):
            continue
        if "#" in words[:start] and words[start] in ("lesquels", "lesquelles", "lequel", "laquelle", "celles", "ceux"):
            continue
        return start
    return None


def linked_with(slots: Slots, name: Linked) -> bool:
    before = slots.tokens[name.start - 1].key if name.start else ""
    return before in WITH | {"pour", "for"} or (name.start > 1 and before in ("et", "and"))


def first_word(slots: Slots) -> int:
    """The token after the « et » that opens a follow-up."""
    opening = vocabulary().opening.find(slots.masked.words[:3])
    return opening[1] if opening and opening[0] == 0 and opening[1] < len(slots.tokens) else 0

"""Questions that complete those before them: « et Rouen ? », « depuis quand ? », « lesquels sont suspendus ? ».

A follow-up becomes a question that reads alone; that question is then understood like any other. Three things are kept
of what was asked before: whom it was about, the last list that was asked for, and what that list was restricted to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from assistant.directory import Directory
from assistant.kinds import KindReader
from assistant.linking import Linked
from assistant.parse import Parsed, build, understood
from assistant.periods import Dated
from assistant.query import Query
from assistant.question import question_language
from assistant.restated import (
    Said,
    about,
    about_pair,
    bare,
    is_placed,
    located,
    put,
    renamed,
    replaced,
    templates,
    those,
    two,
    written,
)
from assistant.slots import Slots, read
from assistant.vocabulary import Phrases, vocabulary
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
_PRONOUNS: Final = frozenset({"il", "elle", "ils", "elles", "it", "they", "there"})
_ONE: Final = frozenset({"il", "elle", "it", "its", "son", "sa", "ses"})
_POSSESSIVES: Final = {"son": "le", "sa": "la", "ses": "les"}
_LISTS: Final = frozenset({"members", "partners", "networks_of", "shared", "count"})


@dataclass(frozen=True)
class Asked:
    """A question of the conversation, as it reads alone."""

    slots: Slots
    reader: KindReader

    @cached_property
    def query(self) -> Query:
        """What it asks of the facts."""
        return understood(self.slots, self.reader).query

    @property
    def is_list(self) -> bool:
        """Whether several towns or networks answer it."""
        query = self.query
        return query.kind in _LISTS and bool(query.groups or query.sides) and not query.yes_no

    @property
    def anchor(self) -> Linked | None:
        """Whose list it is, where it is that of one name."""
        groups = self.query.groups
        if len(groups) != 1:
            return None
        return next((one for one in self.slots.linked if one.entity.id == groups[0].anchor.id), None)


@dataclass(frozen=True)
class Kept:
    """What of the conversation a question may lean on."""

    last: Asked
    lists: tuple[Asked, ...] = ()
    """The questions for lists, the last one last."""

    def then(self, asked: Asked) -> Kept:
        """The same once another question is asked."""
        return Kept(asked, (*self.lists, self.last))

    @property
    def listed(self) -> Asked | None:
        """The last list that was asked for."""
        return next((one for one in (self.last, *reversed(self.lists)) if one.is_list), None)


def resolve(
    question: Question, history: Sequence[Turn], directory: Directory, names: Names, reader: KindReader
) -> Parsed:
    """The query of `question`, completed from the questions asked before it."""
    earlier = [turn.content for turn in history if turn.role == "user"][-REMEMBERED:]
    kept: Kept | None = None
    merged = counted = False
    language: Language | None = None
    for text in (*earlier, question.text):
        asked_in = question.asked_in if text is question.text else question_language(text)
        slots = read(flat(text)[:LONGEST], directory, names)
        language = wished(slots) if kept else None
        if kept and language:
            merged, counted = True, False
            continue
        slots, afresh = _to_the_point(slots, kept, directory, names)
        merged = kept is not None and not afresh and follows(slots, reader)
        counted = merged and slots.masked.has("count")
        if kept and merged:
            slots = read(standalone(slots, kept, asked_in), directory, names)
        asked = Asked(slots, reader)
        kept = kept.then(asked) if kept else Kept(asked)
    assert kept is not None, "the question itself is always read"
    slots = kept.last.slots
    parsed = understood(slots, reader)
    if counted and parsed.query.groups:
        # « combien ? » after a list asks for its number.
        parsed = replace(parsed, query=build("count", slots))
    return replace(parsed, reading=replace(parsed.reading, merged=merged, language=language)) if merged else parsed


def _to_the_point(slots: Slots, kept: Kept | None, directory: Directory, names: Names) -> tuple[Slots, bool]:
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
    if corrects(slots) or _says("else", slots) or vocabulary().follow_up["why"].is_all(words):
        return True
    named = bool(slots.places or slots.networks)
    complete = named and cues.has(*_LEANING) and understood(slots, reader).query.kind != "open"
    complete = complete and not _lacks_subject(slots)
    opening = vocabulary().opening.find(words[:3])
    if opening and opening[0] == 0:
        return not complete
    if _within(slots) or _lacks_subject(slots):
        return True
    if (leaning := _refers(slots)) is not None:
        return not complete or (leaning < 3 and words[leaning] not in _PRONOUNS)
    if _restricts(slots) and (cues.has("count") or _picks_barely(slots)):
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
    if len(slots.linked) != 1 or not _linked_with(slots, slots.linked[0]) or slots.masked.unexplained:
        return False
    words = slots.masked.words
    name = words.index("#") if "#" in words else len(words)
    asked = slots.masked.has("since", "status") or any(word in ("il", "elle", "it") for word in words[:name])
    impersonal = any(words[i : i + 2] in (("y", "a"), ("il", "y"), ("t", "il")) for i in range(name))
    if any(word in ("il", "elle", "it") for word in words[:name]) and not impersonal:
        return True
    return asked and not impersonal and not slots.masked.has("partner", "member", "network", "open", "definition")


def _picks_barely(slots: Slots) -> bool:
    """« qui est en France ? », "which are in Germany?": nothing says that it is one of a list, but nothing else is."""
    asks = slots.regions or slots.statuses or slots.dates
    words = slots.masked.words[_opening(slots) :]
    found = _at(vocabulary().follow_up["barely"], words, 0)
    return bool(asks) and found is not None and not slots.linked and _refers(slots) is None


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


def _says(group: str, slots: Slots) -> bool:
    return vocabulary().follow_up[group].find(slots.masked.words) is not None


def _within(slots: Slots) -> bool:
    """« Paris en fait partie ? », "Is Paris one of them?": a name, and a list that is not named."""
    return len(slots.linked) == 1 and _says("within", slots) and not _says("picking", _without_whether(slots))


def _without_whether(slots: Slots) -> Slots:
    """The question without "one of them", which picks nothing."""
    words = slots.masked.words
    found = vocabulary().follow_up["within"].find(words)
    rest = words[: found[0]] + words[found[1] :] if found else words
    return replace(slots, masked=replace(slots.masked, words=rest))


def _refers(slots: Slots) -> int | None:
    """Where a question points back: « lesquelles », « ses », and « elle » unless its name stands before it."""
    words = slots.masked.words
    for start, end in vocabulary().anaphora.all(words):
        if words[start] in _PRONOUNS and "#" in words[:start]:
            continue
        if end < len(words) and words[start] in ("il", "there") and words[end] in ("y", "is", "are"):
            continue
        if "#" in words[:start] and words[start] in ("lesquels", "lesquelles", "lequel", "laquelle", "celles", "ceux"):
            continue
        return start
    return None


def standalone(slots: Slots, kept: Kept, language: Language) -> str:
    """The follow-up `slots`, as a question that reads alone."""
    before = kept.last.slots
    if corrects(slots):
        return _corrected(slots, before, language)
    return (
        _of_it(slots, kept, language)
        or _of_list(slots, kept, language)
        or _of_subject(slots, kept, language)
        or _of_names(slots, kept, language)
        or _of_last(slots, kept, language)
    )


def _of_list(slots: Slots, kept: Kept, language: Language) -> str | None:
    """What is asked of the list before: one of it, whether a name is in it, what else there is."""
    listed = kept.listed
    if _says("else", slots) and (said := _others(kept, language)):
        return said
    if listed is None:
        return None
    if _within(slots) and (anchor := listed.anchor) and not _of_networks(listed, slots):
        names = Said(listed.slots, language)
        return about("whether", listed.query, names, *_ordered(slots.linked[0], anchor))
    if (_says("picking", slots) or _picks_barely(slots)) and not (
        slots.masked.has("since") and not slots.regions and not slots.linked
    ):
        return _picked(slots, listed, language)
    if slots.masked.has("count") and not slots.linked and listed is kept.last:
        return _numbered(slots, listed, language)
    return None


def _of_networks(listed: Asked, slots: Slots) -> bool:
    """Whether a town is looked for in a list of networks: that is asked of each."""
    return listed.query.kind == "networks_of" and bool(slots.places)


def _ordered(name: Linked, anchor: Linked) -> tuple[Linked, Linked]:
    """The town before its network, the asker's own list before a partner."""
    towns = [one.entity.kind in ("city", "region") for one in (name, anchor)]
    return (name, anchor) if towns == [True, False] else (anchor, name)


def _others(kept: Kept, language: Language) -> str | None:
    """« quoi d'autre ? »: the whole list that the question before was about one row of."""
    before = kept.last
    query, slots = before.query, before.slots
    if anchor := before.anchor:
        return about("which", query, Said(slots, language), anchor)
    subject = next((one for one in slots.linked if query.pair and one.entity.id == query.pair[0].id), None)
    if subject is None or query.pair is None:
        return None
    return _listing(subject, slots, query.pair[1].kind not in ("city", "region"), language)


def _listing(subject: Linked, slots: Slots, networks: bool, language: Language) -> str:
    family = _family(slots)
    said = templates(language)["which"]
    sentence: str = said["network_of"] if networks else said.get(family, said["partner_of"])
    names = Said(slots, language)
    return sentence.format(one=names.the(subject), of=names.of(subject))


def _family(slots: Slots) -> str:
    return next(iter(slots.families)) if len(slots.families) == 1 else "partner_of"


def _picked(slots: Slots, listed: Asked, language: Language) -> str:
    """« Parmi les jumelages de Dijon, lesquels sont suspendus ? »; a new country takes the place of the one before."""
    base = listed.slots
    again = any(token.key in ("aussi", "also", "egalement", "too") for token in slots.tokens)
    if (base.statuses and not slots.statuses) or (slots.regions and again and base.regions):
        return two(base.text, _opened(slots), language)
    anchor = listed.anchor
    where = _where(base) if not slots.regions or slots.statuses else ""
    if anchor is None or where is None or base.dates:
        text = _left_out(base) if slots.regions else base.text
        return two(text, _opened(slots), language)
    pick = _pick(slots)
    feminine = any(token.key in ("lesquelles", "laquelle", "celles", "celle", "elles") for token in slots.tokens)
    named = those(listed.query, Said(base, language), anchor, where, feminine)
    sentence: str = templates(language)["among"]
    return sentence.format(those=named, pick=bare(pick))


def _where(slots: Slots) -> str | None:
    """« en Italie »; None where the countries are told by an adjective, which fits its own sentence only."""
    if any(not is_placed(slots, one) for one in slots.regions):
        return None
    return " ".join(written(slots, one, 1) for one in slots.regions)


def _left_out(slots: Slots) -> str:
    """The text of a question without its countries."""
    text = slots.text
    for one in sorted(slots.regions, key=lambda one: -one.start):
        text = replaced(text, slots, one, "", 1)
    return " ".join(text.split())


def _pick(slots: Slots) -> str:
    """The follow-up without « parmi eux », "of them": the list is named instead."""
    text = _opened(slots)
    return " ".join(_AMONG.sub(" ", text).split()).lstrip(", ").replace(" ,", ",")


_AMONG: Final = re.compile(
    r",?\s*\b(?:parmi (?:eux|elles)|d['’]entre (?:eux|elles)|(?:of|among) (?:them|those|these)"
    r"|(?:de|parmi) ces \w+|(?:of|among) (?:these|those) \w+)\b,?",
    re.IGNORECASE,
)


def _numbered(slots: Slots, listed: Asked, language: Language) -> str | None:
    """« Combien de jumelages compte Lyon en Italie ? »."""
    anchor = listed.anchor
    base = listed.slots
    if anchor is None or slots.dates or base.dates or base.statuses or slots.statuses or base.masked.has("count"):
        return None
    where = located(slots, slots.regions[-1], language) if slots.regions else _where(base)
    return None if where is None else about("how_many", listed.query, Said(base, language), anchor, where=where)


def _of_subject(slots: Slots, kept: Kept, language: Language) -> str | None:
    """« ses réseaux », « depuis quand est-elle membre »: with the name of whom it was about."""
    refers = _refers(slots)
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
    return about_pair("since", _family(before), Said(before, language), one, other) if one and other else None


def _of_it(slots: Slots, kept: Kept, language: Language) -> str | None:
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
    opening = tokens[_opening(slots)].start
    return _capital(f"{text[opening : tokens[at].start]}{text[verb:last]} {of}{text[last:]}")


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
    opening = _opening(slots)
    if at != opening:
        return _capital(text[slots.tokens[opening].start :])
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
    return _capital(text[tokens[_opening(slots)].start :])


def _corrected(slots: Slots, before: Slots, language: Language) -> str:
    """The question before, with the name that was meant, and the country."""
    wrong = {one.entity.id for one in before.linked}
    new = next((one for one in (*slots.places, *slots.networks) if one.entity.id not in wrong), None)
    text = before.text
    old = _mistaken(new, slots, before) if new else None
    regions = slots.regions[-1:]
    moved = bool(regions) and (not before.regions or before.regions[-1].countries != regions[0].countries)
    if moved and before.regions and old and before.regions[-1].start < old.start:
        # The last place first: what stands before it keeps its place.
        return _in_region(renamed(text, before, old, slots, new), before, slots, language) if new else text
    if moved:
        text = _in_region(text, before, slots, language)
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


def _of_names(slots: Slots, kept: Kept, language: Language) -> str | None:
    """The question before with other names, or what links a new name to the subject."""
    refers = _refers(slots)
    if not slots.linked or (refers is not None and not _renames(slots, refers)):
        return None
    before = kept.last.slots
    olds = [*_ends(before.places, slots.places), *_ends(before.networks, slots.networks)]
    news = [*slots.places, *slots.networks]
    subject = before.linked[0] if before.linked else None
    partner = bool(slots.places) and _linked_with(slots, slots.places[0])
    if subject is None:
        return None
    if len(news) == 1 and (not olds or (partner and not _linked_with(before, olds[0]))):
        return _tied(slots, subject, news[0], before, language)
    if len(olds) != len(news):
        return None
    text = before.text
    for old, new in sorted(zip(olds, news, strict=True), key=lambda pair: -pair[0].start):
        text = renamed(text, before, old, slots, new)
    if slots.masked.has("count") and not before.masked.has("count"):
        return two(text, "How many" if language == "en" else "Combien", language)
    if slots.masked.has("since") and not before.masked.has("since"):
        return _dated_text(text, before.yes_no, language)
    return text


_WITH: Final = frozenset({"avec", "with", "de", "d", "of", "du", "pour", "for", "a"})


def _renames(slots: Slots, refers: int) -> bool:
    """« celle avec Turin », « ceux de Nantes », and pronouns whose name stands beside them."""
    words = slots.masked.words
    if words[refers] in _PRONOUNS:
        return True
    found = next(end for start, end in vocabulary().anaphora.all(words) if start == refers)
    pointing = words[refers] in ("celle", "celui", "celles", "ceux", "the", "that", "those")
    return pointing and words[found : found + 1] != () and words[found] in _WITH and "#" in words[found : found + 3]


def _tied(slots: Slots, subject: Linked, name: Linked, before: Slots, language: Language) -> str | None:
    """« Lyon est-elle jumelée avec Turin ? », or since when, where the question before was about Lyon alone."""
    if slots.masked.unexplained or slots.masked.has("open", "definition", "timeline"):
        return None
    names = Said(before, language)
    family = _family(before)
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


def _linked_with(slots: Slots, name: Linked) -> bool:
    before = slots.tokens[name.start - 1].key if name.start else ""
    return before in ("avec", "with", "to", "entre", "between", "pour", "for") or (
        name.start > 1 and before in ("et", "and")
    )


def _of_last(slots: Slots, kept: Kept, language: Language) -> str:
    """The question before, with another date, in another country, or asked for its date."""
    before = kept.last.slots
    if slots.masked.has("since") and not (slots.regions or slots.statuses or slots.masked.has("open")):
        return _dated_text(before.text, before.yes_no, language)
    if slots.dates and before.dates and not (slots.regions or slots.statuses):
        return replaced(before.text, before, before.dates[-1], written(slots, slots.dates[-1]))
    if slots.dates and not (slots.regions or slots.statuses) and _is_only(slots, slots.dates[-1]):
        mark = " ?" if before.text.rstrip().endswith(" ?") else "?"
        return f"{bare(before.text)} {bare(_opened(slots))}{mark}"
    if slots.statuses and before.statuses and (said := _in_state(slots, before)):
        return said
    if slots.regions and not slots.statuses and not slots.linked:
        base = before if before.regions or not kept.listed else kept.listed.slots
        return _in_region(base.text, base, slots, language)
    if other := _counted_other(slots, before):
        return other
    return two(before.text, _opened(slots), language)


def _is_only(slots: Slots, dated: Dated) -> bool:
    """Whether a date is all that a follow-up says: « et en 2015 ? »."""
    between = slots.tokens[_opening(slots) : dated.start]
    return dated.end == len(slots.tokens) and len(between) <= 2 and all(len(one.key) <= 2 for one in between)


def _in_state(slots: Slots, before: Slots) -> str | None:
    """« Quels jumelages sont actifs ? » of « et actifs ? » after « quels jumelages sont suspendus ? »."""
    old, new = _state(before), _state(slots)
    if old is None or new is None or new[1] - new[0] != len(slots.tokens) - _opening(slots):
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
    opening = _opening(slots)
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


def _in_region(text: str, before: Slots, slots: Slots, language: Language) -> str:
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


def _dated_text(text: str, yes_no: bool, language: Language) -> str:
    """« Lyon est-elle jumelée avec Leipzig ? » gives « Depuis quand Lyon est-elle jumelée avec Leipzig ? »."""
    if yes_no:
        asked = "Since when " if language == "en" else "Depuis quand "
        first, _, rest = text.partition(" ")
        lowered = first.lower() if language == "en" or first in ("La", "Le", "Les", "L") or "'" in first else first
        return f"{asked}{lowered} {rest}"
    return f"{bare(text)}, and since when?" if language == "en" else f"{bare(text)}, et depuis quand ?"


def _opening(slots: Slots) -> int:
    """The token after the « et » that opens a follow-up."""
    opening = vocabulary().opening.find(slots.masked.words[:3])
    return opening[1] if opening and opening[0] == 0 and opening[1] < len(slots.tokens) else 0


def _opened(slots: Slots) -> str:
    """The follow-up without the « et » that opens it, in lower case unless a name comes first."""
    first = _opening(slots)
    text = slots.text[slots.tokens[first].start :] if slots.tokens else slots.text
    named = any(one.start == first for one in slots.linked)
    return text if named else text[:1].lower() + text[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

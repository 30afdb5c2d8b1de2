"""Windows to links: names that only the tagger finds, then a score for every pair of names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ingest.encoder.tokens import Tokens, pad, tokenise
from ingest.facts.learned.labels import KINDS, RELATIONS, STATUSES, TAGS
from ingest.facts.learned.sample import Name, Pairs, Sample, pairs_of, role_of
from ingest.facts.learned.weights import Loaded
from ingest.facts.learned.windows import Named, Window
from ingest.facts.pages.entries import PLACES
from ingest.facts.pages.page import Line, Page
from ingest.names import Mention
from ingest.names.context import opens_sentence
from ingest.names.key import key
from ingest.names.unknown import is_word
from ingest.names.vocabulary import words
from ingest.records import Entity

if TYPE_CHECKING:
    from torch import Tensor

    from ingest.facts.learned.network import Question

BATCH: Final = 16
READ: Final = ("link", "since")
"""The relations that are read; what else the network learned of networks, the rules read better."""
SURE: Final = 0.6
"""Probability from which a token's tag counts."""
ACRONYM: Final = re.compile(r"[A-ZÀ-Þ]{3,}|[a-zà-ÿ][A-ZÀ-Þ]|\b(?:[A-ZÀ-Þ]\.){2,}|[A-Z]\d")
PART_OF: Final = re.compile(r"(?<![.!?:;\n|«] )(?<!^)\b[A-ZÀ-Þ][\w’-]+ $|\b[A-ZÀ-Þ][\w’-]+ (?:del|della|dei|delle) $")
"""Before a stretch that is but the end of a longer name: « Michaël Delafosse »."""
GOES_ON: Final = re.compile(r"(?: (?:de|del|do|da|di|an der|am|sur|upon|on)|-(?:sur|lès|en|de)-)[ -]?[A-ZÀ-Þ][\w’'-]+")
"""What belongs to the name of a place: « Villagarcía de Arosa », « Chalon-sur-Saône »."""
LISTED: Final = 3
"""Towns of one country that make a list of them."""
LONGEST_ACRONYM: Final = 6
"""Capitals that are rather an administration's than a place's (« MEAE »)."""
PAIR: Final = 2
TWICE: Final = 2
SHORTEST: Final = 3
"""Letters of a name that only the tagger finds."""


@dataclass(frozen=True, slots=True)
class Related:
    """Two names of a window that have something to do with each other."""

    relation: str
    """As in `labels.RELATIONS`."""
    first: Found
    """A place of a link, the network of anything else; of two places, the one told first."""
    second: Found
    probability: float
    """That the text states it, 0 to 1."""
    status: str
    """Of a link, as in `labels.STATUSES`."""


@dataclass(frozen=True, slots=True)
class Found:
    """A name of a window, with what it stands for."""

    name: Name
    named: Named
    offset: int | None = None
    """Where it stands in its line, None for what stands above the text."""


def read_windows(page: Page, some: Sequence[Window], model: Loaded) -> Iterator[list[Related]]:
    """What each window may relate, with its probability."""
    import torch

    order = sorted(range(len(some)), key=lambda at: len(some[at].sample.text))
    read: dict[int, list[Related]] = {}
    with torch.inference_mode():
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            found = _related(*_read(page, [some[at] for at in rows], model), model)
            read.update(zip(rows, found, strict=True))
    for at in range(len(some)):
        yield read[at]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Whom a page may speak for."""

    entity: Entity
    probability: float
    forms: frozenset[str]
    """As the page writes it."""


def owners(page: Page, some: Sequence[Window], model: Loaded) -> list[Candidate]:
    """Whom a page may speak for, as some of its windows tell, the most probable first."""
    import torch

    from ingest.facts.learned.network import together

    if not some:
        return []
    with torch.inference_mode():
        completed, tokens, states = _read(page, some, model)
        asked = together([question_of(one.sample, read, READ)[0] for one, read in zip(completed, tokens, strict=True)])
        logits = iter(model.network.scores(states, asked).owners.sigmoid().tolist())
    best: dict[str, tuple[float, Entity]] = {}
    forms: dict[str, set[str]] = {}
    for window in completed:
        for name, named in zip(window.sample.names, window.named, strict=True):
            probability = next(logits)
            if named.entity and name.role in ("place", "network"):
                forms.setdefault(name.key, set()).add(window.sample.text[name.start : name.end])
                if probability > best.get(name.key, (0.0,))[0]:
                    best[name.key] = probability, named.entity
    found = [Candidate(entity, probability, frozenset(forms[one])) for one, (probability, entity) in best.items()]
    return sorted(found, key=lambda one: -one.probability)


def _read(page: Page, some: Sequence[Window], model: Loaded) -> tuple[list[Window], list[Tokens], Tensor]:
    """The windows with all their names, their tokens, and the vectors of these."""
    tokens = [tokenise(model.tokenizer, one.sample.text) for one in some]
    states, tags = _forward(some, tokens, model)
    return [_completed(page, *one) for one in zip(some, tokens, tags, strict=True)], tokens, states


def _forward(some: Sequence[Window], tokens: Sequence[Tokens], model: Loaded) -> tuple[Tensor, Tensor]:
    import torch

    ids = torch.tensor(pad([one.ids for one in tokens], 1))
    kinds = torch.zeros_like(ids)
    mask = torch.zeros_like(ids, dtype=torch.bool)
    for row, (window, read) in enumerate(zip(some, tokens, strict=True)):
        mask[row, : len(read.ids)] = True
        for name in window.sample.names:
            if span := read.within(name.start, name.end):
                kinds[row, span[0] : span[1] + 1] = KINDS.index(name.kind)
    states, tags = model.network(model.words[ids].float(), kinds, mask)
    likely = tags.softmax(2).max(2)
    return states, likely.indices.where(likely.values >= SURE, 0)


def _completed(page: Page, window: Window, tokens: Tokens, tags: Tensor) -> Window:
    """The window with the names that only the tagger finds, each in the place of those of which it is more."""
    names, named = list(window.sample.names), list(window.named)
    text = window.sample.text
    for first, last, role in _spans(_whole_words(tags.tolist()[: len(tokens.ids)], tokens, text)):
        start, end = tokens.starts[first], tokens.ends[last]
        line = next((one for one, at in reversed(window.lines) if at <= start), None)
        end -= 2 if re.search(r"[’']s$", text[start:end]) else 0
        if role == "place" and (more := GOES_ON.match(text, end)):
            end = more.end()
        written = text[start:end].strip()
        if not can_name(written, role):
            continue
        if _is_person(text, start) or (role == "place" and _is_opening_word(text, start, end)):
            continue
        if PART_OF.search(text, max(0, start - 40), start) or re.match(r" [A-ZÀ-Þ]", text[end : end + 2]):
            continue
        inside = [at for at, one in enumerate(names) if one.start < end and start < one.end]
        if any(_as_much(names[at], start, end, named[at], text) for at in inside):
            continue
        entity = page.names.place(written) if role == "place" else page.names.network(written)
        if role == "place" and line and ":x:" in entity.id and (country := _country_around(page, line)):
            entity = page.names.place(written, country)
        if role == "place" and (entity.kind not in PLACES or _is_pair(page, written)):
            continue
        for at in reversed(inside):
            del names[at], named[at]
        offset = next((at for one, at in window.lines if one is line), 0)
        names.append(Name(start, end, "none", role_of(entity), entity.id))
        named.append(Named(line, Mention(start - offset, end - offset, entity, certain=False), entity))
    order = sorted(range(len(names)), key=lambda at: names[at].start)
    return replace(
        window,
        sample=replace(window.sample, names=tuple(names[at] for at in order)),
        named=tuple(named[at] for at in order),
    )


def _is_opening_word(text: str, start: int, end: int) -> bool:
    """Whether a name of one word, which stands nowhere else, has its capital from the sentence that it opens:
    « Permanence le jeudi »."""
    written = text[start:end]
    if " " in written or not opens_sentence(text, start) or not re.match(r" [a-zà-ÿ]", text[end:]):
        return False
    return len(re.findall(rf"(?<!\w){re.escape(written)}(?!\w)", text)) < TWICE


def _is_person(text: str, start: int) -> bool:
    """Whether what stands right before a name calls it a person's: « Mme Sedan », « la présidence Jorritsma »."""
    before = key(text[max(0, start - 20) : start]).split()
    return bool(before) and before[-1] in words("persons") and text[start - 1].isspace()


def _is_pair(page: Page, written: str) -> bool:
    """Whether a hyphen joins two towns that are known: « le comité Quimper-Limerick »."""
    parts = written.split("-")
    return len(parts) == PAIR and all(
        any(one.kind in PLACES and ":x:" not in one.id for one in page.names.known(part)) for part in parts
    )


def _country_around(page: Page, line: Line) -> str | None:
    """The one country of the towns that a line lists: an unknown one among them is of that country too."""
    known = [one.entity.country for one in page.mentions(line) if one.entity.kind == "city"]
    return known[0] if len(known) >= LISTED and len(set(known)) == 1 else None


def can_name(written: str, role: str) -> bool:
    """Whether a stretch that the tagger reads as a name can be a place's or a network's: not « le Parc », no plan."""
    if len(written) < SHORTEST or "\n" in written or not written[0].isupper():
        return False
    if role == "place":
        short = written.isupper() and len(written) <= LONGEST_ACRONYM
        return not (short or is_word(written) or key(written) in words("world_parts"))
    folded = key(written).split()
    if len(folded) == 1:
        return bool(ACRONYM.search(written))
    telling = words("network_heads") | words("network_words")
    return folded[-1] not in words("links") and bool(telling.intersection(folded) or ACRONYM.search(written))


def _whole_words(tags: Sequence[int], tokens: Tokens, text: str) -> list[int]:
    """The tags with those of a word's later pieces, and of what a hyphen joins to it, made to follow its first."""
    whole: list[int] = []
    for at, number in enumerate(tags):
        joined = 1 < at < len(tags) - 1 and tokens.starts[at] == tokens.ends[at - 1]
        around = text[tokens.ends[at - 1] - 1 : tokens.starts[at] + 1] if joined else ""
        if len(around) == 2 and all(one.isalnum() or one in "-’'" for one in around):
            before = TAGS[whole[-1]]
            number = TAGS.index(f"I-{before[2:]}") if before != "O" else 0
        whole.append(number)
    return whole


def _as_much(known: Name, start: int, end: int, named: Named, text: str) -> bool:
    """Whether a name of the gazetteer stays against what the tagger read of the same place."""
    more = start <= known.start and known.end <= end and end - start > known.end - known.start
    return not more or named.mention is None or named.mention.hinted or text[start : known.start].endswith(", ")


def _spans(tags: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """First and last token, and role, of each run of tags that make a name."""
    first, role = -1, ""
    for at, number in enumerate([*tags, 0]):
        tag = TAGS[number]
        if first >= 0 and tag != f"I-{role}":
            yield first, at - 1, role
            first = -1
        if tag.startswith("B-") or (tag != "O" and first < 0):
            first, role = at, tag[2:]


def question_of(sample: Sample, tokens: Tokens, relations: Sequence[str]) -> tuple[Question, Pairs]:
    """What is asked of a sample: which of its pairs tell what. Names that were not read stand at its first token, and
    are in no pair."""
    from ingest.facts.learned.network import Question

    spans = [tokens.within(one.start, one.end) for one in sample.names]
    pairs = pairs_of(sample, [span is not None for span in spans], relations)
    tellings = [
        (pair, RELATIONS.index(relation), group)
        for group, ((relation, _), places) in enumerate(pairs.groups.items())
        for pair in places
    ]
    return Question(
        length=len(tokens.ids),
        firsts=[span[0] if span else 0 for span in spans],
        lasts=[span[1] if span else 0 for span in spans],
        lefts=pairs.lefts,
        rights=pairs.rights,
        pairs=[pair for pair, _, _ in tellings],
        relations=[relation for _, relation, _ in tellings],
        groups=[group for _, _, group in tellings],
        many=len(pairs.groups),
    ), pairs


def _related(some: Sequence[Window], tokens: Sequence[Tokens], states: Tensor, model: Loaded) -> list[list[Related]]:
    from ingest.facts.learned.network import together

    asked = [question_of(one.sample, read, READ) for one, read in zip(some, tokens, strict=True)]
    if not any(question.many for question, _ in asked):
        return [[] for _ in some]
    scores = model.network.scores(states, together([question for question, _ in asked]))
    probabilities = iter(scores.logits.sigmoid().tolist())
    statuses = iter(scores.statuses.argmax(1).tolist())
    shares = iter(scores.shares.tolist())
    related: list[list[Related]] = []
    for window, (_, pairs) in zip(some, asked, strict=True):
        related.append([])
        for (relation, _), places in pairs.groups.items():
            _, best = max((next(shares), place) for place in places)
            first, second = _in_order(window.sample.names, pairs.lefts[best], pairs.rights[best])
            ends = _found(window, first), _found(window, second)
            related[-1].append(Related(relation, *ends, next(probabilities), STATUSES[next(statuses)]))
    return related


def _in_order(names: Sequence[Name], first: int, second: int) -> tuple[int, int]:
    """Two names of a pair; of two places, the one told first comes first."""
    places = names[first].role == names[second].role == "place"
    return (second, first) if places and names[first].start > names[second].start else (first, second)


def _found(window: Window, at: int) -> Found:
    name, named = window.sample.names[at], window.named[at]
    begun = next((place for line, place in window.lines if line is named.line), None)
    return Found(name, named, None if begun is None else name.start - begun)

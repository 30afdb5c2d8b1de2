"""Questions that a page asks and answers: « Sommes-nous jumelés avec X ? Non. », "And Y? It is twinned with Z"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ingest.facts.pages.entries import PLACES, read_entry
from ingest.facts.pages.headings import NETWORK_KINDS, same_place
from ingest.facts.pages.holder import networks
from ingest.facts.pages.network_names import ON
from ingest.facts.pages.page import Draft, Line, Page
from ingest.facts.pages.subject import subject_of_page
from ingest.facts.wording.dating import find_whens
from ingest.facts.wording.orders import is_order
from ingest.facts.wording.phrases import find_phrases
from ingest.facts.wording.qualifiers import read_qualifiers
from ingest.facts.wording.words import pattern
from ingest.records import Entity

FILE: Final = "questions"
EXTRACTOR: Final = "questions"
OVER: Final = "questions.over"
ASKED: Final = re.compile(
    r"^(?P<question>[^?]{4,220}\?)\W*\s:\s+(?P<answer>\S.*)$|^(?P<short>[^?]{4,120}\?)\s*:\s+(?P<told>\S.*)$"
)
SENTENCE: Final = re.compile(r"[.!?](?:\s|$)")
SINCE: Final = re.compile(r"(?i)\b(?:depuis|since)\b")
BELONGING: Final = ("belongs", "membership", "members", "joins", "signs")
ARTICLE: Final = re.compile(
    r"(?i)[\s:,;.!–—-]*(?:(?:to|of|in|à|au|aux|de|du|des|dans)\s+)?(?:(?:the|le|la|les)\s+|l['’])?(?:(?:réseau|network)\s+)?"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with what `line.text[start:]` answers."""

    question: str
    start: int
    inline: bool
    """Whether the question stands in the same line."""
    opening: str | None
    """« yes » or « no », where the answer says so at once."""
    end: int
    """Where the word that says so ends."""


def answer_in(page: Page, line: Line) -> Answer | None:
    """The question that a line answers: in the line itself, in the heading, or in the line before."""
    found = ASKED.match(line.text)
    if found:
        question = found["question"] or found["short"]
        return _read(question, line.text, found.start("answer" if found["question"] else "told"), True)
    above = page.lines[line.index - 1] if line.index else None
    if above is None or line.unit.kind not in ("sentence", "item") or not above.text.rstrip(' *_»”"').endswith("?"):
        return None
    return _read(above.text, line.text, 0, False)


def _read(question: str, text: str, start: int, inline: bool) -> Answer:
    for opening in ("yes", "no"):
        if found := pattern(rf"\W*<opening.{opening}>(?!\w)", FILE).match(text, start):
            return Answer(question, start, inline, opening, found.end())
    return Answer(question, start, inline, None, start)


def other_place(page: Page, line: Line, owner: Entity | None) -> Entity | None:
    """The other town that the answer in a line is about: « Et X ? Elle est jumelée avec Y »."""
    found = ASKED.match(line.text)
    if found:
        question, answer = (found["question"] or found["short"]), found["answer"] or found["told"]
    elif line.headings and line.headings[-1].text.rstrip().endswith("?"):
        question, answer = line.headings[-1].text, line.text
    else:
        return None
    asked = pattern(r"^\W*(?:\d+\s*[.)]\s*)?<asking.about>\s+(?P<whom>[^?]{2,60}?)\s*\?\W*$", FILE).match(question)
    if not asked or pattern(r"(?<!\w)<asking.we>(?!\w)", FILE).search(answer):
        return None
    places = [one for one in page.names.mentions(asked["whom"]) if one.entity.kind == "city"]
    covered = len(places) == 1 and places[0].end - places[0].start >= len(asked["whom"]) - len("the city of ")
    return places[0].entity if covered and not same_place(places[0].entity, owner) else None


def asked_links(page: Page) -> Iterator[Draft]:
    """What « oui » and « non » state of the links and memberships that were asked for."""
    owner = subject_of_page(page)
    for line in page.lines:
        if line.cells or line.unit.kind in ("row", "heading") or "?" not in line.text + _above(page, line):
            continue
        answer = None if is_order(line.text) else answer_in(page, line)
        if answer is None or answer.opening is None or _is_open(answer.question):
            continue
        if answer.opening == "no":
            yield from _confused(page, line, answer, owner)
        elif owner is not None and owner.kind in PLACES:
            yield from _confirmed(page, line, answer, owner)


def asked_partners(page: Page) -> Iterator[Draft]:
    """The towns that answer "Who are we twinned with?", and those that no longer are: « N'étions-nous pas jumelés avec
    X ? Si. », or "Are we still twinned with X? No, it ended."."""
    owner = subject_of_page(page)
    if owner is None or owner.kind not in PLACES:
        return
    over: list[Draft] = []
    listed: list[Draft] = []
    for line in page.lines:
        if line.cells or line.unit.kind in ("row", "heading") or "?" not in line.text + _above(page, line):
            continue
        answer = None if is_order(line.text) else answer_in(page, line)
        kind = _kind(answer.question) if answer else None
        if answer is None or kind is None or not _is_ours(page, answer.question, owner):
            continue
        over += _over(page, line, answer, owner, kind)
        if pattern(r"^\W*<asking.whom>(?!\w)", FILE).match(answer.question) and not _is_past(answer.question):
            listed += _all(page, line, answer, owner, kind)
    yield from over
    gone = {one.thing for one in over}
    yield from (one for one in listed if one.thing not in gone)


def _is_ours(page: Page, question: str, owner: Entity) -> bool:
    named = [one.entity for one in page.names.mentions(question)]
    return bool(pattern(r"(?<!\w)<asking.we>(?!\w)", FILE).search(question)) or any(
        same_place(one, owner) for one in named
    )


def _is_past(question: str) -> bool:
    return bool(pattern(r"(?<!\w)<asking.gone>(?!\w)", FILE).search(question))


def _all(page: Page, line: Line, answer: Answer, owner: Entity, kind: str) -> Iterator[Draft]:
    """« Quatre villes : Bayreuth en Allemagne, Vicence en Italie … »: a sentence that but lists places abroad."""
    start = answer.start
    if led := pattern(r"\W*<asking.counted>\s*[:,–—-]\s*", FILE).match(line.text, start):
        start = led.end()
    said = _sentence(line.text, start)
    entry = read_entry(said, page.names)
    if entry is None or not entry.sure or re.search(r"[^\W\d]{3}", entry.rest):
        return
    if len(entry.places) == 1 and not entry.places[0].told:
        return
    for place in entry.places:
        if not same_place(place.entity, owner) and place.entity.country != owner.country:
            yield Draft(owner, "partner_of", place.entity, line, EXTRACTOR, kind=kind, status="active")


def _over(page: Page, line: Line, answer: Answer, owner: Entity, kind: str) -> Iterator[Draft]:
    question = answer.question
    asked = [one.entity for one in page.names.mentions(question) if one.entity.kind in PLACES]
    asked = [one for one in asked if not same_place(one, owner)][:1]
    past = pattern(r"(?<!\w)<asking.past>(?!\w)", FILE).search(question)
    was = past and pattern(r"\W*<asking.was>(?!\w)", FILE).match(line.text, answer.start)
    still = pattern(r"(?<!\w)<asking.still>(?!\w)", FILE).search(question) and answer.opening == "no"
    below = [one for one in page.lines[line.index : line.index + 3] if one.block == line.block]
    told = " ".join([line.text[answer.start :], *(one.text for one in below[1:])])
    if not asked or not (was or still) or not pattern(r"(?<!\w)<asking.ended>(?!\w)", FILE).search(told):
        return
    until = _only_year(told)
    yield Draft(owner, "partner_of", asked[0], line, OVER, kind=kind, until=until, status="former")


def _only_year(text: str) -> str | None:
    years = {when.iso for when in find_whens(text)}
    return next(iter(years)) if len(years) == 1 else None


def _above(page: Page, line: Line) -> str:
    return page.lines[line.index - 1].text if line.index else ""


def _is_open(question: str) -> bool:
    """Whether the question is about a wish, a plan or the past."""
    return bool(pattern(r"(?<!\w)<asking.unreal>(?!\w)", FILE).search(question))


def _confused(page: Page, line: Line, answer: Answer, owner: Entity | None) -> Iterator[Draft]:
    """« Are we twinned with X? No; that's Y, since 1947 »: Y is."""
    kind = _kind(answer.question)
    asked = [one.entity for one in page.names.mentions(answer.question) if one.entity.kind in PLACES]
    asked = [one for one in asked if not same_place(one, owner)]
    told = pattern(
        r"[\s,;:.–—-]*(?:but\s+|mais\s+)?<opening.another>\s+(?:(?:la\s+)?ville\s+de\s+|the\s+city\s+of\s+)?", FILE
    )
    found = told.match(line.text, answer.end)
    if kind is None or len(asked) != 1 or not found:
        return
    place = next((one for one in page.mentions(line) if one.start == found.end() and one.entity.kind in PLACES), None)
    if place is None or same_place(place.entity, owner) or same_place(place.entity, asked[0]):
        return
    rest = _sentence(line.text, place.end)
    if re.match(r"\W*(?:$|[,;.]|(?:qui|which|that|who|and|depuis|since)\b)", rest):
        since = read_qualifiers(rest).since if SINCE.search(rest) else None
        yield Draft(place.entity, "partner_of", asked[0], line, EXTRACTOR, kind=kind, since=since, status="active")


def _confirmed(page: Page, line: Line, answer: Answer, owner: Entity) -> Iterator[Draft]:
    question, rest = answer.question, _sentence(line.text, answer.end)
    said = read_qualifiers(rest)
    status = said.status if said.status in ("former", "suspended", "dormant", "candidate", "planned") else "active"
    if status in ("candidate", "planned") or pattern(r"(?<!\w)<opening.but>(?!\w)", FILE).match(
        rest.lstrip(" ,;:.–—-")
    ):
        return
    since = said.since if SINCE.search(rest) else None
    named = [one.entity for one in page.names.mentions(question)]
    ours = bool(pattern(r"(?<!\w)<asking.we>(?!\w)", FILE).search(question)) or any(
        same_place(one, owner) for one in named
    )
    if not ours:
        return
    if kind := _kind(question):
        for place in named:
            if place.kind in PLACES and not same_place(place, owner):
                yield Draft(owner, "partner_of", place, line, EXTRACTOR, kind=kind, since=since, status=status)
    if not any(one.sense.role in BELONGING for one in find_phrases(question)):
        return
    joined = [one for one in named if one.kind in NETWORK_KINDS]
    for network in joined or _listed(page, line, answer):
        yield Draft(
            owner, "member_of", network, line, EXTRACTOR,
            kind="membre", since=since if joined else None, status=status,
        )  # fmt: skip


def _listed(page: Page, line: Line, answer: Answer) -> Iterator[Entity]:
    """« Yes: A, and the B group. »: the networks that stand right behind."""
    at = answer.end
    for one in networks(page, line):
        if one.start < at:
            continue
        between = line.text[at : one.start]
        if not (ARTICLE if at == answer.end else ON).fullmatch(between) and not _joined(between):
            return
        yield one.entity
        at = one.end


def _joined(between: str) -> bool:
    return bool(
        re.fullmatch(r"(?i)\s*,?\s*(?:and|et|as\s+well\s+as|ainsi\s+que)\s+(?:(?:à|au|the|le|la)\s+|l['’])?", between)
    )


def _kind(question: str) -> str | None:
    """The kind of link between towns that a question names."""
    senses = [one.sense for one in find_phrases(question)]
    return next((one.kind for one in senses if one.relation == "partner_of" and not one.weak), None)


def _sentence(text: str, at: int) -> str:
    end = SENTENCE.search(text, at)
    return text[at : end.start() if end else len(text)]

"""What happened when: the dated facts of a link, of a place or of a network, in order, each with its proof."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.answers.desk import Desk
from assistant.answers.extent import unit
from assistant.answers.pair import link_of, pair_words
from assistant.answers.rows import block, conflict_block, differing, kinds_of
from assistant.answers.words import name_of, say_count, status_word, value
from assistant.markdown import marks, plain
from assistant.wording import say_date
from index.facts import as_of
from index.standing import Claim, states, values
from ingest.normalise import fold
from ingest.records import Answer, Fact, Item, Relation

SEAT: Final[tuple[Relation, ...]] = ("seat",)
TELLING: Final = frozenset(
    {"renewed", "suspended", "dormant", "former", "rejected", "superseded", "planned", "candidate"}
)
"""Statuses that tell of something that happened, or is to."""
OWN_DATE: Final = frozenset({"planned", "candidate", "rejected"})
"""Those whose date is not the beginning of the link."""


@dataclass(frozen=True, slots=True)
class Step:
    """One dated thing."""

    date: str
    text: str
    """Markdown."""
    fact: Fact


def answer(desk: Desk) -> Answer | None:
    """The steps in order; None where nothing is dated."""
    steps = _in_order(list(_of_pair(desk) if desk.query.pair else _of_topic(desk)))
    if not steps:
        return None
    lines, items = [], []
    for same in steps:
        step = same[0]
        numbers = desk.cite(one.fact for one in same)
        lines.append(
            f"- **{plain(say_date(step.date, desk.language))}**{desk.say('colon')}{step.text} {marks(numbers)}"
        )
        status = step.fact.qualifiers.get("status")
        items.append(Item(step.text.replace("\\", ""), None, status, step.date, as_of(step.fact), numbers))
    what = _what(desk)
    head = say_count("timeline", len(lines), desk.language, docs=desk.according(), what=what)
    quotes = desk.quoted((same[0].fact for same in steps if same[0].fact.relation == "partner_of"), most=4)
    blocks = [head, "\n".join(lines), _undated(desk), quotes if desk.query.pair else "", _conflicts(desk)]
    return desk.answered(blocks, items)


def _undated(desk: Desk) -> str:
    """The seats of a network that no source dates."""
    topic = desk.query.topic
    facts = desk.facts.of(topic.id, SEAT) if topic else ()
    lines = [
        f"- {desk.say('timeline.seat', value=plain(claim.value))} {desk.marks(claim.facts)}"
        for claim in values(facts)
        if not any(fact.qualifiers.get("since") for fact in claim.facts)
    ]
    return block(desk.say("timeline.undated"), lines) if lines else ""


def _what(desk: Desk) -> str:
    if desk.query.pair:
        one, other = desk.query.pair
        return desk.say("pair", one=desk.name(one), other=desk.name(other))
    assert desk.query.topic is not None
    return desk.name(desk.query.topic)


def _of_pair(desk: Desk) -> Iterator[Step]:
    link = link_of(desk)
    pair = pair_words(desk, link)
    for fact in link.asked + link.aside:
        yield from _of_link(desk, fact, pair)
    for fact in link.done:
        yield from _told(desk, fact)


def _of_topic(desk: Desk) -> Iterator[Step]:
    topic = desk.query.topic
    if topic is None:
        return
    for fact in desk.facts.of(topic.id, ("founded", "seat", "member_count", "event", "did")):
        yield from _told(desk, fact)
    if topic.kind in ("city", "region"):
        for row in (*desk.facts.partners(topic.id), *desk.facts.networks_of(topic.id)):
            pair = desk.say("pair", one=desk.name(topic), other=desk.name(row.entity))
            for fact in row.facts:
                yield from _of_link(desk, fact, pair)


def _of_link(desk: Desk, fact: Fact, pair: str) -> Iterator[Step]:
    """Its beginning, its end, and what its source says became of it."""
    told = fact.qualifiers
    if told.get("status") == "unknown":
        return
    membership = desk.say("link.member") if fact.relation == "member_of" else ""
    kind = membership or plain(", ".join(kinds_of(states([fact]), desk.language)) or desk.say("link.any"))
    status, begun, ended = told.get("status"), told.get("since"), told.get("until")
    words = status_word(status, desk.language)
    if begun and status not in OWN_DATE:
        renewed = f" — {words}" if status == "renewed" else ""
        yield Step(begun, desk.say("timeline.starts", kind=kind, pair=pair) + renewed, fact)
    if begun and status in OWN_DATE:
        yield Step(begun, desk.say("timeline.state", pair=pair, kind=kind, status=words), fact)
    elif status in TELLING and not (begun and status == "renewed") and (said := as_of(fact)):
        yield Step(said, desk.say("timeline.state", pair=pair, kind=kind, status=words), fact)
    if ended:
        yield Step(ended, desk.say("timeline.ends", kind=kind, pair=pair), fact)


def _told(desk: Desk, fact: Fact) -> Iterator[Step]:
    """What an event, an action or a network's own fact tells."""
    told = fact.qualifiers
    date = told.get("since") or told.get("as_of")
    if fact.relation == "founded":
        name = desk.name(desk.query.topic) if desk.query.topic else plain(fact.subject)
        yield Step(fact.object, desk.say("timeline.founded", name=name), fact)
    elif fact.relation == "seat" and told.get("since"):
        yield Step(str(told["since"]), desk.say("timeline.seat", value=plain(fact.object)), fact)
    elif fact.relation == "member_count" and date:
        counted = unit(desk, Claim(fact.object, (fact,)))
        number = value(fact.object, desk.language)
        yield Step(date, desk.say("timeline.member_count", value=number, unit=counted), fact)
    elif fact.relation in ("event", "did") and date and told.get("status") != "unknown":
        status = told.get("status")
        words = f" — {status_word(status, desk.language)}" if fact.relation == "did" and status else ""
        yield Step(date, plain(fact.object) + words, fact)


def _in_order(steps: Sequence[Step]) -> list[list[Step]]:
    """By date; the same thing told twice is one step, and so is what one span tells of one date."""
    groups: dict[tuple[str, str], list[Step]] = {}
    for step in sorted(steps, key=lambda step: step.date):
        same = (step.date, fold(step.text))
        groups.setdefault(same, []).append(step)
    kept: list[list[Step]] = []
    spans: set[tuple[str, object, str]] = set()
    for group in groups.values():
        place = (group[0].fact.document, group[0].fact.span, group[0].date)
        if place not in spans:
            kept.append(group)
        spans.add(place)
    return kept


def _conflicts(desk: Desk) -> str:
    if not desk.query.pair:
        return ""
    link = link_of(desk)
    facts = link.asked + link.aside
    one, other = desk.query.pair
    name = f"{name_of(one, desk.language)} – {name_of(other, desk.language)}"
    return conflict_block(
        desk, [line for state in states(facts) for line in differing(desk, name, state)] if facts else []
    )

"""What happened when: the dated facts of a link, of a place or of a network, in order, each with its proof."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from assistant.answers.desk import Desk
from assistant.answers.pair import link_of
from assistant.answers.rows import block, conflict_block, differing
from assistant.answers.steps import Step, in_order, of_link, told
from assistant.answers.words import name_of, say_count
from assistant.markdown import marks, plain
from assistant.wording import say_date
from index.facts import as_of
from index.standing import states, values
from ingest.records import Answer, Item, Relation

SEAT: Final[tuple[Relation, ...]] = ("seat",)
PROOFS: Final = 5
"""Citations of one step: several sources tell it."""


def answer(desk: Desk) -> Answer | None:
    """The steps in order, then those that no source dates; None where nothing is dated."""
    steps = in_order(_of_pair(desk) if desk.query.pair else _of_topic(desk))
    dated = [step for step in steps if step.date]
    if not dated:
        return None
    lines = [_line(desk, step) for step in dated]
    items = [_item(desk, step) for step in dated]
    head = say_count("timeline", len(lines), desk.language, docs=desk.according(), what=_what(desk))
    undated = [step for step in steps if not step.date] if desk.query.pair else []
    quotes = desk.quoted((step.facts[0] for step in dated if step.facts[0].relation == "partner_of"), most=4)
    quoted = quotes if desk.query.pair else ""
    return desk.answered([head, "\n".join(lines), _undated(desk, undated), quoted, _conflicts(desk)], items)


def _line(desk: Desk, step: Step) -> str:
    date = plain(_dates(desk, step))
    numbers = desk.cite(step.facts, most=PROOFS)
    return f"- **{date}**{desk.say('colon')}{step.text} {marks(numbers)}"


def _dates(desk: Desk, step: Step) -> str:
    """« 1993 », « 1993 ou 1994 selon les sources »."""
    if not step.others:
        return say_date(step.date, desk.language)
    dates = [say_date(date, desk.language) for date in (step.date, *step.others)]
    return desk.say("timeline.either", dates=desk.say("either").join(dates))


def _item(desk: Desk, step: Step) -> Item:
    fact = step.facts[0]
    numbers = desk.cite(step.facts, most=PROOFS)
    label = step.text.replace("\\", "")
    return Item(label, None, fact.qualifiers.get("status"), step.date, as_of(fact), numbers)


def _undated(desk: Desk, steps: Sequence[Step]) -> str:
    """What no source dates: of a link what became of it, of a network its seats."""
    lines = [f"- {step.text} {desk.marks(step.facts)}" for step in steps]
    topic = desk.query.topic
    lines += [
        f"- {desk.say('timeline.seat', value=plain(claim.value))} {desk.marks(claim.facts)}"
        for claim in values(desk.facts.of(topic.id, SEAT) if topic else ())
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
    yield from of_link(desk, link.asked + link.aside)
    for fact in link.done:
        yield from told(desk, fact)


def _of_topic(desk: Desk) -> Iterator[Step]:
    topic = desk.query.topic
    if topic is None:
        return
    for fact in desk.facts.of(topic.id, ("founded", "seat", "member_count", "event", "did")):
        yield from told(desk, fact)
    if topic.kind in ("city", "region"):
        for row in (*desk.facts.partners(topic.id), *desk.facts.networks_of(topic.id)):
            yield from of_link(desk, row.facts, desk.say("pair", one=desk.name(topic), other=desk.name(row.entity)))


def _conflicts(desk: Desk) -> str:
    """The points on which sources differ; a date that has its line above is only noted."""
    if not desk.query.pair:
        return ""
    link = link_of(desk)
    facts = link.asked + link.aside
    one, other = desk.query.pair
    name = f"{name_of(one, desk.language)} – {name_of(other, desk.language)}"
    lines = []
    for state in states(facts) if facts else ():
        told = differing(desk, name, state)
        lines += [line for line, point in zip(told, state.disagreements, strict=True) if point.about == "status"]
    return conflict_block(desk, lines)

"""The steps of a timeline: what each fact tells, and which of them are one and the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.answers.desk import Desk
from assistant.answers.extent import unit
from assistant.answers.rows import kinds_of
from assistant.answers.words import status_word, value, word
from assistant.markdown import plain
from index.facts import as_of
from index.standing import Claim, State, states
from ingest.facts.wording.kinds import family_of
from ingest.normalise import fold
from ingest.records import Fact

SAME: Final = 0.75
"""Share of the words of the shorter one that two events of one date have in common when they are one."""
FEW: Final = 3
TELLING: Final = frozenset(
    {
        *("renewed", "suspended", "dormant", "former", "rejected", "superseded", "planned", "candidate"),
        *("in-progress", "reactivating"),
    }
)
"""Statuses that tell of something that happened, or is to."""
OWN_DATE: Final = frozenset({"planned", "candidate", "rejected"})
"""Those whose date is not the beginning of the link."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened."""

    date: str | None
    text: str
    """Markdown."""
    facts: tuple[Fact, ...]
    others: tuple[str, ...] = ()
    """What other sources give as its date."""


def of_link(desk: Desk, facts: Sequence[Fact], pair: str = "") -> Iterator[Step]:
    """The beginning and the end of each link between two ends, once whatever the number of sources, and what became
    of it.

    :param pair: the two ends, where the timeline is not all about them.
    """
    where = f", {pair}" if pair else ""
    known = [fact for fact in facts if fact.qualifiers.get("status") != "unknown"]
    begun = [fact for fact in known if fact.qualifiers.get("status") not in OWN_DATE]
    for state in states(begun) if begun else ():
        group = [fact for fact in begun if fact.qualifiers.get("kind") in state.kinds or not state.kinds]
        kind = _kind(desk, state)
        for about, date, key in (("since", state.since, "timeline.starts"), ("until", state.until, "timeline.ends")):
            if not date:
                continue
            claims = next((one.claims for one in state.disagreements if one.about == about), ())
            others = tuple(claim.value for claim in claims if claim.value != date)
            proofs = [fact for fact in group if fact.qualifiers.get(about)]
            # The renewal of a link has a line of its own.
            first = [fact for fact in proofs if fact.qualifiers.get("status") != "renewed"] or proofs
            yield Step(date, desk.say(key, kind=kind, pair=where), tuple(first), others)
    first_dates = frozenset(
        fact.qualifiers.get("since") for fact in begun if fact.qualifiers.get("status") != "renewed"
    )
    yield from _states(desk, known, where, first_dates)


def _states(desk: Desk, facts: Sequence[Fact], where: str, begun_at: frozenset[str | None]) -> Iterator[Step]:
    """Renewals, suspensions, plans: those of one date and one family of links in one step."""
    groups: dict[tuple[str, str | None, str | None], list[Fact]] = {}
    for fact in facts:
        said = fact.qualifiers
        status, begun = said.get("status"), said.get("since")
        if status in TELLING:
            # Of a renewed link a source may date the beginning rather than the renewal.
            dated = begun if status in OWN_DATE or (status == "renewed" and begun not in begun_at) else None
            groups.setdefault((status, dated or as_of(fact), family_of(said.get("kind"))), []).append(fact)
    for (status, date, _), group in groups.items():
        step = word("step", status, desk.language)
        words = desk.say("timeline.state", step=step, kind=_kind(desk, *states(group)), pair=where)
        yield Step(date, words, tuple(group))


def _kind(desk: Desk, *found: State) -> str:
    if found[0].fact.relation != "partner_of":
        return desk.say("link.member")
    return plain(", ".join(kinds_of(found, desk.language)) or desk.say("link.any"))


def told(desk: Desk, fact: Fact) -> Iterator[Step]:
    """What an event, an action or a network's own fact tells."""
    said = fact.qualifiers
    date = said.get("since") or said.get("as_of")
    if fact.relation == "founded":
        name = desk.name(desk.query.topic) if desk.query.topic else plain(fact.subject)
        yield Step(fact.object, desk.say("timeline.founded", name=name), (fact,))
    elif fact.relation == "seat" and said.get("since"):
        yield Step(str(said["since"]), desk.say("timeline.seat", value=plain(fact.object)), (fact,))
    elif fact.relation == "member_count" and date:
        counted = unit(desk, Claim(fact.object, (fact,)))
        number = value(fact.object, desk.language)
        yield Step(date, desk.say("timeline.member_count", value=number, unit=counted), (fact,))
    elif fact.relation in ("event", "did") and said.get("status") != "unknown":
        status = said.get("status")
        words = f" — {status_word(status, desk.language)}" if fact.relation == "did" and status else ""
        yield Step(date, plain(fact.object) + words, (fact,))


def in_order(steps: Iterable[Step]) -> list[Step]:
    """By date, those without one last; what is told twice is one step, and so is what one span tells of one date."""
    groups: dict[tuple[str | None, str], Step] = {}
    for step in sorted(steps, key=lambda step: step.date or "9999"):
        same = (step.date, fold(step.text))
        known = groups.get(same)
        groups[same] = step if known is None else _merged(known, step)
    kept: list[Step] = []
    proofs: set[tuple[str, object, str | None]] = set()
    for step in groups.values():
        first = step.facts[0]
        if (first.document, first.span, step.date) in proofs:
            continue
        proofs |= {(fact.document, fact.span, step.date) for fact in step.facts}
        alike = next((at for at, one in enumerate(kept) if _says_the_same(one, step)), None)
        if alike is None:
            kept.append(step)
        else:
            kept[alike] = _merged(kept[alike], step)
    return _undated_once(kept)


def _says_the_same(one: Step, other: Step) -> bool:
    """Whether two sources tell one event in nearly the same words."""
    if one.date != other.date or {one.facts[0].relation, other.facts[0].relation} - {"event", "did"}:
        return False
    words, others = (frozenset(re.findall(r"\w{3,}", fold(step.text))) for step in (one, other))
    return len(words & others) >= SAME * min(len(words), len(others)) and min(len(words), len(others)) > FEW


def _undated_once(steps: Sequence[Step]) -> list[Step]:
    """A step that has a date needs no second line for the source that gives none."""
    dated = {fold(step.text): at for at, step in enumerate(steps) if step.date}
    found = list(steps)
    for step in steps:
        at = dated.get(fold(step.text))
        if step.date is None and at is not None:
            found[at] = _merged(found[at], step)
            found.remove(step)
    return found


def _merged(one: Step, other: Step) -> Step:
    facts = {(fact.document, fact.span): fact for fact in (*one.facts, *other.facts)}
    return Step(one.date, one.text, tuple(facts.values()), one.others)

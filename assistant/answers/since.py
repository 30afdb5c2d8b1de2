"""Since when two entities are linked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from assistant.answers.beside import beside_pair, instead_of_pair
from assistant.answers.desk import Desk
from assistant.answers.pair import (
    Link,
    dating,
    item_of,
    kind_words,
    link_of,
    names,
    pair_words,
    plain_kind,
    plain_pair,
    states_of,
)
from assistant.answers.rows import conflict_block, differing
from assistant.answers.words import kind_word, since, status_word, until
from assistant.markdown import marks
from index.standing import STANDINGS, State
from ingest.dates import YEAR
from ingest.facts.wording.kinds import kinds_in
from ingest.records import Answer, Relation

_YEAR: Final = re.compile(YEAR)
FOUNDED: Final[tuple[Relation, ...]] = ("founded",)


def answer(desk: Desk) -> Answer | None:
    """Since when; declines where the link is known and its beginning is not. None where no link is known."""
    link = link_of(desk)
    if not link.known:
        return instead_of_pair(desk)
    other_kind = not link.asked
    found = states_of(link.aside if other_kind else link.asked)
    dated = [state for state in found if state.since and state.standing not in ("pending", "unconfirmed")]
    if not dated:
        return _undated(desk, link)
    blocks: list[str] = []
    if other_kind:
        asked = ", ".join(kind_word(kind, desk.language) or kind for kind in sorted(desk.query.filters.kinds))
        blocks.append(desk.say("since.other_kind", asked=asked, one=desk.name(link.one), other=desk.name(link.other)))
    lines, items, conflicts = [], [], []
    for state in dated:
        numbers = desk.cite(dating(link, state))
        lines.append(_since_line(desk, link, state, numbers))
        items.append(item_of(desk, link, state, numbers))
        conflicts += differing(desk, f"{plain_pair(desk, link)}, {plain_kind(desk, state)}", state)
    blocks.append(lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines))
    blocks.append(desk.quoted(fact for state in dated for fact in dating(link, state)[:2]))
    blocks.append(_dated_otherwise(desk, link, dated))
    blocks.append(_before_founding(desk, link, dated))
    blocks += [beside_pair(desk).told, conflict_block(desk, conflicts)]
    return desk.answered(blocks, items)


def _dated_otherwise(desk: Desk, link: Link, dated: Sequence[State]) -> str:
    """What sources tell of the two from before the link began: « contacts dès 1968, jumelage créé en 1974 »."""
    first = min((state.since or "")[:4] for state in dated)
    found = [
        fact
        for fact in link.done
        if fact.relation == "event"
        and names(fact.object, link.one)
        and names(fact.object, link.other)
        and kinds_in(fact.object)
        and min(_YEAR.findall(fact.object), default=first) < first
    ]
    quotes = desk.quoted(found)
    return f"{desk.say('since.otherwise')}\n\n{quotes}" if quotes else ""


def _before_founding(desk: Desk, link: Link, dated: Sequence[State]) -> str:
    """Warns of a membership that begins before its network does: one of the two dates must be wrong."""
    network = next(
        (end for end in (link.one, link.other) if end.kind in ("network", "programme", "organisation")), None
    )
    begun = next((state.since for state in dated if state.fact.relation == "member_of"), None)
    if not network or not begun:
        return ""
    founded = desk.facts.of(network.id, FOUNDED)
    later = [fact for fact in founded if begun[:4] < fact.object[:4]]
    if not later or len(later) < len(founded):
        return ""
    when = desk.date(later[0].object)
    return desk.say("since.before_founding", name=desk.name(network), date=when, marks=desk.marks(later))


def _since_line(desk: Desk, link: Link, state: State, numbers: Sequence[int]) -> str:
    words = since(state.since or "", desk.language)
    if state.until:
        words += f", {until(state.until, desk.language)}"
    if state.standing != "live":
        words += f" ({status_word(state.status, desk.language)})"
    return desk.say(
        "since.is", pair=pair_words(desk, link), kind=kind_words(desk, state), since=words, marks=marks(numbers)
    )


def _undated(desk: Desk, link: Link) -> Answer:
    facts = link.asked or link.aside
    said = [desk.say("since.undated", pair=pair_words(desk, link))]
    if all(STANDINGS[fact.qualifiers.get("status")] == "pending" for fact in facts):
        said.append(desk.say("since.pending"))
    else:
        said.append(desk.say("since.undated.near"))
    return desk.declined(said, facts)

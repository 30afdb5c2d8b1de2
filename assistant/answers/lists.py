"""Lists: the members of a network, the networks of a city, the partners of a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answers.beside import beside, instead
from assistant.answers.desk import Desk, told_at
from assistant.answers.extent import completeness
from assistant.answers.rows import Columns, apart, block, columns, conflict_block, disagreements, shown
from assistant.answers.words import (
    ANY,
    joined,
    labels,
    leading,
    name_of,
    of,
    only,
    say_count,
    status_word,
    statuses_words,
    word,
)
from assistant.query import Group
from index.facts import Row
from index.filters import Filters, Selection, select
from index.standing import Sorted, sort_out
from ingest.facts.wording.kinds import VAGUE
from ingest.records import Answer, Fact, Language

NETWORKS = frozenset({"network", "programme", "organisation"})


@dataclass(frozen=True, slots=True)
class Listed:
    """The rows of one group, restricted and told apart."""

    whole: tuple[Row, ...]
    """Without any restriction."""
    rows: Sorted
    main: tuple[Row, ...]
    """What the question asks for."""
    undated: tuple[Row, ...]

    @property
    def others(self) -> Sorted:
        """What is told apart."""
        if self.main == self.rows.live:
            return replace(self.rows, live=())
        return Sorted((), (), (), (), self.rows.unconfirmed)


def rows_of(desk: Desk, group: Group) -> list[Row]:
    """The other ends of a group's links."""
    anchor = group.anchor
    if group.relation == "partner_of":
        return desk.facts.partners(anchor.id)
    return desk.facts.members(anchor.id) if is_network(group) else desk.facts.networks_of(anchor.id)


def is_network(group: Group) -> bool:
    """Whether the group is the members of a network, not the networks of a member."""
    return group.relation == "member_of" and group.anchor.kind in NETWORKS


def sorted_rows(whole: Sequence[Row], filters: Filters) -> Listed:
    """The rows that a list shows: those that hold, or those of the status that is asked for."""
    # « encore en vigueur » asks for what holds, whatever word its source has for that.
    live_asked = "active" in filters.statuses
    found: Selection = select(whole, replace(filters, statuses=frozenset()) if live_asked else filters)
    rows = sort_out(found.rows)
    if filters.statuses and not live_asked:
        unconfirmed = {row.entity.id for row in rows.unconfirmed}
        main = tuple(row for row in found.rows if row.entity.id not in unconfirmed)
    else:
        main = rows.live
    return Listed(tuple(whole), rows, main, found.undated)


def answer(desk: Desk) -> Answer | None:
    """The list of the query's first group; None where nothing is known of it."""
    group = desk.query.groups[0]
    listed = sorted_rows(rows_of(desk, group), desk.query.filters)
    if not listed.whole:
        return _of_bodies(desk, group)
    others = listed.others
    if not listed.main and not any((others.pending, others.paused, others.ended, others.unconfirmed)):
        # Facts without a date are not outside a period, and what no fact says a page may still deny in so many words.
        vague = _vague(desk, group)
        if vague:
            return vague
        if by_body := _of_bodies(desk, group):
            return by_body
        return None if listed.undated or desk.query.yes_no else _nothing(desk, group, listed)
    tell = columns(desk, listed.main)
    lines = [shown(desk, row, tell) for row in listed.main]
    # Counted before anything else is cited: these documents, and no other, name the rows.
    docs = desk.according(told_at([fact for row in listed.main for fact in row.facts])) if lines else ""
    aside = apart(desk, others, tell)
    if listed.undated:
        undated = (shown(desk, row, tell).line for row in sort_out(listed.undated).live)
        aside.append(block(desk.say("apart.undated"), undated))
    differing = conflict_block(desk, disagreements(desk, listed.main))
    complete = completeness(desk, group, listed) if is_network(group) else []
    opening = desk.say("yes") + " " if desk.query.yes_no and listed.main else ""
    head = opening + _head(desk, group, listed.main, docs or desk.according())
    bullets = "\n".join(one.line for one in lines)
    marked = pointed(desk, listed) if desk.query.marked else ""
    bodies = "" if is_network(group) else beside(desk, group).told
    blocks = [head, marked, bullets, bodies, *aside, *complete, differing]
    return desk.answered(blocks, [one.item for one in lines])


def _of_bodies(desk: Desk, group: Group) -> Answer | None:
    return None if is_network(group) else instead(desk, group)


def pointed(desk: Desk, listed: Listed) -> str:
    """The rows that a second clause asks for: « …, et laquelle est à renouveler ? »."""
    rows = select(
        (*listed.main, *listed.others.pending, *listed.others.paused, *listed.others.ended),
        Filters(kinds=desk.query.filters.kinds, statuses=desk.query.marked),
    ).rows
    status = statuses_words(desk.query.marked, desk.language)
    if not rows:
        return desk.say("marked.none", status=status)
    told = []
    for row in rows:
        facts = [fact for fact in row.facts if fact.qualifiers.get("status") in desk.query.marked]
        words = {status_word(fact.qualifiers.get("status"), desk.language): None for fact in facts}
        told.append(f"**{desk.name(row.entity)}** ({', '.join(words)}) {desk.marks(facts)}")
    return desk.say("marked.some", status=status[:1].upper() + status[1:], names=joined(told, desk.language))


def _head(desk: Desk, group: Group, rows: Sequence[Row], docs: str) -> str:
    """The first sentence: how many, according to how many documents."""
    language, query, count = desk.language, desk.query, len(rows)
    name = name_of(group.anchor, language)
    number = "one" if count == 1 else "many"
    if group.relation == "partner_of":
        asked = family(query.filters)
        return say_count(
            "partners",
            count,
            language,
            docs=docs,
            name=name,
            noun=word(f"partners.{number}", asked, language),
            only=only("partners.one", asked, language),
            restricted=desk.restricted(),
        )
    if not is_network(group):
        return say_count("networks", count, language, docs=docs, name=name, restricted=desk.restricted())
    role = leading(query.filters.statuses) if query.filters.statuses else "joined" if query.filters.since else ANY
    known = role in labels()["role"]["one"]
    return say_count(
        "members",
        count,
        language,
        docs=docs,
        name=name,
        of=of(group.anchor),
        noun=noun_of(rows, language),
        only=only("members.one", kind_of(rows), language),
        role=word(f"role.{number}", role if known else ANY, language),
        restricted=desk.restricted("statuses") if known else desk.restricted(),
    )


def noun_of(rows: Sequence[Row], language: Language) -> str:
    """« ville », « régions », « collectivités »: what the rows are."""
    return word(f"members.{'one' if len(rows) == 1 else 'many'}", kind_of(rows), language)


def kind_of(rows: Sequence[Row]) -> str:
    """The kind of entity that all the rows are, or `ANY`."""
    kinds = {row.entity.kind for row in rows}
    return kinds.pop() if len(kinds) == 1 else ANY


def family(filters: Filters) -> str:
    """The family of links that is asked for, or `ANY`."""
    return next(iter(filters.kinds)) if len(filters.kinds) == 1 else ANY


def _vague(desk: Desk, group: Group) -> Answer | None:
    """Links of which no source says more than that they are: shown for what they are, where no other fits."""
    filters = desk.query.filters
    if group.relation != "partner_of" or not filters.kinds:
        return None
    found = sorted_rows(rows_of(desk, group), replace(filters, kinds=frozenset())).main
    kept = [row for row in found if all(fact.qualifiers.get("kind") in {None, *VAGUE} for fact in row.facts)]
    if not kept:
        return None
    lines = [shown(desk, row, Columns(kind=True, as_of=False)) for row in kept]
    head = desk.say("partners.vague", docs=desk.according(), name=desk.name(group.anchor))
    return desk.answered([head, "\n".join(one.line for one in lines)], [one.item for one in lines])


def _nothing(desk: Desk, group: Group, listed: Listed) -> Answer:
    """No row passes: what was looked for, and how many there are without the restriction."""
    name = name_of(group.anchor, desk.language)
    near: list[Fact] = [fact for row in listed.whole[:3] for fact in row.facts[:1]]
    held = len(sort_out(listed.whole).live)
    said = [desk.say("none.rows", what=name, restricted=desk.restricted())]
    if held:
        said.append(say_count("none.whole", held, desk.language))
    return desk.declined([*said, desk.say("none.near")], near)

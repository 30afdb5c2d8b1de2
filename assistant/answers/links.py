"""Links that no city is asked for: « Quels jumelages sont suspendus ? ». One row a pair of places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from assistant.answers.desk import Desk, told_at
from assistant.answers.lists import family, pointed, sorted_rows
from assistant.answers.rows import apart, block, columns, conflict_block, disagreements, shown
from assistant.answers.words import grouped, restricted, say_count, word
from index.entities import rank
from index.facts import Row, Tie
from index.filters import Filters, is_placed
from index.standing import sort_out
from ingest.records import Answer, Entity

LONGEST: Final = 20
"""Links without a date that are named one by one."""


def answer(desk: Desk) -> Answer | None:
    """Every link of the kinds, the states and the places that are asked for; None where there is none."""
    if desk.query.cityless:
        return which_city(desk)
    filters, sides = desk.query.filters, desk.query.sides
    asked = frozenset() if "active" in filters.statuses else filters.statuses
    countries = next((side.countries for side in sides if side.countries), frozenset[str]())
    listed = sorted_rows(list(_rows(desk.facts.ties(asked, countries), sides)), filters)
    others = listed.others
    if not listed.main and not any((others.pending, others.paused, others.ended)):
        return None
    tell = columns(desk, listed.main)
    lines = [shown(desk, row, tell, plainly=bool(asked)) for row in listed.main]
    docs = desk.according(told_at([fact for row in listed.main for fact in row.facts])) if lines else ""
    aside = apart(desk, others, tell)
    if len(listed.undated) > LONGEST:
        aside.append(desk.say("links.undated", count=grouped(len(listed.undated), desk.language)))
    elif listed.undated:
        undated = (shown(desk, row, tell).line for row in sort_out(listed.undated).live)
        aside.append(block(desk.say("apart.undated"), undated))
    differing = conflict_block(desk, disagreements(desk, listed.main))
    head = _head(desk, len(lines), docs or desk.according())
    marked = pointed(desk, listed) if desk.query.marked else ""
    bullets = "\n".join(one.line for one in lines)
    return desk.answered([head, marked, bullets, *aside, differing], [one.item for one in lines])


def which_city(desk: Desk) -> Answer:
    """Asks for the city that the question leaves out."""
    example = desk.say(f"city.missing.{desk.query.kind}")
    return desk.declined([desk.say("city.missing", example=example)])


def _rows(ties: list[Tie], sides: tuple[Filters, ...]) -> Iterator[Row]:
    placed = [(ends, tie.facts) for tie in ties if (ends := _placed(tie, sides))]
    for (one, other), facts in sorted(placed, key=lambda pair: [rank(end) for end in pair[0]]):
        yield Row(_pair(one, other), facts)


def _placed(tie: Tie, sides: tuple[Filters, ...]) -> tuple[Entity, Entity] | None:
    """The two ends, that which lies on the first side first; None where they lie elsewhere."""
    for one, other in ((tie.one, tie.other), (tie.other, tie.one)):
        if all(is_placed(end, side) for end, side in zip((one, other), sides, strict=False)):
            return one, other
    return None


def _pair(one: Entity, other: Entity) -> Entity:
    """What stands for the two in a row."""
    return Entity(
        f"{one.id} {other.id}",
        "city",
        f"{one.name_fr} – {other.name_fr}",
        f"{one.name_en or one.name_fr} – {other.name_en or other.name_fr}",
    )


def _head(desk: Desk, count: int, docs: str) -> str:
    language, query = desk.language, desk.query
    noun = word(f"links.{'one' if count == 1 else 'many'}", family(query.filters), language)
    whole = replace(
        query.filters,
        countries=frozenset(code for side in query.sides for code in side.countries),
        continents=frozenset(code for side in query.sides for code in side.continents),
        regions=frozenset(id for side in query.sides for id in side.regions),
    )
    return say_count("links", count, language, docs=docs, noun=noun, restricted=restricted(whole, language))

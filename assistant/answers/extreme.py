"""The oldest or the newest of a list's links, of those whose beginning is known."""

from __future__ import annotations

from assistant.answers.desk import Desk
from assistant.answers.lists import is_network, rows_of, sorted_rows
from assistant.answers.rows import Columns, shown
from assistant.answers.words import name_of, of, say_count
from index.facts import Row
from ingest.records import Answer


def answer(desk: Desk) -> Answer | None:
    """The row that began first or last, with how many have no date; None where no date is known."""
    group = desk.query.groups[0]
    rows = sorted_rows(rows_of(desk, group), desk.query.filters).rows
    # The first twinning was the first even if it has ended; what is only planned has not begun.
    begun = (*rows.live, *rows.paused, *rows.ended)
    dated = [(since, row) for row in begun if (since := _begun(desk, row))]
    if not dated:
        return None
    extreme = min if desk.query.extreme == "first" else max
    year = extreme(since[:4] for since, _ in dated)
    of_year = sorted((one for one in dated if one[0][:4] == year), key=lambda one: one[0])
    if all(len(since) > 4 for since, _ in of_year):
        # Within the year only days and months tell, where all have them.
        best = extreme(since for since, _ in of_year)
        of_year = [one for one in of_year if one[0] == best]
    found = [row for _, row in of_year]
    lines = [shown(desk, row, Columns(kind=True, as_of=False)) for row in found]
    which = "members" if is_network(group) else "networks" if group.relation == "member_of" else "partners"
    name = desk.name(group.anchor) if which != "members" else name_of(group.anchor, desk.language)
    head = desk.say(f"extreme.{desk.query.extreme}.{which}", docs=desk.according(), name=name, of=of(group.anchor))
    undated = len(begun) - len(dated)
    note = say_count("extreme.undated", undated, desk.language) if undated else ""
    quote = desk.quoted(fact for row in found for fact in row.facts)
    bullets = "\n".join(one.line for one in lines)
    return desk.answered([head, bullets, quote, note], [one.item for one in lines])


def _begun(desk: Desk, row: Row) -> str | None:
    """The earliest beginning that the row's sources settle on."""
    return min((state.since for part in row.parts if (state := desk.settled(part)).since), default=None)

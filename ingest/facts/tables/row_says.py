"""What a row says of the link that it states: how it stands, from when to when, and whether there is one at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal

from ingest.dates import find_dates
from ingest.facts.pages.page import Line, Page
from ingest.facts.tables import cells
from ingest.facts.tables.context import Around
from ingest.facts.tables.table import Record, Value
from ingest.facts.tables.values import dates_of, one_of, opens_with, says, status_of
from ingest.normalise import fold

Side = Literal["members", "partners"]
"""Of which link a date is, in a row that tells both a membership and a partnership."""
OTHER: Final[dict[Side, Side]] = {"members": "partners", "partners": "members"}
STOPPED: Final = ("suspended", "dormant", "reactivating", "unknown")
ENDED: Final = ("former", "rejected", "suspended", "candidate")
"""What a cell of dates, or the brackets behind a name, may say instead of a date."""
BEARING: Final = ("associate", "candidate")
"""What a cell that says who belongs to a network may say of the membership."""


def is_no_link(record: Record) -> bool:
    """Whether a row tells of something else than a link of its owner: a visit, a request, what another body signed."""
    if any(opens_with(record.text(role), "none") for role in ("kind", "purpose")):
        return True
    if opens_with(record.text("status"), "unborn"):
        return True
    return any(says(record.text(role), "others") for role in ("remark", "status", "kind"))


def is_outsider(record: Record) -> bool:
    """Whether a row says that somebody has to do with a network without being its member: an observer, a sponsor."""
    said = [record.text(role) for role in ("status", "kind", "capacity")]
    return any(says(one, "outside") and not says(one, "inside") for one in said)


def status(around: Around, record: Record, values: Sequence[Value] = (), side: Side | None = None) -> str | None:
    """What a row's status says, else its dates or its marks, else a remark that the link has stopped or is not sure.

    :param values: the cells that name the other end, whose brackets and marks speak of this link alone.
    """
    own = [status_of(" ".join(cells.BRACKETS.findall(value.text))) for value in values]
    if found := next((one for one in own if one in (*ENDED, *STOPPED)), None):
        return found
    if (said := record.text("status")) and side != "partners":
        return status_of(said)
    dates = " ".join(value.text for value in _since(record, side))
    found = next((one for one in (status_of(dates), *_marked(around, values)) if one in (*ENDED, *STOPPED)), None)
    if found is None and side is None and (bearing := status_of(record.text("capacity"))) in BEARING:
        return bearing
    if found is None and side != "partners":
        found = status_of(record.text("remark"))
        over = opens_with(record.text("remark"), "ended")
        asked = found == "candidate" and not (record.text("since") or record.text("date"))
        found = "former" if over else found if found in STOPPED or asked else None
    return found


def _marked(around: Around, values: Iterable[Value]) -> list[str | None]:
    """What the notes under the table say of the marks behind a name: « Lyon* », « * jumelage suspendu »."""
    marks = (cells.NOTE.search(value.text) for value in values)
    return [status_of(around.notes[mark[0].strip()]) for mark in marks if mark and mark[0].strip() in around.notes]


def stated_at(record: Record) -> str | None:
    """The date of a row by its own column."""
    return dates_of(record.text("as_of"))[0]


def period(record: Record, side: Side | None = None) -> tuple[str | None, str | None]:
    """Since and until, made more exact by a remark that dates the signature in the same year.

    :param side: of which link, where the row tells both a membership and a partnership.
    """
    values = _since(record, side)
    said = values[0].text if values else ""
    if not said and side != "partners":
        said = record.text("founded") or record.text("date")
    since, until = dates_of(said)
    if since and until is None and status_of(said) == "former":
        # « left 2019 » and « 2004 (left 2019) » under « Member since ».
        head, *inside = cells.BRACKETS.sub("", said), *cells.BRACKETS.findall(said)
        begun = dates_of(head)[0]
        over = begun is None or status_of(head) == "former"
        since, until = (None, begun or since) if over else (begun, dates_of(" ".join(inside))[0])
    remark = record.text("remark")
    if since and len(since) == 4 and (day := next(find_dates(remark), None)) and day.iso.startswith(since):
        before = fold(remark[: day.start])
        if one_of("values", "signed").search(before) and not one_of("values", "inexact").search(before):
            since = day.iso
    ended = record.text("status")
    if not since and side is None:
        since = _standing_since(ended)
    gone = dates_of(ended)[0] if ended and status_of(ended) == "former" else None
    return since, dates_of(record.text("until"))[0] or until or gone


def _standing_since(said: str) -> str | None:
    """The date that a status gives of the link's beginning: "in, since 1980", « membre depuis 2004 »."""
    day = next(find_dates(said), None)
    start = day.start if day else said.find(year) if (year := dates_of(said)[0]) else -1
    if start <= 0 or not one_of("standing", "since", True).match(fold(said[:start])):
        return None
    return dates_of(said)[0]


def _since(record: Record, side: Side | None) -> Sequence[Value]:
    """The cells of beginnings of that link: those whose header says so, else, of a membership, a header that says
    neither."""
    values = record.values.get("since", ())
    if side is None:
        return values
    own = [value for value in values if says(value.header, side)]
    if own or side == "partners":
        return own
    return [value for value in values if not says(value.header, OTHER[side])]


def is_over(page: Page, around: Around, record: Record, line: Line, until: str | None) -> bool:
    """Whether what ended then is over for the page, by its date or the last thing that its table dates."""
    today = stated_at(record) or page.as_of(line) or around.latest
    return until is not None and today is not None and until < today[: len(until)]

"""When a link told by a sentence began or ended: the dates around its words that no other event takes."""

from __future__ import annotations

import re
from typing import Final

from ingest.facts.sentences.actors import Reader
from ingest.facts.sentences.sketch import DATE, ROLES, Sketch
from ingest.facts.sentences.tie import Tie
from ingest.facts.wording.plain import plain
from ingest.facts.wording.stance import cue

CHARTER: Final = re.compile(
    rf"\s*[:;,(]\s*(?:la|le|l'|un|une|il|elle|the|it)?\s*(?:{ROLES['bond']}\s+)?(?:\w+\s+){{0,2}}?(?:date|remonte|"
    rf"signe\w*|conclu\w*|signed|dates|{ROLES['signs']})[^.;:,{DATE}]{{0,20}}{DATE}"
)
ENDED: Final = re.compile(
    r"\b(?:etai(?:t|ent)|fut|furent|(?:a|ont) (?:participe|pris part|fait partie|appartenu|siege|adhere|ete)|fit partie"
    r"|avait|was|were|had been|retrait|depart|withdrawal)\b"
)
"""With « jusqu'en », these are past."""
HELD: Final = "présidence"
NEAR: Final = 40
"""Characters before a date in which a word such as « renouvelé » takes it for itself."""


def since(reader: Reader, read: Sketch, start: int, end: int, tie: Tie) -> str | None:
    """When the link of `tie` began, as its clause (`signs[start:end]`) or what stands around it says."""
    return _since(read, start, end, tie) or _told_around(reader, read, start, end, tie)


def _since(read: Sketch, start: int, end: int, tie: Tie) -> str | None:
    """When the link began: the date of the clause that no other event takes."""
    found = []
    for at, when in read.whens(start, end):
        # What stands before the link itself dates something else.
        since_link = tie.at if tie.at < at else start
        before = read.signs[max(since_link, at - NEAR) : at]
        if when.mode == "until" or cue("dates", "celebrated").search(read.signs, at, tie.at):
            continue
        between = [one.sense for place, one in read.phrases() if tie.at < place < at]
        if any(one.kind == HELD or one.role == "leaves" for one in between):
            # « ville fondatrice de X et en a exercé la présidence de 2006 à 2008 »
            continue
        if when.mode != "since" and cue("dates", "other").search(before):
            continue
        if when.mode == "since" and cue("status", "suspended").search(before):
            continue
        found.append((when.mode != "since", abs(at - tie.at), when.iso))
    if not tie.single and len(found) > 1:
        found = [one for one in found if not one[0]] if len([one for one in found if not one[0]]) == 1 else []
    return min(found)[2] if found else None


def _told_around(reader: Reader, read: Sketch, start: int, end: int, tie: Tie) -> str | None:
    """A date outside the clause that can only be the link's: « … : la charte date de 1959 », « cette année-là »."""
    if cue("dates", "same_year").search(read.signs, start, end):
        return reader.year
    if after := CHARTER.match(read.signs, end):
        return read.whens(after.start(), after.end())[0][1].iso
    dates = read.whens(0, len(read.signs))
    if len(dates) == 1 and dates[0][0] < start and read.signs[start - 1] in ":-" and dates[0][1].mode != "until":
        before = read.signs[max(0, dates[0][0] - NEAR) : dates[0][0]]
        return None if cue("dates", "other").search(before) else dates[0][1].iso
    # A dated item of news tells what happens as it appears.
    return read.line.date if tie.sense.role == "joins" and read.line.listing and not dates else None


def when_ended(read: Sketch, start: int, end: int, status: str) -> str | None:
    """The date right after, or right before, the word that says it ended."""
    word = cue("status", status).search(read.signs, start, end)
    if not word:
        return None
    near = [when.iso for at, when in read.whens(start, end) if 0 <= at - word.end() <= 20]
    return near[0] if near else None


def until(read: Sketch, start: int, end: int, today: str | None) -> str | None:
    """« a participé au programme jusqu'en 2017 »: when it ended, where that is past for the page."""
    dates = [when.iso for _, when in read.whens(start, end) if when.mode == "until"]
    over = bool(dates) and (
        ENDED.search(plain(read.line.text)) or (today is not None and dates[0] < today[: len(dates[0])])
    )
    return dates[0] if over else None


def only_date(read: Sketch) -> str | None:
    """The date of a sentence that holds one."""
    dates = [when.iso for _, when in read.whens(0, len(read.signs)) if when.mode == "at"]
    return dates[0] if len(dates) == 1 else None

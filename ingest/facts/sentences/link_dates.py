"""When a link told by a sentence began or ended: the dates around its words that no other event takes."""

from __future__ import annotations

import re
from typing import Final

from ingest.facts.sentences.actors import Reader
from ingest.facts.sentences.sketch import CITY, DATE, NETWORK, ROLES, Sketch
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
APPOSED: Final = re.compile(rf"{NETWORK}(?:\s*\([^()]*\))?\s*(?:,|\(|-|which|that|qui)")
"""What is said of a network right behind its name."""
BRACKETED: Final = re.compile(rf"[{CITY}{NETWORK}]\s*\([^()]*$")
CLOSES: Final = re.compile(r"\)?\s*(?:,|et\b|and\b)")
MADE: Final = re.compile(
    rf"\(\s*$|\b(?:sign|conclu|scell|seal|officialis|nou|established|etabli|date|remont)|{ROLES['signs']}"
)
OTHER_VERBS: Final = ("tied", "belongs", "joins", "leaves")
HELD: Final = "présidence"
NEAR: Final = 40
"""Characters before a date in which a word such as « renouvelé » takes it for itself."""


def since(reader: Reader, read: Sketch, start: int, end: int, tie: Tie) -> str | None:
    """When the link of `tie` began, as its clause (`signs[start:end]`) or what stands around it says."""
    if tie.since and not _is_fete(read, start, end, tie):
        return tie.since
    return _since(read, start, end, tie) or _told_around(reader, read, start, end, tie)


def _is_fete(read: Sketch, start: int, end: int, tie: Tie) -> bool:
    """« marked the anniversary of its twinning with X in 2017 »: the date beside X is that of the celebration."""
    own = [(at, when.mode) for at, when in read.whens(tie.at, end) if when.iso == tie.since]
    return bool(own) and _is_of_event(read, start, *own[0], tie)


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
        if when.mode == "since" and any(cue("status", name).search(before) for name in ("suspended", "dormant")):
            continue
        if (
            _is_of_event(read, start, at, when.mode, tie)
            or _is_networks_own(read, at, tie)
            or _is_of_another_link(read, at, end, tie)
        ):
            continue
        found.append((_strangers(read, at, tie), when.mode != "since", abs(at - tie.at), when.iso))
    if not tie.single and len(found) > 1:
        lasting = [one for one in found if not one[1]]
        found = lasting if len(lasting) == 1 else []
    return min(found)[3] if found else None


def _is_of_event(read: Sketch, start: int, at: int, mode: str, tie: Tie) -> bool:
    """« In 2011 the mayor visited X, with which Y is twinned », « marked the anniversary of its twinning in 2017 »."""
    if mode == "since":
        return False
    if at < tie.at:
        voted = tie.sense.relation == "partner_of" and cue("dates", "voted").search(read.signs, start, tie.at)
        return bool(voted or cue("dates", "elsewhere").search(read.signs, at, tie.at))
    celebrated = cue("dates", "celebrated").search(read.signs, start, tie.at)
    return bool(celebrated) and not MADE.search(read.signs[tie.at + 1 : at])


def _is_networks_own(read: Sketch, at: int, tie: Tie) -> bool:
    """« membre de la Ligue, lancée en 1987 »: what is told right behind the name of a network dates the network."""
    if tie.sense.relation != "member_of":
        return False
    named = [place for place in read.things if place < at and read.signs[place] == NETWORK]
    between = read.signs[named[-1] : at] if named else ""
    return bool(APPOSED.match(between) and cue("dates", "founding").search(between))


def _is_of_another_link(read: Sketch, at: int, end: int, tie: Tie) -> bool:
    """« fait partie de N et a rejoint M en 2021 », « membre de N et jumelée avec X depuis 1990 »: a verb between the
    link and the date takes the date for its own thing."""
    if at < tie.at and BRACKETED.search(read.signs[:at]) and ")" in read.signs[at : tie.at]:
        return True
    for place, phrase in read.phrases():
        role = phrase.sense.role
        if place < at < tie.at and role in (*OTHER_VERBS, "bond", "membership"):
            # « jumelée avec X depuis 1957 et membre de N »: it closes what stands before it.
            held = any(read.signs[one] in (CITY, NETWORK) for one in read.things if place < one < at)
            if held and CLOSES.match(read.signs, at + 1):
                return True
        if not tie.at < place < at or role not in OTHER_VERBS:
            continue
        if phrase.sense.relation != tie.sense.relation:
            return True
        if tie.sense.relation == "member_of":
            # « membre de N, qu'elle a rejoint en 1995 » tells of N, the last that is named.
            named = [one for one in read.things if one < end and read.signs[one] == NETWORK]
            last = [one for one in named if one < place]
            if any(one > place for one in named) or (last and read.mention(last[-1]).entity.id != tie.object.id):
                return True
    if tie.sense.relation != "member_of" or tie.single:
        return False
    # « adhère à N (depuis 1998) et à M »: brackets are said of what stands before them.
    opened = read.signs.rfind("(", tie.at, at)
    if opened < 0 or ")" in read.signs[opened:at]:
        return False
    named = [one for one in read.things if one < opened and read.signs[one] == NETWORK]
    return bool(named) and read.mention(named[-1]).entity.id != tie.object.id


def _strangers(read: Sketch, at: int, tie: Tie) -> bool:
    """Whether a place that is no end of the link is named between the link and a date behind it."""
    ends = {tie.subject.id, tie.object.id}
    inside = [place for place in read.things if tie.at < place < at and read.signs[place] == CITY]
    return any(read.mention(place).entity.id not in ends for place in inside)


def _told_around(reader: Reader, read: Sketch, start: int, end: int, tie: Tie) -> str | None:
    """A date outside the clause that can only be the link's: « … : la charte date de 1959 », « cette année-là »."""
    if cue("dates", "same_year").search(read.signs, start, end):
        return reader.year
    if after := CHARTER.match(read.signs, end):
        return read.whens(after.start(), after.end())[0][1].iso
    dates = read.whens(0, len(read.signs))
    if len(dates) == 1 and dates[0][0] < start and read.signs[start - 1] in ":-" and dates[0][1].mode != "until":
        before = read.signs[max(0, dates[0][0] - NEAR) : dates[0][0]]
        ended = any(cue("status", name).search(read.signs, dates[0][0], start) for name in ("suspended", "former"))
        return None if ended or cue("dates", "other").search(before) else dates[0][1].iso
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

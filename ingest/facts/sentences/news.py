"""Places that a sentence makes members of a network that it names or means.

« Salé becomes the first African city to join the network », « la première ville à sauter le pas fut Segonzac »,
« Melbourne was appointed a City of Literature in 2008 », « 2005: member city Kaunas ».
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ingest.facts.pages.headings import same_place
from ingest.facts.pages.page import Draft, Page
from ingest.facts.pages.scope import scope_of
from ingest.facts.sentences.actors import Reader, clause_end, clause_start
from ingest.facts.sentences.coordination import ASIDE, NAME, ORGANISATION
from ingest.facts.sentences.enumerations import EXTRACTOR as LISTS
from ingest.facts.sentences.enumerations import JOIN, MEMBERS, OTHERS
from ingest.facts.sentences.joiners import (
    AFTER_WELCOME,
    APPOSED,
    AWARD,
    AWARDED_TO,
    BECOMES,
    FIRST,
    FIRST_MEMBER,
    GAP,
    HONOUR,
    IS,
    IS_TITLED,
    JOINS,
    LABELLED,
    NEXT,
    OBTAINS,
    OWN,
    STEP,
    TO_FAMILY,
    TOGETHER,
    WELCOMED,
)
from ingest.facts.sentences.runs import read_run
from ingest.facts.sentences.sketch import CITY, NETWORK, Sketch
from ingest.facts.sentences.titles import Titles, titles_of
from ingest.facts.wording.orders import is_order
from ingest.facts.wording.stance import VOID, stance_of
from ingest.records import Entity

EXTRACTOR: Final = "news"
YEAR: Final = re.compile(r"^\W*((?:19|20)\d\d)\s*[:–—-]\s")
TRUE: Final = ("former", "suspended", "candidate")
"""What a clause may say of a membership that keeps it a fact."""


def news(page: Page) -> Iterator[Draft]:
    """Memberships told one by one, of the network that the sentence names or that the page speaks of."""
    titles: Titles | None = None
    reader = Reader(page)
    for line in page.lines:
        reader.enter(line)
        if line.cells or line.unit.kind == "row" or line.unit.status or is_order(line.text) or "?" in line.text:
            continue
        if len(line.text) < 12 or scope_of(page, line).denied:
            continue
        titles = titles or titles_of(page)
        read = titles.sketch(line)
        yield from _told(reader, titles, read)


def _told(reader: Reader, titles: Titles, read: Sketch) -> Iterator[Draft]:
    signs = read.signs
    for pattern in (JOINS, BECOMES):
        for found in pattern.finditer(signs):
            if OTHERS.search(found[0]):
                continue
            network = _target(titles, read, found)
            yield from _acting(reader, read, found.start("verb"), network, "adhésion")
    for found in (*AWARD.finditer(signs), *OBTAINS.finditer(signs)):
        title = titles.title(read, found.start("net"))
        if OTHERS.search(found["gap"]):
            continue
        if title or found["noun"] or HONOUR.search(found["gap"]):
            network = read.mention(found.start("net")).entity
            kind = (title.kind if title else None) or "label"
            yield from _acting(reader, read, found.start("verb"), network, kind)
    for found in LABELLED.finditer(signs):
        if NETWORK not in signs[found.end() : clause_end(signs, found.end())]:
            drafts = list(_acting(reader, read, found.start(), titles.only(), "label"))
            yield from drafts
            following = NEXT.match(signs, found.end())
            if drafts and following:
                for item in read_run(read, following.end(), titles.page.names):
                    since = item.since
                    yield replace(drafts[0], subject=item.entity, since=since)
    for found in IS_TITLED.finditer(signs):
        title = titles.title(read, found.start("net"))
        if title and not title.plural:
            yield from _acting(reader, read, found.start("verb"), title.network, title.kind or "label", "active")
    for found in FIRST_MEMBER.finditer(signs):
        yield from _acting(reader, read, found.start("verb"), titles.meant(read.line), "adhésion")
    for found in AWARDED_TO.finditer(signs):
        network = read.mention(found.start("net")).entity
        if titles.title(read, found.start("net")) and not OTHERS.search(found["gap"]):
            places = [item.entity for item in read_run(read, found.end(), titles.page.names)]
            yield from _members(read, found.start("verb"), places, network, "label")
    for found in TO_FAMILY.finditer(signs):
        rest = signs[found.end() : clause_end(signs, found.end())]
        if not OTHERS.search(found[0]) and not OTHERS.search(rest) and AFTER_WELCOME.match(signs, found.end()):
            place = read.mention(found.start("place")).entity
            network = read.mention(found.start("net")).entity if found["net"] else titles.meant(read.line)
            if network:
                yield from _members(read, found.start("place"), [place], network, "adhésion")
    for found in OWN.finditer(signs):
        if network := titles.meant(read.line):
            yield from _members(read, found.end(), [read.mention(found.start("place")).entity], network, "adhésion")
    for found in TOGETHER.finditer(signs):
        network = read.mention(found.start("net")).entity
        for item in read_run(read, found.end(), titles.page.names):
            yield Draft(item.entity, "member_of", network, read.line, LISTS, "membre", item.since, None, "active")
    yield from _titled(titles, read)
    yield from _named_after(titles, read)


def _target(titles: Titles, read: Sketch, found: re.Match[str]) -> Entity | None:
    if found["net"]:
        return read.mention(found.start("net")).entity
    return titles.meant(read.line)


def _acting(
    reader: Reader, read: Sketch, at: int, network: Entity | None, kind: str, status: str = "joined"
) -> Iterator[Draft]:
    """The subjects of the verb at place `at` as members."""
    if network is None:
        return
    actors = reader.before(read, at, GAP)
    if actors is None:
        named = _unknown(reader.page, read, at)
        yield from _members(read, at, [named] if named else [], network, kind, status)
    elif not OTHERS.search(read.signs[actors.end : at]):
        yield from _members(read, at, actors.entities, network, kind, status)


def _unknown(page: Page, read: Sketch, at: int) -> Entity | None:
    """« Garstang was declared … »: the name that opens the sentence, which the page uses within another too."""
    name = NAME.match(read.line.text)
    if not name or ORGANISATION.match(name[0]) or not GAP.fullmatch(read.signs, read.place(name.end()), at):
        return None
    if read.place(name.end()) - read.place(0) < len(name[0]):
        return None
    told = re.search(rf"[a-zà-ÿ] {re.escape(name[0])}(?!\w)", page.document.text)
    country = next((code for code in page.names.countries(read.line.text[name.end() : read.offsets[at]])), None)
    return page.names.place(name[0], country) if told or country else None


def _members(
    read: Sketch, at: int, places: Sequence[Entity], network: Entity, kind: str, status: str = "joined"
) -> Iterator[Draft]:
    start, end = clause_start(read.signs, at), clause_end(read.signs, at)
    stance = stance_of(read.signs[start:end], at - start)
    if stance == VOID or stance == "planned":
        return
    since = _since(read, start, end)
    for place in places:
        if place.kind not in ("city", "region") or same_place(place, network):
            continue
        if stance == "candidate":
            yield Draft(place, "status", network, read.line, EXTRACTOR, kind="candidature", status=stance)
        elif stance in TRUE:
            yield Draft(place, "member_of", network, read.line, EXTRACTOR, kind, None, since, stance)
        else:
            yield Draft(place, "member_of", network, read.line, EXTRACTOR, kind, since, None, status)


def _since(read: Sketch, start: int, end: int) -> str | None:
    """The one date of the clause, or the year that opens an entry of a chronology."""
    dates = [when.iso for _, when in read.whens(start, end) if when.mode != "until"]
    if len(dates) == 1:
        return dates[0]
    year = YEAR.match(read.line.text)
    return year[1] if year else read.line.date if read.line.listing and not dates else None


def _titled(titles: Titles, read: Sketch) -> Iterator[Draft]:
    """« Melbourne, City of Literature since 2008 », « Aubagne est Ville amie des enfants »."""
    for place in read.things:
        if read.signs[place] != CITY:
            continue
        after = re.compile(rf"(?:{ASIDE})?(?:,\s*[^,;.{CITY}{NETWORK}]{{2,30}}(?=,))?").match(read.signs, place + 1)
        found = IS.match(read.signs, after.end() if after else place + 1)
        title = titles.title(read, found.start("net")) if found else None
        if not found or title is None or title.plural or _preposed(read, place):
            continue
        end = found.end()
        stop = min(
            clause_end(read.signs, end), *(at for at in (read.signs.find(",", end),) if at >= 0), len(read.signs)
        )
        if stance_of(read.signs[clause_start(read.signs, place) : stop], 0) in (VOID, "planned", "candidate"):
            continue
        dates = [when.iso for _, when in read.whens(end, stop) if when.mode != "until"]
        since = dates[0] if len(dates) == 1 else None
        entity = read.mention(place).entity
        yield Draft(
            entity, "member_of", title.network, read.line, EXTRACTOR, title.kind or "label", since, None, "active"
        )


def _preposed(read: Sketch, place: int) -> bool:
    return bool(re.search(r"(?:^|\s)(?:a|pour|par|avec|contre|with|for|in|by)\s+$", read.signs[:place]))


def _named_after(titles: Titles, read: Sketch) -> Iterator[Draft]:
    """Places that stand behind what makes them members."""
    signs = read.signs
    for found in FIRST.finditer(signs):
        named = [at for at in read.things if found.start() <= at < found.end() and signs[at] == NETWORK]
        if not named and not (STEP.search(found[0]) or JOIN.search(found[0]) or MEMBERS.search(found[0])):
            continue
        network = read.mention(named[0]).entity if named else titles.only() or titles.meant(read.line)
        items = read_run(read, found.end(), titles.page.names)[:1]
        if network and items:
            yield from _members(read, found.end() - 2, [items[0].entity], network, "label")
    for found in APPOSED.finditer(signs):
        network = titles.meant(read.line)
        if network and not OTHERS.search(signs[max(0, found.start() - 20) : found.end()]):
            items = read_run(read, found.end(), titles.page.names)
            for item in items:
                yield Draft(item.entity, "member_of", network, read.line, LISTS, "membre", item.since, None, "active")
    for found in WELCOMED.finditer(signs):
        # « les fondateurs ont été rejoints par … »: who is joined, or who welcomes, must be the network or its members.
        before = signs[clause_start(signs, found.start()) : found.start()]
        named = [at for at in read.things if at < found.start() and signs[at] == NETWORK]
        if OTHERS.search(before) or not (named or MEMBERS.search(before)):
            continue
        if not named and found[0].startswith(("welcom", "accueil")):
            continue
        if found[0].startswith(("welcom", "accueil")) and not (MEMBERS.search(found[0]) or "new" in found[0]):
            continue
        network = read.mention(named[-1]).entity if named else titles.meant(read.line)
        if network is None or OTHERS.search(found[0]):
            continue
        places = [item.entity for item in read_run(read, found.end(), titles.page.names)]
        yield from _members(read, found.start(), places, network, "adhésion")

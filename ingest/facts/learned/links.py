"""What the trained network reads in running text and lists, as drafts of facts.

The rules of the other readers come first: what they state is exact, with its kind and its dates. This reader adds what
is worded as no rule foresaw. The network says who is linked to whom and whether the link stands; the kind and the dates
are read from the words around, as for any other sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from ingest.facts.learned.reading import Related, read_windows
from ingest.facts.learned.weights import loaded
from ingest.facts.learned.windows import windows
from ingest.facts.lists.checklist import EXTRACTOR as ACTION
from ingest.facts.pages.entries import PLACES
from ingest.facts.pages.page import Draft, Line, Page
from ingest.facts.pages.scope import Scope, scope_of
from ingest.facts.sentences import link_dates
from ingest.facts.sentences.actors import Reader, clause_end, clause_start
from ingest.facts.sentences.sketch import sketch
from ingest.facts.sentences.tie import Tie
from ingest.facts.wording.kinds import VAGUE, kinds_in, one_kind
from ingest.facts.wording.phrases import Sense, find_phrases
from ingest.facts.wording.plain import plain
from ingest.facts.wording.stance import VOID, cue, is_of_source, stance_of
from ingest.facts.wording.words import pattern
from ingest.normalise import fold
from ingest.records import Entity, Span

EXTRACTOR: Final = "learned"
THRESHOLDS: Final = {"partner": 0.97, "doubtful": 0.99, "member": 0.995, "discovered": 0.998}
"""Probability from which a link is stated: between places, the same within a country or where no gazetteer knows either
of them, and of a membership, in a known network or in one that only the tagger finds."""
UNREAL: Final = (VOID, "planned", "candidate")
"""Stances of a clause that tells no link in force, whatever the network reads."""
SINCE: Final = 0.9
"""Probability from which a date is the link's."""
EXCLUDED: Final = 0.03
"""Probability under which a rule must have been mistaken."""
TOLD_BESIDE: Final = 0.2
"""The same of an item that a rule takes for the owner's for want of another: « Metz : jumelée avec Trèves »."""
STATUS: Final = {"active": "active", "ended": "former", "suspended": "suspended", "planned": "planned"}
CANDIDATE: Final = partial(pattern, r"(?<!\w)<remark.candidate>(?!\w)", "items")
MARKED: Final = {"planned": "planned", "suspended": "suspended", "former": "former"}
"""What the mark before an item says of the link that it tells."""
BEFORE: Final = 40
PRESIDES: Final = re.compile(r"\b(?:co-?|vice-?)?(?:presid|chair)\w+")
NOT_SINCE: Final = re.compile(r"\b(?:avant|before|jusqu\w*|until|till)\b[^.;:]*$")
LOCATED: Final = re.compile(r"[^,;:.]{2,40}, (?:[^,;:.]{2,40}, )?")
FAR: Final = 25
"""Characters between a place and its country: « Haidian, Pékin, Chine »."""
SEVERAL: Final = 2
"""Places of a title that make it that of several."""
MEMBER: Final = 0.5
"""Probability from which a place rather belongs to a network."""
NEAR: Final = 2
"""Lines between the two names of a link that one quote may hold."""


@dataclass(frozen=True, slots=True)
class Told:
    """What some lines of the page relate."""

    related: Related
    line: Line
    """The later of the lines that name the two ends."""
    other: Line | None
    """The earlier one, where the text and not a title names that end."""


def learned_facts(page: Page) -> Iterator[Draft]:
    """The links that the network reads on the page."""
    links = [told for (relation, _), told in probabilities(page).items() if relation == "link"]
    sure = [one for one in links if one.related.probability >= _threshold(one) and _can_be_link(page, one)]
    reader = Reader(page)
    for one in sorted(sure, key=lambda told: told.line.index):
        reader.enter(one.line)
        alone = sum(other.line.index == one.line.index for other in sure) == 1
        if draft := _link(page, reader, one, alone):
            yield draft


def _threshold(told: Told) -> float:
    """How probable a link must be: more where no gazetteer knows its ends, or where they are of one country."""
    first, second = told.related.first, told.related.second
    if second.name.role == "network":
        return THRESHOLDS["discovered" if second.name.kind == "none" else "member"]
    one, other = first.named.entity, second.named.entity
    at_home = one and other and one.country and one.country == other.country
    return THRESHOLDS["doubtful" if at_home or first.name.kind == second.name.kind == "none" else "partner"]


def _can_be_link(page: Page, told: Told) -> bool:
    """Not where a mark says that there is no link, nor where what it marks may be no network; no part of the world is a
    member."""
    first, second = told.related.first.named.entity, told.related.second.named.entity
    if first is None or second is None or told.line.unit.status == "none":
        return False
    marked = told.line.unit.status and told.related.second.name.role == "network"
    if marked and (told.related.second.name.kind == "none" or CANDIDATE().search(plain(told.line.text))):
        return False
    places = [one for one in (first, second) if one.kind in PLACES]
    world = any(page.names.continent_named(re.split(r"[ -]", one.name_fr)[0]) for one in places)
    publisher = fold(page.document.publisher or "")
    if (
        second.kind not in PLACES
        and ":x:" in first.id
        and (told.related.first.name.kind == "owner" or fold(first.name_fr) == publisher)
    ):
        # Whom a page is about may be no town at all where no gazetteer knows it.
        return False
    if second.kind not in PLACES and told.line.listing and not find_phrases(told.line.text):
        # What an agenda announces of a network says nothing of the town that hosts it.
        return False
    return not (world or _is_where(told, page) or _apart(told) or _of_title(page, told) or _share_network(page, told))


def _of_title(page: Page, told: Told) -> bool:
    """Whether one end is only named in a title that names several places, and the line is not that place's."""
    titled = {one.entity.id for one in page.names.mentions(page.document.title) if one.entity.kind in PLACES}
    if len(titled) < SEVERAL or told.other is not None:
        return False
    subject = scope_of(page, told.line).subject
    return any(
        end.named.line is None and end.name.key in titled and not (subject and subject.id == end.name.key)
        for end in (told.related.first, told.related.second)
    )


def _share_network(page: Page, told: Told) -> bool:
    """Whether the two places are rather members of one network, which the line names."""
    first, second = told.related.first.name, told.related.second.name
    if second.role == "network":
        return False
    known = probabilities(page)
    networks = {one.entity.id for one in page.mentions(told.line) if one.entity.kind not in (*PLACES, "country")}

    def belongs(place: str, network: str) -> bool:
        one = known.get(("link", frozenset((place, network))))
        return one is not None and one.related.probability >= MEMBER

    return any(belongs(first.key, one) and belongs(second.key, one) for one in networks)


def _apart(told: Told) -> bool:
    """Whether each end is named in a section that is not of the other: two news of one page."""
    if told.other is None:
        return False
    later, earlier = told.line, told.other
    if later.unit.kind == "heading":
        # What stands before a title is not under it.
        return earlier.unit.kind != "heading"
    one, other = later.headings, earlier.headings
    shared = min(len(one), len(other))
    return one[:shared] != other[:shared]


def _is_where(told: Told, page: Page) -> bool:
    """Whether an end of a link only tells where another lies: « Gaeta, Latina, Italie », « Tulsa (Oklahoma) »."""
    for end in (told.related.first, told.related.second):
        line, mention = end.named.line, end.named.mention
        if line is None or mention is None or end.name.role != "place":
            continue
        before = next((one for one in page.mentions(line) if 0 <= mention.start - one.end <= 3), None)
        gap = line.text[before.end : mention.start] if before else ""
        if (
            before
            and (before.entity.kind, mention.entity.kind) == ("city", "region")
            and re.fullmatch(r",? ?\(?|, | – ", gap)
        ):
            return True
        behind = [one for one in page.mentions(line) if one.entity.kind == "country" and one.start >= mention.end]
        if behind and LOCATED.fullmatch(line.text, 0, mention.start) and behind[0].start - mention.end <= FAR:
            return True
    return False


def is_borne_out(page: Page, draft: Draft) -> bool:
    """Whether the network does not all but exclude a link that a rule reads in prose; what layout tells stays, but for
    the items that may speak of somebody else."""
    if draft.relation not in ("partner_of", "member_of") or not isinstance(draft.object, Entity):
        return True
    beside = draft.extractor == ACTION
    if (draft.line.unit.kind != "sentence" and not beside) or draft.line.unit.status:
        return True
    told = probabilities(page).get(("link", frozenset((draft.subject.id, draft.object.id))))
    return told is None or told.related.probability >= (TOLD_BESIDE if beside else EXCLUDED)


def probabilities(page: Page) -> dict[tuple[str, frozenset[str]], Told]:
    """For each relation and two things that a window of the page names, the telling that most probably states it;
    worked out once."""
    known = page.memo.get("learned")
    if known is None:
        known = page.memo["learned"] = _probabilities(page)
    assert isinstance(known, dict)
    return known


def leave_out(page: Page, lines: frozenset[int]) -> None:
    """Spares the reading of the windows in which nothing but these lines stands, and their titles."""
    page.memo["left out"] = lines


def _probabilities(page: Page) -> dict[tuple[str, frozenset[str]], Told]:
    left_out = page.memo.get("left out", frozenset())
    assert isinstance(left_out, frozenset)
    some = [
        one
        for one in windows(page)
        if any(line.unit.kind != "heading" and line.index not in left_out for line, _ in one.lines)
    ]
    best: dict[tuple[str, frozenset[str]], Told] = {}
    for related in read_windows(page, some, loaded()) if some else ():
        for one in related:
            lines = sorted(
                (end.named.line for end in (one.first, one.second) if end.named.line), key=lambda line: line.index
            )
            what = one.relation, frozenset((one.first.name.key, one.second.name.key))
            if lines and (what not in best or one.probability > best[what].related.probability):
                best[what] = Told(one, lines[-1], lines[0] if len(lines) > 1 else None)
    return best


def _link(page: Page, reader: Reader, told: Told, alone: bool) -> Draft | None:
    related = told.related
    first, second = related.first.named.entity, related.second.named.entity
    assert first is not None and second is not None
    line, scope = told.line, scope_of(page, told.line)
    member = second.kind not in PLACES
    if not member and scope.subject and second.id == scope.subject.id:
        first, second = second, first
    status = STATUS[related.status]
    if line.unit.status in MARKED:
        status = MARKED[line.unit.status]
    read = sketch(page, line)
    mention = (related.second if related.second.named.line is line else related.first).named.mention
    at = read.place(mention.start) if mention else 0
    start, end = clause_start(read.signs, at), clause_end(read.signs, at + 1)
    if status == "active" and stance_of(read.signs[start:end], at - start) in UNREAL:
        return None
    if member and status == "active" and (cue("void", "wished").search(plain(line.text)) or _hosts(page, line)):
        return None
    if member and status == "planned" and not _tells_plan(page, line):
        return None
    kind = "membre" if member else _kind(page, line, told.other, scope)
    tie = Tie(first, second, Sense("belongs" if member else "tied", kind), at, single=alone)
    until: str | None = None
    since: str | None = None
    held = PRESIDES.search(plain(line.text))
    if status != "planned" and (not member or (alone and not held)):
        # Of several members of one sentence, a date is rather that of their list; of who presides, that of the office.
        since = (None if member else _since(page, told)) or link_dates.since(reader, read, start, end, tie)
    if status in ("former", "suspended"):
        ended = link_dates.when_ended(read, start, end, status)
        since = None if since == ended else since
        until = ended if status == "former" else None
    elif status == "active" and cue("status", "renewed").search(read.signs, start, end):
        status = "renewed"
    return Draft(
        *(first, "member_of" if member else "partner_of", second, line, EXTRACTOR),
        kind=kind, since=since, until=until, status=status, span=_span(line, told.other),
    )  # fmt: skip


def _tells_plan(page: Page, line: Line) -> bool:
    """Whether the line, its mark or what introduces it says that a membership is to come, not only asked for."""
    texts = (line.text, line.lead or "", *(one.text for one in line.headings[-1:]))
    signs = [sketch(page, line).signs, *map(plain, texts)]

    def says(table: str, name: str) -> bool:
        return any(cue(table, name).search(one) for one in signs)

    planned = line.unit.status == "planned" or says("status", "planned")
    return planned and not says("status", "candidate") and not says("void", "wished")


def _hosts(page: Page, line: Line) -> bool:
    """Whether the line, or the one before it in its paragraph, speaks of hosting a network or of interest in it, and
    says of no one that it belongs to it."""
    if any(_tells_member(one.sense) for one in find_phrases(line.text)):
        return False
    before = page.lines[line.index - 1] if line.index else line
    near = (line, before) if before.block == line.block else (line,)
    return any(cue("void", "hosted").search(plain(one.text)) for one in near)


def _tells_member(sense: Sense) -> bool:
    """Whether words tell a membership: not the presidency that an assembly gives to a town."""
    return sense.relation == "member_of" and sense.role != "none" and sense.kind != link_dates.HELD


def _since(page: Page, told: Told) -> str | None:
    """The date that the network reads as the beginning of the link."""
    ends = [end.name for end in (told.related.first, told.related.second) if end.name.kind != "owner"]
    lines = {told.line.index, told.other.index if told.other else -1}
    dated = [
        one.related
        for (relation, keys), one in probabilities(page).items()
        if relation == "since"
        and one.line.index in lines
        and any(end.key in keys for end in ends)
        and not _dates_another(one)
    ]
    best = max(dated, key=lambda one: one.probability, default=None)
    if best is None or best.probability < SINCE:
        return None
    return best.second.name.key.removeprefix("date:")


def _dates_another(told: Told) -> bool:
    """Whether the words before a date give it to a source, a feast, a renewal, or to what was there before it."""
    line, date = told.related.second.named.line, told.related.second
    if line is None or date.offset is None:
        return True
    before = plain(line.text)[: date.offset]
    near = before[-BEFORE:]
    return is_of_source(before) or bool(cue("dates", "other").search(near) or NOT_SINCE.search(near))


def _span(line: Line, other: Line | None) -> Span | None:
    """Both lines where they are near each other, None for the one."""
    if other is None or other is line or line.index - other.index > NEAR or other.headings != line.headings:
        return None
    return Span(other.unit.span.start, line.unit.span.end)


def _kind(page: Page, line: Line, other: Line | None, scope: Scope) -> str | None:
    """The kind that the sentence names, else the lead, the headings or the title, else what the page speaks of."""
    texts = [line.text, other.text if other else "", line.lead or ""]
    texts += [heading.text for heading in reversed(line.headings)]
    vague: str | None = None
    for text in texts:
        if words := kinds_in(text):
            kind = one_kind(words) or words[0].kind
            if kind not in VAGUE:
                return kind
            vague = vague or kind
    if scope.topic and scope.topic.kind:
        return scope.topic.kind
    titled = kinds_in(page.document.title)
    if titled and (told := one_kind(titled)):
        return told
    if vague:
        return vague
    kinds = [one.kind for near in page.lines for one in kinds_in(near.text)]
    return max(kinds, key=kinds.count) if kinds else "partenariat"

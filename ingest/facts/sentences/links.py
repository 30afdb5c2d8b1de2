"""Links and memberships told by running text, each with its kind, its status and the date it began."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ingest.facts.pages.page import Draft, Line, Page
from ingest.facts.pages.scope import Scope
from ingest.facts.sentences import link_dates
from ingest.facts.sentences.actors import PLACES, Reader, clause_end, clause_start
from ingest.facts.sentences.answering import answers
from ingest.facts.sentences.dues import dues
from ingest.facts.sentences.joining import memberships
from ingest.facts.sentences.loose import loosely
from ingest.facts.sentences.recalled import EXTRACTOR as RECALLED
from ingest.facts.sentences.recalled import recalled
from ingest.facts.sentences.sketch import CITY, DATE, PLACE, ROLES, Sketch, sketch
from ingest.facts.sentences.tie import Tie
from ingest.facts.sentences.ties import ties
from ingest.facts.wording.dating import find_whens
from ingest.facts.wording.kinds import family_of, kinds_in, one_kind
from ingest.facts.wording.orders import is_order
from ingest.facts.wording.phrases import Phrase, Sense, find_phrases
from ingest.facts.wording.plain import plain
from ingest.facts.wording.stance import VOID, cue, stance_of
from ingest.names import Mention
from ingest.records import Entity

EXTRACTOR: Final = "sentence"
LASTED: Final = re.compile(rf"\b(?:de|from|entre|between)\s+{DATE}\s+(?:a|au|to|et|and|until|jusqu'en)\s+{DATE}")
"""« de 1974 à 1992 »"""
MEANS: Final = re.compile(r"\s(?:par|dans une?|pour|by|through|via)\s")
PAPERS: Final = ("accord", "protocole", "convention")
TOPICAL: Final = re.compile(
    rf"(?:{ROLES['bond']}|{PLACE})\s+(?:sur|on|about|regarding|concernant|relati(?:f|fs|ve|ves) (?:a|au|aux))\s"
)
"""« un accord sur la vidéo »: what is agreed on one matter ties no towns."""
SIGNED: Final = re.compile(r"(?<!etre )(?<!be )\b(?:conclue?s?|signee?s?|signed|scellee?s?)\b")
PAST: Final = re.compile(r"\b(?:was|were|etait|etaient)(?: (?:a|an|aussi|also))?\s*$")
IMPLIED: Final = ("planned", "candidate", "former", "founding", "associate")
"""Statuses of a phrase that its clause cannot turn into « active »."""


def sentence_links(page: Page) -> Iterator[Draft]:
    """The links between places and the memberships that sentences tell."""
    reader = Reader(page)
    for line in page.lines:
        reader.enter(line)
        # Rows and marked items have their own readers: what a mark says is not in the sentence.
        if line.cells or line.unit.kind == "row" or line.unit.status or is_order(line.text):
            continue
        if cue("void", "elsewhere").match(plain(line.text)):
            continue
        phrases = find_phrases(line.text)
        elliptic = _follows(line.text) and reader.now.main is not None
        drafts: list[Draft] = []
        if phrases or elliptic or SPEAKS.search(line.text):
            read = sketch(page, line, phrases)
            scope = reader.scope(line)
            told = [*ties(reader, read), *memberships(reader, read)]
            told += _elliptic(reader, read, told)
            told += loosely(reader, read, told)
            drafts = [draft for tie in told if (draft := _draft(reader, read, scope, tie))]
            again = [] if told else [_draft(reader, read, scope, tie) for tie in recalled(reader, read)]
            drafts += [replace(draft, extractor=RECALLED) for draft in again if draft]
            drafts += dues(reader, read)
            yield from drafts
        elif spoken := reader.now.spoken or reader.now.kind or _asked(line):
            read = sketch(page, line, [])
            scope = reader.scope(line)
            drafts = [draft for tie in answers(reader, read, spoken) if (draft := _draft(reader, read, scope, tie))]
            yield from drafts
        _remember(reader, line, drafts, phrases)


SPEAKS: Final = re.compile(
    r"(?i)\b(?:par\s+les\s+(?:maires|villes)|by\s+(?:the\s+)?(?:mayors|cities)|cotisations?|subscriptions?|dues|fees)\b"
)
"""« fondé par les maires de … », « cotisations : … » name members without any word of membership."""
FOLLOWS: Final = re.compile(
    r"(?:l'est|le sont|a(?: egalement)? suivi|ont(?: egalement)? suivi|est venue|sont venues|followed|suivit|"
    r"s'y est ajoutee|came later|joined later)\b"
)
ELLIPSIS: Final = re.compile(
    rf"({PLACE})(?:\s*\([^()]*\))?(?:\s*,[^,;.{CITY}]{{2,60}},)?\s+(?:{FOLLOWS.pattern})(?P<date>\s+(?:aussi\s+)?(?:depuis|en|le|since|in|on)\s+{DATE})?"
)
LIKEWISE: Final = re.compile(
    rf"({PLACE})(?:\s*\([^()]*\))?\s+(?:\w+\s+){{0,4}}(?:le sien|la sienne|les siens|fait de meme|en fait autant|"
    rf"did the same|its own)\s+(?:avec|with)\s+(?:celle de\s+|celui de\s+|la ville de\s+)?({PLACE})"
)


def _asked(line: Line) -> str | None:
    """The kind of link that the question above the line is about."""
    above = line.headings[-1].text if line.headings else ""
    asked = [one.sense for one in find_phrases(above)] if above.endswith("?") else []
    return next((one.kind for one in asked if one.relation == "partner_of" and not one.weak and not one.fallback), None)


def _follows(text: str) -> bool:
    return bool(FOLLOWS.search(plain(text)))


def _elliptic(reader: Reader, read: Sketch, told: list[Tie]) -> Iterator[Tie]:
    """« Darlington l'est depuis 1973 », « Hanovre a suivi en 1966 », « Sarasota fait de même avec Vladimir »: the verb
    is that of a link told before."""
    main, kind = reader.now.main, reader.now.kind
    if main is not None:
        for found in ELLIPSIS.finditer(read.signs):
            place = read.mention(found.start(1)).entity
            if place.id != main.id:
                dates = read.whens(found.start("date"), found.end("date")) if found["date"] else []
                since = dates[0][1].iso if dates else None
                yield Tie(main, place, Sense("tied", kind), found.start(1), since, closed=True)
    for found in LIKEWISE.finditer(read.signs):
        senses = [tie.sense for tie in told] or ([Sense("tied", kind)] if kind else [])
        if senses:
            first, second = (read.mention(found.start(group)).entity for group in (1, 2))
            yield Tie(first, second, senses[-1], told[-1].at if told else found.start(1), closed=True)


def _remember(reader: Reader, line: Line, drafts: list[Draft], phrases: Sequence[Phrase]) -> None:
    """What « elle », « le réseau » and « l'est aussi » mean in the next sentence."""
    mentions = reader.page.mentions(line) if drafts or reader.page.lines[line.index].unit.kind == "sentence" else ()
    networks = [one.entity for one in mentions if one.entity.kind not in ("city", "region", "country")]
    if networks:
        reader.now.network = networks[-1]
    years = [when.iso[:4] for when in find_whens(line.text)]
    reader.year = years[-1] if years else reader.year
    partners = [one for one in drafts if one.relation == "partner_of"]
    if partners:
        last = partners[-1]
        owner = reader.owner(line)
        reader.now.main = (
            last.object if owner and isinstance(last.object, Entity) and last.object.id == owner.id else last.subject
        )
        reader.now.kind = last.kind
    precise = [one.sense for one in phrases if one.sense.relation == "partner_of" and not one.sense.weak]
    if phrases:
        reader.now.spoken = precise[-1].kind if precise and not precise[-1].fallback else None
    towns = {one.entity.id: one.entity for one in mentions if one.entity.kind == "city"}
    if towns:
        reader.now.named = tuple(towns.values())
    first = next((one for one in mentions if one.entity.kind in PLACES), None)
    if drafts:
        reader.now.subject = drafts[-1].subject
    elif first and first.start < 25:
        reader.now.subject = first.entity


def _draft(reader: Reader, read: Sketch, scope: Scope, tie: Tie) -> Draft | None:
    line = read.line
    start, end = clause_start(read.signs, tie.at), clause_end(read.signs, tie.at + 1)
    clause = read.signs[start:end]
    question = "?" in read.signs[tie.at :] and "?" in read.signs[tie.at : end + 2]
    role = tie.sense.role
    stance = (
        VOID if question else stance_of(clause, 0 if role == "members" else tie.at - start, role in ("tied", "members"))
    )
    if (
        stance == VOID
        or (scope.denied and (tie.sense.kind == "jumelage" or tie.subject.id not in _named(read)))
        or (tie.sense.weak and role == "tied" and not _ties_towns(reader, read, tie, end))
    ):
        return None
    if scope.topic is None and tie.sense.role == "bond" and tie.sense.kind in PAPERS and TOPICAL.search(clause):
        return None
    status = stance or tie.sense.status
    if (
        tie.sense.kind == "membre"
        and role == "belongs"
        and status == "active"
        and PAST.search(clause[: tie.at - start])
    ):
        status = "former"
    if status == "active" and cue("status", "not_lasting").match(read.signs, end):
        status = "former"
    if tie.sense.status == "former" and stance == "planned":
        # « cherche à se déjumeler »: it still stands.
        status = "active"
    elif tie.sense.status in IMPLIED and stance not in ("suspended", "former", "candidate"):
        status = tie.sense.status
    since = tie.since if tie.closed else link_dates.since(reader, read, start, end, tie)
    relation = tie.sense.relation
    subject, thing = tie.subject, tie.object
    owner = scope.subject
    if relation == "partner_of":
        if owner and thing.id == owner.id:
            subject, thing = thing, subject
        if {subject.kind, thing.kind} - set(PLACES):
            return None
    elif subject.kind not in PLACES or thing.kind in ("city", "region", "country"):
        return None
    kind = _kind(reader, scope, line, tie)
    if tie.sense.role == "joins" and status == "active":
        status = "joined"
    if stance == status == "planned" and family_of(tie.sense.kind) != "intention" and not SIGNED.search(clause):
        # « both sides hope to sign in 2025 »
        since = None
    draft = Draft(subject, relation, thing, line, EXTRACTOR, kind, since, None, status)
    lasted = LASTED.search(clause)
    if lasted and (status == "active" or (status == "former" and stance is None and role == "belongs")):
        dates = [when.iso for _, when in read.whens(start + lasted.start(), start + lasted.end())]
        since, until, status = dates[0], dates[1], "former"
        return Draft(
            tie.subject,
            tie.sense.relation,
            tie.object,
            line,
            EXTRACTOR,
            _kind(reader, scope, line, tie),
            since,
            until,
            status,
        )
    past = status == "former" and stance is None and role == "belongs"
    if (status in ("active", "joined") or past) and (
        over := link_dates.until(read, start, end, reader.page.as_of(line))
    ):
        return replace(draft, since=None if since == over else since, until=over, status="former")
    if status in ("suspended", "former"):
        when = link_dates.when_ended(read, start, end, status) or (
            link_dates.only_date(read) if tie.sense.role == "leaves" else None
        )
        if role == "leaves" and since and not when:
            # « n'est plus membre depuis 2019 »
            when = since
        return replace(
            draft,
            since=None if when and when == since else since,
            until=when if status == "former" else None,
            as_of=when if status == "suspended" else None,
        )
    return draft


def _named(read: Sketch) -> set[str]:
    return {one.entity.id for one in read.things.values() if isinstance(one, Mention)}


def _ties_towns(reader: Reader, read: Sketch, tie: Tie, end: int) -> bool:
    """Whether « liée à » is said of a link between towns (not « par le TGV »), on a page that speaks of such links."""
    if MEANS.search(read.signs, tie.at, end) and ROLES["bond"] not in read.signs[tie.at : end]:
        return False
    texts = (reader.page.document.title, *(line.text for line in reader.page.lines))
    return any(
        one.sense.relation == "partner_of" and not one.sense.weak for text in texts for one in find_phrases(text)
    )


def _kind(reader: Reader, scope: Scope, line: Line, tie: Tie) -> str | None:
    """What the words say; where they leave it open, what the headings above or the page's title say."""
    sense = tie.sense
    if not (sense.fallback or sense.kind is None) or sense.relation != "partner_of":
        return sense.kind
    if scope.subject is None or scope.subject.id not in (tie.subject.id, tie.object.id):
        return sense.kind
    if scope.topic and scope.topic.kind:
        return scope.topic.kind
    for text in (*(heading.text for heading in reversed(line.headings)), reader.page.document.title):
        if found := kinds_in(text):
            return one_kind(found) or sense.kind
    near = [one for one in reader.page.lines if one.headings == line.headings]
    return reader.now.kind or _only_kind(near) or _only_kind(reader.page.lines) or sense.kind


def _only_kind(near: Sequence[Line]) -> str | None:
    """The kind that these lines name, where they name but one family."""
    named = [phrase.sense for one in near for phrase in find_phrases(one.text)]
    kinds = [one.kind for one in named if one.relation == "partner_of" and one.kind and not one.fallback]
    return kinds[0] if kinds and len({family_of(kind) for kind in kinds}) == 1 else None

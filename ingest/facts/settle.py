"""Settles the statements of one page among themselves: what a list and a sentence say of one link is one fact.

Links of different families between the same two places stay apart (a cooperation of 1989, a twinning of 2015), as do
rows and entries with a source or a date of their own. Of the drafts of one link, the proof kept is the one
that says most.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from ingest.facts.pages.headings import same_place
from ingest.facts.pages.page import LINKS, Draft, Page
from ingest.facts.pages.subject import subject_of_page
from ingest.facts.wording.kinds import GENERIC, VAGUE, family_of
from ingest.facts.wording.plain import plain
from ingest.normalise import fold
from ingest.records import Entity

LAYOUT: Final = ("items", "sections", "minutes", "tables")
"""Extractors that read lists and tables, by the first part of their names."""
GENERAL: Final = GENERIC | {"membre", "participation"}
"""Kinds that say less than another of the same link."""
# Of two statuses that one page gives a link, the one further left is the news: what stands is assumed, an end is told.
STRENGTH: Final = (
    "suspended", "former", "rejected", "dormant", "disputed", "unknown", "reactivating", "renewed", "founding",
    "joined", "associate", "active", "in-progress", "planned", "candidate", "marked", "done", "listed", None,
)  # fmt: skip
IN_FORCE: Final = (None, "active", "done", "joined", "founding", "listed")
"""Statuses that a past end takes back."""
CORRECTED: Final = re.compile(
    r"\bet non\b|\bau lieu d|\berreur|\bcorrig|\brectifi|\bcontrairement a\b"
    r"|\bnot in \d{4}|\brather than\b|\bcorrect(?:ed|ion)\b"
)


def settle(page: Page, drafts: Iterable[Draft]) -> list[Draft]:
    """The statements of a page without doubles, in the order in which they are proven."""
    sound = [one for one in _oriented(page, _unified(list(drafts))) if _is_sound(one)]
    read = {_told(one) for one in sound if _layout(one)}
    sound = [one for one in sound if _layout(one) or _told(one) not in read]
    groups: defaultdict[tuple[str, ...], list[Draft]] = defaultdict(list)
    for one in sound:
        groups[_key(one)].append(one)
    _absorb_vague(groups)
    settled = [_ended(page, one) for group in groups.values() for one in _merge(group)]
    return sorted(settled, key=lambda one: (one.span or one.line.unit.span).start)


def _ended(page: Page, draft: Draft) -> Draft:
    """A membership whose end is past for the page is over, even where nothing else says so: « jusqu'en 2020 »."""
    today = draft.as_of or page.as_of(draft.line)
    if draft.relation != "member_of" or not draft.until or not today or draft.status not in IN_FORCE:
        return draft
    return replace(draft, status="former") if draft.until < today[: len(draft.until)] else draft


def _told(draft: Draft) -> tuple[int, frozenset[str]]:
    """The line and the two ends of a statement: what a list reader made of a line, a sentence reader need not guess."""
    thing = draft.object.id if isinstance(draft.object, Entity) else fold(draft.object)
    linked = draft.relation in (*LINKS, "status")
    return draft.line.index if linked else -1 - draft.line.index, frozenset((draft.subject.id, thing))


def _is_sound(draft: Draft) -> bool:
    """No link of a place with itself, with its own country, or of nothing."""
    thing = draft.object
    if not isinstance(thing, Entity):
        return bool(thing.strip())
    if draft.relation not in LINKS:
        return True
    abroad = None not in (draft.subject.country, thing.country) and draft.subject.country != thing.country
    if same_place(draft.subject, thing) or (fold(draft.subject.name_fr) == fold(thing.name_fr) and not abroad):
        return False
    if draft.relation == "partner_of" and not abroad and {draft.subject.kind, thing.kind} == {"city", "region"}:
        # « Cergy (Val-d'Oise) », « jumelée à la préfecture de Loire-Atlantique »: where a town lies is no partner.
        return draft.subject.country is None or thing.country is None
    return not (thing.kind == "country" and thing.country is not None and thing.country == draft.subject.country)


def _unified(drafts: list[Draft]) -> list[Draft]:
    """A name that a list gives with its country is that place in the sentences of the page too."""
    told: dict[str, Entity] = {}
    for one in drafts:
        for end in (one.subject, one.object):
            if isinstance(end, Entity) and end.kind in ("city", "region") and _layout(one):
                told.setdefault(fold(end.name_fr), end)

    def known(end: Entity) -> Entity:
        return told.get(fold(end.name_fr), end) if end.kind in ("city", "region") else end

    return [
        one
        if _layout(one)
        else replace(
            one, subject=known(one.subject), object=known(one.object) if isinstance(one.object, Entity) else one.object
        )
        for one in drafts
    ]


def _oriented(page: Page, drafts: list[Draft]) -> list[Draft]:
    """Partners read the same from both ends: the page's own city stands first."""
    own = subject_of_page(page)
    return [
        replace(one, subject=one.object, object=one.subject)
        if own and one.relation == "partner_of" and isinstance(one.object, Entity) and same_place(one.object, own)
        else one
        for one in drafts
    ]


def _key(draft: Draft) -> tuple[str, ...]:
    thing = draft.object.id if isinstance(draft.object, Entity) else fold(draft.object)
    unit = draft.line.unit
    own = f"{unit.origin.title}|{unit.origin.url}|{unit.origin.date}" if unit.origin else ""
    if draft.relation == "partner_of":
        ends = sorted((draft.subject.id, thing))
        return (draft.relation, *ends, family_of(draft.kind) or "", own, draft.line.date or "")
    if draft.relation in ("member_of", "status"):
        return (draft.relation, draft.subject.id, thing, own, draft.line.date or "")
    rest = (draft.kind or "", draft.since or "", draft.as_of or "")
    return (draft.relation, draft.subject.id, thing, own, draft.line.date or "", *rest)


def _absorb_vague(groups: defaultdict[tuple[str, ...], list[Draft]]) -> None:
    """« Relations » or « partenariat » says nothing beside the one twinning or cooperation of the same two places."""
    partners = [key for key in groups if key[0] == "partner_of"]
    for key in partners:
        if not all(one.kind is None or one.kind in VAGUE for one in groups[key]):
            continue
        # A heading has no source of its own: what is read from it alone goes with any sentence of the page.
        headings = all(one.line.unit.kind == "heading" for one in groups[key])
        precise = [other for other in partners if other != key and other[:3] == key[:3]]
        precise = [other for other in precise if headings or other[4:] == key[4:]]
        precise = [
            other for other in precise if other in groups and any(one.kind not in VAGUE for one in groups[other])
        ]
        if headings and precise:
            del groups[key]
        elif len(precise) == 1:
            kind = groups[precise[0]][0].kind
            groups[precise[0]] += [replace(one, kind=kind) for one in groups.pop(key)]


def _merge(group: Sequence[Draft]) -> list[Draft]:
    """One fact of several tellings. Rows of tables that differ are facts of their own, and so is all but links."""
    if len(group) == 1 or group[0].relation not in LINKS:
        return [group[0]]
    rows = [one for one in group if one.line.cells]
    if len({(one.since, one.status, one.kind) for one in rows}) > 1:
        return rows
    since = _since(group)
    status = min((one.status for one in group), key=STRENGTH.index)
    until = next((one.until for one in group if one.until), None)
    best = max(group, key=lambda one: _says(one, since, status))
    return [replace(best, since=since, status=status, until=until, kind=_kind(group))]


def _since(group: Sequence[Draft]) -> str | None:
    """The date: a correction's, else the list's, made as precise as any telling that agrees with it."""
    dated = [one for one in group if one.since]
    if not dated:
        return None
    corrected = [one for one in dated if CORRECTED.search(plain(one.line.text))]
    listed = [one for one in dated if _layout(one)]
    base = (corrected or listed or sorted(dated, key=lambda one: (one.since or "")[:4]))[0].since or ""
    agreeing = [one.since or "" for one in dated if (one.since or "").startswith(base)]
    return max(agreeing, key=len)


def _kind(group: Sequence[Draft]) -> str | None:
    kinds = [one.kind for one in group if one.kind]
    return next((kind for kind in kinds if kind not in GENERAL), kinds[0] if kinds else None)


def _says(draft: Draft, since: str | None, status: str | None) -> tuple[bool, bool, bool, int]:
    """How much of the settled fact a telling proves: its date, its status; then layout before prose, first to last."""
    dated = bool(since) and draft.since == since
    return dated, draft.status == status, _layout(draft), -draft.line.index


def _layout(draft: Draft) -> bool:
    return draft.extractor.split(".")[0] in LAYOUT

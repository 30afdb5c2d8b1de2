"""Items that tell an action: « 🔄 Renouvellement de la convention avec Turin », « ✓ Adhésion à ICORN »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ingest.facts.lists.topics import entry_of
from ingest.facts.pages.entries import PLACES
from ingest.facts.pages.headings import same_place
from ingest.facts.pages.network_names import networks_after
from ingest.facts.pages.page import Draft, Line, Page
from ingest.facts.pages.questions import ASKED
from ingest.facts.pages.scope import Scope, scope_of
from ingest.facts.tables.compared import by_place
from ingest.facts.wording.orders import is_order
from ingest.facts.wording.phrases import LINKS, Phrase, find_phrases
from ingest.facts.wording.plain import plain
from ingest.facts.wording.qualifiers import cue, read_qualifiers, status_in
from ingest.names import Mention
from ingest.records import Entity

EXTRACTOR: Final = "items.action"
ACTIONS: Final = ("renew", "continue", "start", "revive", "suspend", "end", "project", "past")
OPENING: Final = 40
"""Characters at the start of an item, or before the link's name, where the noun of the action stands."""
WITH: Final = re.compile(r"(?i)\b(?:avec|with|entre|between)\s+|\bwith\s+")
# What becomes of a link by (action, mark): the mark of the item, "" where the list has no marks.
STATUS: Final[dict[str, dict[str, str]]] = {
    "renew": {"done": "renewed", "": "renewed"},
    "continue": {"done": "active", "": "active"},
    "start": {"done": "active"},
    "revive": {"done": "active", "in-progress": "reactivating"},
    "suspend": {"done": "suspended", "": "suspended"},
    "end": {"done": "former", "": "former"},
    "project": {"": "planned", "done": "planned", "in-progress": "planned"},
    "past": {"done": "active", "in-progress": "active", "planned": "active", "": "active"},
    "": {"done": "active", "": "active"},
}
ESSE: Final = re.compile(r"\b(?:est|is|a|has|aussi|also)\b")
CLOSED: Final = re.compile(r"[^()]{0,30}\)")
"""« Eurocities (membre associé), … »: what stands in brackets is said of what stands before."""
SENTENCE_END: Final = re.compile(r"[.!?;](?=\s+[A-ZÀ-Þ«]|\s*$)|;")
DIGITS: Final = re.compile(r"\d{4}")
VERBS: Final = ("belongs", "joins", "leaves", "signs", "tied")
JOINING: Final = ("adhésion", "signature")


def action_items(page: Page) -> Iterator[Draft]:
    """The links and memberships that the items of a checklist, or of a list of commitments, are about."""
    for line in page.lines:
        if line.unit.kind != "item" or line.cells or line.listing or is_order(line.text) or ASKED.match(line.text):
            continue
        scope = scope_of(page, line)
        meant = by_place(page, line.text)
        owner = meant if isinstance(meant, Entity) else scope.subject
        if (
            owner is None
            or meant is True
            or owner.kind not in PLACES
            or scope.denied
            or scope.aside
            or cue("action", "replaced").search(plain(line.text))
        ):
            continue
        entry = entry_of(page, line)
        if entry is not None and entry.sure:
            continue
        owner = _labelled(page, line, owner) or owner
        if _is_of_another(page, line, owner):
            continue
        yield from _links(page, line, owner, scope)
        yield from _memberships(page, line, owner)


def _labelled(page: Page, line: Line, owner: Entity) -> Entity | None:
    """« Condom : jumelage avec Toro » on the page of a département: the town's link, not the département's."""
    first = next((one for one in page.mentions(line) if one.entity.kind == "city"), None)
    if owner.kind != "region" or first is None or first.entity.country != owner.country:
        return None
    before, behind = line.text[: first.start], line.text[first.end :]
    return first.entity if not re.search(r"\w", before) and re.match(r"\W{0,3}:\s", behind) else None


def _is_of_another(page: Page, line: Line, owner: Entity) -> bool:
    """« Liège est membre de N », « Mons ville sœur Little Rock »: the town that opens the item is the near end."""
    towns = [one for one in page.mentions(line) if one.entity.kind in PLACES]
    if not towns or same_place(towns[0].entity, owner) or re.search(r"\w", line.text[: towns[0].start]):
        return False
    first = next(iter(find_phrases(line.text)), None)
    if first is None or re.search(r"[^\s]", ESSE.sub("", line.text[towns[0].end : first.start])):
        return False
    behind = line.text[first.end :]
    tied = len(towns) > 1 and bool(
        re.match(r"\W{0,3}(?:(?:de|avec|with|of|to)\s+|d['’])?$", line.text[first.end : towns[1].start])
    )
    return tied or (first.sense.role not in LINKS and bool(re.match(r"\s", behind)))


def _links(page: Page, line: Line, owner: Entity, scope: Scope) -> Iterator[Draft]:
    text = line.text
    phrases = [one for one in find_phrases(text) if one.sense.role in LINKS]
    if not phrases:
        return
    places = [one for one in page.mentions(line) if one.entity.kind in (*PLACES, "country")]
    places = [one for one in places if not same_place(one.entity, owner) and not _is_aside(text, one)]
    first = phrases[0]
    with_at = WITH.search(text, first.end)
    named = [one for one in places if with_at and one.start >= with_at.end() - 1]
    named = _together(text, named, with_at.end() if with_at else 0)
    beside = first.sense.role == "partner" or not named
    if beside:
        # « … de Skopje (Macédoine du Nord), ville partenaire »: the place stands right before.
        before = [one for one in places if one.end <= first.start and first.start - one.end <= OPENING]
        named = [one for one in before[-1:] if one.entity.kind in PLACES]
        if not named or (first.sense.role != "partner" and not _is_project(text, first)):
            return
    said = read_qualifiers(text)
    action = _action(text, first)
    status = _status(line, action, status_in(text[first.end :]))
    if first.sense.role == "partner" and not _is_project(text, first):
        status = "active"
    if status is None:
        return
    kind = first.sense.kind
    if first.sense.weak and action:
        kind = (scope.topic.kind if scope.topic and scope.topic.lists == "partners" else None) or "relations"
    for one in named:
        yield Draft(
            owner, "partner_of", one.entity, line, EXTRACTOR,
            kind=kind, since=None if status == "planned" else said.since, until=said.until, status=status,
        )  # fmt: skip


def _is_aside(text: str, mention: Mention) -> bool:
    """Whether it stands in brackets after a place, whose country it is."""
    return mention.entity.kind == "country" and text[: mention.start].rstrip().endswith(("(", ","))


def _together(text: str, places: list[Mention], start: int) -> list[Mention]:
    """The places named one after the other from `start` on: « avec Leipzig et Francfort »."""
    kept: list[Mention] = []
    at = start
    for one in places:
        between = text[at : one.start]
        joined = re.fullmatch(
            r"(?:\s*\([^()]*\)?\s*|\s*\)\s*)?\s*(?:(?:,|;|/|&|et|and|ainsi que|avec)\s*)*"
            r"(?:(?:la|les?|the)\s+|l['’])?(?:(?:villes?|communes?|land|région|province|city)\s+)?(?:(?:de|of)\s+|d['’])?"
            r"(?:(?:la|les?|the)\s+|l['’])?\(?\s*",
            between, re.IGNORECASE,
        )  # fmt: skip
        if kept and not joined:
            break
        if not kept and len(between.split()) > 5:
            break
        kept.append(one)
        at = one.end
    return kept


def _is_project(text: str, phrase: Phrase) -> bool:
    return bool(cue("action", "project").search(plain(text[max(0, phrase.start - OPENING) : phrase.end])))


def _action(text: str, phrase: Phrase) -> str:
    """What the item does with the link that it names."""
    if _is_project(text, phrase):
        return "project"
    head = plain(text[: phrase.start])
    near = head if len(head) <= 2 * OPENING else head[:OPENING] + " # " + head[-OPENING:]
    found = [(match.start(), name) for name in ACTIONS if (match := cue("action", name).search(near))]
    return min(found)[1] if found else ""


def _status(line: Line, action: str, said: str | None) -> str | None:
    """The status of the link: what the remark says, else what the action and the item's mark make of it.

    None where nothing tells whether it was done: « Signature d'un accord avec … » in a list without marks.
    """
    mark = line.unit.status or ""
    if action not in ("past", "project") and said in ("suspended", "former", "dormant", "planned") and not mark:
        return said
    known = STATUS[action].get(mark)
    if known or not mark:
        return known
    return mark


def _memberships(page: Page, line: Line, owner: Entity) -> Iterator[Draft]:
    text = line.text
    flat = plain(text)
    for phrase in find_phrases(text):
        sense = phrase.sense
        if sense.role in LINKS or sense.role == "members" or CLOSED.match(text, phrase.end):
            continue
        bound = sense.role in ("belongs", "membership", "joins", "signs", "leaves")
        networks = networks_after(page, line, phrase.end, eager=sense.role == "membership") if bound else []
        if not networks:
            continue
        mark = line.unit.status or ""
        opened = cue("action", "end").search(flat[:OPENING]) or sense.role == "leaves"
        kind = {"signature": "signataire"}.get(sense.kind or "", sense.kind) or "membre"
        for network in networks:
            said = read_qualifiers(_of_network(page, line, phrase.end, network, len(networks) == 1), network=True)
            if sense.status == "candidate":
                yield Draft(owner, "status", network, line, EXTRACTOR, kind="candidature", status="candidate")
                continue
            status: str = "former" if opened else mark
            if status in ("done", ""):
                joins = sense.kind in JOINING and status == "done"
                status = "joined" if joins else sense.status
            since, until = (None, said.until or said.since) if opened else (said.since, None)
            yield Draft(
                owner, "member_of", network, line, EXTRACTOR,
                kind=kind, since=since if status not in ("planned", "marked") else None, until=until, status=status,
            )  # fmt: skip
        return


def _of_network(page: Page, line: Line, start: int, network: Entity, only: bool) -> str:
    """What the sentence that goes on at `start` says of one network: up to the next verb of a link, and where dates
    stand between the networks that it names, from the name of that one to the next."""
    text = line.text
    first = next((one for one in page.mentions(line) if one.start >= start and one.entity.id == network.id), None)
    verbs = [one.start for one in find_phrases(text) if one.sense.role in VERBS]
    if first and not only and any(start < verb < first.start for verb in verbs):
        # A verb of its own stands before it.
        start = first.end
    ends = [one.start() for one in SENTENCE_END.finditer(text, start)]
    ends += [verb for verb in verbs if verb > start]
    end = min(ends, default=len(text))
    named = [one for one in page.mentions(line) if start <= one.start < end and one.entity.kind not in PLACES]
    own = [number for number, one in enumerate(named) if one.entity.id == network.id]
    if len(named) > 1 and own and DIGITS.search(text, start, named[-1].start):
        after = named[own[0] + 1].start if own[0] + 1 < len(named) else end
        return text[named[own[0]].end : after]
    return text[start:end]

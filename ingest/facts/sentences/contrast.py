"""Sentences that give a link to one and take it from another: « c'est la Région, et non la Ville, qui … »."""

from __future__ import annotations

from typing import Final

from ingest.facts.pages.headings import same_place
from ingest.facts.pages.page import Draft, Line, Page
from ingest.facts.pages.questions import EXTRACTOR as ASKING
from ingest.facts.pages.questions import SENTENCE, answer_in
from ingest.facts.pages.subject import subject_of_page
from ingest.facts.wording.phrases import find_phrases
from ingest.facts.wording.words import pattern
from ingest.records import Entity

FILE: Final = "questions"
CLEFT: Final = (
    r"(?<!\w)(?:c['’]est(?:\s+bien)?|it\s+is|it['’]s|it\s+was|c['’]était)\s+(?P<who>[^;.:!?]{2,70}?),?\s+"
    r"(?:\()?<contrast.not>\s+(?P<other>[^,;.:!?()]{2,50}?)\)?,?\s+(?:qui|that|which|who|whose|dont)(?!\w)"
)
ASIDE: Final = (
    r"(?:^|[;:.]\s|,\s)(?P<who>[^,;.:!?()]{2,60}?)\s*[,(]\s*<contrast.not>\s+(?P<other>[^,;.:!?()]{2,50}?)\s*[,)]\s+"
    r"(?=<contrast.acts>\s)"
)
JOINED: Final = (
    r"(?<!\w)<contrast.joined>\s+(?:la|le|les|l['’]|the|this|that|ce|cette|ces)\s*(?:\w+\s+)?<contrast.ties>(?!\w)"
)


def is_disowned(page: Page, draft: Draft) -> bool:
    """Whether the text says that a link is not the draft's: « …, et non le Département, … », or that both ends only
    joined what others had: « X et Y ont rejoint la coopération »."""
    if draft.relation not in ("partner_of", "member_of") or draft.line.cells:
        return False
    if _is_answered_no(page, draft) or (draft.relation == "partner_of" and _only_joined(page, draft)):
        return True
    return any(_takes_from(page, line, draft) for line in _around(page, draft.line))


def _around(page: Page, line: Line) -> list[Line]:
    """The lines of the same paragraph or item."""
    near = page.lines[max(0, line.index - 3) : line.index + 4]
    return [one for one in near if one.block == line.block]


def _takes_from(page: Page, line: Line, draft: Draft) -> bool:
    found = pattern(CLEFT, FILE).search(line.text) or pattern(ASIDE, FILE).search(line.text)
    if not found:
        return False
    thing = draft.object if isinstance(draft.object, Entity) else None
    named = page.mentions(line)
    # Another sentence of the paragraph may tell another link of the same owner.
    if line.index != draft.line.index and not any(thing and one.entity.id == thing.id for one in named):
        return False
    if line.index == draft.line.index and not any(
        thing and one.entity.id == thing.id and one.start >= found.start() for one in named
    ):
        return False
    refused = [one.entity for one in named if found.start("other") <= one.start < found.end("other")]
    owner = subject_of_page(page)
    if any(same_place(one, draft.subject) for one in refused):
        return True
    meant = pattern(r"^(?:<contrast.owner>)$", FILE).match(found["other"].strip())
    return bool(meant) and owner is not None and same_place(draft.subject, owner)


def _only_joined(page: Page, draft: Draft) -> bool:
    """« Louvain et Mons ont rejoint le partenariat »: they joined it together, not each other, nor a third."""
    found = pattern(JOINED, FILE).search(draft.line.text)
    if not found or not isinstance(draft.object, Entity):
        return False
    mentions = page.mentions(draft.line)
    before = {one.entity.id for one in mentions if one.end <= found.start()}
    after = {one.entity.id for one in mentions if one.start >= found.end()}
    ends = {draft.subject.id, draft.object.id}
    return bool(ends & before) and not ends & after


def _is_answered_no(page: Page, draft: Draft) -> bool:
    """« Are we twinned with X? No; that's Y, since 1947 »: neither is a tie of the page's owner."""
    line = draft.line
    if draft.extractor == ASKING or "?" not in line.text + (page.lines[line.index - 1].text if line.index else ""):
        return False
    answer = answer_in(page, line)
    owner = subject_of_page(page)
    if answer is None or answer.opening != "no" or owner is None or not isinstance(draft.object, Entity):
        return False
    other = draft.object if same_place(draft.subject, owner) else draft.subject
    if not same_place(draft.subject, owner) and not same_place(draft.object, owner):
        return False
    end = SENTENCE.search(line.text, answer.end)
    stop = end.start() if end else len(line.text)
    later = any(one.entity.id == other.id and one.start > stop for one in page.mentions(line))
    return not later and not find_phrases(line.text[answer.end : stop])

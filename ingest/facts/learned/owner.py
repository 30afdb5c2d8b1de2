"""Whom a page speaks for, where no rule tells, or where the rules tell of one that the network all but excludes.

The gazetteer holds no « Tauranui City Council », and a page in which the only known town is a partner seems to be that
town's. The network reads the opening of the page with nobody said to be its owner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from ingest.facts.learned.reading import Candidate, owners
from ingest.facts.learned.weights import loaded
from ingest.facts.learned.windows import windows
from ingest.facts.pages.bylines import of_byline
from ingest.facts.pages.entries import PLACES
from ingest.facts.pages.page import SUBJECT_MATTER, Page
from ingest.facts.pages.subject import subject_of_page
from ingest.names.bodies import bears_name

OPENING: Final = 2
"""Windows in which a page tells whose it is."""
OWNER: Final = 0.6
"""Probability from which a page speaks for a name."""
AHEAD: Final = 0.2
"""How much more probable than any other name: a page that speaks for several speaks for none."""
MISTAKEN: Final = 0.1
"""Probability under which the rules must have been mistaken."""
CERTAIN: Final = 0.9
"""Probability from which a name stands against the one that seems to dominate the page."""
SECTIONS: Final = 3
"""Sections that make a page a collection, in which the first does not speak for the others."""
TWICE: Final = 2
"""Times that a place which no gazetteer knows must be named to be the owner."""


def owned(page: Page, declared: bool = False) -> Page:
    """The page, with whom it speaks for.

    :param declared: whether `Document.about` is what the source says of itself, not what the page seems to be about.
    """
    if SUBJECT_MATTER.search(page.document.about or "") or (page.about and declared):
        return page
    ruled = page.about or subject_of_page(page)
    if ruled and any(one.entity.id == ruled.id for one in page.names.mentions(page.document.title)):
        return page
    if ruled and (written := of_byline(page)) and written.id == ruled.id:
        return page
    blind = Page(page.document, page.lines, page.names.of_towns())
    blind.memo["subject"] = None
    candidates = owners(blind, list(islice(windows(blind), OPENING)), loaded())
    owner = _first(page, candidates)
    if owner is None or (ruled and bears_name(ruled, owner.entity)):
        return page
    odds = next((one.probability for one in candidates if ruled and one.entity.id == ruled.id), None)
    if ruled and odds is not None and odds >= MISTAKEN:
        return page
    if page.about and (odds is None or owner.probability < CERTAIN):
        return page
    taught = dict.fromkeys(owner.forms, owner.entity) if owner.entity.kind in PLACES else {}
    document = replace(page.document, about=owner.entity.name_fr) if page.about else page.document
    told = Page(document, page.lines, page.names.knowing(taught))
    told.memo["subject"] = owner.entity
    return told


def _first(page: Page, candidates: Sequence[Candidate]) -> Candidate | None:
    """The one name that the page probably speaks for."""
    if not candidates or candidates[0].probability < OWNER:
        return None
    if len(candidates) > 1 and candidates[1].probability > candidates[0].probability - AHEAD:
        return None
    owner = candidates[0]
    return owner if _is_known(page, owner) and _speaks_for_all(page, owner) else None


def _is_known(page: Page, owner: Candidate) -> bool:
    """Whether a gazetteer knows the name, or the page writes it more than in passing."""
    if owner.entity.kind not in PLACES or ":x:" not in owner.entity.id:
        return True
    lines = sum(any(form in line.text for form in owner.forms) for line in page.lines)
    return lines >= TWICE or any(form in page.document.title for form in owner.forms)


def _speaks_for_all(page: Page, owner: Candidate) -> bool:
    """Whether a name stands in the title, before the sections or in more than one of them, where a page has several."""
    above = {one.line for line in page.lines for one in line.headings}
    named: dict[tuple[int, ...], bool] = {}
    for line in page.lines:
        if line.unit.kind != "heading" or (line.index not in above and not named):
            # A title with nothing under it, before all else, is part of the head of the page.
            section = tuple(one.line for one in line.headings)
            texts = (line.text, *(one.text for one in line.headings))
            here = any(form in text for form in owner.forms for text in texts)
            named[section] = named.get(section, False) or here
    titled = any(form in page.document.title for form in owner.forms)
    return titled or len(named) < SECTIONS or named.get((), False) or sum(named.values()) > 1

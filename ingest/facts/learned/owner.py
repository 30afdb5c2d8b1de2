"""Whom a page speaks for, where no rule tells, or where the rules tell of one that the network all but excludes.

The gazetteer holds no « Tauranui City Council », and a page in which the only known town is a partner seems to be that
town's. The network reads the opening of the page with nobody said to be its owner.
"""

from __future__ import annotations

from itertools import islice
from typing import Final

from ingest.facts.entries import PLACES
from ingest.facts.learned.reading import Candidate, owners
from ingest.facts.learned.weights import loaded
from ingest.facts.learned.windows import windows
from ingest.facts.page import SUBJECT_MATTER, Page
from ingest.facts.subject import subject_of_page

OPENING: Final = 2
"""Windows in which a page tells whose it is."""
OWNER: Final = 0.6
"""Probability from which a page speaks for a name."""
AHEAD: Final = 0.25
"""How much more probable than any other name: a page that speaks for several speaks for none."""
MISTAKEN: Final = 0.1
"""Probability under which the rules must have been mistaken."""
SECTIONS: Final = 3
"""Sections that make a page a collection, in which the first does not speak for the others."""


def owned(page: Page) -> Page:
    """The page, with whom it speaks for."""
    if page.about or SUBJECT_MATTER.search(page.document.about or ""):
        return page
    blind = Page(page.document, page.lines, page.names)
    blind.memo["subject"] = None
    candidates = owners(blind, list(islice(windows(blind), OPENING)), loaded())
    ruled = subject_of_page(page)
    if ruled and any(one.entity.id == ruled.id and one.probability >= MISTAKEN for one in candidates):
        return page
    if not candidates or candidates[0].probability < OWNER:
        return page
    if len(candidates) > 1 and candidates[1].probability > candidates[0].probability - AHEAD:
        return page
    owner = candidates[0]
    if not _speaks_for_all(page, owner):
        return page
    taught = dict.fromkeys(owner.forms, owner.entity) if owner.entity.kind in PLACES else {}
    told = Page(page.document, page.lines, page.names.knowing(taught))
    told.memo["subject"] = owner.entity
    return told


def _speaks_for_all(page: Page, owner: Candidate) -> bool:
    """Whether a name stands in the title, before the sections or in more than one of them, where a page has several."""
    named: dict[tuple[int, ...], bool] = {}
    for line in page.lines:
        if line.unit.kind != "heading":
            section = tuple(one.line for one in line.headings)
            texts = (line.text, *(one.text for one in line.headings))
            here = any(form in text for form in owner.forms for text in texts)
            named[section] = named.get(section, False) or here
    titled = any(form in page.document.title for form in owner.forms)
    return titled or len(named) < SECTIONS or named.get((), False) or sum(named.values()) > 1

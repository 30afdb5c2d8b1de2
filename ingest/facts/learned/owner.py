"""Whom a page speaks for, where no rule tells, or where the rules tell of one that the network all but excludes.

The gazetteer holds no « Tauranui City Council », and a page in which the only known town is a partner seems to be that
town's. The network reads the opening of the page with nobody said to be its owner.
"""

from __future__ import annotations

from itertools import islice
from typing import Final

from ingest.facts.entries import PLACES
from ingest.facts.learned.reading import owners
from ingest.facts.learned.weights import loaded
from ingest.facts.learned.windows import windows
from ingest.facts.page import Page
from ingest.facts.subject import subject_of_page

OPENING: Final = 2
"""Windows in which a page tells whose it is."""
OWNER: Final = 0.6
"""Probability from which a page speaks for a name."""
AHEAD: Final = 0.25
"""How much more probable than any other name: a page that speaks for several speaks for none."""
MISTAKEN: Final = 0.1
"""Probability under which the rules must have been mistaken."""


def owned(page: Page) -> Page:
    """The page, with whom it speaks for."""
    if page.about:
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
    taught = dict.fromkeys(owner.forms, owner.entity) if owner.entity.kind in PLACES else {}
    told = Page(page.document, page.lines, page.names.knowing(taught))
    told.memo["subject"] = owner.entity
    return told

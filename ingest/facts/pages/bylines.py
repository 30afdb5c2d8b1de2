"""Whose page it is where a line at its top says so: « Ville de X — 12 mars », « la lettre internationale de X », the
place from which a newspaper writes, the town behind the title of a site."""

from __future__ import annotations

import re
from typing import Final

from ingest.facts.pages.entries import PLACES
from ingest.facts.pages.page import Page
from ingest.facts.wording.plain import plain
from ingest.facts.wording.words import pattern
from ingest.records import Entity

FILE: Final = "subject"
TOP: Final = 6
"""Lines among which a page says whose it is."""
DATELINE: Final = re.compile(r"(?P<name>[^\W\d_][^,;:.!?|—–()]{1,40}?)\s*(?:[—–|(,].*)?$")
SITE: Final = re.compile(r"\s(?:[|·]|[–—])\s(?P<name>[^|·–—]{2,40})$")


def of_byline(page: Page) -> Entity | None:
    """The one place that a line at the top names as the page's own; None where none does or several do."""
    if "byline" not in page.memo:
        page.memo["byline"] = _authority(page) or _periodical(page) or _dateline(page) or _site(page)
    found = page.memo["byline"]
    assert found is None or isinstance(found, Entity)
    return found


def _authority(page: Page) -> Entity | None:
    """« Ville de Metz — 18 janvier 2024 — pour décision »."""
    return _one(page, r"^\W*<byline.authority>\s*(?P<name>(?=\w)[^,;:.!?|·()]{2,40}?)\s*(?:[|·,]\s.*|\s-\s.*)?$")


def _periodical(page: Page) -> Entity | None:
    """« PASSAGES — la lettre internationale de Tours », "the international newsletter of Chester"."""
    return _one(
        page,
        r"(?<!\w)<byline.periodical>(?:\s+[\w'-]+){0,3}?\s+(?:de\s+la|de|d'|du|of|for)\s*"
        r"(?:(?:ville|commune|city|town)\s+(?:de|d'|of)\s*)?(?:the\s+)?(?P<name>[\w' -]{2,40}?)\W*$",
    )


def _dateline(page: Page) -> Entity | None:
    """« NAMUR » under the name of a newspaper and the date: it writes from there, on the town."""
    lines = page.lines[:TOP]
    if not lines or not pattern(r"<byline.paper>", FILE).search(plain(lines[0].text)):
        return None
    found: dict[str, Entity] = {}
    for line in lines[1:]:
        told = DATELINE.match(line.text)
        if told and told["name"].isupper() and (place := _place(page, told["name"])):
            found[place.id] = place
    return next(iter(found.values())) if len(found) == 1 else None


def _site(page: Page) -> Entity | None:
    """« Twinning: your questions | Bath »: a word of every day that is also a town, and the site's own name."""
    told = SITE.search(page.document.title)
    place = _place(page, told["name"]) if told else None
    if told is None or place is None:
        return None
    # The text must use it as a name does, within a sentence.
    used = re.search(rf"(?<=[a-zà-ÿ,] ){re.escape(told['name'])}(?![\w-])", page.document.text)
    return place if used else None


def _one(page: Page, words: str) -> Entity | None:
    found: dict[str, Entity] = {}
    for line in page.lines[:TOP]:
        told = pattern(words, FILE).search(plain(line.text))
        if told is None:
            continue
        name = line.text[told.start("name") : told.end("name")].strip(" *_")
        if place := _place(page, name):
            found[place.id] = place
    return next(iter(found.values())) if len(found) == 1 else None


def _place(page: Page, name: str) -> Entity | None:
    """The town that all of `name` stands for, where a gazetteer knows it."""
    place = page.names.place(name.strip().title() if name.isupper() else name.strip())
    return place if place.kind in PLACES and place.country and ":x:" not in place.id else None


def naming_site(page: Page) -> Page:
    """The page, whose text means the site's own town where it writes its name: « Bath », « Nice », « Tours »."""
    told = SITE.search(page.document.title)
    place = _site(page) if told and page.about is None else None
    if told is None or place is None or page.names.mentions(told["name"]):
        return page
    return Page(page.document, page.lines, page.names.knowing({told["name"].strip(): place}))

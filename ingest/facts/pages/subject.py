"""Whom a page of links speaks for: « la Ville », "we", and every list without an owner are this place or network.

Bolder than `Document.about`, which lends its name to the whole text: a wrong owner shows only where the page states a
link without saying whose. What the page declares or what `infer_about` found comes first, then the one name of its
title, then what `ingest.facts.pages.central` reads from the text. A page with several owners (a press round-up)
belongs to none: each sentence names its own.
"""

from __future__ import annotations

import re
from typing import Final

from ingest.facts.pages.bylines import of_byline
from ingest.facts.pages.central import central_network, central_place, is_far_end, is_of_many
from ingest.facts.pages.entries import PLACES
from ingest.facts.pages.headings import NETWORK_KINDS, read_heading
from ingest.facts.pages.page import SUBJECT_MATTER, Page
from ingest.facts.pages.sender import sender_of
from ingest.facts.wording.kinds import kinds_in
from ingest.facts.wording.plain import plain
from ingest.facts.wording.words import pattern
from ingest.names import Mention
from ingest.names.context import LOCATED
from ingest.records import Entity

AUTHORITY: Final = re.compile(
    r"(?i)\W*(?:ville|mairie|commune|métropole|communauté|département|région|conseil|municipalité|city|town|county|borough"
    r"|council|municipality|grand)\b"
)
OFFICES: Final = re.compile(r"\s*[,;|]\s+|\s+[–—·-]\s+")
FILE: Final = "subject"
SIGNED: Final = 6
"""Lines at the foot of a letter in which it is signed."""
SIGNATURE: Final = 12
"""Words of such a line."""
SHORT_TITLE: Final = 8
"""Words of a title in which « à Nantes » still says whose page it is, not where something took place."""


def subject_of_page(page: Page) -> Entity | None:
    """Whom the page is about, worked out once; None where it speaks for no one or for several."""
    if "subject" not in page.memo:
        page.memo["subject"] = page.about or _found(page)
    found = page.memo["subject"]
    assert found is None or isinstance(found, Entity)
    return found


def _found(page: Page) -> Entity | None:
    if sender := sender_of(page):
        return sender
    titled = _of_title(page)
    if titled is not None and titled.kind != "region":
        return titled
    # A newspaper of the Jura writes about one of its towns; the authority of the Jura about itself.
    told = _of_publisher(page) or of_byline(page) or _of_label(page) or _of_signature(page)
    return told or _of_text(page) or titled or _of_networks(page)


def _of_title(page: Page) -> Entity | None:
    """The one place, else the one network, of the title."""
    places = _places(page) or _of_file_name(page)
    if len(places) == 1:
        return next(iter(places.values()))
    mentions = page.names.mentions(page.document.title)
    networks = {one.entity.id: one.entity for one in mentions if one.entity.kind in NETWORK_KINDS}
    return next(iter(networks.values())) if len(networks) == 1 and not places else None


def _of_file_name(page: Page) -> dict[str, Entity]:
    """A table alone is titled by its file (« export tours partenariats 2024 »), which writes no capitals."""
    title = page.document.title
    if not all(line.unit.kind == "row" for line in page.lines) or not kinds_in(title):
        return {}
    words = " ".join(word for word in title.split() if not re.search(r"\d", word))
    found = [one.entity for one in page.names.mentions(words, loose=True) if one.entity.kind in PLACES]
    return {one.id: one for one in found}


def _of_publisher(page: Page) -> Entity | None:
    """« Département de la Seine-Saint-Denis », « Mairie de Lyon »: an authority speaks for its place."""
    publisher = page.document.publisher or ""
    places = {one.entity.id: one.entity for one in page.names.mentions(publisher) if one.entity.kind in PLACES}
    # « Service des relations internationales, Ville de X »: the office, then whose it is.
    speaks = any(AUTHORITY.match(part) for part in OFFICES.split(publisher))
    return next(iter(places.values())) if len(places) == 1 and speaks else None


def _of_label(page: Page) -> Entity | None:
    """« COMMUNE CHARLEROI », "Municipality: Kettering": the one line at the top that says only whose sheet it is."""
    found: dict[str, Entity] = {}
    for line in filter(None, page.document.text.split("\n")):
        if kinds_in(line):
            break
        label = pattern(r"^\W*<label.owner>\s*(?::\s*|\s(?:de\s+la\s+|de\s+|d'|of\s+)?)(?=\w)", FILE).match(plain(line))
        name = line[label.end() :].strip(" .") if label else ""
        for one in page.names.mentions(line) if name else ():
            if one.entity.kind in PLACES and line[one.start : one.end] == name:
                found[one.entity.id] = one.entity
    return next(iter(found.values())) if len(found) == 1 else None


def _of_signature(page: Page) -> Entity | None:
    """« Service des relations internationales, Ville de X » at the foot of what is told in the first person."""
    lines = [line for line in page.document.text.split("\n") if line.strip()]
    if not pattern(r"(?<!\w)<signature.we>(?!\w)", FILE).search(plain(page.document.text)):
        return None
    found: dict[str, Entity] = {}
    for line in lines[-SIGNED:]:
        if len(line.split()) > SIGNATURE or not pattern(r"(?<!\w)<signature.office>(?!\w)", FILE).search(plain(line)):
            continue
        begin = 0
        for part in OFFICES.split(line):
            begin = line.index(part, begin)
            for one in page.names.mentions(line):
                whole = one.end == begin + len(part.rstrip(" ."))
                named = (whole and AUTHORITY.match(part)) or _governs(line[one.end :])
                if one.start >= begin and named and one.entity.kind in PLACES:
                    found[one.entity.id] = one.entity
    return next(iter(found.values())) if len(found) == 1 else None


def _of_networks(page: Page) -> Entity | None:
    """« Chartres dans les réseaux »: the one town of which a heading lists the networks."""
    headings = [read_heading(line.text, page.names) for line in page.lines if line.unit.kind == "heading"]
    found = {one.subject.id: one.subject for one in headings if one.lists == "networks" and one.subject}
    return next(iter(found.values())) if len(found) == 1 and not _places(page) else None


def _of_text(page: Page) -> Entity | None:
    if SUBJECT_MATTER.search(page.document.about or ""):
        # What is said to be about a matter speaks for none of those that it names.
        return None
    title = page.document.title
    if any(is_of_many(title, one) for one in page.names.mentions(title)):
        return None
    if found := central_place(page):
        # Of a title that names several places, one of them: « Rouen et Caen à l'international » is about no third.
        towns = [place.id for place in _places(page).values() if place.kind == "city"]
        return found if not towns or found.id in towns else None
    return central_network(page)


def _places(page: Page) -> dict[str, Entity]:
    """The places of the title that the page may be about, by id."""
    title = page.document.title
    # « Tours partenariats 2024 »: a word that is also a town opens a title of links as the town.
    linked = bool(kinds_in(title))
    mentions = [
        one
        for one in page.names.mentions(title)
        if one.entity.kind in PLACES and (one.certain or (linked and one.start == 0) or _governs(title[one.end :]))
    ]
    return {one.entity.id: one.entity for one in mentions if _can_be_subject(title, one)}


def _governs(behind: str) -> bool:
    """« Kettering Town Council »: what the words behind make sure is a town."""
    return bool(pattern(r"^\s<after.council>(?!\w)", FILE).match(plain(behind)))


def _can_be_subject(title: str, one: Mention) -> bool:
    if is_far_end(title, one) or is_of_many(title, one):
        return False
    located = LOCATED.search(title[: one.start])
    return not located or (one.entity.kind == "city" and len(title.split()) <= SHORT_TITLE)

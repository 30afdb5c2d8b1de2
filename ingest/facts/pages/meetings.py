"""Whether a page is the record of a meeting, and what its words say of members."""

from __future__ import annotations

from typing import Final

from ingest.facts.pages.page import Page
from ingest.facts.wording.plain import plain
from ingest.facts.wording.words import pattern

FILE: Final = "headings"
TITLES: Final = 4
"""Headings at the top of a page that may call it minutes."""


def is_minutes(page: Page) -> bool:
    """Whether the title or the first headings call the page the minutes of an assembly."""
    headings = [line.text for line in page.lines if line.unit.kind == "heading"][:TITLES]
    return any(says("assembly", plain(title)) for title in (page.document.title, *headings))


def is_admission(text: str) -> bool:
    """Whether `text` tells that members are admitted."""
    return says("admitted", plain(text))


def says(name: str, flat: str) -> bool:
    """Whether a plain text holds one of the words of that list of data/headings.toml."""
    return bool(pattern(rf"(?<!\w)<minutes.{name}>(?!\w)", FILE).search(flat))

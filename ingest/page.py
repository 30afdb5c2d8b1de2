"""What a page does not declare: its title, publisher, date and language, told by its blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ingest.blocks import Block, Metadata
from ingest.dates import is_date_line, page_date
from ingest.furniture import LISTING_HEADING, ORGANISATION, SITE_NAME
from ingest.language import detect
from ingest.normalise import flat, fold
from ingest.records import Language

MASTHEAD_BLOCKS: Final = 8
SHORT_TITLE: Final = 12
"""Words kept of a first sentence that has to serve as title."""
CONTENTS: Final = re.compile(
    r"(?i)(?:(?:table of )?contents|in this (?:issue|document)|on this page|(?:au )?sommaire|table des matières|plan"
    r"|dans ce (?:numéro|document)|sur cette page)\s*:"
)
"""A line that says in a row what a page holds is no title."""
LANGUAGES: Final[dict[str, Language]] = {
    "fr": "fr", "fra": "fr", "fre": "fr", "francais": "fr", "french": "fr",
    "en": "en", "eng": "en", "anglais": "en", "english": "en",
}  # fmt: skip


def settle_title(blocks: Sequence[Block], declared: str | None, fallback: str) -> tuple[str, str | None, list[Block]]:
    """The page's title, its publisher where the masthead names one, and the blocks with the headings above it settled.

    Site names above the title become notes; headings after it are all below it. `fallback` serves tables.
    """
    result = list(blocks)
    top: list[int] = []
    for at, block in enumerate(result):
        if block.kind == "heading" and not block.listing:
            top.append(at)
        elif (block.kind not in ("note", "furniture") and len(block.text.split()) > SHORT_TITLE) or block.listing:
            break
        elif at and block.kind == "item" and result[at - 1].kind == "item" and len(top) > 1:
            # A list has begun.
            break
        if at > MASTHEAD_BLOCKS:
            break
    site = [at for at in top if SITE_NAME.search(result[at].text) or ORGANISATION.match(result[at].text)]
    publisher = result[site[0]].text if site and site[0] == top[0] and len(top) > 1 else None
    best = max(top, key=lambda at: (_title_score(result, at), -at), default=None)
    title = declared or (_title_text(result, top, best) if best is not None else _first_line(result, fallback))
    if best is None:
        return title, publisher, result
    for at in top:
        before = at < best and (at in site or len(result[at].text.split()) <= 6)
        if before or (at in site and at != best):
            result[at] = replace(result[at], kind="note")
        elif at > best and result[at].level == 1 and result[best].level == 1:
            result[at] = replace(result[at], level=2)
    return title, publisher, result


def _title_score(blocks: Sequence[Block], at: int) -> int:
    text = blocks[at].text
    after = blocks[at + 1] if at + 1 < len(blocks) else None
    return (
        (1 if len(text.split()) >= 3 else 0)
        + (1 if blocks[at].level == 1 else 0)
        + (2 if after is not None and is_date_line(after.text) else 0)
        - (4 if SITE_NAME.search(text) or ORGANISATION.match(text) else 0)
        - (3 if LISTING_HEADING.fullmatch(text) else 0)
        - (4 if CONTENTS.match(text) else 0)
    )


def _title_text(blocks: Sequence[Block], top: Sequence[int], best: int) -> str:
    title = blocks[best].text
    after = [blocks[at].text for at in top if at > best]
    if after and (LISTING_HEADING.fullmatch(after[0]) or (title.isupper() and after[0].isupper())):
        title = f"{title} – {after[0]}"
    return title


def _first_line(blocks: Sequence[Block], fallback: str) -> str:
    first = next((block for block in blocks if block.kind in ("heading", "paragraph", "item")), None)
    if first is None or any(block.kind == "row" for block in blocks[:2]):
        return fallback
    words = first.text.split()
    return first.text if len(words) <= SHORT_TITLE else " ".join(words[:SHORT_TITLE]) + "…"


def title_of_file(stem: str) -> str:
    """A readable title from a file's name: « orleans_jumelages » → « Orleans jumelages »."""
    words = flat(stem.replace("_", " ").replace("-", " "))
    return words[:1].upper() + words[1:]


def complete(metadata: Metadata, blocks: Sequence[Block]) -> Metadata:
    """`metadata` with the date and the language that the blocks tell, where it has none."""
    lines = [block.text for block in blocks if not block.listing and block.kind not in ("row", "event", "furniture")]
    text = "\n".join(block.text for block in blocks)
    stated = LANGUAGES.get(fold(metadata.language or "").split(" ")[0])
    return replace(
        metadata,
        date=metadata.date or page_date(lines, MASTHEAD_BLOCKS),
        language=stated or detect(text),
    )

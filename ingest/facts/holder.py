"""Which network a line speaks of when it says « le réseau », "it", or nothing at all."""

from __future__ import annotations

import re
from typing import Final

from ingest.facts.page import Line, Page
from ingest.names import Mention
from ingest.records import Entity

HOLDERS: Final = ("network", "organisation", "programme")
COVERED: Final = 0.5
"""Share of a heading that the name of a city must fill for the section to be about the city."""
GENERIC: Final = re.compile(
    r"(?i)\b(?:(?:ce|le|du|au|notre|un)\s+(?:\w+\s+)?réseau|(?:l['’]|cette\s+|notre\s+)(?:association|organisation|alliance)"
    r"|(?:the|this|our|its)\s+(?:\w+\s+)?(?:network|organi[sz]ation|association|alliance)(?:\s+itself)?|il|elle|it|qui|which)\b"
)
ACRONYM: Final = re.compile(r"(?<![\w.-])(?=[A-Z0-9.&-]*[A-Z]{2})[A-Z][A-Z0-9&-]{2,9}(?![\w-])")


def networks(page: Page, line: Line) -> list[Mention]:
    """The networks that the line names."""
    return [one for one in page.mentions(line) if one.entity.kind in HOLDERS]


def holder(page: Page, line: Line) -> Entity | None:
    """The network that the lines around speak of: the sentence before, the innermost heading, then the page."""
    for before in reversed(page.lines[max(0, line.index - 2) : line.index]):
        if before.block == line.block and (named := networks(page, before)):
            return named[0].entity if len({one.entity.id for one in named}) == 1 else None
    for heading in reversed(line.headings):
        above = page.lines[heading.line]
        named = list({one.entity.id: one.entity for one in networks(page, above)}.values())
        if len(named) == 1:
            return named[0]
        whole = sum(one.end - one.start for one in page.mentions(above) if one.entity.kind in ("city", "region"))
        if named or whole >= COVERED * len(above.text):
            return None
    return page.about if page.about and page.about.kind in HOLDERS else None


def named_before(page: Page, line: Line, at: int, reach: int = 90) -> Mention | None:
    """The last network named in the same clause before character `at` of the line."""
    found = [one for one in networks(page, line) if at - reach <= one.end <= at]
    return found[-1] if found and not re.search(r"[;.!?]\s", line.text[found[-1].end : at]) else None

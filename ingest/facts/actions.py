"""What a page's city or network did, does or plans: the lines of its checklists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.facts.lists import entry_of
from ingest.facts.orders import is_order
from ingest.facts.page import Draft, Line, Page
from ingest.records import Entity


def actions(page: Page) -> Iterator[Draft]:
    """One fact a line of a checklist, with the status of its mark."""
    for line in page.lines:
        if line.unit.status is None or line.unit.kind not in ("item", "sentence") or is_order(line.text):
            continue
        entry = entry_of(page, line)
        # A list of places with a mark before each states links, not actions.
        owner = None if entry and entry.sure else _owner(page, line)
        if owner:
            yield Draft(owner, "did", _words(line), line, "actions.checklist", status=line.unit.status)


def _owner(page: Page, line: Line) -> Entity | None:
    """The city or network whose section it is, else the page's."""
    for heading in reversed(line.headings):
        whole = page.mentions(page.lines[heading.line])
        if len(whole) == 1 and whole[0].end - whole[0].start >= 0.7 * len(heading.text):
            return whole[0].entity
    return page.about


def _words(line: Line) -> str:
    """The action without its mark."""
    text = line.text.replace(line.unit.mark, "", 1) if line.unit.mark else line.text
    return " ".join(re.sub(r"^[\W_]+", "", text).split())

"""What a page's city or network did, does or plans: the lines of its checklists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.facts.lists.topics import entry_of, unmarked
from ingest.facts.pages.network_names import read_networks
from ingest.facts.pages.page import Draft, Line, Page
from ingest.facts.pages.scope import scope_of
from ingest.facts.wording.orders import is_order
from ingest.records import Entity


def actions(page: Page) -> Iterator[Draft]:
    """One fact a line of a checklist, with the status of its mark."""
    for line in page.lines:
        if line.unit.status is None or line.unit.kind not in ("item", "sentence") or is_order(line.text):
            continue
        owner = None if _states_link(page, line) else _owner(page, line)
        if owner:
            yield Draft(owner, "did", _words(line), line, "actions.checklist", status=line.unit.status)


def _states_link(page: Page, line: Line) -> bool:
    """Whether a line with a mark is an entry of a list of places or of networks, and so no action."""
    entry = entry_of(page, line)
    if entry and entry.sure:
        return True
    topic = scope_of(page, line).topic
    return topic is not None and topic.lists == "networks" and any(read_networks(unmarked(line.text), page, line))


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

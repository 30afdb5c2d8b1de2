"""What an assembly made of a proposal: a link that was voted down, withdrawn or put off is no link.

« Adhésion au réseau X : REJETÉE, 12 pour », « Proposition de jumelage avec Y » and below it « Retirée du vote ».
Asking for the end of a link in vain leaves it as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Final, Literal

from ingest.facts.pages.page import Draft, Line, Page
from ingest.facts.wording.plain import plain
from ingest.facts.wording.words import pattern

FILE: Final = "outcomes"
Outcome = Literal["refused", "postponed", "accepted"]
OUTCOMES: Final[tuple[Outcome, ...]] = ("refused", "postponed", "accepted")
REACH: Final = 6
"""Lines below a proposal among which its outcome stands."""
RELATIONS: Final = ("partner_of", "member_of", "status")


def decided(page: Page, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """`drafts` as the votes of the page left them."""
    for draft in drafts:
        # A row whose own column says how the link stands has been told already.
        told = bool(draft.line.cells) and draft.status not in ("active", None)
        found = _outcome(page, draft.line) if draft.relation in RELATIONS and not told else None
        if found is None or found[0] == "accepted":
            yield draft
            continue
        outcome, asked = found
        if pattern(r"(?<!\w)<proposal.ending>(?!\w)", FILE).search(asked):
            yield replace(draft, status="active", until=None, as_of=None)
        elif not (
            pattern(r"(?<!\w)<proposal.words>(?!\w)", FILE).search(asked)
            or pattern(r"(?<!\w)<outcome.certain>(?!\w)", FILE).match(
                plain(draft.line.text)[len(asked) :].lstrip(" :(→–—-")
            )
        ):
            yield draft
        elif outcome == "postponed" and draft.relation != "status":
            yield replace(draft, status="planned", since=None)


def _outcome(page: Page, line: Line) -> tuple[Outcome, str] | None:
    """What was decided on what `line` proposes, and the words of the proposal."""
    flat = plain(line.text)
    for outcome in OUTCOMES:
        if own := _behind(outcome).search(flat):
            return outcome, flat[: own.start()]
    if line.unit.kind in ("item", "row"):
        return None
    for below in page.lines[line.index + 1 : line.index + 1 + REACH]:
        if below.unit.kind in ("heading", "item", "row"):
            return None
        told = plain(below.text)
        for outcome in OUTCOMES:
            if _opening(outcome).match(told):
                return outcome, flat
    return None


@cache
def _behind(outcome: Outcome) -> re.Pattern[str]:
    """« Adhésion … : REJETÉE », « … (retirée) », "…: application deferred"."""
    return pattern(
        rf"\s*(?:[:(→]|\s[-–—]\s)\s*(?:<subject.words>\s+)?(?:<subject.verbs>\s+)?<outcome.{outcome}>(?!\w)", FILE
    )


@cache
def _opening(outcome: Outcome) -> re.Pattern[str]:
    """« REJETÉE à main levée », « Après débat, le vote est reporté », "The motion was lost"."""
    return pattern(
        rf"\W*(?:(?:apres|after|finalement|vote|resultat|decision|result|outcome)[^,:.]{{0,50}}[,:]\s*)?"
        rf"(?:<subject.words>\s*:?\s+)?(?:<subject.verbs>\s+)?<outcome.{outcome}>(?!\w)",
        FILE,
    )

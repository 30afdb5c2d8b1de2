"""What a clause says of the link it names: that it stands, is suspended, planned, over, or that there is none."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from ingest.facts.wording.words import vocabulary

FILE: Final = "statuses"
VOID: Final = "void"
"""The stance of a clause that states no link."""
ORDER: Final = ("suspended", "former", "dormant", "candidate", "renewed", "planned")
NEAR: Final = 45
"""Characters before a status in which « pourrait » or « envisage » makes it unreal."""
NEGATED: Final = re.compile(
    r"(?:\bn'(?:est|a|ont|etait)|\bne (?:sont|seront)|\bnot|\bnever|n't)(?: \w+)? ?(?:pas|jamais|not|been)?\s*$"
)


@cache
def cue(table: str, name: str) -> re.Pattern[str]:
    """The expressions of a list as one pattern for plain text."""
    words = "|".join(vocabulary(FILE)[table][name]).replace("~", r"\s+")
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")


def is_of_source(before: str) -> bool:
    """Whether the date that follows `before` is that of a source or of a count: « selon la liste du 8 février »."""
    head = before.rstrip()
    return any(found.end() == len(head) for found in cue("dates", "source").finditer(head))


def stance_of(clause: str, phrase: int, tied: bool = False) -> str | None:
    """A `FactStatus`, `VOID`, or None where the clause (plain text) qualifies nothing.

    `phrase`: where in the clause the words of the link stand; `tied`: whether they are its verb, which only what
    stands before can turn into a plan (« Jumelée avec Turin, la Ville va … » is none).
    """
    if _kept(clause):
        return None
    if "?" in clause or cue("void", "rejected").search(clause) or cue("void", "pleaded").search(clause, 0, phrase + 1):
        return VOID
    clause = cue("void", "late").sub(lambda found: "x" * len(found[0]), clause)
    hypothetical = cue("void", "hypothetical").search(clause)
    for status in ORDER:
        reach = phrase if tied and status == "planned" else len(clause)
        said = cue("status", status).finditer(clause, 0, reach)
        found = min(said, key=lambda one: abs(one.start() - phrase), default=None)
        if not found:
            continue
        if status in ("suspended", "former", "dormant"):
            # « n'est pas rompu », « pourrait suspendre »: the link stands.
            before = clause[max(0, found.start() - NEAR) : found.start()].rpartition(",")[2]
            unreal = cue("void", "hypothetical").search(before) or cue("status", "planned").search(before)
            return None if unreal or NEGATED.search(clause[: found.start()]) else status
        return VOID if hypothetical and status == "planned" and cue("void", "denied").search(clause) else status
    if hypothetical or cue("void", "denied").search(clause):
        return VOID
    return None


def _kept(clause: str) -> bool:
    """« refuse de rompre », « hors de question de suspendre »: nothing ends."""
    ends = [one.start() for status in ("suspended", "former") for one in cue("status", status).finditer(clause)]
    kept = "|".join(vocabulary(FILE)["status"]["kept"]).replace("~", r"\s+")
    return any(re.search(rf"(?<!\w)(?:{kept})(?:\w+\s+){{0,2}}$", clause[max(0, end - NEAR) : end]) for end in ends)

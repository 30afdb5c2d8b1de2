"""Who writes a message: the town of the address or of the office from which it is sent speaks as « nous »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from ingest.facts.pages.entries import PLACES
from ingest.facts.pages.page import Page
from ingest.facts.wording.plain import plain
from ingest.facts.wording.words import any_of, pattern
from ingest.normalise import fold
from ingest.records import Entity

FILE: Final = "subject"
HEAD: Final = 8
"""Lines at the top of a message in which its sender stands."""
ADDRESS: Final = re.compile(r"[\w.+-]+@(?P<domain>[\w-]+(?:\.[\w-]+)+)")
FIELD: Final = re.compile(r"\W*[^\W\d_][\w’' -]{0,20}\s?:\s")
"""« De : », "Subject:" at the head of a message."""
SHORTEST: Final = 4
"""Letters of a name that an address may write without saying that it is a town's."""
QUOTED: Final = ">"
"""Before the lines of the message that is answered."""


def sender_of(page: Page) -> Entity | None:
    """The town that sends a message and tells of itself in the first person; None for any other page."""
    lines = page.document.text.split("\n")
    said = [line for line in lines if line.strip()]
    head = list(takewhile(lambda line: FIELD.match(line), said[:HEAD]))
    sent = next((line for line in head if _labelled("labels", line)), None)
    address = ADDRESS.search(sent) if sent else None
    if sent is None or address is None:
        return None
    own = "\n".join(line for line in lines if not line.startswith(QUOTED) and line not in head)
    subject = next((line for line in head if _labelled("subject", line)), "")
    asked = pattern(r"(?<!\w)<sender.yours>(?!\w)", FILE).search(plain(subject))
    told = len(pattern(r"(?<!\w)<signature.we>(?!\w)", FILE).findall(plain(own)))
    theirs = len(pattern(r"(?<!\w)<sender.yours>(?!\w)", FILE).findall(plain(own)))
    # A letter that asks after the links of whom it is sent to tells none of its own.
    if (
        not told
        or theirs > told
        or (asked and not pattern(r"(?<!\w)<signature.we>(?!\w)", FILE).search(plain(subject)))
    ):
        return None
    return _of_address(page, address["domain"].lower())


def _labelled(words: str, line: str) -> bool:
    return bool(pattern(rf"^\W*<sender.{words}>\s*:", FILE).match(plain(line)))


def _of_address(page: Page, domain: str) -> Entity | None:
    """The place whose name the address holds, as the page writes it or as a gazetteer knows it."""
    heads, tails = any_of(FILE, "sender", "heads"), any_of(FILE, "sender", "tails")
    *labels, _ = domain.split(".")
    official = any(re.fullmatch(any_of(FILE, "sender", "official"), label) for label in labels)
    for label in labels:
        squeezed = re.sub(r"[^a-z0-9]", "", fold(label))
        for name, entity in _named(page):
            around = re.fullmatch(rf"(?P<head>{heads})?{re.escape(name)}(?P<tail>{tails})?", squeezed)
            if around and (around["head"] or around["tail"] or official or _is_own(squeezed)):
                return entity
        if found := _known(page, label, official):
            return found
    return None


def _is_own(label: str) -> bool:
    return len(label) >= SHORTEST and not re.fullmatch(any_of(FILE, "sender", "carriers"), label)


def _named(page: Page) -> Iterator[tuple[str, Entity]]:
    """The places that the page names, each form in one word, the longest first."""
    found: dict[str, Entity] = {}
    for line in page.lines:
        for one in page.mentions(line):
            if one.entity.kind in PLACES:
                found.setdefault(fold(line.text[one.start : one.end]).replace(" ", ""), one.entity)
    yield from sorted(found.items(), key=lambda one: -len(one[0]))


def _known(page: Page, label: str, official: bool) -> Entity | None:
    """The town of an address that says to be a town's: « mairie-vendome.fr », "cityofdover.org"."""
    heads, tails = any_of(FILE, "sender", "heads"), any_of(FILE, "sender", "tails")
    marked = re.fullmatch(rf"{heads}(?: (?:de|d|du|des))* (?P<name>.+)|(?P<first>.+) {tails}", fold(label))
    joined = re.fullmatch(r"(?:cityof|townof)(?P<name>\w+)", fold(label))
    name = (marked["name"] or marked["first"]) if marked else joined["name"] if joined else fold(label)
    known = page.names.known(name) if marked or joined or official else ()
    return known[0] if known and known[0].kind in PLACES else None

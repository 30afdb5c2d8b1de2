"""What the remark behind a name of a list says of its link: each place of an entry with its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ingest.facts.pages.entries import Entry
from ingest.facts.wording.no_link import is_denied, is_no_link
from ingest.facts.wording.qualifiers import Qualifiers, read_qualifiers
from ingest.records import Entity

OWN_DATE: Final = re.compile(r"\s*(?:,\s*[^,;:|•()\d]{3,30}?)?\s*[(,–-]?\s*\d{4}")
"""What stands right behind a name, its country or not: « Munich, Germany (1954) | Nice (1958) »."""


def remark(text: str, listed: str | None = None, network: bool = False) -> Qualifiers:
    """What is said behind a name, `network` a network's; `rejected` where it says that there is no such link.

    `listed`: the list's kind.
    """
    said = read_qualifiers(text, network)
    return replace(said, status="rejected") if is_no_link(text) or is_denied(said, listed) else said


def remarks(text: str, entry: Entry, listed: str | None = None) -> Iterator[tuple[Entity, Qualifiers]]:
    """Each place of an entry with what is said of it: of all alike, unless dates stand right behind several names."""
    after = [*(place.start for place in entry.places[1:]), len(text)]
    own = [text[place.end : end] for place, end in zip(entry.places, after, strict=True)]
    if len(own) > 1 and any(OWN_DATE.match(part) for part in own[:-1]):
        for place, part in zip(entry.places, own, strict=True):
            yield place.entity, remark(part, listed)
        return
    said = read_qualifiers(text if entry.dated else entry.rest)
    if is_no_link(entry.rest) or is_denied(said, listed):
        said = replace(said, status="rejected")
    for place in entry.places:
        yield place.entity, said

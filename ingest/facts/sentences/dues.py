"""Memberships told by what is paid for them: « Cotisations 2025 : Cités Unies France (2 140 €), AFCCRE (610 €) »."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ingest.facts.pages.page import Draft
from ingest.facts.sentences.actors import Reader
from ingest.facts.sentences.coordination import read_list
from ingest.facts.sentences.sketch import NETWORK, Sketch
from ingest.facts.wording.plain import plain
from ingest.facts.wording.stance import VOID, stance_of
from ingest.facts.wording.words import pattern

FILE: Final = "dues"
EXTRACTOR: Final = "dues"


def dues(reader: Reader, sketch: Sketch) -> Iterator[Draft]:
    """The networks whose dues a sentence lists, with the amount of each, and the place that pays them."""
    owner = reader.owner(sketch.line)
    if owner is None or not (led := pattern(r"(?<!\w)<dues.words>[^:;.!?]{0,60}:\s*", FILE).search(sketch.signs)):
        return
    if stance_of(sketch.signs[: led.end()], led.start()) == VOID:
        return
    for item in read_list(sketch, led.end(), NETWORK):
        # What is paid stands behind the name and before the next one.
        aside = plain(sketch.line.text[sketch.offsets[item.end] : sketch.offsets[item.stop]])
        if pattern(r"\d\s*<dues.money>", FILE).search(aside) and not pattern(r"(?<!\w)<dues.unpaid>", FILE).search(
            aside
        ):
            yield Draft(owner, "member_of", item.entity, sketch.line, EXTRACTOR, "membre", None, None, "active")

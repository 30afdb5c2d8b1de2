"""Links of which a sentence tells and whose partner the sentence before named.

« Que devient Rovigo ? Le conseil a mis fin à ce jumelage en 2015 », "The bowl is from Toki. That twinning, signed in
1979, …", « le jumelage italien a été dénoncé ». Read only where that sentence names one town abroad and this one none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from ingest.facts.sentences.actors import Reader
from ingest.facts.sentences.sketch import CITY, ROLES, Sketch
from ingest.facts.sentences.tie import Tie
from ingest.facts.wording.words import any_of, vocabulary
from ingest.records import Entity

FILE: Final = "recalled"
EXTRACTOR: Final = "recalled"
THIS: Final = re.compile(rf"(?<![\w'-]){any_of(FILE, 'bond', 'this')}$")
THE: Final = re.compile(rf"(?<![\w'-]){any_of(FILE, 'bond', 'the')}\s*(?P<before>[a-z]+)?\s*$")
BEHIND: Final = re.compile(r"\s+(?P<after>[a-z]+)")
SIGNED: Final = rf"(?:{ROLES['signs']}|{any_of(FILE, 'bond', 'signed')})"
BOTH: Final = re.compile(rf"(?<!\w){any_of(FILE, 'bond', 'both')}\s[^,;.:!?]{{0,15}}{SIGNED}[^,;.:!?]{{0,25}}$")


def recalled(reader: Reader, sketch: Sketch) -> Iterator[Tie]:
    """The links that a sentence which names no partner comes back to."""
    owner = reader.owner(sketch.line)
    if owner is None or owner.kind != "city":
        return
    if any(sketch.mention(at).entity.id != owner.id for at in sketch.things if sketch.signs[at] == CITY):
        return
    for at, phrase in sketch.phrases():
        sense = phrase.sense
        if sense.role != "bond" or sense.weak or sense.fallback:
            continue
        town = _meant(reader, sketch, at, owner)
        if town is not None:
            yield Tie(owner, town, sense, at)
            return


def _meant(reader: Reader, sketch: Sketch, at: int, owner: Entity) -> Entity | None:
    """The one town abroad that was named before, where the words before or behind place `at` point to it."""
    line = sketch.line
    above = reader.page.lines[line.index - 1] if line.index else None
    if above is None or above.block != line.block or above.unit.kind != "sentence":
        return None
    if not any(one.entity.kind == "city" for one in reader.page.mentions(above)):
        return None
    abroad = [one for one in reader.now.named if None not in (one.country, owner.country)]
    abroad = [one for one in abroad if one.country != owner.country]
    before = sketch.signs[:at]
    if THIS.search(before) or BOTH.search(before):
        return abroad[0] if len(abroad) == 1 and len(reader.now.named) == 1 else None
    led, behind = THE.search(before), BEHIND.match(sketch.signs, at + 1)
    told = {led["before"] if led else None, behind["after"] if behind and led else None}
    lands = {_nation(word) for word in told if word} - {None}
    of_it = [one for one in abroad if one.country in lands]
    return of_it[0] if len(of_it) == 1 else None


@cache
def _nation(word: str) -> str | None:
    """The country that an adjective is of."""
    nations = vocabulary(FILE)["nations"]
    return next((code for code in nations if re.fullmatch(any_of(FILE, "nations", code), word)), None)

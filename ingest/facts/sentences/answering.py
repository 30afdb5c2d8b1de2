"""Links told by a sentence without any word of a link, right after one that speaks of such links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ingest.facts.sentences.actors import Reader
from ingest.facts.sentences.coordination import Item, read_list
from ingest.facts.sentences.sketch import CITY, DATE, PLACE, Sketch
from ingest.facts.sentences.tie import Tie, pairs, town_maker
from ingest.facts.wording.phrases import Sense
from ingest.facts.wording.words import any_of

LIKE: Final = (
    r"(?:\b(?:notamment|dont|comme|par exemple|a l'image de|including|such as|for example|like|e\.g\.)\s+|"
    r"[:(]\s*|\bc'est\s+)(?:(?:celui|celle) (?:de|d')\s*)?(?:la ville de |l')?"
)
PAIR: Final = re.compile(rf"{LIKE}({PLACE})(?:\s*\([^()]*\))?\s+(?:avec|with)\s+(?=[^.;:]{{0,30}}{PLACE})")
"""« …, notamment Toulouse avec Kiev »."""
ANSWER: Final = re.compile(
    rf"\W*(?:[^{CITY}.;:]{{0,60}}?\bc'est\s+|[^{CITY}.;:]{{0,40}}?\bit (?:is|was)\s+)?({PLACE})\s+(?:avec|with)\s+"
)
TURN: Final = re.compile(
    rf"\W*(?:(?!\b(?:avec|with)\b)[^{CITY}.;:]){{0,60}}?\b(?:le|la|the)\s+(?:premiere?|seconde?|derniere?|"
    rf"plus [a-z]+|first|last|oldest|latest|earliest|newest)\s+(?:a|est|fut|date|remonte|etait|signee?|conclue?|was|is|"
    rf"dates|of (?:these|them)|signed)\b[^{CITY}.;:]{{0,60}}?\b(?:entre|between)\s+"
)
"""« Le premier a été conclu en 1947 entre … »: of the links that were spoken of before."""
ORDERED: Final = re.compile(
    rf"\W*{any_of('narrated', 'ordered', 'which')}\s*,?\s*(?:"
    rf"(?:avec|with)\s+(?=[^.;:!?]{{0,90}}\b{any_of('narrated', 'ordered', 'began')}\s[^.;:!?{CITY}]{{0,30}}{DATE})"
    rf"|{any_of('narrated', 'ordered', 'is')},?\s+(?:avec |with )?)(?={PLACE})"
)
"""« Le premier, avec Palos (Illinois), remonte à 1990 », « La cadette, c'est Turda, depuis 2001 »: in turn."""
INCLUDED: Final = re.compile(
    rf"\W*(?:they|these|those|others|elles?|ce|ils|il s'agit|celles-ci|among them|parmi elles)\b[^{CITY}.;:!?]{{0,30}}?"
    r"(?:\binclude|\bare|\bsont|\bcomprennent|\bs'agit d[e']|\bthem|\belles)\s*(?:now\s+)?[:,]?\s*"
)
"""« They now include: Toruń, Poland; Kobe, Japan … »."""
DATED: Final = re.compile(
    rf"\W*({PLACE})\s*[,:]\s*(?:(?:c'est|c'etait|it is|it was|that was|en|in|depuis|since)\s+){{1,2}}{DATE}\W*"
)
"""« Neuchâtel, c'est 1975. »"""


def answers(reader: Reader, sketch: Sketch, kind: str | None, start: int = 0) -> Iterator[Tie]:
    """A sentence without any word of a link, right after one that speaks of such links: « C'est Montbéliard avec
    Ludwigsburg », « Le premier a été conclu en 1947 entre Crailsheim et Worthington »."""
    if kind is None:
        return
    sense = Sense("bond", kind)
    for found in [one for one in (ANSWER.match(sketch.signs, start), PAIR.search(sketch.signs, start)) if one]:
        items = read_list(sketch, found.end(), PLACE)
        if items and not re.match(r"\s*[a-z]", sketch.signs[items[-1].stop :]):
            yield from pairs([sketch.mention(found.start(1)).entity], items, sense, found.start(1))
            return
    if (ordered := ORDERED.match(sketch.signs, start)) and (whose := reader.owner(sketch.line)):
        items = read_list(sketch, ordered.end(), PLACE)[:1]
        dates = [when.iso for _, when in sketch.whens(ordered.end(), len(sketch.signs)) if when.mode != "until"]
        yield from pairs([whose], items, sense, ordered.end(), dates[0] if len(dates) == 1 else None)
        if items:
            return
    if included := INCLUDED.match(sketch.signs, start):
        items = read_list(sketch, included.end(), PLACE)
        whose = reader.owner(sketch.line) or reader.now.main
        if len(items) > 1 and whose:
            yield from pairs([whose], items, sense, start)
            return
    dated = DATED.fullmatch(sketch.signs, start)
    owner = reader.owner(sketch.line)
    if dated and owner:
        yield from pairs([owner], read_list(sketch, dated.start(1), PLACE)[:1], sense, dated.start(1))
    if turn := TURN.match(sketch.signs, start):
        items = read_list(sketch, turn.end(), PLACE, town_maker(reader))
        if len(items) == 2:
            yield Tie(items[0].entity, items[1].entity, sense, items[0].start, _date(sketch, turn, items))


def _date(sketch: Sketch, turn: re.Match[str], items: Sequence[Item]) -> str | None:
    dates = [when.iso for _, when in sketch.whens(turn.start(), items[-1].stop) if when.mode != "until"]
    return dates[0] if len(dates) == 1 else None

"""A link as a sentence tells it, before it is dated and qualified."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.facts.sentences.actors import Reader, is_preposed
from ingest.facts.sentences.coordination import Item, PlaceMaker
from ingest.facts.sentences.sketch import CITY, Sketch
from ingest.facts.wording.phrases import Sense
from ingest.records import Entity


@dataclass(frozen=True, slots=True)
class Tie:
    """A link that a sentence tells: places of the sketch, not yet dated nor qualified."""

    subject: Entity
    object: Entity
    sense: Sense
    at: int
    """Of the phrase."""
    since: str | None = None
    """Told with the object itself."""
    single: bool = True
    """Whether it is the phrase's only link, so that a date of the clause is its own."""
    closed: bool = False
    """Whether its date, if any, is already told: no other date of the clause is its own."""


def sole_actor(sketch: Sketch, start: int, end: int) -> Entity | None:
    """The one town between two places that hangs on no preposition; None where there are none or several."""
    inside = [place for place in sketch.things if start <= place < end and sketch.signs[place] == CITY]
    if len({sketch.mention(place).entity.id for place in inside}) != 1:
        return None
    return None if is_preposed(sketch.signs, start, inside[0]) else sketch.mention(inside[0]).entity


def maker(reader: Reader, sense: Sense) -> tuple[PlaceMaker, bool]:
    """Makes towns that no gazetteer knows, and whether something must show that they are towns: after « jumelée avec »
    stands nothing else."""
    return town_maker(reader), sense.kind != "jumelage"


def town_maker(reader: Reader) -> PlaceMaker:
    """Makes towns of names that no gazetteer holds and that are no country's."""
    names = reader.page.names
    return lambda name, country: None if names.country(name) else names.place(name, country)


def pairs(
    subjects: Sequence[Entity], items: Sequence[Item], sense: Sense, at: int, shared: str | None = None
) -> Iterator[Tie]:
    for subject in subjects:
        for item in items:
            if item.entity.id != subject.id:
                yield Tie(subject, item.entity, sense, at, item.since or shared, len(items) == 1)


def shared_date(sketch: Sketch, at: int, items: Sequence[Item]) -> str | None:
    """A date between the words and their list holds for the whole list: « a signé en 1980 un accord avec A et B »."""
    dates = [when.iso for _, when in sketch.whens(at, items[0].start) if when.mode != "until"]
    return dates[0] if len(dates) == 1 else None


def mutual(
    reader: Reader, entities: Sequence[Entity], sense: Sense, at: int, since: str | None = None
) -> Iterator[Tie]:
    """« X et Y sont jumelées »: two are linked; of more, only the page's own with each other one."""
    if len(entities) == 2:
        yield Tie(entities[0], entities[1], sense, at, since)
    elif len(entities) > 2:
        owner = reader.page.about
        if owner and any(one.id == owner.id for one in entities):
            for one in entities:
                if one.id != owner.id:
                    yield Tie(owner, one, sense, at, since)

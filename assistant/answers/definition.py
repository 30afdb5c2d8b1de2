"""What an acronym, a name or a word means: the words it stands for first, then what it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from assistant.answers.desk import Desk
from assistant.answers.words import name_of
from assistant.markdown import plain
from index.facts import newest_first
from ingest.normalise import fold
from ingest.records import Answer, Fact, Item, Relation

DEFINED: Final[tuple[Relation, ...]] = ("defined_as",)
SPELT_OUT = frozenset({"sigle", "nom", "acronym", "name"})
SAME: Final = 0.7
"""Share of their words that two definitions have in common when they say the same."""
DESCRIPTIONS: Final = 3
"""Sentences that describe: the next ones would say the same in other words."""


def answer(desk: Desk) -> Answer | None:
    """The definitions of the query's topic; None where there is none."""
    topic = desk.query.topic
    if topic is None:
        return None
    name = name_of(topic, desk.language)
    told = [*desk.facts.of(topic.id, DEFINED), *desk.facts.definitions(topic.name_fr)]
    # A name is no meaning of itself.
    facts = [fact for fact in told if fold(fact.object).strip(" .") != fold(fact.subject)]
    if not facts:
        return None
    ordered = newest_first({(fact.document, fact.span, fact.object): fact for fact in facts}.values())
    spelt = _once(fact for fact in ordered if fact.qualifiers.get("kind") in SPELT_OUT)
    described = _once(fact for fact in ordered if fact.qualifiers.get("kind") not in SPELT_OUT)[:DESCRIPTIONS]
    # The name that the sources define is the one to show: an entity may be known by its long name.
    term = plain(spelt[0][0].subject if spelt and _is_acronym(spelt[0][0].subject) else _asked(desk, name))
    blocks, items = [], []
    for place, group in enumerate(spelt):
        numbers = desk.cite(group)
        key = "definition.also" if place else "definition.stands"
        blocks.append(desk.say(key, term=term, expansion=plain(group[0].object), marks=desk.marks(group)))
        items.append(_item(group, numbers))
    for group in described:
        numbers = desk.cite(group)
        blocks.append(
            desk.say("definition.is", term=term, text=plain(_ended(group[0].object)), marks=desk.marks(group))
        )
        items.append(_item(group, numbers))
    return desk.answered(blocks, items)


def _once(facts: Iterable[Fact]) -> list[list[Fact]]:
    """Facts that say the same in nearly the same words together, in the order in which they come."""
    groups: list[tuple[frozenset[str], list[Fact]]] = []
    for fact in facts:
        words = frozenset(re.findall(r"\w{3,}", fold(fact.object)))
        same = next((group for known, group in groups if _alike(known, words)), None)
        if same is None:
            groups.append((words, [fact]))
        else:
            same.append(fact)
    return [group for _, group in groups]


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return one == other or len(one & other) > SAME * len(one | other)


def _item(group: Sequence[Fact], numbers: tuple[int, ...]) -> Item:
    fact = group[0]
    return Item(
        label=fact.object, detail=fact.qualifiers.get("kind"), as_of=fact.qualifiers.get("as_of"), citations=numbers
    )


def _is_acronym(name: str) -> bool:
    return " " not in name and sum(letter.isupper() for letter in name) > 1


def _asked(desk: Desk, name: str) -> str:
    """The topic as the question has it, where it is one of its names."""
    topic = desk.query.topic
    assert topic is not None
    asked = f" {fold(desk.question.standalone)} "
    names = (name, topic.name_fr, topic.name_en, *topic.aliases)
    return next((one for one in names if one and f" {fold(one)} " in asked), name)


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."

"""What else may have been meant, and what can be asked next: questions that a reader asks with one click."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from assistant.answers.words import country, name_of
from assistant.directory import Directory
from assistant.linking import Linked
from assistant.parse import Parsed
from assistant.wording import say
from index.facts import FactBase
from ingest.normalise import fold
from ingest.records import Answer, Entity, Language

MOST: Final = 3
"""Questions offered: more would be a menu to read."""


def suggested(
    parsed: Parsed, answer: Answer, facts: FactBase, directory: Directory, language: Language
) -> tuple[str, ...]:
    """Questions to offer under an answer: with the other names that may have been meant; where nothing was found,
    what the documents tell of those that were."""
    found = list(_meant(parsed.reading.names, parsed.reading.standalone, directory, language))
    if answer.abstained:
        named = [one.entity for one in parsed.reading.names if not one.is_word]
        found += list(_askable(named, facts, language)) or list(_askable(facts.best_known, facts, language))
    asked = {fold(answer.question), fold(answer.standalone_question)}
    return tuple(one for one in dict.fromkeys(found) if fold(one) not in asked)[:MOST]


def _meant(names: Sequence[Linked], question: str, directory: Directory, language: Language) -> Iterator[str]:
    """The question with another reading of a name that is misspelt, typed in part or borne by several."""
    for one in names:
        for other in one.others:
            if other.id == one.entity.id or not directory.holds(other) or one.typed not in question:
                continue
            name = name_of(other, language)
            namesake = name == name_of(one.entity, language)
            if namesake and other.country == one.entity.country:
                continue
            place = f"{name} ({country(other.country, language)})" if namesake and other.country else name
            yield question.replace(one.typed, place, 1)


def _askable(entities: Sequence[Entity], facts: FactBase, language: Language) -> Iterator[str]:
    """What the documents tell of these."""
    for entity in dict.fromkeys(entities):
        name = name_of(entity, language)
        if entity.kind in ("city", "region"):
            if facts.tells(entity.id, "partner_of", "subject") or facts.tells(entity.id, "partner_of", "object"):
                yield say("ask.partners", language, name=name)
            if facts.tells(entity.id, "member_of", "subject"):
                yield say("ask.networks", language, name=name)
        elif facts.tells(entity.id, "member_of", "object"):
            yield say("ask.members", language, name=name)

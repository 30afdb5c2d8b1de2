"""Whether passages may stand in for facts: the best passage on a city may be about anything."""

from __future__ import annotations

import re
from typing import Final

from assistant.query import Query
from ingest.dates import YEAR
from ingest.facts.wording.kinds import family_of, kinds_in
from ingest.names import Names
from ingest.normalise import fold
from ingest.records import Answer, Entity

_YEAR: Final = re.compile(YEAR)


def borne_out(query: Query, answer: Answer, names: Names) -> bool:
    """Whether an answer taken from passages holds what was asked of the facts, which knew nothing of it.

    A question for twinnings needs a passage that speaks of twinning; one for a seat, a passage that names a place; one
    for a date, a passage with a year, and with both ends where a link is dated.
    """
    if answer.abstained or query.kind == "open":
        return True
    quotes = " ".join(citation.quote for citation in answer.citations)
    families = query.filters.kinds
    if families and not any(family_of(word.kind) in families for word in kinds_in(quotes)):
        return False
    around = quotes + " " + " ".join(citation.title for citation in answer.citations)
    if query.yes_no and query.pair:
        return names_both(query, around)
    if query.kind == "since" or query.relations == {"founded"}:
        if not _YEAR.search(quotes):
            return False
        return query.pair is None or names_both(query, around)
    if query.relations == {"seat"}:
        places = (one.entity for one in names.mentions(quotes) if one.entity.kind == "city" and one.certain)
        return any(not query.topic or not named_in(query.topic, place.name_fr) for place in places)
    return True


def names_both(query: Query, text: str) -> bool:
    """Whether a text names both ends of the link that is asked about."""
    return query.pair is not None and all(named_in(end, text) for end in query.pair)


def named_in(entity: Entity, text: str) -> bool:
    """Whether a text has one of the entity's names."""
    said = f" {fold(text)} "
    return any(name and f" {fold(name)} " in said for name in (entity.name_fr, entity.name_en, *entity.aliases))

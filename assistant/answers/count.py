"""How many: the rows that the documents name, and the numbers that are announced. Both where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answers import lists
from assistant.answers.desk import Desk
from assistant.answers.extent import declared, unit
from assistant.answers.lists import Listed, is_network, rows_of, sorted_rows
from assistant.answers.profile import within
from assistant.answers.words import name_of, value
from index.standing import Claim
from ingest.facts.wording.kinds import family_of, kinds_in
from ingest.records import Answer, Item


def answer(desk: Desk) -> Answer | None:
    """The number, then the rows that were counted; None where neither is known."""
    group = desk.query.groups[0] if desk.query.groups else None
    anchor = group.anchor if group else desk.query.topic
    if anchor is None:
        return None
    filters = desk.query.filters
    # What a network announces says nothing of those of one country.
    placed = filters.countries or filters.continents or filters.regions
    wanted = "member_count" in desk.query.relations and not placed
    claims = within(declared(desk, anchor), desk.query.filters.during) if wanted else []
    if group is None or is_network(group):
        listed = sorted_rows(rows_of(desk, group), desk.query.filters) if group else None
        if not claims:
            return lists.answer(desk) if listed and listed.whole else None
        return _both(desk, claims, listed) if listed else desk.answered(_announced(desk, claims), _items(desk, claims))
    return _of_place(desk, [claim for claim in claims if _counts(claim, desk.query.filters.kinds)])


def _of_place(desk: Desk, claims: Sequence[Claim]) -> Answer | None:
    """The number that a place announces (« dix-sept jumelages »), then the rows that the documents name."""
    announced = _announced(desk, claims) if claims else []
    listed = lists.answer(desk)
    if not announced:
        return listed
    if listed is None or listed.abstained:
        return desk.answered(announced, _items(desk, claims))
    return replace(listed, markdown="\n\n".join([*announced, listed.markdown]))


def _counts(claim: Claim, families: frozenset[str]) -> bool:
    """Whether the number counts links of one of the families, or links at all."""
    counted = {family_of(word.kind) for word in kinds_in(claim.facts[0].qualifiers.get("kind") or "")}
    return bool(counted & families) if families else bool(counted)


def _both(desk: Desk, claims: Sequence[Claim], listed: Listed) -> Answer:
    """What is announced first: a list taken from some documents is seldom the whole."""
    blocks = _announced(desk, claims)
    if listed.main and not desk.query.filters.during:
        blocks.append(desk.say("count.named_too", count=len(listed.main), restricted=desk.restricted()))
    return desk.answered(blocks, _items(desk, claims))


def _announced(desk: Desk, claims: Sequence[Claim]) -> list[str]:
    """One sentence for the newest number, and what others say."""
    anchor = desk.query.groups[0].anchor if desk.query.groups else desk.query.topic
    assert anchor is not None
    newest = claims[0]
    blocks = [
        desk.say(
            "count.declared",
            name=desk.name(anchor),
            count=value(newest.value, desk.language),
            unit=unit(desk, newest),
            date=desk.date(newest.as_of),
            marks=desk.marks(newest.facts),
        )
    ]
    if len(claims) > 1:
        about = desk.say(
            "profile.about", name=name_of(anchor, desk.language), what=desk.say("profile.about.member_count")
        )
        blocks.append(desk.differ_in_value(about, claims))
    return blocks


def _items(desk: Desk, claims: Sequence[Claim]) -> list[Item]:
    return [
        Item(
            label=value(claim.value, desk.language),
            detail=unit(desk, claim),
            as_of=claim.as_of,
            citations=desk.cite(claim.facts),
        )
        for claim in claims
    ]

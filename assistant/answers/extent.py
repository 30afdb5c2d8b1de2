"""How complete a list of members is: what its source says of it, and the numbers that the network announces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assistant.answers.desk import Desk
from assistant.answers.words import grouped, kind_word, name_of, value
from assistant.markdown import plain
from index.standing import Claim, sort_out, values
from ingest.records import Entity, Fact, Relation

if TYPE_CHECKING:
    from assistant.answers.lists import Listed
    from assistant.query import Group

PARTIAL: Final = "partielle"
COUNTED: Final[tuple[Relation, ...]] = ("member_count",)


def declared(desk: Desk, network: Entity) -> tuple[Claim, ...]:
    """The numbers of members that are announced, the newest first."""
    return values(desk.facts.of(network.id, COUNTED))


def partial(desk: Desk, network: Entity) -> Fact | None:
    """The statement that the list of members is not complete, if there is one."""
    extent = desk.facts.extent(network.id)
    return extent if extent and extent.object == PARTIAL else None


def completeness(desk: Desk, group: Group, listed: Listed) -> list[str]:
    """What the reader must know before taking the list for the whole: blocks of markdown."""
    claims = declared(desk, group.anchor)
    named = len(sort_out(listed.whole).live)
    newest = next((claim for claim in claims if claim.value.isdecimal()), None)
    fewer = newest is not None and int(newest.value) > named
    if len(listed.main) < named:
        return [_filtered(desk, newest, named)] if newest and fewer else []
    told = []
    incomplete = partial(desk, group.anchor)
    if incomplete:
        told.append(desk.say("extent.partial", marks=desk.marks([incomplete])))
    if newest and fewer:
        told.append(
            desk.say(
                "extent.fewer",
                count=value(newest.value, desk.language),
                unit=unit(desk, newest),
                date=desk.date(newest.as_of),
                marks=desk.marks(newest.facts),
                named=grouped(named, desk.language),
            )
        )
    if len(claims) > 1:
        about = desk.say(
            "profile.about", name=name_of(group.anchor, desk.language), what=desk.say("profile.about.member_count")
        )
        told.append(desk.differ_in_value(about, claims))
    return told


def unit(desk: Desk, claim: Claim) -> str:
    """What the number counts: « villes », « métropoles »."""
    kind = claim.facts[0].qualifiers.get("kind")
    return plain(kind_word(kind, desk.language) or desk.say("count.unit"))


def _filtered(desk: Desk, newest: Claim, named: int) -> str:
    return desk.say(
        "extent.filtered",
        named=grouped(named, desk.language),
        count=value(newest.value, desk.language),
        marks=desk.marks(newest.facts),
    )

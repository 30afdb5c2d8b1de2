"""No link is known: what that proves depends on whether a list is known to be whole."""

from __future__ import annotations

from assistant.answers.desk import Desk
from assistant.answers.extent import declared
from assistant.answers.lists import NETWORKS, noun_of
from assistant.answers.words import grouped, of, value
from assistant.query import Query
from index.standing import sort_out
from ingest.records import Answer, Entity

WHOLE = "complète"


def not_a_member(desk: Desk) -> Answer | None:
    """No, where a list that its source gives as complete does not have the city; None where no list says so."""
    ends = _ends(desk.query)
    if ends is None or not desk.query.yes_no:
        return None
    city, network = ends
    extent = desk.facts.extent(network.id)
    live = sort_out(desk.facts.members(network.id)).live
    if extent is None or extent.object != WHOLE or not live:
        return None
    said = desk.say(
        "absent.whole",
        city=desk.name(city),
        network=desk.name(network),
        of=of(network),
        count=grouped(len(live), desk.language),
        noun=noun_of(live, desk.language),
        date=desk.date(extent.qualifiers.get("as_of")),
        marks=desk.marks([extent]),
    )
    return desk.answered([said])


def undecided(desk: Desk) -> Answer | None:
    """That the documents do not say, and that the members they name are not all; None for any other question."""
    ends = _ends(desk.query)
    if ends is None or not desk.query.yes_no:
        return None
    city, network = ends
    members = desk.facts.members(network.id)
    if not members or desk.facts.between(city.id, network.id):
        return None
    named = sort_out(members).live
    names = {"city": desk.name(city), "of": of(network), "name": desk.name(network)}
    said = [desk.say("abstain"), desk.say("absent.partial", **names)]
    newest = next((claim for claim in declared(desk, network) if claim.value.isdecimal()), None)
    if newest and int(newest.value) > len(named):
        said.append(
            desk.say(
                "absent.named", count=grouped(len(named), desk.language), announced=value(newest.value, desk.language)
            )
        )
    return desk.declined(said)


def _ends(query: Query) -> tuple[Entity, Entity] | None:
    """The place and the network of a question about one membership."""
    if query.kind != "status" or not query.pair or query.filters.statuses:
        return None
    one, other = query.pair
    if one.kind in NETWORKS:
        one, other = other, one
    return (one, other) if other.kind in NETWORKS and one.kind not in NETWORKS else None

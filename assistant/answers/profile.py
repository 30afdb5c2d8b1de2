"""A network's own facts: when it was founded, where it sits, how many members it announces."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers.desk import Desk
from assistant.answers.extent import unit
from assistant.answers.rows import block
from assistant.answers.words import name_of, since, until, value
from assistant.markdown import plain
from assistant.wording import ISO, say_date
from index.facts import as_of
from index.filters import Period, overlaps
from index.standing import Claim, values
from ingest.records import Answer, Fact, Item, Relation

RELATIONS: tuple[Relation, ...] = ("founded", "seat", "member_count")


def answer(desk: Desk) -> Answer | None:
    """Each of the relations that are asked for, or all; None where nothing is known of them."""
    topic = desk.query.topic
    if topic is None:
        return None
    asked = [relation for relation in RELATIONS if not desk.query.relations or relation in desk.query.relations]
    blocks: list[str] = []
    items: list[Item] = []
    for relation in asked:
        claims = within(values(desk.facts.of(topic.id, (relation,))), desk.query.filters.during)
        if not claims:
            continue
        told = [_told(desk, relation, claim) for claim in claims]
        name = desk.name(topic)
        if len(claims) == 1:
            blocks.append(desk.say(f"profile.{relation}", name=name, value=told[0], marks=desk.marks(claims[0].facts)))
        else:
            lines = [f"- {words} {desk.marks(claim.facts)}" for words, claim in zip(told, claims, strict=True)]
            title = desk.say(f"profile.{relation}", name=name, value="", marks="").rstrip()
            blocks.append(block(title, lines))
            about = desk.say(
                "profile.about", name=name_of(topic, desk.language), what=desk.say(f"profile.about.{relation}")
            )
            desk.differ(about, claims, lambda text: _value(desk, text))
        blocks.append(desk.quoted((fact for claim in claims for fact in claim.facts[:3]), most=4))
        items += [_item(desk, relation, claim) for claim in claims]
    if not items:
        return None
    return desk.answered(blocks, items)


def within(claims: Sequence[Claim], period: Period | None) -> list[Claim]:
    """The claims whose date may fall in the period; all of them where there is none."""
    if period is None:
        return list(claims)
    return [claim for claim in claims if any(_said_in(fact, period) for fact in claim.facts)]


def _said_in(fact: Fact, period: Period) -> bool:
    date = as_of(fact)
    return bool(date and overlaps(date, period))


def _value(desk: Desk, text: str) -> str:
    """A date or a number as the reader writes it; a name as it is."""
    return say_date(text, desk.language) if ISO.fullmatch(text) else text


def _told(desk: Desk, relation: Relation, claim: Claim) -> str:
    if relation == "member_count":
        date = desk.date(claim.as_of)
        return f"{value(claim.value, desk.language)} {unit(desk, claim)} ({date})"
    words = plain(_value(desk, claim.value))
    told = claim.facts[0].qualifiers
    if relation == "seat":
        begun, ended = told.get("since"), told.get("until")
        dates = [since(begun, desk.language)] if begun else []
        dates += [until(ended, desk.language)] if ended else []
        words += f" ({', '.join(dates)})" if dates else ""
    return words


def _item(desk: Desk, relation: Relation, claim: Claim) -> Item:
    shown = value(claim.value, desk.language) if relation == "member_count" else _value(desk, claim.value)
    fact = claim.facts[0]
    return Item(
        label=shown,
        detail=desk.say(f"profile.about.{relation}"),
        status=fact.qualifiers.get("status"),
        since=fact.qualifiers.get("since"),
        as_of=claim.as_of,
        citations=desk.cite(claim.facts),
    )

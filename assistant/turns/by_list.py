"""Follow-ups on the last list: « lesquelles sont en Allemagne ? », « et en Italie ? », « combien ? »."""

from __future__ import annotations

import re
from typing import Final

from assistant.linking import Linked
from assistant.slots import Slots
from assistant.turns.kept import Asked, Kept
from assistant.turns.leaning import picks_barely, says, within
from assistant.turns.phrasing import asked_family, opened
from assistant.turns.restated import Said, about, bare, is_placed, located, replaced, templates, those, two, written
from ingest.records import Language


def of_list(slots: Slots, kept: Kept, language: Language) -> str | None:
    """What is asked of the list before: one of it, whether a name is in it, what else there is."""
    listed = kept.listed
    if says("else", slots) and (said := _others(kept, language)):
        return said
    if listed is None:
        return None
    if within(slots) and (anchor := listed.anchor) and not _of_networks(listed, slots):
        names = Said(listed.slots, language)
        return about("whether", listed.query, names, *_ordered(slots.linked[0], anchor))
    if (says("picking", slots) or picks_barely(slots)) and not (
        slots.masked.has("since") and not slots.regions and not slots.linked
    ):
        return _picked(slots, listed, language)
    if slots.masked.has("count") and not slots.linked and listed is kept.last:
        return _numbered(slots, listed, language)
    return None


def _of_networks(listed: Asked, slots: Slots) -> bool:
    """Whether a town is looked for in a list of networks: that is asked of each."""
    return listed.query.kind == "networks_of" and bool(slots.places)


def _ordered(name: Linked, anchor: Linked) -> tuple[Linked, Linked]:
    """The town before its network, the asker's own list before a partner."""
    towns = [one.entity.kind in ("city", "region") for one in (name, anchor)]
    return (name, anchor) if towns == [True, False] else (anchor, name)


def _others(kept: Kept, language: Language) -> str | None:
    """« quoi d'autre ? »: the whole list that the question before was about one row of."""
    before = kept.last
    query, slots = before.query, before.slots
    if anchor := before.anchor:
        return about("which", query, Said(slots, language), anchor)
    subject = next((one for one in slots.linked if query.pair and one.entity.id == query.pair[0].id), None)
    if subject is None or query.pair is None:
        return None
    return _listing(subject, slots, query.pair[1].kind not in ("city", "region"), language)


def _listing(subject: Linked, slots: Slots, networks: bool, language: Language) -> str:
    family = asked_family(slots)
    said = templates(language)["which"]
    sentence: str = said["network_of"] if networks else said.get(family, said["partner_of"])
    names = Said(slots, language)
    return sentence.format(one=names.the(subject), of=names.of(subject))


def _picked(slots: Slots, listed: Asked, language: Language) -> str:
    """« Parmi les jumelages de Dijon, lesquels sont suspendus ? »; a new country takes the place of the one before."""
    base = listed.slots
    again = any(token.key in ("aussi", "also", "egalement", "too") for token in slots.tokens)
    if (base.statuses and not slots.statuses) or (slots.regions and again and base.regions):
        return two(base.text, opened(slots), language)
    anchor = listed.anchor
    where = _where(base) if not slots.regions or slots.statuses else ""
    if anchor is None or where is None or base.dates:
        text = _left_out(base) if slots.regions else base.text
        return two(text, opened(slots), language)
    pick = _pick(slots)
    feminine = any(token.key in ("lesquelles", "laquelle", "celles", "celle", "elles") for token in slots.tokens)
    named = those(listed.query, Said(base, language), anchor, where, feminine)
    sentence: str = templates(language)["among"]
    return sentence.format(those=named, pick=bare(pick))


def _where(slots: Slots) -> str | None:
    """« en Italie »; None where the countries are told by an adjective, which fits its own sentence only."""
    if any(not is_placed(slots, one) for one in slots.regions):
        return None
    return " ".join(written(slots, one, 1) for one in slots.regions)


def _left_out(slots: Slots) -> str:
    """The text of a question without its countries."""
    text = slots.text
    for one in sorted(slots.regions, key=lambda one: -one.start):
        text = replaced(text, slots, one, "", 1)
    return " ".join(text.split())


def _pick(slots: Slots) -> str:
    """The follow-up without « parmi eux », "of them": the list is named instead."""
    text = opened(slots)
    return " ".join(_AMONG.sub(" ", text).split()).lstrip(", ").replace(" ,", ",")


_AMONG: Final = re.compile(
    r",?\s*\b(?:parmi (?:eux|elles)|d['’]entre (?:eux|elles)|(?:of|among) (?:them|those|these)"
    r"|(?:de|parmi) ces \w+|(?:of|among) (?:these|those) \w+)\b,?",
    re.IGNORECASE,
)


def _numbered(slots: Slots, listed: Asked, language: Language) -> str | None:
    """« Combien de jumelages compte Lyon en Italie ? »."""
    anchor = listed.anchor
    base = listed.slots
    if anchor is None or slots.dates or base.dates or base.statuses or slots.statuses or base.masked.has("count"):
        return None
    where = located(slots, slots.regions[-1], language) if slots.regions else _where(base)
    return None if where is None else about("how_many", listed.query, Said(base, language), anchor, where=where)

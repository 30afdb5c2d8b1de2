"""Networks, pacts and labels that a phrase names, known ones and those that their words show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ingest.facts.pages.entries import PLACES
from ingest.facts.pages.headings import NETWORK_KINDS
from ingest.facts.pages.page import Line, Page
from ingest.facts.wording.phrases import find_phrases
from ingest.facts.wording.plain import plain
from ingest.facts.wording.qualifiers import cue
from ingest.names import Mention
from ingest.records import Entity

ARTICLE: Final = re.compile(
    r"(?i)^\W*(?:(?:(?:du|des?|de la|au|aux|à|le|la|les|the|parmi|dans|in|to|of|comme|as|sein|et|and)\s+|[ld]['’])+)?"
)
QUOTED: Final = re.compile(r"[«\"“]\s*([^«»\"“”]{3,60}?)\s*[»\"”]")
ACRONYM: Final = re.compile(r"(?:[A-Z]\.){2,}[A-Z]?|[A-Z][A-Z0-9&-]{2,9}|[A-Z][a-z]+[A-Z]\w+")
CAPITAL: Final = re.compile(
    r"[A-ZÀ-Þ0-9][\w.&'’-]*(?:[\s-]+(?:(?:de|des|du|la|le|les|pour|sur|of|the|for|on|in|et|and|à|en|d['’]|l['’])\s?)*"
    r"(?:[ld]['’])?[A-ZÀ-Þ0-9a-zà-ÿ][\w.&'’-]*){0,9}"
)
ATOM: Final = re.compile(
    r"\s*(?:[,;(]|:\s|\s[–—-]\s|\s+(?:et|and|&)\s+(?=(?:à |au |aux |du |la |le |l['’]|the )?[A-Z0-9]))\s*"
)
ON: Final = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:[,;/&]|et|and)\s*(?:(?:à|au|aux|du|de la|de|la|le|the)\s+|[ld]['’])*", re.IGNORECASE
)
SPELLED: Final = re.compile(r"\s*[(:–—-]?\s*(?:l['’]|la |le |the )?")
STOP: Final = re.compile(r"[;.](?:\s|$)|\bavec\b|\bwith\b|\bafin de\b|\bremplacée?\b")
GENERIC: Final = re.compile(r"(?i)^(?:réseaux?|network|label|programme|association)\s+")
LONGEST: Final = 9
REACH: Final = 28
"""Characters before the first name of an item, beyond which the item is about something else."""


def read_networks(text: str, page: Page, line: Line) -> Iterator[tuple[Entity, str]]:
    """The networks that an item lists, each with what is said of it. `text`: the item, positions as in the line."""
    mentions = [one for one in page.mentions(line) if one.entity.kind in NETWORK_KINDS]
    first = re.search(r"\w", text)
    begin = first.start() if first else 0
    if mentions and mentions[0].start == begin and (longer := _longer(text, mentions[0])):
        yield page.names.network(longer), text[begin + len(longer) :]
        return
    if mentions and mentions[0].start <= begin + REACH and _opens(text[begin : mentions[0].start]):
        if len({one.entity.id for one in mentions}) == 1:
            yield mentions[0].entity, text[mentions[0].end :]
            return
        if text[mentions[0].start : mentions[0].end].isupper() and SPELLED.fullmatch(
            text[mentions[0].end : mentions[1].start]
        ):
            # « ACTE, association des collectivités textiles »: one name under two forms.
            yield mentions[0].entity, text[mentions[1].end :]
            return
        for number, one in enumerate(mentions):
            if number == 0 or ON.fullmatch(text[mentions[number - 1].end : one.start]):
                after = mentions[number + 1].start if number + 1 < len(mentions) else len(text)
                yield one.entity, text[one.end : after]
        return
    if any(one.start <= begin + REACH for one in find_phrases(text)):
        return
    head = ATOM.split(text.strip())[0].strip(" .")
    name = re.sub(r"^[A-Z]{3,8}\s*/\s*(?=[A-Z][a-z])", "", ARTICLE.sub("", re.split(r"\s*\.{4,}", head)[0]).strip())
    if (spelled := re.match(r"([A-Z]{3,8})\s+(?=[A-Z][a-z])", name)) and _initials(name[spelled.end() :]) == spelled[1]:
        name = name[spelled.end() :]
    if name and is_network_name(name) and len(name.split()) <= LONGEST:
        yield page.names.network(name), text.strip()[len(head) :]


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"[^\W\d_]{4,}", name)).upper()


def _longer(text: str, one: Mention) -> str | None:
    """The whole name where the known one is but its first word: « Eurodistrict Catalan Pyrénées – … »."""
    known = text[one.start : one.end]
    if not cue("networks", "generic").fullmatch(plain(known)) or not re.match(r"\s[A-ZÀ-Þ][a-zà-ÿ]", text[one.end :]):
        return None
    head = re.split(r"\s[–—-]\s|[,;:.(]", text[one.start :])[0].strip()
    return head if len(head.split()) <= LONGEST else None


def networks_after(page: Page, line: Line, start: int, eager: bool) -> list[Entity]:
    """The networks named from character `start` of the line on, up to the end of its clause.

    `eager`: whether a phrase with capitals after « réseau », « label » and the like is taken for a name.
    """
    text = line.text
    stop = STOP.search(text, start)
    end = stop.start() if stop else len(text)
    mentions = [one for one in page.mentions(line) if start <= one.start < end and one.entity.kind in NETWORK_KINDS]
    found = [one.entity for one in mentions]
    rest = _blanked(text, mentions)[start:end]
    if not found and cue("networks", "never").search(plain(rest[:REACH])):
        return []
    cued = cue("networks", "cues").search(plain(text[max(0, start - 12) : end]))
    quoted = QUOTED.search(rest)
    if quoted and re.search(r"\w", quoted[1]) and not _is_place(page, quoted[1]):
        return [*found, page.names.network(quoted[1])]
    for piece in ATOM.split(rest):
        named = CAPITAL.match(GENERIC.sub("", ARTICLE.sub("", piece)).strip(" .)"))
        if not named or len(named[0].split()) > LONGEST:
            continue
        named_so = eager and cued and named[0][0].isalpha() and not cue("networks", "never").match(plain(named[0]))
        if is_network_name(named[0]) or named_so:
            found.append(page.names.network(named[0].strip()))
    return list({one.id: one for one in found}.values())


def _is_place(page: Page, name: str) -> bool:
    """Whether the likeliest thing that is called so is a place."""
    known = page.names.known(name)
    return bool(known) and known[0].kind in PLACES


def is_network_name(name: str) -> bool:
    """Whether the words of `name` show a network: an acronym, or « Réseau … », « … Cities », « Pacte … »."""
    flat = plain(name)
    if cue("networks", "never").search(flat):
        return False
    if ACRONYM.fullmatch(name):
        return True
    return name[0].isupper() and len(name.split()) > 1 and cue("networks", "types").search(flat) is not None


def _opens(before: str) -> bool:
    """Whether only an article or « réseau » stands before the first name."""
    bare = re.sub(r"(?i)réseaux?|network|label|association|programme|membre", "", ARTICLE.sub("", before))
    return bare.strip(" «\"'’:") == ""


def _blanked(text: str, mentions: list[Mention]) -> str:
    for one in mentions:
        text = text[: one.start] + "," * (one.end - one.start) + text[one.end :]
    return text

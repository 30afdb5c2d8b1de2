"""Numbers of members, with the date at which they held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ingest.dates import YEAR, find_dates
from ingest.facts.networks.link_counts import link_counts
from ingest.facts.pages.holder import GENERIC, generic_noun, holder, introduced_before, named_before, networks
from ingest.facts.pages.page import Draft, Line, Page
from ingest.facts.pages.unlisted import HOLDERS, own_network
from ingest.facts.wording.numerals import expression, value_of
from ingest.facts.wording.orders import is_order
from ingest.facts.wording.words import pattern, vocabulary
from ingest.records import Entity

FILE: Final = "figures"
NUMBER: Final = rf"(?<![\w.,-])(?P<number>\d{{1,3}}(?:[\s.,]\d{{3}})+(?!\d)|\d{{2,6}}|(?:{expression()})(?=\s))"
WRITTEN: Final = re.compile(rf"(?i)\d\d|(?<!\w)(?:{expression()})(?!\w)")
COUNTED: Final = NUMBER + r"(?!\s*%)\s+(?P<unit><counting.units>)(?!\w)"
PRONOUN: Final = (
    rf"\ben\s+<counting.verbs>\s+(?:\w+\s+){{0,2}}?(?:<counting.about>\s+)?{NUMBER}(?!\s*(?:%|<counting.others>))(?!\w)"
)
WORDS: Final = r"(?:\s+(?!(?:à|lors|parmi|among|chaque|each|every)\b)[^\W\d][\w'’-]*|\s+(?:en|in)\s+\d{4},?)"
VERB: Final = rf"(?<!\w)<counting.verbs>{WORDS}{{0,6}}?\s*(?:<counting.about>\s*)?$"
LIGHT: Final = (
    r"^\s*(?:\([^()]*\)|\[\d+\])?\s*,?\s*(?:(?:which|that|qui)\s+)?<counting.light>\s+(?:[\w'’]+\s+)?"
    r"(?:<counting.about>\s*)?$"
)
OPENER: Final = rf"(?<!\w)<counting.openers>{WORDS}{{0,4}}?\s*(?:<counting.about>\s*)?$"
LABEL: Final = r"^\s*(?:\([^()]*\)\s*)?[:,–—(-]\s*(?:<counting.about>\s*)?$"
HEADED: Final = rf"(?:^|\s)<counting.labels>\s*(?P<colon>:)?\s*(?:<counting.about>\s*)?{NUMBER}"
HELD_GENERIC: Final = r"^[^.;:]{0,60}?<counting.holders>\s+(?:[\w'’]+\s+){0,3}?"
HELD: Final = r"^(?:[^.;:]{0,60}?)<counting.holders>(?:\s+[\w'’]+){0,5}?\s*$"
FOLLOWED: Final = r"^[^;.!?:]{0,70},\s+(?:(?:le|la|les|l['’]|the)\s*)?(?:réseau\s+|network\s+)?$"
ALL_OF: Final = (
    r".*(?<!\w)(?:les|the|ses|its|des|nos)\s+(?:<counting.about>\s*)?\s\#\s"
    r"\s*(?:membres\s+)?(?:de|du|d['’]|of)\s*(?:(?:la|l['’]|the|le)\s*)?(?:réseau\s+)?"
)
STANDING: Final = (
    rf"{NUMBER}\s+<counting.units>(?:\s+[^\W\d]+){{0,2}}\s+(?:in|from|across|dans|de|issues\s+de|réparties\s+dans)"
    r"\s+(?:plus\s+de\s+|more\s+than\s+|over\s+)?\d{1,3}\s+(?:countries|pays|states|états)"
)
OURSELVES: Final = (
    rf"(?<!\w)<counting.ourselves>\s+{NUMBER}"
    r"(?=\s*(?:[.,;!]|$)|\s+(?:in|en|today|now|aujourd['’]hui|(?:member|ville|commune|cit|town|municip)\w*|membres?|and|et|puis|then)(?!\w))"
)
"""« Nous étions 34 en 2006 », of a network's own page."""
ONWARDS: Final = (
    rf"\s+(?:in|en)\s+{YEAR}\s*<counting.onwards>\s+{NUMBER}(?=\s+(?:in|en)\s+{YEAR}|\s+(?:today|now|aujourd['’]hui))"
)
LIKEWISE: Final = (
    rf"[^.;:()]{{0,60}}?(?:,?\s+as\s+well\s+as|,?\s+ainsi\s+que|,?\s+et|,?\s+and)\s+(?:<counting.about>\s*)?"
    rf"{NUMBER}(?!\s*%)\s+(?P<unit><counting.units>)(?!\w)"
)
"""« 44 associations et 2 000 villes »: counted alike."""
OUTDATED: Final = r"<counting.outdated>\s+(?:\w+\s+)?<counting.quoting>\s+(?:\w+\s+)?(?:<counting.about>\s*)?$"
AT: Final = re.compile(
    r"(?i)\b(?:en|in|at|of|by|fin|début|end|vers|depuis|since|as of|pour|mi-|d['’]ici|(?:au )?début de|à la fin de|late"
    rf"|early)\s+({YEAR})\b"
)
NEAR: Final = 70


def member_counts(page: Page) -> Iterator[Draft]:
    """« X réunit plus de 156 villes », « Ce réseau de 113 métropoles », « X : 200 villes », « … en compte 408 »."""
    yield from link_counts(page)
    counted, pronoun, headed = pattern(COUNTED, FILE), pattern(PRONOUN, FILE), pattern(HEADED, FILE)
    for line in page.lines:
        if line.unit.kind == "row" or not re.search(WRITTEN, line.text) or is_order(line.text):
            continue
        taken: set[int] = set()
        for found in counted.finditer(line.text):
            if _is_year(line.text, found) or _passing(line.text, found.start(), found.end()):
                continue
            outdated = pattern(OUTDATED, FILE).search(line.text[: found.start()])
            owner = holder(page, line) if outdated else _owner(page, line, found.start(), found.end())
            if owner and not _partial(page, line.text, found.start(), found.end()):
                taken.add(found.start("number"))
                yield _draft(owner, found, _unit(found["unit"]), line, "superseded" if outdated else None)
                yield from _likewise(page, line, owner, found.end(), taken)
        yield from _ourselves(page, line, taken)
        for found in (*pronoun.finditer(line.text), *headed.finditer(line.text)):
            if found.start("number") in taken or ("colon" in found.groupdict() and not _labels(line.text, found)):
                continue
            before = named_before(page, line, found.start())
            owner = before.entity if before else holder(page, line)
            if owner:
                taken.add(found.start("number"))
                yield _draft(owner, found, "membres", line)


def _likewise(page: Page, line: Line, owner: Entity, at: int, taken: set[int]) -> Iterator[Draft]:
    """« 44 national associations …, as well as 2,000 cities »: the same network's."""
    found = pattern(LIKEWISE, FILE).match(line.text, at)
    if not found or _passing(line.text, found.start("number"), found.end()) or _is_year(line.text, found):
        return
    if not any(at <= one.start < found.start("number") for one in networks(page, line)):
        taken.add(found.start("number"))
        yield _draft(owner, found, _unit(found["unit"]), line)


def _ourselves(page: Page, line: Line, taken: set[int]) -> Iterator[Draft]:
    """« We were 34 in 2006 and 61 in 2015 », of the network whose page it is."""
    found = pattern(OURSELVES, FILE).search(line.text)
    about = page.about if page.about and page.about.kind in HOLDERS else own_network(page)
    while found and about and not _is_year(line.text, found):
        if found.start("number") not in taken:
            taken.add(found.start("number"))
            until = pattern(ONWARDS, FILE).match(line.text, found.end())
            end = until.start("number") if until else len(line.text)
            when = AT.match(line.text[found.end() : end].lstrip())
            yield _draft(about, found, "membres", line, as_of=when[1] if when else None)
        found = pattern(ONWARDS, FILE).match(line.text, found.end())


def _partial(page: Page, text: str, start: int, end: int) -> bool:
    """« Neuf villes françaises », « dont 34 membres »: some of the members, not all of them."""
    after = re.match(r"\s+([^\W\d_]+)", text[end:])
    national = after is not None and page.names.country(after[1]) is not None
    return (
        national or re.search(r"(?i)\b(?:dont|parmi|including|among)\s+(?:les?\s+|the\s+)?$", text[:start]) is not None
    )


def _labels(text: str, found: re.Match[str]) -> bool:
    """« Membres : 57 » alone on its line, "Membership 180 member cities" anywhere."""
    if counted := pattern(COUNTED, FILE).match(text, found.start("number")):
        return bool(found["colon"]) or "memb" in counted["unit"].lower()
    return bool(found["colon"]) and not re.search(r"\w", text[: found.start()] + text[found.end() : found.end() + 2])


def _owner(page: Page, line: Line, start: int, end: int) -> Entity | None:
    """Whose members the number at `start:end` counts."""
    text = line.text
    before = named_before(page, line, start)
    joined = pattern(VERB, FILE).search(text[max(0, start - NEAR) : start])
    at = max(0, start - NEAR) + joined.start() if joined else start
    if before:
        between = text[before.end : start]
        if pattern(LABEL, FILE).search(between) or pattern(LIGHT, FILE).search(between):
            return before.entity
        if joined and before.end <= at + 1:
            return before.entity
    after = next((one for one in networks(page, line) if end <= one.start <= end + 80), None)
    if after and pattern(HELD, FILE).search(text[end : after.start]):
        return after.entity
    if after and pattern(ALL_OF, FILE).fullmatch(text[max(0, start - 20) : start] + " # " + text[end : after.start]):
        return after.entity
    opens = pattern(r"\W*(?:<counting.today>,?\s*)?(?:<counting.about>\s*)?", FILE).fullmatch(text[:start])
    if opens and pattern(STANDING, FILE).match(text[start:]):
        return holder(page, line)
    held = pattern(HELD_GENERIC, FILE).match(text[end:])
    said = GENERIC.match(text, end + held.end()) if held else None
    if said and generic_noun(said) and not before:
        return holder(page, line, generic_noun(said))
    if not before and pattern(OPENER, FILE).search(text[:start]):
        if after and pattern(FOLLOWED, FILE).match(text[end : after.start]):
            return after.entity
        said = re.search(r",\s+(?=\w)", text[end : end + 70])
        anaphor = GENERIC.match(text, end + said.end()) if said else None
        if anaphor:
            return holder(page, line, generic_noun(anaphor))
    if not before and (new := introduced_before(page, line, start)):
        between = text[new[1] : start]
        if pattern(LIGHT, FILE).search(between) or (joined and new[1] <= at):
            return new[0]
    return None if before else _by_anaphor(page, line, start, at if joined else None)


def _by_anaphor(page: Page, line: Line, start: int, verb: int | None) -> Entity | None:
    """« Ce réseau de 84 villes », « Il réunit 84 villes »: `verb` is where the verb stands, if there is one."""
    anaphors = [
        one
        for one in GENERIC.finditer(line.text[:start])
        # « le conseil de l'association » is not the association.
        if start - one.end() <= NEAR and not re.search(r"(?i)(?<!\w)(?:of|de)\s+$", line.text[: one.start()])
    ]
    if not anaphors:
        return None
    last = anaphors[-1]
    if (verb is not None and last.start() <= verb) or pattern(LIGHT, FILE).search(line.text[last.end() : start]):
        earlier = [one.entity for one in networks(page, line) if one.end <= start]
        return earlier[-1] if earlier else holder(page, line, generic_noun(last))
    return None


def _is_year(text: str, found: re.Match[str]) -> bool:
    """« En 2019 villes et régions … »: a year is no number of members."""
    return bool(re.fullmatch(YEAR, found["number"])) and bool(
        re.search(r"(?i)\b(?:en|in|since|depuis|of|de|by|dès|fin|début|after|après)\s+$", text[: found.start("number")])
    )


def _passing(text: str, start: int, end: int) -> bool:
    """Whether those counted only come, go or take part."""
    clause = re.split(r"[.;:!?]\s", text[end:], maxsplit=1)[0]
    left = re.split(r"[.;:!?,]\s", text[:start])[-1]
    right = re.split(r",\s", clause, maxsplit=1)[0][:40]
    near = f"{left[-40:]} # {right}"
    return bool(
        pattern(r"(?<!\w)<counting.passing>(?!\w)", FILE).search(near)
        or pattern(r"<counting.meetings>", FILE).search(right)
    )


def _draft(
    owner: Entity, found: re.Match[str], unit: str, line: Line, status: str | None = None, as_of: str | None = None
) -> Draft:
    return Draft(
        subject=owner,
        relation="member_count",
        object=value_of(found["number"]),
        line=line,
        extractor="figures.member_count",
        kind=unit,
        status=status,
        as_of=as_of or stated_date(line.text, found.start("number"), found.end()),
    )


def _unit(words: str) -> str:
    """What is counted, in French."""
    flat = " ".join(words.lower().split())
    return next((french for word, french in vocabulary(FILE)["french"].items() if word in flat), flat)


def stated_date(text: str, start: int, end: int) -> str | None:
    """The date at which the number at `start:end` held: before it in the sentence, or after it within its clause."""
    clause = re.split(r"[,;:]\s", text[end:], maxsplit=1)[0]
    # « Créé en 1979, X regroupe 176 villes »: the year of the founding is not that of the count.
    before = pattern(r"<founding.verbs>[^,;.]{0,40}", FILE).sub(" ", text[:start])
    for part in (clause, before):
        dates = [found.iso for found in find_dates(part)] or [found[1] for found in AT.finditer(part)]
        if dates:
            return dates[-1] if len(set(dates)) == 1 else None
    return None

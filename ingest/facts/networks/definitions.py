"""What names and terms mean: acronyms spelled out, and sentences that define."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ingest.facts.pages.holder import ACRONYM, holder, networks
from ingest.facts.pages.page import Draft, Line, Page
from ingest.facts.pages.unlisted import HOLDERS
from ingest.facts.wording.acronyms import contains, fitting, unquoted
from ingest.facts.wording.orders import is_order
from ingest.facts.wording.words import pattern
from ingest.normalise import fold
from ingest.records import Entity, Span

FILE: Final = "figures"
SIGLE: Final = r"(?P<acronym>(?:[A-ZÀ-Þ]\.?){2,}[a-z]?(?:-?\d+)?(?:\s[A-Z]{2,})?|[A-Z][a-z]?[A-Z][A-Za-z]*)"
AFTER: Final = re.compile(rf"(?P<long>(?<!\w)[^\W\d_][^()\n;:.!?]{{6,140}}?)\s*\(\s*{SIGLE}\s*\)")
BEFORE: Final = re.compile(rf"(?<!\w){SIGLE}\s*\(\s*(?P<long>[A-ZÀ-Þ][^()\n]{{8,160}}?)\s*\)")
ENTRY: Final = re.compile(rf"^\W*{SIGLE}\**\s*(?::|=|[–—-]|,)\s+\**(?P<long>[^\W\d_«(“][^\n:]{{8,200}}?)[.;*]*$")
DASHED: Final = (
    r"(?<!\w)(?P<name>[A-Z][\w-]*[A-Z][\w-]*)\s[–—]\s"
    r"(?P<long>[A-ZÀ-Þ][\w’'-]+(?:\s+[\w’'-]+){1,7}?)(?=\s*(?:[»\"”,)]|$))"
)
QUESTION: Final = (
    r"^\W*(?:\d[\d.]*\s*[.):–-]?\s*)?<meaning.what>,?\s+(?P<article>(?:un|une|le|la|les|l['’]|the|an?)\s*)?[«“\"]?"
    r"(?P<term>[^?«»“”\"]{3,60}?)[»”\"]?(?:\s+(?:mean|stand\s+for))?\s*\?\s*$"
)
NATURE: Final = (
    r"^(?P<link>\s*(?:\([^()]*\)\s*)?,?\s+(?:est|is|sont|are)\s+(?:aujourd['’]hui\s+)?)"
    r"(?P<what>(?:un|une|le|la|l['’]|an?|the)\s*(?:[\w'’-]+\s+){0,3}?<meaning.nature>\b[^.!?\n]{10,240})"
)
NOTION: Final = (
    r"(?:^|[,;:]\s+)(?:un|une|le|la|l['’]|an?|the|les)?\s*(?P<term><meaning.notions>)\s+"
    r"(?:(?:est|is|are|sont)\s+(?P<what>(?:un|une|an?)\s+(?:[\w'’-]+,?\s+){0,3}?<meaning.kinds>\b[^.!?\n]{10,240})"
    r"|<meaning.verbs>\s+(?:[«“\"]\s*)?(?P<said>(?:un|une|le|la|les|l['’]|des|an?|the)\s*[^.!?\n]{10,240}))"
)
SAYING: Final = r"^\s*(?:\([^()]*\)\s*)?,?\s+<meaning.verbs>\s*:?\s*[«“\"*]*(?P<long>[^.;!?\n«»“”\"]{6,160})"
ALLUDING: Final = (
    r"\b(?:ce\s+sigle|cet\s+acronyme|this\s+acronym)\s*(?:[:,]|<meaning.verbs>)\s*"
    r"[«“\"*]*(?P<long>[A-ZÀ-Þ][^.;:!?*«»\n]{8,160})"
)
VAGUE: Final = re.compile(
    r"(?i)\b(?:différence|difference|rôle|but|intérêt|plus|prix|coût|frais|fees?|cotisations?|implique)\b"
    r"|^(?:ce|cela|ça|il|elle|on|nous|vous|this|that|it|we|you|they|there|your|our|nos|vos)\b"
)


def spelled_out(page: Page) -> Iterator[Draft]:
    """« Expansion Longue (SIGLE) », « SIGLE (Expansion Longue) », « SIGLE : expansion », « SIGLE signifie … »."""
    alluding, dashed = pattern(ALLUDING, FILE), re.compile(DASHED)
    for line in page.lines:
        if line.unit.kind == "row" or not re.search(r"[A-Z]\.?[A-Z]|[a-z][A-Z]|ce sigle", line.text):
            continue
        if is_order(line.text):
            continue
        bracketed = (*AFTER.finditer(line.text), *BEFORE.finditer(line.text)) if "(" in line.text else ()
        for found in bracketed:
            if long := fitting(found["long"], found["acronym"]):
                start = line.unit.span.start + found.start("long") + found["long"].index(long)
                yield _draft(page, line, found["acronym"], long, Span(start, start + len(long)))
        entry = ENTRY.match(line.text) if line.unit.kind == "item" else None
        if entry and contains(entry["long"], entry["acronym"]):
            yield _draft(page, line, entry["acronym"], entry["long"])
        for found in dashed.finditer(line.text) if "–" in line.text or "—" in line.text else ():
            named = next((one for one in networks(page, line) if one.start == found.start()), None)
            if named and pattern(r"\b<meaning.bodies>\b", FILE).search(found["long"]):
                long, kind = found["long"], "nom"
                whole = re.split(r"\s*[():;«»]", line.text[found.start("long") :], maxsplit=1)[0].strip()
                if not contains(long, found["name"]) and contains(whole, found["name"]):
                    # « AFCDRP — Association … des communes, départements et régions pour la paix »
                    long, kind = whole, "sigle"
                yield Draft(named.entity, "defined_as", long, line, "definitions.spelled_out", kind=kind)
        if (alluded := alluding.search(line.text)) and (spoken_of := holder(page, line)):
            yield Draft(spoken_of, "defined_as", alluded["long"], line, "definitions.spelled_out", kind="sigle")
        yield from _said_of_names(page, line)


def _said_of_names(page: Page, line: Line) -> Iterator[Draft]:
    """« SIGLE signifie … », "X stands for …", « X, en français … »."""
    saying = pattern(SAYING, FILE)
    if not pattern(r"(?<!\w)<meaning.verbs>(?!\w)", FILE).search(line.text):
        return
    known = networks(page, line)
    for name in known:
        if said := saying.match(line.text[name.end :]):
            long, kind = _what_is_said(said["long"], line.text[name.start : name.end])
            yield Draft(name.entity, "defined_as", long, line, "definitions.said", kind=kind)
    for acronym in ACRONYM.finditer(line.text):
        if any(one.start <= acronym.start() < one.end for one in known):
            continue
        if said := saying.match(line.text[acronym.end() :]):
            long, kind = _what_is_said(said["long"], acronym[0])
            yield replace(_draft(page, line, acronym[0], long), kind=kind)
            break


def _what_is_said(words: str, name: str) -> tuple[str, str]:
    """The words that say what `name` means, and whether they spell it out or describe it.

    Spelled out, they end with the bracket in which they stand, or at the one that abbreviates them.
    """
    named = re.split(r"\s*[()]", words, maxsplit=1)[0].strip(" *,")
    if ACRONYM.fullmatch(name) and not contains(named, name) and not named[:1].isupper():
        return words.strip(" *,"), "description"
    return named, "sigle"


def _draft(page: Page, line: Line, acronym: str, long: str, span: Span | None = None) -> Draft:
    """The subject is the network that either name belongs to; its usual name stays."""
    found = (one for name in (acronym, long) for one in page.names.known(name)[:1] if one.kind in HOLDERS)
    owner = next(found, None) or page.names.network(acronym)
    if fold(acronym) not in {fold(name) for name in (owner.name_fr, owner.name_en, *owner.aliases)}:
        owner = replace(owner, aliases=(*owner.aliases, acronym))
    return Draft(owner, "defined_as", unquoted(long), line, "definitions.spelled_out", kind="sigle", span=span)


def natures(page: Page) -> Iterator[Draft]:
    """« X est la plus grande organisation de gouvernements locaux… », « un jumelage est une relation… »."""
    nature, notion = pattern(NATURE, FILE), pattern(NOTION, FILE)
    notions = pattern(r"(?<!\w)<meaning.notions>\s+(?:est|is|are|sont|<meaning.verbs>)\s", FILE)
    for line in page.lines:
        if line.unit.kind not in ("sentence", "item") or not re.search(pattern(COPULA, FILE), line.text):
            continue
        if is_order(line.text):
            continue
        for name in networks(page, line):
            if re.search(r"[^\W\d_]{3,}\s*$", _head(line.text, name.start)):
                continue
            if found := nature.match(line.text[name.end :]):
                what = found["what"].strip()
                yield Draft(name.entity, "defined_as", what, line, "definitions.nature", kind="description")
                break
        if notions.search(line.text) and (said := notion.search(line.text)):
            what = (said["what"] or said["said"]).strip(' »”"')
            yield Draft(_term(page, said["term"]), "defined_as", what, line, "definitions.notion", kind="notion")


COPULA: Final = r"(?<!\w)(?:est|is|sont|are|<meaning.verbs>)\s"


def _head(text: str, at: int) -> str:
    """What stands before a name at the opening of its sentence; articles, brackets and « Basée à Bonn, » aside."""
    opening = re.sub(
        r"(?i)^(?:créée?|fondée?|née?|basée?|founded|created|based|established)\b[^,]{0,60},", "", text[:at]
    )
    return re.sub(r"(?i)(?:\b(?:le|la|les|the|réseau|l)\b|['’(«\"])", "", opening).strip(" ,")


def answered(page: Page) -> Iterator[Draft]:
    """« C'est quoi, un jumelage ? » above the sentence that says it."""
    asking = pattern(QUESTION, FILE)
    for line in page.lines:
        found = asking.match(line.text) if line.text.rstrip().endswith("?") else None
        if not found or line.index + 1 >= len(page.lines):
            continue
        after = page.lines[line.index + 1]
        if after.unit.kind not in ("sentence", "item") or after.text.rstrip().endswith("?") or is_order(after.text):
            continue
        if pattern(NOTION, FILE).search(after.text):
            continue  # The sentence says it by itself.
        term = found["term"].strip(" ,")
        if len(term.split()) <= 6 and not VAGUE.search(term) and _answers(page, after.text, term):
            yield Draft(
                _term(page, term), "defined_as", _said(after.text), after, "definitions.answered", kind="notion"
            )


def _answers(page: Page, text: str, term: str) -> bool:
    """Whether `text` says what the term is: « C'est … », « Le jumelage est … », or opens with a noun phrase."""
    named = rf"(?:(?:le|la|les|l['’]|the)\s*)?{re.escape(term)}\b"
    opening = rf"^\W*(?:c['’]est|il\s+s['’]agit|it(?:\s+is|['’]s)\b|un\s|une\s|an?\s|{named})"
    return bool(re.match(opening, text, re.IGNORECASE)) or bool(page.names.known(term))


def _said(text: str) -> str:
    return re.sub(r"(?i)^\W*(?:c['’]est|il s['’]agit|it is|it's)\s+(?:d['’]|de\s+)?", "", text).strip(" .")


def _term(page: Page, term: str) -> Entity:
    known = page.names.known(term)
    if known and known[0].kind in HOLDERS:
        return known[0]
    name = term[:1].upper() + term[1:]
    return Entity(f"notion:{fold(term).replace(' ', '-')}", "organisation", name, name)

"""What names and terms mean: acronyms spelled out, and sentences that define."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ingest.facts.holder import ACRONYM, HOLDERS, holder, networks
from ingest.facts.orders import is_order
from ingest.facts.page import Draft, Line, Page
from ingest.facts.words import pattern
from ingest.normalise import fold, unaccented
from ingest.records import Entity, Span

FILE: Final = "figures"
SIGLE: Final = r"(?P<acronym>(?:[A-ZÀ-Þ]\.?){2,}[a-z]?(?:-?\d+)?|[A-Z][a-z]?[A-Z][A-Za-z]*)"
AFTER: Final = re.compile(rf"(?P<long>[A-ZÀ-Þ][^\W\d_][^()\n;:.!?]{{6,140}}?)\s*\(\s*{SIGLE}\s*\)")
BEFORE: Final = re.compile(rf"(?<!\w){SIGLE}\s*\(\s*(?P<long>[A-ZÀ-Þ][^()\n]{{8,160}}?)\s*\)")
ENTRY: Final = re.compile(
    rf"^\W*{SIGLE}\**\s*(?::|=|[–—-]|,)\s+\**(?P<long>[A-ZÀ-Þ(«“][^\n]{{8,200}}?|[a-zà-ÿ][^\n]{{8,200}}?)[.;*]*$"
)
FRENCH: Final = frozenset(
    {"de", "des", "du", "d", "la", "le", "les", "l", "et", "en", "pour", "a", "au", "aux", "sur", "dans"}
)
SMALL: Final = FRENCH | {"of", "the", "and", "for", "in", "on", "to", "by", "par"}
"""Words that an acronym may leave out."""
QUESTION: Final = (
    r"^\W*(?:\d+[.)]\s*)?<meaning.what>,?\s+(?:(?:un|une|le|la|les|l['’]|the|an?)\s*)?[«“\"]?(?P<term>[^?«»“”\"]{3,60}?)[»”\"]?"
    r"(?:\s+(?:mean|stand\s+for))?\s*\?\s*$"
)
NATURE: Final = (
    r"^(?P<link>\s*(?:\([^()]*\)\s*)?,?\s+(?:est|is|sont|are)\s+(?:aujourd['’]hui\s+)?)"
    r"(?P<what>(?:un|une|le|la|l['’]|an?|the)\s*(?:[\w'’-]+\s+){0,3}?<meaning.nature>\b[^.!?\n]{10,240})"
)
SAYING: Final = r"^\s*(?:\([^()]*\)\s*)?,?\s+<meaning.verbs>\s*:?\s*[«“\"*]*(?P<long>[^.;!?\n«»“”\"]{6,160})"
ALLUDING: Final = (
    r"\b(?:ce\s+sigle|cet\s+acronyme|this\s+acronym)\s*(?:[:,]|<meaning.verbs>)\s*"
    r"[«“\"*]*(?P<long>[A-ZÀ-Þ][^.;:!?*«»\n]{8,160})"
)


def spelled_out(page: Page) -> Iterator[Draft]:
    """« Expansion Longue (SIGLE) », « SIGLE (Expansion Longue) », « SIGLE : expansion », « SIGLE signifie … »."""
    saying, alluding = pattern(SAYING, FILE), pattern(ALLUDING, FILE)
    for line in page.lines:
        if line.unit.kind == "row" or not re.search(r"[A-Z]\.?[A-Z]|[a-z][A-Z]", line.text) or is_order(line.text):
            continue
        for found in (*AFTER.finditer(line.text), *BEFORE.finditer(line.text)):
            long = _fitting(found["long"], found["acronym"])
            if long:
                start = line.unit.span.start + found.start("long") + found["long"].index(long)
                yield _draft(page, line, found["acronym"], long, Span(start, start + len(long)), "sigle")
        entry = ENTRY.match(line.text) if line.unit.kind == "item" else None
        if entry and _contains(entry["long"], entry["acronym"]):
            yield _draft(page, line, entry["acronym"], entry["long"], None, "sigle")
        if (alluded := alluding.search(line.text)) and (spoken_of := holder(page, line)):
            yield Draft(spoken_of, "defined_as", alluded["long"], line, "definitions.spelled_out", kind="sigle")
        for name in networks(page, line):
            if said := saying.match(line.text[name.end :]):
                yield Draft(
                    name.entity, "defined_as", said["long"].strip(" *,"), line, "definitions.said", kind="sigle"
                )
        for acronym in ACRONYM.finditer(line.text):
            if said := saying.match(line.text[acronym.end() :]):
                yield _draft(page, line, acronym[0], said["long"].strip(" *,"), None, "sigle")
                break


def _draft(page: Page, line: Line, acronym: str, long: str, span: Span | None, kind: str) -> Draft:
    known = page.names.known(acronym) or page.names.known(long)
    owner = known[0] if known and known[0].kind in HOLDERS else page.names.network(acronym)
    return Draft(owner, "defined_as", long.strip(' *«»“”"'), line, "definitions.spelled_out", kind=kind)


def _fitting(long: str, acronym: str) -> str | None:
    """The end of `long` whose words begin with the letters of `acronym`; None where they do not."""
    letters = unaccented(re.sub(r"[^A-Za-zÀ-ÿ]", "", acronym)).lower()
    words = list(re.finditer(r"[^\W\d_]+", long))
    for at, word in enumerate(words):
        if unaccented(word[0])[0].lower() != letters[0] or not (word[0][0].isupper() or at == 0):
            continue
        if _spells([unaccented(other[0]).lower() for other in words[at:]], letters):
            return long[word.start() :].strip()
    return None


def _contains(long: str, acronym: str) -> bool:
    """Whether `long` begins like `acronym` and has its letters in order: enough where the layout says the rest."""
    letters = iter(unaccented(long).lower())
    wanted = unaccented(re.sub(r"[^A-Za-zÀ-ÿ]", "", acronym)).lower()
    return unaccented(long.lstrip("«“( *"))[:1].lower() == wanted[0] and all(letter in letters for letter in wanted)


def _spells(words: list[str], letters: str) -> bool:
    """Whether `letters` are the first letters of `words`, small words being free, one or two letters a word allowed."""
    if not letters:
        return all(word in SMALL for word in words)
    if not words:
        return False
    first, rest = words[0], words[1:]
    for taken in (1, 2, 3):
        if first.startswith(letters[:taken]) and len(letters) >= taken and _spells(rest, letters[taken:]):
            return True
    return first in SMALL and _spells(rest, letters)


def natures(page: Page) -> Iterator[Draft]:
    """« X est la plus grande organisation de gouvernements locaux… »: what a network says it is."""
    nature = pattern(NATURE, FILE)
    for line in page.lines:
        if line.unit.kind not in ("sentence", "item") or is_order(line.text):
            continue
        for name in networks(page, line):
            if re.search(r"[^\W\d_]{3,}\s*$", _head(line.text, name.start)):
                continue
            if found := nature.match(line.text[name.end :]):
                yield Draft(
                    name.entity, "defined_as", found["what"].strip(), line, "definitions.nature", kind="description"
                )
                break


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
        term = found["term"].strip(" ,")
        if len(term.split()) > 6 or re.search(
            r"(?i)\b(?:différence|difference|rôle|but|intérêt|plus|prix|coût)\b", term
        ):
            continue
        yield Draft(_term(page, term), "defined_as", _said(after.text), after, "definitions.answered", kind="notion")


def _said(text: str) -> str:
    return re.sub(r"(?i)^\W*(?:c['’]est|il s['’]agit|it is|it's)\s+(?:d['’]|de\s+)?", "", text).strip(" .")


def _term(page: Page, term: str) -> Entity:
    known = page.names.known(term)
    if known and known[0].kind in HOLDERS:
        return known[0]
    name = term[:1].upper() + term[1:]
    return Entity(f"notion:{fold(term).replace(' ', '-')}", "organisation", name, name)

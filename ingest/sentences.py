"""Sentence boundaries that slice back and respect « M. Dupont », « C.G.L.U » and « n° 92-125 »."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Final

from sentencex import get_sentence_boundaries

from ingest.dates import month_number
from ingest.records import Language

# Where sentencex cuts and must not: after these, whatever follows.
ABBREVIATION: Final = re.compile(
    r"(?i)(?:^|[\s(«\"'’-])(?:m|mm|mr|mrs|ms|mmes?|mlles?|dr|drs|pr|prof|me|st|ste|sts|mgr|gal|gén|col|av|bd|bld|art|al|p|pp|n|no|nos"
    r"|cf|ex|env|tél|tel|fig|vol|chap|éd|ed|hab|sq|resp|apr|j\.-c|e\.g|i\.e|vs|jr|sr|janv|f[ée]vr?|avr|juil|sept|oct|nov|d[ée]c|gov|sen|rep|hon)\.$"
)
INITIAL: Final = re.compile(r"(?:^|[\s(«\"'’.-])[A-ZÀ-Þ]\.$")
# « … de l'A.I.M.F. Elle aide … »: the point of the last letter may also end the sentence; these words begin one.
AFTER_ACRONYM: Final = re.compile(
    r"(?<=[A-Z]\.[A-Z]\.)\s+(?=(?:Il|Elle|Ils|Elles|Le|La|Les|Ce|Cette|Ces|Un|Une|Des|En|Dans|Avec|Depuis|Son|Sa|Ses|It|The|They|This|In)\b)"
)
LONG: Final = 120
"""Characters beyond which what sentencex keeps whole (a speech, a sentence after « 2030. ») is looked at again."""
SPEECH: Final = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-Þ«\"“])")
# « … en Chine.Quelles villes … », « … depuis 1964Le jumelage … »: a line break was lost between two sentences.
GLUED: Final = re.compile(
    r"(?<=[a-zà-ÿ]{3}[.!?…])(?=[A-ZÀ-Þ][a-zà-ÿ]*[\s'’])|(?<=[)»”\d][.!?…])(?=[A-ZÀ-Þ][a-zà-ÿ]*[\s'’])|(?<=\b\d{4})(?=[A-ZÀ-Þ][a-zà-ÿ]+\s)"
    r"|(?<=[a-zà-ÿ]{3})(?=(?:Le|La|Les|Il|Elle|En|Depuis|Cette?|Un|Une|The|In|It|This|These|Since)\s)"
)
ADDRESS: Final = re.compile(r"\S*(?:@|://|www\.)\S*$")
UNFINISHED: Final = re.compile(r"(?i)(?:^|\s)(?:et|ou|and|or|de|à|of|to)\s*(?:\.\.\.|…)$")
"""« …, Valmondois et ... Labouheyre » holds back the last name."""


def _continues(before: str, after: str) -> bool:
    """Whether a boundary between two pieces is a mistake."""
    if not before[-1:].isspace():
        return not _is_glued(before, after)
    head = before.rstrip()
    if not after.strip() or after.lstrip()[0].islower() or after.lstrip()[0] in ",;:)]»":
        return True
    if re.search(r"\b\d{1,2}\.$", head) and month_number(re.split(r"[\s.]", after, maxsplit=1)[0]):
        return True
    if re.match(r"[(\[](?:…|\.\.\.)[)\]]", after):
        return True
    if UNFINISHED.search(head):
        return True
    return bool(ABBREVIATION.search(head) or (INITIAL.search(head) and not re.search(r"[A-Z]\.[A-Z]\.$", head)))


def _is_glued(before: str, after: str) -> bool:
    """Whether two sentences meet without a space between them."""
    return bool(GLUED.match(before + after, len(before))) and not (
        ADDRESS.search(before) or ABBREVIATION.search(before) or INITIAL.search(before)
    )


def _raw_cuts(text: str, language: Language) -> list[int]:
    cuts = [int(found["end_index"]) for found in get_sentence_boundaries(language, text)]
    cuts += [match.end() for match in AFTER_ACRONYM.finditer(text)]
    cuts += [match.start() for match in GLUED.finditer(text)]
    ends = sorted({0, *cuts, len(text)})
    for start, end in itertools.pairwise(ends):
        if end - start > LONG:
            cuts += [match.end() for match in SPEECH.finditer(text, start, end)]
    return sorted({cut for cut in cuts if 0 < cut < len(text)})


def sentence_spans(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """`(start, end)` of each sentence of `text`, in order; only spaces between two are in none."""
    start = 0
    for cut in [*_raw_cuts(text, language), len(text)]:
        if cut < len(text) and _continues(text[start:cut], text[cut:]):
            continue
        piece = text[start:cut]
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            yield start + lead, start + len(piece.rstrip())
        start = cut

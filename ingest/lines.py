"""The lines of a plain text, and what one line looks like: heading, sentence, list item, category."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ingest import hyphens
from ingest.blocks import Block
from ingest.dates import only_date
from ingest.furniture import CATEGORY
from ingest.marks import BULLETS, leading_mark

BULLET: Final = re.compile(rf"(?:[{re.escape(BULLETS)}]|\.(?= +[A-ZÀ-Þ])|o(?= {{2,}}))\s+(?=\S)")
NUMBER: Final = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*\s?[.)°-]|\d{1,2}(?:\.\d{1,2})+|[IVX]{1,5}\s?[.)-])\s*(?=[^\W\d]|[«\"'’(])"
)
LETTER: Final = re.compile(r"[a-z]\s?\)\s+")
# The alternative text of a bullet image, leaked into the page: « Puce municipalité Eurocités », « Puce région X ».
IMAGE_BULLET: Final = re.compile(r"(?:Puce|Bullet|Picto|Flèche)\s+(?:[a-zà-ÿ]+\s+)?(?=[A-ZÀ-ÞŒ0-9\"«(])")
LABEL: Final = re.compile(r"\w[\w’' ]{2,30} : ?|[A-ZÀ-Þ][\w’' ]{2,30}: ")
UNDERLINE: Final = re.compile(r"(=|-|_|~|\*)\1{3,}")
SENTENCE_END: Final = re.compile(r"[.!?…][»\"')\]]*$|\((?:…|\.\.\.)\)$")
# A line cannot end on these: what follows was on the same line before the page was turned into text.
DANGLING: Final = re.compile(
    r"(?:^|[\s'’])(?:[dl]['’]|depuis|since|de|du|des|la|le|les|l|d|et|à|au|aux|en|sur|avec|dans|par|pour|entre|un|une"
    r"|of|the|and|with|in|between|from|a|an|by|for)$|\($"
)
RESUMED: Final = re.compile(r"[),]")
"""What no line can begin with."""
ASIDE_ALONE: Final = re.compile(r"\([^()]{2,40}\)")
YEAR_ALONE: Final = re.compile(r"(?:(?:depuis|since|en|in)\s)?\d{4}")
NAMED: Final = re.compile(r"[A-ZÀ-Þ][\w’' -]*\s\([^()\d]{2,40}\)")
SHORT_NAME: Final = 5
IN_ONE_LINE: Final = re.compile(r"[^|•]*\(\d{4}\)\s*(?:[|•][^|•]*\(\d{4}\)\s*)+")
"""« Kiel (1967) | Plymouth (1963) »: a list."""
WRAP_MINIMUM: Final = 45
WRAPPED_MINIMUM: Final = 25
"""The same where the text is known to be wrapped: a heading is that short, a line of a paragraph seldom is."""
WRAP_MAXIMUM: Final = 130
COLUMN_MINIMUM: Final = 26
COLUMN_MAXIMUM: Final = 46
"""Lengths of the lines of a narrow column: a leaflet, a page of a magazine."""
COLUMN_PAIRS: Final = 6
COLUMN_LOWER: Final = 0.5
"""Share of a narrow column's lines that go on in small letters: those of a list of names do not."""
HEADING_WORDS: Final = 14
TITLE_WORDS: Final = 40
"""Titles of news are longer than headings."""
MASTHEAD_WORDS: Final = 25
MASTHEAD: Final = 3
"""Headings that may follow one another at the top of a page: site, section, title."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line after cleaning. `cut`: furniture stood here; `event`: an agenda entry read from several lines."""

    text: str
    indent: int = 0
    cut: bool = False
    listing: bool = False
    event: Block | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Lines without an empty line between them."""

    lines: tuple[Line, ...]
    listing: bool
    """A listing's furniture (« EN SAVOIR PLUS ») touches the group."""
    loose: bool
    """An empty line, not furniture, stands before the group."""


def starts_block(text: str) -> bool:
    return bool(BULLET.match(text) or NUMBER.match(text) or LETTER.match(text) or IMAGE_BULLET.match(text)) or (
        leading_mark(text) is not None
    )


def unwrap(lines: Sequence[Line]) -> list[Line]:
    """Joins the lines of paragraphs that were broken to a fixed width."""
    pairs = _pairs(lines, WRAP_MINIMUM)
    lower = sum(two.text[0].islower() for _, two in pairs)
    wrapped = len(pairs) >= 3 and lower >= 0.4 * len(pairs) and max(len(line.text) for line in lines) <= WRAP_MAXIMUM
    minimum = WRAP_MINIMUM
    if not wrapped and (column := _column(lines)):
        pairs, wrapped, minimum = column, True, COLUMN_MINIMUM
    width = max((len(one.text) for one, _ in pairs), default=0)
    text = "\n".join(line.text for line in lines)
    joined: list[Line] = []
    last_raw = 0
    for at, line in enumerate(lines):
        if wrapped and _is_page_number(lines, at):
            continue
        before = joined[-1] if joined else None
        whole = hyphens.joined(before.text, line.text, text) if before and not before.event and not line.event else None
        if before and whole:
            joined[-1] = replace(before, text=whole)
        elif (
            before
            and before.text
            and line.text
            and not before.event
            and not line.event
            and not only_date(line.text)
            and (
                _broken(before.text, line.text)
                or _is_set_off(before.text, line.text)
                or (
                    not starts_block(line.text)
                    and last_raw >= (WRAPPED_MINIMUM if wrapped and line.text[0].islower() else minimum)
                    and _continues(before.text, line.text, wrapped and last_raw >= 0.75 * width, wrapped)
                )
            )
        ):
            joined[-1] = replace(before, text=f"{before.text} {line.text}")
        else:
            joined.append(line)
        last_raw = len(line.text)
    return joined


def _pairs(lines: Sequence[Line], minimum: int) -> list[tuple[Line, Line]]:
    """Lines of which another follows at once, as long as those of a paragraph broken to a width."""
    return [
        (one, two)
        for one, two in itertools.pairwise(lines)
        if one.text and two.text and not one.event and not two.event and minimum <= len(one.text) <= WRAP_MAXIMUM
    ]


def _column(lines: Sequence[Line]) -> list[tuple[Line, Line]]:
    """The pairs of a text set in a narrow column; none where it is not: nearly all lines that another follows reach
    the same margin, most of them go on in small letters and few end a sentence."""
    pairs = _pairs(lines, COLUMN_MINIMUM)
    lower = sum(two.text[0].islower() for _, two in pairs)
    narrow = max((len(one.text) for one, _ in pairs), default=0) <= COLUMN_MAXIMUM
    ended = sum(bool(re.search(r"[.!?…;]$", one.text)) for one, _ in pairs)
    labels = sum(bool(LABEL.match(two.text) or starts_block(two.text)) for _, two in pairs)
    enough = len(pairs) >= COLUMN_PAIRS and lower >= COLUMN_LOWER * len(pairs)
    return pairs if narrow and enough and (ended + labels) * 4 <= len(pairs) else []


def _is_page_number(lines: Sequence[Line], at: int) -> bool:
    """Whether line `at` is a number that stands in the middle of a sentence."""
    if not re.fullmatch(r"\d{1,3}", lines[at].text) or not 0 < at < len(lines) - 1:
        return False
    return lines[at + 1].text[:1].islower() and not re.search(r"[.!?:;]$", lines[at - 1].text)


def _broken(before: str, line: str) -> bool:
    """Whether a name or a bracket was cut in two: « Cadix ( », « Espagne », « ) 1986 »."""
    if DANGLING.search(before) and not is_caps(before) and not BULLET.match(line):
        return not before.endswith("(") or not starts_block(line)
    if RESUMED.match(line) and not starts_block(line):
        return line[0] == "," or before.count("(") > before.count(")")
    return False


def _is_set_off(before: str, line: str) -> bool:
    """Whether the country or the year of a name was set on a line of its own."""
    if before.endswith("),") and line[0].islower():
        return True
    if ASIDE_ALONE.fullmatch(line):
        return len(before.split()) <= SHORT_NAME and bool(re.fullmatch(r"[A-ZÀ-Þ][\w’' -]+", before))
    return bool(YEAR_ALONE.fullmatch(line) and NAMED.fullmatch(before))


def _continues(before: str, line: str, full: bool, wrapped: bool) -> bool:
    """Whether `line` goes on with the sentence of `before`. `full`: `before` reaches the right margin."""
    if before.endswith(",") and not LABEL.match(line):
        return True
    if line[0].islower() and not re.search(r"[.!?…;:]$", before):
        return wrapped or is_sentence(line)
    return full and not before.endswith((":", ";")) and not (LABEL.match(line) and LABEL.match(before))


def group_lines(lines: Sequence[Line]) -> list[Group]:
    groups: list[Group] = []
    current: list[Line] = []
    listing = loose = False
    for line in [*lines, Line("")]:
        if line.text or line.event:
            current.append(line)
            continue
        if current:
            groups.append(Group(tuple(current), listing or line.listing, loose))
            current, listing, loose = [], False, False
        if line.cut:
            listing = listing or line.listing
            groups.append(Group((), listing, False))
        else:
            loose = True
    return groups


def is_sentence(text: str) -> bool:
    """Whether a line reads as running text rather than as a label."""
    if text.endswith("?") and len(text.split()) <= HEADING_WORDS and not re.search(r"[.!?…] [A-ZÀ-Þ]", text):
        return False
    inner = re.search(r"[.!?…] [A-ZÀ-Þ«]", text)
    return bool(SENTENCE_END.search(text) or inner) or len(text.split()) > 25


def heading_like(text: str, words: int = HEADING_WORDS, dated: bool = False) -> bool:
    """Whether a line could be a heading by its own look: short, no sentence, no address, no « label : figure ».

    `dated`: a date line stands right above, so that a figure after a colon is part of a title.
    """
    if (
        len(text.split()) > words
        or not re.search(r"[^\W\d]{2,}", text)
        or re.search(r"https?://|www\.|@|^\W*[a-zà-ÿ]", text)
        or IN_ONE_LINE.fullmatch(text)
    ):
        return False
    if re.search(r"(?:\.\.\.|…)$", text):
        return len(text.split()) <= 6
    quoted = text.startswith(("«", '"', "“")) and text.endswith(("»", '"', "”"))
    if quoted or re.search(r"[^.A-Z]\. [A-ZÀ-Þ]|; ", text):
        return False
    if re.search(r"[.;,:)]$", text) and not re.search(r"\([^()]*\)$|[A-Z]\.[A-Z]\.$", text):
        return False
    if re.match(r"[^:]{3,40}: (?:[a-zà-ÿ][^.]*, |[^\d]{0,20}\d[\d .]*(?:\D{0,12}$|\w+$))", text) and not dated:
        # « Population: 12 645 », « Cooperation: culture, sport »: a line of a card.
        return False
    return dated or not re.search(r" : .*\d|: [^\w\s«]", text) or len(text.split()) > 8


def is_caps(text: str) -> bool:
    letters = re.sub(r"[\W\d]", "", text)
    return len(letters) >= 4 and letters.isupper() and len(text.split()) <= HEADING_WORDS


def is_category(text: str) -> bool:
    parts = [part.strip() for part in text.split(" / ")]
    return all(0 < len(part.split()) <= 6 and not SENTENCE_END.search(part) for part in parts) and (
        len(parts) > 1 or bool(CATEGORY.fullmatch(text))
    )

"""What was read from a document, line by line, and which lines of its lists and tables gave nothing.

What was read is in the store. What was left out, and why, the extractors say of the page itself, so its source is read
again where it is still the same; without it, lists speak for themselves: a line between others that gave facts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from typing import Any, Final, Literal

from index.listing import line_of
from index.store import Stored
from ingest.errors import PasserelleError
from ingest.facts.lists.items import gaps
from ingest.facts.pages.page import Page, read_page
from ingest.facts.tables.stated import unread_tables
from ingest.messages import render
from ingest.names import names
from ingest.pipeline import discover, read_source
from ingest.records import Document, Fact, Ingested, Language, Span, Unit

Gap = Literal["line", "list", "columns", "subject", "claims"]
"""`line`: its list speaks of links, it gave none; `list`: nothing was read from the whole list; the others say why a
table could not be read (`ingest.facts.tables.stated.Unread`), on its first row."""
LISTED: Final = ("item", "row")
SHORTEST: Final = 3
"""Lines from which on a list that gave nothing is worth a look."""
MARKS: Final = {"item": "•", "row": "|"}
GAPS: Final[dict[Gap, str]] = {
    "line": "index.gap",
    "list": "index.unread",
    "columns": "index.table.columns",
    "subject": "index.table.subject",
    "claims": "index.table.claims",
}


@dataclass(frozen=True, slots=True)
class Traced:
    """One line of a document, with what was read from it."""

    unit: Unit
    text: str
    facts: tuple[Fact, ...]
    gap: Gap | None = None


def page_of(stored: Stored, document: Document) -> Page | None:
    """The page as the extractors saw it; None where its source is gone or no longer has this text."""
    try:
        (source,) = discover([stored.location]).sources
        read = read_source(replace(source, id=document.id))
    except (PasserelleError, ValueError):
        return None
    return read_page(document, read.placed, names()) if read.document.text == document.text else None


def trace(ingested: Ingested, page: Page | None = None) -> list[Traced]:
    """Every line of the document in order, each once. With the page, lines are also told that stand under a topic of
    links without having given one, and why a table was not read."""
    text = ingested.document.text
    units = {unit.span: unit for passage in ingested.passages for unit in passage.units}
    spans = sorted(units, key=lambda span: (span.start, span.end))
    starts = [span.start for span in spans]
    found: list[list[Fact]] = [[] for _ in spans]
    for fact in ingested.facts:
        at = bisect_right(starts, fact.span.start) - 1
        if at >= 0:
            found[at].append(fact)
    lines = [Traced(units[span], span.of(text), tuple(facts)) for span, facts in zip(spans, found, strict=True)]
    told = list(_with_gaps(lines))
    seen = _seen(page, ingested.facts) if page else {}
    return [line if line.facts else replace(line, gap=seen.get(line.unit.span, line.gap)) for line in told]


def _seen(page: Page, facts: Sequence[Fact]) -> dict[Span, Gap]:
    """What the extractors themselves know to have left out."""
    begun = {fact.span.start for fact in facts}
    used = [one.index for one in page.lines if any(at in begun for at in range(one.unit.span.start, one.unit.span.end))]
    found: dict[Span, Gap] = {line.unit.span: "line" for line in gaps(page, used)}
    return found | {table.line.unit.span: table.reason for table in unread_tables(page)}


def _with_gaps(lines: Sequence[Traced]) -> Iterator[Traced]:
    for kind, run in groupby(lines, key=lambda line: line.unit.kind):
        together = list(run)
        any_facts = any(line.facts for line in together)
        if kind not in LISTED or not (any_facts or len(together) >= SHORTEST):
            yield from together
            continue
        gap: Gap = "line" if any_facts else "list"
        yield from (line if line.facts else replace(line, gap=gap) for line in together)


def told(line: Traced, language: Language) -> Iterator[str]:
    """The line as a terminal shows it: its words, then what was read from them."""
    words = " ".join(line.text.split())
    yield f"\n# {words}" if line.unit.kind == "heading" else f"{MARKS.get(line.unit.kind, ' ')} {words}"
    for fact in line.facts:
        yield f"      → {line_of(fact, language)} [{fact.extractor}]"
    if line.gap:
        yield f"      ! {render(GAPS[line.gap], language)}"


def record_of_line(line: Traced, document: Document) -> dict[str, Any]:
    """The public form of a line."""
    span = line.unit.span
    facts = [asdict(fact) for fact in line.facts]
    place = {"document": document.id, "start": span.start, "end": span.end, "page": span.page}
    return place | {"unit": line.unit.kind, "text": line.text, "facts": facts, "gap": line.gap}


def summary(ingested: Ingested, lines: Sequence[Traced], language: Language) -> str:
    """How much was read from how much."""
    counts = {"lines": len(lines), "facts": len(ingested.facts), "gaps": sum(line.gap is not None for line in lines)}
    return render("index.traced", language, title=ingested.document.title, **counts)

"""What was read from a document, line by line, and which lines of its lists and tables gave nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from typing import Any, Final, Literal

from index.listing import line_of
from ingest.messages import render
from ingest.records import Document, Fact, Ingested, Language, Unit

Gap = Literal["line", "list"]
"""`line`: others of its list gave facts, it gave none; `list`: nothing was read from the whole list."""
LISTED: Final = ("item", "row")
SHORTEST: Final = 3
"""Lines from which on a list that gave nothing is worth a look."""
MARKS: Final = {"item": "•", "row": "|"}
GAPS: Final[dict[Gap, str]] = {"line": "index.gap", "list": "index.unread"}


@dataclass(frozen=True, slots=True)
class Traced:
    """One line of a document, with what was read from it."""

    unit: Unit
    text: str
    facts: tuple[Fact, ...]
    gap: Gap | None = None


def trace(ingested: Ingested) -> list[Traced]:
    """Every line of the document in order, each once."""
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
    return list(_with_gaps(lines))


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

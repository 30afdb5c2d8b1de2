"""An answer's rows as CSV or XLSX, each with its sources, ready for a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import date
from typing import Final, Literal

from assistant.answers.words import labels, status_word
from assistant.wording import say
from ingest.normalise import unaccented
from ingest.records import Answer, Citation, Item, Language

Format = Literal["csv", "xlsx"]
FORMATS: Final[tuple[Format, ...]] = ("csv", "xlsx")
MEDIA_TYPES: Final[dict[Format, str]] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
COLUMNS: Final = (
    "name",
    "country",
    "kind",
    "status",
    "since",
    "as_of",
    "source",
    "publisher",
    "url",
    "source_date",
    "quote",
)
WIDTHS: Final = {"name": 28, "source": 40, "url": 36, "quote": 60}
LONGEST_CELL: Final = 32_000
"""Characters; a spreadsheet takes 32,767 in one cell."""
BETWEEN: Final = " | "
"""Between the sources of one row."""
_FORMULA: Final = re.compile(r"^\s*[=+\-@]|^[\t\r]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def exportable(answer: Answer) -> bool:
    """Whether there are rows to export."""
    return bool(answer.items) and not answer.abstained


def export(answer: Answer, format: Format, on: date) -> bytes:
    """The file's content. `on`: the day that it bears.

    :raises ValueError: when the answer has no rows.
    """
    if not exportable(answer):
        raise ValueError("an answer without rows cannot be exported")
    return _csv(answer) if format == "csv" else _xlsx(answer, on)


def filename(answer: Answer, format: Format) -> str:
    """A name made of the question, safe on any system: « villes-membres-eurocities.csv »."""
    words = re.findall(r"[a-z0-9]+", unaccented(answer.question).lower())
    return f"{'-'.join(words)[:60].strip('-') or 'passerelle'}.{format}"


def safe(value: str | None) -> str:
    """`value` so that no spreadsheet takes it for a formula: a page may hold « =HYPERLINK(…) »."""
    text = _CONTROL.sub("", value or "")[:LONGEST_CELL]
    return f"'{text}" if _FORMULA.match(text) else text


def headers(language: Language) -> list[str]:
    """The names of the columns."""
    return [say(f"export.{column}", language) for column in COLUMNS]


def rows(answer: Answer) -> list[list[str]]:
    """One row for each item, its sources side by side in each column."""
    cited = {citation.n: citation for citation in answer.citations}
    return [
        [safe(cell) for cell in _row(item, [cited[n] for n in item.citations], answer.language)]
        for item in answer.items
    ]


def notes(answer: Answer, on: date) -> list[tuple[str, str]]:
    """What the second sheet says: question, date, number of rows, and the answer's words around them."""
    language = answer.language
    around = [line for line in _unmarked(answer.markdown).splitlines() if line.strip() and not line.startswith("- ")]
    told = [
        (say("export.about.question", language), answer.question),
        (say("export.about.date", language), on.isoformat()),
        (say("export.about.count", language), str(len(answer.items))),
        (
            say("export.about.documents", language),
            f"{answer.coverage.documents_used} / {answer.coverage.documents_total}",
        ),
        *((say("export.about.note", language), line) for line in around),
    ]
    for conflict in answer.conflicts:
        versions = BETWEEN.join(f"{one.value} ({one.as_of or say('undated', language)})" for one in conflict.versions)
        told.append((say("export.about.conflict", language), f"{conflict.about} : {versions}"))
    return [(label, safe(text)) for label, text in told]


def _row(item: Item, citations: Sequence[Citation], language: Language) -> list[str | None]:
    def each(name: str) -> str:
        return BETWEEN.join(" ".join(str(getattr(one, name) or "").split()) for one in citations)

    status = status_word(item.status, language) if item.status in labels()["status"] else item.status
    own: list[str | None] = [
        item.label,
        item.country,
        item.kind or (None if item.country else item.detail),
        status,
        item.since,
        item.as_of,
    ]
    return [*own, *(each(name) for name in ("title", "publisher", "url", "date", "quote"))]


def _csv(answer: Answer) -> bytes:
    """With a byte order mark and, in French, semicolons: what Excel expects of a file that it opens on a click."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if answer.language == "fr" else ",", lineterminator="\r\n")
    writer.writerow(headers(answer.language))
    writer.writerows(rows(answer))
    return out.getvalue().encode("utf-8-sig")


def _xlsx(answer: Answer, on: date) -> bytes:
    from xlsxwriter import Workbook  # only for whoever exports

    language = answer.language
    out = io.BytesIO()
    # Strings stay strings: nothing becomes a formula or a link, whatever it looks like.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(out, options) as book:
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet(say("export.sheet", language))
        for place, name in enumerate(COLUMNS):
            sheet.set_column(place, place, WIDTHS.get(name, 16))
        sheet.write_row(0, 0, headers(language), bold)
        table = rows(answer)
        for place, cells in enumerate(table, start=1):
            for column, cell in enumerate(cells):
                sheet.write_string(place, column, cell)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(table), len(COLUMNS) - 1)
        about = book.add_worksheet(say("export.about", language))
        about.set_column(0, 0, 24)
        about.set_column(1, 1, 100)
        for place, (label, text) in enumerate(notes(answer, on)):
            about.write_string(place, 0, label, bold)
            about.write_string(place, 1, text)
    return out.getvalue()


def _unmarked(markdown: str) -> str:
    """The markdown's words, without its signs."""
    return re.sub(r"\\([\\`*_\[\]<>#|~])", r"\1", markdown.replace("**", ""))

"""Dates and numbers as the reader writes them. Storage keeps ISO 8601 with the precision that is known."""

from __future__ import annotations

import re
from typing import Final

from babel.numbers import format_decimal

from assistant.wording import say_date
from ingest.records import Language

ISO: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def readable(date: str | None, language: Language) -> str:
    """`2012-04-05` → « 5 avril 2012 » or "5 April 2012"; `2025-04` and `2021` keep their precision.

    What is not such a date is shown as it stands: better a raw date than none.
    """
    if date and not ISO.match(date):
        return date
    try:
        return say_date(date, language)
    except ValueError:  # a thirteenth month, a 31 February
        return date or ""


def grouped(number: int, language: Language) -> str:
    """`61234` → « 61 234 » or "61,234"."""
    return str(format_decimal(number, locale=language))

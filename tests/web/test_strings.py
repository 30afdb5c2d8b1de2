"""Both languages say everything, with the same fields, and none is mixed."""

from __future__ import annotations

import string

import pytest

from web.dates import grouped, readable
from web.strings import EXAMPLES, STRINGS, examples, text, typeset


def fields(template: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("key", STRINGS)
def test_each_string_exists_twice_with_the_same_fields(key: str) -> None:
    assert set(STRINGS[key]) == {"fr", "en"}
    assert fields(STRINGS[key]["fr"]) == fields(STRINGS[key]["en"])
    assert all(STRINGS[key].values())


def test_as_many_examples_in_both_languages() -> None:
    assert len(EXAMPLES["fr"]) == len(EXAMPLES["en"]) == len(set(EXAMPLES["fr"]))
    assert all("\u202f?" in question for question in examples("fr"))


def test_french_punctuation_never_starts_a_line() -> None:
    assert typeset("Que dit-on : « oui » ?") == "Que dit-on\u00a0: «\u00a0oui\u00a0»\u202f?"
    assert text("box.label", "en") == "Your question"


@pytest.mark.parametrize(
    ("date", "french", "english"),
    [
        ("2012-04-05", "5 avril 2012", "5 April 2012"),
        ("2025-08-01", "1er août 2025", "1 August 2025"),
        ("2025-04", "avril 2025", "April 2025"),
        ("2021", "2021", "2021"),
        (None, "sans date", "undated"),
        ("printemps 2025", "printemps 2025", "printemps 2025"),
        ("2025-13-40", "2025-13-40", "2025-13-40"),
    ],
)
def test_dates_in_the_readers_habit(date: str | None, french: str, english: str) -> None:
    assert readable(date, "fr") == french
    assert readable(date, "en") == english


def test_numbers_in_the_readers_habit() -> None:
    assert grouped(61234, "en") == "61,234"
    assert grouped(61234, "fr") == "61\u202f234"

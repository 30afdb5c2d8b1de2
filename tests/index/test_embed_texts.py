"""Cleaning keeps track of units, whatever the text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.texts import clean, clean_with_units

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=40)


@given(st.lists(ANYTHING, min_size=1, max_size=6))
def test_units_are_cleaned_in_place(parts: list[str]) -> None:
    text = "a" + "".join(parts) + "z"
    units, at = [], 1
    for part in parts:
        units.append((at, at + len(part)))
        at += len(part)
    cleaned, moved = clean_with_units(text, units)
    for part, (start, end) in zip(parts, moved, strict=True):
        expected = "".join(" " if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in part)
        assert cleaned[start:end] == unicodedata.normalize("NFKC", expected)


@given(ANYTHING.filter(lambda text: text.strip()))
def test_a_clean_text_can_be_encoded_and_stays_as_it_is(text: str) -> None:
    try:
        cleaned = clean(text)
    except ValueError:
        return
    assert "\0" not in cleaned
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned == clean(cleaned)


def test_blank_ends_are_dropped_and_units_follow() -> None:
    assert clean_with_units("  \0ab ﬁn  ", [(0, 3), (3, 5), (6, 8), (8, 10)]) == (
        "ab fin",
        [(0, 0), (0, 2), (3, 6), (6, 6)],
    )


@pytest.mark.parametrize("unit", [(-1, 1), (0, 4), (2, 1)])
def test_a_unit_outside_its_text_is_refused(unit: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="inside"):
        clean_with_units("abc", [unit])

"""Samples, their tokens and their pairs, and weights as they are stored: exact, with no network."""

from __future__ import annotations

from functools import cache

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from ingest.carried import carried_folder
from ingest.encoder.packing import packed, unpacked
from ingest.encoder.tokens import LONGEST, tokenise
from ingest.facts.learned.amounts import amounts
from ingest.facts.learned.sample import Name, Role, Sample, opening, pairs_of


@cache
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(carried_folder() / "tokenizer.json"))


@settings(deadline=None)
@given(st.text(alphabet="Lyon élœÉß’-\n\t .,(2019)«»🔄ﬁ中", min_size=1, max_size=80), st.data())
def test_the_tokens_of_a_stretch_lie_in_it_and_hold_it(text: str, data: st.DataObject) -> None:
    tokens = tokenise(tokenizer(), text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = tokens.within(start, end)
    touching = [
        at
        for at, (first, last) in enumerate(zip(tokens.starts, tokens.ends, strict=True))
        if 0 < at < len(tokens.ids) - 1 and first < end and start < last
    ]
    assert span == ((touching[0], touching[-1]) if touching else None)


def test_a_text_longer_than_the_network_reads_is_cut_and_keeps_its_marks() -> None:
    tokens = tokenise(tokenizer(), "Lyon est jumelée. " * 500)
    assert len(tokens.ids) == LONGEST
    assert tokens.ids[-1] == tokenise(tokenizer(), "Lyon").ids[-1]
    assert tokens.within(8000, 8004) is None


def test_what_stands_above_a_text_is_not_said_twice() -> None:
    assert opening("Lyon", "Lyon", ["Jumelages", "Europe"], "Jumelages") == ["Lyon", "Jumelages", "Europe"]
    assert opening(None, "  Une   page ", (), None) == ["Une page"]
    assert opening(None, None, (), None) == []


def name(at: int, role: Role | None, key: str) -> Name:
    return Name(at, at + 1, "none", role, key)


def test_pairs_are_those_that_can_be_related_and_stand_in_the_text() -> None:
    names = (name(0, "place", "lyon"), name(5, "place", "turin"), name(7, "network", "c40"), name(9, "date", "1990"))
    pairs = pairs_of(Sample("x" * 10, 5, names), [True] * 4)
    assert set(pairs.groups) == {
        ("link", frozenset({"lyon", "turin"})), ("link", frozenset({"lyon", "c40"})),
        ("link", frozenset({"turin", "c40"})), ("seat", frozenset({"lyon", "c40"})),
        ("seat", frozenset({"turin", "c40"})), ("since", frozenset({"lyon", "1990"})),
        ("since", frozenset({"turin", "1990"})), ("since", frozenset({"c40", "1990"})),
        ("founded", frozenset({"c40", "1990"})),
    }  # fmt: skip
    # Both orders of two places tell the same, and a name that was not read, or a country, is in no pair.
    assert len(pairs.groups["link", frozenset({"lyon", "turin"})]) == 2
    assert pairs_of(Sample("x" * 10, 5, names), [True, False, False, True]).groups.keys() == {
        ("since", frozenset({"lyon", "1990"}))
    }
    assert not pairs_of(Sample("x" * 10, 6, (names[0], names[1])), [True] * 2).lefts


def test_numbers_are_no_dates_and_words_are_numbers() -> None:
    text = "Fondé le 3 mai 1990, le réseau compte 1 250 villes de quarante-deux pays."
    found = [(one.kind, one.key, text[one.start : one.end]) for one in amounts(text)]
    assert found == [
        ("date", "date:1990-05-03", "3 mai 1990"), ("number", "number:1250", "1 250"),
        ("number", "number:42", "quarante-deux"),
    ]  # fmt: skip


@pytest.mark.parametrize("shape", [(3,), (4, 8)])
def test_stored_weights_are_what_was_stored_to_within_a_rounding(shape: tuple[int, ...]) -> None:
    torch.manual_seed(1)
    value = torch.randn(shape)
    again = unpacked(packed({"w": value}))
    assert again.keys() == {"w"}
    assert torch.allclose(again["w"], value, atol=float(value.abs().max()) / 127)

"""Our own questions are well-formed, and the documents hold the answers that the questions ask for."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.questions import OWN, Asked, own
from ingest.gazetteer import key
from ingest.pipeline import discover, ingest_source

ROOT = Path(__file__).resolve().parents[2]
SETS = sorted(path.stem for path in OWN.glob("*.jsonl"))
STATUS_WORDS = {"fait", "en cours", "prévu", "done", "in progress", "planned"}
"""What the answer writes for a mark (✓, 🔄): the page holds the mark, not the word."""


def texts(folder: Path) -> dict[str, str]:
    """The text of each document as it is cited, by document id."""
    found = discover([str(folder)])
    assert not found.failed, [str(error) for error in found.failed]
    return {source.id: ingest_source(source).document.text for source in found.sources}


def told_in(parts: list[str], asked: Asked) -> bool:
    """Whether one of `parts` holds an alternative of every group of gold, and the words of the quote."""
    groups = [[key(one) for one in group] for group in asked.gold if not STATUS_WORDS.intersection(group)]
    groups += [[key(asked.quote)]] if asked.quote else []
    return any(all(any(one in part for one in group) for group in groups) for part in map(key, parts))


def untold(asked: list[Asked], documents: dict[str, str], whole: bool) -> list[str]:
    """The questions that no document answers: in its `whole`, or in one paragraph or row."""
    missing = []
    for one in asked:
        named = [text for document, text in documents.items() if one.document and one.document in document]
        parts = named if whole else [line for text in named for line in text.splitlines()]
        if one.answerable and not told_in(parts, one):
            missing.append(f"{one.id}: {one.text}")
    return missing


@pytest.mark.parametrize("name", SETS)
def test_a_set_is_large_and_varied(name: str) -> None:
    asked = own(name)
    assert len(asked) >= 80
    assert sum(not one.answerable for one in asked) >= len(asked) / 5
    assert sum(one.language == "en" for one in asked) >= len(asked) / 4


@pytest.mark.parametrize("name", SETS)
def test_no_question_is_asked_twice(name: str) -> None:
    assert [text for text, times in Counter(key(one.text) for one in own(name)).items() if times > 1] == []


def test_ids_are_unique() -> None:
    ids = Counter(one.id for name in SETS for one in own(name))
    assert [number for number, times in ids.items() if times > 1] == []


@pytest.mark.parametrize("name", SETS)
def test_gold_and_quotes_say_something(name: str) -> None:
    for one in own(name):
        assert all(group and all(key(words) for words in group) for group in one.gold), one.id
        assert one.quote is None or (one.answerable and 0 < len(one.quote.split()) <= 8), one.id


@pytest.mark.parametrize("name", SETS)
def test_lines_hold_nothing_unknown(name: str) -> None:
    known = {"id", "lang", "question", "document", "gold", "quote", "typo"}
    for line in (OWN / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        assert json.loads(line).keys() <= known, line


def test_the_corpus_answers_its_questions() -> None:
    assert untold(own("corpus"), texts(ROOT / "corpus"), whole=False) == []


def test_the_seeds_answer_their_questions(shared_dir: Path) -> None:
    if not (shared_dir / "seeds").is_dir():
        pytest.skip("the folder `shared` has no `seeds`")
    assert untold(own("seeds"), texts(shared_dir / "seeds"), whole=True) == []

"""Questions as people type them, with what they said before, over our own documents and over written pages.

python -m benchmarks.dialogues [--set NAME] [--verbose]

A question is right when its answer holds every piece of gold, adds no row to an exact set, and cites a right document;
an unanswerable one when the answer declines. Sets called `… kept` were never looked at: read their totals only.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from assistant.chain import Assistant
from benchmarks.questions import ROOT
from index.build import build
from index.embed import Encoder, load_encoder
from index.snapshot import Snapshot
from ingest.normalise import fold
from ingest.records import Answer, Language, Turn

WORK: Final = ROOT / "var" / "evaluation"
PAGES: Final = ROOT / "tests" / "evaluation" / "pages"
OFFICES: Final = ROOT / "tests" / "evaluation" / "offices"
SETS: Final[dict[str, tuple[Path, Path]]] = {
    "offices": (ROOT / "corpus", OFFICES / "questions.jsonl"),
    "more offices": (ROOT / "corpus", OFFICES / "second.jsonl"),
    "offices, kept": (ROOT / "corpus", OFFICES / "kept.jsonl"),
    "pages": (PAGES / "4-ordinary" / "docs", PAGES / "4-ordinary" / "questions.jsonl"),
    "more pages": (PAGES / "5-ordinary" / "docs", PAGES / "5-ordinary" / "questions.jsonl"),
    "other pages": (PAGES / "6-ordinary" / "docs", PAGES / "6-ordinary" / "questions.jsonl"),
    "pages, kept": (PAGES / "7-kept" / "docs", PAGES / "7-kept" / "questions.jsonl"),
    "new pages, kept": (PAGES / "8-kept" / "docs", PAGES / "8-kept" / "questions.jsonl"),
}
"""Documents and questions."""
HASTY: Final = ("typo", "sms", "caps")
_WORD: Final = re.compile(r"[^\W_]+")
NOTED: Final = ("followup", "compound", "yes-no")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what makes an answer right."""

    id: str
    language: Language
    text: str
    history: tuple[Turn, ...]
    documents: tuple[str, ...]
    gold: tuple[tuple[str, ...], ...]
    """Groups of alternatives; no group where the answer must decline."""
    exact: bool
    """Whether the rows of the answer must all be in the gold."""
    note: str

    @property
    def hasty(self) -> bool:
        """Misspelt, in the shorthand of messages, or shouted."""
        return any(word in self.note for word in HASTY)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question and its answer."""

    asked: Asked
    answer: Answer

    @property
    def missing(self) -> list[str]:
        """Pieces of gold that the answer does not hold."""
        return ["|".join(group) for group in self.asked.gold if not _holds(group, _read(self.answer))]

    @property
    def added(self) -> list[str]:
        """Rows beyond an exact set; names that the question itself uses are none."""
        if not self.asked.exact:
            return []
        said = _words(" ".join([self.asked.text, *(turn.content for turn in self.asked.history)]))
        every = [one for group in self.asked.gold for one in group]
        return [
            item.label for item in self.answer.items if not _holds(every, item.label) and _words(item.label) not in said
        ]

    @property
    def right(self) -> bool:
        """Whether all that is asked is told, and nothing else; or the answer declines where it must."""
        if not self.asked.gold:
            return self.answer.abstained
        return not (self.answer.abstained or self.missing or self.added)

    @property
    def cited(self) -> bool:
        """Whether a document that tells it is among the sources."""
        used = " ".join(f"{one.document} {one.source}" for one in self.answer.citations)
        return not self.asked.documents or any(name in used for name in self.asked.documents)


def load(path: Path) -> list[Asked]:
    """The questions of a file."""
    return [_asked(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _asked(record: dict[str, Any]) -> Asked:
    return Asked(
        id=record["id"],
        language=record["lang"],
        text=record["question"],
        history=tuple(Turn("user", text) for text in record["history"]),
        documents=tuple(record["docs"]),
        gold=tuple(tuple(group.split("|")) for group in record["gold"]),
        exact=record["exact_set"],
        note=record["note"],
    )


def _words(text: str) -> str:
    """Folded words between spaces."""
    return " " + " ".join(_WORD.findall(fold(text))) + " "


def _holds(group: Sequence[str], text: str) -> bool:
    return any(_words(one) in _words(text) for one in group)


def _read(answer: Answer) -> str:
    """All that a reader of the answer sees."""
    rows = (f"{item.label} {item.detail or ''} {item.status or ''} {item.since or ''}" for item in answer.items)
    versions = (version.value for conflict in answer.conflicts for version in conflict.versions)
    return " ".join([answer.markdown.replace("\\", ""), *rows, *versions])


def ask(assistant: Assistant, questions: Sequence[Asked]) -> list[Outcome]:
    """Asks every question of a warm assistant."""
    assistant.warm()
    return [Outcome(one, assistant.answer(one.text, one.history)) for one in questions]


def open_set(name: str, encoder: Encoder) -> tuple[Assistant, list[Asked]]:
    """An assistant over the documents of a set, and its questions."""
    documents, questions = SETS[name]
    index = WORK / ("corpus" if documents.name == "corpus" else documents.parent.name)
    build([str(documents)], index, encoder)
    return Assistant(Snapshot.open(index, encoder.fingerprint), encoder), load(questions)


def figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Shares between 0 and 1, NaN where there is no such question; milliseconds."""
    known = [one for one in outcomes if one.asked.gold]
    chosen: dict[str, Callable[[Outcome], bool]] = {
        "fr": lambda one: one.asked.language == "fr",
        "en": lambda one: one.asked.language == "en",
        "hasty": lambda one: one.asked.hasty,
        **{note: (lambda one, note=note: note in one.asked.note) for note in NOTED},  # type: ignore[misc]
    }
    times = [one.answer.elapsed_ms for one in outcomes]
    return {
        "questions": len(outcomes),
        "right": _share(known, lambda one: one.right),
        "cited": _share(known, lambda one: one.right and one.cited),
        "wrongly_declined": _share(known, lambda one: one.answer.abstained),
        "declined": _share([one for one in outcomes if not one.asked.gold], lambda one: one.right),
        **{name: _share([one for one in known if rule(one)], lambda one: one.right) for name, rule in chosen.items()},
        "p50_ms": float(np.percentile(times, 50)),
        "p95_ms": float(np.percentile(times, 95)),
    }


def _share(outcomes: Sequence[Outcome], rule: Callable[[Outcome], bool]) -> float:
    return float(np.mean([rule(one) for one in outcomes])) if outcomes else float("nan")


def table(found: dict[str, dict[str, float]]) -> str:
    """The figures of each set, a line each."""
    columns = [name for name in next(iter(found.values())) if name not in ("questions", "p50_ms", "p95_ms")]
    lines = [
        f"{'':18}{'n':>4}"
        + "".join(f"{name.replace('_', ' '):>17}" if len(name) > 9 else f"{name:>10}" for name in columns)
        + "   p50    p95"
    ]
    for name, values in found.items():
        cells = "".join(f"{values[one]:>{17 if len(one) > 9 else 10}.0%}" for one in columns)
        lines.append(f"{name:18}{values['questions']:>4.0f}{cells}{values['p50_ms']:>6.0f} {values['p95_ms']:>6.0f}")
    return "\n".join(lines)


def wrong(outcomes: Sequence[Outcome]) -> str:
    """What went wrong, question by question."""
    lines = []
    for one in outcomes:
        if not one.right:
            asked, answer = one.asked, one.answer
            before = "".join(f"{turn.content} → " for turn in asked.history)
            lines.append(
                f"- {asked.id} ({answer.kind}{', declined' if answer.abstained else ''}): {before}{asked.text}"
            )
            lines.append(
                f"    missing {one.missing[:6]}, added {one.added[:6]}: {' '.join(answer.markdown.split())[:160]}"
            )
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dialogues", description=__doc__.splitlines()[0])
    parser.add_argument("--set", choices=list(SETS), action="append")
    parser.add_argument("--verbose", action="store_true", help="show what went wrong, except in the sets kept apart")
    asked = parser.parse_args(arguments)
    found, encoder = {}, load_encoder()
    for name in asked.set or SETS:
        outcomes = ask(*open_set(name, encoder))
        found[name] = figures(outcomes)
        if asked.verbose and "kept" not in name:
            print(f"{name}\n{wrong(outcomes)}\n")
    print(table(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())

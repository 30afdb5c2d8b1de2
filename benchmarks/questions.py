"""Questions with known answers, and the indexes they are asked of. Shared by the evaluation and the calibration."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from ingest.gazetteer import key
from ingest.records import Answer, Language

ROOT: Final = Path(__file__).resolve().parents[1]
SHARED: Final = ROOT.parent / "shared"
OWN: Final = ROOT / "tests" / "evaluation" / "questions"
PASSAGE: Final = ".md"
"""Ending of the files of public passages: with it, the name of one is no part of another's."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what a right answer holds: of every group of `gold`, one alternative; no group if unanswerable."""

    id: str
    language: Language
    text: str
    gold: tuple[tuple[str, ...], ...]
    document: str | None = None
    """Part of the id of the document that answers."""
    quote: str | None = None
    """Words that a right citation holds."""

    @property
    def answerable(self) -> bool:
        return bool(self.gold)

    def held_by(self, text: str) -> bool:
        """Whether `text` holds all that a right answer says."""
        folded = key(text)
        return self.answerable and all(any(key(one) in folded for one in group) for group in self.gold)

    def answered_rightly(self, answer: Answer) -> bool:
        """An unanswerable question is answered rightly by declining."""
        if not self.answerable:
            return answer.abstained
        rows = " ".join(f"{item.label} {item.detail or ''}" for item in answer.items)
        # What a page escapes for display is compared as the reader sees it.
        return not answer.abstained and self.held_by(answer.markdown.replace("\\", "") + " " + rows)

    def cited_rightly(self, answer: Answer) -> bool:
        """Whether some citation is from the right document and holds the right words."""
        return any(
            (self.document is None or self.document in citation.document)
            and (self.quote is None or key(self.quote) in key(" ".join(citation.quote.split())))
            for citation in answer.citations
        )


def own(name: str) -> list[Asked]:
    """Our own questions: `seeds` over the captured pages, `corpus` over the documents of the app.

    :raises ValueError: for a malformed line, named by its id.
    """
    questions = []
    for record in _lines(OWN / f"{name}.jsonl"):
        if record["lang"] not in ("fr", "en") or not record["question"].strip():
            raise ValueError(f"{name}.jsonl: {record['id']} is malformed")
        if bool(record["gold"]) != bool(record["document"]):
            raise ValueError(f"{name}.jsonl: {record['id']} has gold without a document, or the reverse")
        questions.append(
            Asked(
                record["id"],
                record["lang"],
                record["question"],
                tuple(tuple(group) for group in record["gold"]),
                record["document"],
                record.get("quote"),
            )
        )
    return questions


def development() -> list[Asked]:
    """The questions of the development set that stand alone."""
    questions = []
    for part in (1, 2):
        for record in _lines(SHARED / "devset" / f"part{part}_questions.jsonl"):
            if record["history"]:
                continue
            gold = tuple(tuple(alternative.strip() for alternative in group.split("|")) for group in record["gold"])
            document = record["docs"][0] if gold and record["docs"] else None
            questions.append(Asked(record["id"], record["lang"], record["question"], gold, document))
    return questions


def public(name: str, most: int, seed: int = 1) -> list[Asked]:
    """`most` questions of PIAF or AfriQA-fr, with the passage that answers each."""
    folder = SHARED / "eval" / name
    relevant = dict(line.split("\t")[:2] for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines())
    records = [record for record in _lines(folder / "queries.jsonl") if record["answers"]]
    random.Random(seed).shuffle(records)
    return [
        Asked(record["id"], "fr", record["text"], (tuple(record["answers"]),), relevant[record["id"]] + PASSAGE)
        for record in records[:most]
    ]


def public_unanswerable(most: int, seed: int = 1) -> list[Asked]:
    """`most` questions for which the annotators of AfriQA found no answer."""
    records = list(_lines(SHARED / "eval" / "AfriQA-fr" / "unanswerable_queries.jsonl"))
    random.Random(seed).shuffle(records)
    return [Asked(record["id"], "fr", record["text"], ()) for record in records[:most]]


def crossing() -> list[Asked]:
    """English questions on the French passages of PIAF and AfriQA-fr."""
    french = {one.id: one for name in ("PIAF", "AfriQA-fr") for one in public(name, 10_000)}
    records = _lines(SHARED / "eval" / "XLING" / "en_questions_on_fr_passages.jsonl")
    return [
        Asked(f"x-{record['id']}", "en", record["en"], french[record["id"]].gold, french[record["id"]].document)
        for record in records
        if record["id"] in french
    ]


def write_passages(folder: Path, sets: Sequence[str] = ("PIAF", "AfriQA-fr")) -> Path:
    """Writes the passages of the public sets as Markdown files, one a passage, and returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in sets:
        for record in _lines(SHARED / "eval" / name / "corpus.jsonl"):
            matter = yaml.safe_dump({"title": record["title"] or record["id"], "language": "fr"}, allow_unicode=True)
            page = f"---\n{matter}---\n\n{record['text']}\n"
            (folder / f"{record['id']}{PASSAGE}").write_text(page, encoding="utf-8")
    return folder


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)

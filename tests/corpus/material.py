"""The corpus as its tests read it: front matter, sections with their sources, and tables."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
FICHES = sorted(path for path in CORPUS.rglob("*.md") if path.name != "README.md")
EDITORIAL = "Passerelle, note de rédaction"
MONTHS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet"]
MONTHS += ["août", "septembre", "octobre", "novembre", "décembre"]


@dataclass(frozen=True)
class Source:
    """One source of a section; `date` is ISO 8601 with the precision that is known, or empty."""

    title: str
    url: str
    date: str


@dataclass(frozen=True)
class Section:
    heading: str
    text: str
    sources: tuple[Source, ...]


def read(path: Path) -> tuple[dict[str, Any], str]:
    """The front matter and the Markdown body of a fiche."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(head), body


def sections(body: str) -> Iterator[Section]:
    """The sections that hold text, each with what its « Source : » line names."""
    for part in re.split(r"(?m)^(?=#+ )", body):
        heading, _, rest = part.partition("\n")
        lines = [line for line in rest.splitlines() if line]
        text = " ".join(line for line in lines if not line.startswith(("Source :", "Sources :")))
        named = [line.partition(" : ")[2] for line in lines if line.startswith(("Source :", "Sources :"))]
        if text:
            yield Section(heading, text, tuple(map(_source, named[0].split(" ; "))) if len(named) == 1 else ())


def _source(words: str) -> Source:
    link = re.fullmatch(r"\[(.+)\]\((\S+)\)(?:, (.+))?", words)
    if link:
        return Source(link[1], link[2], iso(link[3] or ""))
    title, _, date = words.rpartition(", ")
    return Source(title, "", iso(date)) if re.search(r"\d{4}$", date) else Source(words, "", "")


def iso(date: str) -> str:
    """« 5 avril 2012 », « avril 2012 » or « 2012 » as ISO 8601.

    :raises ValueError: for anything else.
    """
    if not date:
        return ""
    *before, year = date.split(" ")
    numbers = [year, *(f"{MONTHS.index(before[-1]) + 1:02}" for _ in before[:1])]
    if len(before) == 2:
        numbers.append(f"{int(before[0].removesuffix('er')):02}")
    return "-".join(numbers)


def table(path: Path, delimiter: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))

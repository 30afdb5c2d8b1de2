"""Shared by the tests of facts: the statements of a text, as short tuples."""

from __future__ import annotations

from pathlib import Path

from ingest.records import Fact
from tests.ingest.reading import read


def facts_of(folder: Path, text: str, name: str = "page.md") -> list[Fact]:
    """The facts of a page of that text."""
    return list(read(folder, name, text).facts)


def links(folder: Path, text: str, name: str = "page.md") -> set[tuple[str, str, str, str | None]]:
    """Subject, relation, object and status of the links, memberships and candidacies of a page."""
    return {
        (fact.subject, fact.relation, fact.object, fact.qualifiers["status"])
        for fact in facts_of(folder, text, name)
        if fact.relation in ("partner_of", "member_of", "status")
    }


def kinds(folder: Path, text: str) -> dict[str, tuple[str | None, str | None]]:
    """Object → kind and beginning, of the partners that a page states."""
    return {
        fact.object: (fact.qualifiers["kind"], fact.qualifiers["since"])
        for fact in facts_of(folder, text)
        if fact.relation == "partner_of"
    }

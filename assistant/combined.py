"""Several answers to one question as one: « C'est quoi le C40, et qui en est membre ? »."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import reduce

from assistant.citations import NUMBER, documents_of
from ingest.records import Answer, Citation, Coverage, Item, Version


def combined(answers: Sequence[Answer]) -> Answer:
    """The answers one after the other, their citations numbered through; what two of them cite is cited once.

    The kind, and what was asked, are those of the first. What abstains says nothing: the others stand for it.
    """
    told = [one for one in answers if not one.abstained]
    return reduce(_joined, told) if told else answers[0]


def _joined(first: Answer, second: Answer) -> Answer:
    if second.markdown in first.markdown:
        return first
    known = {(one.document, one.start, one.end): one.n for one in first.citations}
    numbers: dict[int, int] = {}
    added: list[Citation] = []
    for one in second.citations:
        place = (one.document, one.start, one.end)
        numbers[one.n] = known.setdefault(place, len(known) + 1)
        if numbers[one.n] > len(first.citations) + len(added):
            added.append(replace(one, n=numbers[one.n]))
    citations = (*first.citations, *added)
    conflicts = (
        replace(one, versions=tuple(_version(version, numbers) for version in one.versions)) for one in second.conflicts
    )
    return replace(
        first,
        markdown=f"{first.markdown}\n\n{_unsaid(_renumbered(second.markdown, numbers), first.markdown)}",
        items=(*first.items, *(_item(one, numbers) for one in second.items)),
        citations=citations,
        conflicts=(*first.conflicts, *conflicts),
        coverage=Coverage(documents_of(citations), first.coverage.documents_total),
    )


def _unsaid(markdown: str, before: str) -> str:
    """`markdown` without the quotes that stand in `before`: a reader needs each once."""
    quoted = {line for line in before.splitlines() if line.startswith("> ")}
    return "\n".join(line for line in markdown.splitlines() if line not in quoted).rstrip()


def _renumbered(markdown: str, numbers: Mapping[int, int]) -> str:
    return NUMBER.sub(lambda found: f"[{numbers[int(found[1])]}]", markdown)


def _item(item: Item, numbers: Mapping[int, int]) -> Item:
    return replace(item, citations=tuple(numbers[one] for one in item.citations))


def _version(version: Version, numbers: Mapping[int, int]) -> Version:
    return replace(version, citations=tuple(numbers[one] for one in version.citations))

"""Which units make the answer: the best one, those that add what it lacks, and the list that it introduces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.evidence import FEATURES, Candidate
from assistant.expected import recognisable, satisfied
from assistant.judgement import Judgement
from assistant.terms import Term, coverage
from index.snapshot import Snapshot
from ingest.gazetteer import key
from ingest.records import Passage, Unit

NEXT_DOOR: Final = 5.0
ELSEWHERE: Final = 2.0
"""How far below the best pick, in log-odds, a second quote may stand: e⁵ = 150 times, e² = 7 times less likely."""
MOST: Final = 3
"""Quotes in an answer. A reader who needs more opens the source."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The chosen evidence, best first, the log-odds that it answers, and everything else ranked."""

    chosen: tuple[Candidate, ...]
    support: float
    ranked: tuple[Candidate, ...]


def select(
    candidates: Sequence[Candidate], terms: Sequence[Term], expected: frozenset[str], judgement: Judgement
) -> Selection:
    """Ranks the candidates by how likely each answers, and keeps the fewest that say all that can be said.

    :param candidates: at least one.
    """
    picks = judgement.pick.logit(np.stack([candidate.measures for candidate in candidates]))
    order = np.argsort(-picks, kind="stable")
    ranked = [candidates[number] for number in order]
    scores = [float(picks[number]) for number in order]
    chosen = complete(ranked, scores, terms, expected)
    measures = decision_measures(ranked, scores, chosen, terms, expected)
    return Selection(tuple(chosen), float(judgement.support.logit(measures)[0]), tuple(ranked))


def decision_measures(
    ranked: Sequence[Candidate],
    scores: Sequence[float],
    chosen: Sequence[Candidate],
    terms: Sequence[Term],
    expected: frozenset[str],
) -> NDArray[np.float64]:
    """The measures of DECISION_FEATURES, shape (1, n), for candidates in the order of their scores as picks."""
    best = ranked[0]
    others = (score for one, score in zip(ranked, scores, strict=True) if one.passage_no != best.passage_no)
    together = reduce(or_, [one.reading for one in chosen])
    wanted = recognisable(expected)
    held = frozenset().union(*(satisfied(wanted, one.text) for one in chosen))
    answer_coverage = coverage(terms, together)
    more = (
        scores[0],
        scores[0] - next(others, scores[-1]),
        answer_coverage,
        len(held) / len(wanted) if wanted else 0.5,
        float(answer_coverage == 1.0 and held == wanted),
    )
    measures = best.measures.copy()
    if len(wanted) > 1:
        # « Où siège CGLU et quand est-elle née ? » is answered by its sentences together.
        alone = reduce(or_, [one.own for one in chosen])
        words = [term for term in terms if term.kind == "word"]
        measures[FEATURES.index("unit_coverage")] = coverage(terms, alone)
        measures[FEATURES.index("words_in_unit")] = coverage(words, alone)
        measures[FEATURES.index("words_in_context")] = coverage(words, together)
    return np.concatenate([measures, more])[None, :]


def complete(
    ranked: Sequence[Candidate], scores: Sequence[float], terms: Sequence[Term], expected: frozenset[str]
) -> list[Candidate]:
    """The best unit, then those that hold a term or an expected kind that is still missing."""
    chosen = [ranked[0]]
    if ranked[0].unit.kind == "heading":
        # « Le siège » announces the answer: what stands under it is the answer.
        chosen += [one for one in ranked if one.passage_no == ranked[0].passage_no and one.unit.kind != "heading"][:1]
    missing = {term.word for term in terms if not any(one.reading.holds(term) for one in chosen)}
    wanted = set(recognisable(expected).difference(*(satisfied(expected, one.text) for one in chosen)))
    for candidate, score in zip(ranked[1:], scores[1:], strict=True):
        if len(chosen) == MOST:
            break
        adds = {term.word for term in terms if term.word in missing and candidate.own.holds(term)}
        brings = satisfied(frozenset(wanted), candidate.text)
        # What the best passage goes on to say may be much less likely alone; elsewhere it would only distract.
        reach = NEXT_DOOR if candidate.passage_no == ranked[0].passage_no and adds else ELSEWHERE
        if (
            candidate not in chosen
            and (adds or brings)
            and score >= scores[0] - reach
            and not _repeats(candidate, chosen)
        ):
            chosen.append(candidate)
            missing -= adds
            wanted -= brings
    return [*_headings(chosen, ranked, terms), *chosen]


def _headings(chosen: Sequence[Candidate], ranked: Sequence[Candidate], terms: Sequence[Term]) -> list[Candidate]:
    """The headings without which a chosen sentence misses the point: « Eurocités » over « Ce réseau … »."""
    found = []
    for candidate in ranked:
        # The title is named with the source, and of several headings the nearest says enough.
        if candidate.unit.kind != "heading" or candidate in chosen or not _is_nearest(candidate):
            continue
        below = [one for one in chosen if one.passage_no == candidate.passage_no and one.unit.kind != "heading"]
        lacking = [term for term in terms if not any(one.own.holds(term) for one in below)]
        if below and not _repeats(candidate, chosen) and any(candidate.own.holds(term) for term in lacking):
            found.append(candidate)
    return found


def _is_nearest(heading: Candidate) -> bool:
    last = [unit for unit in heading.passage.units if unit.kind == "heading"][-1]
    return heading.unit.span == last.span and key(heading.text) != key(heading.document.title)


def _repeats(candidate: Candidate, chosen: Iterable[Candidate]) -> bool:
    text = key(candidate.text)
    return any(text in key(one.text) or key(one.text) in text for one in chosen)


def introduced(candidate: Candidate, snapshot: Snapshot) -> list[tuple[Passage, Unit]]:
    """The items or headings that a line ending with a colon introduces, with their passages, in reading order."""
    if not candidate.text.rstrip().endswith(":"):
        return []
    lead = candidate.text.strip()
    units: list[tuple[Passage, Unit]] = []
    number = candidate.passage_no
    while number < snapshot.passages:
        passage = snapshot.passage(number)
        if passage.document != candidate.document.id or (number > candidate.passage_no and passage.lead != lead):
            break
        after = [unit for unit in passage.units if unit.span.start >= candidate.unit.span.end]
        items = [unit for unit in after if unit.kind == "item"]
        headings = [unit for unit in after if unit.kind == "heading"]
        units += [(passage, unit) for unit in (items or headings[:1])]
        number += 1
    return units

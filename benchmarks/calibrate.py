"""Fits and calibrates the judgement: which unit answers, and when to say that the documents do not.

    python -m benchmarks.calibrate [--write]

Questions with known answers come from PIAF and AfriQA-fr (French), their English translations, the development set and
our own. Unanswerable ones are those for which AfriQA's annotators found nothing, our own, and answerable ones with
whatever answers taken out of reach. Everything goes through the real chain; what is fitted are the weights of its
measures. The figures printed are for questions that the model at hand has not seen (five folds).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, logsumexp
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from assistant.chain import Asked as ChainAsked
from assistant.chain import Assistant
from assistant.evidence import FEATURES, Candidate
from assistant.judgement import DECISION_FEATURES, Judgement, Logistic
from assistant.selection import complete, decision_measures
from assistant.terms import Term
from benchmarks.plots import calibration
from benchmarks.questions import (
    ROOT,
    SHARED,
    Asked,
    crossing,
    development,
    own,
    public,
    public_unanswerable,
    write_passages,
)
from index.build import build
from index.embed import load_encoder
from index.snapshot import Snapshot
from ingest.gazetteer import key

WORK: Final = ROOT / "var" / "calibration"
OUTPUT: Final = ROOT / "assistant" / "data" / "judgement.json"
OWN_WEIGHT: Final = 30.0
"""How much one of our own questions counts against one of the encyclopaedic sets: they are of the field, and few."""
OURS: Final = ("seeds", "corpus", "devset")
FOLDS: Final = 5
RIDGE: Final = 0.01
INDISTINCT: Final = 0.01
"""Shares closer than this are equal: half the standard error of a share of some 360 questions."""
FOR: Final = (0.0, None)
AGAINST: Final = (None, 0.0)
UNUSED: Final = (0.0, 0.0)
SIGNS: Final[dict[str, tuple[float | None, float | None]]] = {
    **dict.fromkeys(("unit_cosine", "passage_cosine", "passage_score", "passage_lexical", "pick", "margin"), FOR),
    **dict.fromkeys(
        ("unit_coverage", "context_coverage", "passage_coverage", "words_in_unit", "words_in_context"), FOR
    ),
    **dict.fromkeys(("names_in_unit", "names_in_context", "names_in_document", "numbers_in_context"), FOR),
    **dict.fromkeys(("expected_found", "answer_coverage", "answer_expected", "answer_complete"), FOR),
    **dict.fromkeys(("passage_rank", "worst_gap", "context_gap", "name_missing", "expected_missing"), AGAINST),
    # An encyclopaedia says the essential first and at length; minutes, lists and tables do not.
    **dict.fromkeys(("position", "log_words", "other_language_coverage"), UNUSED),
}
"""What each measure may say: sets of another field must not teach that a word found in the passage is a bad sign."""
DECIDING: Final = (
    "pick",
    "margin",
    "unit_coverage",
    "words_in_unit",
    "words_in_context",
    "names_in_context",
    "name_missing",
    "numbers_in_context",
    "expected_missing",
    "answer_coverage",
    "answer_complete",
)
"""What may decide whether to answer: the pick's own score, and what a reader would look for. With every measure the
decision was no better on questions left out, and leaned on the layout of the documents at hand."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One question with the measures of all its candidates and which of them answer."""

    asked: Asked
    terms: tuple[Term, ...]
    expected: frozenset[str]
    candidates: tuple[Candidate, ...]
    measures: NDArray[np.float64]
    right: NDArray[np.bool_]
    weight: float
    group: str

    @property
    def ours(self) -> bool:
        """Of our own field, rather than of an encyclopaedia."""
        return self.group.split()[0] in OURS


def measure(
    assistant: Assistant, asked: Asked, group: str, weight: float, hide_answer: bool = False
) -> Measured | None:
    """Runs the chain up to its measures; `hide_answer` takes whatever answers out of reach."""
    evidence = assistant._retrieve(assistant._expect(assistant._understand(ChainAsked(asked.text))))
    found: list[Candidate] = assistant.measure(evidence)
    if hide_answer:
        whatever = replace(asked, document=None, quote=None)
        found = [one for one in found if not _answers(whatever, one) and not _answers(asked, one)]
        asked = replace(asked, gold=(), document=None, quote=None)
    if not found:
        return None
    return Measured(
        asked,
        evidence.terms,
        evidence.expected,
        tuple(found),
        np.stack([one.measures for one in found]),
        np.asarray([_answers(asked, one) for one in found]),
        weight,
        group,
    )


def _answers(asked: Asked, candidate: Candidate) -> bool:
    if not asked.answerable or (asked.document and asked.document not in candidate.document.id):
        return False
    text = " ".join(candidate.text.split())
    if asked.quote is not None:
        return key(asked.quote) in key(text)
    return asked.held_by(text)


def gather(progress: Callable[[str], None]) -> list[Measured]:
    """Every question, measured on its own index."""
    encoder = load_encoder()
    measured: list[Measured | None] = []

    def assistant_over(name: str, sources: Sequence[Path]) -> Assistant:
        progress(f"index {name}")
        build([str(source) for source in sources], WORK / name, encoder)
        return Assistant(Snapshot.open(WORK / name, encoder.fingerprint), encoder, _nothing_learned())

    wiki = assistant_over("wiki", [write_passages(WORK / "passages")])
    progress("questions")
    for name, most in (("PIAF", 300), ("AfriQA-fr", 300)):
        measured += [measure(wiki, one, name, 1.0) for one in public(name, most)]
    measured += [measure(wiki, one, "XLING", 2.0) for one in crossing()]
    measured += [measure(wiki, one, "AfriQA-fr none", 1.0) for one in public_unanswerable(250)]
    measured += [measure(wiki, one, "PIAF hidden", 1.0, hide_answer=True) for one in public("PIAF", 200, seed=2)]
    measured += [measure(wiki, one, "XLING hidden", 2.0, hide_answer=True) for one in crossing()]
    ours = {
        "seeds": (SHARED / "seeds", own("seeds")),
        "corpus": (ROOT / "corpus", own("corpus")),
        "devset": (SHARED / "devset" / "docs", development()),
    }
    for name, (source, questions) in ours.items():
        assistant = assistant_over(name, [source])
        for one in questions:
            measured.append(measure(assistant, one, name if one.answerable else f"{name} none", OWN_WEIGHT))
            # The lists of the development set are spread over units: what is left when some are hidden still answers.
            if one.answerable and name != "devset":
                measured.append(measure(assistant, one, f"{name} hidden", OWN_WEIGHT / 2, hide_answer=True))
    # A list or a « oui » that no single unit holds teaches nothing about units.
    return [one for one in measured if one is not None and (one.right.any() or one.group != "devset")]


def fit_pick(measured: Sequence[Measured]) -> Logistic:
    """Learns to tell the unit that answers from the other units of the same question.

    A conditional logit: the probability that a unit answers is the softmax of its score among the question's units, so
    that what they all share does not count (McFadden, Conditional logit analysis of qualitative choice behavior, 1974).
    """
    kept = [one for one in measured if one.right.any() and not one.right.all()]
    every = np.concatenate([one.measures for one in kept])
    mean, scale = every.mean(axis=0), _scale(every)
    features = [(one.measures - mean) / scale for one in kept]
    total = sum(one.weight for one in kept)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        value, gradient = 0.0, np.zeros_like(weights)
        for one, rows in zip(kept, features, strict=True):
            scores = rows @ weights
            among_all, among_right = logsumexp(scores), logsumexp(scores[one.right])
            value += one.weight * (among_all - among_right)
            wanted = np.where(one.right, np.exp(scores - among_right), 0.0)
            gradient += one.weight * (rows.T @ (np.exp(scores - among_all) - wanted))
        return float(value / total + RIDGE * weights @ weights / 2), gradient / total + RIDGE * weights

    found = minimize(loss, np.zeros(len(FEATURES)), jac=True, method="L-BFGS-B", bounds=_bounds(FEATURES))
    return Logistic(mean, scale, found.x, 0.0)


def decisions(
    measured: Sequence[Measured], pick: Logistic
) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.float64]]:
    """The decision measures of each question, whether its best unit answers, and its weight."""
    rows, labels, weights = [], [], []
    for one in measured:
        picks = pick.logit(one.measures)
        order = np.argsort(-picks, kind="stable")
        ranked, scores = [one.candidates[number] for number in order], [float(picks[number]) for number in order]
        chosen = complete(ranked, scores, one.terms, one.expected)
        rows.append(decision_measures(ranked, scores, chosen, one.terms, one.expected)[0])
        labels.append(bool(one.right[order[0]]))
        weights.append(one.weight)
    return np.stack(rows), np.asarray(labels), np.asarray(weights)


def fit_support(features: NDArray[np.float64], labels: NDArray[np.bool_], weights: NDArray[np.float64]) -> Logistic:
    """Logistic regression with the signs of `_bounds`: how likely is it that the best unit answers?"""
    mean, scale = features.mean(axis=0), _scale(features)
    rows, share = (features - mean) / scale, weights / weights.sum()

    def loss(parameters: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        slope, bias = parameters[:-1], parameters[-1]
        scores = rows @ slope + bias
        error = share * (expit(scores) - labels)
        value = np.sum(share * (np.logaddexp(0, scores) - labels * scores)) + RIDGE * slope @ slope / 2
        return float(value), np.append(rows.T @ error + RIDGE * slope, error.sum())

    start = np.zeros(len(DECISION_FEATURES) + 1)
    bounds = [*_bounds(DECISION_FEATURES, DECIDING), (None, None)]
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds)
    return Logistic(mean, scale, found.x[:-1], float(found.x[-1]))


def _scale(features: NDArray[np.float64]) -> NDArray[np.float64]:
    spread = features.std(axis=0)
    return np.where(spread > 0, spread, 1.0)


def _bounds(names: Sequence[str], used: Collection[str] = FEATURES) -> list[tuple[float | None, float | None]]:
    """A measure that speaks for a unit must not count against it because of a chance of the sample, nor the reverse."""
    return [SIGNS.get(name, (None, None)) if name in used else UNUSED for name in names]


def trade_off(
    support: NDArray[np.float64], answerable: NDArray[np.bool_], right: NDArray[np.bool_]
) -> list[dict[str, float]]:
    """For each threshold: answerable questions answered, answered rightly, and unanswerable ones declined (shares)."""
    rows = []
    for probability in np.arange(0.05, 1.0, 0.05):
        threshold = float(np.log(probability / (1 - probability)))
        answered = support >= threshold
        rows.append(
            {
                "probability": round(float(probability), 2),
                "answered": float(answered[answerable].mean()),
                "answered_rightly": float((answered & right)[answerable].mean()),
                "declined": float((~answered[~answerable]).mean()),
            }
        )
    return rows


def _nothing_learned() -> Judgement:
    blank = Logistic(np.zeros(len(FEATURES)), np.ones(len(FEATURES)), np.zeros(len(FEATURES)), 0.0)
    more = Logistic(
        np.zeros(len(DECISION_FEATURES)), np.ones(len(DECISION_FEATURES)), np.zeros(len(DECISION_FEATURES)), 0.0
    )
    return Judgement(blank, more, 0.0)


def _record(model: Logistic, features: tuple[str, ...]) -> dict[str, Any]:
    rounded = {
        name: [round(float(value), 5) for value in getattr(model, name)] for name in ("mean", "scale", "weights")
    }
    return {"features": list(features), **rounded, "bias": round(model.bias, 5)}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--write", action="store_true", help=f"write {OUTPUT.name}")
    parser.add_argument("--plot", type=Path, help="draw how far the probabilities can be believed, as SVG or PNG")
    options = parser.parse_args()
    measured = gather(lambda what: print(what, file=sys.stderr))
    answerable = np.asarray([one.asked.answerable for one in measured])
    groups = np.asarray([one.group for one in measured])
    support, right = out_of_fold(measured)
    # The hidden ones teach what a missing answer looks like; what is asked in earnest decides where to stop.
    earnest = np.asarray([one.ours and "hidden" not in one.group for one in measured])
    threshold = best_threshold(support[earnest], answerable[earnest], right[earnest])
    pick = fit_pick(measured)
    final = fit_support(*decisions(measured, pick))

    _print_picks(measured, right)
    for name, mask in (("everything", np.ones(len(measured), dtype=bool)), ("our own questions", earnest)):
        area = roc_auc_score(right[mask], support[mask])
        print(f"\n{name}, out of fold: AUROC {area:.3f}\nprobability  answered  rightly  declined")
        for row in trade_off(support[mask], answerable[mask], right[mask]):
            print("{probability:11.2f}  {answered:8.1%}  {answered_rightly:7.1%}  {declined:8.1%}".format(**row))
    print(f"\nthreshold: probability {1 / (1 + np.exp(-threshold)):.3f}\ngroup             answered  rightly  declined")
    for group in sorted(set(groups)):
        answered, mine = support >= threshold, groups == group
        rightly = f"{(answered & right)[mine].mean():7.1%}" if answerable[mine].all() else " " * 7
        print(f"{group:16}  {answered[mine].mean():8.1%}  {rightly}  {(~answered[mine]).mean():8.1%}")
    if options.plot:
        error = calibration(options.plot, expit(support[earnest]), right[earnest], "Answers from passages, out of fold")
        print(f"\nexpected calibration error of our own questions: {error:.3f}")
    if options.write:
        record = {
            "fitted_on": {str(group): int((groups == group).sum()) for group in sorted(set(groups))},
            "threshold": round(threshold, 5),
            "pick": _record(pick, FEATURES),
            "support": _record(final, DECISION_FEATURES),
            "trade_off": trade_off(support[earnest], answerable[earnest], right[earnest]),
        }
        OUTPUT.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def out_of_fold(measured: Sequence[Measured]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """The support of each question and whether its pick answers, by models that never saw it."""
    support = np.zeros(len(measured))
    right = np.zeros(len(measured), dtype=bool)
    for train, test in GroupKFold(FOLDS).split(measured, groups=[one.asked.id for one in measured]):
        pick = fit_pick([measured[number] for number in train])
        model = fit_support(*decisions([measured[number] for number in train], pick))
        rows, labels, _ = decisions([measured[number] for number in test], pick)
        support[test], right[test] = model.logit(rows), labels
    return support, right


def best_threshold(support: NDArray[np.float64], answerable: NDArray[np.bool_], right: NDArray[np.bool_]) -> float:
    """The threshold with the highest weighted mean of (answerable answered rightly) and (unanswerable declined).

    Answering weighs twice: an answer is a quote under its source, whose reader sees that it is beside the point; nobody
    sees the answer that was kept back.
    """
    known = np.unique(support)
    tried = (known[1:] + known[:-1]) / 2

    def balance(threshold: float) -> float:
        answered = support >= threshold
        return float(2 * (answered & right)[answerable].mean() + (~answered[~answerable]).mean()) / 3

    balances = np.asarray([balance(threshold) for threshold in tried])
    # Among thresholds that the sample cannot tell apart, the one that answers most.
    return float(tried[balances >= balances.max() - INDISTINCT].min())


def _print_picks(measured: Sequence[Measured], right: NDArray[np.bool_]) -> None:
    print("\ngroup            questions  reachable  picked  cosine only  coverage only  first unit")
    for group in sorted({one.group for one in measured}):
        numbers = [number for number, one in enumerate(measured) if one.group == group and one.asked.answerable]
        if not numbers:
            continue
        all_of = [measured[number] for number in numbers]
        shares = [
            np.mean([one.right.any() for one in all_of]),
            right[numbers].mean(),
            *(_top(all_of, FEATURES.index(name)) for name in ("unit_cosine", "unit_coverage")),
            np.mean([one.right[0] for one in all_of]),
        ]
        print(f"{group:16} {len(all_of):9}  " + "  ".join(f"{share:9.1%}" for share in shares))


def _top(measured: Sequence[Measured], feature: int) -> float:
    """The share of questions whose best unit by one measure alone answers."""
    return float(np.mean([one.right[np.argmax(one.measures[:, feature])] for one in measured]))


if __name__ == "__main__":
    sys.exit(main())

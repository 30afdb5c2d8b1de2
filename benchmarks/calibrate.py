"""Fits and calibrates the judgement: which unit answers, and when to say that the documents do not.

    python -m benchmarks.calibrate [--write]

Questions with known answers come from PIAF and AfriQA-fr (French), their English translations, and half of our own (the
other half is only reported). Unanswerable ones are those for which AfriQA's annotators found nothing, PIAF's with the
answering passage taken out of reach, and our own. Everything goes through the real chain; what is fitted are the
weights of its measures. The trade-off printed at the end is measured on questions left out of the fit (five folds).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import KFold
from sklearn.preprocessing import StandardScaler

from assistant.chain import Asked as ChainAsked
from assistant.chain import Assistant
from assistant.evidence import FEATURES, Candidate
from assistant.judgement import DECISION_FEATURES, Judgement, Logistic, decision_measures
from benchmarks.questions import ROOT, SHARED, Asked, crossing, own, public, public_unanswerable, write_passages
from index.build import build
from index.embed import load_encoder
from index.snapshot import Snapshot
from ingest.gazetteer import key

WORK: Final = ROOT / "var" / "calibration"
OUTPUT: Final = ROOT / "assistant" / "data" / "judgement.json"
OWN_WEIGHT: Final = 4.0
"""How much one of our own questions counts against one of the encyclopaedic sets: they are of the field, and few."""
FOLDS: Final = 5


@dataclass(frozen=True, slots=True)
class Measured:
    """One question with the measures of all its candidates and which of them answer."""

    asked: Asked
    measures: NDArray[np.float64]
    passages: NDArray[np.int64]
    right: NDArray[np.bool_]
    weight: float
    group: str
    reported: bool = False
    """Left out of the fit altogether."""


def measure(
    assistant: Assistant, asked: Asked, group: str, weight: float, hide_answer: bool = False
) -> Measured | None:
    """Runs the chain up to its measures; `hide_answer` takes the answering document out of reach."""
    evidence = assistant._retrieve(assistant._understand(ChainAsked(asked.text)))
    found: list[Candidate] = assistant.measure(evidence)
    if hide_answer:
        found = [one for one in found if asked.document and asked.document not in one.document.id]
        asked = replace(asked, gold=(), document=None, quote=None)
    if not found:
        return None
    return Measured(
        asked,
        np.stack([one.measures for one in found]),
        np.asarray([one.passage_no for one in found]),
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
    for name, most in (("PIAF", 600), ("AfriQA-fr", 600)):
        measured += [measure(wiki, one, name, 1.0) for one in public(name, most)]
    measured += [measure(wiki, one, "XLING", 2.0) for one in crossing()]
    measured += [measure(wiki, one, "AfriQA-fr none", 1.0) for one in public_unanswerable(400)]
    measured += [measure(wiki, one, "PIAF hidden", 1.0, hide_answer=True) for one in public("PIAF", 400, seed=2)]
    measured += [measure(wiki, one, "XLING hidden", 2.0, hide_answer=True) for one in crossing()]
    for name, sources in (("seeds", [SHARED / "seeds"]), ("corpus", [ROOT / "corpus"])):
        if not (ROOT / "tests" / "evaluation" / "questions" / f"{name}.jsonl").exists():
            continue
        assistant = assistant_over(name, sources)
        for number, one in enumerate(own(name)):
            found = measure(assistant, one, name if one.answerable else f"{name} none", OWN_WEIGHT)
            measured.append(replace(found, reported=number % 2 == 1) if found else None)
    return [one for one in measured if one is not None]


def fit_pick(measured: Sequence[Measured]) -> Logistic:
    """Learns to tell the unit that answers from the other units of the same question."""
    kept = [one for one in measured if one.right.any() and not one.right.all()]
    features = np.concatenate([one.measures for one in kept])
    labels = np.concatenate([one.right for one in kept])
    # Each question counts the same whatever its number of candidates, right and wrong ones half each.
    weights = np.concatenate(
        [np.where(one.right, 0.5 / one.right.sum(), 0.5 / (~one.right).sum()) * one.weight for one in kept]
    )
    return _fit(features, labels, weights)


def decisions(
    measured: Sequence[Measured], pick: Logistic
) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.float64]]:
    """The decision measures of each question, whether its best unit answers, and its weight."""
    rows, labels, weights = [], [], []
    for one in measured:
        scores = pick.logit(one.measures)
        best = int(np.argmax(scores))
        others = scores[one.passages != one.passages[best]]
        rows.append(
            decision_measures(one.measures[best], scores[best], others.max() if len(others) else scores.min())[0]
        )
        labels.append(bool(one.right[best]))
        weights.append(one.weight)
    return np.stack(rows), np.asarray(labels), np.asarray(weights)


def _fit(features: NDArray[np.float64], labels: NDArray[np.bool_], weights: NDArray[np.float64]) -> Logistic:
    scaler = StandardScaler().fit(features)
    model = LogisticRegression(C=0.3, max_iter=2000).fit(scaler.transform(features), labels, sample_weight=weights)
    return Logistic(scaler.mean_, scaler.scale_, model.coef_[0], float(model.intercept_[0]))


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
    options = parser.parse_args()
    measured = gather(lambda what: print(what, file=sys.stderr))
    fitted = [one for one in measured if not one.reported]

    # Out-of-fold support for everything that is fitted; what is only reported uses the whole fit.
    support = np.zeros(len(fitted))
    picked_right = np.zeros(len(fitted), dtype=bool)
    for train, test in KFold(FOLDS, shuffle=True, random_state=1).split(fitted):
        pick = fit_pick([fitted[number] for number in train])
        rows, labels, weights = decisions([fitted[number] for number in train], pick)
        model = _fit(rows, labels, weights)
        rows, labels, _ = decisions([fitted[number] for number in test], pick)
        support[test], picked_right[test] = model.logit(rows), labels
    pick = fit_pick(fitted)
    rows, labels, weights = decisions(fitted, pick)
    final = _fit(rows, labels, weights)

    _print_picks(measured, pick)
    answerable = np.asarray([one.asked.answerable for one in fitted])
    groups = np.asarray([one.group for one in fitted])
    ours = np.asarray([group.split()[0] in ("seeds", "corpus") for group in groups])
    print(f"AUROC of support, right pick against the rest: all {roc_auc_score(picked_right, support):.3f}", end="")
    if ours.any():
        print(f", our own {roc_auc_score(picked_right[ours], support[ours]):.3f}", end="")
    print()
    for name, mask in (("all", np.ones(len(fitted), dtype=bool)), ("our own", ours)):
        if mask.any():
            print(f"\ntrade-off, {name} (out of fold)\nprobability  answered  rightly  declined")
            for row in trade_off(support[mask], answerable[mask], picked_right[mask]):
                print("{probability:11.2f}  {answered:8.1%}  {answered_rightly:7.1%}  {declined:8.1%}".format(**row))
    threshold = best_threshold(support, answerable, picked_right, np.asarray([one.weight for one in fitted]))
    held = [one for one in measured if one.reported]
    if held:
        rows, labels, _ = decisions(held, pick)
        answered = final.logit(rows) >= threshold
        known = np.asarray([one.asked.answerable for one in held])
        print(
            f"\nleft out of everything: answered {answered[known].mean():.1%}, "
            f"rightly {(answered & labels)[known].mean():.1%}, "
            f"declined {(~answered[~known]).mean():.1%} of {(~known).sum()}"
        )
    print(f"threshold: probability {1 / (1 + np.exp(-threshold)):.3f}")
    if options.write:
        record = {
            "fitted_on": {str(group): int((groups == group).sum()) for group in sorted(set(groups))},
            "threshold": round(threshold, 5),
            "pick": _record(pick, FEATURES),
            "support": _record(final, DECISION_FEATURES),
            "trade_off": trade_off(support, answerable, picked_right),
        }
        OUTPUT.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def best_threshold(
    support: NDArray[np.float64], answerable: NDArray[np.bool_], right: NDArray[np.bool_], weights: NDArray[np.float64]
) -> float:
    """The threshold with the highest mean of (answerable answered rightly) and (unanswerable declined), by weight."""
    tried = np.quantile(support, np.linspace(0.01, 0.99, 197))

    def balance(threshold: float) -> float:
        answered = support >= threshold
        rightly = np.average((answered & right)[answerable], weights=weights[answerable])
        declined = np.average(~answered[~answerable], weights=weights[~answerable])
        return float(rightly + declined) / 2

    return float(max(tried, key=balance))


def _print_picks(measured: Sequence[Measured], pick: Logistic) -> None:
    print("\ngroup            questions  reachable  picked  cosine only  coverage only  first unit")
    for group in sorted({one.group for one in measured}):
        all_of = [one for one in measured if one.group == group and one.asked.answerable]
        if not all_of:
            continue
        shares = [
            np.mean([one.right.any() for one in all_of]),
            np.mean([one.right[np.argmax(pick.logit(one.measures))] for one in all_of]),
            *(_top(all_of, FEATURES.index(name)) for name in ("unit_cosine", "unit_coverage")),
            np.mean([one.right[0] for one in all_of]),
        ]
        print(f"{group:16} {len(all_of):9}  " + "  ".join(f"{share:9.1%}" for share in shares))


def _top(measured: Sequence[Measured], feature: int) -> float:
    """The share of questions whose best unit by one measure alone answers."""
    return float(np.mean([one.right[np.argmax(one.measures[:, feature])] for one in measured]))


if __name__ == "__main__":
    sys.exit(main())

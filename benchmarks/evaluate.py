"""Prints every figure of quality in one run: retrieval, answers, abstention, the development set, latency.

python -m benchmarks.evaluate [--full] [--verbose] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from assistant.chain import Assistant
from benchmarks import facts, retrieval
from benchmarks.answers import Outcome, ask_all, controls, figures
from benchmarks.questions import ROOT, SHARED, own
from index.build import build
from index.embed import load_encoder
from index.snapshot import Snapshot

WORK: Final = ROOT / "var" / "evaluation"
SOURCES: Final = {"seeds": SHARED / "seeds", "corpus": ROOT / "corpus"}


def open_over(name: str, work: Path = WORK) -> Assistant:
    """An assistant over the documents called `name`, indexed under `work`."""
    encoder = load_encoder()
    build([str(SOURCES[name])], work / name, encoder)
    return Assistant(Snapshot.open(work / name, encoder.fingerprint), encoder)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--full", action="store_true", help="all the questions of the public sets (minutes)")
    parser.add_argument("--verbose", action="store_true", help="show every question that went wrong")
    parser.add_argument("--json", type=Path, metavar="FILE")
    options = parser.parse_args()
    if not SHARED.is_dir():
        print(f"The evaluation data is absent: expected {SHARED.name}/ beside the repository.", file=sys.stderr)
        return 1
    _print_facts()
    report: dict[str, Any] = {"retrieval": retrieval.evaluate(quick=not options.full)}
    _print_retrieval(report["retrieval"])
    for name in SOURCES:
        assistant, questions = open_over(name), own(name)
        outcomes = ask_all(assistant, questions)
        report[name] = {"ours": figures(outcomes), "controls": controls(assistant, questions)}
        _print_answers(name, report[name])
        if options.verbose:
            _print_wrong(outcomes)
    _development_set(options.verbose)
    if options.json:
        options.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    return 0


def _print_facts() -> None:
    gold = {
        "captured pages": (SHARED / "seeds", [ROOT / "tests" / "evaluation" / "facts" / "seeds.jsonl"], facts.EVERY),
        "development set": (
            SHARED / "devset" / "docs",
            [SHARED / "devset" / f"part{part}_facts.jsonl" for part in (1, 2)],
            facts.DEFAULT,
        ),
    }
    print("facts                          precision  recall")
    for name, (docs, files, relations) in gold.items():
        total = facts.measure(docs, files, relations).total()
        print(f"{name:30} {total.precision:9.1%} {total.recall:7.1%}")
    print()


def _print_retrieval(report: dict[str, Any]) -> None:
    print("retrieval")
    print(retrieval.table(report))


def _print_answers(name: str, report: dict[str, Any]) -> None:
    ours = report["ours"]
    print(f"\nanswers over the {name}: {ours['questions']:.0f} questions")
    print("                              right    (fr)    (en)   cited  wrongly declined  rightly declined")
    print(
        "ours                         {right:6.1%}  {right_fr:6.1%}  {right_en:6.1%}  {cited:6.1%}  "
        "{wrongly_declined:16.1%}  {declined:16.1%}".format(**ours)
    )
    for row, values in report["controls"].items():
        print(f"{row:28} {values['right']:6.1%}  {'':6}  {'':6}  {'':6}  {0:16.1%}  {values['declined']:16.1%}")
    print(f"latency p50 {ours['p50_ms']:.0f} ms, p95 {ours['p95_ms']:.0f} ms")


def _print_wrong(outcomes: list[Outcome]) -> None:
    for one in outcomes:
        if not one.right or (one.asked.answerable and not one.cited):
            state = "declined" if one.answer.abstained else "answered" if not one.right else "badly cited"
            shown = one.answer.nearest if one.answer.abstained else one.answer.citations
            quotes = " | ".join(" ".join(citation.quote.split())[:110] for citation in shown[:3])
            print(f"- {one.asked.id} {state}: {one.asked.text}\n    wanted {one.asked.gold}\n    {quotes}")


def _development_set(verbose: bool) -> None:
    print("\ndevelopment set, through the public commands")
    command = [sys.executable, str(SHARED / "devset" / "score.py"), "--python", sys.executable, "--project", str(ROOT)]
    sys.stdout.flush()
    subprocess.run(command + (["--verbose"] if verbose else []), check=False)


if __name__ == "__main__":
    sys.exit(main())

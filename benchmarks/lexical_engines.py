"""SQLite FTS5, tantivy and bm25s on the same terms: `python -m benchmarks.lexical_engines [--passages N] [--json OUT]`.

Passages are made by recombining sentences of the public question sets, with some words of a Zipf law added so that the
vocabulary keeps growing as it does in real text. Every engine gets the terms of `index.analysis`, so only the engines
differ. Each builds in one process and answers in another, one after the other, so that memory is each one's own.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks.engines import ENGINES
from benchmarks.question_sets import load
from index.analysis import analyse
from index.lexical import LexicalIndex

QUESTIONS: Final = 200
WORDS: Final = 110
"""Of a passage: the length of those of the public sets."""
TOP: Final = 50
LABELS: Final = {
    "build_s": "build, s",
    "build_mib": "peak memory of the build, MiB",
    "disk_mib": "on disk, MiB",
    "open_ms": "open, ms",
    "rss_mib": "memory after the questions, MiB",
    "top_p50_ms": f"top {TOP}, p50 ms",
    "top_p95_ms": f"top {TOP}, p95 ms",
    "all_p50_ms": "every score, p50 ms",
    "all_p95_ms": "every score, p95 ms",
    "error": "largest relative error of a score",
    "overlap": f"top {TOP} shared with exact BM25",
}


def write_terms(folder: Path, passages: int) -> None:
    """Term lists of `passages` made-up passages and of the questions, a JSON list a line."""
    random = np.random.default_rng(0)
    sets = load(["PIAF", "AfriQA-fr", "SPF"])
    sentences = [analyse(s, "fr") for part in sets for text in part.passages for s in text.split(". ") if s]
    with (folder / "passages.jsonl").open("w", encoding="utf-8") as out:
        for _ in range(passages):
            terms: list[str] = [f"rare{n}" for n in random.zipf(1.3, 3)]
            while len(terms) < WORDS * 0.6:  # function words, four in ten, are gone already
                terms += sentences[random.integers(len(sentences))]
            out.write(json.dumps(terms) + "\n")
    questions = [analyse(question, "fr") for question in sets[0].questions[:: 1000 // QUESTIONS]]
    (folder / "questions.json").write_text(json.dumps(questions[:QUESTIONS]), encoding="utf-8")


def read_terms(folder: Path) -> list[list[str]]:
    with (folder / "passages.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def build(engine: str, folder: Path) -> dict[str, float]:
    """Builds `engine`'s index under `folder`, in this process."""
    passages = read_terms(folder)
    before = _peak_mib()
    started = time.perf_counter()
    ENGINES[engine].build(passages, folder / engine)
    seconds = time.perf_counter() - started
    size = sum(path.stat().st_size for path in (folder / engine).rglob("*") if path.is_file())
    return {"build_s": seconds, "build_mib": _peak_mib() - before, "disk_mib": size / 2**20}


def query(engine: str, folder: Path) -> dict[str, float]:
    """Opens `engine`'s index and asks it every question, for its best and for all scores."""
    questions = json.loads((folder / "questions.json").read_text(encoding="utf-8"))
    before = _rss_mib()
    started = time.perf_counter()
    opened = ENGINES[engine](folder / engine)
    figures = {"open_ms": (time.perf_counter() - started) * 1000}
    for kind, ask in (("top", lambda terms: opened.top(terms, TOP)), ("all", opened.scores)):
        times = []
        for terms in [questions[0], *questions]:  # the first one again: it pays for what is loaded late
            started = time.perf_counter()
            ask(terms)
            times.append((time.perf_counter() - started) * 1000)
        figures[f"{kind}_p50_ms"], figures[f"{kind}_p95_ms"] = np.percentile(times[1:], [50, 95]).tolist()
    figures["rss_mib"] = _rss_mib() - before
    return figures | _compare(opened, questions, folder)


def _compare(opened: Any, questions: list[list[str]], folder: Path) -> dict[str, float]:
    exact = LexicalIndex.open(folder / "bm25s")
    worst, shared = 0.0, []
    for terms in questions[:50]:
        expected, found = exact.scores(terms), opened.scores(terms)
        hit = expected > 0
        if hit.any():
            worst = max(worst, float((np.abs(found - expected)[hit] / expected[hit]).max()))
        best = np.argsort(-expected, kind="stable")[: min(TOP, int(hit.sum()))]
        if len(best):
            shared.append(len(set(best.tolist()) & set(opened.top(terms, TOP))) / len(best))
    return {"error": worst, "overlap": float(np.mean(shared))}


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _rss_mib() -> float:
    """Memory of this process that no other shares, mapped files included once they are touched."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20


def table(figures: dict[str, dict[str, float]]) -> str:
    """Markdown: one column an engine, and beside each figure its ratio to bm25s."""
    lines = [f"| | {' | '.join(figures)} |", "|---" * (len(figures) + 1) + "|"]
    for key, label in LABELS.items():
        base = figures["bm25s"][key]
        cells = []
        for engine in figures:
            value = figures[engine][key]
            if key == "error":
                cells.append(f"{value:.0e}" if value else "0")
                continue
            ratio = f" (× {value / base:.2g})" if base and key != "overlap" and engine != "bm25s" else ""
            digits = 0 if value >= 100 else max(0, 1 - math.floor(math.log10(value))) if value > 0 else 0
            cells.append(f"{value:.{digits}f}{ratio}")
        lines.append(f"| {label} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lexical_engines", description=__doc__)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the figures there too")
    parser.add_argument("--step", nargs=3, metavar=("STEP", "ENGINE", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        step, engine, folder = options.step
        print(json.dumps({"build": build, "query": query}[step](engine, Path(folder))))
        return 0
    figures: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_terms(folder, options.passages)
        for engine in ENGINES:
            figures[engine] = {}
            for step in ("build", "query"):
                command = [sys.executable, "-m", "benchmarks.lexical_engines", "--step", step, engine, str(folder)]
                done = subprocess.run(command, check=True, capture_output=True, text=True)
                figures[engine] |= json.loads(done.stdout)
    print(table(figures))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

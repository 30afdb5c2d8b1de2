"""What is made of questions that only a sentence answers, and of those that a page only looks as if it answered.

    python -m benchmarks.near_misses [fiches|pages] [--verbose]

`near_misses/*.jsonl` holds what people ask, in French and English, of the app's documents and of the pages that the
network of links learned from: `doc`, `lang`, `question`, and `quotes`, the very words that answer, or none where what
is asked (a sum, a reason, a person, a date) stands nowhere in the page. An answer is right when it cites a quote.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from assistant.chain import Assistant
from benchmarks.questions import ROOT
from index.build import build
from index.embed import load_encoder
from index.snapshot import Snapshot
from ingest.gazetteer import key
from ingest.records import Answer

WORK: Final = ROOT / "var" / "evaluation"
HERE: Final = Path(__file__).parent
SETS: Final[dict[str, list[Path]]] = {
    "fiches": [ROOT / "corpus"],
    "pages": sorted((HERE / "links" / "documents").glob("*/docs")),
}
SAME: Final = 0.8
"""Share of the words of a quote that a citation holds which is that quote, laid out otherwise."""


def cites(answer: Answer, record: dict[str, Any]) -> bool:
    """Whether the answer cites one of the words that answer, in their document."""
    return any(
        Path(one.document).stem == Path(record["doc"]).stem
        and any(_same(one.quote, quote) for quote in record["quotes"])
        for one in answer.citations
    )


def _same(cited: str, quote: str) -> bool:
    said, wanted = key(" ".join(cited.split())), key(" ".join(quote.split()))
    if wanted in said or (said in wanted and len(said) > len(wanted) / 3):
        return True
    words, held = (set(re.split(r"[\s,;:]+", one)) for one in (wanted, said))
    return len(words & held) >= SAME * len(words)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.near_misses", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("sets", nargs="*", help=", ".join(SETS))
    parser.add_argument("--verbose", action="store_true", help="show each question that went wrong")
    options = parser.parse_args(arguments)
    encoder = load_encoder()
    print("set     questions  rightly answered  wrongly answered  wrongly declined | none  rightly declined")
    for name in options.sets or SETS:
        index = WORK / ("corpus" if name == "fiches" else "links")
        build([str(source) for source in SETS[name]], index, encoder)
        assistant = Assistant(Snapshot.open(index, encoder.fingerprint), encoder)
        lines = (HERE / "near_misses" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        records = [json.loads(line) for line in lines]
        answers = [assistant.answer(record["question"]) for record in records]
        asked = [(record, answer) for record, answer in zip(records, answers, strict=True) if record["quotes"]]
        none = [(record, answer) for record, answer in zip(records, answers, strict=True) if not record["quotes"]]
        right = sum(cites(answer, record) for record, answer in asked)
        declined = sum(answer.abstained for _, answer in asked)
        spared = sum(answer.abstained for _, answer in none)
        print(
            f"{name:8}{len(asked):9}{right / len(asked):18.1%}{(len(asked) - right - declined) / len(asked):18.1%}"
            f"{declined / len(asked):18.1%} |{len(none):5}{spared / len(none):18.1%}"
        )
        if options.verbose:
            for record, answer in zip(records, answers, strict=True):
                wrong = not cites(answer, record) if record["quotes"] else not answer.abstained
                if wrong:
                    print(f"- {record['question']}\n    {record['quotes'][:1]}\n    {answer.markdown[:200]!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

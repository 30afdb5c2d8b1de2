"""What the facts of a text cost beside its embedding: words a second, side by side in one run.

    python -m benchmarks.extraction_cost [PATH …] [--documents 20] [--threads 2]

Every document is read, extracted from and embedded; both are measured on the same documents, one after the other. The
names and the network are loaded before, as they are once for a whole ingest.
"""

from __future__ import annotations

import argparse
import random
import time

from index.embed import load_encoder
from ingest.facts import extract
from ingest.facts.learned.weights import loaded
from ingest.names import names
from ingest.pipeline import discover, read_source


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", default=["corpus"])
    parser.add_argument("--documents", type=int, default=20)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()

    import torch

    torch.set_num_threads(options.threads)
    start = time.perf_counter()
    known = names()
    print(f"loading the names      {time.perf_counter() - start:6.1f} s")
    loaded()
    encoder = load_encoder()
    encoder.encode_queries(["Lyon"])
    sources = list(discover(options.paths).sources)
    random.Random(1).shuffle(sources)
    words = facts = 0
    reading = extracting = embedding = 0.0
    for source in sources[: options.documents]:
        start = time.perf_counter()
        read = read_source(source)
        reading += time.perf_counter() - start
        start = time.perf_counter()
        facts += len(extract(read.document, read.placed, known).facts)
        extracting += time.perf_counter() - start
        start = time.perf_counter()
        encoder.encode_passages([passage.contextual(read.document.title) for passage in read.passages])
        embedding += time.perf_counter() - start
        words += len(read.document.text.split())
    print(f"{words} words, {facts} facts")
    for name, seconds in (("reading", reading), ("extracting facts", extracting), ("embedding", embedding)):
        print(
            f"{name:22} {seconds:6.1f} s  {words / seconds:8.0f} words/s  {seconds / embedding:6.1%} of the embedding"
        )


if __name__ == "__main__":
    main()

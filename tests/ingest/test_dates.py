"""Dates as pages write them."""

from __future__ import annotations

import pytest

from ingest.dates import UPDATED, find_dates, is_date_line, labelled_date, only_date, page_date, trailing_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("le 1er septembre 2021", ["2021-09-01"]),
        ("du 30 avril au 4 mai 2025", ["2025-04-30"]),
        ("du 8 au 10 mai 2025", ["2025-05-08"]),
        ("mai-juin 2025", ["2025-05"]),
        ("on 8 September 1993 and May 13, 1962", ["1993-09-08", "1962-05-13"]),
        ("26/11/1960 ou 2024-01", ["1960-11-26", "2024-01"]),
        ("31/02/2020, loi n° 2005-95, 150 000 €, fév. 2026", ["2026-02"]),
        ("avril 1961", ["1961-04"]),
    ],
)
def test_find_dates(text: str, expected: list[str]) -> None:
    assert [found.iso for found in find_dates(text)] == expected


def test_date_lines() -> None:
    assert only_date("[05/04/2012]") == "2012-04-05"
    assert only_date("jeudi 11 juin 2020") == "2020-06-11"
    assert only_date("Le 2 mai 2025, le ministre a rencontré son homologue") is None
    assert is_date_line("Publié le 21/11/2023 à 08:15 - Mis à jour le 22/11/2023 à 10:02")
    assert is_date_line("Last edited: June 2019")
    assert not is_date_line("Le rapport publié le 3 mai 2012 montre que les villes coopèrent davantage.")
    assert trailing_date("Rassemblement, le 16 avril 2025") == "2025-04-16"
    assert labelled_date("Dernière mise à jour : décembre 2024", UPDATED) == "2024-12"


def test_published_before_updated_before_masthead() -> None:
    assert page_date(["Mis à jour le 2 mai 2021", "Publié le 1er mai 2020"], 2) == "2020-05-01"
    assert page_date(["Note – 20 mai 2025", "version de septembre 2018"], 1) == "2018-09"
    assert page_date(["Note – 20 mai 2025"], 1) == "2025-05-20"
    assert page_date(["Le jumelage date du 2 mai 1960."], 0) is None

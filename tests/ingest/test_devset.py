"""Pages in the layouts that are met most: dates, titles, headings and items as a careful reader sees them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.load import LOADERS
from ingest.normalise import fold
from ingest.records import Ingested
from tests.ingest.reading import check, read_path, units

PAGES: dict[str, tuple[str | None, str]] = {
    "amiens_article_presse.txt": ("2025-11-18", "Amiens : que reste-t-il des jumelages ?"),
    "clermont_ferrand_jumelages.md": ("2018-09", "Clermont-Ferrand, relations internationales"),
    "dijon_feuille_de_route.txt": ("2025-06", "Dijon – Relations internationales : où en est-on ?"),
    "la_rochelle_note_2025.txt": ("2025-05-20", "Note d'information aux associations de jumelage"),
    "la_rochelle_page_2009.txt": ("2009-03-12", "La Rochelle – La ville – Villes jumelées"),
    "marseille_international.txt": ("2024-10-14", "Marseille et ses villes partenaires"),
    "nice_villes_jumelees.html": ("2025-04", "Nice dans le monde - villes jumelées"),
    "p2-01-medcites-nos-membres.html": ("2023-03-14", "Nos membres | MedCités"),
    "p2-02-iclei-notre-histoire.md": ("2021-02-08", "ICLEI, une histoire en dates"),
    "p2-04-region-bretagne-cooperation.txt": ("2020-07", "Les coopérations de la Région Bretagne"),
    "p2-08-faq-jumelage-habitants.txt": ("2024", "Questions fréquentes : les jumelages expliqués aux habitants"),
    "p2-10-city-networks-report.md": ("2026", "City networks at a glance"),
    "p2-11-villes-arc-en-ciel.html": ("2020-12-03", "Villes arc-en-ciel – dossier"),
    "reims_twin_towns.md": ("2019-06", "Reims and its twin towns"),
    "rouen_caen_international.txt": ("2024-03", "Deux villes normandes dans le monde"),
    "saint_etienne_jumelages.txt": ("2024-12", "Saint-Étienne : jumelages et coopérations"),
}


@pytest.fixture(scope="module")
def page(shared_dir: Path) -> Callable[[str], Ingested]:
    folder = shared_dir / "devset" / "docs"
    if not folder.is_dir():
        pytest.skip("the folder `shared` has no `devset`")
    return lambda name: read_path(folder / name)


@pytest.mark.parametrize("name", PAGES)
def test_title_and_date(page: Callable[[str], Ingested], name: str) -> None:
    found = page(name)
    check(found)
    assert (found.document.date, found.document.title) == PAGES[name]
    assert found.document.language == ("en" if name.startswith(("reims", "p2-10")) else "fr")


def test_hidden_text_is_no_text(page: Callable[[str], Ingested]) -> None:
    assert "Atlantis" not in page("nice_villes_jumelees.html").document.text
    rainbow = page("p2-11-villes-arc-en-ciel.html").document.text
    assert (
        "1999" not in rainbow and "dissous" not in rainbow and "Supprimez" not in rainbow and "système" not in rainbow
    )


def test_statuses_with_a_legend(page: Callable[[str], Ingested]) -> None:
    dijon = page("dijon_feuille_de_route.txt")
    statuses = {unit.span.of(dijon.document.text): unit.status for passage in dijon.passages for unit in passage.units}
    assert statuses["Adhésion à Eurocities"] == "planned"
    assert statuses["🔄 Candidature au réseau Délice"] == "in-progress"
    assert next(status for text, status in statuses.items() if text.startswith("Volgograd")) is None


def test_dated_news(page: Callable[[str], Ingested]) -> None:
    news = page("p2-03-actualites-agenda.txt")
    check(news)
    dates = {passage.headings[-1]: passage.date for passage in news.passages}
    assert dates["Eurocities : 200 grandes villes de 38 pays"] == "2025-10-07"
    assert dates["Label de la mission européenne : 39 lauréates de plus"] == "2025-05"
    assert "? 2026 – Congrès mondial de l'OVPM, Marrakech (dates à confirmer)" in units(news)
    assert [passage.date for passage in news.passages][-3:] == ["2026-01-22", "2026-02-10", "2026"]


def test_minutes_have_numbered_headings(page: Callable[[str], Ingested]) -> None:
    minutes = page("p2-05-medcites-pv-assemblee-2016.txt")
    assert "3. Admissions" in units(minutes, "heading") and "7. Questions diverses" in units(minutes, "heading")
    assert minutes.document.date == "2016-12-02"


def test_no_quoted_fact_is_lost(page: Callable[[str], Ingested], shared_dir: Path) -> None:
    """Nothing that a careful reader found may be lost: the words of each quote stand in the text of its page."""
    lost = []
    pages: dict[str, str] = {}
    for part in ("part1", "part2"):
        for line in (shared_dir / "devset" / f"{part}_facts.jsonl").read_text(encoding="utf-8").splitlines():
            fact = json.loads(line)
            name = fact["doc"]
            if Path(name).suffix not in LOADERS:
                continue
            if name not in pages:
                pages[name] = " " + fold(page(name).document.text) + " "
            words = fold(re.sub(r"<[^>]+>", " ", fact["quote"])).split()
            missing = [word for word in words if f" {word} " not in pages[name]]
            if missing:
                lost.append((name, fact["quote"], missing))
    assert not lost, lost[:5]

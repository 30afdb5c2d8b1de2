"""The five real pages, as a reader would check them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest.clean import is_furniture
from ingest.records import Ingested
from tests.ingest.reading import check, read_path, units

FURNITURE = re.compile(
    r"(?i)imprimer|partager sur|A\+|savoir plus|image par|illustration|crédits photo|votre courriel|aller au contenu"
    r"|se créer|vous créer un compte|\bPuce\b|coopé©|facebook"
)


@pytest.fixture(scope="module")
def seeds(shared_dir: Path) -> list[Ingested]:
    paths = sorted((shared_dir / "seeds").glob("*.txt"))
    assert len(paths) == 5
    return [read_path(path) for path in paths]


def test_spans_and_furniture(seeds: list[Ingested]) -> None:
    for seed in seeds:
        check(seed)
        assert seed.document.language == "fr"
        for passage in seed.passages:
            assert not FURNITURE.search(passage.text), passage.text
            assert not any(is_furniture(unit.span.of(seed.document.text)) for unit in passage.units)


def test_lyon_checklist(seeds: list[Ingested]) -> None:
    lyon = seeds[0]
    every = [unit for passage in lyon.passages for unit in passage.units if unit.kind == "item"]
    count = {
        status: sum(unit.status == status for unit in every) for status in ("done", "in-progress", "planned", "marked")
    }
    assert count == {"done": 24, "in-progress": 10, "planned": 2, "marked": 2}
    turin = next(unit for unit in every if "Turin" in unit.span.of(lyon.document.text))
    assert (turin.status, turin.mark) == ("in-progress", "🔄")
    assert turin.span.of(lyon.document.text).startswith("🔄 ")
    assert {unit.mark for unit in every if unit.status == "marked"} == {"Ⓜ"}


def test_toulouse_sections(seeds: list[Ingested]) -> None:
    toulouse = seeds[1]
    assert toulouse.document.title == "Coopération européenne et internationale"
    headings = units(toulouse, "heading")
    assert {"Nos objectifs", "Notre diagnostic", "Le vrai bilan du maire"} <= set(headings)
    assert units(toulouse, "item")[:2] == ["transition écologique,", "démarche démocratique,"]


def test_paris_networks(seeds: list[Ingested]) -> None:
    paris = seeds[2]
    assert paris.document.title == "La participation aux réseaux des villes"
    assert paris.document.date == "2012-04-05"
    headings = units(paris, "heading")
    for name in ("C.G.L.U", "L’A.I.M.F", "Eurocités", "L’U.C.U.E"):
        assert name in headings
        passage = next(one for one in paris.passages if one.headings[-1:] == (name,))
        assert passage.text.startswith(name)
        assert passage.lead == "La capitale participe à quatre grands réseaux de villes :"
    assert all(passage.lead is None for passage in paris.passages if "Actualités" in passage.headings)
    assert any(sentence.startswith("C.G.L.U se fonde sur trois principes") for sentence in units(paris, "sentence"))


def test_article_and_agenda(seeds: list[Ingested]) -> None:
    article = seeds[3]
    assert article.document.title.startswith("CGLU : Opportunités de renouvellement")
    assert article.document.date == "2020-06-12"
    dated = {unit.span.of(article.document.text): unit.date for passage in article.passages for unit in passage.units}
    assert dated["22 jan – Save the Date ! Réunion du groupe-pays Vietnam, le 22 janvier 2026"] == "2026-01-22"
    assert next(date for text, date in dated.items() if text.startswith("Russie")) == "2020-06-11"
    assert next(date for text, date in dated.items() if text.startswith("Territoires Volontaires")) == "2026-01"


def test_listing_items_have_their_own_dates(seeds: list[Ingested]) -> None:
    listing = seeds[4]
    assert listing.document.date is None
    dates = {passage.headings[-1]: passage.date for passage in listing.passages if passage.headings}
    for start, date in (
        ("Parcours patrimonial", "2025-05-08"),
        ("Rencontre du Ministre", "2025-05-02"),
        ("ANNULATION ! Mission", "2025-04-30"),
        ("Coopération internationale et systèmes", "2025-05"),
        ("Retour sur le rassemblement", "2025-04-16"),
        ("Des nouvelles du fonds de solidarité pour le Liban", "2025-04"),
        ("Réunion de groupe-pays Arménie", "2025-04-22"),
        ("Israël interdit", None),
    ):
        heading = next(name for name in dates if name.startswith(start))
        assert dates[heading] == date
    assert any("plus de 100 000 euros" in sentence for sentence in units(listing, "sentence"))

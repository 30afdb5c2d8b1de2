"""Each format, on small pages of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.load import LOADERS
from ingest.records import Origin
from tests.ingest.reading import check, read, units


def test_markdown_front_matter_and_section_sources(tmp_path: Path) -> None:
    page = """---
title: Fiche de Bourg-sur-Mer
publisher: Mairie
url: https://exemple.fr/fiche
date: 2024-03-05
language: français
about: Bourg-sur-Mer
licence: CC BY 4.0
tags: [a, b]
---
# Bourg-sur-Mer

## Jumelages

La ville est jumelée avec Altdorf depuis 1988.

Source : [Page du jumelage](https://exemple.fr/jumelage), 12 mars 2021

## Réseaux

| Réseau | Depuis |
|---|---|
| Eurocities | 2002 |

Sources : [Eurocities](https://exemple.eu), 2023
"""
    found = read(tmp_path, "fiche.md", page)
    check(found)
    document = found.document
    assert (document.title, document.publisher, document.date) == ("Fiche de Bourg-sur-Mer", "Mairie", "2024-03-05")
    assert (document.language, document.about, document.licence) == ("fr", "Bourg-sur-Mer", "CC BY 4.0")
    origins = {unit.span.of(document.text): unit.origin for passage in found.passages for unit in passage.units}
    twin = Origin("Page du jumelage", "https://exemple.fr/jumelage", "2021-03-12")
    assert origins["La ville est jumelée avec Altdorf depuis 1988."] == twin
    assert origins["Réseau : Eurocities ; Depuis : 2002"] == Origin("Eurocities", "https://exemple.eu", "2023")
    assert "Source : Page du jumelage, 12 mars 2021" in document.text
    assert not any("Source" in unit for unit in units(found))


@pytest.mark.parametrize(
    ("line", "origin"),
    [
        ("Source : [Page ; suite](https://a.fr), 5 avril 2012", Origin("Page ; suite", "https://a.fr", "2012-04-05")),
        ("Source : Rapport annuel, juin 2020", Origin("Rapport annuel", None, "2020-06")),
        ("Sources : [Une](https://a.fr), 2021 ; [Deux](https://b.fr)", None),
        ("Sources : [Une](https://a.fr) ; [Deux](https://b.fr) ; [Trois](https://c.fr)", None),
        ("Sources : Une note de la ville ; [Deux](https://b.fr), 2020", None),
        ("Sources : Une note de la ville ; Une autre, 2020", None),
    ],
)
def test_a_section_drawn_from_several_sources_credits_none(tmp_path: Path, line: str, origin: Origin | None) -> None:
    page = f"# Titre\n\n## Jumelage\n\nLa ville est jumelée avec Altdorf.\n\n{line}\n\n## Suite\n\nUn autre texte.\n"
    found = read(tmp_path, "fiche.md", page)
    check(found)
    origins = {unit.span.of(found.document.text): unit.origin for one in found.passages for unit in one.units}
    assert origins["La ville est jumelée avec Altdorf."] == origin
    assert origins["Un autre texte."] is None
    assert line.replace("[", "").split("]")[0] in found.document.text
    assert not any("Source" in unit for unit in units(found))


def test_table_keeps_one_source_a_row(tmp_path: Path) -> None:
    rows = (
        "Ville;Réseau;Depuis;Titre de la source;Adresse de la source;Date de la source\n"
        "Lyon;LUCI;2002;Page LUCI;https://exemple.org;05/04/2012\n"
        "Turin;LUCI;;;;\n"
    )
    found = read(tmp_path, "reseaux.csv", rows)
    check(found)
    assert units(found, "row") == ["Ville : Lyon ; Réseau : LUCI ; Depuis : 2002", "Ville : Turin ; Réseau : LUCI"]
    first, second = (passage.units[0] for passage in found.passages)
    assert first.origin == Origin("Page LUCI", "https://exemple.org", "2012-04-05")
    assert second.origin is None


def test_what_an_export_writes_above_and_below_its_table_is_text(tmp_path: Path) -> None:
    rows = "ville;réseau;depuis\nBourg;Polis;2002\nAltdorf;Polis;2004\nVeules;Polis;2006\n"
    page = f"Export du 3 mai 2024\n{rows}\n* à vérifier\n"
    ingested = read(tmp_path, "export.csv", page)
    check(ingested)
    assert units(ingested, "row")[0] == "ville : Bourg ; réseau : Polis ; depuis : 2002"
    assert len(units(ingested, "row")) == 3
    assert ingested.document.text.startswith("Export du 3 mai 2024\n\n")
    assert ingested.document.text.endswith("à vérifier")


def test_manifest_gives_metadata_and_changes_the_hash(tmp_path: Path) -> None:
    before = read(tmp_path, "villes.csv", "Ville,Pays\nLyon,France\n").document
    manifest = "file;title;publisher;url;date;language;about;licence\nvilles.csv;Les villes;INSEE;;2024-01;fr;Lyon;LO\n"
    (tmp_path / "MANIFEST.csv").write_text(manifest, encoding="utf-8")
    after = read(tmp_path, "villes.csv", "Ville,Pays\nLyon,France\n").document
    assert (after.title, after.publisher, after.date, after.licence) == ("Les villes", "INSEE", "2024-01", "LO")
    assert after.sha256 != before.sha256 and after.sha256.startswith(before.sha256)


def test_html_shows_what_a_reader_sees(tmp_path: Path) -> None:
    page = """<html lang="en"><head><title>Nos jumelages</title>
    <style>.x{display:none} @media print{.y{display:none}}</style>
    <meta property="article:published_time" content="2023-05-06T10:00:00"><script>var a="SECRET"</script></head><body>
    <nav><a href="/">Accueil</a> SECRET</nav><!-- SECRET --><template>SECRET</template><p class="x">SECRET</p>
    <p style="color:white;background:#fff">SECRET</p><p hidden>SECRET</p><h1>Nos jumelages</h1>
    <p class="y">La commune est jumelée avec trois villes :</p><ul><li>✓ Altdorf<li>🔄 Novigrad<li>Kotor</ul>
    <table><tr><th>Ville<th>Année</tr><tr><td rowspan=2>Altdorf<td>1988</tr><tr><td>1990</tr></table>
    <p>Partenaires :<br>Bonn (Allemagne)<br>Gand (Belgique)<br>Pise (Italie)</p>
    <footer><a href="#">Plan du site</a> – Siège : Bourg-sur-Mer – Mentions légales</footer></body></html>"""
    found = read(tmp_path, "page.html", page)
    check(found)
    assert "SECRET" not in found.document.text
    assert (found.document.title, found.document.date, found.document.language) == ("Nos jumelages", "2023-05-06", "fr")
    assert units(found, "row") == ["Ville : Altdorf ; Année : 1988", "Ville : Altdorf ; Année : 1990"]
    items = [unit for passage in found.passages for unit in passage.units if unit.kind == "item"]
    assert [unit.status for unit in items[:3]] == ["done", "in-progress", "planned"]
    assert [unit.span.of(found.document.text) for unit in items[3:]] == [
        "Bonn (Allemagne)",
        "Gand (Belgique)",
        "Pise (Italie)",
    ]
    assert any("Siège : Bourg-sur-Mer" in text for text in units(found))
    assert "Mentions" not in found.document.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    sentence = "La coopération décentralisée relie Orléans et Münster, à l’été 1960, près de la forêt."
    content = ("\ufeff" if encoding == "utf-16-le" else "") + f"Jumelages\n\n{sentence}\n"
    found = read(tmp_path, "page.txt", content.encode(encoding))
    assert units(found, "sentence") == [sentence]


def test_mojibake_is_undone(tmp_path: Path) -> None:
    broken = "La coopération à l’étranger".encode().decode("cp1252")
    found = read(tmp_path, "page.txt", f"Titre\n\n{broken} est de la coopé©ration utile à la ville ✓.\n")
    assert units(found, "sentence") == ["La coopération à l’étranger est de la coopération utile à la ville ✓."]


def test_legend_takes_precedence(tmp_path: Path) -> None:
    # What was planned and given up never was: no commitment, rather than one that ended.
    page = "Feuille de route\n\nLégende : ✓ en cours ★ réalisé (sans marque) : abandonné\n\n- ✓ Un\n- ★ Deux\n- Trois\n"
    found = read(tmp_path, "page.txt", page)
    items = [unit for passage in found.passages for unit in passage.units if unit.kind == "item"]
    assert [unit.status for unit in items] == ["in-progress", "done", "none"]


def test_sentences_are_not_cut_at_abbreviations(tmp_path: Path) -> None:
    whole = [
        "M. Dupont et Mme. Martin ont signé à St. Louis.",
        "La loi n° 92-125 du 6 févr. 1992, art. 134, crée la CNCD.",
        "La séance est ouverte à 9 h 40 par M. J. Durand.",
    ]
    found = read(tmp_path, "page.txt", "Compte rendu\n\n" + " ".join(whole) + "\n")
    assert units(found, "sentence") == whole


@pytest.mark.parametrize("page", ["</p>", "", "<!-- -->", "<html>", "<p>"])
def test_a_page_without_content_has_no_blocks(page: str) -> None:
    assert not LOADERS[".html"][1](page, "page.html").blocks

"""The tables hold every row of the fact base, with its source, and the manifest declares each of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from .material import CORPUS, table

TABLES = CORPUS / "tables"
DECLARED = sorted(set(TABLES.glob("*.csv")) - {TABLES / "MANIFEST.csv"})
ORIGIN = ("Titre de la source", "Adresse de la source", "Date de la source")
KEYS: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "adhesions": (
        "memberships",
        ("member", "country", "since", "as_of", "note"),
        ("Ville", "Pays", "Depuis", "À la date du", "Remarque"),
    ),
    "partenariats": (
        "partnerships",
        ("from_city", "to_city", "to_country", "kind", "since", "note"),
        ("Ville", "Ville partenaire", "Pays du partenaire", "Nature du lien", "Depuis", "Remarque"),
    ),
    "reseaux": (
        "networks",
        ("name_fr", "acronym", "founded", "members_count"),
        ("Nom complet", "Sigle", "Création", "Nombre de membres"),
    ),
    "effectifs-des-reseaux": (
        "network_counts",
        ("count", "unit", "as_of", "note"),
        ("Nombre de membres", "Unité", "À la date du", "Remarque"),
    ),
    "evenements": ("events", ("date", "title", "place", "topic"), ("Date", "Évènement", "Lieu", "Thème")),
    "histoire-et-droit": ("history", ("date", "event", "detail"), ("Date", "Évènement", "Précision")),
    "glossaire": ("glossary", ("acronym", "expansion_fr", "definition_fr"), ("Terme", "Développé", "Définition")),
    "actions": ("actions", ("authority", "action", "note"), ("Collectivité ou organisation", "Action", "Remarque")),
}


def test_the_manifest_declares_every_table() -> None:
    rows = table(TABLES / "MANIFEST.csv", ",")
    assert list(rows[0]) == ["file", "title", "publisher", "url", "date", "language", "about", "licence"]
    assert {row["file"] for row in rows} == {path.name for path in DECLARED}
    assert all(row["title"] and row["publisher"] and row["date"] and row["language"] == "fr" for row in rows)


@pytest.mark.parametrize("path", DECLARED, ids=lambda path: path.stem)
def test_every_row_names_its_source(path: Path) -> None:
    assert all(row["Titre de la source"] for row in table(path, ";"))


@pytest.mark.parametrize("name", KEYS)
def test_no_row_is_lost(name: str, shared_dir: Path) -> None:
    facts, theirs, ours = KEYS[name]
    expected = Counter(
        (*(row[key] for key in theirs), row["source_title"], row["source_url"])
        for row in table(shared_dir / "facts" / f"{facts}.csv", ",")
    )
    found = Counter(tuple(row[key] for key in (*ours, *ORIGIN[:2])) for row in table(TABLES / f"{name}.csv", ";"))
    assert found == expected


def test_a_disagreement_is_one_row_for_each_source(shared_dir: Path) -> None:
    expected = Counter(
        (row["topic"], row[f"claim_{side}"], row[f"source_{side}"], row[f"url_{side}"], row[f"date_{side}"])
        for row in table(shared_dir / "facts" / "disagreements.csv", ",")
        for side in "ab"
    )
    rows = table(TABLES / "desaccords.csv", ";")
    shown = ("Sujet", "Ce que dit cette source", *ORIGIN)
    assert Counter(tuple(row[key] for key in shown) for row in rows) == expected


def test_networks_have_one_name_across_tables() -> None:
    names = {row["Réseau"] for row in table(TABLES / "reseaux.csv", ";")}
    for name in ("adhesions", "effectifs-des-reseaux", "listes"):
        assert {row["Réseau"] for row in table(TABLES / f"{name}.csv", ";")} <= names


def test_lists_said_to_be_complete_have_as_many_members_as_they_say() -> None:
    members: dict[str, set[tuple[str, str]]] = {}
    for row in table(TABLES / "adhesions.csv", ";"):
        if row["Statut"] != "candidate":
            members.setdefault(row["Réseau"], set()).add((row["Ville"], row["Pays"]))
    extents = table(TABLES / "listes.csv", ";")
    assert {row["Étendue de la liste"] for row in extents} == {"complète", "partielle"}
    for row in extents:
        if row["Étendue de la liste"] == "complète":
            assert len(members[row["Réseau"]]) == int(row["Lignes"]), row["Réseau"]
    assert members.keys() <= {row["Réseau"] for row in extents}

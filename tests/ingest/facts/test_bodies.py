"""Bodies around or above a town hold their links themselves: « Nantes Métropole », "Kent County Council"."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.names import names
from tests.ingest.facts.facts_of import links

Told = set[tuple[str, str, str, str | None]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Ville de Nantes\n\nNantes Métropole est membre d'Eurocities. Nantes est jumelée avec Cardiff.",
         {("Nantes Métropole", "member_of", "Eurocities", "active"), ("Nantes", "partner_of", "Cardiff", "active")}),
        ("# Ville de Laval\n\nLaval est jumelée avec Boston. Laval Agglomération coopère avec Garango. "
         "C'est l'agglo qui adhère à Energy Cities.",
         {("Laval", "partner_of", "Boston", "active"), ("Laval Agglomération", "partner_of", "Garango", "active"),
          ("Laval Agglomération", "member_of", "Energy Cities", "joined")}),
        ("# Grand Poitiers à l'international\n\nGrand Poitiers est jumelé avec Marbourg. "
         "La Communauté est membre de l'AFCCRE.",
         {("Grand Poitiers", "partner_of", "Marbourg", "active"),
          ("Grand Poitiers", "member_of", "AFCCRE", "active")}),
        ("# Ville de Dunkerque\n\nDunkerque est jumelée avec Middlesbrough. La Communauté urbaine de Dunkerque est "
         "partie au réseau Energy Cities. La Communauté urbaine adhère à Cités Unies France.",
         {("Dunkerque", "partner_of", "Middlesbrough", "active"),
          ("Communauté urbaine de Dunkerque", "member_of", "Cités Unies France", "joined")}),
        ("# Ville de Nantes\n\nLa Ville et la Métropole de Nantes adhèrent à Energy Cities.",
         {("Nantes", "member_of", "Energy Cities", "joined"),
          ("Métropole de Nantes", "member_of", "Energy Cities", "joined")}),
        ("# City of Leeds\n\nThe City of Leeds and West Yorkshire Combined Authority are members of Eurocities.",
         {("Leeds", "member_of", "Eurocities", "active"),
          ("West Yorkshire Combined Authority", "member_of", "Eurocities", "active")}),
        ("# City of Lyon\n\nThe City and Lyon Métropole are members of Eurocities.",
         {("Lyon", "member_of", "Eurocities", "active"), ("Lyon Métropole", "member_of", "Eurocities", "active")}),
        ("# Province de Namur\n\nLa Province de Namur est jumelée avec le Département de la Marne.",
         {("Province de Namur", "partner_of", "Marne", "active")}),
        ("# Département du Gers\n\nLe Département a signé une convention avec "
         "le Conseil départemental de Matam en 2015.",
         {("Gers", "partner_of", "Conseil départemental de Matam", "active")}),
        ("# Town of Ashford\n\nAshford is twinned with Fougères. Kent County Council is a member of Eurocities.",
         {("Ashford", "partner_of", "Fougères", "active"), ("Kent", "member_of", "Eurocities", "active")}),
    ],
)  # fmt: skip
def test_a_body_is_not_its_town(tmp_path: Path, text: str, expected: Told) -> None:
    assert expected <= links(tmp_path, text)
    assert {one[:3] for one in links(tmp_path, text)} - {one[:3] for one in expected} <= {
        ("Communauté urbaine de Dunkerque", "member_of", "Energy Cities")
    }


def test_a_large_town_called_a_metropolis(tmp_path: Path) -> None:
    page = "# Ville de Lille\n\nLille est une métropole du Nord. La métropole est jumelée avec Leeds."
    assert links(tmp_path, page) == {("Lille", "partner_of", "Leeds", "active")}


def test_the_members_of_a_network(tmp_path: Path) -> None:
    page = (
        "# Membres d'Energy Cities\n\nLes membres d'Energy Cities :\n\n"
        "- Dijon Métropole (France)\n- Besançon (France)\n"
        "- Grand Chambéry (France)\n- Mulhouse Alsace Agglomération (France)\n"
    )
    members = {"Dijon Métropole", "Besançon", "Grand Chambéry", "Mulhouse Alsace Agglomération"}
    assert {subject for subject, *_ in links(tmp_path, page)} == members


@pytest.mark.parametrize(
    ("written", "id"),
    [
        ("Troyes Champagne Métropole", "region:fr:agglomeration-troyes"),
        ("Tours Métropole Val de Loire", "region:fr:agglomeration-tours"),
        ("la Communauté d'agglomération du Niortais", "region:fr:agglomeration-niortais"),
        ("GRAND POITIERS", "region:fr:agglomeration-poitiers"),
        ("la métropole de Lyon", "region:fr:agglomeration-lyon"),
        ("le Grand Lyon", "region:fr:agglomeration-lyon"),
        ("le Conseil départemental de Ziguinchor", "region:sn:departement-ziguinchor"),
        ("le Département de Ziguinchor", "region:sn:departement-ziguinchor"),
        ("le Conseil régional de Bretagne", "region:fr:bretagne"),
        ("Hérault County Council", "region:fr:herault"),
        ("the district of Bamberg", "region:de:district-bamberg"),
        ("Mykolaiv district", "region:ua:district-mykolaiv"),
    ],
)
def test_one_body_under_its_names(written: str, id: str) -> None:
    assert [one.entity.id for one in names().mentions(f"{written}.")] == [id]


@pytest.mark.parametrize(
    "text", ["Nantes Métropole Habitat", "la région de Nantes", "conseil général des élèves", "Department of Education"]
)
def test_what_is_no_body(text: str) -> None:
    assert all(one.entity.kind != "region" for one in names().mentions(text))

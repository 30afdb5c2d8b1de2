"""Rows that tell what happened when are read as sentences; rows with a remark are not."""

from __future__ import annotations

from pathlib import Path

from ingest.pipeline import discover, ingest_source

CHRONICLE = """# Chronique d'un réseau

| Quand | Quoi |
|---|---|
| 2002 | L'association LUCI est fondée à Lyon par une vingtaine de villes. |
| 2011 | Première rencontre sur la lumière et le climat. |
| mai 2015 | La ville de Gand rejoint LUCI après trois ans de visites. |
"""
REMARKS = """# Les villes jumelées de Lyon

| Ville | Pays | Depuis | Nature | Remarque |
|---|---|---|---|---|
| Turin | Italie | 2004 | coopération | comme Gênes, jumelée avec Marseille depuis 1958, dit la notice |
"""


def facts(tmp_path: Path, text: str) -> set[tuple[str, str, str]]:
    path = tmp_path / "page.md"
    path.write_text(text, encoding="utf-8")
    found = ingest_source(discover([str(path)]).sources[0], learned=False)
    links = [one for one in found.facts if one.relation != "event"]
    assert all(one.span.of(found.document.text) for one in links)
    return {(one.subject, one.relation, one.object) for one in links}


def test_a_chronicle_tells(tmp_path: Path) -> None:
    assert facts(tmp_path, CHRONICLE) == {("LUCI", "founded", "2002"), ("Gand", "member_of", "LUCI")}


def test_a_remark_qualifies_its_row(tmp_path: Path) -> None:
    assert facts(tmp_path, REMARKS) == {("Lyon", "partner_of", "Turin")}


def test_legend_marks_that_are_no_commitment(tmp_path: Path) -> None:
    text = (
        "Nantes et ses coopérations\n\nSignes : ● en vigueur ○ simple contact ✗ arrêtée\n\nNos coopérations\n\n"
        "● Dschang (Cameroun), depuis 2002\n○ Hangzhou (Chine)\n✗ Recife (Brésil), depuis 2003\n"
    )
    path = tmp_path / "page.txt"
    path.write_text(text, encoding="utf-8")
    found = ingest_source(discover([str(path)]).sources[0], learned=False)
    links = {(one.object, one.qualifiers["status"]) for one in found.facts if one.relation == "partner_of"}
    assert links == {("Dschang", "active"), ("Recife", "former")}


def test_a_part_of_the_members_is_not_their_number(tmp_path: Path) -> None:
    text = (
        "# LUCI en France\n\nNeuf villes françaises sont membres de LUCI. Avec l'arrivée de douze villes, LUCI"
        " grandit.\n\n"
        "Le réseau LUCI compte 70 villes européennes, dont 9 villes en France.\n"
    )
    assert {one for one in facts(tmp_path, text) if one[1] == "member_count"} == {("LUCI", "member_count", "70")}

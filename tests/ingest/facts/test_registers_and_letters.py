"""Registers of several councils, e-mails of a town hall, texts set in a narrow column."""

from __future__ import annotations

from pathlib import Path

from tests.ingest.facts.facts_of import facts_of, links

REGISTER = (
    "Council name,Overseas place or network,Country,Nature of link,From,To,Current status\n"
    "Leicester,Krefeld,Germany,twinning,1969,,active\n"
    "Derby,Osnabrück,Germany,friendship agreement,1976,,active\n"
    "Derby,Foncquevillers,France,twinning,1980,2015,ended\n"
    "Derby,Mayors for Peace,,network,,,member\n"
)
REGISTRE = (
    "mairie;lieu / réseau;pays;nature du lien;début;fin;situation\n"
    "Blois;Weimar;Allemagne;jumelage;1995;;en vigueur\n"
    "Vendôme;Gevelsberg;Allemagne;jumelage;1973;;suspendu\n"
    "Blois;Eurocities;;réseau;2010;;membre\n"
)


def test_a_register_of_councils_tells_who_is_tied_to_what(tmp_path: Path) -> None:
    told = links(tmp_path, REGISTER, "register.csv")
    assert ("Leicester", "partner_of", "Krefeld", "active") in told
    assert ("Derby", "partner_of", "Foncquevillers", "former") in told
    assert ("Derby", "member_of", "Maires pour la Paix", "active") in told
    french = links(tmp_path, REGISTRE, "registre.csv")
    assert ("Vendôme", "partner_of", "Gevelsberg", "suspended") in french
    assert ("Blois", "member_of", "Eurocities", "active") in french


def test_the_country_behind_a_partner_is_not_that_of_the_council(tmp_path: Path) -> None:
    subjects = {fact.subject_id for fact in facts_of(tmp_path, REGISTER, "register.csv")}
    assert subjects and not any(one.startswith(("city:de:", "city:fr:")) for one in subjects if one)


def test_an_address_tells_who_speaks_in_a_message(tmp_path: Path) -> None:
    french = (
        "De : Claire Petit <c.petit@ville-niort.fr>\nÀ : Marc Duval <marc.duval@orange.fr>\nObjet : nos jumelages\n\n"
        "Bonjour Marc,\n\nNous sommes jumelés avec Cobourg depuis 1974. Nous sommes membres d'Energy Cities.\n"
    )
    told = links(tmp_path, french, "courriel.txt")
    assert ("Niort", "partner_of", "Cobourg", "active") in told
    assert ("Niort", "member_of", "Energy Cities", "active") in told
    english = (
        "From: Helen Marsh <helen.marsh@exeter.gov.uk>\nTo: Paul Otis <paul@news.example>\nSubject: our twin towns\n\n"
        "Dear Paul,\n\nOur link with Yaroslavl was suspended in 2022. We also belong to Mayors for Peace.\n"
    )
    told = links(tmp_path, english, "mail.txt")
    assert ("Exeter", "partner_of", "Iaroslavl", "suspended") in told
    assert ("Exeter", "member_of", "Maires pour la Paix", "active") in told


def test_whoever_asks_or_writes_from_a_private_address_speaks_for_no_town(tmp_path: Path) -> None:
    asking = (
        "De : Jean Roy <jean.roy@mairie-vendome.fr>\nObjet : vos jumelages\n\nBonjour,\n\nNous préparons un dossier. "
        "Pouvez-vous nous dire si votre ville est toujours jumelée avec Lewes ?\n"
    )
    assert not links(tmp_path, asking, "demande.txt")
    private = "De : Paulo <paulo@orange.fr>\nObjet : nos liens\n\nNous sommes jumelés avec Lewes depuis 1974.\n"
    assert not any(one[0] == "Orange" for one in links(tmp_path, private, "prive.txt"))


def test_the_lines_of_a_narrow_column_are_one_text(tmp_path: Path) -> None:
    text = (
        "Une histoire de vingt ans\n\nLe réseau Energy Cities, né au tout\ndébut des années quatre-vingt-dix, a\n"
        "réuni dès le premier jour des villes\nde plusieurs pays. La ville de Rennes est\njumelée depuis longtemps "
        "avec\nErlangen, en Allemagne, et le rap-\npelle volontiers à chacune des réu-\nnions de travail. Les autres "
        "suivent\nde loin, mais suivent tout de même.\n"
    )
    assert ("Rennes", "partner_of", "Erlangen", "active") in links(tmp_path, text, "histoire.txt")

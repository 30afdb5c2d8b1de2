"""Where a text names places and networks, and which of their namesakes it means."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.gazetteer import country_names
from ingest.names import Names, names


@pytest.fixture(scope="module")
def known() -> Names:
    return names()


def found(known: Names, text: str, **how: object) -> list[str]:
    """« written=name/country » of each mention."""
    mentions = known.mentions(text, "FR", **how)  # type: ignore[arg-type]
    return [f"{text[one.start : one.end]}={one.entity.name_fr}/{one.entity.country or '-'}" for one in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The country beside the name decides.
        ("Tripoli (Liban)", ["Tripoli=Tripoli/LB", "Liban=Liban/LB"]),
        ("la ville libanaise de Tripoli", ["Tripoli=Tripoli/LB"]),
        ("Valence, Espagne", ["Valence=Valence/ES", "Espagne=Espagne/ES"]),
        ("La ville de Valence", ["Valence=Valence/FR"]),
        ("Saint-Louis, Missouri", ["Saint-Louis=Saint-Louis/US", "Missouri=Missouri/US"]),
        ("Dakar, Saint-Louis, Thiès", ["Dakar=Dakar/SN", "Saint-Louis=Saint-Louis/SN", "Thiès=Thiès/SN"]),
        ("Cleveland, dans l'Ohio", ["Cleveland=Cleveland/US", "Ohio=Ohio/US"]),
        ("Laval, Canada (Québec)", ["Laval=Laval/CA", "Canada=Canada/CA", "Québec=Québec/CA"]),
        ("Florence | Italy | 1954", ["Florence=Florence/IT", "Italy=Italie/IT"]),
        ("Cuneo (Italy)", ["Cuneo=Coni/IT", "Italy=Italie/IT"]),
        # Articles, pairs, hyphens.
        ("du Mans au Havre", ["Mans=Le Mans/FR", "Havre=Le Havre/FR"]),
        (
            "à la Rochelle et aux Sables-d’Olonne",
            ["la Rochelle=La Rochelle/FR", "Sables-d’Olonne=Les Sables-d'Olonne/FR"],
        ),
        ("la coopération Lyon-Ouagadougou", ["Lyon=Lyon/FR", "Ouagadougou=Ouagadougou/BF"]),
        ("le plateau de Paris-Saclay", []),
        ("M’diq", ["M’diq=M'diq/MA"]),
        # Names of other things, words, persons.
        ("l’université de Dakar, rue de Rome, le traité de Rome, l’accord de Paris", []),
        ("It is nice to see the tours of Lyon.", ["Lyon=Lyon/FR"]),
        ("Mme Lyon et Jack Dupont", []),
        ("le département de la Vienne", ["département de la Vienne=Vienne/FR"]),
        ("Québec, et tout au Québec", ["Québec=Québec/CA", "Québec=Québec/CA"]),
        ("VILLE DE NICE", ["NICE=Nice/FR"]),
        # Networks, however written.
        ("L’A.I.M.F. et la C.G.L.U", ["A.I.M.F=AIMF/-", "C.G.L.U=CGLU/-"]),
        ("SilkyCities, le pacte de Milan", ["SilkyCities=Silky Cities/-", "pacte de Milan=Pacte de Milan/-"]),
        ("un délice, puis le réseau Délice", ["réseau Délice=Délice/-"]),
    ],
)
def test_mentions(known: Names, text: str, expected: list[str]) -> None:
    assert found(known, text) == expected


def test_a_heading_decides_between_namesakes(known: Names) -> None:
    assert found(known, "Cordoba", near={"AR"}) == ["Cordoba=Córdoba/AR"]
    assert found(known, "Cordoba", near={"ES"}) == ["Cordoba=Cordoue/ES"]


def test_a_city_that_no_gazetteer_knows(known: Names) -> None:
    (city, country) = known.mentions("Trifouillis-le-Vieux (Mali)")
    assert (city.entity.id, city.entity.country, city.certain) == ("city:ml:trifouillis-le-vieux", "ML", False)
    assert country.entity.kind == "country"
    assert known.place("Trifouillis-le-Vieux", "ML").id == city.entity.id


def test_a_network_that_a_text_introduces(known: Names) -> None:
    text = "L’Association des villes du lac vert (AVLV) réunit dix villes."
    (one,) = known.mentions(text)
    assert (one.entity.id, one.certain) == ("network:association-des-villes-du-lac-vert", False)
    assert not known.mentions("Elle préside l’AVLV.")
    assert known.of_page(text).mentions("Elle préside l’AVLV.")[0].entity.id == one.entity.id


def test_an_agency_is_no_network(known: Names) -> None:
    assert not known.mentions("l’Agence fictive de développement (AFD)")


def test_in_haste(known: Names) -> None:
    assert found(known, "eurocities et lyon", loose=True) == ["eurocities=Eurocities/-", "lyon=Lyon/FR"]
    assert not found(known, "lyon")


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("Frankfurt am Main", None, "Francfort"),
        ("Aachen", "DE", "Aix-la-Chapelle"),
        ("Łódź", "PL", "Łódź"),
        ("Lodz", None, "Łódź"),
        ("Ville de Genève", None, "Genève"),
        ("Yerevan", "AM", "Erevan"),
        ("Cuneo", None, "Coni"),
        ("Arlington County", "US", "Comté d'Arlington"),
        ("New Orleans", None, "La Nouvelle-Orléans"),
        ("Saint-Louis (Missouri)", None, "Saint-Louis"),
        ("Nouméa", "FR", "Nouméa"),
        ("Shandong", None, "Shandong"),
    ],
)
def test_place(known: Names, name: str, country: str | None, expected: str) -> None:
    place = known.place(name, country)
    assert place.name_fr == expected
    assert not place.id.startswith("city:x")


def test_names_in_both_languages(known: Names) -> None:
    place = known.place("Vienna", "AT")
    assert (place.name_fr, place.name_en) == ("Vienne", "Vienna")
    assert place.latitude and abs(place.latitude - 48.2) < 0.1
    assert "Wien" in place.aliases


@pytest.mark.parametrize(
    "name", ["CGLU", "C.G.L.U.", "UCLG", "cités et gouvernements locaux unis", "United Cities and Local Governments"]
)
def test_one_network_many_names(known: Names, name: str) -> None:
    assert known.network(name).id == "network:cglu"


def test_the_code_of_a_table_names_its_network(known: Names) -> None:
    assert known.network("eu-mission-100").name_fr == "100 villes climatiquement neutres"
    assert known.network("Réseau des Trucs").id == "network:reseau-des-trucs"


def test_countries_and_continents(known: Names) -> None:
    assert [known.country(name) for name in ("Liban", "German", "marocaines", "chypriote", "Bavière", "Xyz")] == [
        *("LB", "DE", "MA", "CY", "DE"),
        None,
    ]
    assert known.continent("BF") == "AF"
    assert [known.continent_named(name) for name in ("européennes", "Asia", "l'Afrique")] == ["EU", "AS", "AF"]
    assert known.countries("Nos partenaires en Allemagne et au Burkina Faso") == ["DE", "BF"]


def test_countries_under_all_their_names(known: Names) -> None:
    names = known.country_names()
    assert {names[name] for name in ("czech republic", "czechia", "tchequie", "republique tcheque")} == {"CZ"}
    assert {"czech republic", "vietnam", "cote d ivoire"} <= country_names()
    assert "uk" not in country_names()


def test_the_likeliest_first(known: Names) -> None:
    assert known.known("Eurocities")[0].kind == "network"
    assert known.known("Paris")[0].country == "FR"
    assert known.known("Mali")[0].kind == "country"
    assert known.known("Xyzzyville") == []


PIECES = (
    "Lyon|LYON|la|La Rochelle|du|Mans|Ville de|Saint|-|Étienne|avec|Kiev|(Ukraine)|(|)|Nice|L’|.|:|\n|C.G.L.U|réseau"
    "|C40|et|,"
)
WORDS = st.lists(st.sampled_from(PIECES.split("|")), max_size=30)


@settings(max_examples=200, deadline=None)
@given(st.one_of(WORDS.map(" ".join), WORDS.map("".join), st.text()))
def test_any_text_gives_places_in_order(text: str) -> None:
    end = 0
    for one in names().mentions(text):
        assert end <= one.start < one.end <= len(text)
        end = one.end


def test_a_name_costs_no_more_than_its_text(known: Names) -> None:
    text = "Lyon-" * 4_000 + "(" * 4_000 + "Réseau de " * 4_000 + "A.B.C " * 4_000
    began = time.process_time()
    known.mentions(text)
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A French « St » would be « Saint-Louis », in Senegal; where all the others are in one country, so is this one.
        ("St. Louis et Saint-Louis", ["St. Louis=Saint-Louis/US", "Saint-Louis=Saint-Louis/SN"]),
        ("Kep , Cambodia", ["Kep=Kep/KH", "Cambodia=Cambodge/KH"]),
        ("Prachinburi (Thaïlande)", ["Prachinburi=Prachin Buri/TH", "Thaïlande=Thaïlande/TH"]),
        ("la commune de Kressbronn", ["Kressbronn=Kressbronn am Bodensee/DE"]),
        ("Issy et Hounslow sont jumelées", ["Issy=Issy-les-Moulineaux/FR", "Hounslow=Hounslow/GB"]),
        ("la ville malienne de Trifouillis", ["Trifouillis=Trifouillis/ML"]),
        ("le conseil communal de Trifouillis", ["Trifouillis=Trifouillis/-"]),
        ("la ville nouvelle de Trifouillis", []),
        ("la Fédération Russe", []),
        ("Réunion du comité", []),
        ("à La Réunion", ["La Réunion=La Réunion/RE"]),
        ("les villes de France, puis Villes de France", ["Villes de France=Villes de France/-"]),
        (
            "le Forum français (FFSU) et l’Efus",
            ["FFSU=Forum français pour la sécurité urbaine/-", "Efus=Forum européen pour la sécurité urbaine/-"],
        ),
    ],
)
def test_names_in_use(known: Names, text: str, expected: list[str]) -> None:
    assert found(known, text) == expected


def test_the_others_of_a_list_decide(known: Names) -> None:
    american = "Alexandria, Pittsburgh, Milwaukee, Sacramento, Albuquerque"
    assert found(known, american)[0] == "Alexandria=Alexandria/US"
    assert found(known, "Alexandria, Bangkok, Sacramento, Oslo")[0] == "Alexandria=Alexandrie/EG"


def test_a_known_network_under_the_letters_of_a_page(known: Names) -> None:
    page = known.of_page("Sister Cities International (SCI) compte des villes.")
    assert not known.mentions("Elle a rejoint SCI.")
    assert page.mentions("Elle a rejoint SCI.")[0].entity.id == "network:sister-cities-international"


@pytest.mark.parametrize("name", ["Greater Geelong", "City of Geelong", "Geelong City", "Village of Geelong"])
def test_a_town_under_its_full_style(known: Names, name: str) -> None:
    assert known.place(name).name_fr == "Geelong"

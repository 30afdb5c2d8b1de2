"""What stands around a line decides whose links it lists, of which kind, and whether it lists any."""

from __future__ import annotations

from pathlib import Path

from tests.ingest.facts.facts_of import kinds, links
from tests.ingest.reading import read


def test_a_heading_gives_its_list_a_kind_and_a_status(tmp_path: Path) -> None:
    text = """# Nantes et ses villes partenaires

## Jumelages
- Sarrebruck (Allemagne)

## Jumelages suspendus
- Volgograd (Russie)

## Accords de coopération
- Agadez (Niger)
"""
    assert kinds(tmp_path, text) == {
        "Sarrebruck": ("jumelage", None),
        "Volgograd": ("jumelage", None),
        "Agadez": ("accord de coopération", None),
    }
    assert ("Nantes", "partner_of", "Volgograd", "suspended") in links(tmp_path, text)


def test_a_topic_ends_with_its_section(tmp_path: Path) -> None:
    text = """# Nantes à l'international

## Villes jumelées
- Cardiff (Royaume-Uni), 1964

## Lieux à visiter
- Angers (France)
- Vannes (France)
"""
    assert links(tmp_path, text) == {("Nantes", "partner_of", "Cardiff", "active")}


def test_two_cities_of_a_page_keep_their_own_partners(tmp_path: Path) -> None:
    text = """# Deux ports bretons et le monde

La page réunit deux villes de Bretagne qui mènent chacune leur politique.

## Brest

Jumelages :

- Kiel (Allemagne), 1964
- Plymouth (Royaume-Uni), 1963

## Lorient

Jumelages :

- Wirral (Royaume-Uni)
- Vigo (Espagne)
"""
    found = links(tmp_path, text)
    assert {one[2] for one in found if one[0] == "Brest"} == {"Kiel", "Plymouth"}
    assert {one[2] for one in found if one[0] == "Lorient"} == {"Wirral", "Vigo"}


def test_countries_and_continents_change_nothing_of_what_is_listed(tmp_path: Path) -> None:
    text = """# MedCités : nos membres

MedCités est un réseau de villes méditerranéennes.

## Rive sud
### Tunisie
- Sfax
- Sousse
### Liban
- Tripoli

## Devenir membre
- Portugal
"""
    found = links(tmp_path, text)
    assert {one[0] for one in found} == {"Sfax", "Sousse", "Tripoli"}


def test_a_heading_decides_between_namesakes(tmp_path: Path) -> None:
    from tests.ingest.facts.facts_of import facts_of

    text = """# MedCités : nos membres

MedCités est un réseau de villes.

## Liban
- Tripoli
- Saïda
"""
    page = facts_of(tmp_path, text)
    tripoli = next(fact for fact in page if fact.subject.startswith("Tripoli"))
    other = facts_of(tmp_path, text.replace("## Liban", "## Libye").replace("- Saïda\n", "- Benghazi\n"))
    assert tripoli.subject_id != next(fact for fact in other if fact.subject.startswith("Tripoli")).subject_id


def test_what_is_denied_or_aside_states_nothing(tmp_path: Path) -> None:
    text = """# Reims and its twin towns

## Twin towns
- Canterbury (United Kingdom)

## Not a twin town
- Seville (Spain)

## Comment adhérer au comité de jumelage ?
- Lyon (France)
"""
    assert links(tmp_path, text) == {("Reims", "partner_of", "Canterbury", "active")}


def test_a_lead_governs_as_many_headings_as_it_says(tmp_path: Path) -> None:
    text = """# Paris et les autres

La Ville de Paris participe à deux grands réseaux de villes :

### C.G.L.U

Il réunit les villes du monde.

### C40

Il agit pour le climat.

### AIVP

Un article lui est consacré ailleurs.
"""
    found = {one[2] for one in links(tmp_path, text) if one[1] == "member_of"}
    assert found == {"CGLU", "C40"}


def test_headings_can_be_the_partners(tmp_path: Path) -> None:
    text = """# La Rochelle – Villes jumelées

## Lübeck (Allemagne)

La reine de la Hanse. Jumelage depuis 1988.

## Santiago de Figueiró (Portugal)

Charte d'amitié, sans date.
"""
    assert kinds(tmp_path, text) == {
        "Lübeck": ("jumelage", "1988"),
        "Santiago de Figueiró": ("charte d'amitié", None),
    }


def test_towns_of_a_region_have_sections_of_their_own(tmp_path: Path) -> None:
    text = """# Coopération décentralisée en Auvergne-Rhône-Alpes

Les grandes villes de la région mènent chacune leur politique.

## 1. Lyon

La ville est jumelée avec Francfort depuis 1960.

## 2. Grenoble

Jumelages :

- Oxford (Royaume-Uni)
- Innsbruck (Autriche)
"""
    assert {(one[0], one[2]) for one in links(tmp_path, text)} == {
        ("Lyon", "Francfort"),
        ("Grenoble", "Oxford"),
        ("Grenoble", "Innsbruck"),
    }


def test_a_heading_can_name_both_ends(tmp_path: Path) -> None:
    text = """# Twinning in Cheshire

## Northwich and Carlow

The twinning was signed in 1988 after a visit of the choir.

## Winsford and Deuil-la-Barre

The towns have been twinned since 1990.
"""
    assert {(one[0], one[2]) for one in links(tmp_path, text)} == {
        ("Northwich", "Carlow"),
        ("Winsford", "Deuil-la-Barre"),
    }


def test_a_sentence_counts_the_partners_that_the_headings_are(tmp_path: Path) -> None:
    text = """# Une ville tournée vers l'Europe

Angers est liée à deux villes européennes par des accords de jumelage ou de partenariat.

Ces échanges impliquent les écoles.

## Haarlem (Pays-Bas)

Haarlem se situe près de la mer.

## Osnabrück (Allemagne)

La ville de la paix.
"""
    assert {(one[0], one[2]) for one in links(tmp_path, text)} == {("Angers", "Haarlem"), ("Angers", "Osnabrück")}


def test_what_an_image_left_before_a_town_is_no_part_of_its_name(tmp_path: Path) -> None:
    text = """# Deux villes dans le monde

## Puce municipalité Rouen

Jumelée avec Norwich depuis 1959.

## Puce municipalité Caen

La ville est jumelée avec Portsmouth.
"""
    assert {(one[0], one[2]) for one in links(tmp_path, text)} == {("Rouen", "Norwich"), ("Caen", "Portsmouth")}


def test_a_heading_with_its_country_is_a_partner(tmp_path: Path) -> None:
    text = """# Saint-Avertin et ses amis

## Steinbach am Taunus (Allemagne) : jumelage signé en 1981

La ville est proche de Francfort.

## Rolle (Suisse) : jumelage signé en 1974

Au bord du lac.
"""
    found = {(one[0], one[2]) for one in links(tmp_path, text)}
    assert found == {("Saint-Avertin", "Steinbach am Taunus"), ("Saint-Avertin", "Rolle")}


def test_a_heading_with_its_department_is_no_partner(tmp_path: Path) -> None:
    text = """# Jumelages en péril

## Rouen (Seine-Maritime)

La ville est jumelée avec Norwich.

## Melun (Seine-et-Marne)

La ville est jumelée avec Spelthorne.
"""
    assert {(one[0], one[2]) for one in links(tmp_path, text)} == {("Rouen", "Norwich"), ("Melun", "Spelthorne")}


def test_a_heading_all_in_brackets_is_read(tmp_path: Path) -> None:
    text = "# Lyon\n\n## (suspendu depuis la guerre, à revoir)\n\n- Minsk"
    assert read(tmp_path, "page.md", text, learned=False).document.text

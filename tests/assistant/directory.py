"""A small directory of entities with facts, for tests of what questions name."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from assistant.directory import NameIndex
from index.entities import key
from ingest.names import names
from ingest.records import Entity

CITIES = """Lyon|Nantes|Strasbourg|Dijon|Bordeaux|Lille|Toulouse|Grenoble|Montpellier|Rennes|Brest|Le Havre|Dunkerque
Marseille|Nice|Rouen|Tours|Paris|Saint-Denis|Clermont-Ferrand|Saint-Étienne|Leipzig|Dakar|Francfort|Cardiff|Bristol|Cologne|Hanoï
Hambourg|Milan|Volgograd|Ouagadougou|Erevan|Turin|Sfax|Kamakura|Heidelberg|Poitiers|La Rochelle|Lübeck|Sunderland"""
NETWORKS = """Eurocities|C40|AIMF|Energy Cities|CGLU|ICORN|Pacte de Milan|LUCI|MedCités|UCUE|Metropolis|RCDP|AFCCRE
DAECT|FICOL|CNCD|GECT|Maires pour la Paix|Réseau des villes créatives de l'UNESCO
Réseau international des villes Michelin"""


@cache
def directory() -> NameIndex:
    """The entities above, under all the names that they are known by."""
    entities: dict[str, Entity] = {}
    for name in CITIES.replace("\n", "|").split("|"):
        city = names().place(name, "FR") if name == "Saint-Denis" else names().place(name)
        entities[city.id] = city
    for name in NETWORKS.replace("\n", "|").split("|"):
        network = names().network(name)
        entities[network.id] = network
    called: defaultdict[str, list[str]] = defaultdict(list)
    for entity in entities.values():
        for name in dict.fromkeys(key(one) for one in (entity.name_fr, entity.name_en, *entity.aliases)):
            if name:
                called[name].append(entity.id)
    return NameIndex(called, entities.get)

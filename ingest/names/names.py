"""The names that are known, and where a text uses them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Final

from ingest.countries import capital_of
from ingest.names.bodies import Body, bodies, called_shortly, heads
from ingest.names.choice import Hint, choose
from ingest.names.finder import Finder
from ingest.names.key import key, slug
from ingest.names.mention import Mention, merged, with_bodies
from ingest.names.networks import Networks, abbreviated, introduced, network_id
from ingest.names.settle import Found
from ingest.names.towns import Setting
from ingest.names.unknown import TOWN_CALLED, UNKNOWN, is_word
from ingest.records import Entity, EntityKind

TOWN_OF: Final = re.compile(
    r"(?i)^(?:(?:la |le |the )?(?:ville|mairie|commune|municipalité|village|cité|city|town|municipality|borough|comune"
    r"|ayuntamiento|câmara municipal)(?: (?:de la |de |du |des |d['’]|of |di ))(?:the )?|greater |stadt )"
)
METROPOLIS: Final = re.compile(
    r"(?i)(?:[ -](?:euro)?m[ée]tropole| (?:metropolitan |special |capital )?city(?: council)?| town(?: council)?"
    r"| municipality| municipal corporation| metropolitan municipality)$"
)
REGION_OF: Final = re.compile(
    r"(?i)^(?:la |le |the )?(?:région|département|province|land|état|conseil (?:régional|départemental)|region|state)"
    r" (?:de la |de l['’]|de |du |des |d['’]|of )?"
)
GREATER_ALONE: Final = re.compile(r"(?i)^greater (?!.*(?:authority|council)$)")
ARTICLE: Final = re.compile(r"(?i)^(?:le |la |l['’]|the )(?=\w)")
QUALIFIED: Final = re.compile(r"^(.+?)(?:,? ?\(([^()]+)\)|, ([^,]+))$")
SOURCES: Final = {"country": 5_000_000, "region": 100_000}
"""Inhabitants that a country or a region counts for among namesakes."""


class Names:
    """Every name that is known. Immutable, shared by threads."""

    def __init__(
        self, finder: Finder, version: str, extra: Networks | None = None, small: frozenset[str] = frozenset()
    ) -> None:
        self._finder = finder
        self._hints = finder.hints
        self._cities = finder.cities
        self._countries = finder.countries
        self._networks = finder.networks
        self._extra = extra
        self._small = small
        self._entities: dict[int, Entity] = {}
        self._taught: dict[str, Entity] = {}
        """Written form → a place or a network that no gazetteer knows."""
        self._bodies: dict[str, Entity] = {}
        """Level → the one body of it that the page names in full."""
        self._bodied = True
        self.version = version
        """Changes whenever a text could be read otherwise: part of what decides whether a source is read again."""

    def of_page(self, text: str) -> Names:
        """The same names, with what a whole page teaches: the acronyms of networks that it introduces
        (« Expansion (SIGLE) ») and the words that it writes without a capital."""
        extra = Networks.empty()
        for one in introduced(text):
            if one.acronym and not self._networks.named(one.acronym) and not self._networks.named(one.name):
                extra.introduce(one.name, one.acronym)
        for name, acronym in abbreviated(text):
            if not self._networks.named(acronym) and (known := self._networks.named(name)):
                extra.add(acronym, known)
        small = frozenset(re.findall(r"(?<!\w)[a-zà-ÿœ][^\W\d_]+", text))
        page = Names(self._finder, self.version, extra, small)
        page._entities = self._entities
        page._taught = self._taught
        page._bodies = self._bodies_of(text)
        return page

    def knowing(self, places: Mapping[str, Entity]) -> Names:
        """The same names, with places and networks by the forms in which a page writes them."""
        more = Names(self._finder, self.version, self._extra, self._small)
        more._entities = self._entities
        more._taught = self._taught | dict(places)
        more._bodies = self._bodies
        return more

    def of_towns(self) -> Names:
        """The same names, of which « Nantes Métropole » is the town's: where any use of it tells whose page it is."""
        towns = self.knowing({})
        towns._bodied = False
        return towns

    def mentions(
        self, text: str, country: str | None = None, near: Collection[str] = (), loose: bool = False
    ) -> list[Mention]:
        """What `text` names, in order, without overlaps; the longest name at each place.

        :param country: of the page's own city (ISO 3166), which decides between namesakes where nothing nearer does.
        :param near: countries (ISO 3166) that a heading or the neighbours in a list speak of.
        :param loose: whether capitals do not matter, as in a question typed in haste.
        """
        found = self._finder.find(text, Setting(country, near, self._small, loose), self._extra)
        mentions = [self._mention(one, text) for one in found]
        new = [*self._new_networks(text), *self._new_cities(text)]
        new.sort(key=lambda one: not one.certain)
        whole = merged(mentions, new) if new else mentions
        return with_bodies(whole, self._all_bodies(text, whole, country)) if self._bodied else whole

    def body(self, name: str, country: str | None = None) -> Entity | None:
        """The body that all of `name` stands for: « Nantes Métropole », "Kent County Council"."""
        name = ARTICLE.sub("", name.strip())
        listed = self._cities.called(key(name)) or key(name) in self._countries.regions
        if listed or GREATER_ALONE.match(name) or not heads(name):
            return None
        setting = Setting(country, loose=name.islower())
        mentions = [self._mention(one, name) for one in self._finder.find(name, setting)]
        found = bodies(name, mentions, lambda place: self._anchor(place, country))
        return next((one.entity for one in found if one.start == 0 and one.end == len(name)), None)

    def place(self, name: str, country: str | None = None, kind: EntityKind = "city") -> Entity:
        """The place called `name`, in `country` (ISO 3166) where that is told; one of its own where none is known."""
        name = name.strip()
        hint = Hint(self._countries.family(country)) if country else None
        if kind == "country" and (code := self.country(name)):
            return self._countries.entities[code]
        if kind in ("city", "region") and (body := self.body(name, country)):
            return body
        if kind == "region":
            regions = [r for r in self._countries.regions.get(key(name), ()) if not country or r.country == country]
            if regions:
                return regions[0]
            return Entity(f"region:{(country or 'x').lower()}:{slug(name)}", "region", name, name, country=country)
        for form in _forms(name):
            choice = choose(self._cities, self._countries, self._cities.called(key(form)), None, hint)
            if choice:
                return self._entity(choice.number)
        if key(name) in self._countries.regions and (other := self._other_place(name, country)):
            return other
        if qualified := QUALIFIED.match(name):
            inner = self._hints.behind(f" ({qualified[2] or qualified[3]})", 0)
            if inner and (not country or inner.countries & self._countries.family(country)):
                called = self._cities.called(key(qualified[1]))
                if choice := choose(self._cities, self._countries, called, None, inner):
                    return self._entity(choice.number)
                code = country or (min(inner.countries) if len(inner.countries) == 1 else None)
                return self._own_city(qualified[1], code)
            for form in (qualified[1], qualified[2] or ""):
                if form and (
                    choice := choose(self._cities, self._countries, self._cities.called(key(form)), None, hint)
                ):
                    return self._entity(choice.number)
        return self._other_place(name, country) or self._own_city(TOWN_OF.sub("", name), country)

    def _other_place(self, name: str, country: str | None) -> Entity | None:
        """The region, or the body of places, that a column of towns may name too."""
        for form in (name, REGION_OF.sub("", name)):
            regions = self._countries.regions.get(key(form), ())
            for region in regions:
                if not country or region.country in self._countries.family(country):
                    return region
        return self._networks.named(name)

    def network(self, name: str) -> Entity:
        """The network, pact or label called `name`; one of its own where none is known."""
        known = self._networks.named(name) or (self._extra.named(name) if self._extra else None)
        if not known and (acronym := re.search(r"\(([^()]+)\)\s*$", name)):
            known = self._networks.named(acronym[1]) or self._networks.named(name[: acronym.start()])
        return known or Entity(network_id(name), "network", name, name)

    def country(self, name: str) -> str | None:
        """ISO 3166 code of the country called `name` in French or English, by its name or its adjective (« marocaine »,
        "German"); states and provinces give theirs."""
        folded = key(name)
        forms = (
            folded,
            folded.partition(" ")[2] if folded.partition(" ")[0] in ("le", "la", "les", "l", "the") else "",
        )
        for form in forms:
            if form in self._countries.codes:
                return self._countries.codes[form]
        for form in forms:
            if regions := self._countries.regions.get(form):
                return regions[0].country
            if code := self._countries.adjectives.get(form):
                return code
        if qualified := re.match(r"(.+?) ?\((.+)\)$", name):
            return self.country(qualified[1]) or self.country(qualified[2])
        return None

    def country_names(self) -> Mapping[str, str]:
        """Every name of a country, as a key, with its ISO 3166 code: those of CLDR and those of the table."""
        return MappingProxyType(self._countries.codes)

    def countries(self, text: str) -> list[str]:
        """ISO codes of the countries that a heading or a phrase names, by noun, adjective or region, in order."""
        words = text.split()
        found: list[str] = []
        at = 0
        while at < len(words):
            for size in range(min(5, len(words) - at), 0, -1):
                phrase = re.sub(r"^[^\w]+|[^\w]+$", "", " ".join(words[at : at + size]))
                phrase = re.sub(r"^[dlDL]['’]", "", phrase)
                code = self.country(phrase) if phrase else None
                if code and (size > 1 or phrase[0].isupper() or key(phrase) in self._countries.adjectives):
                    if code not in found:
                        found.append(code)
                    at += size - 1
                    break
            at += 1
        return found

    def continent(self, country: str) -> str | None:
        """GeoNames code (AF, AS, EU, NA, SA, OC) of a country's continent."""
        return self._countries.continent_of.get(country)

    def continent_named(self, name: str) -> str | None:
        """Code of the continent that `name` (« Afrique », « européennes », "Asian") stands for."""
        folded = key(name)
        return self._countries.continents.get(folded) or self._countries.continents.get(folded.partition(" ")[2])

    def division(self, place: Entity) -> str | None:
        """Id of the region that a city lies in, or of the region itself; None where GeoNames does not tell."""
        if place.kind == "region":
            return place.id if place.id in self._countries.divisions else None
        return self._divisions.get(place.id)

    def region(self, id: str) -> Entity | None:
        """The region of that id."""
        return next((one for same in self._countries.regions.values() for one in same if one.id == id), None)

    @cached_property
    def _divisions(self) -> dict[str, str]:
        """Id of a city → id of its region. Read at the first question for a region."""
        bearing = {
            (region.country, code): id
            for same in self._countries.regions.values()
            for region in same
            for id, code in ((region.id, self._countries.divisions.get(region.id)),)
            if code
        }
        cities = self._cities
        places = zip(cities.ids, cities.countries, cities.regions, strict=True)
        return {id: bearing[country, code] for id, country, code in places if (country, code) in bearing}

    def capital_of(self, code: str) -> Entity | None:
        """The capital of a country, by its ISO 3166 alpha-2 code."""
        name = capital_of(code)
        return self.place(name, code) if name else None

    def country_entity(self, code: str) -> Entity | None:
        """The country of an ISO code."""
        return self._countries.entities.get(code)

    def known(self, name: str) -> Sequence[Entity]:
        """Everything that may be called `name`, the likeliest first."""
        found: list[Entity] = []
        network = self._networks.named(name) or (self._extra.named(name) if self._extra else None)
        if network:
            found.append(network)
        if body := self.body(name):
            return [*found, body]
        scored: list[tuple[float, Entity]] = []
        for form in _forms(name):
            folded = key(form)
            called = self._cities.called(folded)
            best = choose(self._cities, self._countries, called, None) if called else None
            for mark in called:
                number = mark if mark >= 0 else ~mark
                people = max(self._cities.people[number], 300) * (1 if mark >= 0 else 0.01)
                first = best is not None and best.number == number
                scored.append((people * (100 if first and mark >= 0 else 1), self._entity(number)))
            if code := self._countries.codes.get(folded):
                scored.append((SOURCES["country"], self._countries.entities[code]))
            scored.extend((SOURCES["region"], one) for one in self._countries.regions.get(folded, ()))
            if scored:
                break
        if (
            not scored
            and (qualified := QUALIFIED.match(name))
            and self._hints.behind(f" ({qualified[2] or qualified[3]})", 0)
        ):
            place = self.place(name)
            scored = [(1, place)] if not place.id.startswith("city:x") else []
        found.extend(dict.fromkeys(one for _, one in sorted(scored, key=lambda pair: -pair[0])))
        return found

    def _mention(self, one: Found, text: str) -> Mention:
        town = one.town
        if one.entity is not None or town is None:
            assert one.entity is not None
            return Mention(one.start, one.end, one.entity, one.certain, paired=one.paired)
        name = text[one.start : one.end]
        entity = self._entity(town.choice.number) if town.choice else self._own_city(name, town.country)
        return Mention(one.start, one.end, entity, one.certain, town.hinted, one.paired, town.plain)

    def _entity(self, number: int) -> Entity:
        known = self._entities.get(number)
        if known is None:
            cities = self._cities
            name = cities.names[number]
            others = dict.fromkeys(cities.others.get(number, ()))
            others.pop(name, None)
            known = self._entities[number] = Entity(
                cities.ids[number],
                "city",
                name,
                cities.english.get(number, name),
                tuple(others),
                cities.countries[number],
                round(cities.latitudes[number], 5) or None,
                round(cities.longitudes[number], 5) or None,
            )
        return known

    def _own_city(self, name: str, country: str | None) -> Entity:
        return Entity(f"city:{(country or 'x').lower()}:{slug(name)}", "city", name, name, country=country)

    def _is_small(self, name: str) -> bool:
        """Whether the page writes the name, or its first word, without a capital too."""
        first = re.split(r"[ -]", name.lower(), maxsplit=1)[0]
        return first in self._small or name.lower() in self._small

    def _new_networks(self, text: str) -> Iterator[Mention]:
        for one in introduced(text):
            known = self._networks.named(one.name) or (self._networks.named(one.acronym) if one.acronym else None)
            if known is None and self._extra and one.acronym:
                known = self._extra.named(one.acronym)
            entity = known or Entity(network_id(one.name), "network", one.name, one.name)
            yield Mention(one.start, one.end, entity, certain=False)

    def _bodies_of(self, text: str) -> dict[str, Entity]:
        """Level → its body, where a page names but one of that level in full."""
        found: dict[str, dict[str, Entity]] = {}
        towns = self.of_towns()
        for line in text.split("\n") if heads(text) else ():
            for one in towns._full_bodies(line, towns.mentions(line) if heads(line) else (), None):
                found.setdefault(one.level, {}).setdefault(one.entity.id, one.entity)
        return {level: next(iter(those.values())) for level, those in found.items() if len(those) == 1}

    def _all_bodies(self, text: str, mentions: Sequence[Mention], country: str | None) -> list[Body]:
        return [*self._full_bodies(text, mentions, country), *called_shortly(text, self._bodies)]

    def _full_bodies(self, text: str, mentions: Sequence[Mention], country: str | None) -> list[Body]:
        return bodies(text, mentions, lambda name: self._anchor(name, country)) if heads(text) else []

    def _anchor(self, name: str, country: str | None) -> Entity | None:
        """The city or region that a body is called by."""
        folded = key(name)
        regions = self._countries.regions.get(folded, ())
        if regions:
            return max(regions, key=lambda one: one.country == (country or "FR"))
        called = tuple(one for one in self._cities.called(folded) if one >= 0)
        chosen = choose(self._cities, self._countries, called, country) if called and not is_word(name) else None
        return self._entity(chosen.number) if chosen else None

    def _new_cities(self, text: str) -> Iterator[Mention]:
        """Names that no gazetteer knows: « Nof HaGalil (Israël) », « la commune de Dioffior », and what was taught."""
        for written, place in self._taught.items():
            if written not in text:
                continue
            for match in re.finditer(rf"(?:(?<![\w’'-])|(?<=\b[ldLD]['’])){re.escape(written)}(?![\w-])", text):
                yield Mention(match.start(), match.end(), place, certain=place.kind == "network")
        for match in TOWN_CALLED.finditer(text):
            code = self._countries.adjectives.get(key(match[1] or ""))
            if (code or match[1] is None) and not (is_word(match[2]) or self._is_small(match[2])):
                city = self.place(match[2], code)
                yield Mention(match.start(2), match.end(2), city, certain=False, hinted=code is not None)
        if "(" not in text:
            return
        for match in UNKNOWN.finditer(text):
            hint = self._hints.behind(text, match.end(1))
            name = match[1]
            if hint and hint.bracketed and not is_word(name):
                country = self.country(match[2].split(",")[0]) or min(hint.countries)
                yield Mention(match.start(1), match.end(1), self._own_city(name, country), certain=False, hinted=True)


def _forms(name: str) -> Iterator[str]:
    yield name
    for bare in (TOWN_OF.sub("", name), METROPOLIS.sub("", name)):
        if bare != name:
            yield bare

"""From a question, and what was said before it, to a query over facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from assistant.directory import Directory
from assistant.kinds import KindReader, Kinds
from assistant.linking import Linked
from assistant.query import ROWS, Group, Joined, Query, QueryKind
from assistant.slots import WITH, Slots
from assistant.vocabulary import vocabulary
from index.filters import Filters, Period
from ingest.names import Names
from ingest.records import Entity, Language, Question, Turn


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of a question, so that the answer can say it."""

    standalone: str
    """The question as it reads without the conversation."""
    names: tuple[Linked, ...] = ()
    regions: tuple[tuple[str, str], ...] = ()
    """Misspelt countries: as typed, and as understood."""
    unexplained: tuple[str, ...] = ()
    """Words that are neither names nor known ways to ask."""
    merged: bool = False
    """Whether the question was completed from the one before."""
    language: Language | None = None
    """The language that the answer is asked for in: « et en anglais ? »."""

    @property
    def corrections(self) -> tuple[Linked, ...]:
        """The names that were not typed as they are written: the answer says which were understood."""
        return tuple(one for one in self.names if one.corrected)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A question understood."""

    query: Query
    reading: Reading
    others: tuple[Query, ...] = ()
    """What else may be asked, the likeliest first: for when the facts know nothing of `query`."""
    more: tuple[Query, ...] = ()
    """What is asked besides: « C'est quoi le C40, et qui en est membre ? »."""
    open_too: bool = False
    """Whether something is asked that only passages tell."""


LIKELY: Final = 0.08
"""Probability from which a kind is worth a try where a likelier one leads nowhere."""
DOUBTFUL: Final = 0.1
"""The same, where the likeliest kind is a question to the passages and these are silent."""
ASTRAY: Final = 0.35
"""The same, where words are used that no list answers: « le maire de Poitiers »."""
SURE: Final = 0.8
"""The same beside a question to the passages."""
ASKED_TOO: Final = 0.5
"""Probability from which a second kind is answered as well."""
WITHIN: Final[dict[QueryKind, frozenset[QueryKind]]] = {
    "members": frozenset({"count", "since", "status", "shared"}),
    "networks_of": frozenset({"count", "since", "status", "shared"}),
    "partners": frozenset({"count", "since", "status", "shared"}),
    "shared": frozenset({"count", "since", "status", "members", "networks_of", "partners"}),
    "since": frozenset({"status", "timeline"}),
    "status": frozenset({"since", "partners", "members", "networks_of", "shared"}),
    "count": frozenset({"members", "networks_of", "partners", "shared"}),
    "timeline": frozenset({"since", "status"}),
    "profile": frozenset({"since"}),
}
"""What the answer of each kind tells anyway."""


def parse(
    question: Question, history: Sequence[Turn], directory: Directory, names: Names, reader: KindReader | None = None
) -> Parsed:
    """What `question` asks of the facts. A few milliseconds, most of them for misspelt names.

    :param reader: what tells the kind; without one, it is told from the words alone.
    """
    from assistant.turns.follow_up import resolve

    return resolve(question, history, directory, names, reader or KindReader())


def understood(slots: Slots, reader: KindReader) -> Parsed:
    """The query of a question that stands alone."""
    told = reader.kinds(slots.shape, slots.features)
    if slots.asking:
        told = _mixed(reader.kinds(slots.asking, slots.features), told)
    likely = told.first
    too = frozenset(kind for kind, probability in told.too.items() if probability >= ASKED_TOO)
    ranked = sorted(likely, key=lambda kind: -likely[kind])
    silent = ASTRAY if slots.masked.has("open") else DOUBTFUL
    least = silent if ranked[0] == "open" else LIKELY
    queries = {kind: build(kind, slots, too) for kind in ranked if likely[kind] >= least or kind == ranked[0]}
    made = [kind for kind, query in queries.items() if query.kind != "open" or kind == "open"]
    first = made[0] if made else "open"
    query = queries.get(first) or Query("open", filters=restrictions(slots))
    if pairs := _other_pairs(first, slots):
        query = pairs[0]
    if untold := slots.masked.has("untold") and first in ROWS | {"open", "profile", "definition"}:
        first, query = "open", Query("open", filters=restrictions(slots))
    superlative = None if untold else _superlative(slots)
    if superlative:
        first, query = superlative.kind, superlative
    query, *each = _apart(query)
    also = [] if untold or superlative else made[1:]
    others = dict.fromkeys(queries[kind] for kind in also if kind != "open" and queries[kind] != query)
    within = WITHIN.get(first, frozenset()) | {first, "open"}
    asked_too = {kind for kind in too - within if first != "open" or told.too[kind] >= SURE}
    more = [*pairs[1:], *each, *(build(kind, slots, too) for kind in ranked if kind in asked_too)]
    names = tuple(one for one in slots.linked if not one.is_word or query.topic == one.entity)
    misread = tuple((one.typed, one.understood) for one in slots.regions if one.understood)
    return Parsed(
        query,
        Reading(slots.text, names, misread, slots.masked.unexplained),
        tuple(others),
        tuple(one for one in more if one.kind != "open"),
        first == "open" or "open" in too,
    )


def _apart(query: Query) -> list[Query]:
    """« Les jumelages de Lyon et ceux de Marseille »: a list for each; what they share is another kind of question."""
    if query.kind not in ("partners", "networks_of") or len(query.groups) < 2 or query.joined != "and":
        return [query]
    return [replace(query, groups=(group,)) for group in query.groups]


ASKING: Final = 0.7
"""How much the sentence that asks counts beside all that is said."""


def _mixed(asking: Kinds, everything: Kinds) -> Kinds:
    """What the sentence that asks tells of the kind, with what stands around it."""

    def mean(one: Mapping[QueryKind, float], other: Mapping[QueryKind, float]) -> dict[QueryKind, float]:
        return {kind: ASKING * one[kind] + (1 - ASKING) * other[kind] for kind in one}

    return Kinds(mean(asking.first, everything.first), mean(asking.too, everything.too))


def _superlative(slots: Slots) -> Query | None:
    """« Quel est le plus ancien jumelage de Lyon ? »: one row of the list of its partners."""
    if not slots.masked.has("oldest", "newest") or len(slots.places) + len(slots.networks) != 1:
        return None
    kind: QueryKind = "members" if slots.networks else "networks_of" if slots.masked.has("network") else "partners"
    groups = _groups(kind, slots)
    extreme: Literal["first", "last"] = "first" if slots.masked.has("oldest") else "last"
    # « ancien » says nothing of the status here.
    filters = replace(restrictions(slots), statuses=frozenset())
    return Query(kind, groups=groups, filters=filters, extreme=extreme)


def _other_pairs(kind: QueryKind, slots: Slots) -> list[Query]:
    """« When did Lyon join Eurocities, and when LUCI? »: a town with each of several networks, a network with each of
    several towns; empty where one pair is asked for, or no pair."""
    places, networks = entities(slots.places), entities(slots.networks)
    if kind not in ("since", "status") or len(places) + len(networks) < 3 or 1 not in (len(places), len(networks)):
        return []
    pairs = [(place, network) for place in places for network in networks]
    filters = _for_pair(restrictions(slots), pairs[0], kind, slots)
    return [Query(kind, pair=pair, filters=filters, yes_no=slots.yes_no and kind in _WHETHER) for pair in pairs]


def build(kind: QueryKind, slots: Slots, too: frozenset[QueryKind] = frozenset()) -> Query:
    """The query of one kind with the names and restrictions of a question; `open` where they do not make one.

    :param too: the kinds that are asked at all.
    """
    places, networks = entities(slots.places), entities(slots.networks)
    filters = restrictions(slots)
    dates = "since" in too or slots.masked.has("each_date") or (slots.masked.has("since") and slots.masked.has("list"))
    query = Query(kind, filters=filters, marked=slots.marked, yes_no=slots.yes_no and kind in _WHETHER)
    if slots.masked.has("own_city") and not places and kind not in ("definition", "profile", "timeline"):
        return _of_own_city(slots) or Query("open", filters=filters)
    if kind == "open":
        return Query("open", filters=filters, yes_no=slots.yes_no)
    if kind == "definition":
        topic = _defined(slots)
        return replace(query, topic=topic, filters=Filters(), yes_no=False) if topic else Query("open")
    if kind == "profile" and networks:
        asked = frozenset(one for one, cue in (("founded", "founded"), ("seat", "seat")) if slots.masked.has(cue))
        counted = frozenset({"member_count"}) if slots.masked.has("count") else frozenset()
        return replace(query, topic=networks[0], relations=asked | counted)
    if kind == "timeline" and places + networks:
        if len(places) + len(networks) > 1:
            return replace(query, pair=_pair(places, networks), filters=replace(filters, kinds=frozenset()))
        return replace(query, topic=(places + networks)[0], filters=replace(filters, kinds=frozenset()))
    if kind == "count" and slots.features.get("counts_other"):
        return Query("open", filters=filters)
    if kind in ("since", "status") and len(places) + len(networks) == 2:
        pair = _pair(places, networks)
        return replace(query, pair=pair, filters=_for_pair(filters, pair, kind, slots))
    if kind in ("since", "status") and len(places) > 2 and not networks:
        # One city and several others: all the links of the first, among which those that are asked for.
        return replace(
            query, kind="partners", groups=(Group("partner_of", places[0]),), also_since=kind == "since", yes_no=False
        )
    if kind == "status" and len(places) > 1 and len(networks) == 1:
        # « Lyon ou Marseille, laquelle est membre du C40 ? »: the list of the members answers.
        return replace(query, kind="members", groups=(Group("member_of", networks[0]),), yes_no=False)
    groups = _groups(kind, slots)
    if not groups:
        return _of_all_links(slots, filters) or Query("open", filters=filters)
    if kind == "status" and slots.masked.has("status"):
        # « Où en est le renouvellement … » asks for whatever the state is.
        query = replace(query, filters=replace(filters, statuses=frozenset()))
    if kind == "since":
        return replace(query, groups=groups, also_since=True)
    if kind == "count":
        network = all(group.relation == "member_of" for group in groups) and not places
        declared = network or not (filters.countries or filters.continents or filters.statuses)
        query = replace(query, relations=frozenset({"member_count"}) if declared else frozenset(), yes_no=False)
    if kind == "shared" and len(groups) == 1:
        query = replace(query, kind="members" if groups[0].relation == "member_of" and networks else "partners")
    if kind == "members" and len(groups) > 1:
        # « Quelles villes sont membres de LUCI ou d'ICORN ? » joins two lists.
        query = replace(query, kind="shared")
    joined: Joined = _joined(slots) if len(groups) > 1 else "and"
    return replace(query, groups=groups, joined=joined, also_since=dates)


_WHETHER: Final = frozenset({"status", "members", "partners", "networks_of", "shared"})
"""Kinds that « oui » or « non » can open the answer of."""


def entities(linked: Sequence[Linked]) -> tuple[Entity, ...]:
    """The entities of names, each once, in order."""
    return tuple({one.entity.id: one.entity for one in linked}.values())


def restrictions(slots: Slots) -> Filters:
    """What the rows are restricted to."""
    since: Period | None = None
    during: Period | None = None
    for dated in slots.dates:
        moment = dated.end - dated.start > 3 and dated.when != "during"
        began = slots.masked.has("began") and not slots.masked.has("begun_by_then")
        begins = began or (dated.when != "during" and not moment)
        if begins:
            since = dated.period
        else:
            during = dated.period
    return Filters(
        countries=frozenset(code for one in slots.regions if not one.left_out for code in one.countries),
        abroad_from=frozenset(code for one in slots.regions if one.left_out for code in one.countries),
        continents=frozenset(code for one in slots.regions for code in one.continents),
        regions=frozenset(id for one in slots.regions for id in one.divisions),
        kinds=slots.families,
        statuses=slots.statuses,
        since=since,
        during=during,
    )


def _pair(places: tuple[Entity, ...], networks: tuple[Entity, ...]) -> tuple[Entity, Entity]:
    ends = places[:2] if len(places) > 1 and not networks else (*places[:1], *networks)
    return ends[0], ends[1]


def _for_pair(filters: Filters, pair: tuple[Entity, Entity], kind: QueryKind, slots: Slots) -> Filters:
    """One link needs no country; its status and its date are asked, not given."""
    statuses = filters.statuses if slots.yes_no else frozenset[str]()
    since = filters.since if kind == "status" else None
    nowhere = frozenset[str]()
    return replace(filters, countries=nowhere, abroad_from=nowhere, continents=nowhere, statuses=statuses, since=since)


def _groups(kind: QueryKind, slots: Slots) -> tuple[Group, ...]:
    places, networks = entities(slots.places), entities(slots.networks)
    wants_networks = kind == "networks_of" or (slots.masked.has("network") and not networks)
    of_members = tuple(Group("member_of", one) for one in networks)
    if not places:
        return of_members
    if wants_networks or (not networks and slots.masked.has("member") and not slots.masked.has("partner")):
        return tuple(Group("member_of", one) for one in places)
    of_partners = tuple(Group("partner_of", one) for one in places)
    if kind == "members":
        return of_members
    if kind == "networks_of":
        return tuple(Group("member_of", one) for one in places)
    if kind == "partners" and not networks:
        return of_partners
    return of_partners + of_members


def _joined(slots: Slots) -> Joined:
    names = [index for index, word in enumerate(slots.masked.words) if word == "#"]
    between = slots.masked.words[names[0] + 1 : names[-1]] if len(names) > 1 else ()
    cues = vocabulary().cues
    if cues["minus"].find(between):
        return "minus"
    if cues["either"].find(between) or "ou" in between:
        return "or"
    return "and"


def _of_own_city(slots: Slots) -> Query | None:
    """« ma ville est jumelée avec qui »: nothing tells which city that is."""
    if not slots.masked.has("partner", "member", "network") or slots.masked.unexplained or slots.masked.has("open"):
        return None
    return Query("partners" if slots.masked.has("partner") else "networks_of", cityless=True)


def _of_all_links(slots: Slots, filters: Filters) -> Query | None:
    """« Quels jumelages sont suspendus ? », « Quelles villes allemandes ont un jumelage avec la France ? »."""
    masked = slots.masked
    # A year alone is rather that of a law or of a meeting than of every link there was.
    restricted = slots.regions or filters.statuses or (slots.dates and masked.has("began"))
    # What is said around the question needs no explanation: « Notre délégation part en Roumanie. »
    unexplained = [word for word in masked.unexplained if not slots.asking or word in slots.asking]
    if slots.linked or unexplained or not (masked.has("partner") and restricted and masked.has("list", "count")):
        return None
    if masked.has("open", "definition", "timeline", "source") or (masked.has("status") and not filters.statuses):
        return None
    anywhere = replace(filters, countries=frozenset(), continents=frozenset(), regions=frozenset())
    return Query("partners", filters=anywhere, sides=_sides(slots), also_since=masked.has("each_date"))


def _sides(slots: Slots) -> tuple[Filters, ...]:
    """Where each end lies: the places before « avec » belong to one, those after it to the other; or those that are
    named in the question, and those said around it."""
    keys = [token.key for token in slots.tokens]
    links = vocabulary().cues["partner"]
    parting = next(
        (at for at, key in enumerate(keys) if key in WITH or (key in _TO and links.is_all(keys[at - 1 : at]))),
        len(keys),
    )
    ends = [[one for one in slots.regions if (one.start < parting) == first] for first in (True, False)]
    if slots.asks and not all(ends):
        ends = [[one for one in slots.regions if (one.start in slots.asks) == inside] for inside in (True, False)]
    return tuple(
        Filters(
            countries=frozenset(code for one in end for code in one.countries),
            continents=frozenset(code for one in end for code in one.continents),
            regions=frozenset(id for one in end for id in one.divisions),
        )
        for end in ends
        if end
    )


_TO: Final = frozenset({"a", "aux"})


def _defined(slots: Slots) -> Entity | None:
    """What is to be defined: the first name, a word of the field where nothing else is named, else the words left."""
    named = [one for one in slots.linked if not one.is_word] or list(slots.linked)
    if named:
        return named[0].entity
    term = " ".join(slots.masked.unexplained)
    return Entity(f"programme:{term.replace(' ', '-')}", "programme", term, term) if term else None

"""What a row comes to when its sources are read together: its state, and the points on which they disagree.

The rules:

- Links of different families (a twinning, a cooperation) between the same two cities are read apart: one may end while
  the other goes on. « Partenariat » or « relations » is no family of its own beside a single one: it is another word
  for the same link. The row's own state is that of the family which lives, and of several, of the one told last.
- The newest source decides the status. A source without a date comes after every dated one. `listed`, `marked` or no
  status say little: they never overrule what another source says outright, older or not. `unknown` never overrules
  anything, and a row with nothing else is not asserted.
- Sources disagree on the status when they differ in *standing* (live, paused, ended …), whatever words they use. That
  a plan was carried out later is no disagreement.
- The newest source that gives a beginning decides it. « 1993 » and « 1993-05 » agree, and the more precise one is
  kept. A renewal has a date of its own, which counts only where nothing tells when the link began.
- Nothing is merged in silence: every version stays in `disagreements` with its facts, the newest first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from index.facts import Row, as_of, newest_first
from ingest.facts.wording.kinds import VAGUE, family_of
from ingest.records import Fact

Standing = Literal["live", "pending", "paused", "ended", "disputed", "unconfirmed"]
STANDINGS: Final[dict[str | None, Standing]] = {
    None: "live",
    "listed": "live",
    "active": "live",
    "renewed": "live",
    "joined": "live",
    "founding": "live",
    "associate": "live",
    "done": "live",
    "in-progress": "live",
    "reactivating": "live",
    "marked": "live",
    "planned": "pending",
    "candidate": "pending",
    "dormant": "paused",
    "suspended": "paused",
    "former": "ended",
    "rejected": "ended",
    "superseded": "ended",
    "disputed": "disputed",
    "unknown": "unconfirmed",
}
"""What a status comes to. A renewal that is prepared is the renewal of a link that lives."""
_ISO: Final = re.compile(r"\d{4}(?:-\d\d){0,2}")
_VAGUE: Final = frozenset({None, *map(family_of, VAGUE)})
"""Families of links whose nature is not said."""
WEAK: Final = frozenset({None, "listed", "marked"})
_LEADING: Final[tuple[Standing, ...]] = ("live", "paused", "pending", "ended", "disputed", "unconfirmed")
"""Of several links of one row, which speaks for the row."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One version of something, and the facts that say so, the newest first."""

    value: str
    facts: tuple[Fact, ...]

    @property
    def as_of(self) -> str | None:
        """The date of its newest source."""
        return as_of(self.facts[0])


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A point on which sources differ, the newest version first."""

    about: Literal["status", "since", "until"]
    claims: tuple[Claim, ...]
    family: str | None = None
    """Of the link that is meant, where a row has several."""


@dataclass(frozen=True, slots=True)
class State:
    """What the facts of one link come to."""

    status: str | None
    """A `FactStatus`, None where no source tells one."""
    standing: Standing
    fact: Fact
    """The one that decides the status."""
    since: str | None
    until: str | None
    kinds: tuple[str, ...]
    family: str | None
    disagreements: tuple[Disagreement, ...]

    @property
    def as_of(self) -> str | None:
        """The date of the source that decides the status."""
        return as_of(self.fact)


def settled(facts: Sequence[Fact]) -> State:
    """The state of a row, by the rules above: the one of its leading family, with the disagreements of all.

    :raises ValueError: when there is no fact.
    """
    found = states(facts)
    first = found[0]
    kinds = tuple(dict.fromkeys(kind for state in found for kind in state.kinds))
    disagreements = tuple(one for state in found for one in state.disagreements)
    return State(first.status, first.standing, first.fact, first.since, first.until, kinds, first.family, disagreements)


def states(facts: Sequence[Fact]) -> tuple[State, ...]:
    """The state of each family of links, the leading one first.

    :raises ValueError: when there is no fact.
    """
    found = [_settle(family, group) for family, group in _families(facts).items()]
    # The sort is stable: of equal standings, the family whose newest source is the newest stays first.
    return tuple(sorted(found, key=lambda state: (_LEADING.index(state.standing), state.status in WEAK)))


def values(facts: Iterable[Fact]) -> tuple[Claim, ...]:
    """The versions of a value (a foundation, a seat, a number of members), the newest first; dates by precision."""
    return _claims(newest_first(facts), lambda fact: fact.object)


def standing_of(row: Row) -> Standing:
    """Of a row in several sets, the weakest of its standings: one must be in all of them."""
    return max((_leading_standing(part) for part in row.parts), key=_LEADING.index)


@dataclass(frozen=True, slots=True)
class Sorted:
    """Rows by what may be said of them, each in the order in which they came."""

    live: tuple[Row, ...]
    pending: tuple[Row, ...]
    paused: tuple[Row, ...]
    ended: tuple[Row, ...]
    unconfirmed: tuple[Row, ...]
    """Not to be asserted: sources that nothing confirms, or that are themselves in dispute."""


def sort_out(rows: Iterable[Row]) -> Sorted:
    """Tells the rows that hold from those that are planned, suspended, over or unconfirmed."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        standing = standing_of(row)
        found["unconfirmed" if standing == "disputed" else standing].append(row)
    return Sorted(*(tuple(found[name]) for name in Sorted.__slots__))


def _families(facts: Sequence[Fact]) -> dict[str | None, list[Fact]]:
    """The facts of each family of links, the newest first."""
    if not facts:
        raise ValueError("a row without a fact has no state")
    families: dict[str | None, list[Fact]] = {}
    for fact in newest_first(facts):
        family = family_of(fact.qualifiers.get("kind")) if fact.relation == "partner_of" else None
        families.setdefault(family, []).append(fact)
    precise = families.keys() - _VAGUE
    if len(precise) == 1 and len(families) > 1:
        return {next(iter(precise)): list(newest_first(facts))}
    return families


def _leading_standing(facts: Sequence[Fact]) -> Standing:
    """`settled(facts).standing`, without reading dates and disagreements."""
    groups = [facts] if len(facts) == 1 else _families(facts).values()
    return min((_standing(_decisive(_told(group))) for group in groups), key=_LEADING.index)


def _told(facts: Sequence[Fact]) -> Sequence[Fact]:
    """Those that say something for sure; all where none does."""
    return [fact for fact in facts if _standing(fact) != "unconfirmed"] or facts


def _decisive(told: Sequence[Fact]) -> Fact:
    return next((fact for fact in told if _status(fact) not in WEAK), told[0])


def _settle(family: str | None, facts: Sequence[Fact]) -> State:
    """`facts` of one family, the newest first."""
    told = _told(facts)
    decisive = _decisive(told)
    beginnings, ends = _beginnings(told), _dates(told, "until")
    differing = (
        Disagreement("status", _standings(told), family),
        Disagreement("since", beginnings, family),
        Disagreement("until", ends, family),
    )
    return State(
        status=_status(decisive),
        standing=_standing(decisive),
        fact=decisive,
        since=beginnings[0].value if beginnings else None,
        until=ends[0].value if ends else None,
        kinds=tuple(dict.fromkeys(kind for fact in told if (kind := fact.qualifiers.get("kind")))),
        family=family,
        disagreements=tuple(one for one in differing if len(one.claims) > 1),
    )


def _status(fact: Fact) -> str | None:
    return fact.qualifiers.get("status")


def _standing(fact: Fact) -> Standing:
    return STANDINGS[_status(fact)]


def _standings(facts: Sequence[Fact]) -> tuple[Claim, ...]:
    """The versions of the status, one for each standing; a plan is none once something else came of it."""
    groups: dict[Standing, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(_standing(fact), []).append(fact)
    if _standing(facts[0]) != "pending":
        groups.pop("pending", None)
    # Of each standing, the word of its newest source that says more than « listed ».
    worded = {of: next((fact for fact in group if _status(fact) not in WEAK), group[0]) for of, group in groups.items()}
    return tuple(Claim(_status(worded[of]) or of, tuple(group)) for of, group in groups.items())


def _beginnings(facts: Sequence[Fact]) -> tuple[Claim, ...]:
    first = [fact for fact in facts if _status(fact) != "renewed"]
    return _dates(first, "since") or _dates(facts, "since")


def _dates(facts: Sequence[Fact], name: Literal["since", "until"]) -> tuple[Claim, ...]:
    return _claims(facts, lambda fact: fact.qualifiers.get(name))


def _claims(facts: Sequence[Fact], value: Callable[[Fact], str | None]) -> tuple[Claim, ...]:
    """One claim for each value, in the order in which they come; a date and a more precise one are the same claim."""
    groups: list[list[Fact]] = []
    names: list[str] = []
    for fact in facts:
        said = value(fact)
        if not said:
            continue
        at = next((at for at, name in enumerate(names) if _agree(name, said)), None)
        if at is None:
            names.append(said)
            groups.append([fact])
        else:
            names[at] = max(names[at], said, key=len)
            groups[at].append(fact)
    return tuple(Claim(name, tuple(group)) for name, group in zip(names, groups, strict=True))


def _agree(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return bool(_ISO.fullmatch(long)) and long.startswith(short + "-")

"""What of a conversation a question may lean on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from assistant.kinds import KindReader
from assistant.linking import Linked
from assistant.parse import understood
from assistant.query import ROWS, Query
from assistant.slots import Slots


@dataclass(frozen=True)
class Asked:
    """A question of the conversation, as it reads alone."""

    slots: Slots
    reader: KindReader

    @cached_property
    def query(self) -> Query:
        """What it asks of the facts."""
        return understood(self.slots, self.reader).query

    @property
    def is_list(self) -> bool:
        """Whether several towns or networks answer it."""
        query = self.query
        return query.kind in ROWS and bool(query.groups or query.sides) and not query.yes_no

    @property
    def anchor(self) -> Linked | None:
        """Whose list it is, where it is that of one name."""
        groups = self.query.groups
        if len(groups) != 1:
            return None
        return next((one for one in self.slots.linked if one.entity.id == groups[0].anchor.id), None)


@dataclass(frozen=True)
class Kept:
    """What of the conversation a question may lean on."""

    last: Asked
    lists: tuple[Asked, ...] = ()
    """The questions for lists, the last one last."""

    def then(self, asked: Asked) -> Kept:
        """The same once another question is asked."""
        return Kept(asked, (*self.lists, self.last))

    @property
    def listed(self) -> Asked | None:
        """The last list that was asked for."""
        return next((one for one in (self.last, *reversed(self.lists)) if one.is_list), None)

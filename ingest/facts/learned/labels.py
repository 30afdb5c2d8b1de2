"""What the network tells apart: kinds of names that it is given, tags that it gives, relations and statuses."""

from __future__ import annotations

from typing import Final

KINDS: Final = ("none", "city", "region", "country", "network", "owner", "date", "number")
"""What the gazetteer says of a token, as an input."""
TAGS: Final = ("O", "B-place", "I-place", "B-network", "I-network")
"""What the tagger says of a token."""
RELATIONS: Final = ("link", "since", "founded", "seat", "count")
"""What two names can have to do with each other: tied (a partner, a member), begun on, founded on, sitting in,
counting."""
STATUSES: Final = ("active", "ended", "suspended", "planned")
"""Of a link."""

"""What stands around a line of a plain text, which tells a heading from an item where its own look does not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.lines import NUMBER, TITLE_WORDS, Group, Line, heading_like, is_caps, is_sentence, starts_block


def next_group(groups: Sequence[Group], at: int) -> Group | None:
    """The next group that is not only furniture."""
    return next((group for group in groups[at + 1 :] if group.lines), None)


def opens_paragraph(groups: Sequence[Group], at: int, line: Line, after: str, body: str) -> bool:
    """A bullet whose text is a title, its paragraph set in under it."""
    if after or not heading_like(body, TITLE_WORDS):
        return False
    follower = next_group(groups, at)
    if follower is None or follower.lines[0].event:
        return False
    first = follower.lines[0]
    return first.indent > line.indent and not starts_block(first.text) and is_sentence(first.text)


def numbered_heading(groups: Sequence[Group], at: int, lines: Sequence[Line], here: int) -> bool:
    """Whether a numbered line names a section rather than an item of a list."""
    body = NUMBER.sub("", lines[here].text, count=1)
    if not heading_like(re.sub(r"\.$", "", body)) or is_sentence(body):
        return False
    after = lines[here + 1].text if here + 1 < len(lines) else ""
    if after:
        return not NUMBER.match(after)
    if here > 0:
        return False
    follower = next_group(groups, at)
    if follower is None or follower.lines[0].event:
        return False
    # « 1. Cadre » right above « 1.1. Cadre en France » is a heading; above « 2. Lyon » it is an item.
    number = re.match(r"[\d.]*\d", lines[here].text)
    below = follower.lines[0].text
    return not NUMBER.match(below) or (number is not None and below.startswith(number[0] + "."))


def has_body(groups: Sequence[Group], at: int) -> bool:
    """Whether running text follows the line of group `at`."""
    follower = next_group(groups, at)
    return follower is not None and follower.lines[0].event is None and is_sentence(follower.lines[0].text)


def in_chain(groups: Sequence[Group], at: int) -> bool:
    """Whether short single lines surround this one, so that they are a list with empty lines, not headings."""

    def short(group: Group | None) -> bool:
        return (
            group is not None
            and len(group.lines) == 1
            and group.lines[0].event is None
            and heading_like(group.lines[0].text)
            and not starts_block(group.lines[0].text)
            and not is_caps(group.lines[0].text)
        )

    near = [group for group in groups if group.lines]
    place = near.index(groups[at])
    length = 1
    for step in (-1, 1):
        cursor = place + step
        while 0 <= cursor < len(near) and short(near[cursor]):
            length += 1
            cursor += step
    last = place + 1 >= len(near) or not short(near[place + 1])
    first = place == 0 or not short(near[place - 1])
    return short(near[place]) and length >= 4 and not first and not (last and place + 1 < len(near))

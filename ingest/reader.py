"""Groups of lines to blocks: what a line is can depend on its group and on the groups around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.around import has_body, in_chain, next_group, numbered_heading, opens_paragraph
from ingest.blocks import Block
from ingest.dates import is_date_line, only_date, trailing_date
from ingest.furniture import LISTING_HEADING
from ingest.lines import (
    BULLET,
    HEADING_WORDS,
    IMAGE_BULLET,
    LETTER,
    MASTHEAD,
    MASTHEAD_WORDS,
    NUMBER,
    TITLE_WORDS,
    UNDERLINE,
    Group,
    Line,
    heading_like,
    is_caps,
    is_category,
    is_sentence,
)
from ingest.marks import leading_mark, read_legend
from ingest.parallel import are_alike, first_alike


class Reader:
    """Reads groups in order; what one group is can depend on what stands before and after it."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self.groups = groups
        self.begun = False
        """Whether anything was read yet; the first line of all is a title where it can be one."""
        self.settled = False
        """Whether running text has begun; before it, short lines are the page's masthead."""
        self.caps = False
        self.listing = False
        self.pending: tuple[str, str] | None = None
        """A date line that opens the next entry of a listing, as written and in ISO form."""

    def blocks(self) -> Iterator[Block]:
        for at, group in enumerate(self.groups):
            if not group.lines:
                yield Block("furniture", "", listing=group.listing)
                continue
            if group.loose:
                yield from self._flush_date()
            for block in self._group(at, group):
                self.begun = True
                if block.kind in ("paragraph", "item", "row", "event"):
                    self.settled = self.settled or block.kind != "paragraph" or len(block.text.split()) >= 12
                elif block.kind == "heading" and block.level <= 2:
                    self.listing = bool(LISTING_HEADING.fullmatch(block.text))
                yield block
        yield from self._flush_date()

    def _flush_date(self) -> Iterator[Block]:
        if self.pending:
            yield Block("note", self.pending[0])
            self.pending = None

    def _entries(self, lines: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
        """Cuts a group before each date line that opens an entry."""
        current: list[Line] = []
        for line in lines:
            if current and not line.event and only_date(line.text) and not line.text.startswith(("[", "(")):
                yield tuple(current)
                current = []
            current.append(line)
        if current:
            yield tuple(current)

    def _group(self, at: int, group: Group) -> Iterator[Block]:
        for entry in self._entries(group.lines):
            rest = list(entry)
            first = rest[0].text
            date = None if rest[0].event or first.startswith(("[", "(")) else only_date(first)
            if date:
                yield from self._flush_date()
                self.pending = (first, date)
                rest = rest[1:]
            if not rest:
                continue
            listing = group.listing or self.pending is not None
            if len(rest) > 1 and (listing or self.listing) and not rest[0].event and is_category(rest[0].text):
                yield Block("note", rest[0].text)
                rest = rest[1:]
            yield from self._entry(at, rest, listing)

    def _entry(self, at: int, lines: Sequence[Line], listing: bool) -> Iterator[Block]:
        run: list[str] = []
        for here, line in enumerate(lines):
            after = lines[here + 1 :]
            block = self._single(at, lines, here)
            if block is None:
                run.append(line.text)
                if after:
                    continue
            if run:
                yield from self._run(at, run, listing, followed=block is not None)
                run = []
            if block is not None and block.kind != "furniture":
                yield block

    def _single(self, at: int, lines: Sequence[Line], here: int) -> Block | None:
        """The block of a line that shows by itself what it is; a `furniture` block for an underline."""
        line, text = lines[here], lines[here].text
        after = lines[here + 1].text if here + 1 < len(lines) else ""
        if line.event:
            return line.event
        if UNDERLINE.fullmatch(text):
            return Block("furniture", "")
        if after and UNDERLINE.fullmatch(after):
            return Block("heading", text, level=1 if after[0] == "=" or not self.settled else 2)
        if is_date_line(text) or read_legend(text):
            return Block("note", text)
        if image := IMAGE_BULLET.match(text):
            return Block("heading", text[image.end() :], level=3)
        if bullet := BULLET.match(text) or LETTER.match(text):
            body = text[bullet.end() :]
            if opens_paragraph(self.groups, at, line, after, body):
                return Block("heading", body, level=4, date=trailing_date(body) if self.listing else None)
            return Block("item", body, prefix=text[: bullet.end()].rstrip() + " ", listing=self.listing)
        if leading_mark(text):
            return Block("item", text, listing=self.listing)
        if number := NUMBER.match(text):
            if numbered_heading(self.groups, at, lines, here):
                return Block("heading", text, level=2 + len(re.findall(r"\.\d", text[: number.end()])))
            return Block("item", text[number.end() :], prefix=text[: number.end()].rstrip() + " ")
        return None

    def _run(self, at: int, run: list[str], listing: bool, followed: bool) -> Iterator[Block]:
        """Plain lines that stand together. `followed`: a list comes right after them."""
        listing = listing or self.listing
        words = TITLE_WORDS if listing else HEADING_WORDS
        if run[-1].endswith(":") and len(run) == 1:
            yield self._paragraph(run[0])
            return
        date, written = (self.pending[1], self.pending[0]) if self.pending else (None, "")
        entries = None if date or listing else first_alike(run, MASTHEAD - 1, not self.settled)
        if entries is not None and all(heading_like(text) for text in run[:entries]):
            yield from (self._heading(text, False, None, "") for text in run[:entries])
            yield from (Block("item", text) for text in run[entries:])
            return
        if len(run) > 1 and heading_like(run[0], words, bool(date)) and any(is_sentence(text) for text in run[1:]):
            self.pending = None
            yield self._heading(run[0], listing, date, written)
            yield from self._under(at, run[1:], date, followed)
        elif len(run) == 1:
            yield from self._alone(at, run[0], listing, date, written, followed)
        elif date and heading_like(run[0], words, True):
            self.pending = None
            yield self._heading(run[0], listing, date, written)
            yield from (self._paragraph(text, date) for text in run[1:])
        elif self._under_caps(at) and not any(is_caps(text) or is_sentence(text) for text in run):
            yield from (Block("item", text) for text in run)
        elif not self.settled and len(run) <= MASTHEAD and not any(is_sentence(text) for text in run):
            for text in run:
                title = heading_like(text, MASTHEAD_WORDS) and (not trailing_date(text) or len(text.split()) > 8)
                yield self._heading(text, False, None, "") if title else self._paragraph(text)
        elif is_sentence(run[0]) and not listing:
            yield from self._under(at, run, None, followed)
        elif not self.begun and heading_like(run[0]) and not re.search(r"[,;:(]", run[0]):
            yield self._heading(run[0], False, None, "")
            yield from self._lines(run[1:], listing, None, headed=not followed)
        else:
            yield from self._lines(run, listing, None, headed=not followed)

    def _under(self, at: int, run: list[str], date: str | None, followed: bool) -> Iterator[Block]:
        """What stands right under a heading: text, and further headings set between its lines without an empty line."""
        rest: list[str] = []
        for here, text in enumerate(run):
            body = here + 1 < len(run) and is_sentence(run[here + 1]) and len(run[here + 1].split()) > HEADING_WORDS
            last = here + 1 == len(run) and not followed and has_body(self.groups, at)
            after_text = here > 0 and not date and is_sentence(run[here - 1])
            if after_text and (body or last) and not is_sentence(text) and heading_like(text):
                yield from self._lines(rest, False, date)
                yield self._heading(text, False, None, "")
                rest = []
            else:
                rest.append(text)
        if rest:
            yield from self._lines(rest, False, date)

    def _lines(self, run: list[str], listing: bool, date: str | None, headed: bool = False) -> Iterator[Block]:
        """Several lines: a list when they are labels, else a paragraph a line."""
        inner = next((here for here, text in enumerate(run[1:-1], 1) if text.endswith(":")), None)
        if inner is not None and headed and not date:
            yield from self._lines(run[:inner], listing, date, headed)
            yield from self._lines(run[inner:], listing, date, headed)
            return
        lead = headed and len(run) > 1 and run[0].endswith(":")
        lead = lead or (headed and len(run) > 2 and is_caps(run[0]) and not is_caps(run[1]))
        if headed and self.caps and len(run) == 2 and is_caps(run[0]) and not (is_caps(run[1]) or is_sentence(run[1])):
            # On a sheet whose titles are in capitals, one of them and all that it lists.
            yield self._heading(run[0], False, None, "")
            yield Block("item", run[1])
            return
        if lead:
            yield self._paragraph(run[0]) if run[0].endswith(":") else self._heading(run[0], False, None, "")
            run = run[1:]
        if len(run) > 1 and sum(text.endswith(";") for text in run) >= len(run) - 1:
            yield from (Block("item", text, date=date) for text in run)
            return
        labels = [text for text in run if not is_sentence(text) or re.search(r"[;,]$", text)]
        enough = len(run) - 1 if len(run) >= 4 else len(run)
        if len(run) > 1 and len(labels) >= enough and (lead or headed or listing) and not date:
            for text in run:
                yield Block("item", text, listing=listing, date=trailing_date(text) if listing else None)
        else:
            yield from (self._paragraph(text, date) for text in run)

    def _alone(
        self, at: int, text: str, listing: bool, date: str | None, written: str, followed: bool
    ) -> Iterator[Block]:
        """One plain line between empty lines, or right above a list."""
        self.pending = None
        follower = next_group(self.groups, at)
        chained = self.settled and in_chain(self.groups, at)
        words = TITLE_WORDS if date else HEADING_WORDS if self.settled else MASTHEAD_WORDS
        if not (date or listing or followed) and (self._is_entry(at, text) or self._is_lone_entry(at, text)):
            yield Block("item", text)
        elif not heading_like(text, words, bool(date)):
            yield self._paragraph(text, date, written)
        elif date and not followed:
            yield Block("item", text, prefix=f"{written} – ", date=date, listing=True)
        elif (follower is None and at + 1 < len(self.groups)) or LISTING_HEADING.fullmatch(text):
            # Where only furniture follows, this is the title of a box that is empty now.
            yield self._heading(text, False, None, "")
        elif listing and self.settled and not followed and not has_body(self.groups, at):
            yield Block("item", text, listing=True, date=trailing_date(text))
        elif followed or (follower is not None and not chained):
            yield self._heading(text, listing and not followed, date, written)
        elif follower is None or self.settled:
            yield (
                Block("item", text, listing=listing, date=trailing_date(text) if listing else None)
                if chained
                else self._paragraph(text)
            )
        else:
            yield self._heading(text, False, None, "")

    def _is_entry(self, at: int, text: str) -> bool:
        """Whether the group before or after is a line alike: a list with empty lines between its entries."""
        near = (self.groups[other] for other in (at - 1, at + 1) if 0 <= other < len(self.groups))
        return any(len(group.lines) == 1 and are_alike((text, group.lines[0].text)) for group in near)

    def _under_caps(self, at: int) -> bool:
        """Whether right above stands a title in capitals, which is no title of the whole page."""
        above = self.groups[at - 1].lines if at else ()
        return at > 1 and len(above) == 1 and is_caps(above[0].text) and not above[0].event

    def _is_lone_entry(self, at: int, text: str) -> bool:
        """Whether one line stands between two titles in capitals: all that the first of them lists."""
        if not self._under_caps(at) or is_caps(text):
            return False
        below = next_group(self.groups, at)
        return below is not None and is_caps(below.lines[0].text)

    def _heading(self, text: str, listing: bool, date: str | None, written: str) -> Block:
        if not self.settled and not listing:
            level = 1
        elif is_caps(text) or LISTING_HEADING.fullmatch(text):
            level = 2
        else:
            level = 3 if self.caps or listing else 2
        self.caps = self.caps or (is_caps(text) and self.settled)
        own = date or (trailing_date(text) if listing else None)
        prefix = f"{written} – " if written else ""
        return Block("heading", text, level=level, date=own, prefix=prefix, listing=listing)

    def _paragraph(self, text: str, date: str | None = None, written: str = "") -> Block:
        if text.endswith(";") and len(text.split()) <= 25:
            return Block("item", text)
        return Block("paragraph", text, date=date, prefix=f"{written} – " if written else "")

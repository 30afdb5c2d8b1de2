"""Markdown: structure by markdown-it, metadata by front matter, a section's own source by its « Source : » line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.blocks import METADATA_FIELDS, Block, Loaded, Metadata, row_block
from ingest.clean import clean_line
from ingest.dates import as_iso, is_date_line
from ingest.errors import IngestError
from ingest.layout import read_lines
from ingest.marks import leading_sign
from ingest.normalise import flat, normalise
from ingest.records import Origin

OFFICE: Final = re.compile(
    r"(?i)\b(?:ville|mairie|commune|municipalité|département|région|métropole|city|town|council|municipality|county)\b"
)
FRONT_MATTER: Final = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
SOURCE_LINE: Final = re.compile(r"(?i)^sources?\s?:\s*(?=\S)")
LABELLED: Final = re.compile(r"\W*[^\W\d_][\w’' -]{2,40}\W{0,3}\s?:\W*\s\S")
"""A line of an identity card: « **Jumelages** : … »."""
MENU_LINKS: Final = 3
MENU_SHARE: Final = 0.6
"""A paragraph of at least three links that make up most of its characters sends elsewhere: a menu."""


def load(text: str, source: str) -> Loaded:
    """The blocks and the front matter of a Markdown page.

    :raises IngestError: `load.front_matter` when the front matter is no valid YAML mapping.
    """
    text = normalise(text)
    metadata, body = read_front_matter(text, source)
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    return Loaded(tuple(_with_origins(_blocks(parser.parse(body)))), metadata)


def read_front_matter(text: str, source: str) -> tuple[Metadata, str]:
    """The metadata before the page and the rest of the page; unknown keys are left aside.

    :raises IngestError: `load.front_matter`.
    """
    match = FRONT_MATTER.match(text)
    if not match:
        return Metadata(), text
    try:
        values = yaml.safe_load(match[1]) or {}
    except yaml.YAMLError as failure:
        mark = getattr(failure, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        raise IngestError(source, "load.front_matter", line=line) from failure
    if not isinstance(values, dict):
        raise IngestError(source, "load.front_matter", line=2)
    known = {str(key).lower(): value for key, value in values.items()}
    if "license" in known:
        known.setdefault("licence", known["license"])
    for name in ("author", "auteur", "organisation", "organization"):
        # A note is published by the office that signs it; a person's name says nothing of whose it is.
        if OFFICE.search(str(known.get(name) or "")):
            known.setdefault("publisher", known[name])
    return Metadata(**{name: _plain(known.get(name), name) for name in METADATA_FIELDS}), text[match.end() :]


def _plain(value: Any, name: str) -> str | None:
    if isinstance(value, (date, datetime)):
        return value.isoformat()[:10]
    if isinstance(value, list):
        value = ", ".join(str(part) for part in value)
    if value is None or isinstance(value, dict) or not (text := flat(str(value))):
        return None
    return as_iso(text) if name == "date" else text


def _blocks(tokens: Sequence[Token]) -> list[Block]:
    blocks: list[Block] = []
    lists: list[int | None] = []
    item_open = False
    rows: list[list[str]] = []
    tables = 0
    at = 0
    for at, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(int(token.attrs.get("start", 1)) if token.type[0] == "o" else None)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            item_open = True
        elif token.type == "list_item_close":
            item_open = False
            if lists[-1] is not None:
                lists[-1] += 1
        elif token.type == "table_open":
            rows = []
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "table_close":
            tables += 1
            if _is_titled(rows):
                blocks.append(Block("heading", flat(rows[0][0]), level=6))
                rows = rows[1:]
            blocks += [row for cells in rows[1:] if (row := row_block(rows[0], cells, tables))]
        elif token.type in ("fence", "code_block"):
            blocks += [Block("paragraph", line) for line in map(flat, token.content.split("\n")) if line]
        elif token.type == "inline":
            above = tokens[at - 1].type
            if above in ("th_open", "td_open"):
                rows[-1].append(_text(token)[0])
            elif above == "heading_open":
                if line := clean_line(flat(_text(token)[0])):
                    blocks.append(Block("heading", line, level=int(tokens[at - 1].tag[1])))
            else:
                number = lists[-1] if lists else None
                blocks += _paragraph(token, item_open, f"{number}. " if number is not None else "- ")
                item_open = False
    return blocks


def _is_titled(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the line for headers holds but a title, and the next one the headers."""
    if len(rows) < 3 or len(rows[0]) < 3 or not rows[0][0].strip() or any(cell.strip() for cell in rows[0][1:]):
        return False
    return all(cell.strip() and not re.search(r"\d", cell) for cell in rows[1])


def _text(token: Token) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The words of an inline token, and its links as (text, address)."""
    words: list[str] = []
    links: list[tuple[str, str]] = []
    begun: tuple[int, str] | None = None
    for child in token.children or []:
        if child.type in ("text", "code_inline", "html_inline"):
            words.append(re.sub(r"</?\w[^<>]*>", "", child.content))
        elif child.type in ("softbreak", "hardbreak"):
            words.append("\n" if child.type == "hardbreak" else " ")
        elif child.type == "link_open":
            begun = (len(words), str(child.attrs.get("href", "")))
        elif child.type == "link_close" and begun:
            links.append((flat("".join(words[begun[0] :])), begun[1]))
            begun = None
    return "".join(words), tuple(links)


def _is_checklist(lines: list[str]) -> bool:
    """Whether each line begins with a mark, those under a title (« Légende ») too."""
    signs = [leading_sign(line.strip()) is not None for line in lines]
    return all(signs[1:]) and (len(lines) > 2 or (len(lines) == 2 and signs[0]))


def _lines_of(token: Token) -> list[str]:
    """The words of an inline token, line by line as they were written."""
    children = [replace(one, type="hardbreak") if one.type == "softbreak" else one for one in token.children or []]
    return _text(replace(token, children=children))[0].split("\n")


def _paragraph(token: Token, item: bool, prefix: str) -> list[Block]:
    text, links = _text(token)
    plain = flat(text)
    # Before the test for menus: a line that names three sources is made of links too.
    if SOURCE_LINE.match(plain):
        return [Block("note", plain, links=links)]
    if not item and len(links) >= MENU_LINKS and sum(len(label) for label, _ in links) > MENU_SHARE * len(plain):
        return [Block("furniture", "")]
    if item:
        box = re.match(r"\[([ xX])\] ", plain)
        if box:
            plain = f"{'☐' if box[1] == ' ' else '☑'} {plain[4:]}"
        line = clean_line(plain)
        return [Block("item", line, prefix=prefix)] if line else [Block("furniture", "")]
    # Lines that begin with a mark are a checklist even where the writer forgot the dashes.
    lines = token.content.split("\n")
    if len(lines) > 1 and all(LABELLED.match(line) for line in lines):
        return read_lines([line for part in _lines_of(token) for line in part.split("\n")])
    if "\n" in text or _is_checklist(lines):
        return read_lines(text.split("\n") if "\n" in text else lines)
    line = clean_line(plain)
    if not line:
        return [Block("furniture", "")]
    if is_date_line(line):
        return [Block("note", line)]
    children = [child for child in token.children or [] if child.type != "text" or child.content.strip()]
    bold = len(children) == 3 and children[0].type == "strong_open" and children[2].type == "strong_close"
    if bold and len(line.split()) <= 12 and not line.endswith((".", ":", ";")):
        return [Block("heading", line, level=6)]
    return [Block("paragraph", line, links=links)]


def _with_origins(blocks: Sequence[Block]) -> list[Block]:
    """Gives every block of a section the source that the section's last line names, if it names only one."""
    result = list(blocks)
    begun = 0
    for at, block in enumerate(blocks):
        if block.kind == "heading":
            begun = at
        elif block.kind == "note" and SOURCE_LINE.match(block.text):
            origin = read_source_line(block)
            for row in range(begun, at):
                result[row] = replace(result[row], origin=result[row].origin or origin)
            begun = at + 1
    return result


def read_source_line(block: Block) -> Origin | None:
    """« Source : [title](url), date » as an origin; without a link the words before the date are the title.

    None where the line names several sources: crediting what was drawn from all of them to one would be false.
    """
    rest = block.text[SOURCE_LINE.match(block.text).end() :]  # type: ignore[union-attr]
    outside = rest
    for label, _ in block.links:
        outside = outside.replace(label, "[]", 1) if label else outside
    if len({url for _, url in block.links}) > 1 or re.search(r"\s;\s+\S", outside):
        return None
    if block.links:
        title, url = block.links[0]
        after = rest.split(title, 1)[-1] if title else rest
        return Origin(title=title or url, url=url or None, date=as_iso(after.strip(" ,.;()–-")))
    title, _, tail = rest.rpartition(",")
    stated = as_iso(tail.strip(" ."))
    return Origin(title=title if stated and title else rest.rstrip(" ."), date=stated)

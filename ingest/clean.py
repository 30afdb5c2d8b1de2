"""Takes furniture out and leaves every fact in. Line rules work on any text; block rules need the page's structure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ingest.blocks import Block
from ingest.dates import find_dates
from ingest.furniture import BREADCRUMB, COMMENTS, DOWNLOAD, EMAIL_FIELD, MEDIA, MENU_WORD, PIECE, SECTION, SUBSCRIBE
from ingest.marks import INNER_BOX, LEGEND

# « A+ | A- | A=La participation aux réseaux »: the title is glued to the last button.
FONT_BUTTONS: Final = re.compile(r"(?:\[?\bA\s?[+=-]\]?(?![\w-]*\d)\s*\|?\s*){2,}|\bA=(?=\w)")
BRACKET_BUTTON: Final = re.compile(r"\[([^\[\]]{1,30})\]")
# A wiki's reference number or edit link: in a quote it would read as a citation of ours.
REFERENCE: Final = re.compile(r"(?<=[\w.,;:!?»)\"’'…])\[(?:\d{1,3}|[a-z]|note \d+|réf\. nécessaire|citation needed)\]")
EDIT_LINK: Final = re.compile(r"\s?\[(?:modifier|edit)[^\]]{0,60}\]", re.IGNORECASE)
FORM_FIELD: Final = re.compile(r"\[[\s_.]*\]|_{4,}")
STRONG_SEPARATOR: Final = re.compile(r"\s*[|·•]\s*|\s{3,}")
WEAK_SEPARATOR: Final = re.compile(r"\s+[–—-]\s+")
FOOTER_SEPARATOR: Final = re.compile(r"\s*[|·•]\s*|\s+[–—-](?:\s+|$)")
MENU_PIECES: Final = 3
MENU_WORDS: Final = 5


def is_furniture(piece: str) -> bool:
    """Whether `piece` is furniture as a whole. A piece without a letter, digit or mark is too."""
    return bool(PIECE.fullmatch(piece) or BREADCRUMB.fullmatch(piece))


def clean_footer(line: str) -> str:
    """A footer's line without its links and legal words, whatever separates them. Idempotent."""
    previous = None
    while previous != line:
        previous = line
        pieces = [piece.strip(" –—-|·•") for piece in FOOTER_SEPARATOR.split(clean_line(line))]
        line = " – ".join(piece for piece in pieces if piece and not is_furniture(piece))
    return line


def _drop_pieces(line: str, pieces: Sequence[str], joint: str) -> str:
    kept = [piece for piece in pieces if piece and not is_furniture(piece) and not COMMENTS.fullmatch(piece)]
    return line if len(kept) == len([piece for piece in pieces if piece]) else joint.join(kept)


def _is_menu(pieces: Sequence[str]) -> bool:
    """Short pieces side by side, one of them a word of menus, none with a figure."""
    return (
        len(pieces) >= MENU_PIECES
        and all(len(piece.split()) <= MENU_WORDS and not re.search(r"[\d;?]|\.$", piece) for piece in pieces)
        and sum(bool(MENU_WORD.fullmatch(piece) or is_furniture(piece)) for piece in pieces) >= 1
    )


def _clean_once(line: str) -> str:
    line = FONT_BUTTONS.sub(" | ", line)
    line = BRACKET_BUTTON.sub(lambda button: " | " if is_furniture(button[1]) else button[0], line)
    line = EDIT_LINK.sub("", REFERENCE.sub("", line))
    if FORM_FIELD.search(line) and len(line.split()) <= 12:
        return ""
    line = line.strip().strip("|").strip()
    if not line or is_furniture(line) or (re.fullmatch(r"[\W_]+", line) and line.isascii()):
        return ""
    pieces = [piece.strip() for piece in STRONG_SEPARATOR.split(line) if piece.strip()]
    if len(pieces) > 1:
        if _is_menu(pieces):
            return ""
        line = _drop_pieces(line, pieces, " | ")
    weak = WEAK_SEPARATOR.split(line)
    # One such word beside a dash can be content (« Rouen – Contact »); two are a row of links.
    if sum(is_furniture(piece) for piece in weak) >= 2:
        line = _drop_pieces(line, weak, " – ")
    return line


def clean_line(line: str) -> str:
    """`line` without its furniture; empty when nothing else was there. Idempotent."""
    if LEGEND.match(line) and INNER_BOX.search(line):
        # « Key: [x] done · [-] dropped »: short parts between strokes, and no menu.
        return line.strip()
    previous = None
    while previous != line:
        previous, line = line, _clean_once(line)
    return line


def is_pagination(line: str) -> bool:
    """« 1 | 2 | 3 | page suivante »."""
    pieces = [piece for piece in re.split(r"[|\s·/,-]+", line) if piece]
    return len(pieces) >= 3 and sum(piece.isdigit() for piece in pieces) >= 2 and not re.search(
        r"[^\W\d]", re.sub(r"(?i)page|suivante?s?|précédente?s?|next|previous|dernière|last|sur|of", "", line)
    ) and all(int(piece) < 1000 for piece in pieces if piece.isdigit())  # fmt: skip


def _without_pagination(line: str) -> str:
    return "" if is_pagination(line) and not next(find_dates(line), None) else line


def clean_lines(lines: Sequence[str]) -> list[str]:
    """The lines of a plain text, furniture replaced by empty lines of the same number, newsletter boxes included."""
    kept = [_without_pagination(clean_line(_without_pagination(line))) for line in lines]
    for at, line in enumerate(lines):
        if SUBSCRIBE.fullmatch(line.strip()):
            box = range(at, min(at + 6, len(lines)))
            end = next((row for row in box if EMAIL_FIELD.fullmatch(lines[row].strip())), None)
            if end is not None:
                kept[at : end + 1] = [""] * (end + 1 - at)
        if MEDIA.fullmatch(line) and any(
            MEDIA.fullmatch(lines[near]) for near in (at - 1, at + 1) if 0 <= near < len(lines)
        ):
            kept[at] = ""
    return kept


def clean_blocks(blocks: Sequence[Block]) -> list[Block]:
    """Drops furniture, lists that send to other pages, and headings under which only furniture stood. Idempotent."""
    kept: list[Block] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        at += 1
        if block.kind in ("heading", "paragraph", "note") and COMMENTS.fullmatch(block.text):
            while at < len(blocks) and blocks[at].kind in ("paragraph", "item", "note"):
                at += 1
            continue
        if block.kind in ("heading", "paragraph", "item") and block.text and SECTION.fullmatch(block.text):
            end = at
            while end < len(blocks) and (
                blocks[end].kind in ("item", "furniture")
                or (blocks[end].kind in ("heading", "paragraph") and DOWNLOAD.fullmatch(blocks[end].text))
            ):
                end += 1
            if end > at or block.kind != "heading":
                # The titles of other pages stay in the text, where a reader can see them, but are nothing to quote.
                kept.append(Block("furniture", ""))
                kept += [replace(other, kind="note") for other in blocks[at:end] if other.kind == "item"]
                at = end
                continue
        kept.append(block)
    return _drop_empty_headings(kept)


def _drop_empty_headings(blocks: Sequence[Block]) -> list[Block]:
    kept: list[Block] = []
    for at, block in enumerate(blocks):
        if block.kind == "furniture":
            continue
        if block.kind == "heading" and kept:
            after = blocks[at + 1 :]
            body = next((other for other in after if other.kind not in ("furniture", "note")), None)
            only_furniture = bool(after) and after[0].kind == "furniture"
            if only_furniture and body is None:
                continue
        kept.append(block)
    return kept

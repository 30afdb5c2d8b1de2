"""Checklists: what the mark before an item says of its status."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from ingest.blocks import Block
from ingest.normalise import fold
from ingest.records import Status

DONE: Final = "✓✔☑✅🗹"
IN_PROGRESS: Final = "🔄⏳⌛🔃🔁🚧"
PLANNED: Final = "☐□◻🔜"
BULLETS: Final = "-–—―•·∙●○◦‣▪▫■►▸▶➤➢➔→⇒»›>*∗✦❖"
BOXES: Final = {
    "x": "☑",
    "X": "☑",
    "v": "☑",
    " ": "☐",
    "": "☐",
    "~": "◐",
    "-": "☒",
    "–": "☒",
    "?": "❔",
    "!": "❕",
    "o": "◯",
    "/": "◪",
}
"""Boxes written with brackets, « [x] », and the signs that stand for them."""
BOX: Final = re.compile(r"^(?P<indent>\s*(?:[-*+•]\s+)?)\[(?P<sign>[xXv ~–?!o/-]?)\]\s+(?=[^\W_]|[«\"“(])")
INNER_BOX: Final = re.compile(r"\[(?P<sign>[xXv ~–?!o/-]?)\](?=\s*[:=–-]?\s*\w)")
"""A box in a legend on one line, « [x] fait · [-] abandonné »."""
SIGNS: Final = "●○◦■□▪▫•►"
"""Bullets that no sentence begins with."""
VARIANT: Final = "\ufe0e\ufe0f"
DEFAULT: Final[dict[str, Status]] = {
    **dict.fromkeys(DONE, "done"),
    **dict.fromkeys(IN_PROGRESS, "in-progress"),
    **dict.fromkeys(PLANNED, "planned"),
}
# What legends say, on folded text. Order matters: « pas encore engagé » is not « engagé ».
WORDS: Final[tuple[tuple[str, Status], ...]] = (
    (
        r"\b(suspend\w*|suspens\w*|sommeil|gele\w*|en pause|on hold|paused|dormant\w*|frozen|parentheses)\b",
        "suspended",
    ),
    # « abandonné ou refusé » says of neither that there ever was a link.
    (r"\b(refuse\w*|rejet\w*|rejected|turned down|(?:simples?|just an?|mere) (?:idees?|ideas?))\b", "none"),
    (
        r"\b(arrete\w*|rompu\w*|anciens?|anciennes?|retire\w*|retraits?|quitte\w*|clos\w*|abandonne\w*|expire\w*|ended|former"
        r"|closed|withdrawn|dropped|left|expired)\b",
        "former",
    ),
    (r"\b(contacts?|pistes?|sans suite|exploratoires?|aucun\w*|no link)\b", "none"),
    (
        r"\b(pas encore|non|not|a venir|prevue?s?|planned|to do|a faire|projets?|projetee?s?|future|todo|negoci\w*"
        r"|negotiat\w*|discussion|a l etude|preparation|pending|candidat\w*|envisage\w*)\b",
        "planned",
    ),
    (
        r"\b(en cours|in progress|ongoing|under ?way|engagee?s?|partiel\w*|started|demarree?s?|renouvel\w*)\b",
        "in-progress",
    ),
    (
        r"\b(faite?s?|realise\w*|termine\w*|acheve\w*|done|complete\w*|finished|acti[fv]e?s?|tenue?s?|accompli\w*"
        r"|en vigueur|vivante?s?|vivaces?|alive|live|signee?s?|signed|in force|current|membres?|members?|adherente?s?"
        r"|effecti[fv]e?s?|confirme\w*)\b",
        "done",
    ),
)
ALIVE: Final = (
    r"\b(?:viv\w+|acti[fv]\w*|actuel\w*|en vigueur|signe\w*|signed|in force|current|membres?|members?|live|alive)\b"
)
GIVEN_UP: Final = r"\b(?:abandonne\w*|annule\w*|abandoned|dropped|cancel\w*|caduc\w*)\b"
DEEDS: Final = r"\b(?:faite?s?|realise\w*|acheve\w*|accompli\w*|done|complete\w*|finished)\b"
"""What legends say of deeds, of which the one that was given up never was."""
OVER: Final = r"\b(?:termine\w*|acheve\w*|finished|complete\w*|over|fini\w*)\b"
LABELS: Final = (
    r"légende|legend|key|lecture|signes?|symboles?|marques?|pictogrammes?|codes?|repères?|comment lire|clé de lecture"
    r"|symbols?|marks?"
)
LEGEND: Final = re.compile(rf"(?i)^\W*(?:{LABELS})(?: (?:utilisés?|employés?|used))?\s*:\s*(?=\S)")
INNER_LEGEND: Final = re.compile(rf"(?i)\s*[(\[](?P<legend>(?:{LABELS})\s*:[^()\[\]]*)[)\]]")
NO_MARK: Final = re.compile(r"(?i)\(?\s*(?:sans marque|sans signe|no mark|unmarked|blank)\s*\)?\s*:?\s*")
FEWEST_BOXES: Final = 2
LEGEND_TITLE: Final = re.compile(rf"(?i)^\W*(?:{LABELS})(?: (?:utilisés?|employés?|used|des \w+))?\W*$")
"""A title over a legend that has a line for each mark."""
ITEM_STATUS: Final = re.compile(r"^\w[\w ]{2,20} :\s*(?=\W)")


def is_mark(char: str) -> bool:
    """Whether `char` is a symbol that may carry a meaning before an item (not a bullet, not punctuation)."""
    return char not in BULLETS and unicodedata.category(char) == "So" and char not in "°©®™№"


def with_boxes(lines: Sequence[str]) -> list[str]:
    """The lines, boxes written with brackets (« [x] Vigo ») made signs where several lines have one."""
    found = [BOX.match(line) for line in lines]
    if sum(box is not None for box in found) < FEWEST_BOXES:
        return list(lines)
    return [
        f"{box['indent'].rstrip(' -*+•')}{BOXES[box['sign']]} {line[box.end() :]}" if box else line
        for line, box in zip(lines, found, strict=True)
    ]


def leading_mark(text: str) -> str | None:
    """The mark that begins `text`, without its variation selector."""
    match = re.match(rf"(\S)[{VARIANT}]?(?=\s|\w|$)", text)
    return match[1] if match and is_mark(match[1]) else None


def leading_sign(text: str) -> str | None:
    """The mark, or the round or square bullet, that begins `text`: a legend can give a meaning to either."""
    match = re.match(rf"([{SIGNS}])[{VARIANT}]?\s", text)
    return match[1] if match else leading_mark(text)


def _sign(block: Block) -> str | None:
    """The mark or the bullet before a line of a legend."""
    return leading_mark(block.text) or (block.kind == "item" and leading_sign(block.prefix)) or None


def _meaning(words: str) -> Status:
    """The status that a legend's folded words name."""
    for pattern, status in WORDS:
        if re.search(pattern, words):
            return status
    return "marked"


def read_legend(line: str) -> dict[str, Status] | None:
    """What each mark means by the page's own legend; the key "" stands for items without a mark.

    « Légende : ✓ fait 🔄 en cours (sans marque) : pas encore engagé » gives done, in-progress and planned.
    """
    start = LEGEND.match(line)
    if not start:
        return None
    rest = NO_MARK.sub("\0", INNER_BOX.sub(lambda box: BOXES[box["sign"]], line[start.end() :]))
    meanings: dict[str, Status] = {}
    pieces = re.split(r"(\0|[^\w\s.,;:()'’\"/=–-])", rest)
    for mark, words in zip(pieces[1::2], pieces[2::2], strict=False):
        # A legend can give a meaning to what is a mere bullet elsewhere.
        if mark != "\0" and not is_mark(mark) and (unicodedata.category(mark) != "So" or not fold(words)):
            continue
        meanings["" if mark == "\0" else mark] = _meaning(fold(words))
    said = {"" if mark == "\0" else mark: fold(words) for mark, words in zip(pieces[1::2], pieces[2::2], strict=False)}
    return _told_apart(meanings, said) or None


def _told_apart(meanings: dict[str, Status], said: Mapping[str, str]) -> dict[str, Status]:
    """`meanings`, where « terminé » stands beside a mark for what is alive: it is over, then, rather than done."""
    alive = any(re.search(ALIVE, said[mark]) for mark, status in meanings.items() if status == "done")
    over = {mark for mark, status in meanings.items() if status == "done" and re.search(OVER, said[mark])}
    deeds = any(re.search(DEEDS, words) for words in said.values())
    dropped = {mark for mark in meanings if deeds and re.search(GIVEN_UP, said[mark])}
    told: dict[str, Status] = {mark: "former" if alive and mark in over else one for mark, one in meanings.items()}
    return {**told, **dict.fromkeys(dropped, "none")}


def _with_boxes(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, the boxes that a loader left in brackets (« [-] ») made signs where a legend explains them."""
    explained = {box["sign"] for block in blocks if LEGEND.match(block.text) for box in INNER_BOX.finditer(block.text)}
    return [
        replace(block, text=f"{BOXES[box['sign']]} {block.text[box.end() :]}")
        if block.kind in ("item", "paragraph") and (box := BOX.match(block.text)) and box["sign"] in explained
        else block
        for block in blocks
    ]


def _without_legend_lines(blocks: Sequence[Block], legend: dict[str, Status]) -> list[Block]:
    """The blocks, a legend of a line for each mark made notes; what the marks mean goes into `legend`."""
    found = list(blocks)
    for at, title in enumerate(blocks):
        if title.kind not in ("heading", "paragraph") or not LEGEND_TITLE.match(title.text):
            continue
        end = at + 1
        while end < len(blocks) and blocks[end].kind in ("item", "paragraph") and _sign(blocks[end]):
            end += 1
        if end - at < 1 + FEWEST_BOXES:
            continue
        said = {mark: fold(line.text) for line in blocks[at + 1 : end] if (mark := _sign(line))}
        if len(said) < end - at - 1:
            # The same bullet before each line is no legend: « Codes : • 81 • 82 ».
            continue
        for here in range(at, end):
            found[here] = replace(blocks[here], kind="note")
        legend.update(_told_apart({mark: _meaning(words) for mark, words in said.items()}, said))
    return found


def _with_mark(block: Block, legend: Mapping[str, Status]) -> Block:
    mark = leading_mark(block.text)
    bullet = block.prefix.strip()[:1]
    if mark is None and bullet in legend and bullet:
        return replace(block, mark=bullet, status=legend[bullet])
    if mark is None:
        # « Statut : ✓ active » says its status in words after the mark, so the mark alone decides nothing.
        label = ITEM_STATUS.match(block.text)
        inner = leading_mark(block.text[label.end() :]) if label else None
        return replace(block, mark=inner) if inner else block
    return replace(block, mark=mark, status=legend.get(mark) or DEFAULT.get(mark, "marked"))


def read_marks(blocks: Sequence[Block]) -> list[Block]:
    """Gives items their `mark` and `status`.

    The page's legend takes precedence. Where others of a list say done or in progress, one without a mark is planned.
    """
    legend: dict[str, Status] = {}
    blocks = _without_legend_lines(_with_boxes(blocks), legend)
    for block in blocks:
        inner = INNER_LEGEND.search(block.text)
        legend.update(read_legend(inner["legend"] if inner else block.text) or {})
    marked = [
        replace(block, kind="note")
        if read_legend(block.text)
        else _with_mark(block, legend)
        if block.kind in ("item", "paragraph")
        else block
        for block in blocks
    ]
    unmarked: Status = legend.get("", "planned")
    start = 0
    while start < len(marked):
        end = start + 1
        if marked[start].kind == "item":
            while end < len(marked) and marked[end].kind in ("item", "note", "furniture"):
                end += 1
            run = marked[start:end]
            if any(block.status in ("done", "in-progress") for block in run):
                marked[start:end] = [
                    replace(block, status=unmarked) if block.kind == "item" and block.mark is None else block
                    for block in run
                ]
        start = end
    return marked

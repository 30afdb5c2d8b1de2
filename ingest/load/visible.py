"""Which elements of a page a reader does not see, or sees as menus and boxes around the page's matter."""

from __future__ import annotations

import re
from typing import Any, Final

from ingest.normalise import flat

MEDIA_RULE: Final = re.compile(r"@[^{;]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
SIMPLE: Final = re.compile(r"(?:\w+)?[.#][\w-]+|\w+")
HIDING: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)"
    r"|font-size\s*:\s*[01](?:\.\d+)?(?:px|pt|em|rem|%)?\s*(?:;|!|$)|font-size\s*:\s*0|text-indent\s*:\s*-\d{3,}"
    r"|(?:left|top|right)\s*:\s*-\d{4,}px|clip\s*:\s*rect\(\s*0|clip-path\s*:\s*inset\(\s*(?:50|100)%|(?:max-)?height\s*:\s*0(?:px)?\s*(?:;|$)",
    re.IGNORECASE,
)
COLOUR: Final = re.compile(r"(?<![-\w])(background(?:-color)?|color)\s*:\s*([^;!]+)", re.IGNORECASE)
WHITE: Final = frozenset({"#fff", "#ffffff", "white", "rgb(255,255,255)"})
MENU_TOKENS: Final = frozenset(
    [
        "menu",
        "nav",
        "navbar",
        "navigation",
        "navlinks",
        "breadcrumb",
        "breadcrumbs",
        "ariane",
        "fildariane",
        "share",
        "sharing",
        "partage",
        "social",
        "socials",
        "cookie",
        "cookies",
        "consent",
        "rgpd",
        "newsletter",
        "pagination",
        "pager",
        "skip",
        "skiplink",
        "evitement",
        "toolbar",
        "langues",
        "languages",
    ]
)
MENU_ROLES: Final = frozenset({"navigation", "search", "menu", "menubar", "toolbar", "dialog", "alertdialog"})
SENTENCE_WORDS: Final = 12


def style_rules(root: Any) -> dict[str, str]:
    """The declarations of simple selectors (`.class`, `#id`, `tag`, `tag.class`) in the page's own style sheets."""
    rules: dict[str, str] = {}
    for sheet in root.iter("style"):
        css = MEDIA_RULE.sub("", re.sub(r"/\*.*?\*/", "", sheet.text or "", flags=re.DOTALL))
        for selectors, declarations in RULE.findall(css):
            for selector in map(str.strip, selectors.split(",")):
                if SIMPLE.fullmatch(selector):
                    rules[selector] = rules.get(selector, "") + ";" + declarations
    return rules


def _style(node: Any, rules: dict[str, str]) -> str:
    own = node.get("style") or ""
    if not rules:
        return own
    names = [node.tag, *("." + name for name in (node.get("class") or "").split())]
    if node.get("id"):
        names.append("#" + node.get("id"))
    found = [rules[name] for name in names if name in rules]
    found += [rules[node.tag + name] for name in names[1:] if node.tag + name in rules]
    return ";".join([*found, own])


def is_hidden(node: Any, rules: dict[str, str]) -> bool:
    """Whether the element is there but not shown: attributes, inline style, or a simple rule of the page."""
    if not isinstance(node.tag, str) or node.tag in ("html", "body"):
        return False
    if node.get("hidden") is not None or node.get("aria-hidden") == "true":
        return True
    style = _style(node, rules)
    if not style:
        return False
    if HIDING.search(style):
        return True
    colours: dict[str, str] = {}
    for name, value in COLOUR.findall(style):
        key = "ink" if name.lower() == "color" else "paper"
        colours[key] = _colour(value, key)
    ink = colours.get("ink")
    return ink is not None and (ink == colours.get("paper") or ink == "transparent")


def _colour(value: str, key: str) -> str:
    plain = re.sub(r"\s+(?!\d)", " ", value.strip().lower())
    plain = re.sub(r"\s*,\s*", ",", plain)
    parts = [part for part in plain.split(" ") if re.match(r"#|rgb|[a-z]+$", part)]
    token = parts[0] if parts and key == "paper" else plain
    if token in WHITE:
        return "white"
    short = re.fullmatch(r"#(.)(.)(.)", token)
    return "#" + "".join(char * 2 for char in short.groups()) if short else token


def link_share(node: Any) -> float:
    """Share of the element's characters that stand in links."""
    whole = len(flat(node.text_content()))
    return sum(len(flat(link.text_content())) for link in node.iter("a")) / whole if whole else 0.0


def _has_prose(node: Any) -> bool:
    """Whether the element holds a sentence of its own, outside links."""
    return any(
        len(text.split()) >= SENTENCE_WORDS
        for text in node.xpath(".//text()[not(ancestor::a or ancestor::script or ancestor::style)]")
    )


def is_menu(node: Any) -> bool:
    """Whether a name or role says menu, share bar or cookie banner, and nothing inside reads as the page's matter."""
    if node.tag in ("html", "body", "main", "article") or node.xpath(".//h1"):
        return False
    if node.get("role") in MENU_ROLES:
        return True
    names = set(re.split(r"[\s_-]+", f"{node.get('class') or ''} {node.get('id') or ''}".lower()))
    if names & {"cookie", "cookies", "rgpd", "consent"} and len(flat(node.text_content()).split()) < 300:
        return True
    return bool(names & MENU_TOKENS) and not _has_prose(node) and node.find(".//table") is None


def is_box_of_links(node: Any) -> bool:
    """Whether an `aside` only points elsewhere: no sentence in it, no figure and no « label : value »."""
    text = flat(node.text_content())
    return not _has_prose(node) and not re.search(r"\d{2,}| : ", text)

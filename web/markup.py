"""Text to HTML: whatever comes from a document or a reader is escaped here, and no other way leads to the page."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, MutableMapping, Sequence
from functools import lru_cache
from html import escape
from typing import Any, Final
from urllib.parse import urlsplit

from ingest.records import Citation

CITE: Final = re.compile(r"\[(\d{1,4})\]")
# Gradio's HTML component fills a template with what it is given. As entities these characters can never be read as
# template code, and the browser shows them all the same.
TEMPLATE_SIGNS: Final = str.maketrans({"{": "&#123;", "}": "&#125;", "$": "&#36;", "`": "&#96;", "\\": "&#92;"})


def plain(text: object) -> str:
    """`text` as HTML text or as the value of a quoted attribute."""
    return escape(str(text), quote=True).translate(TEMPLATE_SIGNS)


def safe_href(url: str | None) -> str | None:
    """`url` where it is an absolute http or https address, else `None`: no other scheme may become a link."""
    if url is None or any(ord(character) <= 32 for character in url.strip()):
        return None
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and host else None


def cite_button(citation: Citation, label: str, shown: str, *, proves: bool = True) -> str:
    """A button that opens the passage of `citation` beside the conversation.

    :param label: what a screen reader says.
    :param shown: HTML, already escaped.
    :param proves: whether the passage proves a statement; a nearest passage has no number and is headed as such.
    """
    about = {
        key: getattr(citation, key) for key in ("document", "start", "end", "title", "publisher", "url", "date", "page")
    }
    told = json.dumps(
        {key: value for key, value in about.items() if value is not None} | {"n": citation.n if proves else 0}
    )
    return (
        f'<button type="button" class="{"cite" if proves else "near"}" data-citation="{plain(told)}" '
        f'aria-controls="source" aria-expanded="false" title="{plain(citation.title)}" '
        f'aria-label="{plain(label)}">{shown}</button>'
    )


def answer_markup(markdown: str, citations: Mapping[int, str]) -> str:
    """HTML of an answer's markdown: bold, italic, lists, quotes, tables and `[n]`. Anything else stays text.

    :param citations: the button that stands for each number; a number that is not there stays text.
    """
    rendered: str = _reader().render(markdown, {"citations": citations})
    return rendered


@lru_cache(maxsize=1)
def _reader() -> Any:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    def read_cite(state: StateInline, silent: bool) -> bool:
        found = CITE.match(state.src, state.pos)
        if not found or int(found[1]) not in state.env["citations"]:
            return False
        if not silent:
            state.push("cite", "", 0).meta = {"n": int(found[1])}
        state.pos = found.end()
        return True

    def show_cite(
        self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: MutableMapping[str, Any]
    ) -> str:
        button: str = env["citations"][tokens[index].meta["n"]]
        return button

    def show_text(
        self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: MutableMapping[str, Any]
    ) -> str:
        return plain(tokens[index].content)

    # "zero" knows no HTML, link, image or code: a rule that is not named here cannot emit anything.
    reader = MarkdownIt("zero", {"html": False}).enable(
        ["emphasis", "escape", "list", "blockquote", "newline", "table"]
    )
    reader.inline.ruler.after("escape", "cite", read_cite)
    reader.add_render_rule("cite", show_cite)
    reader.add_render_rule("text", show_text)
    return reader

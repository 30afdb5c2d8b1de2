"""What a page's head declares: title, publisher, address, date, licence.

The language is read off the text: what pages declare is often wrong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from ingest.blocks import Metadata
from ingest.dates import as_iso
from ingest.normalise import flat

DATE_NAMES: Final = (
    *("article:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date"),
    *("date", "pubdate", "publish-date", "article:modified_time", "og:updated_time", "datemodified"),
    *("dcterms.modified", "last-modified"),
)
NO_TITLE: Final = re.compile(
    r"(?i)\W*(?:untitled(?: document)?|document(?: sans (?:nom|titre))?|accueil|home|index|page)?\W*"
)


def read_head(root: Any) -> Metadata:
    """The page's own metadata; a value is left out where the page does not say it."""
    metas = {
        (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower(): flat(
            meta.get("content") or ""
        )
        for meta in reversed(list(root.iter("meta")))
    }
    linked = list(_linked_data(root))
    return Metadata(
        title=_title(root, metas),
        publisher=metas.get("og:site_name") or metas.get("dc.publisher") or _publisher(linked) or None,
        url=_address(root, metas),
        date=_date(root, metas, linked),
        licence=metas.get("dc.rights") or metas.get("dcterms.license") or None,
    )


def _title(root: Any, metas: dict[str, str]) -> str | None:
    first = root.find(".//h1")
    candidates = [
        flat(root.findtext(".//title") or ""),
        metas.get("og:title", ""),
        flat(first.text_content()) if first is not None else "",
    ]
    return next((title for title in candidates if not NO_TITLE.fullmatch(title)), None)


def _address(root: Any, metas: dict[str, str]) -> str | None:
    canonical = next(
        (link.get("href") for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"), None
    )
    return next((url for url in (canonical, metas.get("og:url")) if url and re.match("https?://", url)), None)


def _linked_data(root: Any) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD; what is no valid JSON says nothing."""
    for script in root.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            waiting = [json.loads(script.text or "null")]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.pop()
            if isinstance(value, dict):
                yield value
                waiting += value.values()
            elif isinstance(value, list):
                waiting += value


def _publisher(linked: list[dict[str, Any]]) -> str | None:
    for thing in linked:
        publisher = thing.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            return flat(publisher["name"])
    return None


def _date(root: Any, metas: dict[str, str], linked: list[dict[str, Any]]) -> str | None:
    for name in ("datePublished", "dateModified"):
        for thing in linked:
            if isinstance(thing.get(name), str) and (found := as_iso(thing[name][:10])):
                return found
    for name in DATE_NAMES:
        if metas.get(name) and (found := as_iso(metas[name][:10]) or as_iso(metas[name])):
            return found
    for time in root.iter("time"):
        stamp = time.get("datetime") or ""
        said = f"{time.get('itemprop') or ''} {time.get('class') or ''} {time.get('pubdate') or ''}".lower()
        if re.search("publi|entry-date|pubdate|updated|modified", said) and (found := as_iso(stamp[:10])):
            return found
    return None

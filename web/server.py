"""The web application: the Gradio page at `/`, and beside it what page.js asks for. Nothing refers to another host."""

from __future__ import annotations

import hashlib
import json
import os
from datetime import date as day
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from assistant.export import MEDIA_TYPES, export, filename
from ingest.errors import PasserelleError
from ingest.records import Citation, Language
from web.exports import Exports
from web.progress import hint, progress_html
from web.source import notice, source_panel
from web.startup import Startup
from web.strings import STRINGS, text

if TYPE_CHECKING:
    from fastapi import FastAPI

HERE: Final = Path(__file__).parent
ASSETS: Final = {"page.css": "text/css", "page.js": "text/javascript", "mark.svg": "image/svg+xml"}
SPOKEN: Final = ("page.title", "source.region", "source.unreachable", "start.ready", "offline")
"""The strings that page.js says by itself."""


def create_app(startup: Startup, language: Language, exports: Exports | None = None) -> FastAPI:
    """The application, ready for uvicorn. `language` is the one the page opens in; `exports` keeps its answers."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read by Gradio when it is imported
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import gradio as gr
    from fastapi import FastAPI
    from fastapi.responses import JSONResponse, Response

    from web.page import Page
    from web.shell import Shell
    from web.theme import theme

    exports = exports or Exports()
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/passerelle/start")
    def start(lang: Language) -> JSONResponse:
        progress = startup.progress
        said = {"phase": progress.phase, "html": progress_html(progress, lang), "hint": hint(progress, lang)}
        return JSONResponse(said, headers={"Cache-Control": "no-store"})

    @app.get("/passerelle/source")
    def source(
        document: str,
        start: int,
        end: int,
        lang: Language,
        n: int = 0,
        title: str | None = None,
        publisher: str | None = None,
        url: str | None = None,
        date: str | None = None,
        page: int | None = None,
    ) -> JSONResponse:
        # The passage's own title, address and date come from the answer: a table's row has another source than the
        # table. As JSON, so that a crafted address shows nobody a page of ours.
        try:
            if startup.assistant is None:
                raise LookupError(document)
            found = startup.assistant.document(document)
            quote = found.text[start:end]
            of = Citation(
                n, found.id, found.source, title or found.title, publisher, url, date, page, start, end, quote
            )
            html = source_panel(found, of, lang)
        except (LookupError, ValueError, PasserelleError):
            html = notice(text("source.gone", lang), lang)
        return JSONResponse({"html": html}, headers={"Cache-Control": "no-store"})

    @app.get("/passerelle/export/{name}.{format}")
    def rows(name: str, format: Literal["csv", "xlsx"]) -> Response:
        try:
            answer = exports.get(name)
        except KeyError:
            gone = "\n".join(text("export.gone", spoken) for spoken in ("fr", "en"))
            return Response(gone, status_code=404, media_type="text/plain; charset=utf-8")
        headers = {
            "Content-Disposition": f'attachment; filename="{filename(answer, format)}"',
            "Cache-Control": "no-store",
        }
        return Response(export(answer, format, day.today()), media_type=MEDIA_TYPES[format], headers=headers)

    @app.get("/passerelle/{name}")
    def asset(name: str) -> Response:
        if name not in ASSETS:
            return Response(status_code=404)
        headers = {"Cache-Control": "max-age=31536000, immutable"}
        return Response((HERE / name).read_bytes(), media_type=ASSETS[name], headers=headers)

    gr.mount_gradio_app(
        app,
        Page(startup, language, exports).blocks(),
        path="/",
        footer_links=[],
        theme=theme(),
        show_error=False,
        run_history=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        enable_monitoring=False,
        max_file_size=1,  # nothing is uploaded here, so nothing may be
    )
    app.add_middleware(Shell, head=_head(), language=language, title=text("page.title", language))
    return app


def _head() -> str:
    """What goes first in `<head>`: our style, our script and its strings."""

    def address(name: str) -> str:
        version = hashlib.sha256((HERE / name).read_bytes()).hexdigest()[:12]
        return f"./passerelle/{name}?v={version}"

    spoken = json.dumps({key: STRINGS[key] for key in SPOKEN}, ensure_ascii=True).replace("<", "\\u003c")
    return (
        f'<link rel="icon" type="image/svg+xml" href="{address("mark.svg")}">'
        f'<link rel="stylesheet" href="{address("page.css")}">'
        f'<script type="application/json" id="page-strings">{spoken}</script>'
        f'<script defer src="{address("page.js")}"></script>'
    )

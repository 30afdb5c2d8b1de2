"""The HTML page that Gradio serves, freed of what names other hosts, and the headers that keep the browser home."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY: Final = "; ".join(
    (
        "default-src 'self'",
        # Gradio's components are inline modules and compiled templates. Nothing of a document ever reaches a script.
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
HEADERS: Final = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)
FURNITURE: Final = re.compile(
    r"""<meta\s+(?:property|name)="(?:og|twitter):[^>]*>|<link\s+rel="manifest"[^>]*>|<link[^>]*rel="preconnect"[^>]*>"""
)


def cleaned(html: str, head: str, language: str, title: str) -> str:
    """Gradio's page in our language, with `head` first in its head and without its cards for social networks."""
    html = FURNITURE.sub("", html)
    html = re.sub(r'(<html\s[^>]*?)lang="[^"]*"', rf'\1lang="{language}"', html, count=1)
    html = re.sub(r"<title>.*?</title>", "", html, count=1, flags=re.DOTALL)
    base = re.search(r"<base\s[^>]*>", html)
    at = base.end() if base else html.index("<head>") + len("<head>")
    return f"{html[:at]}<title>{escape(title)}</title>{head}{html[at:]}"


class Shell:
    """ASGI middleware: rewrites the page at `/` and adds the security headers everywhere. Streams pass untouched."""

    def __init__(self, app: ASGIApp, head: str, language: str, title: str) -> None:
        self.app = app
        self.head, self.language, self.title = head, language, title

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        page = scope["method"] == "GET" and scope["path"] == "/"
        if page:  # a compressed page could not be rewritten
            scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]}
        begun: Message | None = None
        body = b""

        async def outgoing(message: Message) -> None:
            nonlocal begun, body
            if message["type"] == "http.response.start":
                kept = [pair for pair in message["headers"] if pair[0].lower() not in dict(HEADERS)]
                message = {**message, "headers": [*kept, *HEADERS]}
                if page and any(k == b"content-type" and v.startswith(b"text/html") for k, v in kept):
                    begun = message
                    return
            elif begun is not None:
                body += message.get("body", b"")
                if message.get("more_body"):
                    return
                html = cleaned(body.decode(), self.head, self.language, self.title).encode()
                others = [pair for pair in begun["headers"] if pair[0] not in (b"content-length", b"cache-control")]
                size = [(b"content-length", str(len(html)).encode()), (b"cache-control", b"no-store")]
                await send({**begun, "headers": [*others, *size]})
                message = {"type": "http.response.body", "body": html}
            await send(message)

        await self.app(scope, receive, outgoing)

"""The application: what it serves names no other host, and only what it stores is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from ingest.records import Answer, Document
from tests.web.material import TEXT, document
from web.server import create_app
from web.startup import Startup


class Shelf:
    """An assistant that only keeps one document."""

    def answer(self, *_: object, **__: object) -> Answer:
        raise NotImplementedError

    def document(self, id: str) -> Document:
        return {"paris": document()}[id]


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    startup = Startup(lambda _: Shelf())
    startup.start()
    assert startup.wait(10)
    with TestClient(create_app(startup, "fr")) as client:
        yield client


def test_the_page_is_ours_and_loads_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/")
    assert page.status_code == 200 and "<html" in page.text and 'lang="fr"' in page.text
    loaded = re.findall(r"<(?:script|link|img|iframe|meta)\b[^>]*>", page.text)
    assert loaded and not [tag for tag in loaded if re.search(r"https?://|\bmanifest\b", tag)]
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert page.headers["referrer-policy"] == "no-referrer"


def test_assets_are_served_and_nothing_else_is(client: TestClient) -> None:
    page = client.get("/").text
    for name in ("page.css", "page.js", "mark.svg"):
        [address] = re.findall(rf'"\./(passerelle/{re.escape(name)}\?v=\w+)"', page)
        assert client.get(f"/{address}").status_code == 200
    assert client.get("/passerelle/server.py").status_code == 404
    assert client.get("/passerelle/..%2Fui.py").status_code == 404


def test_a_source_is_the_stored_text(client: TestClient) -> None:
    asked = {"document": "paris", "start": 0, "end": 5, "lang": "fr", "n": 1, "title": "<img src=x onerror=alert(1)>"}
    reply = client.get("/passerelle/source", params=asked)
    assert reply.headers["content-type"] == "application/json"
    assert f'<mark id="cited">{TEXT[:5]}</mark>' in reply.json()["html"] and "<img" not in reply.json()["html"]


@pytest.mark.parametrize("wrong", [{"document": "lyon"}, {"start": 4, "end": 4}, {"end": 10_000}, {"start": -1}])
def test_a_source_that_is_gone_says_so(client: TestClient, wrong: dict[str, str | int]) -> None:
    asked = {"document": "paris", "start": 0, "end": 5, "lang": "en"} | wrong
    assert "no longer in the index" in client.get("/passerelle/source", params=asked).json()["html"]


def test_only_two_languages(client: TestClient) -> None:
    assert client.get("/passerelle/start", params={"lang": "de"}).status_code == 422
    assert client.get("/passerelle/start", params={"lang": "en"}).json()["phase"] == "ready"


def test_nothing_can_be_uploaded(client: TestClient) -> None:
    reply = client.post("/gradio_api/upload", files={"files": ("a.txt", b"some bytes")})
    assert reply.status_code >= 400

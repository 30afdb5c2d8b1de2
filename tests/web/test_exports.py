"""Exports on the page: links under an answer with rows, served by the page's own server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from ingest.records import Answer, Item
from tests.web.material import Tags, answer, document
from web.exports import Exports
from web.render import Exchange, answer_html, conversation
from web.server import create_app
from web.startup import Startup


def listed(**changes: object) -> Answer:
    return answer("- **Paris** [1]", items=(Item("Paris", status="active", citations=(1,)),), **changes)


class Shelf:
    def answer(self, *_: object, **__: object) -> Answer:
        return listed()

    def document(self, id: str) -> object:
        return document()


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[TestClient, Exports]]:
    startup = Startup(lambda _: Shelf())  # type: ignore[arg-type, return-value]
    startup.start()
    assert startup.wait(10)
    exports = Exports()
    with TestClient(create_app(startup, "fr", exports)) as client:
        yield client, exports


def test_links_stand_under_an_answer_with_rows_in_its_language() -> None:
    html = conversation([Exchange("Qui ?", "answered", listed(), export="abc")], "en")
    links = [some for tag, some in Tags(html).tags if tag == "a"]
    assert [link["href"] for link in links] == ["./passerelle/export/abc.csv", "./passerelle/export/abc.xlsx"]
    assert all("download" in link and "tabindex" not in link for link in links)
    assert "Exporter" in Tags(html).text
    assert "Export the rows" in Tags(answer_html(listed(language="en"), "abc")).text


def test_no_links_without_rows() -> None:
    assert "export" not in answer_html(answer())
    assert Exports().keep(answer()) is None
    assert Exports().keep(replace(listed(), abstained=True)) is None


def test_a_file_is_served_under_the_questions_name(served: tuple[TestClient, Exports]) -> None:
    client, exports = served
    name = exports.keep(listed(question="Qui est à Paris ?"))
    reply = client.get(f"/passerelle/export/{name}.csv")
    assert reply.status_code == 200 and reply.headers["content-type"] == "text/csv; charset=utf-8"
    assert reply.headers["content-disposition"] == 'attachment; filename="qui-est-a-paris.csv"'
    assert reply.content.decode("utf-8-sig").splitlines()[1].startswith("Paris;")
    assert "default-src 'self'" in reply.headers["content-security-policy"]
    assert client.get(f"/passerelle/export/{name}.xlsx").content[:2] == b"PK"


def test_what_is_not_kept_says_so_and_nothing_else_is_served(served: tuple[TestClient, Exports]) -> None:
    client, _ = served
    gone = client.get("/passerelle/export/0.csv")
    assert gone.status_code == 404 and "Reposez la question" in gone.text and "Ask the question again" in gone.text
    assert client.get("/passerelle/export/0.exe").status_code >= 400


def test_only_the_last_answers_are_kept() -> None:
    exports = Exports(kept=2)
    first, *others = [exports.keep(listed()) for _ in range(3)]
    assert first and all(others) and len({first, *others}) == 3
    with pytest.raises(KeyError):
        exports.get(first)
    assert all(exports.get(one or "") for one in others)

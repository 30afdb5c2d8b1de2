"""The first start, a failed start, and hostile documents, on the page served in this process."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from assistant.chain import Assistant
from index.build import build
from index.embed import Encoder
from ingest.errors import SnapshotError
from ingest.settings import Settings
from tests.browser.actions import BOX, ask
from tests.browser.conftest import Watch
from web.prepare import preparation
from web.startup import Answering, Startup

Serve = Callable[[Callable[[Startup], Answering]], str]
PAYLOAD = '<script>window.hit=1</script><img src=x onerror="window.hit=1">${window.hit=1}{{constructor}}`'
PAGE = f"""---
title: Les réseaux {PAYLOAD}
publisher: Mairie {PAYLOAD}
url: "javascript:window.hit=1"
date: 2024-02-01
---

# Réseau des villes fluviales

Le Réseau des villes fluviales est présidé par Jeanne Dupuis {PAYLOAD} depuis 2019.
"""


def test_the_page_shows_while_the_documents_are_prepared(
    page: Page, serve: Serve, seeds_index: Path, encoder: Encoder
) -> None:
    go = threading.Event()

    def prepare(startup: Startup) -> Answering:
        startup.note(building=True)
        startup.report("embedding", 12, 48, "La participation aux réseaux des villes")
        go.wait()
        return Assistant.open(Settings(index=seeds_index), encoder)

    page.goto(serve(prepare))
    bar = page.get_by_role("progressbar", name="Indexation des passages")
    expect(bar).to_have_attribute("value", "12")
    expect(page.locator("#start")).to_contain_text("12 sur 48")
    expect(page.locator("#start")).to_contain_text("La participation aux réseaux des villes")
    expect(page.locator("#hint")).to_contain_text("pas encore prêts")
    expect(page.locator(BOX)).to_have_attribute("aria-describedby", "hint")
    page.locator(BOX).fill("Qui préside l'AIMF ?")
    page.locator(BOX).press("Enter")
    expect(page.locator(".turn.pending")).to_contain_text("Question notée")
    page.locator("#switch").click()
    expect(page.locator(".turn.pending")).to_contain_text("Question noted")
    expect(page.get_by_role("progressbar", name="Indexing the passages")).to_be_visible()
    go.set()
    expect(page.locator(".turn.answer")).to_contain_text("Maire de Paris")
    expect(page.get_by_role("progressbar")).to_have_count(0)
    expect(page.locator("#hint")).to_contain_text("Enter to send")


def test_a_first_start_builds_the_index(page: Page, serve: Serve, tmp_path: Path, watch: Watch) -> None:
    source = tmp_path / "reseau.md"
    source.write_text(
        "# Réseau des villes fluviales\n\nLe réseau a été fondé en 1987 à Strasbourg.\n", encoding="utf-8"
    )
    address = serve(preparation(Settings(index=tmp_path / "index"), [str(source)]))
    page.goto(address)
    expect(ask(page, "Quand le Réseau des villes fluviales a-t-il été fondé ?")).to_contain_text("1987")
    assert not watch.complaints and not watch.others(address)


def test_a_failed_start_says_what_to_do_and_refuses_politely(page: Page, serve: Serve) -> None:
    def prepare(startup: Startup) -> Answering:
        raise SnapshotError("snapshot.missing", index="var/index")

    page.goto(serve(prepare))
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("var/index")
    expect(alert).to_contain_text("relancez")
    expect(page.locator("#hint")).to_contain_text("Aucune réponse")
    expect(ask(page, "Qui préside l'AIMF ?")).to_contain_text("n'a pas pu être traitée")


def test_a_hostile_document_is_only_text(
    page: Page, serve: Serve, encoder: Encoder, tmp_path: Path, watch: Watch
) -> None:
    (tmp_path / "page.md").write_text(PAGE, encoding="utf-8")
    build([str(tmp_path / "page.md")], tmp_path / "index", encoder)
    address = serve(lambda _: Assistant.open(Settings(index=tmp_path / "index"), encoder))
    page.goto(address)
    answer = ask(page, f"Qui préside le Réseau des villes fluviales ? {PAYLOAD}")
    button = answer.locator("button[data-citation]").first
    expect(answer).to_contain_text("Jeanne Dupuis")
    button.click()
    expect(page.locator("#source .source-text")).to_contain_text("window.hit=1")
    assert page.evaluate("window.hit") is None
    assert (
        page.locator('#source a[href^="javascript"], #talk img, #source img, #talk script, #source script').count() == 0
    )
    assert not watch.complaints and not watch.others(address)

"""A real browser on the real page. The browser is Debian's; without it these tests are skipped and say so."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from ingest.settings import PREFIX
from web.server import create_app
from web.serving import Server
from web.startup import Answering, Startup

ROOT = Path(__file__).resolve().parents[2]
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
PATIENCE = 120_000
"""Milliseconds before a test gives up. Not a promise of speed: a busy machine must not fail a right page."""
expect.set_options(timeout=PATIENCE)


@dataclass
class Watch:
    """What a page asked for and complained about."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def attach(self, page: Page) -> None:
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("dialog", lambda dialog: (self.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))

    def others(self, url: str) -> list[str]:
        """Requests that left for another host than that of `url`."""
        own = urlsplit(url).netloc
        return [asked for asked in self.requests if urlsplit(asked).netloc not in (own, "")]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(browser: Browser, seeds_index: Path) -> Iterator[str]:
    """The address of `python ui.py` over the seed pages, ready to answer."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    command = [sys.executable, "ui.py", "--index", str(seeds_index), "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            url = server.stdout.readline().split(" : ")[-1].replace("Passerelle\u00a0: ", "").strip()
            assert url.startswith("http://127.0.0.1:"), url
            until_ready(url)
            yield url
        finally:
            server.terminate()


def until_ready(url: str) -> None:
    """Waits until the assistant behind `url` has started."""
    end = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < end:
        with urllib.request.urlopen(f"{url}/passerelle/start?lang=fr") as reply:
            said = reply.read().decode()
        if '"phase":"ready"' in said:
            return
        assert '"phase":"failed"' not in said, said
        time.sleep(0.5)
    raise AssertionError(f"not ready: {said}")


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def page(browser: Browser, watch: Watch) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    watch.attach(page)
    yield page
    context.close()


@pytest.fixture
def serve() -> Iterator[Callable[[Callable[[Startup], Answering]], str]]:
    """Serves the page in this process, started by the function that is given; returns its address."""
    with _servers() as start:
        yield start


@contextmanager
def _servers() -> Iterator[Callable[[Callable[[Startup], Answering]], str]]:
    running: list[tuple[Server, threading.Thread]] = []

    def start(prepare: Callable[[Startup], Answering]) -> str:
        startup = Startup(prepare)
        server = Server(create_app(startup, "fr"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        running.append((server, thread))
        while not server.started:
            time.sleep(0.05)
        startup.start()
        return f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"

    try:
        yield start
    finally:
        for server, thread in running:
            server.should_exit = True
            thread.join(10)

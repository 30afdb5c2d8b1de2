"""The page over the seed pages, as `python ui.py` serves it: a question, its answer, its source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from index.snapshot import Snapshot
from tests.browser.actions import BOX, ask, in_view, overflow
from tests.browser.conftest import PATIENCE, Watch
from web.strings import STRINGS, text

QUESTION = "Qui préside l'AIMF ?"


def test_a_question_is_answered_and_its_source_opens_at_the_passage(
    page: Page, address: str, watch: Watch, seeds_index: Path
) -> None:
    page.goto(address)
    answer = ask(page, QUESTION)
    expect(answer).to_contain_text("Maire de Paris")
    first = answer.locator("button.cite").first
    expect(first).to_have_text("[1]")
    first.click()
    panel = page.locator("#source")
    expect(panel).to_be_visible()
    expect(panel).to_be_focused()
    expect(first).to_have_attribute("aria-expanded", "true")
    mark = page.locator("#cited")
    expect(mark).to_be_visible()
    assert in_view(page, "#cited")
    told = page.evaluate("JSON.parse(document.querySelector('button.cite').dataset.citation)")
    document = Snapshot.open(seeds_index).document(told["document"])
    assert mark.evaluate("mark => mark.textContent") == document.text[told["start"] : told["end"]]
    assert page.locator(".source-text").evaluate("text => text.textContent") == document.text
    expect(panel.locator("h2")).to_have_text(document.title)
    assert not watch.others(address), watch.others(address)
    assert not watch.complaints


def test_one_click_turns_the_page_into_english_and_keeps_the_conversation(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    answer = ask(page, QUESTION)
    answer.locator("button.cite").first.click()
    expect(page.locator("#source")).to_contain_text("Fichier")
    page.locator(BOX).fill("une question commencée")
    said = answer.inner_text()
    page.locator("#switch").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_title(text("page.title", "en"))
    expect(page.get_by_label("Your question")).to_have_value("une question commencée")
    expect(page.locator("#source")).to_contain_text("File")
    expect(page.locator("#hint")).to_have_text(text("box.hint", "en"))
    assert answer.inner_text() == said
    outside = page.locator("#bar").inner_text() + page.locator("#composer").inner_text()
    for key in ("talk.new", "box.label", "box.send", "brand.tagline", "box.hint"):
        assert text(key, "fr") not in outside
    english = ask(page, "Who chairs the AIMF?")
    expect(english).to_have_attribute("lang", "en")
    expect(english).to_contain_text("Maire de Paris")
    page.locator("#switch").click()
    expect(page.get_by_label("Votre question")).to_be_visible()
    expect(page.locator(".exchange")).to_have_count(2)


def test_an_example_is_one_click_and_a_new_conversation_another(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Qui préside").click()
    expect(page.locator(".turn.answer")).to_contain_text("Maire de Paris")
    expect(page.locator("#welcome")).to_be_hidden()
    page.get_by_role("button", name="Nouvelle conversation").click()
    expect(page.locator(".exchange")).to_have_count(0)
    expect(page.locator("#welcome")).to_be_visible()
    page.locator("#switch").click()
    expect(page.locator(".chip").first).to_have_text("Which city networks does Paris participate in?")


def test_the_keyboard_alone_is_enough(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(BOX)).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    answer = page.locator(".turn.answer")
    expect(answer).to_be_visible()
    first = answer.locator("button.cite").first
    for _ in range(10):
        if first.evaluate("button => button === document.activeElement"):
            break
        page.keyboard.press("Shift+Tab")
    expect(first).to_be_focused()
    ring = first.evaluate("button => getComputedStyle(button).outlineStyle")
    assert ring == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("#source")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#source [data-close]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#source")).to_be_hidden()
    expect(first).to_be_focused()


def test_what_the_documents_do_not_say_looks_different(page: Page, address: str, watch: Watch) -> None:
    page.goto(address)
    answer = ask(page, "Quelle est la recette du gâteau au chocolat ?")
    expect(answer).to_have_class(re.compile("abstained"))
    expect(answer).to_contain_text("Les documents ne le disent pas")
    expect(answer.locator("button.cite")).to_have_count(0)
    nearest = ask(page, "Quelle est la population de Lyon ?").locator("button.near").first
    nearest.click()
    expect(page.locator("#source .kicker")).to_have_text("Passage proche")
    assert in_view(page, "#cited")
    assert not watch.complaints


@pytest.mark.parametrize(("width", "height"), [(360, 740), (320, 640)])
def test_a_phone_shows_everything_without_scrolling_sideways(
    browser: Browser, address: str, watch: Watch, width: int, height: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": height}, has_touch=True, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    watch.attach(page)
    page.goto(address)
    expect(page.locator(BOX)).to_be_visible()
    assert overflow(page) == 0
    answer = ask(page, QUESTION)
    assert overflow(page) == 0
    answer.locator("button.cite").first.tap()
    expect(page.locator("#cited")).to_be_visible()
    assert in_view(page, "#cited") and overflow(page) == 0
    assert page.locator("#source").bounding_box() == {"x": 0, "y": 0, "width": width, "height": height}
    page.locator("#source [data-close]").tap()
    expect(page.locator("#source")).to_be_hidden()
    expect(answer).to_be_visible()
    assert not watch.complaints
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_in_light_and_dark(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(address)
    ask(page, QUESTION).locator("button.cite").first.click()
    expect(page.locator("#cited")).to_be_visible()
    dark = page.evaluate("document.body.classList.contains('dark')")
    assert dark == (scheme == "dark")
    for selector in (
        "#head h1", "#switch", ".question p", ".reply p", ".reply blockquote", "button.cite", ".sources span",
        ".coverage", "#hint", "#send", "#foot p", "#source h2", "#source .kicker", "#source dt", "#source a",
        ".source-text", "#cited",
    ):  # fmt: skip
        if page.locator(selector).count():
            assert page.evaluate(CONTRAST, selector) >= 4.5, selector
    context.close()


def test_the_servers_own_words_are_all_ours() -> None:
    """Gradio's own buttons and footer, which speak the browser's language, are not on the page."""
    assert "Gradio" not in " ".join(said for both in STRINGS.values() for said in both.values())


CONTRAST = """selector => {
  const parse = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
    .map(c => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const element = document.querySelector(selector);
  let behind = element;
  while (behind && (parse(getComputedStyle(behind).backgroundColor)[3] ?? 1) === 0) behind = behind.parentElement;
  const pair = [light(parse(getComputedStyle(element).color)), light(parse(getComputedStyle(behind).backgroundColor))];
  return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
}"""


def test_a_suggestion_is_asked_with_one_click_or_key(page: Page, address: str) -> None:
    page.goto(address)
    declined = ask(page, "Quel est le budget annuel de l'AIMF ?")
    expect(declined).to_contain_text("Vous pouvez demander")
    chip = declined.locator("button.chip").first
    question = chip.inner_text()
    chip.focus()
    page.keyboard.press("Enter")
    asked = page.locator('[data-exchange="1"]')
    expect(asked.locator(".question")).to_contain_text(question)
    expect(asked.locator(".turn.answer")).to_be_visible()
    expect(asked.locator(".turn.abstained")).to_have_count(0)
    expect(page.locator(BOX)).to_have_value("")

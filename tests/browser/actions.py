"""What a reader does on the page."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

BOX = "#question textarea"


def ask(page: Page, question: str) -> Locator:
    """Types a question, sends it with Enter, and returns the answer once it is there."""
    number = page.locator("[data-exchange]").count()
    page.locator(BOX).fill(question)
    page.locator(BOX).press("Enter")
    answer = page.locator(f'[data-exchange="{number}"] .turn.answer')
    expect(answer).to_be_visible()
    return answer


def in_view(page: Page, selector: str) -> bool:
    """Whether the first line of an element is inside the window and inside the panel that scrolls it."""
    return bool(
        page.evaluate(
            """selector => {
              const box = document.querySelector(selector).getClientRects()[0];
              const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
              return box.top >= 0 && box.bottom <= innerHeight && !!hit && !!hit.closest(selector);
            }""",
            selector,
        )
    )


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))

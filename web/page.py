"""The page: what stands on it and what happens on a click. All it shows is made by render, source and progress."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Final

import gradio as gr

from ingest.records import Answer, Language, Turn
from web.exports import Exports
from web.markup import plain
from web.render import Exchange, conversation
from web.startup import Answering, Startup
from web.strings import EXAMPLES, examples, text

logger = logging.getLogger(__name__)

LONGEST: Final = 1000
"""Characters of a question: several sentences, and no one can send a book to be embedded."""
REMEMBERED: Final = 6
"""Exchanges handed to the assistant as the conversation so far."""
AT_ONCE: Final = 2
"""Answers computed at the same time: more would only slow each other on two cores."""


@dataclass(slots=True)
class Session:
    """What one open tab holds."""

    language: Language = "fr"
    exchanges: list[Exchange] = field(default_factory=list)

    def history(self, before: int) -> tuple[Turn, ...]:
        """The answered exchanges that precede exchange number `before`, as the assistant reads them."""
        turns: list[Turn] = []
        for exchange in self.exchanges[max(0, before - REMEMBERED) : before]:
            if exchange.answer is not None:
                turns += [Turn("user", exchange.question), Turn("assistant", exchange.answer.markdown)]
        return tuple(turns)


class Page:
    """The Blocks and the handlers. One for the whole server: what belongs to a reader is in their `Session`."""

    def __init__(self, startup: Startup, language: Language, exports: Exports) -> None:
        self.startup = startup
        self.exports = exports
        self.language = language
        self._slots = asyncio.Semaphore(AT_ONCE)

    def blocks(self) -> gr.Blocks:
        """Builds the page in the language it opens in."""
        language = self.language
        blocks = gr.Blocks(title=text("page.title", language), analytics_enabled=False, fill_width=True)
        with blocks:
            session = gr.State(Session(language))
            with gr.Row(elem_id="bar"):
                self.head = _html(_head(language), "head")
                self.fresh = gr.Button(text("talk.new", language), elem_id="fresh", size="sm", visible=False, scale=0)
                self.switch = gr.Button(text("language.switch", language), elem_id="switch", size="sm", scale=0)
            _html('<div id="start-body"></div>', "start")
            with gr.Column(elem_id="chat"):
                self.welcome = _html(_welcome(language), "welcome")
                with gr.Row(elem_id="examples") as self.chips:
                    self.examples = [gr.Button(question, elem_classes="chip") for question in examples(language)]
                self.talk = _html("", "talk")
                with gr.Column(elem_id="composer"):
                    with gr.Row(elem_id="line"):
                        self.box = gr.Textbox(
                            label=text("box.label", language),
                            placeholder=text("box.placeholder", language),
                            max_lines=6,
                            elem_id="question",
                            scale=1,
                            min_width=0,
                        )
                        self.send = gr.Button(
                            text("box.send", language), variant="primary", elem_id="send", scale=0, min_width=0
                        )
                    _html('<p id="hint"></p>', "hint-holder")
            self.foot = _html(_foot(language), "foot")
            self._wire(session)
        return blocks

    def _wire(self, session: gr.State) -> None:
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        asked: dict[str, Any] = {
            "outputs": [self.box, self.talk, self.welcome, self.chips, self.fresh],
            "trigger_mode": "multiple",
            "concurrency_limit": None,
            **quiet,
        }
        gr.on([self.box.submit, self.send.click], self.ask, [self.box, session], **asked)
        for number, chip in enumerate(self.examples):
            chip.click(self.example(number), [session], **asked)
        words = [self.head, self.switch, self.fresh, self.welcome, *self.examples, self.talk, self.box, self.send]
        self.switch.click(self.change_language, [session], [*words, self.foot], **quiet)
        self.fresh.click(self.clear, [session], [self.talk, self.welcome, self.chips, self.fresh], **quiet)

    async def ask(self, question: str, session: Session) -> AsyncIterator[list[Any]]:
        """Shows the question at once, its answer when there is one. Yields the outputs of `_wire`."""
        question = question.strip()
        if not question:
            yield [gr.skip()] * 5
            return
        exchange, number = Exchange(question), len(session.exchanges)
        session.exchanges.append(exchange)
        if not self.startup.progress.settled:
            exchange.state = "waiting"
        hidden = gr.update(visible=False)
        shown = conversation(session.exchanges, session.language)
        yield ["", shown, hidden, hidden, gr.update(visible=True)]
        await self._settle(exchange, number, session)
        if exchange in session.exchanges:
            yield [gr.skip(), conversation(session.exchanges, session.language), *[gr.skip()] * 3]

    async def _settle(self, exchange: Exchange, number: int, session: Session) -> None:
        while not self.startup.progress.settled:
            await asyncio.sleep(0.2)
        earlier = session.exchanges[:number]
        while any(other.state in ("waiting", "searching") for other in earlier):
            await asyncio.sleep(0.05)
        assistant = self.startup.assistant
        if assistant is None:
            exchange.state, exchange.trouble = "trouble", "talk.refused"
        elif len(exchange.question) > LONGEST:
            exchange.state, exchange.trouble = "trouble", "talk.too_long"
        else:
            try:
                async with self._slots:
                    history = session.history(number)
                    exchange.answer = await asyncio.to_thread(_answer, assistant, exchange.question, history)
                exchange.export = self.exports.keep(exchange.answer)
                exchange.state = "answered"
            except Exception:  # one broken question must not leave the reader without a word
                logger.exception("no answer to %r", exchange.question)
                exchange.state, exchange.trouble = "trouble", "talk.error"

    def example(self, number: int) -> Any:
        """A handler that asks example `number` in the language the page has at that moment."""

        async def ask_example(session: Session) -> AsyncIterator[list[Any]]:
            async for outputs in self.ask(EXAMPLES[session.language][number], session):
                yield outputs

        return ask_example

    def change_language(self, session: Session) -> list[Any]:
        """Every word of the page in the other language; the conversation and a question being typed stay."""
        language: Language = "en" if session.language == "fr" else "fr"
        session.language = language
        return [
            _head(language),
            text("language.switch", language),
            text("talk.new", language),
            _welcome(language),
            *examples(language),
            conversation(session.exchanges, language),
            gr.update(label=text("box.label", language), placeholder=text("box.placeholder", language)),
            text("box.send", language),
            _foot(language),
        ]

    def clear(self, session: Session) -> list[Any]:
        """An empty conversation."""
        session.exchanges.clear()
        return ["", gr.update(visible=True), gr.update(visible=True), gr.update(visible=False)]


def _answer(assistant: Answering, question: str, history: tuple[Turn, ...]) -> Answer:
    return assistant.answer(question, history=history)


def _html(value: str, name: str) -> gr.HTML:
    return gr.HTML(value, elem_id=name, js_on_load=None, apply_default_css=False)


def _head(language: Language) -> str:
    # page.js reads data-language: it is how the browser side learns that the page changed its language.
    return (
        f'<div data-language="{language}"><a class="skip" href="#question">{plain(text("skip", language))}</a>'
        f'<h1>Passerelle</h1><p class="tagline">{plain(text("brand.tagline", language))}</p></div>'
    )


def _welcome(language: Language) -> str:
    return (
        f"<h2>{plain(text('welcome.title', language))}</h2><p>{plain(text('welcome.text', language))}</p>"
        f'<h3 id="examples-title">{plain(text("welcome.examples", language))}</h3>'
    )


def _foot(language: Language) -> str:
    return f"<p>{plain(text('foot', language))}</p>"

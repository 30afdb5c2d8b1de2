"""From what somebody typed to a question that can be looked up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from assistant.lexicon import lexicon
from index.analysis import fold, words
from ingest.records import Language, Question, Turn

LONGEST: Final = 2_000
"""Characters of a question that are read: nobody types more, and a pasted page would only dilute the search."""

_FOLLOW_UP: Final = re.compile(
    r"^(?:et|mais|and|but|what about|how about|quid)\b"
    r"|\b(?:celui-ci|celle-ci|lesquel(?:le)?s|laquelle|lequel|which ones?|of them)\b",
    re.IGNORECASE,
)


_QUOTED: Final = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")


def understand(text: str, history: Sequence[Turn] = (), language: Language | None = None) -> Question:
    """The question in `text`: its language unless it is given, and a form that reads alone."""
    asked = " ".join(text.split())[:LONGEST]
    asked_in = question_language(asked, history)
    return Question(text, _standalone(asked, history), asked_in, language or asked_in)


def question_language(text: str, history: Sequence[Turn] = ()) -> Language:
    """The language of a question, from its function words; a tie goes to the conversation's, then to French."""
    # A name or a title between quotes keeps its own language, whatever the question's.
    asked = _QUOTED.sub(" ", text) if _QUOTED.sub("", text).strip(" ?!.") else text
    found = [fold(word) for word in words(asked.replace("'", " ").replace("’", " "))]
    score = {language: sum(word in telling for word in found) for language, telling in lexicon().telling.items()}
    if score["fr"] != score["en"]:
        return "fr" if score["fr"] > score["en"] else "en"
    if any(fold(letter) != letter for letter in text.lower()):
        return "fr"
    earlier = [turn.content for turn in history if turn.role == "user"]
    return (
        question_language(earlier[-1], [turn for turn in history if turn.content != earlier[-1]]) if earlier else "fr"
    )


def expectations(question: Question) -> tuple[frozenset[str], frozenset[str]]:
    """What the asker expects to read (date, place, person, number, …), and the words that say so."""
    return lexicon().expectations(fold(question.standalone.lower().replace("’", "'")))


def _standalone(asked: str, history: Sequence[Turn]) -> str:
    """A follow-up that names too little to be looked up takes the question before it along."""
    earlier = [turn.content for turn in history if turn.role == "user"]
    if earlier and _FOLLOW_UP.search(asked):
        return f"{' '.join(earlier[-1].split())[:LONGEST]} {asked}"
    return asked

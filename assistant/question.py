"""From what somebody typed to a question that can be looked up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, get_args

from assistant.lexicon import lexicon
from index.analysis import fold, words
from ingest.records import Language, Question, Turn

LONGEST: Final = 2_000
"""Characters of a question that are read: nobody types more, and a pasted page would only dilute the search."""

# Words that only one of the two languages uses to ask or to link: short questions hold little else.
_TELLING: Final[dict[Language, frozenset[str]]] = {
    "fr": frozenset(
        "qui que quoi quel quelle quels quelles quand ou comment combien pourquoi est sont le la les un une des du de d l et en "
        "au aux dans avec pour par sur a quoi c s il elle qu ce cette ces ses son sa ville reseau depuis ete y".split()
    ),
    "en": frozenset(
        "who what which whom whose when where how why is are was were the an of in with for by on to does did do has have "
        "and its it this that these those city network since been there about tell many much".split()
    ),
}
_FOLLOW_UP: Final = re.compile(
    r"^(?:et|mais|and|but|what about|how about|quid)\b|\b(?:celui-ci|celle-ci|lesquel(?:le)?s|laquelle|lequel|which ones?|of them)\b",
    re.IGNORECASE,
)


def understand(text: str, history: Sequence[Turn] = (), language: Language | None = None) -> Question:
    """The question in `text`: its language unless it is given, and a form that reads alone."""
    asked = " ".join(text.split())[:LONGEST]
    return Question(
        text=text,
        standalone=_standalone(asked, history),
        language=language or question_language(asked, history),
    )


def question_language(text: str, history: Sequence[Turn] = ()) -> Language:
    """The language of a question, from its function words; a tie goes to the conversation's, then to French."""
    found = [fold(word) for word in words(text.replace("'", " ").replace("’", " "))]
    score = {language: sum(word in telling for word in found) for language, telling in _TELLING.items()}
    if score["fr"] != score["en"]:
        return "fr" if score["fr"] > score["en"] else "en"
    if any(fold(letter) != letter for letter in text.lower()):
        return "fr"
    earlier = [turn.content for turn in history if turn.role == "user"]
    return question_language(earlier[-1], [turn for turn in history if turn.content != earlier[-1]]) if earlier else "fr"


def expectations(question: Question) -> tuple[frozenset[str], frozenset[str]]:
    """What the asker expects to read (date, place, person, number, …), and the words that say so."""
    return lexicon().expectations(fold(question.standalone.lower().replace("’", "'")))


def _standalone(asked: str, history: Sequence[Turn]) -> str:
    """A follow-up that names too little to be looked up takes the question before it along."""
    earlier = [turn.content for turn in history if turn.role == "user"]
    if earlier and _FOLLOW_UP.search(asked):
        return f"{' '.join(earlier[-1].split())[:LONGEST]} {asked}"
    return asked


assert set(get_args(Language)) == set(_TELLING)

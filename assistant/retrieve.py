"""The hybrid search as a LangChain retriever, for our chain and for anybody else's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, PrivateAttr

from assistant.question import question_language
from index.search import Hit, Query, best, make_query, score
from index.snapshot import Snapshot

QUERIES_KEPT = 256


class PassageRetriever(BaseRetriever):
    """Passages that may answer a question, best first: cosine and BM25, fused."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    snapshot: Snapshot
    encoder: Any
    """An `index.embed.Encoder`; pydantic cannot check protocols with properties."""
    k: int = 10
    _query: Callable[[str], Query] = PrivateAttr()

    def model_post_init(self, context: Any, /) -> None:
        # A question is encoded once, although the search and the weighing of sentences both need its vector.
        self._query = lru_cache(QUERIES_KEPT)(
            lambda question: make_query(self.snapshot, self.encoder, question, question_language(question))
        )

    def query(self, question: str) -> Query:
        """The question as a vector and as terms."""
        return self._query(question)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        return [self._document(hit) for hit in best(score(self.snapshot, self.query(query)), self.k)]

    def _document(self, hit: Hit) -> LangChainDocument:
        passage = self.snapshot.passage(hit.passage_no)
        return LangChainDocument(
            page_content=passage.text,
            metadata={
                "hit": hit,
                "document": passage.document,
                "start": passage.span.start,
                "end": passage.span.end,
                "headings": list(passage.headings),
                "date": passage.date,
            },
        )


def hits_of(found: Sequence[LangChainDocument]) -> list[Hit]:
    """The hits behind what the retriever returned."""
    return [document.metadata["hit"] for document in found]

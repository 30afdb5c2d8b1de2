"""The hybrid search as a LangChain retriever, for our chain and for anybody else's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.question import question_language
from index.search import Hit, hybrid_search
from index.snapshot import Snapshot


class PassageRetriever(BaseRetriever):
    """Passages that may answer a question, best first: cosine and BM25, fused."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    snapshot: Snapshot
    encoder: Any
    """An `index.embed.Encoder`; pydantic cannot check protocols with properties."""
    k: int = 10

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        hits = hybrid_search(self.snapshot, self.encoder, query, question_language(query), self.k)
        return [self._document(hit) for hit in hits]

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

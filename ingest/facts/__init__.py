"""From the blocks of a page to its facts: each with the span that proves it and the name of its extractor."""

from ingest.facts.extract import Extraction, extract

__all__ = ["Extraction", "extract"]

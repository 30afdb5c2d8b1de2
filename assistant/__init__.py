"""Answers questions from a snapshot, with citations, or says that the documents do not."""

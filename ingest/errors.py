"""The errors that every layer may raise. Each names what offended and the way out, in the reader's language."""

from __future__ import annotations

from ingest.messages import render
from ingest.records import Language


class PasserelleError(Exception):
    """Base of all errors that a user can do something about.

    `code` names a text of `ingest.messages`; `values` fill its fields. `str(error)` is the English text.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(render(code, "en", **values))
        self.code = code
        self.values = values

    def text(self, language: Language) -> str:
        """The message in the reader's language."""
        return render(self.code, language, **self.values)


class IngestError(PasserelleError):
    """A source could not be turned into a document; `source` is what was asked for, as it was asked for.

    Messages may use it as `{source}`.
    """

    def __init__(self, source: str, code: str, **values: object) -> None:
        super().__init__(code, source=source, **values)
        self.source = source


class SnapshotError(PasserelleError):
    """An index is missing, damaged, or was made with other settings than the ones in force."""


class ModelError(PasserelleError):
    """The embedding model could not be found or loaded."""


class SettingsError(PasserelleError):
    """A setting has a value that cannot be used."""


class NamesError(PasserelleError):
    """A table of names cannot be used."""

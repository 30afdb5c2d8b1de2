"""What errors and progress say, in French and in English. One entry a message, both languages side by side."""

from __future__ import annotations

from typing import Final

from ingest.records import Language

MESSAGES: Final[dict[str, dict[Language, str]]] = {
    "setting.unknown": {
        "fr": "{name} n'est pas un réglage de Passerelle. Réglages possibles : {known}.",
        "en": "{name} is not a Passerelle setting. Known settings: {known}.",
    },
    "setting.language": {
        "fr": "PASSERELLE_LANGUAGE vaut « {value} » ; les valeurs possibles sont fr et en.",
        "en": 'PASSERELLE_LANGUAGE is "{value}"; it can be fr or en.',
    },
}


def render(code: str, language: Language, **values: object) -> str:
    """The text of message `code` with its fields filled. An unknown code is a programming error (`KeyError`)."""
    return MESSAGES[code][language].format(**values)

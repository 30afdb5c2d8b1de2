"""The words around the quotes, in the language of the question. Quotes stay in the language of their document."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from babel.dates import format_date

from ingest.records import Language, Status

ISO: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
"""A date as it is stored, with the precision that is known."""
TEXTS: Final[dict[str, dict[Language, str]]] = {
    "according": {"fr": "Selon {source} :", "en": "According to {source}:"},
    "titled": {"fr": "« {title} »", "en": "“{title}”"},
    "undated": {"fr": "sans date", "en": "undated"},
    "according.in_fr": {"fr": "Selon {source} :", "en": "According to {source} (in French):"},
    "according.in_en": {"fr": "Selon {source} (en anglais) :", "en": "According to {source}:"},
    "verdict.yes": {"fr": "Oui.", "en": "Yes."},
    "verdict.no": {"fr": "Non.", "en": "No."},
    "status.done": {"fr": "C'est fait :", "en": "Done:"},
    "status.in-progress": {"fr": "C'est en cours :", "en": "In progress:"},
    "status.planned": {"fr": "C'est prévu, pas encore engagé :", "en": "Planned, not started:"},
    "status.suspended": {"fr": "C'est suspendu :", "en": "Suspended:"},
    "status.former": {"fr": "C'est terminé :", "en": "Ended:"},
    "status.none": {"fr": "Sans engagement :", "en": "No commitment:"},
    "status.marked": {
        "fr": "La source porte la marque « {mark} », qu'elle n'explique pas :",
        "en": "The source carries the mark “{mark}”, which it does not explain:",
    },
    "abstain": {
        "fr": "Les documents ne le disent pas.",
        "en": "The documents do not say.",
    },
    "abstain.searched": {
        "fr": "J'ai cherché dans {count} documents.",
        "en": "I searched {count} documents.",
    },
    "abstain.searched_one": {
        "fr": "J'ai cherché dans le seul document disponible.",
        "en": "I searched the only document available.",
    },
    "abstain.missing": {
        "fr": "Aucun document ne parle de {names}.",
        "en": "No document mentions {names}.",
    },
    "abstain.nearest": {
        "fr": "Les passages les plus proches sont indiqués à part ; ils ne répondent pas à la question.",
        "en": "The nearest passages are listed separately; they do not answer the question.",
    },
    "abstain.empty": {
        "fr": "Posez une question sur une ville, un réseau ou un partenariat, par exemple : "
        "« À quels réseaux de villes Paris participe-t-elle ? »",
        "en": "Ask about a city, a network or a partnership, for instance: “Which city networks is Paris part of?”",
    },
    "suggestions": {"fr": "Vous pouvez demander :", "en": "You may ask:"},
    "ask.partners": {
        "fr": "Avec quelles villes {name} a-t-elle des liens ?",
        "en": "Which cities is {name} linked to?",
    },
    "ask.networks": {"fr": "De quels réseaux {name} est-elle membre ?", "en": "Which networks is {name} a member of?"},
    "ask.members": {"fr": "{name} : quelles villes en sont membres ?", "en": "{name}: which cities are its members?"},
    "or": {"fr": " ni de ", "en": " or "},
    "export.name": {"fr": "Nom", "en": "Name"},
    "export.country": {"fr": "Pays", "en": "Country"},
    "export.kind": {"fr": "Nature du lien", "en": "Kind of link"},
    "export.status": {"fr": "État", "en": "Status"},
    "export.since": {"fr": "Depuis", "en": "Since"},
    "export.as_of": {"fr": "Selon une source du", "en": "As of"},
    "export.source": {"fr": "Source", "en": "Source"},
    "export.publisher": {"fr": "Éditeur", "en": "Publisher"},
    "export.url": {"fr": "Adresse", "en": "Address"},
    "export.source_date": {"fr": "Date de la source", "en": "Date of the source"},
    "export.quote": {"fr": "Passage cité", "en": "Quoted passage"},
    "export.sheet": {"fr": "Réponse", "en": "Answer"},
    "export.about": {"fr": "À propos", "en": "About"},
    "export.about.question": {"fr": "Question", "en": "Question"},
    "export.about.date": {"fr": "Date d'export", "en": "Exported on"},
    "export.about.count": {"fr": "Nombre de lignes", "en": "Number of rows"},
    "export.about.documents": {"fr": "Documents utilisés / consultables", "en": "Documents used / searched"},
    "export.about.note": {"fr": "Réponse", "en": "Answer"},
    "export.about.conflict": {"fr": "Sources en désaccord", "en": "Sources that disagree"},
    "either": {"fr": " ou ", "en": " or "},
    "and": {"fr": " et ", "en": " and "},
}


def say(key: str, language: Language, **values: object) -> str:
    """The text `key` with its fields filled."""
    return TEXTS[key][language].format(**values)


def say_date(iso: str | None, language: Language) -> str:
    """« 5 avril 2012 », « avril 2012 » or « 2012 »: as precise as the ISO date is."""
    if not iso:
        return say("undated", language)
    if not ISO.fullmatch(iso[:10]):
        return iso
    parts = [int(part) for part in iso[:10].split("-")]
    if len(parts) == 1:
        return str(parts[0])
    day = date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
    pattern = "d MMMM y" if len(parts) > 2 else "MMMM y"
    text = format_date(day, pattern, locale=language)
    return text.replace("1 ", "1er ", 1) if language == "fr" and len(parts) > 2 and day.day == 1 else text


def say_status(status: Status, mark: str | None, language: Language) -> str:
    """What a checklist's mark means for the reader."""
    return say(f"status.{status}", language, mark=mark or "")


def say_source(title: str, publisher: str | None, iso: str | None, language: Language) -> str:
    """« La participation aux réseaux des villes », Mairie de Paris, 5 avril 2012."""
    parts = [say("titled", language, title=title.replace("«", "“").replace("»", "”"))]
    if publisher and publisher not in title:
        parts.append(publisher)
    parts.append(say_date(iso, language))
    return ", ".join(parts)


def say_list(words: list[str], key: str, language: Language) -> str:
    """« Nantes ni de Lille »: the last words joined by the text `key`, the others by commas."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + say(key, language) + words[-1]

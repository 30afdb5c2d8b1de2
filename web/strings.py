"""Every word the page says by itself, in French and in English, side by side."""

from __future__ import annotations

import re
from typing import Final

from ingest.records import Language

STRINGS: Final[dict[str, dict[Language, str]]] = {
    "page.title": {
        "fr": "Passerelle – questions sur la coopération décentralisée",
        "en": "Passerelle – questions on decentralised cooperation",
    },
    "brand.tagline": {
        "fr": "Jumelages, réseaux de villes, coopération décentralisée : des réponses qui citent leurs sources.",
        "en": "Twinnings, city networks, decentralised cooperation: answers that cite their sources.",
    },
    "skip": {"fr": "Aller à la question", "en": "Skip to the question"},
    "language.switch": {"fr": "English", "en": "Français"},
    "welcome.title": {"fr": "Que voulez-vous savoir ?", "en": "What would you like to know?"},
    "welcome.text": {
        "fr": "Passerelle cherche dans ses documents et cite les phrases qui répondent. Chaque numéro, comme [1], "
        "ouvre la source au passage exact. Quand les documents ne disent rien, la réponse le dit.",
        "en": "Passerelle searches its documents and quotes the sentences that answer. Each number, such as [1], opens "
        "the source at the exact passage. Where the documents are silent, the answer says so.",
    },
    "welcome.examples": {"fr": "Par exemple", "en": "For example"},
    "box.label": {"fr": "Votre question", "en": "Your question"},
    "box.placeholder": {"fr": "Posez une question…", "en": "Ask a question…"},
    "box.send": {"fr": "Demander", "en": "Ask"},
    "box.hint": {
        "fr": "Entrée pour envoyer. En français ou en anglais : la réponse suit la langue de la question.",
        "en": "Enter to send. In French or English: the answer follows the question's language.",
    },
    "box.waiting": {
        "fr": "Les documents ne sont pas encore prêts. Vous pouvez déjà poser votre question : la réponse viendra "
        "dès qu'ils le seront.",
        "en": "The documents are not ready yet. You can already ask: your question is answered as soon as they are.",
    },
    "box.failed": {
        "fr": "Aucune réponse n'est possible tant que le problème ci-dessus n'est pas réglé.",
        "en": "No answer is possible until the problem above is solved.",
    },
    "talk.label": {"fr": "Conversation", "en": "Conversation"},
    "talk.you": {"fr": "Vous", "en": "You"},
    "talk.new": {"fr": "Nouvelle conversation", "en": "New conversation"},
    "talk.searching": {"fr": "Recherche dans les documents…", "en": "Searching the documents…"},
    "talk.waiting": {
        "fr": "Question notée. Elle aura sa réponse dès que les documents seront prêts.",
        "en": "Question noted. It will be answered as soon as the documents are ready.",
    },
    "talk.refused": {
        "fr": "Cette question n'a pas pu être traitée : les documents n'ont pas pu être préparés.",
        "en": "This question could not be answered: the documents could not be prepared.",
    },
    "talk.error": {
        "fr": "Une erreur a interrompu cette réponse. Reposez la question ; si cela se répète, le terminal où tourne "
        "Passerelle en donne le détail.",
        "en": "An error interrupted this answer. Ask again; if it happens again, the terminal that runs Passerelle has "
        "the details.",
    },
    "talk.too_long": {
        "fr": "Cette question est trop longue : {limit} caractères au plus.",
        "en": "This question is too long: {limit} characters at most.",
    },
    "answer.heading": {"fr": "Réponse", "en": "Answer"},
    "answer.sources": {"fr": "Sources", "en": "Sources"},
    "answer.coverage.one": {
        "fr": "Réponse tirée d'un document, sur {total} consultables.",
        "en": "Answer taken from one document, out of {total} searched.",
    },
    "answer.coverage.many": {
        "fr": "Réponse tirée de {used} documents, sur {total} consultables.",
        "en": "Answer taken from {used} documents, out of {total} searched.",
    },
    "export.title": {"fr": "Exporter :", "en": "Export:"},
    "export.as": {"fr": "Exporter les lignes :", "en": "Export the rows:"},
    "export.csv": {"fr": "CSV", "en": "CSV"},
    "export.xlsx": {"fr": "Excel", "en": "Excel"},
    "export.gone": {
        "fr": "Cette réponse n'est plus en mémoire. Reposez la question, puis exportez sa réponse.",
        "en": "This answer is no longer kept. Ask the question again, then export its answer.",
    },
    "answer.suggestions": {"fr": "Vous pouvez demander", "en": "You may ask"},
    "answer.nearest": {"fr": "Passages les plus proches", "en": "Nearest passages"},
    "cite.open": {"fr": "Source {n} : {title}. Ouvrir le passage.", "en": "Source {n}: {title}. Open the passage."},
    "cite.nearest": {"fr": "Ouvrir le passage : {title}", "en": "Open the passage: {title}"},
    "source.region": {"fr": "Source du passage cité", "en": "Source of the cited passage"},
    "source.kicker": {"fr": "Source {n}", "en": "Source {n}"},
    "source.nearest": {"fr": "Passage proche", "en": "Nearest passage"},
    "source.close": {"fr": "Fermer", "en": "Close"},
    "source.publisher": {"fr": "Éditeur", "en": "Publisher"},
    "source.date": {"fr": "Date", "en": "Date"},
    "source.licence": {"fr": "Licence", "en": "Licence"},
    "source.page": {"fr": "Page", "en": "Page"},
    "source.within": {"fr": "Relevé dans", "en": "Recorded in"},
    "source.link": {"fr": "Adresse", "en": "Address"},
    "source.file": {"fr": "Fichier", "en": "File"},
    "source.original": {"fr": "Voir l'original sur {host}", "en": "See the original on {host}"},
    "source.new_tab": {"fr": "nouvel onglet", "en": "new tab"},
    "source.text": {"fr": "Texte du document", "en": "Text of the document"},
    "source.before": {
        "fr": "Document long : {count} caractères précèdent cet extrait.",
        "en": "Long document: {count} characters precede this extract.",
    },
    "source.after": {
        "fr": "{count} caractères suivent cet extrait.",
        "en": "{count} characters follow this extract.",
    },
    "source.gone": {
        "fr": "Ce document n'est plus dans l'index. Reposez la question pour obtenir les sources d'aujourd'hui.",
        "en": "This document is no longer in the index. Ask again to get today's sources.",
    },
    "source.unreachable": {
        "fr": "La source n'a pas pu être ouverte : Passerelle ne répond plus. Vérifiez qu'elle tourne toujours.",
        "en": "The source could not be opened: Passerelle does not respond. Check that it is still running.",
    },
    "start.title": {"fr": "Préparation des documents", "en": "Preparing the documents"},
    "start.waking": {"fr": "Démarrage", "en": "Starting"},
    "start.model": {"fr": "Chargement du modèle de langue", "en": "Loading the language model"},
    "start.reading": {"fr": "Lecture des documents", "en": "Reading the documents"},
    "start.embedding": {"fr": "Indexation des passages", "en": "Indexing the passages"},
    "start.writing": {"fr": "Enregistrement de l'index", "en": "Saving the index"},
    "start.opening": {"fr": "Ouverture de l'index", "en": "Opening the index"},
    "start.step": {"fr": "{done} sur {total}", "en": "{done} of {total}"},
    "start.current": {"fr": "En cours : {item}", "en": "Now: {item}"},
    "start.left.seconds": {"fr": "encore {count} s environ", "en": "about {count} s left"},
    "start.left.minutes": {"fr": "encore {count} min environ", "en": "about {count} min left"},
    "start.once": {
        "fr": "Cela n'arrive qu'au premier démarrage.",
        "en": "This happens on the first start only.",
    },
    "start.ready": {"fr": "Les documents sont prêts.", "en": "The documents are ready."},
    "start.failed": {"fr": "Les documents n'ont pas pu être préparés", "en": "The documents could not be prepared"},
    "start.remedy": {
        "fr": "Une fois ce point réglé, relancez « python ui.py ».",
        "en": 'Once this is solved, run "python ui.py" again.',
    },
    "start.unexpected": {
        "fr": "Erreur inattendue ({kind}). Le terminal où tourne Passerelle en donne le détail.",
        "en": "Unexpected error ({kind}). The terminal that runs Passerelle has the details.",
    },
    "start.some_failed.one": {
        "fr": "Un document n'a pas pu être lu ; les autres sont prêts.",
        "en": "One document could not be read; the others are ready.",
    },
    "start.some_failed.many": {
        "fr": "{count} documents n'ont pas pu être lus ; les autres sont prêts.",
        "en": "{count} documents could not be read; the others are ready.",
    },
    "offline": {
        "fr": "Passerelle ne répond plus. Vérifiez qu'elle tourne toujours, puis rechargez la page.",
        "en": "Passerelle does not respond. Check that it is still running, then reload the page.",
    },
    "foot": {
        "fr": "Passerelle tourne sur cette machine : ni vos questions ni les documents n'en sortent.",
        "en": "Passerelle runs on this machine: neither your questions nor the documents leave it.",
    },
    "command.description": {
        "fr": "Ouvre la page de Passerelle ; construit d'abord l'index s'il n'y en a pas.",
        "en": "Opens the Passerelle page; builds the index first if there is none.",
    },
    "command.index": {"fr": "dossier de l'index ({default})", "en": "index folder ({default})"},
    "command.host": {"fr": "adresse d'écoute ({default})", "en": "address to listen on ({default})"},
    "command.port": {"fr": "port d'écoute ({default})", "en": "port to listen on ({default})"},
    "command.address": {"fr": "Passerelle : {url}", "en": "Passerelle: {url}"},
    "command.busy": {
        "fr": "Impossible d'écouter sur {host}:{port} : adresse déjà prise ou interdite. Choisissez un autre "
        "port avec --port.",
        "en": "Cannot listen on {host}:{port}: the address is taken or not allowed. Choose another port with --port.",
    },
    "command.port_range": {
        "fr": "--port vaut {port} ; il faut un nombre de 0 à 65535.",
        "en": "--port is {port}; it must be a number from 0 to 65535.",
    },
}

EXAMPLES: Final[dict[Language, tuple[str, ...]]] = {
    "fr": (
        "À quels réseaux de villes Paris participe-t-elle ?",
        "Qui préside l'AIMF ?",
        "Où siège CGLU et quand est-elle née ?",
        "Qu'est-ce que la coopération décentralisée ?",
    ),
    "en": (
        "Which city networks does Paris participate in?",
        "Who chairs the AIMF?",
        "Where is UCLG based and when was it founded?",
        "What is decentralised cooperation?",
    ),
}

NARROW: Final = "\u202f"
HARD: Final = "\u00a0"


def typeset(text: str) -> str:
    """French text with the spaces that must not break, as the Imprimerie nationale sets them."""
    text = re.sub(r" ([;!?])", NARROW + r"\1", text)
    return re.sub(r" ([:»])|(«) ", lambda found: HARD + found[1] if found[1] else found[2] + HARD, text)


def text(key: str, language: Language, **values: object) -> str:
    """The page's string `key` with its fields filled. An unknown key is a programming error (`KeyError`)."""
    template = STRINGS[key][language]
    return (typeset(template) if language == "fr" else template).format(**values)


def examples(language: Language) -> tuple[str, ...]:
    """Questions a newcomer can click."""
    return tuple(typeset(question) if language == "fr" else question for question in EXAMPLES[language])

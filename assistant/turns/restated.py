"""What was asked before, said again: « les jumelages de Lyon », « Lyon est-elle jumelée avec Turin ? »."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from assistant.answers.words import country
from assistant.filters import Region
from assistant.linking import Linked
from assistant.periods import Dated
from assistant.query import Query
from assistant.slots import Slots
from assistant.vocabulary import vocabulary
from ingest.records import Language

_VOWEL: Final = re.compile(r"[aeiouyàâäéèêëîïôöùûüœæh]", re.IGNORECASE)
_PLACING: Final = frozenset({"en", "au", "aux", "in", "from", "dans", "hors", "outside", "de", "d", "du", "des"})
_ELIDED: Final = (("d'", "de "), ("d’", "de "), ("qu'", "que "), ("qu’", "que "), ("l'", ""), ("l’", ""))


def put(text: str, start: int, end: int, new: str) -> str:
    """`text` with `new` between two places, and what stands before it elided as it should be."""
    head, tail = text[:start], text[end:]
    if not new:
        return f"{head.rstrip()} {tail.lstrip()}"
    vowel = _VOWEL.match(new) is not None
    for elided, full in _ELIDED:
        if not vowel and head.endswith(elided):
            return head.removesuffix(elided) + full + new + tail
    if vowel and head.endswith((" de ", " que ")):
        head = head[:-2] + "'"
    if vowel and head.endswith(" du "):
        head = head.removesuffix("du ") + "d'"
    return head + new + tail


def replaced(text: str, slots: Slots, old: Linked | Region | Dated, new: str, before: int = 0) -> str:
    """`text`, whose beginning is that of `slots`, with other words where `old` stands.

    :param before: whether the preposition before `old` goes with it.
    """
    start = slots.tokens[_placed(slots, old.start, before)].start
    return put(text, start, slots.tokens[old.end - 1].end, new)


def renamed(text: str, before: Slots, old: Linked, slots: Slots, new: Linked) -> str:
    """`text`, whose beginning is that of `before`, with the name `new` of `slots` and its article for `old`."""
    start = before.tokens[old.start].start
    said = Said(slots, "fr")
    if new.entity.kind not in ("city", "region"):
        for written_so in ("de l'", "de l’", "du ", "de la "):
            if text[:start].lower().endswith(" " + written_so):
                return put(text, start - len(written_so), before.tokens[old.end - 1].end, said.of(new))
        for written_so in ("l'", "l’", "le ", "la "):
            if text[:start].lower().endswith((" " + written_so, "'" + written_so)):
                return put(text, start - len(written_so), before.tokens[old.end - 1].end, said.the(new))
    return put(text, start, before.tokens[old.end - 1].end, new.typed)


def written(slots: Slots, one: Region | Dated, before: int = 0) -> str:
    """The words of a restriction, with the preposition before it."""
    start = _placed(slots, one.start, before)
    return slots.text[slots.tokens[start].start : slots.tokens[one.end - 1].end]


def is_placed(slots: Slots, one: Region) -> bool:
    """Whether a preposition stands before a country: « en Italie », and not « italiennes »."""
    return _placed(slots, one.start, 1) < one.start


def located(slots: Slots, one: Region, language: Language) -> str:
    """« en Allemagne » for a country, however the question tells it."""
    if is_placed(slots, one) or len(one.countries) != 1:
        return written(slots, one, 1)
    (code,) = one.countries
    name = country(code, language)
    if name is None:
        return written(slots, one, 1)
    placing: Mapping[str, Any] = templates(language)["placing"]
    said = next((said for said, listed in placing.items() if code in listed), "")
    if not said and language == "fr":
        said = "en" if name[-1] == "e" or _VOWEL.match(name) else "au"
    return f"{said or 'in'} {name}"


def _placed(slots: Slots, start: int, before: int) -> int:
    return start - 1 if before and start > 0 and slots.tokens[start - 1].key in _PLACING else start


def bare(text: str) -> str:
    """A question without the marks at its end."""
    return text.rstrip(" ?!.…")


def two(text: str, follow_up: str, language: Language) -> str:
    """A question, and another one that leans on it."""
    mark = "?" if language == "en" else " ?"
    return f"{bare(text)}{mark} {follow_up[:1].upper()}{bare(follow_up[1:])}{mark}"


@dataclass(frozen=True)
class Said:
    """How the names of a question are said in another sentence."""

    slots: Slots
    language: Language

    def of(self, name: Linked) -> str:
        """« de Lyon », « du Havre », « de l'AIMF », "Lyon's"."""
        if self.language == "en":
            return f"{name.typed}'s"
        if _is_le(name):
            return f"du {name.typed.removeprefix('Le ').removeprefix('le ')}"
        if name.typed.lower().startswith("les "):
            return f"des {name.typed[4:]}"
        if name.entity.kind not in ("city", "region"):
            before = self._before(name)
            if before.endswith(("l'", "l’")):
                return f"de l'{name.typed}"
            if before.endswith((" le ", "le ", " du ", " au ")) and before.strip() not in ("de", "que"):
                return f"du {name.typed}"
            if before.endswith((" la ", "la ")):
                return f"de la {name.typed}"
        return f"d'{name.typed}" if _VOWEL.match(name.typed) and name.typed[:1].lower() != "h" else f"de {name.typed}"

    def the(self, name: Linked) -> str:
        """« l'AIMF », « le C40 », « Lyon »: as the subject of a sentence."""
        if name.entity.kind in ("city", "region"):
            return name.typed if not _is_le(name) or name.typed.lower().startswith("le ") else f"Le {name.typed}"
        if self.language == "en":
            return name.typed
        said = self.of(name)
        for of, article in (("de l'", "l'"), ("du ", "le "), ("de la ", "la ")):
            if said.startswith(of):
                return article + said.removeprefix(of)
        return name.typed

    def _before(self, name: Linked) -> str:
        return " " + self.slots.text[: self.slots.tokens[name.start].start].lower().lstrip()


def _is_le(name: Linked) -> bool:
    return name.entity.kind in ("city", "region") and name.entity.name_fr.startswith("Le ")


def templates(language: Language) -> Mapping[str, Any]:
    """The sentences of `questions.toml`."""
    found: Mapping[str, Any] = vocabulary().data["asked"][language]
    return found


def relation(query: Query) -> str:
    """What a list holds, as the templates name it: the kind of link where only one is asked for."""
    if any(group.relation == "member_of" for group in query.groups):
        return "network_of" if query.groups[0].anchor.kind in ("city", "region") else "member_of"
    (family,) = query.filters.kinds if len(query.filters.kinds) == 1 else ("",)
    return family or "partner_of"


def those(query: Query, names: Said, anchor: Linked, where: str, feminine: bool) -> str:
    """« les jumelages de Lyon en Italie », "Lyon's twin towns in Italy"."""
    said, asked = templates(names.language), relation(query)
    nouns = {**said["noun"], **said.get("town", {})} if feminine else said["noun"]
    noun = nouns.get(asked) or said["noun"].get(asked) or nouns["partner_of"]
    of = names.of(anchor)
    if feminine and names.language == "fr" and asked == "jumelage":
        of = f"avec {anchor.typed}"
    return str(said["their"]).format(noun=noun, of=of, one=anchor.typed, where=f" {where}" if where else "")


def about(form: str, query: Query, names: Said, one: Linked, other: Linked | None = None, where: str = "") -> str:
    """The sentence that asks `form` (`since`, `whether`, `which`, `how_many`) of one or two names."""
    said, asked = templates(names.language)[form], relation(query)
    return _sentence(said, asked, names, one, other, where)


def about_pair(form: str, family: str, names: Said, one: Linked, other: Linked) -> str:
    """The same of two names that are linked in one way: a town comes before its network."""
    if one.entity.kind not in ("city", "region"):
        one, other = other, one
    asked = family if other.entity.kind in ("city", "region") else "member_of"
    return _sentence(templates(names.language)[form], asked, names, one, other, "")


def _sentence(said: Mapping[str, str], asked: str, names: Said, one: Linked, other: Linked | None, where: str) -> str:
    sentence = said.get(asked) or said["partner_of"]
    return capital(
        sentence.format(
            one=names.the(one),
            of=names.of(one),
            other=names.the(other) if other else "",
            to=names.of(other) if other else "",
            where=f" {where}" if where else "",
        )
    )


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]

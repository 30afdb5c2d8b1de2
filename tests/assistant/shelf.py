"""Small stores of facts written by hand, each proved by a line of its document, and answers made of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant import from_facts
from assistant.citations import verify
from assistant.query import Group, Query, QueryKind
from index.facts import FactBase
from index.store import Store
from index.writer import StoreWriter
from ingest.records import Answer, Document, Entity, Fact, Ingested, Language, Origin, Question, Relation, Span

LYON = Entity("city:1", "city", "Lyon", "Lyon", (), "FR")
BREST = Entity("city:2", "city", "Brest", "Brest", (), "FR")
HAMBURG = Entity("city:3", "city", "Hambourg", "Hamburg", (), "DE")
LEIPZIG = Entity("city:4", "city", "Leipzig", "Leipzig", (), "DE")
BAMAKO = Entity("city:5", "city", "Bamako", "Bamako", (), "ML")
GENOA = Entity("city:6", "city", "Gênes", "Genoa", ("Genova",), "IT")
TVER = Entity("city:7", "city", "Tver", "Tver", (), "RU")
LIGHTS = Entity("network:lights", "network", "Lumina", "Lumina", ())
WATERS = Entity("network:waters", "network", "Réseau des eaux vives", "Living Waters Network", ("LWN",))

METROPOLIS = Entity("region:fr:agglomeration-lyon", "region", "Métropole de Lyon", "Métropole de Lyon", (), "FR")
EVERYBODY = (METROPOLIS, LYON, BREST, HAMBURG, LEIPZIG, BAMAKO, GENOA, TVER, LIGHTS, WATERS)


@dataclass(frozen=True)
class Told:
    """A fact, and the words that prove it."""

    subject: Entity
    relation: Relation
    object: Entity | str
    quote: str
    page: str = "page"
    status: str | None = "active"
    kind: str | None = None
    since: str | None = None
    until: str | None = None
    as_of: str | None = "2024-05"
    origin: Origin | None = None


def twins(one: Entity, other: Entity, **changes: Any) -> Told:
    quote = f"{one.name_fr} est jumelée avec {other.name_fr} {changes.get('since', '')}".strip()
    return replace(Told(one, "partner_of", other, quote, kind="jumelage"), **changes)


def member(city: Entity, network: Entity, **changes: Any) -> Told:
    quote = f"{city.name_fr} est membre du réseau {network.name_fr} {changes.get('since', '')}".strip()
    return replace(Told(city, "member_of", network, quote), **changes)


def says(network: Entity, relation: Relation, value: str, quote: str, **changes: Any) -> Told:
    return replace(Told(network, relation, value, quote, status=None), **changes)


class Shelf:
    """What `from_facts` needs of a library. It is its own snapshot."""

    def __init__(self, folder: Path, told: tuple[Told, ...]) -> None:
        pages: dict[str, list[Told]] = {}
        for one in told:
            pages.setdefault(one.page, []).append(one)
        with StoreWriter(folder / "store") as writer:
            for page, some in pages.items():
                writer.add(_ingested(page, some), f"/{page}", "1")
        self.store = Store.open(folder / "store")
        self.fact_base = FactBase(self.store)
        self.document = self.store.document
        self.documents = len(pages)

    @property
    def snapshot(self) -> Shelf:
        return self

    def ask(self, query: Query, language: Language = "fr", text: str = "Question ?", **more: Any) -> Answer | None:
        """The answer, verified."""
        question = Question(text, text, language, language)
        answer = from_facts.answer(question, query, self, **more)  # type: ignore[arg-type]
        return answer and verify(answer, self.document)

    def asked(self, query: Query, language: Language = "fr", **more: Any) -> Answer:
        answer = self.ask(query, language, **more)
        assert answer is not None
        return answer


def of(kind: QueryKind, anchor: Entity, **more: Any) -> Query:
    """A query about one group."""
    relation = "partner_of" if kind == "partners" else "member_of"
    return Query(kind, (Group(more.pop("relation", relation), anchor),), **more)


def labels(answer: Answer) -> list[str]:
    return [item.label for item in answer.items]


def quotes(answer: Answer, row: int = 0) -> list[str]:
    cited = {citation.n: citation.quote for citation in answer.citations}
    return [cited[n] for n in answer.items[row].citations]


def _ingested(page: str, told: list[Told]) -> Ingested:
    text = "\n".join(one.quote for one in told)
    document = Document(page, f"{page}.txt", f"Titre de {page}", text, "fr", "text/plain", "00", date=told[0].as_of)
    at, facts = 0, []
    for one in told:
        object, id = (one.object.name_fr, one.object.id) if isinstance(one.object, Entity) else (one.object, None)
        named = {"kind": one.kind, "since": one.since, "until": one.until, "status": one.status, "as_of": one.as_of}
        span = Span(at, at + len(one.quote))
        words = (one.subject.name_fr, one.relation, object)
        facts.append(Fact(*words, named, page, span, "test", one.subject.id, id, one.origin))
        at = span.end + 1
    return Ingested(document, (), tuple(facts), EVERYBODY)

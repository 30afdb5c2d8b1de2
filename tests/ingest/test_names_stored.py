"""The cities kept in the user's cache."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.names import stored
from ingest.names.cities import Cities


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Cities]:
    """The cities that were read from their data set, which here holds one."""
    read: list[Cities] = []

    def read_cities() -> Cities:
        cities = Cities()
        cities.append("city:1", "Trucbourg", "FR", "84", 2_000, 45.5, 4.5)
        read.append(cities)
        return cities

    monkeypatch.setattr(stored, "read_cities", read_cities)
    return read


def at(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> None:
    monkeypatch.setattr(stored, "_path", lambda: path)


def test_they_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reads: list[Cities]) -> None:
    at(monkeypatch, tmp_path / "cache" / "cities.bin")
    stored.load_cities()
    kept = stored.load_cities()
    assert len(reads) == 1
    assert (kept.names, kept.called("trucbourg"), kept.people[0], kept.latitudes[0]) == (
        ["Trucbourg"],
        (0,),
        2_000,
        45.5,
    )
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["cities.bin"]


@pytest.mark.parametrize("content", [b"", b"spoilt", b"\xfb\x00"])
def test_a_spoilt_file_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reads: list[Cities], content: bytes
) -> None:
    path = tmp_path / "cities.bin"
    path.write_bytes(content)
    at(monkeypatch, path)
    assert stored.load_cities().names == ["Trucbourg"]
    assert stored.load_cities().names == ["Trucbourg"]
    assert len(reads) == 1


def test_without_a_folder_to_write_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reads: list[Cities]) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    for path in (tmp_path / "file" / "cities.bin", None):
        at(monkeypatch, path)
        assert stored.load_cities().names == ["Trucbourg"]
    assert len(reads) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["file"]

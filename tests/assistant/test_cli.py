"""The commands that other programs rely on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.chain import Assistant
from index.embed import Encoder
from ingest.settings import Settings

KEYS = {
    "question", "language", "kind", "standalone_question", "abstained", "answer", "items", "citations", "conflicts",
    "nearest", "coverage", "suggestions", "elapsed_ms",
}  # fmt: skip
CITATION = {"n", "document", "source", "title", "publisher", "url", "date", "page", "start", "end", "quote"}


@pytest.fixture(autouse=True)
def warm_model(encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    """The session's model, so that each command does not load its own."""
    monkeypatch.setattr("index.embed.load_encoder", lambda model: encoder)


def test_one_question_as_json(seeds_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["Que signifie UCUE ?", "--index", str(seeds_index), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert set(answer) == KEYS
    assert set(answer["citations"][0]) == CITATION
    assert set(answer["coverage"]) == {"documents_used", "documents_total"}


def test_one_question_for_a_reader(seeds_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["Que signifie UCUE ?", "--index", str(seeds_index)]) == 0
    shown = capsys.readouterr().out
    assert "Union des capitales" in shown.replace("’", "'")
    assert "[1]" in shown


def test_a_batch_keeps_order_and_ids(seeds_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    questions = tmp_path / "questions.jsonl"
    lines = [{"id": "b", "question": "Que signifie UCUE ?"}, {"id": "a", "question": "cake", "history": []}]
    questions.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    assert main(["--batch", str(questions), "--index", str(seeds_index)]) == 0
    assert [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()] == ["b", "a"]


@pytest.mark.parametrize("content", ['{"id": 1}', "not json", '{"question": "q", "history": "h"}'])
def test_a_bad_line_is_named(
    seeds_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    questions = tmp_path / "questions.jsonl"
    questions.write_text(content, encoding="utf-8")
    assert main(["--batch", str(questions), "--index", str(seeds_index)]) == 1
    error = capsys.readouterr().err
    assert str(questions) in error
    assert len(error.splitlines()) == 1


def test_no_index_says_how_to_make_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["q", "--index", str(tmp_path / "none")]) == 1
    assert "python -m ingest" in capsys.readouterr().err


def test_a_question_and_a_batch_are_too_much(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["q", "--batch", "f"])
    assert stopped.value.code == 2


def test_opening_checks_the_model(seeds_index: Path, encoder: Encoder) -> None:
    assert Assistant.open(Settings(index=seeds_index), encoder).library.documents == 5


def test_rows_are_written_to_a_file(seeds_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    question, index = "À quels réseaux de villes Paris participe-t-elle ?", str(seeds_index)
    for name, start in (("a.csv", b"\xef\xbb\xbfNom;"), ("a.XLSX", b"PK")):
        assert main([question, "--index", index, "--export", str(tmp_path / name)]) == 0
        assert (tmp_path / name).read_bytes().startswith(start)
    assert "[1]" in capsys.readouterr().out


def test_what_cannot_be_exported_says_why(
    seeds_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["?", "--index", str(seeds_index), "--export", str(tmp_path / "a.pdf")]) == 1
    assert ".csv" in capsys.readouterr().err
    empty = tmp_path / "a.csv"
    assert main(["Qui est le maire de Nantes ?", "--index", str(seeds_index), "--export", str(empty)]) == 1
    assert "pas de lignes" in capsys.readouterr().err and not empty.exists()
    assert main(["Que signifie UCUE ?", "--index", str(seeds_index), "--export", str(tmp_path / "no" / "a.csv")]) == 1
    assert "ne peut pas être écrit" in capsys.readouterr().err

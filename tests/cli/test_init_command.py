"""``cpec-tui init``."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import click
import pytest

from cpec_tui.corpus import Corpus
from tests.cli.conftest import Shell


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "first.txt").write_text("Gwadar is a port.\n")
    (folder / "out").symlink_to("/etc")
    return folder


def answers(monkeypatch: pytest.MonkeyPatch, *, yes: bool) -> list[str]:
    """Somebody sits at the terminal and answers every question so; returns what is asked."""
    asked: list[str] = []

    def confirm(question: str, **options: object) -> bool:
        asked.append(question)
        return yes

    monkeypatch.setattr(click, "confirm", confirm)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    return asked


def test_it_says_what_it_made_and_what_it_left_out(shell: Shell, letters: Path, tmp_path: Path) -> None:
    answer = shell("init", tmp_path / "new", "--from", letters, "--title", "Letters")
    assert answer.code == 0
    assert answer.out.startswith(f"{tmp_path / 'new'}: Letters\n  made index/corpus.yaml\n")
    assert "1 source copied to seeds/ · 18 bytes" in answer.out
    assert "left out out: a link that leads out of the folder" in answer.err
    assert f"open it with: cpec-tui {tmp_path / 'new'}" in answer.err


def test_programs_get_it_as_json(shell: Shell, letters: Path, tmp_path: Path) -> None:
    answer = shell("init", tmp_path / "new", "--from", letters, "--json")
    made = answer.json
    assert made.pop("made")[0] == "index/corpus.yaml"
    assert made == {
        "corpus": str(tmp_path / "new"),
        "title": "new",
        "kept": [],
        "copied": 1,
        "bytes": 18,
        "skipped": [{"path": "out", "reason": "a link that leads out of the folder", "failed": False}],
        "entities": 0,
    }
    assert answer.err == ""


def test_the_new_corpus_can_be_searched_and_checked(shell: Shell, letters: Path, tmp_path: Path) -> None:
    assert shell("init", tmp_path / "new", "--from", letters, "--gazetteer", "cpec").code == 0
    assert shell("check", "--corpus", tmp_path / "new").code == 0
    found = shell("search", "gwadar", "--json", "--corpus", tmp_path / "new").json
    assert found["hits"][0]["text"] == "Gwadar is a port."
    assert shell("entity", "cpec", "--json", "--corpus", tmp_path / "new").json["kind"] == "project"


def test_an_existing_corpus_is_left_alone(shell: Shell, corpus: Corpus) -> None:
    answer = shell("init", corpus.root)
    assert answer.code == 3
    assert "is a corpus already" in answer.err


def test_the_folder_may_be_named_with_the_common_option(shell: Shell, tmp_path: Path) -> None:
    assert shell("init", "--corpus", tmp_path / "new").code == 0
    assert (tmp_path / "new" / "seeds").is_dir()


@pytest.mark.parametrize(
    ("args", "said"),
    [((), "is missing"), (("a", "--corpus", "b"), "two folders"), (("a", "--from", "gone"), "no such folder")],
)
def test_what_cannot_be_meant_is_said(shell: Shell, args: tuple[str, ...], said: str, home: Path) -> None:
    before = sorted(home.iterdir())
    answer = shell("init", *args)
    assert answer.code == 2
    assert said in answer.err
    assert sorted(home.iterdir()) == before


def test_documents_that_are_there_are_offered_to_be_copied(
    shell: Shell, letters: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answers(monkeypatch, yes=True)
    assert shell("init", letters).code == 0
    assert asked == [f"{letters} holds 1 file that no corpus would read outside seeds/. Copy them into it?"]
    assert (letters / "seeds" / "first.txt").is_file()


def test_the_offer_may_be_declined(shell: Shell, letters: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, yes=False)
    assert shell("init", letters).code == 0
    assert list((letters / "seeds").iterdir()) == []


def test_where_nobody_can_answer_it_is_said_how(shell: Shell, letters: Path) -> None:
    answer = shell("init", letters)
    assert answer.code == 0
    assert f"say --from {letters}" in answer.err
    assert list((letters / "seeds").iterdir()) == []

"""``cpec-tui [CORPUS]``."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from cpec_tui.corpus import Corpus, shipped_root
from tests.cli.conftest import Shell


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the explorer was opened with, at a terminal; the explorer itself is a dummy that ends at once."""
    calls: list[Any] = []
    start = ModuleType("cpec_tui.tui.start")

    def run(corpus: Corpus, built_index: Path | None, *, fresh: bool, private: bool) -> int:
        calls.append((corpus.root, built_index, fresh, private))
        return 0

    start.run = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "cpec_tui.tui.start", start)
    monkeypatch.setattr("cpec_tui.cli.app_command.is_terminal", lambda: True)
    return calls


def test_without_a_terminal_it_says_how_to_use_the_commands(shell: Shell) -> None:
    answer = shell()
    assert answer.code == 2
    assert answer.out == ""
    assert "needs a terminal" in answer.err
    assert "cpec-tui search WORDS --json" in answer.err


def test_both_input_and_output_must_be_a_terminal(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
    assert shell().code == 2


def test_alone_it_opens_the_corpus_found(shell: Shell, opened: list[Any]) -> None:
    assert shell().code == 0
    assert opened == [(shipped_root(), None, False, False)]


def test_a_folder_is_opened(shell: Shell, corpus: Corpus, opened: list[Any], tmp_path: Path) -> None:
    assert shell(corpus.root, "--fresh", "--private", "--built-index", tmp_path / "b").code == 0
    assert shell("app", corpus.root).code == 0
    assert shell("--corpus", corpus.root).code == 0
    assert opened == [
        (corpus.root, tmp_path / "b", True, True),
        (corpus.root, None, False, False),
        (corpus.root, None, False, False),
    ]


def test_a_folder_named_like_a_command_is_written_with_a_dot(
    shell: Shell, corpus: Corpus, opened: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus.root.rename(corpus.root.parent / "keys")
    monkeypatch.chdir(corpus.root.parent)
    assert shell("keys", "--plain").code == 0
    assert opened == []
    assert shell("./keys").code == 0
    assert opened == [(corpus.root.parent / "keys", None, False, False)]


def test_a_mistyped_command_is_answered_with_the_nearest(shell: Shell) -> None:
    answer = shell("serch", "copper")
    assert answer.code == 2
    assert "there is no command `serch`, and no folder of that name" in answer.err
    assert "did you mean `search`?" in answer.err


def test_a_word_like_no_command_leads_to_the_list(shell: Shell) -> None:
    answer = shell("xylophone")
    assert answer.code == 2
    assert "cpec-tui --help lists the commands" in answer.err


def test_a_path_that_is_not_there_is_no_mistyped_command(shell: Shell, opened: list[Any]) -> None:
    answer = shell("./nowhere")
    assert answer.code == 3
    assert "nowhere cannot be opened" in answer.err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((".", "search"), "`search` is one word too many"),
        ((".", "--corpus", "x"), "two corpora are named"),
        (("--fresh", "search", "copper"), "the options of `search` are written after its name"),
    ],
)
def test_what_cannot_be_meant_is_said(shell: Shell, args: tuple[str, ...], said: str) -> None:
    answer = shell(*args)
    assert answer.code == 2
    assert said in answer.err


def test_the_exit_code_of_the_explorer_is_handed_on(
    shell: Shell, opened: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["cpec_tui.tui.start"], "run", lambda *args, **options: 3)
    assert shell().code == 3


@pytest.mark.parametrize("answer", ["y", "n"])
def test_a_folder_that_is_no_corpus_is_offered_to_be_made_one(
    shell: Shell, opened: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    asked: list[str] = []

    def confirm(question: str, **options: Any) -> bool:
        asked.append(question)
        return answer == "y"

    monkeypatch.setattr("click.confirm", confirm)
    told = shell(folder)
    assert "is no corpus" in asked[0]
    if answer == "y":
        assert opened == [(folder, None, False, False)]
        assert (folder / "index" / "corpus.yaml").is_file()
    else:
        assert told.code == 3
        assert "make one there with: cpec-tui init" in told.err
        assert list(folder.iterdir()) == []

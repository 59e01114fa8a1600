"""Where the command begins: the explorer alone, or the commands."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from cpec_tui.cli import entry
from cpec_tui.corpus import Corpus, shipped_root
from cpec_tui.errors import CorpusError


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Corpus]:
    """The corpora that the explorer was opened on, at a terminal."""
    found: list[Corpus] = []
    start = ModuleType("cpec_tui.tui.start")

    def run(corpus: Corpus, built_index: None) -> int:
        found.append(corpus)
        return 0

    monkeypatch.setattr(start, "run", run, raising=False)
    monkeypatch.setitem(sys.modules, "cpec_tui.tui.start", start)
    monkeypatch.setattr(sys, "argv", ["cpec-tui"])
    monkeypatch.setattr(entry, "is_terminal", lambda: True)
    return found


def test_alone_on_a_terminal_the_explorer_opens_without_the_command_line_parser(
    opened: list[Corpus], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "cpec_tui.cli.main", None)
    with pytest.raises(SystemExit) as ended:
        entry.main()
    assert ended.value.code == 0
    assert opened == [Corpus(shipped_root())]


def test_an_error_before_the_explorer_opens_is_told_in_words(
    opened: list[Corpus], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CPEC_TUI_CORPUS", "/nowhere/at/all")
    with pytest.raises(SystemExit) as ended:
        entry.main()
    assert ended.value.code == CorpusError.exit_code
    assert "/nowhere/at/all" in capsys.readouterr().err
    assert opened == []


def test_with_words_or_without_a_terminal_the_commands_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["cpec-tui", "--version"])
    with pytest.raises(SystemExit) as ended:
        entry.main()
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("cpec-tui, version ")
    monkeypatch.setattr(sys, "argv", ["cpec-tui"])
    with pytest.raises(SystemExit) as ended:
        entry.main()
    assert ended.value.code == 2
    assert "needs a terminal" in capsys.readouterr().err

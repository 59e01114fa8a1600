"""Opening a file in the reader's own editor."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cpec_tui.corpus import CORPUS_FILE, Corpus, own_copy_root
from cpec_tui.errors import CorpusError
from cpec_tui.tui.editing import command_line, editor, entry_line, is_text, own_copy

FILE = Path("/c/index/a b.yaml")


@pytest.mark.parametrize(
    ("command", "line"),
    [
        (["vim"], ["vim", "+7", str(FILE)]),
        (["/usr/bin/vim.basic", "-u", "NONE"], ["/usr/bin/vim.basic", "-u", "NONE", "+7", str(FILE)]),
        (["nano"], ["nano", "+7", str(FILE)]),
        (["emacsclient", "-nw"], ["emacsclient", "-nw", "+7", str(FILE)]),
        (["hx"], ["hx", f"{FILE}:7"]),
        (["code"], ["code", "--wait", "--goto", f"{FILE}:7"]),
        (["code", "-w"], ["code", "-w", "--goto", f"{FILE}:7"]),
        (["some-editor"], ["some-editor", str(FILE)]),
    ],
)
def test_each_editor_is_told_the_line_in_its_own_way(command: list[str], line: list[str]) -> None:
    assert command_line(command, FILE, 7) == line


def test_visual_comes_before_editor_and_what_cannot_be_split_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert editor() is None
    monkeypatch.setenv("EDITOR", "nano -w")
    assert editor() == ["nano", "-w"]
    monkeypatch.setenv("VISUAL", "'/my editor/vim' -p")
    assert editor() == ["/my editor/vim", "-p"]
    monkeypatch.setenv("VISUAL", "'unclosed")
    assert editor() == ["nano", "-w"]
    monkeypatch.setenv("EDITOR", " ")
    assert editor() is None


def test_the_shipped_corpus_is_copied_once_and_the_copy_is_never_written_over(corpus: Corpus) -> None:
    made = own_copy(corpus)
    assert made.root == own_copy_root()
    assert (made.root / "seeds" / "mine.txt").read_bytes() == (corpus.root / "seeds" / "mine.txt").read_bytes()
    (made.root / "seeds" / "mine.txt").write_text("mine now", encoding="utf-8")
    assert own_copy(corpus).root == made.root
    assert (made.root / "seeds" / "mine.txt").read_text(encoding="utf-8") == "mine now"


def test_a_copy_that_fails_leaves_nothing_behind(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copytree", fails)
    with pytest.raises(CorpusError, match="No space left"):
        own_copy(corpus)
    assert not (own_copy_root() / CORPUS_FILE).exists()
    assert list(own_copy_root().parent.iterdir()) == []


def test_what_is_no_text_is_edited_in_the_entry_of_the_document() -> None:
    assert [is_text(Path(name)) for name in ("a.txt", "a.md", "a.html", "a", "a.PDF", "a.docx")] == [True] * 4 + [
        False
    ] * 2
    text = "format: 1\na/report:\n  title: x\n\"b: c\":\n  date: '2025'\n"
    assert (entry_line(text, "a/report"), entry_line(text, "b: c"), entry_line(text, "report")) == (2, 4, 6)
    assert entry_line("", "x") == 1

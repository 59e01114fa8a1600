"""``cpec-tui clean``."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import click
import pytest

from cpec_tui import platform
from cpec_tui.built import manifest
from cpec_tui.library import Library
from tests.cli.conftest import Shell
from tests.corpora import built_library, make_corpus


@pytest.fixture
def orphan(library: Library, tmp_path: Path) -> Path:
    """The built index of a corpus that is gone, beside that of the small corpus."""
    gone = make_corpus(tmp_path / "gone")
    other = built_library(gone, tmp_path / "built")
    other.close()
    shutil.rmtree(gone.root)
    return other.folder


def test_without_consent_it_only_lists(ask: Shell, library: Library, orphan: Path) -> None:
    answer = ask("clean", "--json")
    assert answer.code == 0
    listed = answer.json
    assert listed["home"] == str(library.folder.parent)
    assert (listed["removed"], listed["left"]) == ([], [])
    by_corpus = {Path(one["corpus"]).name: one for one in listed["built_indexes"]}
    assert by_corpus["gone"].keys() == {"folder", "corpus", "files", "bytes", "built", "partial", "orphan"}
    assert [by_corpus[name]["orphan"] for name in ("corpus", "gone")] == [False, True]
    said = ask("clean")
    assert "corpus gone" in said.out
    assert "nothing was removed: say --yes" in said.err
    assert library.folder.exists()
    assert orphan.exists()


def test_it_removes_the_built_index_of_the_corpus(ask: Shell, library: Library, orphan: Path) -> None:
    answer = ask("clean", "--yes")
    assert answer.code == 0
    assert f"removed {library.folder}" in answer.err
    assert not library.folder.exists()
    assert orphan.exists()
    assert library.corpus.seeds.is_dir()


def test_orphans_are_those_whose_corpus_is_gone(ask: Shell, library: Library, orphan: Path) -> None:
    assert ask("clean", "--orphans", "--yes", "--json").json["removed"] == [str(orphan)]
    assert library.folder.exists()
    assert not orphan.exists()


def test_all_are_removed_and_nothing_else(ask: Shell, library: Library, orphan: Path) -> None:
    foreign = library.folder.parent / "thesis-0123456789abcdef"
    foreign.mkdir()
    (foreign / "chapter.txt").write_text("mine")
    assert ask("clean", "--all", "--yes").code == 0
    assert list(library.folder.parent.iterdir()) == [foreign]
    assert (foreign / "chapter.txt").read_text() == "mine"
    assert not orphan.exists()


def test_one_that_is_being_written_is_left_and_said(ask: Shell, library: Library) -> None:
    with platform.exclusive_lock(library.folder / manifest.LOCK):
        answer = ask("clean", "--yes")
        left = ask("clean", "--yes", "--json").json["left"]
    assert answer.code == 1
    assert f"left {library.folder}: another program (process " in answer.err
    assert left[0]["folder"] == str(library.folder)
    assert library.folder.exists()


@pytest.mark.parametrize("yes", [True, False])
def test_at_a_terminal_it_asks(ask: Shell, library: Library, monkeypatch: pytest.MonkeyPatch, yes: bool) -> None:
    questions: list[str] = []

    def confirm(question: str, **options: object) -> bool:
        questions.append(question)
        return yes

    monkeypatch.setattr(click, "confirm", confirm)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert ask("clean").code == 0
    assert len(questions) == 1
    assert questions[0].startswith("Remove 1 built index (")
    assert library.folder.exists() is not yes


def test_orphans_and_all_exclude_each_other(ask: Shell) -> None:
    assert ask("clean", "--orphans", "--all").code == 2


def test_without_any_it_says_so(shell: Shell, tmp_path: Path) -> None:
    answer = shell("clean", "--built-index", tmp_path / "nowhere")
    assert answer.code == 0
    assert "no built indexes in" in answer.out

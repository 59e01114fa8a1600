"""Commands answer from a built index that is up to date, and say what that took."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cpec_tui import platform
from cpec_tui.built import child
from cpec_tui.corpus import Corpus
from cpec_tui.errors import BuiltIndexError
from cpec_tui.library import Library
from tests.cli.conftest import Shell
from tests.corpora import built_library


@pytest.fixture
def building(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException | None], None]:
    """Makes the next build end in an error, or as a cancelled one."""

    def end_with(error: BaseException | None) -> None:
        def build(*args: Any, **options: Any) -> None:
            if error is not None:
                raise error

        monkeypatch.setattr(child, "build_in_child", build)

    return end_with


def change(corpus: Corpus) -> None:
    (corpus.seeds / "new.txt").write_text("Zinc is shipped at Aldport.\n")


@pytest.mark.usefixtures("child_process")
def test_the_first_question_builds(shell: Shell, corpus: Corpus, tmp_path: Path) -> None:
    answer = shell("search", "quays", "--json", "--corpus", corpus.root, "--built-index", tmp_path / "b")
    assert answer.code == 0
    assert answer.json["total"] == 1
    assert answer.err == ""


def test_changed_files_are_indexed_first_and_told(ask: Shell, corpus: Corpus) -> None:
    change(corpus)
    answer = ask("search", "zinc", "--json")
    assert answer.json["total"] == 1
    assert answer.err == "the built index is out of date (1 new file): updating\n"


def test_without_updating_what_is_indexed_answers(ask: Shell, corpus: Corpus) -> None:
    change(corpus)
    answer = ask("search", "zinc", "--no-update")
    assert answer.code == 1
    assert "out of date (1 new file); answering from what is indexed" in answer.err


def test_while_another_program_indexes_what_is_published_answers(
    ask: Shell, corpus: Corpus, building: Callable[[BaseException], None]
) -> None:
    change(corpus)
    building(platform.Busy(4711))
    answer = ask("search", "copper")
    assert answer.code == 0
    assert "another program (process 4711) is indexing; answering from what is indexed" in answer.err


def test_while_another_program_indexes_for_the_first_time_there_is_nothing_to_answer_from(
    shell: Shell, corpus: Corpus, tmp_path: Path, building: Callable[[BaseException], None]
) -> None:
    building(platform.Busy(4711))
    answer = shell("search", "copper", "--corpus", corpus.root, "--built-index", tmp_path / "b")
    assert answer.code == 3
    assert "(process 4711) is indexing" in answer.err


def test_when_updating_fails_what_is_indexed_answers(
    ask: Shell, corpus: Corpus, building: Callable[[BaseException], None]
) -> None:
    change(corpus)
    building(BuiltIndexError("the disk is full", "make room"))
    answer = ask("search", "copper")
    assert answer.code == 0
    assert "the disk is full. make room; answering from what is indexed" in answer.err


def test_a_corpus_file_broken_meanwhile_does_not_keep_from_searching(ask: Shell, corpus: Corpus) -> None:
    (corpus.index / "corpus.yaml").write_text("title: [", encoding="utf-8")
    answer = ask("search", "copper")
    assert answer.code == 0
    assert "index/corpus.yaml:" in answer.err
    assert "answering from what is indexed" in answer.err


def test_stopped_while_updating_the_command_is_interrupted(
    ask: Shell, corpus: Corpus, building: Callable[[BaseException | None], None]
) -> None:
    change(corpus)
    building(None)
    answer = ask("search", "copper")
    assert (answer.code, answer.out) == (130, "")


def test_a_built_index_full_of_garbage_is_built_anew(ask: Shell, library: Library) -> None:
    library.close()
    for path in library.folder.rglob("*"):
        if path.is_file():
            path.write_bytes(b"\x80garbage\x00")
    answer = ask("search", "copper", "--json")
    assert answer.json["total"] == 2
    assert "building it anew" in answer.err


def test_a_place_where_no_built_index_can_be_is_told(shell: Shell, corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    answer = shell("search", "copper", "--corpus", corpus.root, "--built-index", tmp_path / "file")
    assert answer.code == 3
    assert "--built-index DIR" in answer.err


def test_a_source_that_cannot_be_read_is_counted(ask: Shell, corpus: Corpus) -> None:
    (corpus.seeds / "picture.pdf").write_bytes(b"%PDF-1.7\x00\x01")
    assert "1 source could not be read: see cpec-tui check" in ask("search", "copper").err


def test_an_empty_corpus_is_searched_without_trouble(shell: Shell, tmp_path: Path) -> None:
    assert shell("init", tmp_path / "new").code == 0
    home = ("--corpus", tmp_path / "new", "--built-index", tmp_path / "b")
    built_library(Corpus((tmp_path / "new").resolve()), tmp_path / "b").close()
    assert shell("search", "anything", *home).code == 1
    assert shell("show", *home).code == 1
    assert shell("check", *home).code == 0


def test_a_mistake_in_a_curated_file_is_told_with_every_answer(ask: Shell, corpus: Corpus) -> None:
    broken = corpus.index / "entities" / "broken.yaml"
    broken.write_text("- {id: zinc, kind: [\n")
    assert ask("search", "quays").err.count("index/entities/broken.yaml:") == 1
    (corpus.index / "entities" / "worse.yaml").write_text("- {id: tin, kind: [\n")
    answer = ask("entity", "tin", "--json")
    assert answer.code == 1
    assert "(and 1 more: see cpec-tui check)" in answer.err
    assert answer.out == ""


def test_a_folder_of_sources_that_is_gone_leaves_what_is_indexed(ask: Shell, corpus: Corpus) -> None:
    corpus.seeds.rename(corpus.root / "elsewhere")
    answer = ask("search", "quays", "--json")
    assert answer.json["total"] == 1
    assert "seeds is missing" in answer.err
    assert "answering from what is indexed" in answer.err

"""What changed, told from the file system alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cpec_tui.built.freshness import Changes
from cpec_tui.errors import ReadingError
from cpec_tui.library import Library
from cpec_tui.reading import registry
from tests.built.states import write
from tests.corpora import ENTITIES, MINE, built_library, make_corpus


def test_a_fresh_built_index_has_no_changes(library: Library) -> None:
    assert library.changes() == Changes()
    assert not library.changes().any
    assert library.changes().said() == "nothing"


def test_new_changed_and_removed_sources_are_named(library: Library) -> None:
    write(library.corpus, "new/one.txt", "one")
    write(library.corpus, "harbour.txt", "changed")
    (library.corpus.seeds / "mine.txt").unlink()
    found = library.changes()
    assert found == Changes(("new/one.txt",), ("harbour.txt",), ("mine.txt",))
    assert found.said() == "1 new and 1 changed and 1 removed files"


def test_changes_of_curated_files_are_seen(library: Library) -> None:
    (library.corpus.index / "entities" / "more.yaml").write_text("- {id: x, kind: place, name: X}\n", encoding="utf-8")
    assert library.changes() == Changes(curated=True)
    assert library.changes().said() == "changes in index/"
    library.build()
    (library.corpus.index / "entities" / "all.yaml").write_text(ENTITIES + "\n", encoding="utf-8")
    assert library.changes().curated


def test_a_file_that_cannot_be_read_is_tried_again_when_it_may_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = make_corpus(tmp_path / "corpus")
    load = registry.load

    def forbidden(path: Path) -> bytes:
        if path.name == "mine.txt":
            raise ReadingError("no permission to read the file", "change its permissions")
        return load(path)

    with monkeypatch.context() as patch:
        patch.setattr(registry, "load", forbidden)
        patch.setattr(os, "access", lambda path, mode: Path(path).name != "mine.txt")
        library = built_library(corpus, tmp_path / "built")
        assert [problem.path for problem in library.problems()] == ["seeds/mine.txt"]
        assert not library.changes().any
    # Nothing about the file but its permissions is different now.
    assert library.changes().changed == ("mine.txt",)
    report = library.build()
    assert (report.changed, report.failed) == (1, ())
    assert library.search("visited").total == 1
    library.close()


def test_a_file_that_is_too_large_is_not_tried_again_and_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "MAX_BYTES", 200)
    library = built_library(make_corpus(tmp_path / "corpus"), tmp_path / "built")
    assert len(library.problems()) == 2
    assert not library.changes().any
    library.close()


def test_a_failing_source_is_tried_again_when_it_changes(tmp_path: Path) -> None:
    corpus = make_corpus(tmp_path / "corpus", {"a.txt": "", "b.txt": MINE})
    library = built_library(corpus, tmp_path / "built")
    assert [path for path, _, _ in library.build().failed] == ["seeds/a.txt"]
    write(corpus, "a.txt", "not empty")
    report = library.build()
    assert (report.changed, report.failed, report.documents) == (1, (), 2)
    library.close()


def test_what_cannot_be_looked_at_is_a_failure_once_and_a_change_when_it_is_new(library: Library) -> None:
    link = library.corpus.seeds / "loop.txt"
    link.symlink_to("loop.txt")
    assert library.changes().added == ("loop.txt",)
    report = library.build()
    assert [path for path, _, _ in report.failed] == ["seeds/loop.txt"]
    assert not library.changes().any
    link.unlink()
    assert library.changes().removed == ("loop.txt",)
    assert library.build().failed == ()


def test_a_source_that_turns_into_something_else_leaves_the_text_index(library: Library) -> None:
    mine = library.corpus.seeds / "mine.txt"
    mine.unlink()
    os.mkfifo(mine)
    assert library.changes().changed == ("mine.txt",)
    report = library.build()
    assert [path for path, _, _ in report.failed] == ["seeds/mine.txt"]
    assert library.search("visited").total == 0
    mine.unlink()
    write(library.corpus, "mine.txt", MINE)
    library.build()
    assert library.search("visited").total == 1

"""Places, the state of built indexes, and their removal: only what is ours, and only when nobody writes it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cpec_tui import housekeeping, platform
from cpec_tui.built import manifest
from cpec_tui.corpus import Corpus, shipped_root
from cpec_tui.housekeeping import State, Usage, built_indexes, found_by, places, remove, standing, usage
from cpec_tui.library import Library
from tests.corpora import built_library, make_corpus


@pytest.fixture
def built(library: Library) -> Library:
    """The small corpus, built and closed."""
    library.close()
    return library


def test_a_built_index_tells_whose_it_is(built: Library) -> None:
    (found,) = built_indexes(built.folder.parent)
    assert found.folder == built.folder
    assert found.corpus == str(built.corpus.root)
    assert found.usage == usage(built.folder)
    assert found.usage.bytes > 1000
    assert found.built is not None
    assert found.built.endswith("Z")
    assert (found.partial, found.orphan, found.foreign) == (False, False, "")


def test_a_damaged_one_still_tells_whose_it_is(built: Library) -> None:
    (built.folder / manifest.POINTER).write_bytes(b"\x00garbage")
    (found,) = built_indexes(built.folder.parent)
    assert found.corpus == str(built.corpus.root)


def test_one_that_tells_nothing_is_no_orphan(built: Library) -> None:
    for path in built.folder.glob("manifest-*"):
        path.write_text("[1]")
    (found,) = built_indexes(built.folder.parent)
    assert (found.corpus, found.orphan) == ("", False)


def test_only_what_is_certainly_gone_makes_an_orphan(built: Library, tmp_path: Path) -> None:
    circle = tmp_path / "circle"
    circle.symlink_to(circle)
    path = next(built.folder.glob("manifest-*"))
    path.write_text(json.dumps({"corpus": str(circle)}))
    assert not built_indexes(built.folder.parent)[0].orphan
    circle.unlink()
    assert built_indexes(built.folder.parent)[0].orphan


def test_what_is_not_ours_is_no_built_index(tmp_path: Path, built: Library) -> None:
    home = built.folder.parent
    (home / "notes-0123456789abcdef").mkdir()
    (home / "current").mkdir()
    (home / "a-file-0123456789abcdef").write_text("x")
    (home / "link-0123456789abcdef").symlink_to(built.folder)
    assert [one.folder for one in built_indexes(home)] == [built.folder]
    assert built_indexes(tmp_path / "gone") == []


def test_a_built_index_is_removed_whole(built: Library) -> None:
    (found,) = built_indexes(built.folder.parent)
    assert remove(found).reason == ""
    assert not built.folder.exists()
    assert Library.at(built.corpus, built.folder.parent).open() is False


def test_half_built_ones_are_removed_too(built: Library) -> None:
    (built.folder / "work").mkdir()
    (built.folder / "work" / "catalog.sqlite").write_bytes(b"x")
    (built.folder / ".current.123.tmp").write_bytes(b"x")
    (built.folder / manifest.POINTER).unlink()
    (found,) = built_indexes(built.folder.parent)
    assert found.built is None
    assert remove(found).reason == ""
    assert not built.folder.exists()


def test_with_anything_foreign_in_it_it_stays(built: Library) -> None:
    (built.folder / "thesis.txt").write_text("mine")
    before = usage(built.folder)
    (found,) = built_indexes(built.folder.parent)
    assert remove(found).reason == "it holds thesis.txt, which is not the program's"
    assert usage(built.folder) == before


def test_one_that_is_being_written_stays(built: Library) -> None:
    (found,) = built_indexes(built.folder.parent)
    with platform.exclusive_lock(built.folder / manifest.LOCK):
        assert remove(found).reason.startswith("another program (process ")
    assert standing(built.corpus, built.folder.parent).state is State.FRESH


def test_what_could_not_be_removed_is_said(built: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    (found,) = built_indexes(built.folder.parent)
    with monkeypatch.context() as patch:
        patch.setattr(platform, "remove_tree", lambda path: None)
        assert remove(found).reason == "something in it could not be removed"

    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(platform, "exclusive_lock", refuse)
    assert remove(found).reason == "it cannot be removed: Permission denied"


def test_the_state_follows_the_corpus(corpus: Corpus, tmp_path: Path) -> None:
    home = tmp_path / "built"
    assert standing(corpus, home).state is State.NONE
    built_library(corpus, home).close()
    assert standing(corpus, home) == housekeeping.Standing(State.FRESH, "2 documents", engine="whoosh")
    (corpus.seeds / "new.txt").write_text("new")
    assert standing(corpus, home) == housekeeping.Standing(State.STALE, "1 new file", engine="whoosh")


def test_a_partial_a_damaged_and_a_foreign_built_index_are_told_apart(
    built: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = built.folder.parent
    with monkeypatch.context() as patch:
        patch.setattr(Library, "is_complete", False)
        assert standing(built.corpus, home).state is State.PARTIAL
    with monkeypatch.context() as patch:
        patch.setattr(Library, "made_by_this_version", False)
        assert standing(built.corpus, home).state is State.OTHER_VERSION
    next(built.folder.glob("catalog-*")).write_bytes(b"garbage")
    found = standing(built.corpus, home)
    assert found.state is State.DAMAGED
    assert "is damaged" in found.said


def test_a_place_that_is_in_use_names_the_process(built: Library) -> None:
    import os

    with platform.exclusive_lock(built.folder / manifest.LOCK):
        assert standing(built.corpus, built.folder.parent).writer == os.getpid()


def test_every_place_is_listed_whether_it_is_there_or_not(corpus: Corpus, home: Path, tmp_path: Path) -> None:
    found = {place.name: place for place in places(corpus, tmp_path / "built")}
    assert set(found) == {"sources", "curated", "built indexes", "cache", "state", "config", "data"}
    assert found["sources"].usage.files == 2
    assert found["built indexes"].path == tmp_path / "built"
    assert found["cache"].path == home / "cache"
    assert not found["cache"].exists
    assert {name for name, place in found.items() if not place.derived} == {"sources", "curated", "config", "data"}
    assert "sources" not in {place.name for place in places(None)}


def test_usage_counts_links_and_does_not_follow_them(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "five").write_bytes(b"12345")
    (tmp_path / "a" / "circle").symlink_to(tmp_path)
    found = usage(tmp_path)
    assert found.files == 2
    assert usage(tmp_path / "a" / "five") == Usage(1, 5)
    assert usage(tmp_path / "gone") == Usage()


def test_what_decided_about_the_corpus_is_said(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    assert found_by(corpus.root) == "named with --corpus"
    assert "came with the program" in found_by(None)
    monkeypatch.chdir(corpus.seeds)
    assert found_by(None) == "the nearest upwards"
    monkeypatch.setenv("CPEC_TUI_CORPUS", str(shipped_root()))
    assert found_by(None) == "named by $CPEC_TUI_CORPUS"


def test_two_corpora_of_one_name_have_two_built_indexes(tmp_path: Path) -> None:
    for part in ("a", "b"):
        built_library(make_corpus(tmp_path / part / "same"), tmp_path / "built").close()
    assert len(built_indexes(tmp_path / "built")) == 2


def test_a_manifest_nested_beyond_reason_is_passed_over(built: Library) -> None:
    path = next(built.folder.glob("manifest-*"))
    path.write_text("[" * 100_000)
    assert built_indexes(built.folder.parent)[0].corpus == ""
    path.write_text(json.dumps({"corpus": 7}))
    assert built_indexes(built.folder.parent)[0].corpus == ""

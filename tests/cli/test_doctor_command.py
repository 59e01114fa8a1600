"""``cpec-tui doctor``."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpec_tui.corpus import Corpus
from cpec_tui.library import Library
from tests.cli.conftest import Shell


def test_programs_get_everything_as_json(ask: Shell, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    answer = ask("doctor", "--json")
    assert answer.code == 0
    found = answer.json
    assert found.keys() == {"versions", "terminal", "corpus", "built_index", "places", "remove"}
    assert {"cpec-tui", "python", "sqlite", "textual", "whoosh-reloaded"} <= found["versions"].keys()
    assert found["terminal"]["NO_COLOR"] == "1"
    assert found["corpus"] == {
        "folder": str(library.corpus.root),
        "found_by": "named by $CPEC_TUI_CORPUS",
        "shipped": False,
        "problem": None,
    }
    assert found["built_index"] == {
        "folder": str(library.folder),
        "state": "up to date",
        "said": "2 documents",
        "writer": None,
        "engine": "whoosh",
        "advice": None,
    }
    assert all(
        one.keys() == {"name", "path", "purpose", "exists", "files", "bytes", "derived"} for one in found["places"]
    )
    assert found["remove"][0] == "cpec-tui clean --all --yes"
    assert found["remove"][-1] == "pip uninstall cpec-tui"


def test_people_get_it_in_sections(ask: Shell, library: Library) -> None:
    answer = ask("doctor")
    assert answer.code == 0
    for section in ("Versions", "Terminal", "Corpus", "Built index", "Places", "To remove everything"):
        assert f"\n{section}\n" in f"\n{answer.out}"
    assert f"  {library.corpus.root}\n" in answer.out
    assert "  up to date: 2 documents\n" in answer.out


def test_what_exists_is_among_what_to_remove(ask: Shell, home: Path) -> None:
    (home / "state").mkdir()
    (home / "data" / "a b").mkdir(parents=True)
    lines = ask("doctor", "--json").json["remove"]
    assert f"rm -r {home / 'state'}" in lines
    assert f"rm -r {home / 'data'}   # your own copy of the shipped corpus, once you edit it; recorded runs" in lines
    assert not any("config" in line for line in lines)


def test_a_corpus_that_cannot_be_found_is_told_with_all_the_rest(shell: Shell, tmp_path: Path) -> None:
    answer = shell("doctor", "--json", "--corpus", tmp_path)
    assert answer.code == 3
    assert "is no corpus" in answer.json["corpus"]["problem"]
    assert answer.json["built_index"] is None
    assert answer.json["places"]
    assert shell("doctor", "--corpus", tmp_path).code == 3


def test_it_shows_the_program_that_is_indexing(ask: Shell, library: Library) -> None:
    import os

    from cpec_tui import platform

    with platform.exclusive_lock(library.folder / "lock"):
        assert ask("doctor", "--json").json["built_index"]["writer"] == os.getpid()
        assert f"process {os.getpid()} is indexing" in ask("doctor").out


def test_nothing_is_built_for_it(shell: Shell, corpus: Corpus, tmp_path: Path) -> None:
    answer = shell("doctor", "--json", "--corpus", corpus.root, "--built-index", tmp_path / "b")
    assert answer.json["built_index"]["state"] == "not indexed"
    assert not (tmp_path / "b").exists()

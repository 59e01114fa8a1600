"""Files with lists of queries: which there are, and what is in one."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpec_tui.errors import UsageError
from cpec_tui.repeating.batch import Listed
from cpec_tui.repeating.lists import lists_of_queries, path_meant, queries_of


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_files_that_hold_queries_are_listed_with_how_many(here: Path, tmp_path: Path) -> None:
    (here / "b.txt").write_text("copper\n# no\ngold\n")
    (here / "a.yaml").write_text("- copper\n")
    (here / "config.yaml").write_text("theme: dark\n")
    (here / "empty.txt").write_text("\n")
    (here / "notes.md").write_text("copper\n")
    (here / "odd.txt").write_bytes(b"\xff\xfe")
    (here / ".hidden.txt").write_text("copper\n")
    (here / "folder.txt").mkdir()
    named = tmp_path / "named.csv"
    named.write_text("zinc\n")
    assert lists_of_queries([named, tmp_path / "gone.txt"]) == [(named, 1), (here / "a.yaml", 1), (here / "b.txt", 2)]


def test_what_nobody_wrote_by_hand_is_not_listed_and_can_be_named(here: Path) -> None:
    (here / "log.txt").write_text("copper\n" * 3_000)
    (here / "huge.txt").write_text("copper " * 40_000)
    assert lists_of_queries([]) == []
    assert len(queries_of(path_meant("log.txt"))) == 3_000


def test_what_holds_no_query_is_told(here: Path) -> None:
    (here / "empty.txt").write_text("# nothing\n")
    (here / "odd.txt").write_bytes(b"\xff\xfe")
    (here / "good.txt").write_text("\ufeffcopper\n", encoding="utf-8")
    for name, said in (("empty.txt", "no query"), ("odd.txt", "not UTF-8"), ("gone.txt", "cannot be read")):
        with pytest.raises(UsageError, match=said):
            queries_of(here / name)
    assert queries_of(here / "good.txt") == [Listed(1, "copper")]


@pytest.mark.parametrize("name", ["", "..", "a\0b", "~nobody-of-that-name/x"])
def test_what_can_be_no_path_is_told(name: str) -> None:
    with pytest.raises(UsageError):
        path_meant(name)

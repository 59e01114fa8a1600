"""A catalog without the room that removed rows left."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cpec_tui.catalog import compacting
from cpec_tui.catalog.compacting import compact, is_worth_compacting


@pytest.fixture
def half_empty(tmp_path: Path) -> Path:
    """A file most of whose rows were removed."""
    path = tmp_path / "catalog.sqlite"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE t (text TEXT)")
        db.executemany("INSERT INTO t VALUES (?)", ((f"{number}" * 500,) for number in range(1000)))
        db.execute("DELETE FROM t WHERE rowid > 100")
    return path


def rows(path: Path) -> list[tuple[int, str]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT rowid, text FROM t ORDER BY rowid").fetchall()


def test_much_empty_room_is_worth_it_and_a_little_is_not(half_empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_worth_compacting(half_empty)
    monkeypatch.setattr(compacting, "LEAST_PAGES", 10)
    assert is_worth_compacting(half_empty)


def test_the_copy_is_small_and_holds_the_same(
    half_empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compacting, "LEAST_PAGES", 1)
    before = half_empty.read_bytes()
    assert compact(half_empty, tmp_path / "copy.sqlite", lambda: False)
    assert rows(tmp_path / "copy.sqlite") == rows(half_empty)
    assert (tmp_path / "copy.sqlite").stat().st_size < len(before) / 2
    assert not is_worth_compacting(tmp_path / "copy.sqlite")
    assert half_empty.read_bytes() == before


def test_it_is_stopped_in_the_middle(half_empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compacting, "_STEPS", 10)
    assert not compact(half_empty, tmp_path / "copy.sqlite", lambda: True)


def test_what_is_no_catalog_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite").write_bytes(b"no catalog" * 1000)
    with pytest.raises(sqlite3.Error):
        is_worth_compacting(tmp_path / "catalog.sqlite")

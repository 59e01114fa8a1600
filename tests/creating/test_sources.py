"""Files of a folder found without following links."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cpec_tui.creating import sources
from cpec_tui.creating.sources import Skipped


def test_files_come_in_a_stable_order_with_their_folders(tmp_path: Path) -> None:
    for name in ("b/z.txt", "b/a.txt", "a.txt", ".git/config", "b/.draft"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    taken, skipped = sources.find(tmp_path)
    assert [file.path for file in taken] == ["a.txt", "b/a.txt", "b/z.txt"]
    assert skipped == []
    assert [file.path for file in sources.find(tmp_path, without=[tmp_path / "b"])[0]] == ["a.txt"]


def test_a_folder_that_cannot_be_read_is_named_and_the_rest_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "open.txt").write_text("open")
    scandir = os.scandir

    def refuse(folder: Path) -> Iterator[Any]:
        if folder.name == "closed":
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    taken, skipped = sources.find(tmp_path)
    assert [file.path for file in taken] == ["open.txt"]
    assert skipped == [Skipped("closed", "the folder cannot be read: Permission denied", failed=True)]


@pytest.mark.skipif(sys.platform == "win32", reason="needs names that are bytes")
def test_a_name_that_is_no_text_is_copied_and_shown(tmp_path: Path) -> None:
    try:
        (tmp_path / "from").mkdir()
        (tmp_path / "from" / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"x")
        (tmp_path / "from" / os.fsdecode(b"link\xff")).symlink_to("/")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    taken, skipped = sources.find(tmp_path / "from")
    assert sources.copy(taken, tmp_path / "to") == (1, 1, [])
    assert os.listdir(os.fsencode(tmp_path / "to")) == [b"caf\xe9.txt"]
    assert [one.path for one in skipped] == ["link�"]

"""``cpec-tui scan``."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Shell


def test_offsets_are_those_of_the_text_as_given(ask: Shell, tmp_path: Path) -> None:
    text = "\ufeff  😀 e\u0301 Stone\u00a0and\r\n Sons, \x1b[1m Ada  Brook"
    (tmp_path / "a.txt").write_bytes(text.encode())
    answer = ask("scan", tmp_path / "a.txt", "--json")
    assert answer.code == 0
    # The byte order mark is a mark of the file, and not of its text.
    given = text.removeprefix("\ufeff")
    found = {one["entity"]: given[one["start"] : one["end"]] for one in answer.json_lines}
    assert found == {one["entity"]: one["surface"] for one in answer.json_lines}
    assert found["brook"] == "Ada  Brook"


def test_a_text_without_entities_finds_nothing(ask: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("nothing here")
    assert ask("scan", tmp_path / "a.txt").code == 1
    (tmp_path / "a.txt").write_bytes(b"")
    assert ask("scan", tmp_path / "a.txt").code == 1


@pytest.mark.parametrize(
    ("name", "said"), [("gone.txt", "there is no file"), ("folder", "is a folder"), ("binary.txt", "no text")]
)
def test_what_cannot_be_scanned_is_told(ask: Shell, tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    answer = ask("scan", tmp_path / name)
    assert answer.code == 2
    assert said in answer.err


def test_without_standard_input_it_says_so(ask: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert "there is no standard input" in ask("scan", "-").err


@pytest.mark.usefixtures("at_a_terminal")
def test_people_get_a_table(ask: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Aldport")
    answer = ask("scan", tmp_path / "a.txt")
    assert "entity" in answer.out
    assert "@aldport" in answer.out

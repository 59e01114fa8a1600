"""``cpec-tui keys``."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpec_tui.tui.commands import COMMANDS
from tests.cli.conftest import Shell


@pytest.fixture
def config_file(home: Path) -> Path:
    (home / "config").mkdir()
    return home / "config" / "config.yaml"


def test_every_command_of_the_explorer_is_printed(shell: Shell) -> None:
    answer = shell("keys", "--json")
    assert answer.code == 0
    assert answer.json.keys() == {"keys", "collisions", "problems"}
    assert [one["id"] for one in answer.json["keys"]] == [command.id for command in COMMANDS]
    assert answer.json["keys"][0].keys() == {"id", "keys", "title", "help", "scope", "not_when"}
    assert answer.json["collisions"] == answer.json["problems"] == []
    assert len(shell("keys").out.splitlines()) == len(COMMANDS)


@pytest.mark.usefixtures("at_a_terminal")
def test_people_get_a_table(shell: Shell) -> None:
    answer = shell("keys")
    assert "what they do" in answer.out
    assert "─" in answer.out
    assert "─" not in shell("keys", "--plain").out


def test_the_keys_are_those_of_the_config_file(shell: Shell, config_file: Path) -> None:
    config_file.write_text("keys: {cite: [ctrl+y, Z]}\n")
    answer = shell("keys", "--json")
    assert answer.code == 0
    assert next(one["keys"] for one in answer.json["keys"] if one["id"] == "cite") == ["ctrl+y", "Z"]
    assert "ctrl+y Z\tCopy the selection, " in shell("keys").out


def test_a_key_of_two_commands_is_told(shell: Shell, config_file: Path) -> None:
    config_file.write_text("keys: {cite: n}\n")
    answer = shell("keys", "--json")
    assert answer.code == 1
    assert answer.json["collisions"] == ["the key n is of two commands: `next` and `cite`"]
    assert answer.json["problems"] == []
    assert "the key n is of two commands" in answer.err


def test_what_is_wrong_with_the_config_file_is_told(shell: Shell, config_file: Path) -> None:
    config_file.write_text("keys: {cit: x}\ncolour: blue\n")
    answer = shell("keys", "--json")
    assert answer.code == 1
    assert [("unknown key `colour`" in one, "no command `cit`" in one) for one in answer.json["problems"]] == [
        (True, False),
        (False, True),
    ]

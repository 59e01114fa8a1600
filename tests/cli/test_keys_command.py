"""``cpec-tui keys``."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cpec_tui.cli import keys_command
from cpec_tui.tui.commands import COMMANDS
from tests.cli.conftest import Shell


def test_every_command_of_the_explorer_is_printed(shell: Shell) -> None:
    answer = shell("keys", "--json")
    assert answer.code == 0
    assert [one["id"] for one in answer.json["keys"]] == [command.id for command in COMMANDS]
    assert answer.json["keys"][0].keys() == {"id", "keys", "title", "help", "scope"}
    assert answer.json["collisions"] == []
    assert len(shell("keys").out.splitlines()) == len(COMMANDS)


@pytest.mark.usefixtures("at_a_terminal")
def test_people_get_a_table(shell: Shell) -> None:
    answer = shell("keys")
    assert "what it does" in answer.out
    assert "─" in answer.out
    assert "─" not in shell("keys", "--plain").out


def test_a_key_of_two_commands_is_told(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, *rest = COMMANDS
    both = replace(first, keys=("x",)), replace(second, keys=("x",))
    monkeypatch.setattr(keys_command, "COMMANDS", (*both, *rest))
    answer = shell("keys", "--json")
    assert answer.code == 1
    assert answer.json["collisions"] == [f"the key x is of two commands: `{first.id}` and `{second.id}`"]
    assert "the key x is of two commands" in answer.err

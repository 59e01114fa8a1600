"""Errors become words and exit codes in one place."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import click
import pytest

from cpec_tui.cli import main as main_module
from cpec_tui.cli.main import COMMANDS, cli, run
from cpec_tui.errors import BuiltIndexError, CorpusError, CpecError, NotFoundError, UsageError
from tests.cli.conftest import Shell


def program(*args: str | Path, stdout: int | IO[str] = subprocess.PIPE) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "cpec_tui", *map(str, args)],
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(Path(main_module.__file__).parents[2])},
    )


def fail_with(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def raise_it(*args: object) -> int:
        raise error

    monkeypatch.setattr(cli, "invoke", raise_it)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("no"), 2),
        (click.UsageError("no"), 2),
        (CorpusError("no"), 3),
        (BuiltIndexError("no"), 3),
        (NotFoundError("no"), 1),
        (KeyboardInterrupt(), 130),
        (click.Abort(), 130),
        (OSError(errno.EIO, "no"), 3),
        (RuntimeError("no"), 3),
    ],
)
def test_every_error_has_its_exit_code_and_one_line_of_words(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int
) -> None:
    fail_with(monkeypatch, error)
    answer = shell("keys")
    assert answer.code == code
    assert answer.out == ""
    assert answer.err.startswith("cpec-tui: ")
    assert "Traceback" not in answer.err


def test_a_hint_stands_under_the_message(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(monkeypatch, CpecError("it is broken", "mend it\nor leave it"))
    assert shell("keys").err == "cpec-tui: it is broken\n          mend it\n          or leave it\n"


def test_a_message_cannot_steer_the_terminal(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(monkeypatch, CpecError("\x1b[31mred [/red]"))
    assert shell("keys").err == "cpec-tui: ␛[31mred [/red]\n"


def test_a_mistake_of_ours_is_shown_whole_to_who_debugs(monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(monkeypatch, RuntimeError("no"))
    monkeypatch.setenv("CPEC_TUI_DEBUG", "1")
    with pytest.raises(RuntimeError):
        run(["keys"])


def test_a_wrong_option_says_where_to_look(shell: Shell) -> None:
    answer = shell("search", "copper", "--limit", "\x1b[2J")
    assert answer.code == 2
    assert "\x1b" not in answer.err
    assert answer.err.endswith("see: cpec-tui search --help\n")


def test_the_help_lists_every_command_without_importing_any(shell: Shell) -> None:
    answer = shell("--help")
    assert answer.code == 0
    for name in COMMANDS:
        assert f"\n  {name}" in answer.out
    assert "Exit codes: 0 found or done" in answer.out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(shell: Shell, name: str) -> None:
    answer = shell(name, "--help")
    assert answer.code == 0
    assert answer.out.startswith(f"Usage: cpec-tui {name} ")


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - {"app", "completion"}))
def test_every_command_that_answers_takes_the_common_options(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    options = {name for parameter in command.params for name in parameter.opts}
    assert {"--corpus", "--built-index", "--json", "--plain"} <= options


def test_the_version_is_printed(shell: Shell) -> None:
    answer = shell("--version")
    assert answer.code == 0
    assert answer.out.startswith("cpec-tui, version ")


@pytest.mark.usefixtures("ask")
def test_a_closed_pipe_ends_quietly() -> None:
    child = program("show", "harbour")
    assert child.stdout is not None
    child.stdout.close()
    _, errors = child.communicate()
    assert (child.returncode, errors) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device that is always full")
@pytest.mark.usefixtures("ask")
def test_a_full_disk_is_told_once() -> None:
    with open("/dev/full", "w") as full:
        child = program("show", "harbour", stdout=full)
        _, errors = child.communicate()
    assert child.returncode == 3
    assert errors == "cpec-tui: reading or writing failed: No space left on device\n"


def test_streams_that_were_closed_before_the_start_are_no_trouble(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    monkeypatch.setattr(sys, "stdout", None)
    assert run(["keys"]) == 0
    assert run([]) == 2


def test_main_exits_with_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["cpec-tui", "--version"])
    with pytest.raises(SystemExit) as stop:
        main_module.main()
    assert stop.value.code == 0

"""The desktop's clipboard."""

from __future__ import annotations

import shutil
import subprocess
from typing import Any

import pytest

from cpec_tui.tui.copying import copy_with_tool


def test_without_a_tool_nothing_is_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert not copy_with_tool("text")


def test_the_first_tool_that_takes_the_text_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    run: list[tuple[str, bytes]] = []

    def runs(command: list[str], *, input: bytes, **options: Any) -> None:  # noqa: A002 - the name of subprocess
        if "wl-copy" in command[0]:
            raise subprocess.CalledProcessError(1, command)
        run.append((command[0], input))

    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}" if name != "xclip" else None)
    monkeypatch.setattr(subprocess, "run", runs)
    assert copy_with_tool("naïve \ud800")
    assert run == [("/bin/xsel", "naïve ?".encode())]


def test_tools_that_all_fail_count_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: Any, **options: Any) -> None:
        raise OSError

    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setattr(subprocess, "run", fails)
    assert not copy_with_tool("text")

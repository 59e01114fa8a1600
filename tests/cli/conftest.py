"""Commands called as a shell would call them, in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cpec_tui.built import building, child
from cpec_tui.built.progress import Report
from cpec_tui.cli import clock, output
from cpec_tui.cli.main import run
from cpec_tui.corpus import Corpus
from cpec_tui.library import Library
from tests.repeating.making import NOON


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def json_lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Shell = Callable[..., Answer]


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Shell:
    """Runs ``cpec-tui`` with the given arguments."""

    def call(*args: str | Path) -> Answer:
        capsys.readouterr()
        code = run([str(arg) for arg in args])
        captured = capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    return call


@pytest.fixture
def ask(shell: Shell, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Runs ``cpec-tui`` on the small corpus, which is built already."""
    monkeypatch.setenv("CPEC_TUI_CORPUS", str(library.corpus.root))
    monkeypatch.setenv("CPEC_TUI_BUILT_INDEX", str(tmp_path / "built"))
    return shell


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept with a date is kept at noon."""
    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.fixture(autouse=True)
def build_here(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Builds run in this process, which is quicker, except for tests that use ``child_process``."""
    if "child_process" in request.fixturenames:
        return

    def build_in_child(corpus: Corpus, folder: Path, **options: Any) -> Report:
        return building.build(corpus, folder, rebuild=options["rebuild"], listen=options["listen"])

    monkeypatch.setattr(child, "build_in_child", build_in_child)


@pytest.fixture
def child_process() -> None:
    """Builds run in a process of their own, as they do for users."""


@pytest.fixture
def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """People look: tables and panels, a hundred columns wide."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(output, "is_plain", lambda options: options.plain)

"""Corpora built once, to be looked at only, and no tool that reaches the developer's clipboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cpec_tui.corpus import Corpus, shipped_root
from cpec_tui.library import Library
from cpec_tui.tui.runner import Runner
from cpec_tui.tui.screens import opening
from tests.corpora import built_library
from tests.tui.builds import Builds
from tests.tui.driving import ticking
from tests.tui.worlds import ports, unknown


@pytest.fixture(autouse=True)
def no_clipboard_tool(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cpec_tui.tui.copying.shutil.which", lambda name: None)


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Questions are asked at once, not after a moment in which the next one may come."""
    latest = Runner.latest

    async def at_once(runner: Runner, kind: str, question: Callable[[Library], Any], delay: float = 0.0) -> Any:
        return await latest(runner, kind, question)

    monkeypatch.setattr(Runner, "latest", at_once)
    monkeypatch.setattr("cpec_tui.tui.desk.SETTLED", 0)


@pytest.fixture
def polled(monkeypatch: pytest.MonkeyPatch) -> None:
    """The explorer looks for what others did all the time."""
    monkeypatch.setattr(opening, "_POLL_SECONDS", 0.05)
    monkeypatch.setattr(opening, "_QUIET_SECONDS", 0.0)


@pytest.fixture(autouse=True)
def no_watching(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is told of changed files but what a test says."""
    monkeypatch.setattr("cpec_tui.built.following.looks", lambda corpus, stop: ())


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> Builds:
    """Builds do what the test says."""
    made = Builds()
    monkeypatch.setattr("cpec_tui.built.child.ChildBuild", made)
    return made


@pytest.fixture(scope="session")
def ports_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small corpus in ``corpus``, its built index in ``built``; to be read only."""
    folder = tmp_path_factory.mktemp("ports")
    built_library(ports(folder / "corpus"), folder / "built").close()
    return folder


@pytest.fixture
def harbour(ports_home: Path) -> Library:
    """The small corpus, built."""
    return on_clock(Corpus((ports_home / "corpus").resolve()), ports_home / "built")


@pytest.fixture
def cpec(shipped_built_index: Path) -> Library:
    """The shipped corpus, built."""
    return on_clock(Corpus(shipped_root()), shipped_built_index)


@pytest.fixture
def own_ports(tmp_path: Path) -> Callable[[], Library]:
    """Makes a library on a corpus of the test's own, which it may change; it is built already."""
    built_library(ports(tmp_path / "corpus"), tmp_path / "built").close()
    return lambda: on_clock(Corpus((tmp_path / "corpus").resolve()), tmp_path / "built")


@pytest.fixture
def unknown_names(tmp_path: Path) -> Library:
    """A library on a corpus of the test's own, whose texts name what no entity covers; it is built already."""
    built_library(unknown(tmp_path / "corpus"), tmp_path / "built").close()
    return on_clock(Corpus((tmp_path / "corpus").resolve()), tmp_path / "built")


def on_clock(corpus: Corpus, home: Path) -> Library:
    """A library on which every search takes 3 ms."""
    return Library(corpus, Library.at(corpus, home).folder, clock=ticking())

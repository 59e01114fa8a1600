"""Every test runs in a home of its own: no test sees, or touches, what the developer has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cpec_tui.corpus import Corpus, shipped_root
from cpec_tui.library import Library
from cpec_tui.search.engines import EngineName
from tests.corpora import built_library, make_corpus

_FOREIGN = (
    "CPEC_TUI_CORPUS",
    "CPEC_TUI_BUILT_INDEX",
    "NO_COLOR",
    "FORCE_COLOR",
    "VISUAL",
    "EDITOR",
    "COLUMNS",
    "LINES",
)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary home that is also the current folder."""
    folder = tmp_path_factory.mktemp("home")
    for part in ("CACHE", "DATA", "STATE", "CONFIG"):
        monkeypatch.setenv(f"CPEC_TUI_{part}", str(folder / part.lower()))
    monkeypatch.setenv("HOME", str(folder))
    for variable in _FOREIGN:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def engine() -> EngineName:
    """The text engine of the small corpus; tests for ``each_engine`` name one after the other."""
    return "whoosh"


@pytest.fixture
def corpus(tmp_path: Path, engine: EngineName) -> Corpus:
    """The small corpus on a harbour and a mine."""
    return make_corpus(tmp_path / "corpus", engine=engine)


@pytest.fixture
def library(corpus: Corpus, tmp_path: Path) -> Iterator[Library]:
    """The small corpus, built and open."""
    found = built_library(corpus, tmp_path / "built")
    yield found
    found.close()


@pytest.fixture(scope="session")
def shipped_built_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a built index of the shipped corpus, made once; to be read only."""
    folder = tmp_path_factory.mktemp("shipped-built-index")
    built_library(Corpus(shipped_root()), folder).close()
    return folder


@pytest.fixture
def shipped(shipped_built_index: Path) -> Iterator[Library]:
    """The shipped corpus, open."""
    found = Library.at(Corpus(shipped_root()), shipped_built_index)
    assert found.open()
    yield found
    found.close()

"""Whole screens, compared by their text and, below it, by their looks.

``UPDATE_SNAPSHOTS=1`` writes those that differ; what changed is to be looked at before it is committed.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from cpec_tui.library import Library
from cpec_tui.tui.settings import Settings
from cpec_tui.tui.shelf_rows import shelf_rows
from cpec_tui.tui.themes import LIGHT
from tests.corpora import built_library, make_corpus
from tests.tui.builds import Builds
from tests.tui.conftest import on_clock
from tests.tui.driving import LARGE, MIDDLE, NARROW, SMALL, Driver, driving
from tests.tui.looks import looks_said
from tests.tui.worlds import SOURCES, ports

SNAPSHOTS = Path(__file__).parent / "snapshots"
UPDATE = "UPDATE_SNAPSHOTS"
MOST = 40


@dataclass(frozen=True)
class Scene:
    """A query, and the keys pressed after it; on the shipped corpus unless it is of ``ports``."""

    size: tuple[int, int]
    query: str = ""
    keys: tuple[str, ...] = ()
    settings: Settings = field(default_factory=Settings)
    no_color: bool = False
    of_ports: bool = False


ASCII, PAPER = Settings(ascii=True), Settings(theme=LIGHT.name)
FOLLOWED = ("enter", "enter")
SCENES = {
    "start-160x45": Scene(LARGE),
    "start-100x30": Scene(MIDDLE, of_ports=True),
    "start-80x24": Scene(SMALL),
    "search-160x45": Scene(LARGE, "rare earth khy"),
    "search-100x30": Scene(MIDDLE, "copper", ("enter",), of_ports=True),
    "search-80x24": Scene(SMALL, "rare earth khy", ("enter", "2")),
    "search-light-100x30": Scene(MIDDLE, "copper", ("enter",), PAPER, of_ports=True),
    "search-ascii-100x30": Scene(MIDDLE, "copper", ("enter",), ASCII, of_ports=True),
    "search-no-color-100x30": Scene(MIDDLE, "copper", ("enter",), no_color=True, of_ports=True),
    "card-160x45": Scene(LARGE, "saindak", FOLLOWED),
    "card-100x30": Scene(MIDDLE, "saindak", FOLLOWED),
    "card-80x24": Scene(SMALL, "sas", FOLLOWED, of_ports=True),
    "card-60x20": Scene(NARROW, "sas", FOLLOWED, of_ports=True),
    "card-ascii-80x24": Scene(SMALL, "sas", FOLLOWED, ASCII, of_ports=True),
    "followed-light-100x30": Scene(MIDDLE, "copper", (*FOLLOWED, "n", "2"), PAPER, of_ports=True),
    "followed-no-color-80x24": Scene(SMALL, "copper", (*FOLLOWED, "n", "2"), no_color=True, of_ports=True),
    "ambiguous-100x30": Scene(MIDDLE, "dear", ("enter", "2"), of_ports=True),
    "follow-80x24": Scene(SMALL, "eight key", ("enter", "2", "f")),
    "follow-no-color-100x30": Scene(MIDDLE, "copper", ("enter", "2", "f"), no_color=True, of_ports=True),
    "selected-no-color-80x24": Scene(SMALL, "copper", ("enter", "2", "v", "down"), no_color=True, of_ports=True),
    "facets-160x45": Scene(LARGE, "copper", ("enter", "4"), of_ports=True),
    "facets-100x30": Scene(MIDDLE, "copper", ("enter", "4"), of_ports=True),
    "facets-80x24": Scene(SMALL, "rare", ("enter", "4")),
    "find-100x30": Scene(MIDDLE, "copper", ("enter", "ctrl+f", *"coal"), of_ports=True),
    "find-80x24": Scene(SMALL, "eight key", ("ctrl+f", *"re", ":", "/", *"(copper", "|", *"gold)", "/")),
    "palette-100x30": Scene(MIDDLE, "copper", ("enter", "ctrl+p"), of_ports=True),
    "palette-80x24": Scene(SMALL, "", ("ctrl+p", *"foll"), of_ports=True),
    "quick-open-100x30": Scene(MIDDLE, "", ("ctrl+k", *"harb"), of_ports=True),
    "quick-open-80x24": Scene(SMALL, "", ("ctrl+k", *"pak")),
    "places-80x24": Scene(SMALL, "copper", (*FOLLOWED, "G", "enter", "ctrl+o"), of_ports=True),
    "help-100x30": Scene(MIDDLE, "copper", ("enter", "2", "?"), of_ports=True),
    "help-80x24": Scene(SMALL, "", ("tab", "?")),
    "why-80x24": Scene(SMALL, "wrote", ("enter", "2", "w", "a"), of_ports=True),
    "mistake-60x20": Scene(NARROW, "sorce:profit"),
}
OTHERS = {"confirm-80x24", "discover-100x30", "first-run-80x24", "empty-80x24", "no-entities-100x30"}


def compare(name: str, reader: Driver) -> None:
    """The screen is the one that was approved."""
    said = f"looks on {reader.app.current_theme.name}{', without colours' if reader.app.no_color else ''}"
    screen = "\n".join((*reader.screen(), "", said, *looks_said(reader.app), ""))
    path = SNAPSHOTS / f"{name}.txt"
    if os.environ.get(UPDATE):
        path.write_text(screen, encoding="utf-8")
    assert screen == path.read_text(encoding="utf-8"), f"if this is meant, run the test with {UPDATE}=1"


@pytest.mark.parametrize("name", SCENES)
async def test_the_screen_is_the_one_that_was_approved(
    cpec: Library, harbour: Library, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    scene = SCENES[name]
    if scene.no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    async with driving(harbour if scene.of_ports else cpec, scene.size, scene.settings) as reader:
        reader.box.value = scene.query
        await reader.settle()
        await reader.press(*scene.keys)
        compare(name, reader)


async def test_the_question_before_a_copy_is_made(cpec: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cpec_tui.corpus.own_copy_root", lambda: Path("/home/reader/cpec"))
    monkeypatch.setattr("cpec_tui.corpus.Corpus.is_read_only", True)
    async with driving(cpec, SMALL) as reader:
        await reader.press("tab", "e")
        compare("confirm-80x24", reader)


async def test_the_list_of_discovered_names(unknown_names: Library) -> None:
    async with driving(unknown_names, MIDDLE) as reader:
        await reader.press("tab", "D", "down")
        compare("discover-100x30", reader)


async def test_the_first_run(tmp_path: Path, builds: Builds) -> None:
    async with driving(on_clock(ports(tmp_path / "corpus"), tmp_path / "built"), SMALL, opened=False) as reader:
        compare("first-run-80x24", reader)
        builds.end()


async def test_an_empty_corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "cpec_tui.tui.asking.shelf_rows",
        lambda shelf, overview, kinds, seeds: shelf_rows(shelf, overview, kinds, "/corpus/seeds"),
    )
    library = built_library(make_corpus(tmp_path / "corpus", {}, entities=None), tmp_path / "built")
    async with driving(library, SMALL) as reader:
        compare("empty-80x24", reader)


async def test_a_corpus_without_entities(tmp_path: Path) -> None:
    corpus = make_corpus(tmp_path / "corpus", SOURCES, entities=None)
    built_library(corpus, tmp_path / "built").close()
    async with driving(on_clock(corpus, tmp_path / "built"), MIDDLE) as reader:
        await reader.type("copper")
        await reader.press("enter")
        compare("no-entities-100x30", reader)


def test_every_approved_screen_is_still_looked_at_and_there_are_not_too_many() -> None:
    assert {path.stem for path in SNAPSHOTS.iterdir()} == {*SCENES, *OTHERS}
    assert len(SCENES) + len(OTHERS) <= MOST

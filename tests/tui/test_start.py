"""Starting the explorer, and ending it with a sentence whatever happens."""

from __future__ import annotations

import gc
import io
import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cpec_tui import config, panics
from cpec_tui.corpus import Corpus
from cpec_tui.errors import ExitCode
from cpec_tui.tui import log, memory, start
from cpec_tui.tui.app import ExplorerApp
from cpec_tui.tui.desk import Desk
from cpec_tui.tui.memory import LastPlace
from cpec_tui.tui.screens.explorer import Explorer

PLACE = LastPlace("copper", "mine", 2, "sas", "source")


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """What starting changes in this process is undone."""
    before = sys.__stderr__
    yield
    gc.enable()
    if before is not sys.__stderr__ is not None:
        sys.__stderr__.close()
        vars(sys)["__stderr__"] = before
    logger = logging.getLogger("cpec_tui")
    logger.propagate = True
    for handler in logger.handlers[:]:
        logger.removeHandler(handler)
        handler.close()


@pytest.fixture
def place(ports_home: Path) -> tuple[Corpus, Path]:
    return Corpus((ports_home / "corpus").resolve()), ports_home / "built"


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[ExplorerApp]:
    """Apps that were run: without a terminal, and left at once."""
    apps: list[ExplorerApp] = []

    def run(app: ExplorerApp, *args: Any, **options: Any) -> None:
        apps.append(app)
        app.explorer.last_place = PLACE

    monkeypatch.setattr(ExplorerApp, "run", run)
    return apps


def headless(monkeypatch: pytest.MonkeyPatch, act: Callable[[Explorer], None]) -> None:
    """Let the app run for itself without a terminal, and ``act`` once it is open."""
    run = ExplorerApp.run

    def runs(app: ExplorerApp) -> Corpus | None:
        return run(app, headless=True, size=(80, 24))

    def on_mount(explorer: Explorer) -> None:
        mount(explorer)
        explorer.call_after_refresh(act, explorer)

    mount = Explorer.on_mount
    monkeypatch.setattr(ExplorerApp, "run", runs)
    monkeypatch.setattr(Explorer, "on_mount", on_mount)


def crash(explorer: Explorer) -> None:
    found = ["what was " + "asked", "what was " + "read"]
    raise RuntimeError(f"nobody thought of {found}")


def test_a_crash_is_told_in_words_and_the_log_says_where_but_holds_no_text(
    place: tuple[Corpus, Path], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    headless(monkeypatch, crash)
    assert start.run(*place) == ExitCode.UNUSABLE
    told = capfd.readouterr()
    assert told.err == (
        f"cpec-tui: the explorer had to stop; nothing of yours is lost.\n          What happened is in {log.path()}\n"
    )
    assert "Traceback" not in told.out + told.err
    written = log.path().read_text(encoding="utf-8")
    assert "test_start.py:" in written
    assert written.endswith("in crash\nRuntimeError\n")
    assert "what was" not in written


def once_open(act: Callable[[Explorer], None]) -> Callable[[Explorer], None]:
    """Waits until the explorer stands where it begins, and then acts."""

    async def wait(explorer: Explorer) -> None:
        await explorer.workers.wait_for_complete([one for one in explorer.workers if one.group == "open"])
        act(explorer)

    return lambda explorer: void(explorer.run_worker(wait(explorer), group="test"))


def void(_: object) -> None:
    """Whatever came of it."""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_the_place_is_kept_when_the_system_ends_the_program(
    place: tuple[Corpus, Path], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    memory.remember(place[0], PLACE)

    def told(explorer: Explorer) -> None:
        explorer.show_pane("card")
        signal.raise_signal(getattr(signal, name))

    headless(monkeypatch, once_open(told))
    assert start.run(*place) == ExitCode.INTERRUPTED
    assert memory.recall(place[0]) == replace(PLACE, pane="card")


def test_the_place_is_kept_when_the_program_crashes(
    place: tuple[Corpus, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.remember(place[0], PLACE)

    def act(explorer: Explorer) -> None:
        explorer.show_pane("card")
        explorer.call_after_refresh(crash, explorer)

    headless(monkeypatch, once_open(act))
    assert start.run(*place) == ExitCode.UNUSABLE
    assert memory.recall(place[0]) == replace(PLACE, pane="card")


def test_a_place_where_the_program_crashes_as_soon_as_it_begins_is_forgotten(
    place: tuple[Corpus, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    headless(monkeypatch, once_open(crash))
    memory.remember(place[0], PLACE)
    assert start.run(*place) == ExitCode.UNUSABLE
    assert memory.recall(place[0]) is None
    memory.remember(place[0], PLACE)
    monkeypatch.setattr(Desk, "visit", crash)
    assert start.run(*place) == ExitCode.UNUSABLE
    assert memory.recall(place[0]) is None


def test_the_explorer_is_left_with_nothing_said_and_its_place_kept(
    place: tuple[Corpus, Path], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    headless(monkeypatch, lambda explorer: explorer.command_quit())
    assert start.run(*place) == ExitCode.FOUND
    assert capfd.readouterr().err == ""


def test_a_session_begins_where_the_last_one_ended_unless_it_is_fresh(
    place: tuple[Corpus, Path], begun: list[ExplorerApp]
) -> None:
    assert start.run(*place) == 0
    assert begun[0].settings.begin_at is None
    start.run(*place)
    assert begun[1].settings.begin_at == PLACE
    start.run(*place, fresh=True)
    assert begun[2].settings.begin_at is None
    assert begun[2].settings.keeps_history


def test_a_private_session_keeps_and_recalls_no_place(place: tuple[Corpus, Path], begun: list[ExplorerApp]) -> None:
    start.run(*place, private=True)
    assert not begun[-1].settings.keeps_history
    assert memory.recall(place[0]) is None
    memory.remember(place[0], PLACE)
    start.run(*place, private=True)
    assert begun[1].settings.begin_at is None


def test_history_off_keeps_no_place_either(place: tuple[Corpus, Path], begun: list[ExplorerApp], home: Path) -> None:
    config.path().parent.mkdir()
    config.path().write_text("history: off\ntheme: nord\nkeys: {cite: C}\ncolour: x\n", encoding="utf-8")
    start.run(*place)
    assert memory.recall(place[0]) is None
    settings = begun[0].settings
    assert (settings.theme, settings.keymap.of("cite").keys, settings.keeps_looks) == ("nord", ("C",), True)
    assert not settings.keeps_history
    assert "unknown key `colour`" in settings.problems[0]


@pytest.mark.parametrize(
    ("encoding", "said", "plain", "shown"),
    [
        ("UTF-8", "", False, "é“".encode()),
        ("ANSI_X3.4-1968", "", True, b"??"),
        ("ISO-8859-1", "", True, b"\xe9?"),
        ("ISO-8859-1", "ascii: off\n", False, "é“".encode()),
        ("ISO-8859-1", "ascii: on\n", True, b"\xe9?"),
        ("UTF-8", "ascii: on\n", True, "é“".encode()),
    ],
)
def test_ascii_signs_are_drawn_where_the_terminal_has_no_others_unless_the_config_file_says_otherwise(
    place: tuple[Corpus, Path],
    begun: list[ExplorerApp],
    monkeypatch: pytest.MonkeyPatch,
    encoding: str,
    said: str,
    plain: bool,
    shown: bytes,
) -> None:
    config.path().parent.mkdir()
    config.path().write_text(said, encoding="utf-8")
    written = io.BytesIO()
    terminal = io.TextIOWrapper(written, encoding="utf-8", errors="backslashreplace")
    monkeypatch.setattr(sys, "__stderr__", terminal)
    monkeypatch.setattr("locale.getpreferredencoding", lambda do_setlocale=True: encoding)
    start.run(*place)
    assert begun[0].settings.ascii is plain
    print("é“", end="", file=terminal, flush=True)
    assert written.getvalue() == shown


@pytest.mark.usefixtures("begun")
def test_the_screen_is_painted_while_standard_error_is_put_away(
    place: tuple[Corpus, Path], capfd: pytest.CaptureFixture[str]
) -> None:
    start.run(*place)
    with panics.silent():
        os.write(2, b"thread panicked")
        print("é", end="", file=sys.__stderr__, flush=True)
    assert capfd.readouterr().err == "é"


def test_looks_chosen_before_come_before_those_of_the_config_file(
    place: tuple[Corpus, Path], begun: list[ExplorerApp]
) -> None:
    config.path().parent.mkdir()
    config.path().write_text("theme: nord\n", encoding="utf-8")
    memory.remember_theme("gruvbox")
    start.run(*place)
    assert begun[0].settings.theme == "gruvbox"


def test_looks_chosen_on_a_corpus_are_those_of_its_next_session(
    place: tuple[Corpus, Path], begun: list[ExplorerApp]
) -> None:
    memory.remember_theme("gruvbox")
    memory.remember(place[0], replace(PLACE, theme="nord"))
    start.run(*place)
    start.run(*place, fresh=True)
    assert [app.settings.theme for app in begun] == ["nord", "gruvbox"]


def test_the_program_goes_on_in_the_copy_that_was_made(
    place: tuple[Corpus, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, shipped_built_index: Path
) -> None:
    copy = Corpus(tmp_path)
    opened: list[Corpus] = []

    def run(app: ExplorerApp) -> None:
        opened.append(app.explorer.runner.corpus)

    monkeypatch.setattr(ExplorerApp, "run", run)
    monkeypatch.setattr(ExplorerApp, "return_value", property(lambda app: copy if len(opened) == 1 else None))
    assert start.run(*place) == 0
    assert opened == [place[0], copy]


def test_a_folder_that_cannot_hold_the_log_is_no_reason_to_fail(
    place: tuple[Corpus, Path], begun: list[ExplorerApp], home: Path
) -> None:
    (home / "state").write_text("a file where a folder must be", encoding="utf-8")
    assert start.run(*place) == 0
    assert len(begun) == 1

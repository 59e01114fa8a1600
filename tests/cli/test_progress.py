"""The line that shows how far a build is."""

from __future__ import annotations

import io

import pytest

from cpec_tui.built.progress import Progress, Published
from cpec_tui.cli.progress import ProgressLine, bar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def reading(files: int, seconds: float = 1.0) -> Progress:
    return Progress("reading", files, 100, 5 * files, seconds, files / 100)


def test_the_bar_is_filled_as_far_as_it_is_done() -> None:
    assert bar(50) == "█" * 12 + "░" * 12


def test_it_is_drawn_anew_when_a_second_has_gone_by() -> None:
    terminal = Terminal()
    with ProgressLine(terminal) as line:
        for seconds in (1.0, 1.4, 2.1):
            line.show(reading(10, seconds))
    assert terminal.getvalue().count("reading") == 2


def test_it_is_drawn_once_a_percent_and_stage_and_wiped() -> None:
    terminal = Terminal()
    with ProgressLine(terminal) as line:
        for event in (reading(10), reading(10), reading(11), Progress("writing", 11, 100, 55, 1.0, 0.2)):
            line.show(event)
        line.show(Published(1, 11, 100, True))
    assert terminal.getvalue().count("reading") == 2
    assert terminal.getvalue().count("writing") == 1
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_it_never_wraps(monkeypatch: pytest.MonkeyPatch) -> None:
    for columns, has_bar in ((100, True), (40, False), (20, False)):
        monkeypatch.setenv("COLUMNS", str(columns))
        terminal = Terminal()
        ProgressLine(terminal).show(reading(10))
        drawn = terminal.getvalue().removeprefix("\r").removesuffix("\x1b[K")
        assert len(drawn) < columns
        assert ("█" in drawn) is has_bar


def test_what_is_done_at_once_shows_nothing() -> None:
    terminal = Terminal()
    with ProgressLine(terminal) as line:
        line.show(reading(50, seconds=0.1))
    assert terminal.getvalue() == ""


def test_nothing_is_drawn_where_nobody_looks() -> None:
    stream = io.StringIO()
    with ProgressLine(stream) as line:
        line.show(reading(50))
        line.say("stopping")
    assert stream.getvalue() == ""

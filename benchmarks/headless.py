"""An event loop that times its steps, and a terminal that is drawn for and shows nothing."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Callable
from contextvars import Context
from dataclasses import dataclass
from typing import Any

from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the event loop in ms: how long it took, how much of it our own widgets drew, whether it was a frame."""

    took: float
    lines: float
    is_frame: bool


class TimedLoop(asyncio.SelectorEventLoop):
    """An event loop that keeps how long each of its steps takes, in milliseconds of its thread's processor time."""

    def __init__(self, on_frame: Callable[[], None] = lambda: None) -> None:
        """No step yet; ``on_frame`` is called when a frame was written."""
        super().__init__()
        self.steps: list[Step] = []
        self.on_frame = on_frame
        self._lines = 0.0
        self._is_frame = False

    def call_soon(self, callback: Callable[..., object], *args: Any, context: Context | None = None) -> asyncio.Handle:
        """Time the callback."""
        return super().call_soon(self._timed, callback, *args, context=context)

    def call_at(
        self, when: float, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> asyncio.TimerHandle:
        """Time the callback."""
        return super().call_at(when, self._timed, callback, *args, context=context)

    def frame(self) -> None:
        """A frame was written in the present step."""
        self._is_frame = True
        self.on_frame()

    def drew(self, seconds: float) -> None:
        """Our own widgets took so long for a line."""
        self._lines += seconds

    def run_app(self, app: App[Any], size: tuple[int, int], pilot: Callable[[Pilot[Any]], Any]) -> None:
        """Run ``app`` on this loop, drawing as on a terminal of ``size``, until ``pilot`` ends it."""
        app.driver_class = Nowhere
        try:
            self.run_until_complete(app.run_async(size=size, auto_pilot=pilot))
        finally:
            self.close()

    def _timed(self, callback: Callable[..., object], *args: Any) -> None:
        self._lines, self._is_frame = 0.0, False
        began = time.thread_time()
        callback(*args)
        took = (time.thread_time() - began) * 1000
        self.steps.append(Step(took, self._lines * 1000, self._is_frame))


class Nowhere(HeadlessDriver):
    """A terminal that is drawn for, and shows nothing."""

    @property
    def is_headless(self) -> bool:
        """No: so that everything is drawn."""
        return False

    def write(self, data: str) -> None:
        """A frame is written."""
        loop = asyncio.get_running_loop()
        assert isinstance(loop, TimedLoop)
        loop.frame()


def time_lines(widget: type[Widget], loop: TimedLoop) -> None:
    """Let ``loop`` know how long the lines of a sort of widgets take."""
    draw = widget.render_line

    def timed(self: Widget, y: int) -> Strip:
        began = time.thread_time()
        try:
            return draw(self, y)
        finally:
            loop.drew(time.thread_time() - began)

    widget.render_line = timed  # type: ignore[method-assign]


def quantile(times: list[float], of_hundred: int) -> float:
    """What so many of a hundred stay under."""
    return statistics.quantiles(times, n=100)[of_hundred - 1]


def row(name: str, times: list[float], wanted: str = "") -> str:
    """A line of the table: how many, p50, p95, p99, longest, wanted."""
    middle, high, highest = (quantile(times, part) for part in (50, 95, 99))
    return f"| {name} | {len(times):,} | {middle:.1f} | {high:.1f} | {highest:.1f} | {max(times):.1f} | {wanted} |"


HEADING = "| what | times | p50 | p95 | p99 | longest | wanted |\n|---|---|---|---|---|---|---|"

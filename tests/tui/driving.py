"""The explorer driven without a terminal: keys and mouse in, the text of the screen out."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, ClassVar

from textual import events
from textual._compositor import LayoutUpdate
from textual.app import App
from textual.message import Message
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import WorkerCancelled

from cpec_tui.corpus import Corpus
from cpec_tui.library import Library
from cpec_tui.tui.app import ExplorerApp
from cpec_tui.tui.commands import spelled
from cpec_tui.tui.desk import Desk
from cpec_tui.tui.rows import Row
from cpec_tui.tui.runner import Runner
from cpec_tui.tui.screens.chooser import Chooser
from cpec_tui.tui.screens.explorer import Explorer
from cpec_tui.tui.settings import Settings
from cpec_tui.tui.widgets.row_list import RowList
from cpec_tui.tui.widgets.source import SourcePane

LARGE, WIDE, MIDDLE, SMALL, NARROW = (160, 45), (120, 32), (100, 30), (80, 24), (60, 20)
MouseEvents = type[events.MouseEvent]
_PATIENCE = 1_000


class ListeningApp(ExplorerApp):
    """An explorer that remembers what it told in passing."""

    CSS_PATH: ClassVar[str] = str(
        Path(sys.modules[ExplorerApp.__module__].__file__ or "").parent / ExplorerApp.CSS_PATH
    )

    said: list[str]

    def notify(self, message: str, **options: Any) -> None:
        self.said.append(message)
        super().notify(message, **options)


def ticking() -> Callable[[], float]:
    """A clock on which every search takes three thousandths of a second."""
    moments = count()
    return lambda: next(moments) * 0.003


@dataclass
class Driver:
    """Who sits at the terminal."""

    app: ListeningApp
    pilot: Pilot[Corpus]
    heard: list[Message]
    keys: int = 0

    # What is there

    @property
    def explorer(self) -> Explorer:
        return self.app.explorer

    @property
    def desk(self) -> Desk:
        return self.explorer.desk

    @property
    def results(self) -> RowList:
        return self.explorer.results

    @property
    def source(self) -> SourcePane:
        return self.explorer.source

    @property
    def card(self) -> RowList:
        return self.explorer.card

    @property
    def box(self) -> Input:
        return self.explorer.query_one("#query", Input)

    @property
    def focus(self) -> str:
        """The id of what has the focus."""
        focused = self.app.screen.focused
        return focused.id or "" if focused is not None else ""

    @property
    def at(self) -> tuple[str, int]:
        """The open document and the chosen paragraph."""
        assert self.source.view is not None
        assert self.source.chosen is not None
        return self.source.view.doc, self.source.chosen.ordinal

    @property
    def foot(self) -> str:
        """What the lower edge of the source says."""
        return str(self.source.border_subtitle)

    @property
    def notice(self) -> str:
        return self.explorer.notice.text

    @property
    def said(self) -> str:
        """What was told last in passing."""
        return self.app.said[-1] if self.app.said else ""

    @property
    def open_card(self) -> str:
        """The id of the entity whose card is shown."""
        return self.desk.card.entity.id if self.desk.card else ""

    @property
    def chooser(self) -> RowList:
        """The list laid over the panes."""
        assert isinstance(self.app.screen, Chooser)
        return self.app.screen.query_one(RowList)

    @property
    def count(self) -> str:
        """What the find bar says."""
        return str(self.explorer.query_one("#find-count").render())

    def is_laid_over(self) -> bool:
        """Whether something lies over the panes."""
        return self.app.screen is not self.explorer

    def is_finding(self) -> bool:
        """Whether the find bar is open."""
        return self.explorer.find_bar.is_open

    def ids(self, rows: RowList | None = None) -> list[str]:
        """The ids of the rows of a list, of the results when none is given."""
        return [row.id for row in (rows or self.results).rows]

    def highlighted(self, rows: RowList | None = None) -> str:
        row = (rows or self.results).highlighted
        return row.id if row is not None else ""

    def screen(self) -> list[str]:
        """The text of the screen, line by line."""
        return screen_text(self.app)

    def shown(self) -> str:
        """The text of the screen as one."""
        return "\n".join(self.screen())

    # What is done

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each when the one before has had its effect."""
        for key in keys:
            self.keys += 1
            await self.key(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Type a text quickly."""
        for character in text:
            await self.key(character)
        await self.settle()

    async def search(self, text: str) -> None:
        """Type a query into the box, in place of what stands there."""
        if self.focus != "query":
            await self.press("/")
        self.box.value = ""
        await self.settle()
        await self.type(text)

    async def go_to_row(self, row_id: str, rows: RowList) -> None:
        """Move the highlight down to a row of the focused list."""
        while self.highlighted(rows) != row_id:
            before = self.highlighted(rows)
            await self.press("down")
            assert self.highlighted(rows) != before, f"there is no row {row_id}: {self.ids(rows)}"

    async def click(self, widget: Any, x: int, y: int) -> None:
        await self.pilot.click(widget, offset=(x, y))
        await self.settle()

    async def scroll_down(self, widget: Widget) -> None:
        """Turn the wheel over a widget."""
        await self.mouse(events.MouseScrollDown, widget.content_region.center)

    async def scroll_up(self, widget: Widget) -> None:
        """Turn the wheel back over a widget."""
        await self.mouse(events.MouseScrollUp, widget.content_region.center)

    async def mouse(self, what: MouseEvents, place: tuple[float, float]) -> None:
        """What the terminal tells of the mouse, at a cell of the screen."""
        x, y = int(place[0]), int(place[1])
        self.app.post_message(what(None, x, y, 0, 0, 1, False, False, False, x, y))
        await self.settle()

    async def drag(self, *places: tuple[int, int]) -> None:
        """Press the mouse at the first place, move it through the others and let go."""
        await self.mouse(events.MouseDown, places[0])
        for place in places[1:]:
            await self.mouse(events.MouseMove, place)
        await self.mouse(events.MouseUp, places[-1])

    def place_of(self, text: str, widget: Widget) -> tuple[int, int]:
        """Where on the screen a text first stands in a widget."""
        x, y, width, height = widget.region
        lines = [line.ljust(x + width)[x : x + width] for line in self.screen()[y : y + height]]
        row = next(number for number, line in enumerate(lines) if text in line)
        return x + lines[row].index(text), y + row

    async def paste(self, text: str) -> None:
        """Paste a text where the focus is."""
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    async def settle(self) -> None:
        """Wait until nothing is under way any more."""
        for _ in range(_PATIENCE):
            await self.pilot.pause(0)
            if self.app.is_doing_keys:
                continue
            busy = [worker for worker in self.app.workers if not worker.is_finished]
            if not busy:
                await self.pilot.pause(0)
                if all(worker.is_finished for worker in self.app.workers) and not self.app.is_doing_keys:
                    return
            for worker in busy:
                with suppress(WorkerCancelled):
                    await worker.wait()
        raise AssertionError("the explorer does not come to rest")

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for what other threads do."""
        for _ in range(_PATIENCE):
            if condition():
                return
            await self.pilot.pause()
        raise AssertionError("what was waited for did not happen")

    @contextmanager
    def library_at_work(self) -> Iterator[None]:
        """The library answers nothing before this ends."""
        done = threading.Event()
        waiting = asyncio.ensure_future(self.explorer.runner.ask(lambda library: done.wait()))
        try:
            yield
        finally:
            done.set()
            assert not waiting.cancelled()

    async def key(self, key: str) -> None:
        """Press a key and do not wait for what comes of it."""
        name = spelled(key)
        self.app.post_message(events.Key(name, key if len(key) == 1 else " " if key == "space" else None))
        await self.pilot.pause(0)
        for _ in range(_PATIENCE):
            if not self.app.is_doing_keys:
                return
            await self.pilot.pause(0)


@asynccontextmanager
async def driving(
    library: Library, size: tuple[int, int] = WIDE, settings: Settings | None = None, *, opened: bool = True
) -> AsyncIterator[Driver]:
    """The explorer on ``library``, when the first picture and the first answer are there."""
    app = ListeningApp(Runner(library), settings)
    app.said = []
    try:
        heard: list[Message] = []
        async with app.run_test(size=size, notifications=True, message_hook=heard.append) as pilot:
            driver = Driver(app, pilot, heard)
            if opened:
                await driver.until(lambda: driver.desk.overview is not None)
            await driver.settle()
            yield driver
    finally:
        app.explorer.runner.close()


def screen_text(app: App[Any]) -> list[str]:
    """The text of the screen, line by line, as a screenshot shows it."""
    # The public way is a screenshot, an SVG to be read back: a test would spend more on it than on what it tests.
    drawn = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    assert isinstance(drawn, LayoutUpdate)
    return ["".join(strip.text for strip in line).replace("\xa0", " ").rstrip() for line in drawn.strips]


def texts(rows: Iterable[Row], width: int = 60) -> Sequence[str]:
    """The lines of rows."""
    return [line.text.rstrip() for row in rows for line in row.lines(width)]

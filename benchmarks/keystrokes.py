"""How long the event loop is busy while one types: the explorer on a corpus, drawing as on a terminal, writing nowhere.

    python benchmarks/keystrokes.py CORPUS --built-index DIR [--size 160x45] [--queries 10] [--seed 1] [--rate 12]

The corpus is indexed when it is not yet. Queries of two words are drawn from its texts and typed letter by letter, the
box is cleared in between, and after each the reader steps through the results. Every step of the event loop is timed,
in processor time of its thread: what handles messages, and what draws a frame, of which the lines of our own widgets
are told apart from what Textual does with them. Times are in milliseconds, printed as a table in Markdown; the exit
code is 1 when handling, or our part of drawing, takes longer than 8 ms in more than 5 of 100 cases.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from contextvars import Context
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from textual import events
from textual.drivers.headless_driver import HeadlessDriver
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget

from cpec_tui.corpus import Corpus
from cpec_tui.folding import tokens
from cpec_tui.library import Library
from cpec_tui.search.grammar import STOP_WORDS
from cpec_tui.tui.app import ExplorerApp
from cpec_tui.tui.runner import Runner
from cpec_tui.tui.widgets.lines import FootLine, HeadLine, NoticeLine
from cpec_tui.tui.widgets.page import Page
from cpec_tui.tui.widgets.row_list import RowList

SHORTEST = 0.05
TARGET = 8.0


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the event loop: how long it took, how much of it our own widgets drew, whether it was a frame."""

    took: float
    lines: float
    is_frame: bool


class TimedLoop(asyncio.SelectorEventLoop):
    """An event loop that keeps how long each of its steps takes, in milliseconds."""

    def __init__(self) -> None:
        """No step yet."""
        super().__init__()
        self.steps: list[Step] = []
        self.lines = 0.0
        self.is_frame = False

    def call_soon(self, callback: Callable[..., object], *args: Any, context: Context | None = None) -> asyncio.Handle:
        """Time the callback."""
        return super().call_soon(self._timed, callback, *args, context=context)

    def call_at(
        self, when: float, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> asyncio.TimerHandle:
        """Time the callback."""
        return super().call_at(when, self._timed, callback, *args, context=context)

    def _timed(self, callback: Callable[..., object], *args: Any) -> None:
        self.lines, self.is_frame = 0.0, False
        began = time.thread_time()
        callback(*args)
        took = (time.thread_time() - began) * 1000
        self.steps.append(Step(took, self.lines * 1000, self.is_frame))


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
        loop.is_frame = True


def time_lines(widget: type[Widget], loop: TimedLoop) -> None:
    """Let ``loop`` know how long the lines of a sort of widgets take."""
    draw = widget.render_line

    def timed(self: Widget, y: int) -> Strip:
        began = time.thread_time()
        try:
            return draw(self, y)
        finally:
            loop.lines += time.thread_time() - began

    widget.render_line = timed  # type: ignore[method-assign]


def queries(library: Library, count: int, chance: random.Random) -> list[str]:
    """Pairs of neighbouring words that say something."""
    documents = [one.id for one in library.documents()]
    found: list[str] = []
    while len(found) < count:
        paragraph = chance.choice(library.document(chance.choice(documents)).paragraphs)
        words = [word for word in tokens(paragraph.text) if word not in STOP_WORDS and len(word) > 2 and word.isalpha()]
        if len(words) > 1:
            at = chance.randrange(len(words) - 1)
            found.append(" ".join(words[at : at + 2]))
    return found


async def type_all(app: ExplorerApp, asked: Iterable[str], pause: float, loop: TimedLoop) -> list[list[Step]]:
    """The steps of the event loop after each key."""
    await asyncio.sleep(1.0)
    while app.explorer.desk.overview is None:
        await asyncio.sleep(0.1)
    after: list[list[Step]] = []

    async def press(key: str, character: str | None = None) -> None:
        loop.steps.clear()
        app.post_message(events.Key(key, character))
        await asyncio.sleep(pause)
        after.append(loop.steps[:])

    for query in asked:
        for character in query:
            await press("space" if character == " " else character, character)
        await press("enter")
        for key in ("down", "down", "n", "n"):
            await press(key, key if len(key) == 1 else None)
        await press("slash", "/")
        await press("ctrl+u")
    return after


def measured(library: Library, size: tuple[int, int], asked: list[str], pause: float) -> list[list[Step]]:
    """Run the explorer and type."""
    loop = TimedLoop()
    after: list[list[Step]] = []
    app = ExplorerApp(Runner(library))
    app.driver_class = Nowhere
    for widget in (Page, RowList, HeadLine, NoticeLine, FootLine):
        time_lines(widget, loop)

    async def pilot(_: Pilot[Any]) -> None:
        after.extend(await type_all(app, asked, pause, loop))
        app.exit()

    try:
        loop.run_until_complete(app.run_async(size=size, auto_pilot=pilot))
    finally:
        app.explorer.runner.close()
        loop.close()
    return after


def row(name: str, times: list[float]) -> str:
    """A line of the table."""
    return f"| {name} | {len(times):,} | {statistics.median(times):.1f} | {quantile(times):.1f} | {max(times):.1f} |"


def quantile(times: list[float]) -> float:
    """What 95 of 100 stay under."""
    return statistics.quantiles(times, n=20)[18]


def main() -> int:
    """Measure and print; 1 when the target is missed."""
    arguments = _arguments()
    width, height = (int(number) for number in arguments.size.split("x"))
    library = Library.at(Corpus(arguments.corpus.resolve()), arguments.built_index)
    if not library.open():
        library.build()
    asked = queries(library, arguments.queries, random.Random(arguments.seed))
    paragraphs = library.overview().paragraphs
    library.close()
    after = measured(library, (width, height), asked, 1 / arguments.rate)
    steps = [step for each in after for step in each if step.took >= SHORTEST]
    handling = [step.took for step in steps if not step.is_frame]
    lines = [step.lines for step in steps if step.is_frame]
    print(f"Typing {len(asked)} queries on {paragraphs:,} paragraphs at {width}×{height}, ms:\n")
    print("| work on the event loop | times | p50 | p95 | longest |\n|---|---|---|---|---|")
    print(row("handling messages, a step", handling))
    print(row("drawing our lines, a frame", lines))
    print(row("drawing with Textual, a frame", [step.took for step in steps if step.is_frame]))
    print(row("everything after a key", [sum(step.took for step in each) for each in after]))
    return int(max(quantile(handling), quantile(lines)) > TARGET)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="the folder of the corpus")
    parser.add_argument("--built-index", type=Path, required=True, help="where its built index is, or is to be made")
    parser.add_argument("--size", default="160x45", help="columns and lines of the terminal")
    parser.add_argument("--queries", type=int, default=10, help="how many queries are typed")
    parser.add_argument("--seed", type=int, default=1, help="which queries are drawn")
    parser.add_argument("--rate", type=float, default=12.0, help="keys per second")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

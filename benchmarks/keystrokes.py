"""How long the event loop is busy while one types: the explorer on a corpus, drawing as on a terminal, writing nowhere.

    python benchmarks/keystrokes.py CORPUS --built-index DIR [--size 160x45] [--queries 10] [--seed 1] [--rate 12]

The corpus is indexed when it is not yet. Queries of two words are drawn from its texts and typed letter by letter, the
box is cleared in between, and after each the reader steps through the results. Every step of the event loop is timed:
all that happens while it lasts delays the next key. Times are in milliseconds, printed as a table in Markdown:
of each message that is handled, of the longest step between two keys, and of all steps between two keys.
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
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from textual import events
from textual.drivers.headless_driver import HeadlessDriver
from textual.pilot import Pilot

from cpec_tui.corpus import Corpus
from cpec_tui.folding import tokens
from cpec_tui.library import Library
from cpec_tui.search.grammar import STOP_WORDS
from cpec_tui.tui.app import ExplorerApp
from cpec_tui.tui.runner import Runner

SHORTEST = 0.05
TARGET = 8.0


class Nowhere(HeadlessDriver):
    """A terminal that is drawn for, and shows nothing."""

    @property
    def is_headless(self) -> bool:
        """No: so that everything is drawn."""
        return False


class TimedLoop(asyncio.SelectorEventLoop):
    """An event loop that keeps how long each of its steps takes, in milliseconds."""

    def __init__(self) -> None:
        """No step yet."""
        super().__init__()
        self.steps: list[float] = []

    def call_soon(self, callback: Callable[..., object], *args: Any, context: Context | None = None) -> asyncio.Handle:
        """Time the callback."""
        return super().call_soon(self._timed, callback, *args, context=context)

    def call_at(
        self, when: float, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> asyncio.TimerHandle:
        """Time the callback."""
        return super().call_at(when, self._timed, callback, *args, context=context)

    def _timed(self, callback: Callable[..., object], *args: Any) -> None:
        began = time.perf_counter()
        callback(*args)
        self.steps.append((time.perf_counter() - began) * 1000)


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


async def type_all(app: ExplorerApp, asked: Iterable[str], pause: float, loop: TimedLoop) -> list[list[float]]:
    """The steps of the event loop after each key."""
    while app.explorer.desk.overview is None:
        await asyncio.sleep(0.05)
    await asyncio.sleep(0.5)
    after: list[list[float]] = []

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


def measured(library: Library, size: tuple[int, int], asked: list[str], pause: float) -> list[list[float]]:
    """Run the explorer and type."""
    loop = TimedLoop()
    after: list[list[float]] = []
    app = ExplorerApp(Runner(library))
    app.driver_class = Nowhere

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
    p95 = statistics.quantiles(times, n=20)[18]
    return f"| {name} | {len(times):,} | {statistics.median(times):.1f} | {p95:.1f} | {max(times):.1f} |"


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
    steps = [step for each in after for step in each if step >= SHORTEST]
    print(f"Typing {len(asked)} queries on {paragraphs:,} paragraphs at {width}×{height}, ms:\n")
    print("| work on the event loop | times | p50 | p95 | longest |\n|---|---|---|---|---|")
    print(row(f"a step (of {SHORTEST} ms and more)", steps))
    longest = [max(each) for each in after if each]
    print(row("the longest step after a key", longest))
    print(row("all steps after a key", [sum(each) for each in after if each]))
    return int(statistics.quantiles(steps, n=20)[18] > TARGET)


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

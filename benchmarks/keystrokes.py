"""What a key costs: the explorer on a corpus, drawing as on a terminal, writing nowhere.

    python benchmarks/keystrokes.py CORPUS --built-index DIR [--engine whoosh|tantivy] [--size 160x45] [--queries 10]
        [--seed 1] [--rate 10]

The corpus is indexed when it is not yet; with ``--engine`` a copy of it in DIR is, which has that engine. Queries of
two words are drawn from its texts and typed letter by letter, the box is cleared in between, and after each the reader
steps through the results. Printed as a table in Markdown, in ms:

- from a key to the frame that shows the answer to what was typed by then, or to more of it (wall clock, from the second
  letter on), and its parts for the question that was answered: until it is asked, its wait for the library's thread,
  the answer on that thread (wall clock, and the thread's processor time), the way back to the loop, rows and drawing;
- what else the library's thread did meanwhile: of each sort how many, and how long (processor time);
- the steps of the event loop, in processor time of its thread: those that handle messages, those that draw a frame, and
  of these the part of our own widgets;
- the same steps of a bare Textual app of the same size and shape, typed into in the same run, and the difference.

The exit code is 1 when one of the wanted figures is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from textual import events
from textual.app import App
from textual.pilot import Pilot

from benchmarks.answers import Answer, TimedRunner
from benchmarks.bare import BareApp
from benchmarks.documents import library_for_engine
from benchmarks.headless import HEADING, Step, TimedLoop, quantile, row, time_lines
from cpec_tui.corpus import Corpus
from cpec_tui.folding import tokens
from cpec_tui.library import Library
from cpec_tui.search.grammar import STOP_WORDS
from cpec_tui.tui.app import ExplorerApp
from cpec_tui.tui.widgets.lines import FootLine, HeadLine, NoticeLine
from cpec_tui.tui.widgets.page import Page
from cpec_tui.tui.widgets.row_list import RowList

SHORTEST = 0.05
PAINTED = {"whoosh": 80.0, "tantivy": 40.0}
HIGH, HIGHEST = 8.0, 16.0
FIRST_TIMED = 2
PARTS = (
    "of it until the question is asked",
    "waiting for the library's thread",
    "the answer on that thread",
    "the way back to the loop",
    "rows and drawing",
)


@dataclass(frozen=True, slots=True)
class Painted:
    """A text typed: when (seconds), when a frame showed its answer, and what is known of that."""

    when: float
    shown: float
    answer: Answer

    def parts(self) -> dict[str, float]:
        """What the reader waited for, in ms; an answer that was under way already counts from the key on."""
        answer = self.answer
        times = [self.when, answer.asked, answer.began, answer.ended, answer.back, self.shown]
        times = [max(time, self.when) for time in times]
        return {name: (after - before) * 1000 for name, before, after in zip(PARTS, times, times[1:], strict=False)}


@dataclass
class Typing:
    """What happened while queries were typed into an app."""

    steps: list[Step] = field(default_factory=list)
    pressed: list[tuple[float, str]] = field(default_factory=list)
    frames: list[tuple[float, str]] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    def painted(self) -> list[Painted]:
        """Each text typed whose answer, or the answer to more of it, a frame showed."""
        found: list[Painted] = []
        for when, text in self.pressed:
            shown = next((frame for frame in self.frames if frame[0] >= when and frame[1].startswith(text)), None)
            if shown is not None:
                at, answered = shown
                before = (one for one in reversed(self.answers) if one.text == answered and one.back <= at)
                answer = next(before, None)
                if answer is not None:
                    found.append(Painted(when, at, answer))
        return found


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


async def type_all(app: App[Any], asked: Sequence[str], pause: float, typing: Typing) -> None:
    """Type at a steady pace; after each query wait a moment, step through what was found, and clear the box."""

    async def press(key: str, character: str | None = None) -> None:
        app.post_message(events.Key(key, character))
        await asyncio.sleep(pause)

    for query in asked:
        for at, character in enumerate(query, 1):
            if at >= FIRST_TIMED and character != " ":
                typing.pressed.append((time.perf_counter(), query[:at]))
            await press("space" if character == " " else character, character)
        await asyncio.sleep(0.5)
        await press("enter")
        for key in ("down", "down", "n", "n"):
            await press(key, key if len(key) == 1 else None)
        await press("slash", "/")
        await press("ctrl+u")


def typed_into_bare(size: tuple[int, int], asked: Sequence[str], pause: float) -> Typing:
    """Type into the bare app."""
    typing, loop, app = Typing(), TimedLoop(), BareApp()

    async def pilot(_: Pilot[Any]) -> None:
        await asyncio.sleep(1.0)
        loop.steps.clear()
        await type_all(app, asked, pause, typing)
        app.exit()

    loop.run_app(app, size, pilot)
    typing.steps = loop.steps
    return typing


def typed_into_explorer(library: Library, size: tuple[int, int], asked: Sequence[str], pause: float) -> Typing:
    """Type into the explorer."""
    typing, loop, runner = Typing(), TimedLoop(), TimedRunner(library)
    app = ExplorerApp(runner)
    for widget in (Page, RowList, HeadLine, NoticeLine, FootLine):
        time_lines(widget, loop)

    def on_frame() -> None:
        page = app.explorer.desk.asking.page
        typing.frames.append((time.perf_counter(), page.query if page is not None else ""))

    async def pilot(_: Pilot[Any]) -> None:
        await asyncio.sleep(1.0)
        while app.explorer.desk.overview is None:
            await asyncio.sleep(0.1)
        loop.steps.clear()
        runner.answers.clear()
        loop.on_frame = on_frame
        await type_all(app, asked, pause, typing)
        app.exit()

    try:
        loop.run_app(app, size, pilot)
    finally:
        runner.close()
    typing.steps, typing.answers = loop.steps, runner.answers
    return typing


def handling(typing: Typing) -> list[float]:
    """The steps that handle messages, ms."""
    return [step.took for step in typing.steps if not step.is_frame and step.took >= SHORTEST]


def drawing(typing: Typing) -> list[float]:
    """The steps that draw a frame, ms."""
    return [step.took for step in typing.steps if step.is_frame and step.took >= SHORTEST]


def all_steps(typing: Typing) -> list[float]:
    """Every step, ms."""
    return [*handling(typing), *drawing(typing)]


def report(ours: Typing, bare: Typing, wanted: float) -> bool:
    """Print the table; True when everything wanted is reached."""
    found = ours.painted()
    painted = [(one.shown - one.when) * 1000 for one in found]
    lines = [step.lines for step in ours.steps if step.is_frame]
    print(HEADING)
    print(row("from a key to its results on the screen", painted, f"p95 of {wanted:.0f}"))
    for part in PARTS:
        print(row(part, [one.parts()[part] for one in found]))
    print(row("processor time of the answers", [one.answer.took for one in found]))
    for kind in sorted({one.kind for one in ours.answers}):
        took = [one.took for one in ours.answers if one.kind == kind]
        if len(took) > 1:
            print(row(f"all questions of the sort {kind}", took))
    print(row("handling messages, a step", handling(ours)))
    print(row("the same in a bare app", handling(bare)))
    print(row("drawing a frame", drawing(ours)))
    print(row("of it our own lines", lines))
    print(row("drawing a frame in a bare app", drawing(bare)))
    print(row("any step", all_steps(ours)))
    print(row("the same in a bare app", all_steps(bare)))
    high, highest = (quantile(all_steps(ours), part) - quantile(all_steps(bare), part) for part in (95, 99))
    print(f"\nOurs beyond the bare app, any step: p95 {high:.1f} ms (wanted {HIGH:.0f}), p99 {highest:.1f} ms ", end="")
    print(f"(wanted {HIGHEST:.0f}).")
    print(f"Answered on the screen: {len(painted)} of {len(ours.pressed)} texts typed.")
    return quantile(painted, 95) <= wanted and high <= HIGH and highest <= HIGHEST


def library_asked_for(corpus: Corpus, folder: Path, engine: str | None) -> Library:
    """The library of ``corpus``, answered by that engine or by the one that it has."""
    return library_for_engine(corpus, folder, engine) if engine else Library.at(corpus, folder)


def main() -> int:
    """Measure and print; 1 when a target is missed."""
    arguments = _arguments()
    width, height = (int(number) for number in arguments.size.split("x"))
    library = library_asked_for(Corpus(arguments.corpus.resolve()), arguments.built_index, arguments.engine)
    if not library.open():
        library.build()
    asked = queries(library, arguments.queries, random.Random(arguments.seed))
    paragraphs = library.overview().paragraphs
    library.close()
    bare = typed_into_bare((width, height), asked, 1 / arguments.rate)
    ours = typed_into_explorer(library, (width, height), asked, 1 / arguments.rate)
    print(f"Typing {len(asked)} queries on {paragraphs:,} paragraphs at {width}×{height}, {arguments.rate:g} keys/s:\n")
    return int(not report(ours, bare, PAINTED[arguments.engine or "whoosh"]))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="the folder of the corpus")
    parser.add_argument("--built-index", type=Path, required=True, help="where its built index is, or is to be made")
    parser.add_argument("--engine", choices=tuple(PAINTED), help="the text engine; else the one that the corpus has")
    parser.add_argument("--size", default="160x45", help="columns and lines of the terminal")
    parser.add_argument("--queries", type=int, default=10, help="how many queries are typed")
    parser.add_argument("--seed", type=int, default=1, help="which queries are drawn")
    parser.add_argument("--rate", type=float, default=10.0, help="keys per second")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

"""Where the time of a class of queries goes, so that it can be said why a figure is not reached.

    python benchmarks/profiling.py CLASS CORPUS --cache DIR [--engine whoosh|tantivy] [--queries 60] [--seed 1]
        [--slowest 5] [--functions 20]

CLASS is the beginning of the name of a class of ``search.py``, of the same queries; or ``opening``: then each query, a
common word, is the first after the library was opened anew. Two tables in Markdown, in
milliseconds of processor time: how long each stage takes without those that it calls, over all queries; and the same of
the slowest queries. Then the functions in which the slowest spend their time, by cProfile (which makes Python code
look slower beside that of libraries).
"""

from __future__ import annotations

import argparse
import cProfile
import functools
import io
import pstats
import random
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.classes import Asked, drawn, typed_classes
from benchmarks.contest import Ours, p95
from benchmarks.material import Words, generation_of, words_of
from benchmarks.operators import operator_classes
from benchmarks.search import WARMING, library_of
from cpec_tui import library_search
from cpec_tui.catalog.reading import Catalog
from cpec_tui.library import Library
from cpec_tui.search import highlight
from cpec_tui.search.resolve import Resolver

OPENING = "opening"
OTHER = "anything else"

Ask = Callable[[Asked], object]


@dataclass
class Clock:
    """Milliseconds of processor time by stage; what a stage calls of another one counts there."""

    spent: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    _open: list[str] = field(default_factory=lambda: [OTHER])
    _since: float = 0.0

    def start(self) -> None:
        """Begin a query."""
        self.spent.clear()
        self._since = time.thread_time()

    def enter(self, stage: str) -> None:
        """``stage`` begins."""
        self._note()
        self._open.append(stage)

    def leave(self) -> None:
        """The last one ends."""
        self._note()
        self._open.pop()

    def stop(self) -> dict[str, float]:
        """What the query took."""
        self._note()
        return dict(self.spent)

    def _note(self) -> None:
        now = time.thread_time()
        self.spent[self._open[-1]] += (now - self._since) * 1000
        self._since = time.thread_time()


def stages_of(library: Library) -> list[tuple[str, object, str]]:
    """What is timed as which stage: an attribute of a class or module."""
    generation = generation_of(library)
    engine = type(generation.engine)
    generation.close()
    return [
        ("open", Library, "open"),
        ("parse", library_search, "parse"),
        ("resolve", Resolver, "resolve"),
        ("engine: rank", engine, "search"),
        ("engine: rows", engine, "rows"),
        ("copies", library_search, "without_copies"),
        ("cards", library_search.Searcher, "_entities"),
        ("dressing", library_search.Searcher, "hits"),
        ("dressing: texts", Catalog, "paragraphs"),
        ("dressing: mentions", Catalog, "mentions"),
        ("dressing: spans", highlight.Highlighter, "spans"),
    ]


@contextmanager
def timed(stages: Sequence[tuple[str, object, str]], clock: Clock) -> Iterator[None]:
    """Time the stages while this lasts."""
    before = [(owner, name, getattr(owner, name)) for _, owner, name in stages]
    for (stage, owner, name), (_, _, call) in zip(stages, before, strict=True):
        setattr(owner, name, _timing(stage, call, clock))
    try:
        yield
    finally:
        for owner, name, call in before:
            setattr(owner, name, call)


def _timing(stage: str, call: Callable[..., Any], clock: Clock) -> Callable[..., Any]:
    @functools.wraps(call)
    def timing(*args: Any, **named: Any) -> Any:
        clock.enter(stage)
        try:
            return call(*args, **named)
        finally:
            clock.leave()

    return timing


def breakdown(ask: Ask, asked: Sequence[Asked], stages: Sequence[tuple[str, object, str]]) -> list[dict[str, float]]:
    """The stages of each query."""
    clock, found = Clock(), []
    with timed(stages, clock):
        for one in asked:
            clock.start()
            ask(one)
            found.append(clock.stop())
    return found


def print_stages(names: Sequence[str], found: Sequence[dict[str, float]]) -> None:
    """p50, p95 and the share of all time, by stage."""
    totals = [sum(one.values()) for one in found]
    print("| stage | p50 | p95 | share of all |\n|---|--:|--:|--:|")
    for name in (*names, OTHER):
        times = [one.get(name, 0.0) for one in found]
        share = sum(times) / sum(totals)
        print(f"| {name} | {statistics.median(times):.2f} | {p95(times):.2f} | {share:.0%} |")
    print(f"| together | {statistics.median(totals):.2f} | {p95(totals):.2f} | |\n")


def print_slowest(asked: Sequence[Asked], found: Sequence[dict[str, float]], count: int) -> list[Asked]:
    """The slowest queries with their stages; gives them."""
    ordered = sorted(zip(asked, found, strict=True), key=lambda pair: -sum(pair[1].values()))[:count]
    print("| query | ms | of it |\n|---|--:|---|")
    for one, spent in ordered:
        parts = sorted(spent.items(), key=lambda item: -item[1])
        said = ", ".join(f"{name} {ms:.1f}" for name, ms in parts if ms >= 0.1)
        print(f"| `{one.query}` | {sum(spent.values()):.1f} | {said} |")
    print()
    return [one for one, _ in ordered]


def print_functions(ask: Ask, asked: Sequence[Asked], count: int) -> None:
    """Where the functions are in which these queries spend most time of their own."""
    profile = cProfile.Profile()
    profile.enable()
    for one in asked:
        ask(one)
    profile.disable()
    told = io.StringIO()
    pstats.Stats(profile, stream=told).strip_dirs().sort_stats("tottime").print_stats(count)
    lines = [line.rstrip() for line in told.getvalue().splitlines() if line.strip()]
    print("```\n" + "\n".join(lines) + "\n```")


def main() -> None:
    """Ask and print."""
    given = _arguments()
    library = library_of(given.corpus, given.cache, given.engine)
    words = words_of(library, random.Random(given.seed))
    name, asked = _questions(words, given.name, given.queries, given.seed)
    _, warming = _questions(words, given.name, 3, WARMING)
    stages, ours = stages_of(library), Ours(library)
    ask = ours.ask_first if name == OPENING else ours.ask
    for one in warming:
        ask(one)
    found = breakdown(ask, asked, stages)
    print(f"{name}, {given.engine}, {library.overview().paragraphs:,} paragraphs, {len(asked)} queries:\n")
    print_stages([stage for stage, _, _ in stages], found)
    slowest = print_slowest(asked, found, given.slowest)
    ours.open()  # What it remembers of them is forgotten.
    for one in warming:
        ask(one)
    print_functions(ask, slowest, given.functions)


def _questions(words: Words, begins: str, count: int, seed: int) -> tuple[str, list[Asked]]:
    if begins == OPENING:
        return OPENING, drawn(typed_classes, words, count, seed, "common word")["common word"]
    for makers in (typed_classes, operator_classes):
        for name, asked in drawn(makers, words, count, seed).items():
            if name.startswith(begins):
                return name, asked
    raise SystemExit(f"search.py has no class that begins with `{begins}`")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", help="the class, as search.py calls it, or how that begins")
    parser.add_argument("corpus", type=Path, help="a file of documents, or the folder of a corpus")
    parser.add_argument("--cache", type=Path, required=True, help="where everything is built and kept")
    parser.add_argument("--engine", choices=("whoosh", "tantivy"), default="whoosh", help="the text engine")
    parser.add_argument("--queries", type=int, default=60, help="how many queries")
    parser.add_argument("--seed", type=int, default=1, help="which queries are drawn")
    parser.add_argument("--slowest", type=int, default=5, help="how many of the slowest are shown and profiled")
    parser.add_argument("--functions", type=int, default=20, help="how many functions are listed")
    return parser.parse_args()


if __name__ == "__main__":
    main()

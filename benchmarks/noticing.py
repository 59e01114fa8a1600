"""How long it takes from writing a file until the first search that finds it, all included.

    python benchmarks/noticing.py CORPUS FOLDER [--rounds 9]

CORPUS and its built index in FOLDER are changed: give copies. Once through ``index --watch`` in a process of its own,
and once through what the explorer does (its watcher, its indexer, opening anew), without a screen. The first round is
the first change of a session, for which the building child waits as it does for others. Printed as a table in Markdown,
with the stages: until it is known what changed, until the child has published, until it is opened and found.
"""

from __future__ import annotations

import argparse
import json
import os
import queue
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cpec_tui.built.building import build
from cpec_tui.corpus import Corpus
from cpec_tui.library import Library
from cpec_tui.tui.indexer import Indexer
from cpec_tui.tui.watcher import Watcher

_HOME = Path(__file__).resolve().parents[1]
_PATIENCE = 60
# Seconds until it watches, and a child waits.
_READY = 3.0


def write(corpus: Corpus, number: int) -> str:
    """Change one file; what to look for."""
    paths = sorted(path for path in corpus.seeds.rglob("*") if path.is_file())
    path = paths[number * 37 % len(paths)]
    word = f"zyx{time.time_ns()}"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n\nA new paragraph with {word}.\n", encoding="utf-8")
    return word


# Until it was known what changed, until it was published; None where nobody outside knows.
Wait = Callable[[], tuple[float | None, float]]


@contextmanager
def watched(corpus: Corpus, folder: Path, library: Library) -> Iterator[Wait]:
    """Waits until ``index --watch`` has told of a build."""
    command = [sys.executable, "-m", "cpec_tui", "index", "--watch", "--json"]
    process = subprocess.Popen(
        [*command, "--corpus", corpus.root, "--built-index", folder],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(_HOME)},
        text=True,
    )
    lines = process.stdout
    assert lines is not None

    def wait() -> tuple[None, float]:
        assert not json.loads(lines.readline())["removed"]
        return None, time.perf_counter()

    try:
        wait()
        time.sleep(_READY)
        yield wait
    finally:
        process.terminate()
        process.wait()


class _Explorer:
    """Hears what the explorer hears, and does what it does then."""

    def __init__(self, corpus: Corpus, library: Library) -> None:
        self._library = library
        self._messages: queue.Queue[object] = queue.Queue()
        self.indexer = Indexer(corpus, library.folder, cast("Any", self))
        self.watcher = Watcher(corpus, cast("Any", self))

    def post_message(self, message: object) -> bool:
        self._messages.put(message)
        return True

    def wait(self) -> tuple[float, float]:
        """Until something was published."""
        known = 0.0
        while True:
            match self._messages.get(timeout=_PATIENCE):
                case Watcher.Changed():
                    if not self.indexer.is_running and self._library.changes().any:
                        known = time.perf_counter()
                        self.indexer.start()
                case Indexer.HasPublished():
                    return known, time.perf_counter()

    def settle(self) -> None:
        """Until nothing is to be heard any more."""
        time.sleep(_READY)
        while not self._messages.empty():
            self._messages.get()


@contextmanager
def explored(corpus: Corpus, folder: Path, library: Library) -> Iterator[Wait]:
    """Waits as the explorer does."""
    explorer = _Explorer(corpus, library)
    explorer.watcher.start()
    explorer.indexer.prepare()
    explorer.settle()
    try:
        yield explorer.wait
    finally:
        explorer.watcher.close()
        explorer.indexer.close()


@dataclass(frozen=True, slots=True)
class Round:
    """Seconds: of all, until it was known what changed, from then until it was published, from then until found."""

    total: float
    known: float | None
    built: float
    found: float


def measure(corpus: Corpus, library: Library, wait: Wait, rounds: int) -> list[Round]:
    """From writing to finding."""
    measured = []
    for number in range(rounds):
        word = write(corpus, number)
        written = time.perf_counter()
        known, published = wait()
        library.open()
        while not library.search(word).total:
            assert time.perf_counter() < written + _PATIENCE
            library.open()
        found = time.perf_counter()
        begun = written if known is None else known
        before = None if known is None else known - written
        measured.append(Round(found - written, before, published - begun, found - published))
        time.sleep(1.0)  # What changes while the last build ends would be noticed at the next look only.
    return measured


def row(name: str, rounds: list[Round]) -> str:
    """A line of the table."""
    totals = [one.total for one in rounds]
    known = [one.known for one in rounds if one.known is not None]
    stages = (
        f"{statistics.median(known):.2f}" if known else "",
        f"{statistics.median(one.built for one in rounds):.2f}",
        f"{statistics.median(one.found for one in rounds):.2f}",
    )
    return f"| {name} | {statistics.median(totals):.2f} | {max(totals):.2f} | {' | '.join(stages)} |"


def run(corpus: Corpus, folder: Path, rounds: int) -> None:
    """Measure both ways and print."""
    library = Library.at(corpus, folder)
    report = build(corpus, library.folder)
    library.open()
    print(f"{report.documents:,} documents, {report.paragraphs:,} paragraphs, {report.engine}\n")
    print("| through | median s | longest s | until known | built | opened and found |")
    print("|---|--:|--:|--:|--:|--:|")
    for name, way in (("`index --watch`", watched), ("the explorer's indexer", explored)):
        with way(corpus, folder, library) as wait:
            first, *others = measure(corpus, library, wait, rounds)
        print(row(f"{name}, first of a session", [first]))
        print(row(f"{name}, later ones", others), flush=True)
    library.close()


def main() -> None:
    """Measure what is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=9)
    arguments = parser.parse_args()
    run(Corpus(arguments.corpus.resolve()), arguments.folder, arguments.rounds)


if __name__ == "__main__":
    main()

"""How long it takes from writing a file until the first search that finds it, all included.

    python benchmarks/noticing.py CORPUS FOLDER [--rounds 9]

CORPUS and its built index in FOLDER are changed: give copies. Once through ``index --watch`` in a process of its own,
and once through what the explorer does (its watcher, its indexer, opening anew), without a screen. The first round
starts the building child, the others find it waiting. Printed as a table in Markdown.
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


def write(corpus: Corpus, number: int) -> str:
    """Change one file; what to look for."""
    paths = sorted(path for path in corpus.seeds.rglob("*") if path.is_file())
    path = paths[number * 37 % len(paths)]
    word = f"zyx{time.time_ns()}"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n\nA new paragraph with {word}.\n", encoding="utf-8")
    return word


@contextmanager
def watched(corpus: Corpus, folder: Path, library: Library) -> Iterator[Callable[[], None]]:
    """Waits until ``index --watch`` has told of a build, and opens what it published."""
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

    def wait() -> None:
        assert not json.loads(lines.readline())["removed"]
        library.open()

    try:
        wait()
        time.sleep(1.0)  # Until it watches.
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

    def wait(self) -> None:
        """Until something was published and is opened."""
        while True:
            match self._messages.get(timeout=_PATIENCE):
                case Watcher.Changed():
                    if not self.indexer.is_running and self._library.changes().any:
                        self.indexer.start()
                case Indexer.HasPublished():
                    self._library.open()
                    return

    def settle(self) -> None:
        """Until nothing is to be heard any more."""
        time.sleep(1.0)
        while not self._messages.empty():
            self._messages.get()


@contextmanager
def explored(corpus: Corpus, folder: Path, library: Library) -> Iterator[Callable[[], None]]:
    """Waits as the explorer does."""
    explorer = _Explorer(corpus, library)
    explorer.watcher.start()
    explorer.indexer.prepare()
    explorer.settle()

    def wait() -> None:
        explorer.wait()

    try:
        yield wait
    finally:
        explorer.watcher.close()
        explorer.indexer.close()


def measure(corpus: Corpus, library: Library, wait: Callable[[], None], rounds: int) -> list[float]:
    """Seconds from writing to finding."""
    found = []
    for number in range(rounds):
        began = time.perf_counter()
        word = write(corpus, number)
        written = time.perf_counter()
        wait()
        while not library.search(word).total:
            assert time.perf_counter() < began + _PATIENCE
            library.open()
        found.append(time.perf_counter() - written)
        time.sleep(1.0)  # What changes while the last build ends would be noticed at the next look only.
    return found


def run(corpus: Corpus, folder: Path, rounds: int) -> None:
    """Measure both ways and print."""
    library = Library.at(corpus, folder)
    report = build(corpus, library.folder)
    library.open()
    print(f"{report.documents:,} documents, {report.paragraphs:,} paragraphs, {report.engine}\n")
    print("| through | first s | median s | longest s |")
    print("|---|--:|--:|--:|")
    for name, way in (("`index --watch`", watched), ("the explorer's indexer", explored)):
        with way(corpus, folder, library) as wait:
            first, *others = measure(corpus, library, wait, rounds)
        print(f"| {name} | {first:.2f} | {statistics.median(others):.2f} | {max(others):.2f} |", flush=True)
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

"""Builds that do what a test says, in place of a child process."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue
from typing import Any

from cpec_tui.built.child_process import KeptChild
from cpec_tui.built.progress import Progress, Published, Report
from cpec_tui.corpus import Corpus

REPORT = Report(3, 46, 8, 20, 3, 0, 0, (), 0.1)
Said = Progress | Published | Report | Exception | Callable[[], object]


class FakeBuild:
    """Says what is put into its queue, raises it when it is an exception, calls it when it can be called."""

    def __init__(self, *, rebuild: bool) -> None:
        self.rebuild = rebuild
        self.is_cancelled = self.is_closed = False
        self.queue: Queue[Said | None] = Queue()

    def __iter__(self) -> Iterator[Any]:
        while (said := self.queue.get()) is not None:
            if isinstance(said, Exception):
                raise said
            if callable(said):
                said()
            else:
                yield said

    def __enter__(self) -> FakeBuild:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def cancel(self) -> None:
        self.is_cancelled = True
        self.queue.put(None)

    def close(self) -> None:
        self.is_closed = True
        self.queue.put(None)


class Builds:
    """The builds that were begun, one after the other."""

    def __init__(self) -> None:
        self.made: list[FakeBuild] = []
        self._threads: list[threading.Thread] = []
        self._ended = 0
        self._begun = threading.Condition()
        self._held = threading.Event()
        self._held.set()

    def __call__(
        self, corpus: Corpus, folder: Path, *, rebuild: bool = False, kept: KeptChild | None = None
    ) -> FakeBuild:
        self._held.wait()
        with self._begun:
            self.made.append(FakeBuild(rebuild=rebuild))
            self._threads.append(threading.current_thread())
            self._begun.notify_all()
        return self.made[-1]

    def hold(self) -> None:
        """Let the next build wait before it begins."""
        self._held.clear()

    def release(self) -> None:
        """Go on."""
        self._held.set()

    def say(self, *events: Said | None) -> None:
        """Let the present build say this; None ends it."""
        for event in events:
            self._present().queue.put(event)

    def end(self) -> None:
        """Let the present build end, and wait until it has."""
        self._present().queue.put(None)
        self.wait()

    def wait(self) -> None:
        """Wait until the present build has ended."""
        self._present()
        self._threads[self._ended].join()
        self._ended += 1

    def _present(self) -> FakeBuild:
        with self._begun:
            self._begun.wait_for(lambda: len(self.made) > self._ended)
        return self.made[self._ended]

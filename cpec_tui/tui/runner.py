"""The one thread that owns the library: questions go in, answers come out, overtaken ones are dropped."""

from __future__ import annotations

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from cpec_tui.built.places import built_index_folder
from cpec_tui.errors import DamagedError, StoppedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cpec_tui.corpus import Corpus
    from cpec_tui.library import Library

T = TypeVar("T")


class OvertakenError(Exception):
    """A newer question of the same kind was asked meanwhile: this answer is of no use."""


class Runner:
    """Asks the library on its own thread, one question after the other. Whoosh readers are not thread-safe."""

    def __init__(self, library: Library) -> None:
        """``library`` must not be used by anyone else from now on."""
        self._begin(library.corpus, library.folder, lambda: library)

    @classmethod
    def on(cls, corpus: Corpus, built_index: Path | None) -> Runner:
        """A runner on ``corpus``; its thread imports what the library needs, once the first picture is drawn."""
        runner = cls.__new__(cls)
        runner._begin(corpus, built_index_folder(corpus, built_index), lambda: _library(corpus, built_index))
        return runner

    def _begin(self, corpus: Corpus, folder: Path, make: Callable[[], Library]) -> None:
        self.corpus = corpus
        self.folder = folder
        self._make = make
        self._library: Library | None = None
        self._executor = ThreadPoolExecutor(1, "library")
        self._asked: dict[str, int] = {}
        self._last_asked = time.monotonic()
        # Who has a damaged built index made anew.
        self.told_damage: Callable[[DamagedError], None] = lambda error: None

    async def ask(self, question: Callable[[Library], T]) -> T:
        """The answer. A question that is cancelled before its turn is never asked."""
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._executor, lambda: question(self._made()))
        except DamagedError as error:
            self.told_damage(error)
            raise

    @property
    def quiet_for(self) -> float:
        """Seconds since the reader last wanted something."""
        return time.monotonic() - self._last_asked

    async def latest(self, kind: str, question: Callable[[Library], T], delay: float = 0.0) -> T:
        """The answer, unless another question of that ``kind`` was asked meanwhile: then OvertakenError is raised.

        What is overtaken, or cancelled, is given up between two steps, so that the next one need not wait. With a
        ``delay`` (seconds) the question waits first, so that of many in a row only the last is asked.
        """
        self._last_asked = time.monotonic()
        number = self._asked[kind] = self._asked.get(kind, 0) + 1
        is_cancelled = threading.Event()
        if delay:
            await asyncio.sleep(delay)

        def is_overtaken() -> bool:
            return is_cancelled.is_set() or self._asked[kind] != number

        def unless_overtaken(library: Library) -> T:
            with library.giving_up(is_overtaken):
                return question(library)

        if not is_overtaken():
            try:
                answer = await self.ask(unless_overtaken)
            except StoppedError as stopped:
                raise OvertakenError from stopped
            except asyncio.CancelledError:
                is_cancelled.set()
                raise
            if not is_overtaken():
                return answer
        raise OvertakenError

    def close(self) -> None:
        """Let the thread end and the files go."""
        self._executor.submit(self._close)
        self._executor.shutdown(wait=True, cancel_futures=False)

    def _made(self) -> Library:
        if self._library is None:
            self._library = self._make()
        return self._library

    def _close(self) -> None:
        if self._library is not None:
            self._library.close()


def _library(corpus: Corpus, built_index: Path | None) -> Library:
    from cpec_tui.library import Library

    return Library.at(corpus, built_index)

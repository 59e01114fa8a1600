"""The one thread that owns the library: questions go in, answers come out, overtaken ones are dropped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from cpec_tui.library import Library

T = TypeVar("T")


class OvertakenError(Exception):
    """A newer question of the same kind was asked meanwhile: this answer is of no use."""


class Runner:
    """Asks the library on its own thread, one question after the other. Whoosh readers are not thread-safe."""

    def __init__(self, library: Library) -> None:
        """``library`` must not be used by anyone else from now on."""
        self._library = library
        self._executor = ThreadPoolExecutor(1, "library")
        self._asked: dict[str, int] = {}

    @property
    def library(self) -> Library:
        """The library, for what needs no thread: its corpus and folder."""
        return self._library

    async def ask(self, question: Callable[[Library], T]) -> T:
        """The answer. A question that is cancelled before its turn is never asked."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._executor, question, self._library)

    async def latest(self, kind: str, question: Callable[[Library], T], delay: float = 0.0) -> T:
        """The answer, unless another question of that ``kind`` was asked meanwhile: then OvertakenError is raised.

        With a ``delay`` (seconds) the question waits first, so that of many in a row only the last is asked.
        """
        number = self._asked[kind] = self._asked.get(kind, 0) + 1
        if delay:
            await asyncio.sleep(delay)
        if self._asked[kind] == number:
            answer = await self.ask(question)
            if self._asked[kind] == number:
                return answer
        raise OvertakenError

    def close(self) -> None:
        """Let the thread end and the files go."""
        self._executor.submit(self._library.close)
        self._executor.shutdown(wait=True, cancel_futures=False)

"""The thread that looks for names without an entity, beside the one that answers everything else.

It has a library of its own: the first look takes seconds in a large corpus, and the reader goes on meanwhile.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

from cpec_tui.tui.runner import OvertakenError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cpec_tui.answers import Discovery
    from cpec_tui.corpus import Corpus
    from cpec_tui.library import Library
    from cpec_tui.library_discovery import Wanted

    Told = Callable[[int, int], object]


class Discoverer:
    """Answers one question at a time. What is stopped ends soon; what is overtaken is read to its end for the next.

    ``generation`` counts the generations that were opened.
    """

    def __init__(self, corpus: Corpus, folder: Path) -> None:
        """``folder`` is the built index of ``corpus``; it is opened with the first question."""
        self._corpus = corpus
        self._folder = folder
        self._executor = ThreadPoolExecutor(1, "discover")
        self._library: Library | None = None
        self._number = self._stops = 0
        self.generation = 0

    async def discover(self, wanted: Wanted, told: Told, *, anew: bool) -> Discovery:
        """The names ``wanted``; with ``anew`` of what is indexed by now, else of what was when it was last asked so.

        ``told`` hears on the other thread how many paragraphs of how many were read. Raises OvertakenError when another
        question came meanwhile, or ``stop``.
        """
        number = self._number = self._number + 1
        question = partial(self._discover, self._stops, wanted, told, anew=anew)
        found = await asyncio.get_running_loop().run_in_executor(self._executor, question)
        if number != self._number:
            raise OvertakenError
        return found

    def stop(self) -> None:
        """Nothing is wanted any more."""
        self._number += 1
        self._stops += 1

    def close(self) -> None:
        """Let the thread end and the files go, without waiting for it."""
        self.stop()
        self._executor.submit(self._close)
        self._executor.shutdown(wait=False)

    def _discover(self, stops: int, wanted: Wanted, told: Told, *, anew: bool) -> Discovery:
        def listen(done: int, total: int) -> None:
            self._go_on(stops)
            told(done, total)

        self._go_on(stops)
        return self._opened(anew=anew).discover(wanted=wanted, listen=listen)

    def _opened(self, *, anew: bool) -> Library:
        from cpec_tui.library import Library

        if self._library is None:
            self._library = Library(self._corpus, self._folder)
        elif not anew or not self._library.has_moved_on:
            return self._library
        self._library.open()
        self.generation += 1
        return self._library

    def _close(self) -> None:
        if self._library is not None:
            self._library.close()

    def _go_on(self, stops: int) -> None:
        if stops != self._stops:
            raise OvertakenError

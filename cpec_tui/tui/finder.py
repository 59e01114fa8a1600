"""The thread that looks through documents: only the newest search is gone on with."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

from cpec_tui.tui.runner import OvertakenError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cpec_tui.answers import DocumentView, ParagraphInDocument
    from cpec_tui.tui.finding import Findings


class Finder:
    """Looks for one text at a time; what is overtaken ends before the next paragraph."""

    def __init__(self) -> None:
        """The thread begins with the first search."""
        self._executor = ThreadPoolExecutor(1, "find")
        self._number = 0

    async def find(self, view: DocumentView, wanted: str) -> Findings:
        """What is found in a document; raises OvertakenError when another search began meanwhile, or all stopped."""
        number = self._number = self._number + 1
        search = partial(self._find, number, view, wanted)
        found = await asyncio.get_running_loop().run_in_executor(self._executor, search)
        self._go_on(number)
        return found

    def stop(self) -> None:
        """Nothing is wanted any more."""
        self._number += 1

    def close(self) -> None:
        """Let the thread end, without waiting for it."""
        self.stop()
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _find(self, number: int, view: DocumentView, wanted: str) -> Findings:
        from cpec_tui.tui.finding import Findings, find

        found = Findings.of(view, wanted, find(self._while_wanted(number, view), wanted))
        self._go_on(number)
        return found

    def _while_wanted(self, number: int, view: DocumentView) -> Iterator[ParagraphInDocument]:
        for paragraph in view.paragraphs:
            self._go_on(number)
            yield paragraph

    def _go_on(self, number: int) -> None:
        if number != self._number:
            raise OvertakenError

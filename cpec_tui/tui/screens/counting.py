"""Many queries and their counts, which come one by one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical

from cpec_tui.errors import CpecError
from cpec_tui.tui.ascii import own
from cpec_tui.tui.count_rows import count_rows, progress_said
from cpec_tui.tui.paint import content
from cpec_tui.tui.screens.chooser import Chooser

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cpec_tui.library import Library
    from cpec_tui.repeating.batch import Counted, Listed
    from cpec_tui.tui.rows import Row
    from cpec_tui.tui.screens.base import ExplorerBase

# The list is shown anew after so many queries at the latest, and after each of the first ones.
_OFTEN = 25


class Counting(Chooser):
    """Left with the row of the query that is to be asked, or None; leaving it ends the counting."""

    CSS_PATH: ClassVar[None] = None

    def __init__(self, explorer: ExplorerBase, title: str, listed: Sequence[Listed], at: str = "") -> None:
        """``explorer`` asks the library; ``at`` is the id of the row that is highlighted at first."""
        super().__init__(title, self._narrowed, hint="a part of the name, or of the query", at=at)
        self._explorer = explorer
        self._listed = listed
        self._counts: list[Counted] = []

    def on_mount(self) -> None:
        """Begin to count."""
        self.run_worker(self._count(), group="count")

    async def _narrowed(self, wanted: str) -> Sequence[Row]:
        return count_rows(self._listed, self._counts, wanted)

    async def _count(self) -> None:
        self._show_progress()
        for number, listed in enumerate(self._listed, 1):
            try:
                self._counts.append(await self._explorer.runner.ask(partial(_counted, listed=listed)))
            except CpecError as error:
                self._explorer.say(str(error))
                return
            self._show_progress()
            if number <= _OFTEN or number % _OFTEN == 0 or number == len(self._listed):
                self.renew()

    def _show_progress(self) -> None:
        frame = self.query_one("#chooser", Vertical)
        frame.border_subtitle = content(own(self, progress_said(self._listed, self._counts)))


def _counted(library: Library, listed: Listed) -> Counted:
    from cpec_tui.repeating.batch import count

    return count(library, listed)

"""The recorded runs that are known: each can be asked again, or deleted."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from cpec_tui.repeating.lists import working_folder
from cpec_tui.repeating.runs import recorded_runs, runs_folder
from cpec_tui.tui.rows import Row
from cpec_tui.tui.run_rows import RunRow, run_rows
from cpec_tui.tui.screens.filtered import LEAVING, MOVES, Called, FilteredList, keys_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from cpec_tui.repeating.runs import RecordedRun
    from cpec_tui.tui.screens.recorded import Recorded
    from cpec_tui.tui.widgets.row_list import RowList

_COMMANDS: Called = {
    "open": ("compare", "Ask the highlighted run again, and list what differs."),
    "search": ("filter", "Type a part of the query, of the time or of the file's name."),
    "ignore": ("delete", "Delete the file of the highlighted run, once you agree."),
    **MOVES,
    "recorded-runs": ("", "Leave."),
    **LEAVING,
}


class RecordedRuns(FilteredList[Row | None]):
    """Left with the row that is to be opened, or None."""

    BINDINGS: ClassVar[list[BindingType]] = keys_of(_COMMANDS)
    DONE_HERE = _COMMANDS
    TITLE_SAID = "Recorded runs"
    HINT = "a part of the query, or of the file's name"
    HELP_TITLE = "Among recorded runs"

    def __init__(self, explorer: Recorded, at: str) -> None:
        """``explorer`` deletes; ``at`` is the id of the row that is highlighted at first."""
        super().__init__(explorer, at)
        self._explorer = explorer
        self._recorded: Sequence[RecordedRun] = ()

    def renew(self) -> None:
        """Look again which there are."""
        self.run_worker(self._fill(), exclusive=True, group="fill")

    async def _fill(self) -> None:
        corpus = self._explorer.runner.corpus
        self._recorded = await asyncio.to_thread(recorded_runs, corpus, working_folder())
        self.show_filtered()
        self.begin()

    def show_filtered(self) -> None:
        """Those that hold what stands in the filter, and the way to another file."""
        if self.rows.is_attached:  # The reader may have left meanwhile.
            corpus, key = self._explorer.runner.corpus, self._explorer.keymap.label("record-run")
            self.rows.show(run_rows(self._recorded, corpus.root, runs_folder(corpus), key, self.filter.value))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Compare with it."""
        event.stop()
        self.leave(event.row)

    # Commands

    def command_ignore(self) -> None:
        """Delete the highlighted one, when that is agreed to."""
        row = self.rows.highlighted
        if isinstance(row, RunRow):
            self._explorer.delete_run(row.recorded, self)

    def command_recorded_runs(self) -> None:
        """The key that opened the list closes it."""
        self.leave(None)

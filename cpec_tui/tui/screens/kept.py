"""The searches that are kept under a name: what each finds, and what is new in it."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from cpec_tui.answers import Order
from cpec_tui.entities.searches import SavedSearches, load_searches
from cpec_tui.errors import CpecError
from cpec_tui.tui.commands import Command, Need
from cpec_tui.tui.kept_rows import KeptRow, kept_rows
from cpec_tui.tui.screens.filtered import LEAVING, MOVES, Called, FilteredList, keys_of

if TYPE_CHECKING:
    from textual.binding import BindingType

    from cpec_tui.library import Library
    from cpec_tui.model import SavedSearch
    from cpec_tui.repeating.seen import Found
    from cpec_tui.tui.screens.searches import Searches
    from cpec_tui.tui.widgets.row_list import RowList

_COMMANDS: Called = {
    "open": ("ask", "Ask the highlighted search."),
    "search": ("filter", "Type a part of a name, a query or a note."),
    "edit": ("change", "Change the name, the query or the note; other searches that ask for it follow its name."),
    "ignore": ("take away", "Keep the search no longer."),
    "mark-seen": ("seen", ""),
    "record-run": ("record", "Put all that answers the highlighted search into a file."),
    "recorded-runs": ("compare", ""),
    "ask-many": ("count all", ""),
    "undo": ("undo", ""),
    "redo": ("", ""),
    **MOVES,
    "kept-searches": ("", "Leave."),
    **LEAVING,
}


class KeptSearches(FilteredList["SavedSearch | None"]):
    """Left with the search that is to be asked, or None. The list is there at once; the numbers come one by one."""

    BINDINGS: ClassVar[list[BindingType]] = keys_of(_COMMANDS)
    DONE_HERE = _COMMANDS
    TITLE_SAID = "Kept searches"
    HINT = "a part of the name, the query or the note"
    HELP_TITLE = "Among kept searches"

    def __init__(self, explorer: Searches) -> None:
        """``explorer`` asks the library, and writes."""
        super().__init__(explorer)
        self._explorer = explorer
        self._saved = SavedSearches()
        self._found: dict[str, Found] = {}

    def renew(self) -> None:
        """Look again which there are, and ask each."""
        self.run_worker(self._fill(), exclusive=True, group="fill")

    async def _fill(self) -> None:
        runner = self._explorer.runner
        self._saved = await asyncio.to_thread(load_searches, runner.corpus)
        self.show_filtered()
        for search in self._saved.all:
            try:
                self._found[search.name] = await runner.ask(partial(_asked, search=search))
            except CpecError as error:
                self._explorer.say(str(error))
                return
            self.show_filtered()

    def show_filtered(self) -> None:
        """Those that hold what stands in the filter."""
        if self.rows.is_attached:  # The reader may have left meanwhile.
            key = self._explorer.keymap.label("keep-search")
            self.rows.show(kept_rows(self._saved, self._found, key, self.filter.value))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Ask it."""
        event.stop()
        if isinstance(event.row, KeptRow):
            self.leave(event.row.search)

    # Commands

    def command_ignore(self) -> None:
        """Take the highlighted one away."""
        if self._search is not None:
            self._explorer.take_search_away(self._search)

    def command_edit(self) -> None:
        """Change the highlighted one."""
        if self._search is not None:
            self._explorer.edit_search(self._search)

    def command_record_run(self) -> None:
        """Put what answers the highlighted one into a file."""
        search = self._search
        if search is not None:
            self._explorer.record_run(f":{search.name}", Order(search.order or Order.RANK))

    def command_recorded_runs(self) -> None:
        """Compare with a recorded run."""
        self._explorer.run_command("recorded-runs")

    def command_ask_many(self) -> None:
        """Ask many queries."""
        self._explorer.run_command("ask-many")

    def command_mark_seen(self) -> None:
        """What answers the highlighted one was seen."""
        search = self._search
        if search is None:
            return
        found = self._found.get(search.name)
        if found is not None and found.fatal:
            self._explorer.say("; ".join(found.warnings) or f":{search.name} cannot be asked")
        else:
            self._explorer.mark_seen(search)

    def command_undo(self) -> None:
        """Take the last edit back."""
        self._explorer.run_command("undo")

    def command_redo(self) -> None:
        """Make it again."""
        self._explorer.run_command("redo")

    def command_kept_searches(self) -> None:
        """The key that opened the list closes it."""
        self.leave(None)

    def why_not(self, command: Command) -> str:
        """What is undone is the explorer's; all else can be done here."""
        return self._explorer.why_not(command) if command.need in (Need.UNDO, Need.REDO) else ""

    @property
    def _search(self) -> SavedSearch | None:
        row = self.rows.highlighted
        return row.search if isinstance(row, KeptRow) else None


def _asked(library: Library, search: SavedSearch) -> Found:
    from cpec_tui.repeating.seen import ask

    return ask(library, search)

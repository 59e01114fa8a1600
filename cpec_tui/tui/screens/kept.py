"""The searches that are kept under a name: what each finds, and what is new in it."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical

from cpec_tui.entities.searches import load_searches
from cpec_tui.errors import CpecError
from cpec_tui.tui.commands import BY_ID, Command, Need
from cpec_tui.tui.dispatch import CommandScreen, bindings
from cpec_tui.tui.kept_rows import KeptRow, kept_rows
from cpec_tui.tui.paint import content
from cpec_tui.tui.screens.overlay import Overlay
from cpec_tui.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from cpec_tui.entities.searches import SavedSearches
    from cpec_tui.library import Library
    from cpec_tui.model import SavedSearch
    from cpec_tui.repeating.seen import Found
    from cpec_tui.tui.screens.searches import Searches

_MOVES = ("down", "up", "half-page-down", "half-page-up", "page-down", "page-up", "first", "last")
# What the lower edge offers, and what it is called there.
_OFFERED = {"open": "ask", "ignore": "take away", "mark-seen": "mark as seen", "undo": "undo"}
# The key that corrects a mention in the source takes a search away here.
_COMMANDS = (*_OFFERED, *_MOVES, "correct", "redo", "back", "kept-searches", "peel")


class KeptSearches(CommandScreen["SavedSearch | None"], Overlay["SavedSearch | None"]):
    """Left with the search that is to be asked, or None. The list is there at once; the numbers come one by one."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(BY_ID[name] for name in _COMMANDS)

    def __init__(self, explorer: Searches) -> None:
        """``explorer`` asks the library, and writes."""
        super().__init__()
        self._explorer = explorer
        self._found: dict[str, Found] = {}
        self._rows = RowList(None, "", id="chooser-rows")

    def compose(self) -> ComposeResult:
        """The list in a frame."""
        with Vertical(id="chooser") as frame:
            frame.border_title = content("Kept searches")
            frame.border_subtitle = content(" · ".join(self._offers()))
            yield self._rows

    def _offers(self) -> list[str]:
        label = self._explorer.keymap.label
        return [f"{label(name)} {said}" for name, said in _OFFERED.items() if label(name)]

    def on_mount(self) -> None:
        """Show what there is."""
        self._rows.focus()
        self.renew()

    def renew(self) -> None:
        """Look again which there are, and ask each."""
        self.run_worker(self._fill(), exclusive=True, group="fill")

    async def _fill(self) -> None:
        runner = self._explorer.runner
        saved = await asyncio.to_thread(load_searches, runner.corpus)
        self._show(saved)
        for search in saved.all:
            try:
                self._found[search.name] = await runner.ask(partial(_asked, search=search))
            except CpecError as error:
                self._explorer.say(str(error))
                return
            self._show(saved)

    def _show(self, saved: SavedSearches) -> None:
        if self._rows.is_attached:  # The reader may have left meanwhile.
            self._rows.show(kept_rows(saved, self._found, self._explorer.keymap.label("keep-search")))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Ask it."""
        event.stop()
        if isinstance(event.row, KeptRow):
            self.leave(event.row.search)

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Nothing is shown beside."""
        event.stop()

    # Commands

    def command_ignore(self) -> None:
        """Take the highlighted one away."""
        if self._search is not None:
            self._explorer.take_search_away(self._search)

    def command_correct(self) -> None:
        """Take the highlighted one away."""
        self.command_ignore()

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

    def command_peel(self) -> None:
        """Leave."""
        self.leave(None)

    def command_back(self) -> None:
        """Leave."""
        self.leave(None)

    def command_kept_searches(self) -> None:
        """The key that opened the list closes it."""
        self.leave(None)

    def why_not(self, command: Command) -> str:
        """What is undone is the explorer's; all else can be done here."""
        return self._explorer.why_not(command) if command.need in (Need.UNDO, Need.REDO) else ""

    @property
    def _search(self) -> SavedSearch | None:
        row = self._rows.highlighted
        return row.search if isinstance(row, KeptRow) else None


def _asked(library: Library, search: SavedSearch) -> Found:
    from cpec_tui.repeating.seen import ask

    return ask(library, search)

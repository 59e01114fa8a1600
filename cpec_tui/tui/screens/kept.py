"""The searches that are kept under a name: what each finds, and what is new in it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical

from cpec_tui.answers import Order
from cpec_tui.entities.searches import SavedSearches, load_searches
from cpec_tui.errors import CpecError
from cpec_tui.tui.commands import BY_ID, Command, Need
from cpec_tui.tui.dispatch import CommandScreen, bindings
from cpec_tui.tui.kept_rows import KeptRow, kept_rows
from cpec_tui.tui.paint import content
from cpec_tui.tui.screens.overlay import Overlay
from cpec_tui.tui.widgets.lines import FootLine, Words
from cpec_tui.tui.widgets.one_line import OneLineInput
from cpec_tui.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import Input

    from cpec_tui.library import Library
    from cpec_tui.model import SavedSearch
    from cpec_tui.repeating.seen import Found
    from cpec_tui.tui.screens.searches import Searches

# What can be done here: what the foot of the list calls it (nothing where it is not there), and what help says of it,
# where that is not what it says elsewhere.
_COMMANDS = {
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
    **dict.fromkeys(
        ("down", "up", "half-page-down", "half-page-up", "page-down", "page-up", "first", "last"), ("", "")
    ),
    "back": ("", "Leave."),
    "kept-searches": ("", "Leave."),
    "peel": ("", "Clear the filter, or leave."),
    "help": ("help", "What the keys do here."),
}
# The key that corrects a mention in the source takes a search away here.
_TAKES_AWAY = "correct"


class KeptSearches(CommandScreen["SavedSearch | None"], Overlay["SavedSearch | None"]):
    """Left with the search that is to be asked, or None. The list is there at once; the numbers come one by one."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(BY_ID[name] for name in (*_COMMANDS, _TAKES_AWAY))

    def __init__(self, explorer: Searches) -> None:
        """``explorer`` asks the library, and writes."""
        super().__init__()
        self._explorer = explorer
        self._saved = SavedSearches()
        self._found: dict[str, Found] = {}
        self._rows = RowList(None, "", id="chooser-rows")
        self._filter = OneLineInput(placeholder="a part of the name, the query or the note", id="kept-filter")

    def compose(self) -> ComposeResult:
        """Filter and list in a frame, over what can be done."""
        with Vertical(id="chooser") as frame:
            frame.border_title = content("Kept searches")
            with Horizontal(id="kept-head"):
                yield Words("/", id="kept-prompt")
                yield self._filter
            yield self._rows
            yield FootLine(self.run_command)

    def on_mount(self) -> None:
        """Show what there is."""
        self._filter.cursor_blink = False
        self.query_one(FootLine).show_commands([one for one in self._here() if one.footer and one.keys])
        self._rows.focus()
        self.renew()

    def _here(self) -> Iterator[Command]:
        """The commands as they are called here."""
        keymap = self._explorer.keymap
        for name, (footer, said) in _COMMANDS.items():
            one = keymap.of(name)
            keys = (*one.keys, *keymap.of(_TAKES_AWAY).keys) if name == "ignore" else one.keys
            title = footer.capitalize() if said and footer else one.title
            yield replace(one, keys=keys, title=title, help=said or one.help, footer=footer)

    def renew(self) -> None:
        """Look again which there are, and ask each."""
        self.run_worker(self._fill(), exclusive=True, group="fill")

    async def _fill(self) -> None:
        runner = self._explorer.runner
        self._saved = await asyncio.to_thread(load_searches, runner.corpus)
        self._show()
        for search in self._saved.all:
            try:
                self._found[search.name] = await runner.ask(partial(_asked, search=search))
            except CpecError as error:
                self._explorer.say(str(error))
                return
            self._show()

    def _show(self) -> None:
        if self._rows.is_attached:  # The reader may have left meanwhile.
            key = self._explorer.keymap.label("keep-search")
            self._rows.show(kept_rows(self._saved, self._found, key, self._filter.value))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        event.stop()
        self._show()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """To the list."""
        event.stop()
        self._rows.focus()

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

    def command_search(self) -> None:
        """To the filter."""
        self._filter.focus()

    def command_down(self) -> None:
        """From the filter to the list."""
        self._rows.focus()

    def command_help(self) -> None:
        """What the keys do here."""
        self._explorer.show_help("Among kept searches", list(self._here()))

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
        """Clear the filter, leave it, or leave the list."""
        if self._filter.value:
            self._filter.value = ""
        elif self._filter.has_focus:
            self._rows.focus()
        else:
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

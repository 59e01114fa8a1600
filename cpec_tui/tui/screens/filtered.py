"""A list whose rows are opened, changed and taken away by single keys; ``/`` leads to a filter above it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical
from textual.screen import ScreenResultType

from cpec_tui.tui.commands import BY_ID, Command
from cpec_tui.tui.dispatch import CommandScreen, bindings
from cpec_tui.tui.paint import content
from cpec_tui.tui.screens.overlay import Overlay
from cpec_tui.tui.widgets.lines import FootLine, Words
from cpec_tui.tui.widgets.one_line import OneLineInput
from cpec_tui.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import Input

    from cpec_tui.tui.screens.base import ExplorerBase

# What can be done in a list: what its foot calls it (nothing where it is not there), and what help says of it, where
# that is not what it says elsewhere.
Called = Mapping[str, tuple[str, str]]
MOVES: Called = dict.fromkeys(
    ("down", "up", "half-page-down", "half-page-up", "page-down", "page-up", "first", "last"), ("", "")
)
LEAVING: Called = {
    "back": ("", "Leave."),
    "peel": ("", "Clear the filter, or leave."),
    "help": ("help", "What the keys do here."),
}
# The key that corrects a mention in the source takes a row away here.
_TAKES_AWAY = "correct"


def keys_of(names: Iterable[str]) -> list[BindingType]:
    """The keys of those commands, and of what takes away."""
    return bindings(BY_ID[name] for name in (*names, _TAKES_AWAY))


class FilteredList(CommandScreen[ScreenResultType], Overlay[ScreenResultType]):
    """Left with what was chosen, or None. What is done with the highlighted row the explorer does."""

    DONE_HERE: ClassVar[Called]
    TITLE_SAID: ClassVar[str]
    HINT: ClassVar[str]
    HELP_TITLE: ClassVar[str]

    def __init__(self, explorer: ExplorerBase, at: str = "") -> None:
        """``explorer`` has the keys in force; ``at`` is the id of the row that is highlighted at first."""
        super().__init__()
        self.base = explorer
        self.rows = RowList(None, "", id="chooser-rows")
        self.filter = OneLineInput(placeholder=self.HINT, id="kept-filter")
        self._begin_at = at

    def compose(self) -> ComposeResult:
        """Filter and list in a frame, over what can be done."""
        with Vertical(id="chooser") as frame:
            frame.border_title = content(self.TITLE_SAID)
            with Horizontal(id="kept-head"):
                yield Words("/", id="kept-prompt")
                yield self.filter
            yield self.rows
            yield FootLine(self.run_command)

    def on_mount(self) -> None:
        """Show what there is."""
        self.filter.cursor_blink = False
        self.query_one(FootLine).show_commands([one for one in self._here() if one.footer and one.keys])
        self.rows.focus()
        self.renew()

    def _here(self) -> Iterator[Command]:
        """The commands as they are called here."""
        keymap = self.base.keymap
        for name, (footer, said) in self.DONE_HERE.items():
            one = keymap.of(name)
            keys = (*one.keys, *keymap.of(_TAKES_AWAY).keys) if name == "ignore" else one.keys
            title = footer.capitalize() if said and footer else one.title
            yield replace(one, keys=keys, title=title, help=said or one.help, footer=footer)

    def renew(self) -> None:
        """Look again what there is."""
        raise NotImplementedError

    def show_filtered(self) -> None:
        """Put the rows that hold what stands in the filter into the list."""
        raise NotImplementedError

    def begin(self) -> None:
        """Highlight the row that is to be at first; once."""
        self.rows.highlight(self._begin_at)
        self._begin_at = ""

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        event.stop()
        self.show_filtered()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """To the list."""
        event.stop()
        self.rows.focus()

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Nothing is shown beside."""
        event.stop()

    # Commands

    def command_ignore(self) -> None:
        """Take the highlighted row away."""
        raise NotImplementedError

    def command_correct(self) -> None:
        """Take the highlighted row away."""
        self.command_ignore()

    def command_search(self) -> None:
        """To the filter."""
        self.filter.focus()

    def command_down(self) -> None:
        """From the filter to the list."""
        self.rows.focus()

    def command_help(self) -> None:
        """What the keys do here."""
        self.base.show_help(self.HELP_TITLE, list(self._here()))

    def command_peel(self) -> None:
        """Clear the filter, leave it, or leave the list."""
        if self.filter.value:
            self.filter.value = ""
        elif self.filter.has_focus:
            self.rows.focus()
        else:
            self.leave(None)

    def command_back(self) -> None:
        """Leave."""
        self.leave(None)

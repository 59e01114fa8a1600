"""A list to choose from by typing a part of what is wanted: commands, places, entities, themes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.widgets import Input
from textual.worker import Worker, WorkerError

from cpec_tui.errors import CpecError
from cpec_tui.tui.commands import BY_ID
from cpec_tui.tui.dispatch import CommandScreen, bindings
from cpec_tui.tui.paint import content
from cpec_tui.tui.rows import Row, TextRow
from cpec_tui.tui.screens.overlay import Overlay
from cpec_tui.tui.widgets.one_line import OneLineInput
from cpec_tui.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

RowsFor = Callable[[str], Awaitable[Sequence[Row]]]
_COMMANDS = ("peel", "down", "up", "page-down", "page-up", "open")


class Chooser(CommandScreen[Row | None], Overlay[Row | None]):
    """Type to narrow, arrows to move, Enter to choose, Escape or a click beside it to leave.

    It is left with the row, or None.
    """

    CSS_PATH: ClassVar[None] = None
    BINDINGS: ClassVar[list[BindingType]] = bindings(BY_ID[name] for name in _COMMANDS)

    def __init__(
        self,
        title: str,
        rows_for: RowsFor,
        *,
        hint: str = "",
        at: str = "",
        waiting: str = "",
        seen: Callable[[Row], None] | None = None,
    ) -> None:
        """``rows_for`` gives the rows for what is typed; ``seen`` is told every row that is highlighted.

        ``at`` is the id of the row that is highlighted at first, where there is one of it; ``waiting`` is said until
        the first rows come.
        """
        super().__init__()
        self._title = title
        self._rows_for = rows_for
        self._hint = hint
        self._begin_at = at
        self._waiting = waiting
        self._seen = seen
        self._shown_for: str | None = None
        self._chosen_blind = False
        self._filling: Worker[None]

    def compose(self) -> ComposeResult:
        """An input over a list."""
        with Vertical(id="chooser") as frame:
            frame.border_title = content(self._title)
            yield OneLineInput(placeholder=self._hint, id="chooser-input")
            yield RowList(None, "", id="chooser-rows")

    def on_mount(self) -> None:
        """Show everything at first."""
        self.query_one(Input).cursor_blink = False
        self.query_one(Input).focus()
        if self._waiting:
            self._rows.show([TextRow("waiting", self._waiting, ((0, len(self._waiting), "muted"),))])
        self._fill("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        event.stop()
        self._fill(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Choose what is highlighted."""
        event.stop()
        self.command_open()

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Tell what is looked at."""
        event.stop()
        self._tell()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """A click chooses."""
        event.stop()
        self.leave(event.row)

    # Commands: what is typed stays in the input, the list moves

    def command_open(self) -> None:
        """Choose what is highlighted, once that answers what is typed."""
        if self._shown_for != self.query_one(Input).value:
            if not self._chosen_blind:
                self._chosen_blind = True
                self.app.run_worker(self._chosen_when_shown(), group="go")
            return
        row = self._rows.highlighted
        if row is not None:
            self.leave(row)

    def command_peel(self) -> None:
        """Leave without a choice."""
        self.leave(None)

    def command_down(self) -> None:
        """Highlight the next row."""
        self._rows.command_down()

    def command_up(self) -> None:
        """Highlight the row before."""
        self._rows.command_up()

    def command_page_down(self) -> None:
        """Move down by what is seen."""
        self._rows.command_page_down()

    def command_page_up(self) -> None:
        """Move up by what is seen."""
        self._rows.command_page_up()

    @property
    def _rows(self) -> RowList:
        return self.query_one(RowList)

    def _fill(self, text: str) -> None:
        self._filling = self.run_worker(self._show_rows(text), exclusive=True, group="rows")

    async def _chosen_when_shown(self) -> None:
        """Keys wait for movements, and so for this: the next one is meant for what the choice leads to."""
        with suppress(WorkerError):
            await self._filling.wait()
        gone_on = asyncio.Event()
        self.app.screen.call_later(gone_on.set)
        await gone_on.wait()

    def renew(self) -> None:
        """Ask for the rows anew; the reader stays at his."""
        self._filling = self.run_worker(
            self._show_rows(self.query_one(Input).value, keep=True), exclusive=True, group="rows"
        )

    async def _show_rows(self, text: str, *, keep: bool = False) -> None:
        try:
            rows = await self._rows_for(text)
        except CpecError as error:
            rows = [TextRow("problem", str(error), ((0, len(str(error)), "warning"),))]
        if not self.query(RowList):
            # The list was closed while it was being filled.
            return
        self._rows.show(rows or [_nothing(text)], keep=keep or not text)
        self._rows.highlight(self._begin_at)
        self._begin_at = ""
        self._shown_for = text
        self._tell()
        if self._chosen_blind:
            self._chosen_blind = False
            self.command_open()

    def _tell(self) -> None:
        if self._seen is not None and self._rows.highlighted is not None:
            self._seen(self._rows.highlighted)


def _nothing(wanted: str) -> Row:
    """That nothing is called so."""
    said = f"Nothing here is called “{wanted}”." if wanted else "There is nothing to choose from."
    return TextRow("nothing", said, ((0, len(said), "muted"),))

"""A one-line question for a paragraph's number."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.widgets import Input

from cpec_tui.tui.commands import BY_ID
from cpec_tui.tui.dispatch import CommandScreen, bindings
from cpec_tui.tui.paint import content
from cpec_tui.tui.screens.overlay import Overlay

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


_DIGITS = 9


class AskNumber(CommandScreen[int | None], Overlay[int | None]):
    """Left with a number that there is, or None."""

    BINDINGS: ClassVar[list[BindingType]] = bindings((BY_ID["peel"],))

    def __init__(self, what: str, most: int) -> None:
        """Ask for the number of a ``what``, 1 to ``most``."""
        super().__init__()
        self._what = what
        self._most = most

    def compose(self) -> ComposeResult:
        """An input in a frame."""
        with Vertical(id="ask") as frame:
            frame.border_title = content(f"{self._what}, 1 to {self._most:,}")
            yield Input(id="ask-input", max_length=20)

    def on_mount(self) -> None:
        """Type here."""
        self.query_one(Input).cursor_blink = False
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer, or say which numbers there are."""
        event.stop()
        given = event.value.strip()
        number = int(given) if given.isdecimal() and len(given) <= _DIGITS else 0
        if not given:
            self.leave(None)
        elif 1 <= number <= self._most:
            self.leave(number)
        else:
            self.query_one("#ask").border_subtitle = content(f"there is no {given}: 1 to {self._most:,}")

    def command_peel(self) -> None:
        """Leave without an answer."""
        self.leave(None)

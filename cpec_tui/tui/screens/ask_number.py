"""A one-line question for a paragraph's number."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.widgets import Input

from cpec_tui.tui.commands import BY_ID
from cpec_tui.tui.dispatch import CommandScreen, bindings
from cpec_tui.tui.paint import content

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class AskNumber(CommandScreen[int | None]):
    """Left with the number, or None."""

    BINDINGS: ClassVar[list[BindingType]] = bindings((BY_ID["peel"],))
    DEFAULT_CLASSES = "overlay"

    def __init__(self, title: str) -> None:
        """``title`` says what is asked."""
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:
        """An input in a frame."""
        with Vertical(id="ask") as frame:
            frame.border_title = content(self._title)
            yield Input(type="integer", id="ask-input", max_length=9)

    def on_mount(self) -> None:
        """Type here."""
        self.query_one(Input).cursor_blink = False
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer."""
        event.stop()
        self.dismiss(int(event.value) if event.value.strip("-").isdecimal() else None)

    def command_peel(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

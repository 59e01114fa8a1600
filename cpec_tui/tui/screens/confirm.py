"""A question to be answered with yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from cpec_tui.tui.paint import content
from cpec_tui.tui.screens.overlay import Overlay
from cpec_tui.tui.widgets.lines import AnswerLine

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult


class Confirm(ModalScreen[bool], Overlay[bool]):
    """y and Enter mean yes, any other key and a click beside it no."""

    def __init__(self, title: str, question: str) -> None:
        """``question`` says what will happen."""
        super().__init__()
        self._title = title
        self._question = question

    def compose(self) -> ComposeResult:
        """The question in a frame."""
        with Vertical(id="confirm") as frame:
            frame.border_title = content(self._title)
            yield Static(content(self._question))
            yield AnswerLine(self._answer)

    def on_key(self, event: events.Key) -> None:
        """Answer."""
        event.stop()
        event.prevent_default()
        self.leave(event.key in ("y", "Y", "enter"))

    def _answer(self, key: str) -> None:
        """One of the words was clicked."""
        self.leave(key == "y")

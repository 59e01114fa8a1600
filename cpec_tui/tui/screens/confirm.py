"""A question to be answered with yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from cpec_tui.tui.ascii import own
from cpec_tui.tui.paint import content

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult


class Confirm(ModalScreen[bool]):
    """y and Enter mean yes, anything else no."""

    DEFAULT_CLASSES = "overlay"

    def __init__(self, title: str, question: str) -> None:
        """``question`` says what will happen."""
        super().__init__()
        self._title = title
        self._question = question

    def compose(self) -> ComposeResult:
        """The question in a frame."""
        with Vertical(id="confirm") as frame:
            frame.border_title = content(self._title)
            frame.border_subtitle = content(own(self, "y yes · n no"))
            yield Static(content(self._question))

    def on_key(self, event: events.Key) -> None:
        """Answer."""
        event.stop()
        event.prevent_default()
        self.dismiss(event.key in ("y", "Y", "enter"))

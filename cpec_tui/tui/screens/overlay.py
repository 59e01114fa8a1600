"""What all that is laid over the panes has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen, ScreenResultType

if TYPE_CHECKING:
    from textual import events


class Overlay(Screen[ScreenResultType]):
    """A click beside it leaves it, as Escape does: without an answer.

    Clicks may arrive in a bunch: what comes after the one that left it finds it left already.
    """

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CLASSES = "overlay"

    def on_click(self, event: events.Click) -> None:
        """What is beside is the screen itself."""
        if self.get_widget_at(*event.screen_offset)[0] is self:
            self.leave(None)

    def leave(self, result: ScreenResultType | None) -> None:
        """Go with an answer, once."""
        if self.is_active:
            self.dismiss(result)

"""A question for a line of text, or for two lines of which the second follows the first."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.widgets import Input

from cpec_tui.tui.commands import BY_ID
from cpec_tui.tui.dispatch import CommandScreen, bindings
from cpec_tui.tui.paint import content
from cpec_tui.tui.screens.overlay import Overlay
from cpec_tui.tui.widgets.lines import Words
from cpec_tui.tui.widgets.one_line import OneLineInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

Answer = tuple[str, ...]
_LONGEST = 4_000
_COMMANDS = ("peel", "next-pane", "previous-pane", "down", "up")


class AskText(CommandScreen[Answer | None], Overlay[Answer | None]):
    """Enter answers with what stands in the fields; Escape, a click beside it and an empty first field do not.

    Tab goes from one field to the other.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(BY_ID[name] for name in _COMMANDS)

    def __init__(
        self,
        title: str,
        text: str = "",
        *,
        hint: str = "",
        second: str = "",
        follow: Callable[[str], str] | None = None,
    ) -> None:
        """``text`` stands there at first, ``hint`` while nothing does.

        With ``follow`` there is another field called ``second``: it holds what that makes of the first, until the
        reader changes it.
        """
        super().__init__()
        self._title = title
        self._text = text
        self._hint = hint
        self._second = second
        self._follow = follow
        self._followed = follow(text) if follow is not None else ""

    def compose(self) -> ComposeResult:
        """The fields in a frame."""
        with Vertical(id="ask-text") as frame:
            frame.border_title = content(self._title)
            yield OneLineInput(self._text, placeholder=self._hint, max_length=_LONGEST)
            if self._follow is not None:
                yield Words(content(self._second), id="ask-second")
                yield OneLineInput(self._followed, max_length=_LONGEST)

    def on_mount(self) -> None:
        """Type in the first."""
        for one in self._fields:
            one.cursor_blink = False
        self._fields[0].focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Let the second field follow as long as it is what was made of the first."""
        event.stop()
        fields = self._fields
        if self._follow is None or event.input is not fields[0] or fields[1].value != self._followed:
            return
        self._followed = self._follow(event.value)
        fields[1].value = self._followed

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer."""
        event.stop()
        answer = tuple(one.value.strip() for one in self._fields)
        self.leave(answer if answer[0] else None)

    def command_peel(self) -> None:
        """Leave without an answer."""
        self.leave(None)

    def command_next_pane(self) -> None:
        """To the other field."""
        fields = self._fields
        fields[0 if fields[-1].has_focus else -1].focus()

    def command_previous_pane(self) -> None:
        """To the other field."""
        self.command_next_pane()

    def command_down(self) -> None:
        """To the second field."""
        self._fields[-1].focus()

    def command_up(self) -> None:
        """To the first field."""
        self._fields[0].focus()

    @property
    def _fields(self) -> list[Input]:
        return list(self.query(Input))

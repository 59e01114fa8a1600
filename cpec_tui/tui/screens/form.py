"""What all questions for lines of text have in common: fields to go through, an answer, a way out."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Input

from cpec_tui.tui.commands import BY_ID
from cpec_tui.tui.dispatch import CommandScreen, bindings
from cpec_tui.tui.screens.overlay import Overlay

if TYPE_CHECKING:
    from textual.binding import BindingType

Answer = tuple[str, ...]
LONGEST = 4_000
_COMMANDS = ("peel", "next-pane", "previous-pane", "down", "up")


class Form(CommandScreen[Answer | None], Overlay[Answer | None]):
    """Enter answers with what stands in the fields; Escape, a click beside it and an empty first field do not.

    Tab and the arrows go from field to field.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(BY_ID[name] for name in _COMMANDS)

    def on_mount(self) -> None:
        """Type in the first."""
        for one in self._fields:
            one.cursor_blink = False
        self._fields[0].focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer."""
        event.stop()
        answer = tuple(one.value.strip() for one in self._fields)
        self.leave(answer if answer[0] else None)

    def command_peel(self) -> None:
        """Leave without an answer."""
        self.leave(None)

    def command_next_pane(self) -> None:
        """To the next field."""
        self._turn(1)

    def command_previous_pane(self) -> None:
        """To the field before."""
        self._turn(-1)

    def command_down(self) -> None:
        """To the next field."""
        self._turn(1)

    def command_up(self) -> None:
        """To the field before."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        fields = self._fields
        at = next((number for number, one in enumerate(fields) if one.has_focus), 0)
        fields[(at + by) % len(fields)].focus()

    @property
    def _fields(self) -> list[Input]:
        return list(self.query(Input))

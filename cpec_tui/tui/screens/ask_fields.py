"""A question for some lines of text, each with its name."""

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
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

Answer = tuple[str, ...]
_LONGEST = 4_000
_COMMANDS = ("peel", "next-pane", "previous-pane", "down", "up")


class AskFields(CommandScreen[Answer | None], Overlay[Answer | None]):
    """Enter answers with what stands in the fields; Escape, a click beside it and an empty first field do not.

    Tab and the arrows go from field to field.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(BY_ID[name] for name in _COMMANDS)

    def __init__(self, title: str, fields: Mapping[str, str], *, said: str = "") -> None:
        """``fields`` are the texts that stand there at first, by name; ``said`` is what is to be known first."""
        super().__init__()
        self._title = title
        self._texts = fields
        self._said = said

    def compose(self) -> ComposeResult:
        """The fields in a frame, each under its name."""
        with Vertical(id="ask-fields") as frame:
            frame.border_title = content(self._title)
            if self._said:
                yield Words(content(self._said), classes="field-said")
            for name, text in self._texts.items():
                yield Words(content(name), classes="field-name")
                yield OneLineInput(text, max_length=_LONGEST)

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

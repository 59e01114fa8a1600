"""The find bar under the source: what to look for in this document, and how often it stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Container
from textual.message import Message
from textual.widgets import Input

from cpec_tui.tui.ascii import own
from cpec_tui.tui.commands import BY_ID
from cpec_tui.tui.paint import content
from cpec_tui.tui.widgets.lines import Words
from cpec_tui.tui.widgets.one_line import OneLineInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

# Signs to click, and what they do.
_SIGNS = (("↑", "previous"), ("↓", "next"), ("✗", "peel"))


class Sign(Words):
    """A sign to click."""

    def __init__(self, sign: str, command_id: str, run: Callable[[str], None]) -> None:
        """A click lets ``run`` do the command of that id."""
        super().__init__(content(sign), classes="find-sign")
        self._sign = sign
        self.tooltip = content(BY_ID[command_id].title)
        self._command_id = command_id
        self._run = run

    def on_mount(self) -> None:
        """Draw it as this terminal can."""
        self.update(content(own(self, self._sign)))

    def on_click(self) -> None:
        """Do it."""
        self._run(self._command_id)


class FindBar(Container):
    """Shown by ctrl+f; Escape closes it."""

    class Typed(Message):
        """What to find changed."""

    class Submitted(Message):
        """The reader wants to go on to what was found."""

    def __init__(self, run: Callable[[str], None]) -> None:
        """Closed at first. ``run`` does the command of an id."""
        super().__init__(id="find")
        self._run = run
        self._said = ""

    def compose(self) -> ComposeResult:
        """An input, a count, and signs to click."""
        box = OneLineInput(placeholder="a text, or re:/a pattern/", id="find-input")
        box.cursor_blink = False
        yield Words("find", id="find-prompt")
        yield box
        yield Words("", id="find-count")
        for sign, command_id in _SIGNS:
            yield Sign(sign, command_id, self._run)

    @property
    def is_open(self) -> bool:
        """Whether it is shown."""
        return self.has_class("-open")

    @property
    def is_typed_in(self) -> bool:
        """Whether what is typed goes here."""
        return self.is_open and self.query_one(Input).has_focus

    @property
    def text(self) -> str:
        """What is to be found; empty while it is closed."""
        return self.query_one(Input).value if self.is_open else ""

    def open(self) -> None:
        """Show it and type here."""
        self.add_class("-open")
        self.query_one(Input).focus()

    def close(self) -> None:
        """Hide it and forget what was looked for."""
        self.remove_class("-open")
        self.query_one(Input).value = ""
        self.say("")

    def say(self, text: str) -> None:
        """Say the count, or what is wrong."""
        if text != self._said:  # What is said anew is laid out anew.
            self._said = text
            self.query_one("#find-count", Words).update(content(text))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look at once."""
        event.stop()
        if self.is_open:
            self.post_message(self.Typed())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on."""
        event.stop()
        self.post_message(self.Submitted())

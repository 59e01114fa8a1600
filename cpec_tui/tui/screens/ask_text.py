"""A question for a line of text, or for two lines of which the second follows the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.widgets import Input

from cpec_tui.tui.paint import content
from cpec_tui.tui.screens.form import LONGEST, Form
from cpec_tui.tui.widgets.lines import Words
from cpec_tui.tui.widgets.one_line import OneLineInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult


class AskText(Form):
    """Enter answers with what stands in the one field, or in both."""

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
            yield OneLineInput(self._text, placeholder=self._hint, max_length=LONGEST)
            if self._follow is not None:
                yield Words(content(self._second), id="ask-second")
                yield OneLineInput(self._followed, max_length=LONGEST)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Let the second field follow as long as it is what was made of the first."""
        event.stop()
        fields = self._fields
        if self._follow is None or event.input is not fields[0] or fields[1].value != self._followed:
            return
        self._followed = self._follow(event.value)
        fields[1].value = self._followed
